"""Sessions that their owner can name and close; codes for the browser that asked; passkeys.

Revision: 0015, after 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

A_RANDOM_ID = {"sqlite": "(lower(hex(randomblob(16))))", "postgresql": "gen_random_uuid()"}
"""Ids of the sessions already open, and of those that the release before this one still opens meanwhile."""


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
    some_id = sa.text(A_RANDOM_ID[op.get_bind().dialect.name])
    with op.batch_alter_table("session") as session:
        session.add_column(sa.Column("id", sa.Uuid(), nullable=False, server_default=some_id))
        session.add_column(sa.Column("provider", sa.String(), nullable=False, server_default="code"))
        session.add_column(sa.Column("device", sa.String(), nullable=True))
        session.add_column(sa.Column("id_token", sa.Text(), nullable=True))
    op.create_index("uq_session_id", "session", ["campus_id", "id"], unique=True)
    with op.batch_alter_table("sign_in_code") as code:  # a code sent by the release before opens no browser
        code.add_column(sa.Column("browser_digest", sa.String(), nullable=False, server_default=""))
        code.add_column(sa.Column("network_digest", sa.String(), nullable=False, server_default=""))
        code.add_column(sa.Column("place", sa.Integer(), nullable=True))
    op.create_index("uq_sign_in_code_place", "sign_in_code", ["campus_id", "email_digest", "place"], unique=True)
    op.create_table(
        "passkey",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("transports", sa.JSON(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        _instant("created_at"),
        _instant("used_at", nullable=True),
        sa.PrimaryKeyConstraint("campus_id", "id", name="pk_passkey"),
        _of_person("passkey"),
    )
    op.create_index("uq_passkey_credential", "passkey", ["campus_id", "credential_id"], unique=True)
    op.create_index("ix_passkey_person", "passkey", ["campus_id", "person_id"])
    op.create_table(
        "passkey_challenge",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        _instant("expires_at"),
        sa.PrimaryKeyConstraint("campus_id", "digest", name="pk_passkey_challenge"),
        _of_person("passkey_challenge"),
    )
    op.create_index("ix_passkey_challenge_expires_at", "passkey_challenge", ["expires_at"])
    op.create_table(
        "passkey_declined",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        _instant("declined_at"),
        sa.PrimaryKeyConstraint("campus_id", "person_id", name="pk_passkey_declined"),
        _of_person("passkey_declined"),
    )


def downgrade() -> None:
    op.drop_table("passkey_declined")
    op.drop_table("passkey_challenge")
    op.drop_table("passkey")
    op.drop_index("uq_sign_in_code_place", "sign_in_code")
    with op.batch_alter_table("sign_in_code") as code:
        for column in ("place", "network_digest", "browser_digest"):
            code.drop_column(column)
    op.drop_index("uq_session_id", "session")
    op.execute("DELETE FROM session WHERE kind = 'short'")  # a kind that the release before does not know
    with op.batch_alter_table("session") as session:
        for column in ("id_token", "device", "provider", "id"):
            session.drop_column(column)
