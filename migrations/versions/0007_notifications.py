"""Messages to a person inside the app.

Revision: 0007, after 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notification",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("campus_id", "id", name="pk_notification"),
        sa.ForeignKeyConstraint(
            ["campus_id", "person_id"],
            ["person.campus_id", "person.id"],
            name="fk_notification_person",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_notification_person", "notification", ["campus_id", "person_id", "created_at"])
    op.create_index("ix_notification_read", "notification", ["read_at"])


def downgrade() -> None:
    op.drop_index("ix_notification_read", table_name="notification")
    op.drop_index("ix_notification_person", table_name="notification")
    op.drop_table("notification")
