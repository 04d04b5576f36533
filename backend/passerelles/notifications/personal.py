"""What notifications hold about people: the messages in the app, and mails in the folder."""

from __future__ import annotations

import asyncio

from passerelles.core.house import House
from passerelles.core.personal import Holding, Who, after_erasure, declare
from passerelles.notifications.mail import FOLDER, FolderPost

declare(
    Holding(
        table="notification",
        keys=("person_id",),
        label="privacy.holding.messages",
        only_theirs=True,
        theme="messages",
        retention="message",
        anchor="created_at",
        on_erasure="delete",
        export=("title", "body", "created_at", "read_at"),
        withheld=("id", "url"),
    ),
)


async def forget_mails(house: House, who: Who) -> None:
    """Delete the mails written for somebody who was erased."""
    post = FolderPost(house.settings.var_dir / FOLDER)
    for address in who.addresses:
        await asyncio.to_thread(post.forget_to, address)


after_erasure(forget_mails)
