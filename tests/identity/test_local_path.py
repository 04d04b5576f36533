"""Where a sign-in may lead (OWASP ASVS v5.0.0-3.7.2): thirty addresses that are not ours, and those that are."""

from __future__ import annotations

import pytest

from passerelles.accounts.identity.local_path import local_path
from passerelles.core.settings import Settings
from tests.identity.hostile import Hostile
from tests.identity.visitor import sign_in, visitor

ELSEWHERE = (
    "https://ailleurs.exemple",
    "http://ailleurs.exemple/",
    "HTTPS://ailleurs.exemple",
    "//ailleurs.exemple",
    "///ailleurs.exemple",
    "////ailleurs.exemple/%2e%2e",
    r"/\ailleurs.exemple",
    r"\\ailleurs.exemple",
    r"\/ailleurs.exemple",
    r"/explorer\..\\ailleurs.exemple",
    "/%2f/ailleurs.exemple",
    "/%2Failleurs.exemple",
    "/%5cailleurs.exemple",
    "/%255cailleurs.exemple",
    "/%252f%252failleurs.exemple",
    "/%25252525252failleurs.exemple",
    "/\tailleurs.exemple",
    "/\n/ailleurs.exemple",
    "/%09/ailleurs.exemple",
    "/%0d%0aLocation:%20https://ailleurs.exemple",
    "/%0aSet-Cookie:%20sid=x",
    "/\u2028/ailleurs.exemple",
    "\u00a0//ailleurs.exemple",
    " /explorer",
    "javascript:alert(1)",
    "data:text/html,x",
    "ailleurs.exemple",
    "explorer",
    "@ailleurs.exemple",
    "/./" + "/ailleurs.exemple",
    "/..//ailleurs.exemple",
    "/explorer/../..//ailleurs.exemple",
    "?next=//ailleurs.exemple",
    "#//ailleurs.exemple",
    "",
    "/" + "a" * 600,
    "/connexion?next=/moi",
    "/Connexion",
    "/%63onnexion/hostile/retour",
    "/api/session",
)
OURS = (
    "/",
    "/moi",
    "/explorer?line=1&near=La%20Roche",
    "/internats/HOUSE:0850033Z",
    "/parcours/a-b-c?from=CFD:400#etape-2",
    "/explorer?q=https://exemple.fr",
    "/formations/PRG:0850033Z.40025214.school",
    "/connexions",
    "/explorer?q=caf%C3%A9",
)


@pytest.mark.parametrize("path", ELSEWHERE)
def test_nothing_that_leads_elsewhere_is_kept(path: str) -> None:
    assert local_path(path) is None


@pytest.mark.parametrize("path", OURS)
def test_paths_of_this_site_are_kept_as_they_are(path: str) -> None:
    assert local_path(path) == path


async def test_a_sign_in_leads_where_it_may_and_home_otherwise(config: Settings, provider: Hostile) -> None:
    async with visitor(config, provider.settings()) as client:
        wanted = await sign_in(client, next="/explorer?line=1")
        assert wanted.headers["location"] == "/explorer?line=1"
        for path in ELSEWHERE[:12]:
            assert (await sign_in(client, next=path)).headers["location"] == "/moi"
        # What the address of the return says of it changes nothing: only what was kept counts.
        from tests.identity.visitor import start, through

        back = await through(await start(client))
        assert (await client.get(f"{back}&next=//ailleurs.exemple")).headers["location"] == "/moi"
