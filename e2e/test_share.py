"""Share: a public journey that previews well, and a counsellor's link that opens without an account."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx
from playwright.sync_api import Browser, Page, Request, expect

from e2e.screens import fits, ready, told

JOURNEY = "/parcours/3e~85047_0850033Z.40025411.s.1re_0440069L.32025413.a"
NOTE = "On en parle jeudi ?"


def make_link(page: Page) -> str:
    """As the counsellor, through the screen."""
    page.goto(f"/connexion?next={JOURNEY}")
    page.get_by_role("button", name="Conseiller d’orientation").click()
    page.wait_for_url(f"**{JOURNEY}")
    expect(ready(page)).to_contain_text("construction navale")
    page.get_by_role("button", name="Partager").click()
    page.get_by_label("Votre note").fill(NOTE)
    with page.expect_response("**/api/shares") as created:
        page.get_by_role("button", name="Créer le lien").click()
    url: str = created.value.json()["url"]
    expect(page.get_by_text("Lien valable jusqu’au").first).to_be_visible()
    return url


def test_a_link_opens_without_an_account_shows_the_note_and_can_be_closed(
    page: Page, browser: Browser, base_url: str, accessible: Callable[[Page], None]
) -> None:
    url = make_link(page)
    accessible(page)
    student = browser.new_context(base_url=base_url, viewport={"width": 390, "height": 844}, locale="fr-FR")
    phone = student.new_page()
    phone.goto(url)
    ready(phone)
    expect(phone.get_by_text("On en parle jeudi")).to_be_visible()
    assert student.cookies() == []
    accessible(phone)
    fits(phone)

    page.goto("/gestion/partages")
    ready(page)
    accessible(page)
    page.get_by_role("button", name="Fermer ce lien").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Fermer le lien").click()
    told(page, "Lien fermé.")
    assert httpx.get(f"{base_url}{url.removeprefix(base_url)}").status_code == 410
    student.close()


def test_the_preview_of_a_link_never_says_the_note(page: Page, base_url: str) -> None:
    url = make_link(page)
    answer = httpx.get(f"{base_url}{url.removeprefix(base_url)}")
    assert "jeudi" not in answer.text
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert "no-store" in answer.headers["cache-control"]


def test_a_robot_reads_the_journey(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(JOURNEY)
    head = page.locator("head")
    for name in ("og:title", "og:description", "og:image", "og:url"):
        assert head.locator(f"meta[property='{name}']").get_attribute("content")
    assert head.locator("link[rel=canonical]").get_attribute("href") == f"{base_url}{JOURNEY}"
    for text in page.locator("script[type='application/ld+json']").all_text_contents():
        json.loads(text)
    assert page.locator("script[type='application/ld+json']").count() >= 1
    for words in ("Technicien en chaudronnerie industrielle", "Conception et industrialisation", "Aristide Briand"):
        expect(page.get_by_text(words).first).to_be_visible()
    image = httpx.get(str(head.locator("meta[property='og:image']").get_attribute("content")))
    assert image.headers["content-type"] == "image/png"
    context.close()


def test_a_kept_journey_stays_on_this_device(page: Page) -> None:
    page.goto(JOURNEY)
    ready(page)
    page.get_by_role("button", name="Garder").click()
    told(page, "Parcours gardé")
    page.goto("/moi")
    ready(page)
    expect(page.get_by_role("link", name="construction navale").first).to_be_visible()
    assert page.context.cookies() == []


def test_a_first_visit_of_a_journey_is_light(page: Page) -> None:
    """At most sixteen requests and 60 kB, as the browser receives them."""
    received: list[Request] = []

    def count(request: Request) -> None:
        received.append(request)

    page.on("requestfinished", count)
    page.goto(JOURNEY)
    ready(page)
    page.wait_for_load_state("networkidle")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    sizes = [request.sizes() for request in received]
    assert len(sizes) <= 16
    assert sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes) <= 60_000
