"""People, how they sign in, what they may do.

Revision: 0003, after 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _of_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["campus_id", "person_id"],
        ["person.campus_id", "person.id"],
        name=f"fk_{table}_person",
        ondelete="CASCADE",
    )


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        _instant("created_at"),
        sa.PrimaryKeyConstraint("campus_id", "id", name="pk_person"),
    )
    op.create_table(
        "identity",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        _instant("created_at"),
        sa.PrimaryKeyConstraint("campus_id", "issuer", "subject", name="pk_identity"),
        _of_person("identity"),
    )
    op.create_index("ix_identity_person", "identity", ["campus_id", "person_id"])
    op.create_table(
        "role_grant",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("scope_kind", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        _instant("starts_at"),
        _instant("ends_at", nullable=True),
        sa.Column("granted_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("campus_id", "person_id", "role", "scope_kind", "scope", name="pk_role_grant"),
        _of_person("role_grant"),
    )
    op.create_table(
        "session",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        _instant("created_at"),
        _instant("seen_at"),
        _instant("expires_at"),
        sa.PrimaryKeyConstraint("campus_id", "digest", name="pk_session"),
        _of_person("session"),
    )
    op.create_index("ix_session_person", "session", ["campus_id", "person_id"])
    op.create_index("ix_session_expires_at", "session", ["expires_at"])
    op.create_table(
        "sign_in_code",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email_digest", sa.String(), nullable=False),
        sa.Column("code_digest", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _instant("created_at"),
        _instant("expires_at"),
        _instant("used_at", nullable=True),
        sa.PrimaryKeyConstraint("campus_id", "id", name="pk_sign_in_code"),
    )
    op.create_index("ix_sign_in_code_address", "sign_in_code", ["campus_id", "email_digest", "created_at"])
    op.create_index("ix_sign_in_code_expires_at", "sign_in_code", ["expires_at"])


def downgrade() -> None:
    op.drop_table("sign_in_code")
    op.drop_table("session")
    op.drop_table("role_grant")
    op.drop_table("identity")
    op.drop_table("person")
