"""No third party, ever: every screen of the app, as everybody, asks one origin and breaks no rule of the policy."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from e2e.conftest import sign_in
from e2e.screens import ready
from passerelles.core.ids import new_id
from passerelles.core.settings import ROOT

EXAMPLES = {
    "/parcours/:id": "/parcours/3e~85047_0850033Z.40025411.s.1re_0440069L.32025413.a",
    "/secteurs/:id": "/secteurs/NSF:25",
    "/diplomes/:id": "/diplomes/CFD:40025411",
    "/formations/:id": "/formations/PRG:0850033Z.40025223.school",
    "/etablissements/:id": "/etablissements/UAI:0850033Z",
    "/metiers/:id": "/metiers/ROME:H1203",
    "/internats/:id": "/internats/HOUSE:0850033Z",
    "/moi/demandes/:id": "/moi/demandes/0199a1b2-0000-7000-8000-000000000000",
    "/moi/accords/:id": "/moi/accords/0199a1b2-0000-7000-8000-000000000000",
    "/accord/:token": "/accord/rien-de-tel",
    "/invitation/:token": "/invitation/rien-de-tel",
    "/gestion/lieux/:id": "/gestion/lieux/RES:851940032",
    "/gestion/internats/:id": "/gestion/internats/HOUSE:0850033Z",
    "/gestion/internats/:id/demandes": "/gestion/internats/HOUSE:0850033Z/demandes",
}
"""Something behind each address that has a parameter; a new one must be added here, or the test below fails."""
LINK, MAIL = "/p/:token", "/demo/courriel/:id"  # made by the test
DRAWN = re.findall(r"path: '([^']+)'", (ROOT / "frontend" / "app.js").read_text("utf-8"))
SERVED = ("/mentions-legales", "/confidentialite", "/accessibilite", "/sources", "/moi/donnees/export", "/rien-de-tel")
MORE = ("/explorer?vue=carte&sector=NSF:25", "/?from=stage:3e&near=COM:85047&to=CFD:32025413")
PERSONAS = (
    None,
    "student",
    "apprentice",
    "guardian",
    "counsellor",
    "boarding",
    "company",
    "director",
    "admin",
    "facility",
    "assistant",
)


@pytest.fixture
def made_here(browser: Browser, base_url: str) -> dict[str, str]:
    """The paths of a counsellor's link and of a mail of the demonstration."""
    context = browser.new_context(base_url=base_url)
    page = context.new_page()
    ours = {"X-Requested-With": "passerelles"}
    sent = page.request.post("/api/session-codes", data={"email": f"{new_id().hex}@exemple.fr"}, headers=ours)
    assert sent.ok, sent.text()
    mail: str = sent.json()["demo_mail_url"]
    sign_in(page, "counsellor")
    made = page.request.post(
        "/api/shares",
        data={"itinerary": EXAMPLES["/parcours/:id"].removeprefix("/parcours/"), "note": None, "days": 7},
        headers=ours | {"Idempotency-Key": new_id().hex},
    )
    assert made.ok, made.text()
    url: str = made.json()["url"]
    context.close()
    return {LINK: urlsplit(url).path, MAIL: mail}


def test_every_address_with_a_parameter_has_something_behind_it() -> None:
    assert [path for path in DRAWN if ":" in path and path not in {LINK, MAIL, *EXAMPLES}] == []


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_screen_asks_one_origin_and_breaks_no_policy(
    context: BrowserContext, base_url: str, made_here: dict[str, str], persona: str | None
) -> None:
    page = context.new_page()
    asked: set[str] = set()
    reports: list[str] = []
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.on("websocket", lambda socket: asked.add(urlsplit(socket.url).netloc))
    page.on("console", lambda message: reports.append(message.text) if breaks(message) else None)
    if persona:
        sign_in(page, persona)
        page.goto("/moi")
        page.evaluate("localStorage.setItem('passerelles.session', '1')")  # as the sign-in screen does
    for path in (*((EXAMPLES | made_here).get(path, path) for path in DRAWN), *SERVED, *MORE):
        page.goto(path)
        settled(page, path)
    if persona:
        page.goto("/moi/donnees")
        ready(page)
        page.get_by_role("link", name="Tout lire et imprimer", exact=True).click()
        page.get_by_role("heading", name="Tout ce que Passerelles garde sur moi").wait_for()
    assert asked - {""} == {urlsplit(base_url).netloc}
    assert reports == []
    page.close()


def settled(page: Page, path: str) -> None:
    if path in SERVED:
        page.get_by_role("heading", level=1).wait_for()
    else:
        ready(page)


def breaks(message: ConsoleMessage) -> bool:
    """Whether the browser reports a breach of the policy."""
    return bool(re.search(r"Content.Security.Policy|TrustedHTML|TrustedScript|violates the following", message.text))


def test_a_script_inside_a_page_is_blocked_and_reported(browser: Browser, base_url: str) -> None:
    """Negative control: were the policy gone, or the console deaf, the tests above would prove nothing."""
    context = browser.new_context(base_url=base_url)
    page = context.new_page()
    reports: list[str] = []
    page.on("console", lambda message: reports.append(message.text) if breaks(message) else None)

    def seed(route: object, request: object) -> None:  # noqa: ARG001 - the browser gives both
        answer = route.fetch()  # type: ignore[attr-defined] # a Route of Playwright
        body = answer.text().replace("</body>", "<script>window.seeded = true</script></body>")
        route.fulfill(response=answer, body=body)  # type: ignore[attr-defined] # as above

    page.route("**/confidentialite", seed)
    page.goto("/confidentialite")
    assert page.evaluate("window.seeded") is None
    assert len(reports) == 1
    assert "script-src" in reports[0]
    context.close()
