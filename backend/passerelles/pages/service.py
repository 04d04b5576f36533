"""Reports of errors: written without anybody's name."""

from __future__ import annotations

from passerelles.core import clock, ids
from passerelles.core.db import Session
from passerelles.pages import rules
from passerelles.pages.schemas import ReportIn
from passerelles.pages.tables import Report


async def receive(session: Session, campus_id: str, report: ReportIn) -> None:
    """Keep a report."""
    session.add(
        Report(
            campus_id=campus_id,
            id=ids.new_id(),
            page=rules.reportable(report.page),
            category=report.category,
            text=report.text,
            created_at=clock.now(),
        )
    )
