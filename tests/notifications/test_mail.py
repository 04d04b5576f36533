"""Mail without a server: files that a mail program opens, and a mailbox for the demonstration."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import time_machine
from fastapi import FastAPI

from passerelles.accounts.codes import LIFE
from passerelles.core import clock
from passerelles.core.ids import new_id
from passerelles.notifications import mail
from passerelles.notifications.mail import FolderPost, compose, text_of
from tests.accounts.mailbox import ADDRESS, house_behind

LETTER = {"to": ADDRESS, "subject": "Ton code", "text": "Bonjour Léa,\n\n    123456\n"}


def a_mail(**changes: Any) -> Any:
    return compose("https://passerelles.exemple.fr", new_id(), {**LETTER, **changes})


def test_a_mail_says_that_a_machine_sent_it_and_from_where() -> None:
    letter = a_mail()
    assert letter["From"] == "Passerelles <ne-pas-repondre@passerelles.exemple.fr>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert text_of(letter) == LETTER["text"].strip()


@pytest.mark.parametrize("field", ["to", "subject"])
def test_a_header_cannot_be_slipped_in(field: str) -> None:
    with pytest.raises(ValueError, match=r"linefeed|carriage"):
        a_mail(**{field: "x@exemple.fr\r\nBcc: y@exemple.fr"})


async def test_sending_the_same_message_twice_leaves_one_file(tmp_path: Path) -> None:
    post, message_id = FolderPost(tmp_path / "outbox"), new_id()
    await post.send(message_id, a_mail())
    await post.send(message_id, a_mail())
    assert [path.name for path in (tmp_path / "outbox").iterdir()] == [f"{message_id}.eml"]


async def test_the_folder_keeps_the_newest_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "KEPT", 2)
    post = FolderPost(tmp_path)
    ids = [new_id() for _ in range(4)]
    for message_id in ids:
        await post.send(message_id, a_mail())
    assert list(post.ids()) == [ids[3], ids[2]]


async def test_a_code_that_waited_too_long_is_not_sent(client: httpx.AsyncClient, app: FastAPI) -> None:
    await client.post("/api/session-codes", json={"email": ADDRESS})
    house = house_behind(app)
    with time_machine.travel(clock.now() + LIFE + timedelta(seconds=1)):
        assert await house.outbox.send_due() == 1
        assert await house.outbox.send_due() == 0
    assert list(mail.post_of(house).ids()) == []


async def test_the_demonstration_shows_the_mail_that_was_not_sent(client: httpx.AsyncClient, app: FastAPI) -> None:
    sent = (await client.post("/api/session-codes", json={"email": ADDRESS})).json()
    await house_behind(app).outbox.send_due()
    mail_id = sent["demo_mail_url"].removeprefix("/demo/courriel/")
    letter = (await client.get(f"/api/demo/mails/{mail_id}")).json()
    assert letter["id"] == mail_id
    assert "code" in letter["text"]
    listed = (await client.get("/api/demo/mails")).json()
    assert [item["url"] for item in listed["items"]] == [sent["demo_mail_url"]]


async def test_the_mailbox_says_it_is_open_and_masks_addresses(client: httpx.AsyncClient, app: FastAPI) -> None:
    await client.post("/api/session-codes", json={"email": ADDRESS})
    await house_behind(app).outbox.send_due()
    listed = await client.get("/api/demo/mails")
    assert ADDRESS not in listed.text
    assert listed.json()["items"][0]["to"] == "l…@exemple.fr"
    assert "Tout le monde peut les lire" in listed.json()["words"]


async def test_an_unknown_mail_is_not_found(client: httpx.AsyncClient) -> None:
    assert (await client.get(f"/api/demo/mails/{new_id()}")).status_code == 404
    assert (await client.get("/api/demo/mails/..%2f..%2fetc%2fpasswd")).status_code in {404, 422}
