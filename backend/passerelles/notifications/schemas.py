"""Shapes of the in-app notifications."""

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
