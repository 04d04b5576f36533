"""The demonstration's mailbox: mails that were written to a folder instead of being sent.

A demonstration is a sandbox: everybody may read every mail in it, and the screen says so. Addresses are masked all
the same, since people type their own.
"""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Final
from uuid import UUID

from passerelles.core.errors import NotFound
from passerelles.core.messages import t
from passerelles.notifications.mail import FolderPost, text_of
from passerelles.notifications.schemas import DemoMailBrief, DemoMailList, DemoMailOut

LISTED: Final = 20


def list_mails(post: FolderPost) -> DemoMailList:
    """The last twenty mails, newest first."""
    found = ((message_id, post.read(message_id)) for message_id in islice(post.ids(), LISTED))
    items = [_brief(message_id, mail) for message_id, mail in found if mail is not None]
    return DemoMailList(items=items, words=t("notifications.demo.mailbox"))


def read_mail(post: FolderPost, message_id: UUID) -> DemoMailOut:
    """One mail with its text.

    Raises:
        NotFound: no such mail, or not yet.
    """
    mail = post.read(message_id)
    if mail is None:
        raise NotFound
    brief = _brief(message_id, mail)
    return DemoMailOut(**brief.model_dump(), text=text_of(mail), words=t("notifications.demo.mailbox"))


def _brief(message_id: UUID, mail: EmailMessage) -> DemoMailBrief:
    return DemoMailBrief(
        id=str(message_id),
        to=_masked(str(mail["To"])),
        subject=str(mail["Subject"]),
        sent_at=parsedate_to_datetime(str(mail["Date"])),
        url=f"/demo/courriel/{message_id}",
    )


def _masked(address: str) -> str:
    name, _, host = address.partition("@")
    return f"{name[:1]}…@{host}"
