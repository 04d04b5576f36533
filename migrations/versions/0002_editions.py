"""Editions as documents, and the pointer to the current one.

Revision: 0002, after 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "edition",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by", sa.String(), nullable=True),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("archive", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_edition"),
    )
    op.create_table(
        "edition_pointer",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("edition_id", sa.String(), nullable=False),
        sa.Column("previous_id", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_edition_pointer"),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_edition_pointer_edition_id_edition"),
        sa.ForeignKeyConstraint(["previous_id"], ["edition.id"], name="fk_edition_pointer_previous_id_edition"),
    )


def downgrade() -> None:
    op.drop_table("edition_pointer")
    op.drop_table("edition")
