"""Counsellors' links to itineraries.

Revision: 0006, after 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "share_link",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("itinerary", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("campus_id", "id", name="pk_share_link"),
        sa.UniqueConstraint("token_digest", name="uq_share_link_token_digest"),
        sa.ForeignKeyConstraint(
            ["campus_id", "created_by"],
            ["person.campus_id", "person.id"],
            name="fk_share_link_person",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_share_link_created_by", "share_link", ["campus_id", "created_by", "created_at"])


def downgrade() -> None:
    op.drop_index("ix_share_link_created_by", table_name="share_link")
    op.drop_table("share_link")
