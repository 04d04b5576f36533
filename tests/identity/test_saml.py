"""ÉduConnect's protocol against a real SAML identity provider (npm samlp): the journey, and what must not pass."""

from __future__ import annotations

import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlmodel import col

from passerelles.accounts.tables import IdentityRecord
from passerelles.core.db import Database
from passerelles.core.settings import Settings
from tests.conftest import browser
from tests.identity.keys import key_and_certificate
from tests.identity.peers.node import peer
from tests.identity.visitor import HERE, assert_refused, counts, installation, refusal_of, signed_in, start, visitor

RETURN = "/connexion/educonnect/retour"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CROSS_SITE = {"Origin": "https://educonnect.exemple.fr", "Sec-Fetch-Site": "cross-site"}
ASSERTION = re.compile(r"<saml:Assertion.*</saml:Assertion>", re.DOTALL)


@dataclass(frozen=True)
class Idp:
    """The peer, and how an installation describes it."""

    origin: str
    metadata: Path

    def settings(self, **more: Any) -> dict[str, Any]:
        return {"id": "educonnect", "preset": "educonnect", "idp_metadata": str(self.metadata)} | more


@pytest.fixture(scope="module")
def idp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Idp]:
    folder = tmp_path_factory.mktemp("idp")
    key, certificate = key_and_certificate(folder, "idp")
    other_key, other_certificate = key_and_certificate(folder, "other")
    described = {
        "acs": HERE + RETURN, "key": str(key), "certificate": str(certificate),
        "otherKey": str(other_key), "otherCertificate": str(other_certificate),
    }  # fmt: skip
    with peer("idp.mjs", described) as ready:
        metadata = folder / "metadata.xml"
        metadata.write_text(httpx.get(f"{ready['origin']}/metadata").text, "utf-8")
        yield Idp(ready["origin"], metadata)


async def asserted(location: str, **how: str) -> dict[str, str]:
    """What the provider's page makes the browser post."""
    async with httpx.AsyncClient(verify=False) as outside:
        page = await outside.get(httpx.URL(location).copy_merge_params(how))
    fields = dict(re.findall(r'name="(SAMLResponse|RelayState)"\s+value="([^"]*)"', page.text))
    assert set(fields) == {"SAMLResponse", "RelayState"}, page.text[:2000]
    return {name: unescape(value) for name, value in fields.items()}


async def post(app: FastAPI, form: dict[str, str]) -> httpx.Response:
    """As a browser posts from the provider's page: another site, a form, and none of our cookies (they are `Lax`)."""
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url=HERE, headers=CROSS_SITE) as bare:
        return await bare.post(RETURN, data=form)


async def journey(app: FastAPI, client: httpx.AsyncClient, **how: str) -> httpx.Response:
    """From the button to our last answer, through the provider's form."""
    posted = await post(app, await asserted(await start(client, "educonnect", next="/explorer"), **how))
    assert posted.status_code == 303
    assert not signed_in(posted)
    return await client.get(posted.headers["location"])


def rewritten(form: dict[str, str], change: Any) -> dict[str, str]:
    return form | {"SAMLResponse": b64encode(change(b64decode(form["SAMLResponse"]).decode()).encode()).decode()}


@pytest.mark.parametrize(("affiliation", "role"), [("eleve2d", ["student"]), ("resp2d", ["guardian"]), ("autre", [])])
async def test_the_whole_journey(config: Settings, idp: Idp, affiliation: str, role: list[str]) -> None:
    async with installation(config, idp.settings()) as app, browser(app) as client:
        arrived = await journey(app, client, affiliation=affiliation)
        assert signed_in(arrived)
        assert arrived.headers["location"] == "/explorer"
        me = (await client.get("/api/me")).json()
        assert (me["name"], [held["name"] for held in me["roles"]]) == ("Nolwenn Guéguen", role)
        assert me["birth_date_known"] is False


async def test_of_what_educonnect_tells_only_the_identifier_and_the_name_are_kept(config: Settings, idp: Idp) -> None:
    async with installation(config, idp.settings()) as app, browser(app) as client:
        assert signed_in(await journey(app, client))
    for file in Path(config.database_url.removeprefix("sqlite:///")).parent.glob("identity.sqlite3*"):
        content = file.read_bytes()
        assert not [word for word in (b"canary-ine", b"2010-05-17", b"0850033Z", b"transient-") if word in content]
    assert await counts(config) == {"person": 1, "identity": 1, "session": 1}


LIES = (
    "assertion not signed", "nothing signed", "signed by another", "another audience", "another issuer",
    "another request", "expired", "another recipient",
)  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
async def test_a_lie_opens_no_session(config: Settings, idp: Idp, lie: str) -> None:
    async with installation(config, idp.settings()) as app, browser(app) as client:
        location = await start(client, "educonnect")
        await assert_refused(client, await post(app, await asserted(location, lie=lie)), "sign-in-refused")
        assert (await counts(config))["session"] == 0
        assert signed_in(await journey(app, client))


async def test_somebody_who_gives_up_there_is_told_so_here(config: Settings, idp: Idp) -> None:
    async with installation(config, idp.settings()) as app, browser(app) as client:
        location = await start(client, "educonnect")
        await assert_refused(client, await post(app, await asserted(location, lie="refused")), "sign-in-cancelled")


def another_person(xml: str) -> str:
    return xml.replace(">pupil-1<", ">pupil-2<").replace(">pupil-1 <", ">pupil-2<")


def forged(xml: str) -> str:
    """The signed assertion, about somebody else, without its signature, under another name."""
    (whole,) = ASSERTION.findall(xml)
    unsigned = re.sub(r"<Signature.*?</Signature>", "", whole, flags=re.DOTALL)
    return another_person(re.sub(r'ID="[^"]+"', 'ID="_forged"', unsigned, count=1))


WRAPPINGS = {
    "the content changed": another_person,
    "a forged assertion before the signed one": lambda xml: ASSERTION.sub(lambda m: forged(xml) + m[0], xml),
    "a forged assertion after the signed one": lambda xml: ASSERTION.sub(lambda m: m[0] + forged(xml), xml),
    "the signed one inside the forged one": lambda xml: ASSERTION.sub(
        lambda m: forged(xml).replace("</saml:Assertion>", f"<saml:Advice>{m[0]}</saml:Advice></saml:Assertion>"), xml
    ),
    "the signed one in an extension": lambda xml: ASSERTION.sub(
        lambda m: f"<samlp:Extensions>{m[0]}</samlp:Extensions>{forged(xml)}", xml
    ),
    "the signed one inside the signature of the forged one": lambda xml: ASSERTION.sub(
        lambda m: another_person(re.sub(r'ID="[^"]+"', 'ID="_forged"', m[0], count=1)).replace(
            "</Signature>", f"<Object>{m[0]}</Object></Signature>"
        ),
        xml,
    ),
    "an entity": lambda xml: '<!DOCTYPE x [<!ENTITY who "pupil-2">]>' + xml.replace(">pupil-1<", ">&who;<"),
    "no longer XML": lambda xml: xml[:-20],
}


@pytest.mark.parametrize("wrapping", WRAPPINGS)
async def test_a_signature_holds_for_what_it_signs_only(config: Settings, idp: Idp, wrapping: str) -> None:
    """XML signature wrapping: the signature stays true, the reader must not look elsewhere."""
    async with installation(config, idp.settings()) as app, browser(app) as client:
        honest = await asserted(await start(client, "educonnect"))
        changed = rewritten(honest, WRAPPINGS[wrapping])
        assert changed != honest
        posted = await post(app, changed)
        assert refusal_of(posted) == "sign-in-refused"
        assert (await counts(config))["session"] == 0
        assert signed_in(await client.get((await post(app, honest)).headers["location"]))


async def test_a_comment_does_not_cut_an_identifier(config: Settings, idp: Idp) -> None:
    """Comments are not signed: one of them must not turn `pupil-1` into `pupil-` (CVE-2018-7340 and its kin)."""
    async with installation(config, idp.settings()) as app, browser(app) as client:
        honest = await asserted(await start(client, "educonnect"))
        commented = rewritten(honest, lambda xml: xml.replace(">pupil-1<", ">pupil-<!-- x -->1<"))
        assert commented != honest
        back = await client.get((await post(app, commented)).headers["location"])
        assert signed_in(back)
    db = Database(config.database_url)
    async with db.read() as session:
        subjects = (await session.execute(select(col(IdentityRecord.subject)))).scalars().all()
    await db.close()
    assert subjects == ["pupil-1"]


async def test_an_answer_serves_once(config: Settings, idp: Idp) -> None:
    async with installation(config, idp.settings()) as app, browser(app) as client:
        form = await asserted(await start(client, "educonnect"))
        back = (await post(app, form)).headers["location"]
        assert refusal_of(await post(app, form)) == "sign-in-expired"
        assert signed_in(await client.get(back))
        assert refusal_of(await client.get(back)) == "sign-in-expired"
        assert refusal_of(await post(app, form)) == "sign-in-expired"
        # The same answer, under the state of another attempt: it answers another request.
        again = await asserted(await start(client, "educonnect"))
        assert refusal_of(await post(app, form | {"RelayState": again["RelayState"]})) == "sign-in-refused"
    assert (await counts(config))["session"] == 1


async def test_an_attempt_is_answered_wrongly_five_times_at_most(config: Settings, idp: Idp) -> None:
    async with installation(config, idp.settings()) as app, browser(app) as client:
        form = await asserted(await start(client, "educonnect"))
        wrong = form | {"SAMLResponse": b64encode(b"<x/>").decode()}
        slugs = [refusal_of(await post(app, wrong)) for _ in range(6)]
        assert slugs == ["sign-in-refused"] * 5 + ["too-many"]
        assert signed_in(await journey(app, client))  # another attempt is another count


async def test_an_answer_to_somebody_elses_attempt_signs_nobody_in(config: Settings, idp: Idp) -> None:
    """An attacker posts their own answer from a victim's browser, hoping that the victim acts in their account."""
    async with installation(config, idp.settings()) as app, browser(app) as attacker, browser(app) as victim:
        await start(victim, "educonnect")
        form = await asserted(await start(attacker, "educonnect"))
        posted = await post(app, form)
        await assert_refused(victim, await victim.get(posted.headers["location"]), "sign-in-expired")


@pytest.mark.parametrize("first", ["attacker", "victim"])
async def test_who_began_gets_nothing_of_what_another_browser_proved(config: Settings, idp: Idp, first: str) -> None:
    """An attacker sends their own link: the victim signs in at the provider, the attacker comes for the session."""
    async with installation(config, idp.settings()) as app, browser(app) as attacker, browser(app) as victim:
        form = await asserted(await start(attacker, "educonnect"))
        back = (await post(app, form)).headers["location"]  # told to the victim's browser only
        known = f"{RETURN}?{urlencode({'state': form['RelayState']})}"
        if first == "victim":
            await assert_refused(victim, await victim.get(back), "sign-in-expired")
        for guess in (known, f"{known}&preuve=", f"{known}&preuve={'x' * 43}", back):  # the first uses it up
            await assert_refused(attacker, await attacker.get(guess), "sign-in-expired")
        assert (await counts(config))["session"] == 0
        assert signed_in(await journey(app, victim))


async def test_an_attempt_without_an_answer_opens_nothing(config: Settings, idp: Idp) -> None:
    async with visitor(config, idp.settings()) as client:
        location = await start(client, "educonnect")
        state = httpx.URL(location).params["RelayState"]
        await assert_refused(client, await client.get(f"{RETURN}?state={state}"), "sign-in-refused")


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        (RETURN, FORM, 303),
        (RETURN, {"Content-Type": "application/json"}, 403),
        (RETURN, {"Content-Type": "text/plain"}, 403),
        (RETURN, {"Content-Type": "multipart/form-data; boundary=x"}, 403),
        (RETURN, {}, 403),
        ("/connexion/hostile/retour", FORM, 403),
        ("/connexion/educonnect/retour/", FORM, 403),
        ("/connexion/educonnect/metadonnees", FORM, 403),
        ("/api/session", FORM, 403),
        ("/api/sign-in/educonnect", FORM, 403),
        ("/api/sign-out", FORM, 403),
    ],
)
async def test_another_site_may_post_a_form_there_and_nothing_else_anywhere(
    config: Settings, idp: Idp, path: str, headers: dict[str, str], status: int
) -> None:
    async with installation(config, idp.settings()) as app:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url=HERE, headers=CROSS_SITE) as bare:
            answer = await bare.post(path, content=b"SAMLResponse=x&RelayState=y", headers=headers)
            assert answer.status_code == status
            assert (await bare.put(RETURN, content=b"a=b", headers=FORM)).status_code == 403
            assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "body",
    [b"", b"SAMLResponse=x", b"RelayState=x", b"\xff\xfe", b"a=1&" * 50, b"SAMLResponse=x&SAMLResponse=y&RelayState=z"],
)
async def test_a_form_of_another_shape_is_refused_cleanly(config: Settings, idp: Idp, body: bytes) -> None:
    async with visitor(config, idp.settings()) as client:
        assert refusal_of(await client.post(RETURN, content=body, headers=FORM)) == "sign-in-expired"


async def test_a_long_form_is_cut_at_the_bodys_limit(config: Settings, idp: Idp) -> None:
    async with visitor(config, idp.settings()) as client:
        body = b"RelayState=x&SAMLResponse=" + b"a" * config.body_limit
        assert (await client.post(RETURN, content=body, headers=FORM)).status_code == 413


async def test_our_metadata_says_that_assertions_must_be_signed(config: Settings, idp: Idp) -> None:
    async with visitor(config, idp.settings()) as client:
        answer = await client.get("/connexion/educonnect/metadonnees")
    assert answer.headers["content-type"].startswith("application/samlmetadata+xml")
    assert 'WantAssertionsSigned="true"' in answer.text
    assert f'Location="{HERE}{RETURN}"' in answer.text


async def test_the_library_logs_nothing_of_anybody(
    config: Settings, idp: Idp, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    async with installation(config, idp.settings()) as app, browser(app) as client:
        await journey(app, client)
        await post(app, await asserted(await start(client, "educonnect"), lie="signed by another"))
    said = "".join(capsys.readouterr()) + caplog.text
    assert "sign-in refused" in said
    assert not [word for word in ("Nolwenn", "pupil-1", "canary-ine", "2010-05-17") if word in said]


async def test_on_a_shared_phone_the_provider_must_ask_who_is_there(config: Settings, idp: Idp) -> None:
    async with installation(config, idp.settings()) as app, browser(app) as client:
        assert 'ForceAuthn="true"' not in request_of(await start(client, "educonnect"))
        assert 'ForceAuthn="true"' in request_of(await start(client, "educonnect", short=True))


def request_of(location: str) -> str:
    """The request that the browser carries."""
    (carried,) = parse_qs(urlsplit(location).query)["SAMLRequest"]
    return zlib.decompress(b64decode(carried), -15).decode()
