"""A minor asks, sends a link, a guardian reads and agrees with their own account, staff verify and accept."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from e2e.conftest import sign_in
from e2e.screens import fits, ready, told
from e2e.test_bed import GARCONS, HOUSE, QUEUE, choose_nights, request_of


def asked(page: Page, student: int) -> None:
    """The page of a minor's new request."""
    sign_in(page, "student", student)
    page.goto(HOUSE)
    ready(page)
    choose_nights(page, GARCONS, 2)
    page.get_by_role("button", name="Demander ce lit").click()
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.get_by_role("heading", name="L’accord de ton responsable légal")).to_be_visible()


def new_link(page: Page) -> str:
    """A link to share oneself."""
    page.get_by_role("button", name="Envoyer un lien").click()
    page.get_by_role("button", name="Créer le lien").click()
    address = page.get_by_label("Le lien", exact=True)
    expect(address).to_be_visible()
    return address.input_value()


def enter_by_mail(page: Page, address: str) -> None:
    """Sign in with a code, as somebody who has never been here."""
    page.get_by_label("Votre adresse de courriel").fill(address)
    page.get_by_role("button", name="Recevoir un code").click()
    expect(page.get_by_label("Les six chiffres du code")).to_be_visible()
    mail = page.context.new_page()
    mail.goto(str(page.get_by_role("link", name="Lire le courriel de démonstration").get_attribute("href")))
    ready(mail)
    words = mail.locator("main").inner_text().split()
    mail.close()
    digits = next(word.strip(".") for word in words if word.strip(".").isdigit() and len(word.strip(".")) == 6)
    page.get_by_label("Les six chiffres du code").fill(digits)
    page.get_by_role("button", name="Entrer").click()


def vouch_for(staff: Page, request: Locator, guardian: str, accessible: Callable[[Page], None]) -> None:
    """Say that this person is in the file as the pupil's guardian."""
    request.get_by_role("button", name=f"Vérifier : {guardian}").click()
    accessible(staff)
    staff.get_by_label("Oui, le dossier le confirme").check()
    staff.get_by_role("button", name="Enregistrer", exact=True).click()
    told(staff, "responsable légal vérifié")
    accessible(staff)


def invite_the_other(guardian: Page) -> None:
    """Offer the second guardian a link, and see it."""
    guardian.get_by_role("button", name="L’inviter aussi").click()
    guardian.get_by_role("button", name="Créer le lien").click()
    expect(guardian.get_by_label("Le lien", exact=True)).to_be_visible()
    guardian.keyboard.press("Escape")


def test_a_guardian_with_an_account_of_their_own_agrees_and_staff_accept(
    page: Page, browser: Browser, base_url: str, desk: BrowserContext, accessible: Callable[[Page], None]
) -> None:
    asked(page, 7)
    accessible(page)
    fits(page)
    link = new_link(page)
    accessible(page)
    page.keyboard.press("Escape")

    phone = browser.new_context(base_url=base_url, viewport={"width": 390, "height": 844}, locale="fr-FR")
    guardian = phone.new_page()
    guardian.goto(link)
    expect(guardian.get_by_role("link", name="Me connecter pour lire et répondre")).to_be_visible()
    assert "Élève de démonstration" not in guardian.content()
    accessible(guardian)
    fits(guardian)
    guardian.get_by_role("link", name="Me connecter pour lire et répondre").click()
    enter_by_mail(guardian, "parent.de.sept@exemple.fr")
    guardian.get_by_label("Votre prénom et votre nom").fill("Dominique Sept")
    guardian.get_by_label("J’ai 18 ans ou plus.").check()
    guardian.get_by_label("Je suis responsable légal de l’élève").check()
    accessible(guardian)
    guardian.get_by_role("button", name="Lire la demande").click()
    expect(guardian.get_by_text("Élève de démonstration 7 demande un lit")).to_be_visible()
    accessible(guardian)
    fits(guardian)
    guardian.get_by_role("button", name="Je donne mon accord").click()
    told(guardian, "Votre accord est enregistré")
    expect(guardian.get_by_role("button", name="L’inviter aussi")).to_have_count(0)  # nobody has confirmed who they are

    staff = desk.new_page()
    sign_in(staff, "boarding", 1)
    staff.goto(QUEUE)
    ready(staff)
    mine = request_of(staff, "Élève de démonstration 7")
    expect(mine.get_by_text("accord à vérifier")).to_be_visible()
    vouch_for(staff, mine, "Dominique Sept", accessible)
    guardian.reload()
    ready(guardian)
    invite_the_other(guardian)
    mine.get_by_role("button", name="Placer").click()
    staff.get_by_role("button", name="Accepter et placer").click()
    told(staff, "demande acceptée")

    guardian.goto("/moi")
    ready(guardian)
    expect(guardian.get_by_role("heading", name="Les demandes de votre enfant")).to_be_visible()
    expect(guardian.get_by_text("acceptée").first).to_be_visible()
    accessible(guardian)
    fits(guardian)
    phone.close()


def test_opening_a_link_consumes_nothing(page: Page, browser: Browser, base_url: str) -> None:
    asked(page, 9)
    link = new_link(page)
    assert [page.request.get(link).status for _ in range(5)] == [200] * 5
    assert page.request.head(link).status == 200
    scanner = browser.new_context(base_url=base_url)
    robot = scanner.new_page()
    robot.goto(link)  # runs the page's scripts, taps nothing
    expect(robot.get_by_role("link", name="Me connecter pour lire et répondre")).to_be_visible()
    assert robot.locator("meta[name=referrer]").get_attribute("content") == "no-referrer"
    scanner.close()

    phone = browser.new_context(base_url=base_url)
    guardian = phone.new_page()
    sign_in(guardian, "guardian", 99)
    guardian.goto(link)
    guardian.get_by_label("J’ai 18 ans ou plus.").check()
    guardian.get_by_label("Je suis responsable légal de l’élève").check()
    guardian.get_by_role("button", name="Lire la demande").click()
    expect(guardian.get_by_role("button", name="Je donne mon accord")).to_be_visible()
    phone.close()


def test_the_student_who_opens_their_own_link_is_told_whom_it_is_for(page: Page) -> None:
    asked(page, 13)
    page.goto(new_link(page))
    expect(page.get_by_role("heading", name="C’est ta propre demande")).to_be_visible()
    expect(page.get_by_role("button", name="Je donne mon accord")).to_have_count(0)


def test_a_known_guardian_disagrees_by_keyboard_and_everybody_reads_why(
    page: Page, browser: Browser, base_url: str, desk: BrowserContext, accessible: Callable[[Page], None]
) -> None:
    asked(page, 15)
    request = page.url
    phone = browser.new_context(base_url=base_url, viewport={"width": 390, "height": 844}, locale="fr-FR")
    guardian = phone.new_page()
    sign_in(guardian, "guardian", 15)
    guardian.goto("/moi")
    ready(guardian)
    accessible(guardian)
    guardian.get_by_role("heading", level=3).get_by_role("link").first.focus()
    guardian.keyboard.press("Enter")
    disagree = guardian.get_by_role("button", name="Je ne suis pas d’accord")
    expect(disagree).to_be_visible()
    disagree.focus()
    guardian.keyboard.press("Enter")
    accessible(guardian)
    guardian.get_by_label("Motif").select_option(label="Le coût")
    guardian.get_by_role("button", name="Enregistrer mon désaccord").click()
    told(guardian, "Votre désaccord est enregistré")
    phone.close()

    page.goto(request)
    ready(page)
    expect(page.get_by_text("n’est pas d’accord").first).to_be_visible()
    accessible(page)
    staff = desk.new_page()
    sign_in(staff, "boarding", 1)
    staff.goto(QUEUE)
    ready(staff)
    mine = request_of(staff, "Élève de démonstration 15")
    expect(mine.get_by_text("Le coût")).to_be_visible()
    expect(mine.get_by_role("button", name="Placer")).to_have_count(0)
    accessible(staff)
