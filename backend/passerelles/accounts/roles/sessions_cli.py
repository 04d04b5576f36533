"""`passerelles session`: signing somebody out everywhere, from the machine that serves."""

from __future__ import annotations

import typer

from passerelles.accounts import people
from passerelles.accounts.roles.cli import Email, address_of, console, fail, run
from passerelles.accounts.roles.signing_out import close
from passerelles.core.db import Session
from passerelles.core.messages import t
from passerelles.core.settings import Settings

session_app = typer.Typer(no_args_is_help=True)


@session_app.callback()
def sessions() -> None:
    """One command for now: without this, its name would be left out."""


@session_app.command("close")
def close_command(email: Email) -> None:
    """Fermer toutes les sessions d’une personne : téléphone perdu, compte pris par quelqu’un d’autre."""
    address = address_of(email)

    async def work(session: Session, config: Settings) -> int | None:
        person_id = await people.identified(session, config.campus_id, "email", address)
        return None if person_id is None else await close(session, config.campus_id, person_id, by=None)

    ended = run(work)
    if ended is None:
        fail(t("roles.cli.unknown", email=address))
    console.print(t("roles.cli.closed", email=address, n=ended))
