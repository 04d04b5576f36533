"""Roles with a name and a history, delegations, invitations.

Revision: 0012, after 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from uuid_utils.compat import uuid7

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEY_BEFORE = ["campus_id", "person_id", "role", "scope_kind", "scope"]


def upgrade() -> None:
    with op.batch_alter_table("role_grant") as table:
        table.add_column(sa.Column("id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("delegates", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("ended_by", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("ended_why", sa.String(), nullable=True))
    _name_grants()
    with op.batch_alter_table("role_grant") as table:
        table.alter_column("id", existing_type=sa.Uuid(), nullable=False)
        table.drop_constraint("pk_role_grant", type_="primary")
        table.create_primary_key("pk_role_grant", ["campus_id", "id"])
    op.create_index("ix_role_grant_person", "role_grant", ["campus_id", "person_id"])
    op.create_index("ix_role_grant_scope", "role_grant", ["campus_id", "role", "scope"])
    op.create_table(
        "invitation",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("scope_kind", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("delegates", sa.Uuid(), nullable=True),
        _instant("role_ends_at", nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("class_name", sa.String(), nullable=True),
        sa.Column("list_digest", sa.String(), nullable=True),
        sa.Column("invited_by", sa.Uuid(), nullable=False),
        _instant("created_at"),
        _instant("expires_at"),
        _instant("revoked_at", nullable=True),
        _instant("accepted_at", nullable=True),
        sa.Column("accepted_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("campus_id", "id", name="pk_invitation"),
        sa.UniqueConstraint("token_digest", name="uq_invitation_token_digest"),
        sa.ForeignKeyConstraint(
            ["campus_id", "invited_by"],
            ["person.campus_id", "person.id"],
            name="fk_invitation_inviter",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_invitation_role", "invitation", ["campus_id", "role", "scope", "created_at"])
    op.create_index("ix_invitation_expires_at", "invitation", ["expires_at"])
    op.create_index(
        "uq_invitation_list_row",
        "invitation",
        ["campus_id", "list_digest"],
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("invitation")
    op.drop_index("ix_role_grant_scope", "role_grant")
    op.drop_index("ix_role_grant_person", "role_grant")
    # One row a role and scope, as before: neither what has ended nor what is lent.
    grants = _grants()
    now = sa.func.current_timestamp()
    op.execute(sa.delete(grants).where(sa.or_(grants.c.delegates.is_not(None), grants.c.ends_at <= now)))
    with op.batch_alter_table("role_grant") as table:
        table.drop_constraint("pk_role_grant", type_="primary")
        table.create_primary_key("pk_role_grant", KEY_BEFORE)
        for column in ("id", "delegates", "ended_by", "ended_why"):
            table.drop_column(column)


def _name_grants() -> None:
    """Each row gets an id of its own."""
    grants, connection = _grants(), op.get_bind()
    keys = [grants.c[name] for name in KEY_BEFORE]
    for row in connection.execute(sa.select(*keys)).all():
        same = [column == value for column, value in zip(keys, row, strict=True)]
        connection.execute(sa.update(grants).where(*same).values(id=uuid7()))


def _grants() -> sa.TableClause:
    return sa.table(
        "role_grant",
        *(sa.column(name, sa.Uuid() if name == "person_id" else sa.String()) for name in KEY_BEFORE),
        sa.column("id", sa.Uuid()),
        sa.column("delegates", sa.Uuid()),
        sa.column("ends_at", sa.DateTime(timezone=True)),
    )


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)
