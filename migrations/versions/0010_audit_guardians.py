"""The audit log, and who answers for whom.

Revision: 0010, after 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _person(column: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["campus_id", column], ["person.campus_id", "person.id"], name=f"fk_guardianship_{name}", ondelete="CASCADE"
    )


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _instant("at"),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("campus_id", "id", name="pk_audit_entry"),
    )
    op.create_index("ix_audit_entry_subject", "audit_entry", ["campus_id", "subject", "at"])
    op.create_index("ix_audit_entry_actor", "audit_entry", ["campus_id", "actor_id", "at"])
    op.create_index("uq_audit_entry_number", "audit_entry", ["campus_id", "number"], unique=True)
    op.create_table(
        "audit_head",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("removed_number", sa.Integer(), nullable=False),
        sa.Column("removed_digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("campus_id", name="pk_audit_head"),
    )
    op.create_table(
        "guardianship",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("guardian_id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        _instant("declared_at"),
        sa.Column("institution", sa.String(), nullable=True),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        _instant("confirmed_at", nullable=True),
        _instant("ended_at", nullable=True),
        sa.Column("ended_why", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("campus_id", "guardian_id", "student_id", name="pk_guardianship"),
        _person("guardian_id", "guardian"),
        _person("student_id", "student"),
    )
    op.create_index("ix_guardianship_student", "guardianship", ["campus_id", "student_id"])


def downgrade() -> None:
    for table in ("guardianship", "audit_head", "audit_entry"):
        op.drop_table(table)
