"""Boarding: houses, zones, beds, published nights, tariffs, agreements received on paper.

Revision: 0005, after 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _id(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _day(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _of_house(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["campus_id", "house"], ["house.campus_id", "house.id"], name=f"fk_{table}_campus_id_house"
    )


def upgrade() -> None:
    op.create_table(
        "house",
        _text("campus_id"),
        _text("id"),
        _text("institution"),
        _text("name"),
        _text("city", nullable=True),
        _text("phone", nullable=True),
        _text("school_zone"),
        sa.Column("evenings", sa.JSON(), nullable=False),
        _day("published_from"),
        _day("published_to"),
        _count("guardian_days"),
        _count("decision_days"),
        _count("max_open"),
        _flag("demo"),
        _count("revision"),
        sa.PrimaryKeyConstraint("campus_id", "id", name="pk_house"),
        sa.ForeignKeyConstraint(
            ["campus_id", "id"], ["resource.campus_id", "resource.id"], name="fk_house_campus_id_resource"
        ),
    )
    op.create_index("ix_house_institution", "house", ["campus_id", "institution"])
    op.create_table(
        "house_zone",
        _text("campus_id"),
        _text("house"),
        _text("id"),
        _text("label"),
        _flag("adults_only"),
        _flag("accessible"),
        _count("position"),
        _flag("active"),
        sa.PrimaryKeyConstraint("campus_id", "house", "id", name="pk_house_zone"),
        _of_house("house_zone"),
    )
    op.create_table(
        "bed",
        _text("campus_id"),
        _id("unit_id"),
        _text("house"),
        _text("zone"),
        _text("room"),
        _text("letter"),
        _flag("accessible"),
        _count("position"),
        _day("retired_on", nullable=True),
        _text("retired_reason", nullable=True),
        sa.PrimaryKeyConstraint("campus_id", "unit_id", name="pk_bed"),
        sa.ForeignKeyConstraint(["campus_id", "unit_id"], ["unit.campus_id", "unit.id"], name="fk_bed_campus_id_unit"),
        sa.ForeignKeyConstraint(
            ["campus_id", "house", "zone"],
            ["house_zone.campus_id", "house_zone.house", "house_zone.id"],
            name="fk_bed_campus_id_house_zone",
        ),
    )
    op.create_index("ix_bed_house", "bed", ["campus_id", "house", "position"])
    op.create_table(
        "house_night",
        _text("campus_id"),
        _text("house"),
        _day("night"),
        sa.PrimaryKeyConstraint("campus_id", "house", "night", name="pk_house_night"),
        _of_house("house_night"),
    )
    op.create_table(
        "tariff",
        _text("campus_id"),
        _id("id"),
        _text("house"),
        _text("label"),
        _count("cents"),
        _text("unit"),
        _day("valid_from"),
        _day("valid_to", nullable=True),
        _text("source"),
        _day("checked_on"),
        _flag("demo"),
        sa.PrimaryKeyConstraint("campus_id", "id", name="pk_tariff"),
        _of_house("tariff"),
    )
    op.create_index("ix_tariff_house", "tariff", ["campus_id", "house"])
    op.create_table(
        "guardian_agreement",
        _text("campus_id"),
        _id("booking_id"),
        _day("received_on"),
        _id("recorded_by"),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("campus_id", "booking_id", name="pk_guardian_agreement"),
        sa.ForeignKeyConstraint(
            ["campus_id", "booking_id"],
            ["booking.campus_id", "booking.id"],
            name="fk_guardian_agreement_campus_id_booking",
        ),
    )


def downgrade() -> None:
    for table in ("guardian_agreement", "tariff", "house_night", "bed", "house_zone", "house"):
        op.drop_table(table)
