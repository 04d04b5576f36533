"""The other end of a one-time code: what somebody reads in their mail."""

from __future__ import annotations

import re
from email.message import EmailMessage

import httpx
from fastapi import FastAPI

from passerelles.core.house import STATE, House
from passerelles.notifications.mail import post_of, text_of

ADDRESS = "lea@exemple.fr"


def house_behind(app: FastAPI) -> House:
    house: House = getattr(app.state, STATE)
    return house


async def last_mail(app: FastAPI) -> EmailMessage:
    """The newest mail, once the outbox has sent what waits."""
    house = house_behind(app)
    await house.outbox.send_due()
    post = post_of(house)
    mail = post.read(next(post.ids()))
    assert mail is not None
    return mail


async def code_for(client: httpx.AsyncClient, app: FastAPI, address: str = ADDRESS) -> str:
    """Ask for a code and read it in the mail."""
    asked = await client.post("/api/session-codes", json={"email": address})
    assert asked.status_code == 202, asked.text
    found = re.search(r"^ +(\d{6})$", text_of(await last_mail(app)), re.MULTILINE)
    assert found
    return found[1]


async def enter(client: httpx.AsyncClient, address: str, code: str) -> httpx.Response:
    return await client.post("/api/session", json={"email": address, "code": code})


async def become(client: httpx.AsyncClient, persona: str, n: int = 1) -> dict[str, object]:
    """Sign in as a demonstration persona."""
    answer = await client.post("/api/demo/session", json={"persona": persona, "n": n})
    assert answer.status_code == 200, answer.text
    body: dict[str, object] = answer.json()
    return body


def another(code: str) -> str:
    """Six digits that are not `code`."""
    return f"{(int(code) + 1) % 10**6:06d}"
