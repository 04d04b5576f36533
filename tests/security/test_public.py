"""What is public is the same for everybody, to the byte: real things, valid bodies, a visitor and each role.

What is not the same is kept by no cache; and what a cache may keep is what a visitor is told.
"""

from __future__ import annotations

from typing import Any, Final

import httpx
import pytest
import time_machine
from fastapi import FastAPI, Response

from passerelles.accounts import codes
from passerelles.accounts.codes import Asker
from passerelles.accounts.policy import CurrentDep
from passerelles.catalogue import live
from passerelles.core import clock
from passerelles.core.db import Database
from passerelles.core.ids import new_token
from tests.accounts.mailbox import house_behind
from tests.booking.halls import CAMPUS
from tests.roles.callers import HOUSE, SCHOOL, Caller, a_role, enter
from tests.security.knocking import may_be_kept
from tests.security.matrix import ROLES, read
from tests.security.test_matrix import FOUND, _monday
from tests.security.test_matrix_controls import guard_of
from tests.security.things import ITINERARY, THINGS, Cell
from tests.security.tokens import a_share
from tests.support.editions import CINAV

__all__ = ["_monday"]

PUBLIC, _ = read()
READ: Final = sorted(key for key in PUBLIC if key.startswith("GET "))
QUERIES: Final = {
    "GET /api/search": "?q=soudeur&near=COM:85047",
    "GET /api/journeys": f"?from=stage:3e&to={CINAV}&near=COM:85047",
    "GET /api/journeys/comparison": f"?ids={ITINERARY},{ITINERARY.replace('.a', '.s')}",
    "GET /": f"?from=stage:3e&to={CINAV}",
    "GET /comparer": f"?ids={ITINERARY}",
}
NOT_FOUND: Final = {
    "GET /{address:page}",  # every other address
    "GET /connexion/{provider}/metadonnees",  # no provider here, as in `tests/identity` there are
}
OF_ONES_OWN: Final = {"GET /api/guardian-links/{token}"}
"""A link that says whether the visitor has already answered: public, and kept by no cache."""


@pytest.fixture
def first_rows(world: Any) -> Any:
    return world


async def real_things(app: FastAPI, db: Database) -> dict[str, str]:
    """A value for each parameter of the public addresses, of something that is there."""
    somebody = Cell(db, await enter(db, a_role("student")), "other")
    house = house_behind(app)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as visitor:
        ours = {"X-Requested-With": "passerelles"}
        await visitor.post("/api/session-codes", json={"email": "lea@exemple.fr"}, headers=ours)
        await house.outbox.send_due()
        mail = (await visitor.get("/api/demo/mails")).json()["items"][0]["id"]
    return {
        "certification_id": CINAV,
        "programme_id": next(iter(live.current().programmes)),
        "institution_id": SCHOOL,
        "job_id": "ROME:I1605",
        "sector_id": "NSF:25",
        "itinerary_id": ITINERARY,
        "identifier": ITINERARY,
        "house": HOUSE,
        "house_id": HOUSE,
        "facility": "RES:851940001",
        "mail_id": mail,
        "mail": mail,
        "slug": "not-found",
        "provider": "hostile",
        "booking": await THINGS["request"](somebody),
        "address:page": "nulle-part",
        "GET /p/{token}": await a_share(db),
        "GET /api/shared/{token}": await a_share(db),
        "invitation": await THINGS["token"](somebody),
        "guardian link": await THINGS["guardian_link"](somebody),
    }


def path_of(key: str, things: dict[str, str]) -> str:
    """The address of a route, of real things: a parameter without one is an error of the test."""
    path = key.split(" ")[1]
    token = "guardian link" if "guardian" in path or "accord" in path else "invitation" if "invitation" in path else key
    for part in path.split("/"):
        if part.startswith("{") or part.endswith("}.png"):
            name = part.strip("{").split("}")[0]
            path = path.replace("{" + name + "}", things[token if name == "token" else name])
    return path + QUERIES.get(key, "")


async def differences(app: FastAPI, db: Database, client: httpx.AsyncClient, keys: list[str]) -> list[tuple[str, str]]:
    """(route, role) wherever somebody signed in is answered otherwise than a visitor."""
    things = await real_things(app, db)
    callers = {role: await enter(db, a_role(role)) for role in ROLES}
    with time_machine.travel(clock.now(), tick=False):  # answers say at what time beds were counted
        return await _compared(client, callers, {key: path_of(key, things) for key in keys})


async def _compared(
    client: httpx.AsyncClient, callers: dict[Any, Caller], paths: dict[str, str]
) -> list[tuple[str, str]]:
    wrong = []
    for key, path in paths.items():
        first = await client.get(path)
        assert first.status_code < 400 or key in NOT_FOUND, (key, first.status_code)
        for role, caller in callers.items():
            answer = await client.get(path, headers=caller.headers())
            if told(answer) != told(first):
                wrong.append((key, role))
            if (told(answer) != told(first) or key in OF_ONES_OWN) and may_be_kept(answer):
                wrong.append((key, "kept by a cache"))
    return wrong


def told(answer: httpx.Response) -> tuple[Any, ...]:
    named = ("etag", "cache-control", "location", "set-cookie", "vary", "content-type")
    return (answer.status_code, answer.content, *(answer.headers.get(name) for name in named))


async def test_what_is_public_is_the_same_for_everybody(app: FastAPI, db: Database, client: httpx.AsyncClient) -> None:
    assert {found for found in await differences(app, db, client, READ) if found[0] not in OF_ONES_OWN} == set()


async def test_a_public_page_that_names_its_reader_is_seen(
    app: FastAPI, db: Database, client: httpx.AsyncClient
) -> None:
    """The negative control: the same status, the same body, one header that says who reads."""

    async def personal(current: CurrentDep, response: Response) -> None:
        response.headers["Vary"] = str(current and current.person.id)

    key = "GET /api/health/live"
    app.dependency_overrides[guard_of(key)] = personal
    assert {role for _, role in await differences(app, db, client, [key])} >= set(ROLES)


BODIES: Final[dict[str, Any]] = {
    "POST /api/guardian-links/{token}/renewal": {},
    "POST /api/reports": {"category": "wrong_data", "text": "Le nom de la ville est faux.", "page": "/internats"},
    "POST /api/sign-in/{provider}": {},
    "POST /api/session/passkey": {
        "credential_id": "a" * 24,
        "client_data": "e30",
        "authenticator_data": "e30",
        "signature": "e30",
        "user_handle": "e30",
    },
    "POST /api/session/passkey-challenges": None,
    "POST /api/session-codes": {"email": "{name}@exemple.fr"},
    "POST /api/session": {"email": "{name}@exemple.fr", "code": "{code}"},
    "POST /api/demo/session": {"persona": "student", "n": 2},
}
DONE: Final = {
    "POST /api/guardian-links/{token}/renewal": 202,
    "POST /api/reports": 201,
    "POST /api/session-codes": 202,
    "POST /api/session": 200,
    "POST /api/demo/session": 200,
}
"""What a valid body is answered, where no device and no provider is needed."""
ELSEWHERE = {"POST /connexion/{provider}/retour"}  # a form from another site: `tests/identity/test_saml.py`


def test_every_public_act_has_a_body_here() -> None:
    assert set(BODIES) | ELSEWHERE == {key for key in PUBLIC if not key.startswith("GET ")}
    assert set(FOUND) >= set(BODIES)


@pytest.mark.parametrize("key", sorted(BODIES))
async def test_a_public_act_is_the_same_for_everybody(
    key: str, app: FastAPI, db: Database, client: httpx.AsyncClient
) -> None:
    things = await real_things(app, db)
    statuses = {}
    callers: dict[str, dict[str, str]] = {"visitor": {}} | {
        role: (await enter(db, a_role(role))).headers() for role in ROLES
    }
    for name, headers in callers.items():
        body = BODIES[key] and {
            field: value.replace("{name}", name) if isinstance(value, str) else value
            for field, value in BODIES[key].items()
        }
        if key == "POST /api/session":
            asked = new_token()
            body["code"] = await a_code(db, body["email"], Asker(browser=asked, network="here"))
            cookies = "; ".join(filter(None, (headers.get("Cookie"), f"asked={asked}")))
            answer = await client.post(path_of(key, things), json=body, headers=headers | {"Cookie": cookies})
        else:
            answer = await client.post(path_of(key, things), json=body, headers=headers)
        client.cookies.clear()
        statuses[name] = answer.status_code
        assert not may_be_kept(answer)
    assert len(set(statuses.values())) == 1, statuses
    assert key not in DONE or statuses["visitor"] == DONE[key]


async def a_code(db: Database, email: str, asker: Asker) -> str:
    return (await db.write(lambda session: codes.issue(session, campus_id=CAMPUS, email=email, asker=asker))).digits
