"""Mail given to an SMTP server, encrypted all the way unless the server is on this machine.

`PASSERELLES_SMTP_URL`: `smtps://user:password@host` (TLS, port 465) or `smtp://user:password@host` (STARTTLS, required,
port 587). `smtp://127.0.0.1:25`, a relay on this machine, needs neither. One connection per mail: nothing to keep
alive. A server that took the mail and was cut off before saying so gets it twice, with the same Message-ID.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from ipaddress import ip_address
from typing import Final
from urllib.parse import unquote, urlsplit
from uuid import UUID

TIMEOUT: Final = 30.0
PORTS: Final = {"smtps": 465, "smtp": 587}


class UndeliverableError(Exception):
    """The server refused this mail for good: trying again would change nothing. Carries its code, no address."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Relay:
    """The server that takes our mail away."""

    host: str
    port: int
    user: str | None
    password: str | None
    tls: bool  # from the first byte; otherwise STARTTLS
    here: bool  # on this machine: nobody listens in between


def relay_of(url: str) -> Relay:
    """What `PASSERELLES_SMTP_URL` says.

    Raises:
        ValueError: not `smtp://` or `smtps://`, or without a host.
    """
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError("PASSERELLES_SMTP_URL must be smtp://… or smtps://…, with a host and nothing after it")
    return Relay(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=None if parts.username is None else unquote(parts.username),
        password=None if parts.password is None else unquote(parts.password),
        tls=parts.scheme == "smtps",
        here=_is_here(parts.hostname),
    )


class SmtpPost:
    """Gives each mail to the relay."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay

    async def send(self, message_id: UUID, mail: EmailMessage) -> None:  # noqa: ARG002 - the mail carries its id
        """Hand a mail over.

        Raises:
            UndeliverableError: refused for good.
            SMTPException, OSError: not now; try again later.
        """
        import aiosmtplib

        relay = self._relay
        try:
            await aiosmtplib.send(
                mail,
                hostname=relay.host,
                port=relay.port,
                username=relay.user,
                password=relay.password,
                use_tls=relay.tls,
                start_tls=not (relay.tls or relay.here),
                timeout=TIMEOUT,
            )
        except aiosmtplib.SMTPRecipientsRefused as refused:
            code = min(one.code for one in refused.recipients)
            if code < 500:
                raise
            raise UndeliverableError(code) from None  # the cause names the address
        except aiosmtplib.SMTPDataError as refused:
            if refused.code < 500:
                raise
            raise UndeliverableError(refused.code) from None


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
