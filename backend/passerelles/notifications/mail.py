"""Mail that leaves through the outbox, as `core.mails` wrote it.

Mail goes to an SMTP server when one is set (`notifications.smtp`); else, and always in a demonstration, to a
folder of `.eml` files, `var/outbox/`, that any mail program opens.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urlsplit
from uuid import UUID

import structlog

from passerelles.core import clock
from passerelles.core.house import House
from passerelles.core.mails import TOPIC
from passerelles.core.messages import t
from passerelles.notifications.smtp import SmtpPost, UndeliverableError, relay_of

log = structlog.get_logger()

FOLDER: Final = "outbox"
KEPT: Final = 200


class Post(Protocol):
    """Takes a mail away. Sending the same id twice must deliver one mail."""

    async def send(self, message_id: UUID, mail: EmailMessage) -> None: ...


class FolderPost:
    """Writes each mail to `<folder>/<id>.eml`; keeps the newest 200."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def send(self, message_id: UUID, mail: EmailMessage) -> None:
        await asyncio.to_thread(self._write, message_id, bytes(mail))

    def read(self, message_id: UUID) -> EmailMessage | None:
        """The mail with this id, or None."""
        path = self._path(message_id)
        return message_from_bytes(path.read_bytes(), policy=policy.default) if path.is_file() else None

    def ids(self) -> Iterator[UUID]:
        """The ids of the mails kept, newest first (ids are made in the order of time)."""
        yield from sorted((UUID(path.stem) for path in self.folder.glob("*.eml")), reverse=True)

    def forget_to(self, address: str) -> None:
        """Delete the mails that were written for this address."""
        for message_id in list(self.ids()):
            mail = self.read(message_id)
            if mail is not None and str(mail["To"]) == address:
                self._path(message_id).unlink(missing_ok=True)

    def _write(self, message_id: UUID, content: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = self.folder / f"{message_id}.part"
        unfinished.write_bytes(content)
        unfinished.rename(self._path(message_id))
        for old in list(self.ids())[KEPT:]:
            self._path(old).unlink(missing_ok=True)

    def _path(self, message_id: UUID) -> Path:
        return self.folder / f"{message_id}.eml"


def register(house: House) -> None:
    """Let the house's outbox send its mail."""
    post = way_out(house)
    config = house.settings

    async def handle(message_id: UUID, payload: dict[str, Any]) -> None:
        if "expires_at" in payload and datetime.fromisoformat(payload["expires_at"]) <= clock.now():
            return  # a code that opens nothing any more would only mislead
        letter = compose(config.base_url, message_id, payload, sender=config.mail_from)
        try:
            await post.send(message_id, letter)
        except UndeliverableError as refused:
            log.warning("mail refused for good", code=refused.code)  # nothing of whom it was for

    house.outbox.register(TOPIC, handle)


def way_out(house: House) -> Post:
    """Where this house's mail goes. The people of a demonstration are invented: nothing is sent to them."""
    config = house.settings
    return SmtpPost(relay_of(config.smtp_url)) if config.smtp_url and not config.demo else post_of(house)


def post_of(house: House) -> FolderPost:
    """The folder where mail is written when no server takes it away."""
    return FolderPost(house.settings.var_dir / FOLDER)


def compose(base_url: str, message_id: UUID, payload: dict[str, Any], *, sender: str = "") -> EmailMessage:
    """The mail of a payload, in plain text, from `sender` (an address; our host's when empty).

    Raises:
        ValueError: an address or subject that does not fit in a header line.
    """
    host = urlsplit(base_url).hostname or "localhost"
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = f"{t('notifications.mail.sender')} <{sender or f'ne-pas-repondre@{host}'}>"
    mail["To"] = payload["to"]
    mail["Subject"] = payload["subject"]
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = f"<{message_id}@{host}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(payload["text"])
    return mail


def text_of(mail: EmailMessage) -> str:
    """The mail's plain text, with plain line ends."""
    body = mail.get_body(("plain",))
    return "\n".join(str(body.get_content()).splitlines()).strip() if body else ""
