"""The booking engine: resources, units, bookings, and the claims whose primary key forbids a double booking.

Revision: 0004, after 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _id(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _to(table: str, target: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["campus_id", column], [f"{target}.campus_id", f"{target}.id"], name=f"fk_{table}_campus_id_{target}"
    )


def upgrade() -> None:
    op.create_table(
        "resource",
        _text("campus_id"),
        _text("id"),
        _text("kind"),
        sa.PrimaryKeyConstraint("campus_id", "id", name="pk_resource"),
    )
    op.create_table(
        "unit",
        _text("campus_id"),
        _id("id"),
        _text("resource"),
        _text("zone"),
        _text("label"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("campus_id", "id", name="pk_unit"),
        sa.UniqueConstraint("campus_id", "resource", "label", name="uq_unit_label"),
        _to("unit", "resource", "resource"),
    )
    op.create_index("ix_unit_choice", "unit", ["campus_id", "resource", "zone", "position"])
    op.create_table(
        "booking",
        _text("campus_id"),
        _id("id"),
        _text("code"),
        _id("person_id"),
        _text("resource"),
        _text("kind"),
        _text("zone"),
        _id("unit_id", nullable=True),
        _text("status"),
        sa.Column("seat", sa.Integer(), nullable=True),
        _instant("asked_at"),
        _instant("decide_before", nullable=True),
        _instant("starts_at"),
        _instant("ends_at"),
        _text("note", nullable=True),
        _text("reason", nullable=True),
        _text("reason_note", nullable=True),
        sa.PrimaryKeyConstraint("campus_id", "id", name="pk_booking"),
        sa.UniqueConstraint("campus_id", "code", name="uq_booking_code"),
        sa.UniqueConstraint("campus_id", "person_id", "kind", "seat", name="uq_booking_seat"),
        _to("booking", "resource", "resource"),
        _to("booking", "unit", "unit_id"),
    )
    op.create_index("ix_booking_person", "booking", ["campus_id", "person_id", "asked_at"])
    op.create_index("ix_booking_queue", "booking", ["campus_id", "resource", "status"])
    op.create_index("ix_booking_due", "booking", ["status", "decide_before"])
    op.create_index("ix_booking_held", "booking", ["campus_id", "decide_before"])
    op.create_table(
        "booking_slot",
        _text("campus_id"),
        _id("booking_id"),
        _text("slot"),
        sa.PrimaryKeyConstraint("campus_id", "booking_id", "slot", name="pk_booking_slot"),
        _to("booking_slot", "booking", "booking_id"),
    )
    op.create_table(
        "claim",
        _text("campus_id"),
        _id("unit_id"),
        _text("slot"),
        _id("booking_id"),
        _id("person_id"),
        _text("kind"),
        _instant("expires_at", nullable=True),
        sa.PrimaryKeyConstraint("campus_id", "unit_id", "slot", name="pk_claim"),
        sa.UniqueConstraint("campus_id", "person_id", "kind", "slot", name="uq_claim_person"),
        _to("claim", "unit", "unit_id"),
        _to("claim", "booking", "booking_id"),
    )
    op.create_index("ix_claim_booking", "claim", ["campus_id", "booking_id"])
    op.create_table(
        "booking_event",
        _text("campus_id"),
        _id("id"),
        _id("booking_id"),
        _instant("at"),
        _text("kind"),
        _id("actor_id", nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("campus_id", "id", name="pk_booking_event"),
        _to("booking_event", "booking", "booking_id"),
    )
    op.create_index("ix_booking_event_booking", "booking_event", ["campus_id", "booking_id"])


def downgrade() -> None:
    for table in ("booking_event", "claim", "booking_slot", "booking", "unit", "resource"):
        op.drop_table(table)
