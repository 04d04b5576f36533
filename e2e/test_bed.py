"""Ask for a bed: calendar, sign-in on the way, the request in « Moi », the staff's acts, the answer in the app."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Locator, Page, expect

from e2e.conftest import sign_in
from e2e.screens import fits, follow, ready, told

HOUSE = "/internats/HOUSE:0850033Z"
QUEUE = "/gestion/internats/HOUSE:0850033Z/demandes"
MAJEURS, GARCONS = "majeurs", "garçons"


def free_nights(page: Page) -> Locator:
    """Open nights of the month on screen that nobody has chosen yet."""
    return page.locator("td[role=gridcell][data-state=free][aria-selected=false]")


def next_month(page: Page) -> None:
    """Far enough for no deadline to be in the way."""
    heading = page.locator(".calendar-head h2")
    before = heading.inner_text()
    page.get_by_role("button", name="Mois suivant").click()
    expect(heading).not_to_have_text(before)
    expect(free_nights(page).first).to_be_visible()


def choose_nights(page: Page, zone: str, count: int) -> None:
    page.get_by_role("radio", name=zone).check()
    next_month(page)
    for _ in range(count):
        free_nights(page).first.click()


def request_of(staff: Page, person: str) -> Locator:
    """The card of a person's request in the queue."""
    return staff.get_by_role("article").filter(has=staff.get_by_role("heading", name=person, exact=True))


def test_a_visitor_chooses_nights_signs_in_and_finds_them_again(page: Page, accessible: Callable[[Page], None]) -> None:
    page.goto(HOUSE)
    ready(page)
    accessible(page)
    choose_nights(page, MAJEURS, 2)
    expect(page.get_by_text("2 nuits").first).to_be_visible()
    page.get_by_role("button", name="Demander ce lit").click()
    expect(page.get_by_role("heading", level=1, name="sans mot de passe")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Élève majeur").click()
    expect(page.get_by_role("button", name="Envoyer la demande")).to_be_visible()  # the request goes on by itself
    expect(page.get_by_text("2 nuits").first).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.get_by_role("button", name="Retirer ma demande")).to_be_visible()
    ready(page)
    accessible(page)
    fits(page)
    page.get_by_role("button", name="Retirer ma demande").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    accessible(page)
    dialog.get_by_role("button", name="Retirer ma demande").click()
    told(page, "Demande retirée")


def test_a_minor_waits_for_the_guardian_then_staff_place_and_the_student_is_told(
    page: Page, desk: BrowserContext, accessible: Callable[[Page], None]
) -> None:
    sign_in(page, "student", 3)
    page.goto(HOUSE)
    ready(page)
    choose_nights(page, GARCONS, 1)
    page.get_by_role("button", name="Demander ce lit").click()
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.get_by_text("accord du responsable légal à recueillir").first).to_be_visible()
    request = page.url

    staff = desk.new_page()
    sign_in(staff, "boarding", 1)
    staff.goto(QUEUE)
    ready(staff)
    accessible(staff)
    mine = request_of(staff, "Élève de démonstration 3")
    mine.get_by_role("button", name="Accord papier reçu").click()
    accessible(staff)
    staff.get_by_role("button", name="Enregistrer l’accord").click()
    mine.get_by_role("button", name="Placer").click()
    accessible(staff)
    staff.get_by_role("button", name="Accepter et placer").click()
    told(staff, "demande acceptée")

    page.goto(request)
    expect(page.get_by_text("acceptée").first).to_be_visible()
    page.goto("/moi")
    ready(page)
    expect(page.get_by_role("heading", name="Messages")).to_be_visible()
    accessible(page)
    fits(page)


def test_staff_refuse_with_a_reason_and_the_student_reads_it(page: Page, desk: BrowserContext) -> None:
    sign_in(page, "student", 5)
    page.goto(HOUSE)
    ready(page)
    choose_nights(page, MAJEURS, 1)
    page.get_by_role("button", name="Demander ce lit").click()
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.get_by_role("button", name="Retirer ma demande")).to_be_visible()
    request = page.url

    staff = desk.new_page()
    sign_in(staff, "boarding", 1)
    staff.goto(QUEUE)
    ready(staff)
    mine = request_of(staff, "Élève de démonstration 5")
    mine.get_by_role("button", name="Refuser").click()
    staff.get_by_label("Motif").select_option(label="Dates qui ne correspondent pas")
    staff.get_by_role("button", name="Refuser la demande").click()
    told(staff, "demande refusée")

    page.goto(request)
    ready(page)
    expect(page.get_by_text("Motif").first).to_be_visible()
    expect(page.get_by_role("button", name="Retirer ma demande")).to_have_count(0)


def test_the_bed_plan_shows_the_week_and_moves_somebody(
    desk: BrowserContext, accessible: Callable[[Page], None]
) -> None:
    staff = desk.new_page()
    sign_in(staff, "boarding", 1)
    staff.goto("/gestion")
    ready(staff)
    accessible(staff)
    follow(staff, staff.get_by_role("link", name="Plan des lits").last)
    accessible(staff)
    staff.get_by_role("button", name="Élève de démonstration").first.click()
    accessible(staff)
    staff.get_by_role("button", name="Changer de lit").first.click()
    accessible(staff)
    staff.get_by_role("dialog").get_by_role("button", name="Changer de lit").click()
    told(staff, "déplacé au lit")


def test_another_house_does_not_exist_for_this_staff(desk: BrowserContext) -> None:
    staff = desk.new_page()
    sign_in(staff, "boarding", 2)
    answer = staff.request.get("/api/boarding/houses/HOUSE:0850033Z/requests")
    assert answer.status == 404
    staff.goto(QUEUE)
    expect(staff.get_by_role("article")).to_have_count(0)


def test_the_calendar_works_by_keyboard_and_says_why_a_night_is_closed(page: Page) -> None:
    page.goto(HOUSE)
    ready(page)
    page.get_by_role("radio", name=MAJEURS).check()
    next_month(page)
    free_nights(page).first.click()
    chosen = page.locator("td[aria-selected=true]")
    expect(chosen).to_have_count(1)
    page.keyboard.press("Space")
    expect(chosen).to_have_count(0)
    page.keyboard.press("End")  # Sunday: the house is closed
    expect(page.locator(".house-told")).to_contain_text("fermé", ignore_case=True)
    page.keyboard.press("PageDown")
    expect(page.locator("td[tabindex='0']")).to_be_focused()


def test_a_code_by_e_mail_signs_in(page: Page, accessible: Callable[[Page], None]) -> None:
    page.goto("/connexion?next=/moi")
    ready(page)
    page.get_by_label("Ton adresse de courriel").fill("camille@exemple.fr")
    page.get_by_role("button", name="Recevoir un code").click()
    expect(page.get_by_label("Les six chiffres du code")).to_be_visible()
    accessible(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Lire le courriel de démonstration").click(modifiers=["Control"])
    mail = opened.value
    ready(mail)
    accessible(mail)
    code = mail.locator("main").inner_text()
    digits = next(word.strip(".") for word in code.split() if word.strip(".").isdigit() and len(word.strip(".")) == 6)
    page.get_by_label("Les six chiffres du code").fill(digits)
    page.get_by_role("button", name="Entrer").click()
    expect(page.get_by_role("heading", level=1, name="Moi")).to_be_visible()
