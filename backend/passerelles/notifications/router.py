"""Routes of notifications, and the demonstration's mailbox."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from passerelles.accounts import unread
from passerelles.accounts.policy import SignedIn
from passerelles.core.errors import NotFound
from passerelles.core.house import Db, House, HouseDep
from passerelles.core.security import public
from passerelles.notifications import demo_mailbox, service
from passerelles.notifications.mail import FolderPost, post_of
from passerelles.notifications.schemas import DemoMailList, DemoMailOut, NotificationList

router = APIRouter(tags=["notifications"])

unread.provide(service.unread)  # `GET /api/me` tells how many wait; accounts may not import us


@router.get("/notifications")
async def list_notifications(person: SignedIn, db: Db) -> NotificationList:
    """My last messages, newest first."""
    async with db.read() as session:
        return await service.latest(session, person.campus_id, person.id)


@router.post("/notifications/reading")
async def read_notifications(person: SignedIn, db: Db) -> NotificationList:
    """I have read them all."""
    await db.write(lambda session: service.mark_read(session, person.campus_id, person.id))
    return await list_notifications(person, db)


@router.get("/demo/mails", dependencies=[public])
def list_demo_mails(house: HouseDep) -> DemoMailList:
    """Demonstration only: the last mails written to the folder. 404 elsewhere."""
    return demo_mailbox.list_mails(_post(house))


@router.get("/demo/mails/{mail_id}", dependencies=[public])
def show_demo_mail(mail_id: UUID, house: HouseDep) -> DemoMailOut:
    """Demonstration only: one mail with its text. 404 elsewhere, and until the mail is written."""
    return demo_mailbox.read_mail(_post(house), mail_id)


def _post(house: House) -> FolderPost:
    if not house.settings.demo:
        raise NotFound
    return post_of(house)
