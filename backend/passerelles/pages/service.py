"""Reports of errors: written, forgotten after a year."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import delete
from sqlmodel import col

from passerelles.core import clock, ids
from passerelles.core.db import Session
from passerelles.pages import rules
from passerelles.pages.schemas import ReportIn
from passerelles.pages.tables import Report

KEPT_FOR: Final = timedelta(days=365)


async def receive(session: Session, campus_id: str, report: ReportIn) -> None:
    """Keep a report, and forget those of more than a year ago."""
    now = clock.now()
    await session.execute(
        delete(Report).where(col(Report.campus_id) == campus_id, col(Report.created_at) < now - KEPT_FOR)
    )
    session.add(
        Report(
            campus_id=campus_id,
            id=ids.new_id(),
            page=rules.reportable(report.page),
            category=report.category,
            text=report.text,
            created_at=now,
        )
    )
