"""Attempts to sign in at an identity provider.

Revision: 0011, after 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "login_attempt",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("state_digest", sa.String(), nullable=False),
        sa.Column("browser_digest", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("verifier", sa.String(), nullable=True),
        sa.Column("next", sa.String(), nullable=True),
        sa.Column("short", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proof", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("campus_id", "state_digest", name="pk_login_attempt"),
    )
    op.create_index("ix_login_attempt_expires_at", "login_attempt", ["expires_at"])


def downgrade() -> None:
    op.drop_table("login_attempt")
