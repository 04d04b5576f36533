"""Links and answers of guardians; of an adult, no birth date.

Revision: 0013, after 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _booking(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["campus_id", "booking_id"], ["booking.campus_id", "booking.id"], name=f"fk_{table}_booking"
    )


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["campus_id", column], ["person.campus_id", "person.id"], name=f"fk_{table}_{column}", ondelete="CASCADE"
    )


def upgrade() -> None:
    op.add_column("person", sa.Column("adult", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("house", sa.Column("agreements_required", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("guardian_agreement", sa.Column("signatures", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("guardian_agreement", sa.Column("terms", sa.String(), nullable=True))
    op.create_table(
        "guardian_link",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("mailed", sa.Boolean(), nullable=False),
        _instant("created_at"),
        _instant("expires_at"),
        sa.Column("opened_by", sa.Uuid(), nullable=True),
        _instant("renewal_asked_at", nullable=True),
        sa.PrimaryKeyConstraint("campus_id", "id", name="pk_guardian_link"),
        sa.UniqueConstraint("campus_id", "token_digest", name="uq_guardian_link_token"),
        _booking("guardian_link"),
        _person("guardian_link", "made_by"),
    )
    op.create_index("ix_guardian_link_booking", "guardian_link", ["campus_id", "booking_id"])
    op.create_table(
        "guardian_answer",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("guardian_id", sa.Uuid(), nullable=False),
        _instant("asked_at"),
        _instant("reminded_at", nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("terms", sa.String(), nullable=True),
        _instant("answered_at", nullable=True),
        sa.PrimaryKeyConstraint("campus_id", "booking_id", "guardian_id", name="pk_guardian_answer"),
        _booking("guardian_answer"),
        _person("guardian_answer", "guardian_id"),
    )
    op.create_index("ix_guardian_answer_guardian", "guardian_answer", ["campus_id", "guardian_id"])
    op.create_table(
        "kept_answer",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("terms", sa.String(), nullable=True),
        _instant("answered_at"),
        sa.PrimaryKeyConstraint("campus_id", "id", name="pk_kept_answer"),
        _booking("kept_answer"),
    )
    op.create_index("ix_kept_answer_booking", "kept_answer", ["campus_id", "booking_id"])
    op.create_table(
        "agreement_due",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        _instant("since"),
        sa.PrimaryKeyConstraint("campus_id", "booking_id", name="pk_agreement_due"),
        _booking("agreement_due"),
    )


def downgrade() -> None:
    for table in ("agreement_due", "kept_answer", "guardian_answer", "guardian_link"):
        op.drop_table(table)
    for table, column in (
        ("guardian_agreement", "terms"),
        ("guardian_agreement", "signatures"),
        ("house", "agreements_required"),
        ("person", "adult"),
    ):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column)
