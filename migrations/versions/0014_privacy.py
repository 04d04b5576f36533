"""Who looked, who was erased, which accounts are used; nights taken, counted without anybody.

Revision: 0014, after 0013
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "look",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("campus_id", "subject_id", "day", "actor_id", "what", "place", name="pk_look"),
        sa.ForeignKeyConstraint(
            ["campus_id", "subject_id"],
            ["person.campus_id", "person.id"],
            name="fk_look_subject",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_look_day", "look", ["day"])
    op.create_table(
        "account_use",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.Column("warned_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("campus_id", "person_id", name="pk_account_use"),
        sa.ForeignKeyConstraint(
            ["campus_id", "person_id"],
            ["person.campus_id", "person.id"],
            name="fk_account_use_person",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_account_use_used_on", "account_use", ["used_on"])
    op.create_table(
        "erasure",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("campus_id", "digest", name="pk_erasure"),
    )
    op.create_table(
        "occupancy",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("resource", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("campus_id", "resource", "zone", "slot", name="pk_occupancy"),
        sa.ForeignKeyConstraint(
            ["campus_id", "resource"], ["resource.campus_id", "resource.id"], name="fk_occupancy_campus_id_resource"
        ),
    )


def downgrade() -> None:
    for table in ("occupancy", "erasure", "account_use", "look"):
        op.drop_table(table)
