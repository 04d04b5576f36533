"""Mail given to a real SMTP server: once, with a stable name, tried again, and nothing of anybody in the logs."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import aiosmtplib
import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from fastapi import FastAPI
from structlog.testing import capture_logs

from passerelles.app import create_app
from passerelles.core import clock
from passerelles.core.ids import new_id
from passerelles.core.settings import Settings
from passerelles.notifications.mail import FolderPost, compose, text_of, way_out
from passerelles.notifications.smtp import Relay, SmtpPost, UndeliverableError, relay_of
from tests.accounts.mailbox import ADDRESS, house_behind
from tests.conftest import browser
from tests.support.postgres import free_port

LETTER = {"to": ADDRESS, "subject": "Ton code, Léa", "text": "Bonjour Léa,\n\n    123456\n"}


@dataclass
class Mailboxes:
    """What the server took; what it says to the next mails, first to last."""

    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    refused_address: str = ""

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.refused_address:
            return f"{self.refused_address} <{address}> unknown here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - the library's name
        answer = self.answers.pop(0) if self.answers else "250 taken"
        if answer.startswith("250"):
            content = envelope.content
            assert isinstance(content, bytes)
            self.taken.append(message_from_bytes(content, policy=policy.default))
            self.recipients += envelope.rcpt_tos
        return answer


@pytest.fixture
def mailboxes() -> Mailboxes:
    return Mailboxes()


@pytest.fixture
def relay(mailboxes: Mailboxes) -> Iterator[Relay]:
    """A server on this machine."""
    controller = Controller(mailboxes, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield relay_of(f"smtp://127.0.0.1:{controller.port}")
    controller.stop()


@pytest.fixture
async def sending(config: Settings, relay: Relay) -> AsyncIterator[FastAPI]:
    """An installation that is no demonstration and has a mail server."""
    changed = {"demo": False, "smtp_url": f"smtp://127.0.0.1:{relay.port}", "mail_from": "campus@exemple.fr"}
    app = create_app(config.model_copy(update=changed))
    async with app.router.lifespan_context(app):
        yield app


async def ask_for_code(app: FastAPI) -> None:
    async with browser(app) as client:
        asked = await client.post("/api/session-codes", json={"email": ADDRESS})
    assert (asked.status_code, asked.json()["demo_mail_url"]) == (202, None)


async def test_a_code_reaches_its_address(sending: FastAPI, mailboxes: Mailboxes) -> None:
    await ask_for_code(sending)
    assert await house_behind(sending).outbox.send_due() == 1
    (letter,) = mailboxes.taken
    assert mailboxes.recipients == [ADDRESS]
    assert letter["From"] == "Passerelles <campus@exemple.fr>"
    assert letter["Subject"] == "Ton code de connexion à Passerelles"
    assert "Il sert une seule fois" in text_of(letter)


async def test_a_server_that_is_busy_gets_the_same_mail_again(sending: FastAPI, mailboxes: Mailboxes) -> None:
    mailboxes.answers = ["451 come back later"]
    await ask_for_code(sending)
    outbox = house_behind(sending).outbox
    assert await outbox.send_due() == 1
    assert (mailboxes.taken, await outbox.send_due()) == ([], 0)
    with time_machine.travel(clock.now() + timedelta(seconds=11)):
        assert await outbox.send_due() == 1
        assert await outbox.send_due() == 0
    assert len(mailboxes.taken) == 1


async def test_sending_again_keeps_the_name_of_the_mail(relay: Relay, mailboxes: Mailboxes) -> None:
    message_id = new_id()
    for _ in range(2):
        await SmtpPost(relay).send(message_id, compose("https://passerelles.exemple.fr", message_id, LETTER))
    assert {letter["Message-ID"] for letter in mailboxes.taken} == {f"<{message_id}@passerelles.exemple.fr>"}


async def test_an_address_that_does_not_exist_is_not_tried_for_ever(sending: FastAPI, mailboxes: Mailboxes) -> None:
    mailboxes.refused_address = "550"
    await ask_for_code(sending)
    outbox = house_behind(sending).outbox
    with capture_logs() as said:
        assert await outbox.send_due() == 1
    assert [(entry["event"], entry["code"]) for entry in said] == [("mail refused for good", 550)]
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        assert await outbox.send_due() == 0


async def test_a_server_away_is_waited_for(relay: Relay) -> None:
    nobody = SmtpPost(replace(relay, port=free_port()))
    with pytest.raises(aiosmtplib.SMTPConnectError):
        await nobody.send(new_id(), compose("https://exemple.fr", new_id(), LETTER))


async def test_the_logs_name_nobody(
    sending: FastAPI, mailboxes: Mailboxes, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG, logger="aiosmtplib")
    for refusal in ("451 <lea@exemple.fr> later", "554 <lea@exemple.fr> never"):
        mailboxes.answers.append(refusal)
        await ask_for_code(sending)
    mailboxes.refused_address = ""
    with capture_logs() as said:
        await house_behind(sending).outbox.send_due()
    written = f"{said} {caplog.text} {capsys.readouterr()}"
    assert len(said) == 2
    assert "lea" not in written.lower()
    assert "exemple.fr" not in written


async def test_a_server_elsewhere_must_speak_in_secret(relay: Relay, mailboxes: Mailboxes) -> None:
    """This one has no STARTTLS: nothing is said to it, the password neither."""
    elsewhere = replace(relay, here=False, user="campus", password="secret")
    with pytest.raises(aiosmtplib.SMTPException):
        await SmtpPost(elsewhere).send(new_id(), compose("https://exemple.fr", new_id(), LETTER))
    assert mailboxes.taken == []


async def test_the_server_learns_our_name_and_password(mailboxes: Mailboxes) -> None:
    seen: list[Any] = []

    def authenticator(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any) -> AuthResult:
        seen.append((data.login, data.password))
        return AuthResult(success=True)

    controller = Controller(
        mailboxes, hostname="127.0.0.1", port=free_port(), authenticator=authenticator, auth_require_tls=False
    )
    controller.start()
    try:
        post = SmtpPost(relay_of(f"smtp://campus%40exemple.fr:p%C3%A2sse@127.0.0.1:{controller.port}"))
        await post.send(new_id(), compose("https://exemple.fr", new_id(), LETTER))
    finally:
        controller.stop()
    assert seen == [(b"campus@exemple.fr", "pâsse".encode())]
    assert len(mailboxes.taken) == 1


@pytest.mark.parametrize(
    ("url", "relay"),
    [
        ("smtps://u:p@mail.exemple.fr", Relay("mail.exemple.fr", 465, "u", "p", tls=True, here=False)),
        ("smtp://mail.exemple.fr", Relay("mail.exemple.fr", 587, None, None, tls=False, here=False)),
        ("smtp://localhost:25", Relay("localhost", 25, None, None, tls=False, here=True)),
        ("smtp://[::1]:25", Relay("::1", 25, None, None, tls=False, here=True)),
    ],
)
def test_a_setting_says_how_to_reach_the_server(url: str, relay: Relay) -> None:
    assert relay_of(url) == relay


@pytest.mark.parametrize("url", ["mail.exemple.fr", "http://mail.exemple.fr", "smtp://", "smtp://x/?tls=none"])
def test_a_setting_that_says_something_else_is_refused_at_start(config: Settings, url: str) -> None:
    with pytest.raises(ValueError, match="PASSERELLES_SMTP_URL"):
        create_app(config.model_copy(update={"demo": False, "smtp_url": url}))


async def test_a_demonstration_sends_nothing_to_anybody(config: Settings) -> None:
    app = create_app(config.model_copy(update={"smtp_url": "smtps://mail.exemple.fr"}))
    assert isinstance(way_out(house_behind(app)), FolderPost)


async def test_the_mailbox_of_the_demonstration_is_not_there_otherwise(sending: FastAPI) -> None:
    async with browser(sending) as client:
        assert (await client.get("/api/demo/mails")).status_code == 404


def test_a_refusal_for_good_carries_no_address() -> None:
    assert str(UndeliverableError(550)) == "550"
