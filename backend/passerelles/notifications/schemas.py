"""Shapes of the in-app notifications, and of the demonstration's mailbox."""

from __future__ import annotations

from datetime import datetime

from passerelles.core.schemas import Out


class NotificationOut(Out):
    id: str
    title: str
    body: str
    url: str | None
    created_at: datetime
    read: bool


class NotificationList(Out):
    items: list[NotificationOut]
    unread: int


class DemoMailBrief(Out):
    """A mail of the demonstration, which was not sent."""

    id: str
    to: str  # masked: "l…@exemple.fr"
    subject: str
    sent_at: datetime
    url: str  # the screen that shows it


class DemoMailOut(DemoMailBrief):
    text: str
    words: str  # says that anybody can read it


class DemoMailList(Out):
    items: list[DemoMailBrief]
    words: str
