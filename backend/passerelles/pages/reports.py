"""`POST /api/reports`: anybody may say that something is wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from fastapi import APIRouter, Request

from passerelles.core.db import Session
from passerelles.core.house import HouseDep
from passerelles.core.messages import t
from passerelles.core.security import public
from passerelles.core.security.throttle import Limit, network_of
from passerelles.pages import service
from passerelles.pages.schemas import ReportIn, ReportReceived

LIMIT: Final = Limit("reports", times=30, per=timedelta(minutes=10))  # a whole class shares one address

router = APIRouter(prefix="/api", tags=["pages"])


@router.post("/reports", status_code=201, dependencies=[public])
async def report(request: Request, house: HouseDep, body: ReportIn) -> ReportReceived:
    """Report an error on a page. No account, nothing kept about the sender; 30 per network in 10 minutes."""
    house.throttle.spend(LIMIT, network_of(request))

    async def write(session: Session) -> None:
        await service.receive(session, house.settings.campus_id, body)

    await house.db.write(write)
    return ReportReceived(words=t("pages.report.received"))
