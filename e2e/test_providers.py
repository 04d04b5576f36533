"""Signing in at real providers in a real browser: OpenID Connect there and back, and SAML's form from another site."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from e2e.screens import ready
from e2e.test_offline import until
from tests.identity.keys import key_and_certificate
from tests.identity.peers.node import peer
from tests.support.postgres import free_port
from tests.support.server import Server

SECRET = "a secret shared with the providers"
KNOWN = "Number(localStorage.getItem('passerelles.session')) > Date.now()"
"""The page knows until when somebody is signed in."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application with FranceConnect and ÉduConnect, each played by a real provider in a process of its own."""
    folder = tmp_path_factory.mktemp("providers")
    port = free_port()
    here = f"http://127.0.0.1:{port}"
    key, certificate = key_and_certificate(folder, "idp")
    pair = {"key": str(key), "certificate": str(certificate)}
    other = {"otherKey": str(key), "otherCertificate": str(certificate)}
    acs = f"{here}/connexion/educonnect/retour"
    with (
        peer("providers.mjs", {"origin": here, "secret": SECRET}) as issuers,
        peer("idp.mjs", {"acs": acs} | pair | other) as idp,
    ):
        metadata = described(folder, idp["origin"])
        providers = [
            {"id": "fc", "preset": "franceconnect", "issuer": issuers["fc"], "client_id": "passerelles",
             "client_secret_env": "FC_SECRET"},
            {"id": "educonnect", "preset": "educonnect", "idp_metadata": str(metadata)},
        ]  # fmt: skip
        settings = {"PASSERELLES_PROVIDERS": json.dumps(providers), "FC_SECRET": SECRET}
        server = Server(folder, port=port, **settings)
        try:
            server.wait()
            httpx.get(f"{server.url}/connexion", timeout=60)  # the first page of a process is the slowest
            yield server.url
        finally:
            server.stop()


def described(folder: Path, origin: str) -> Path:
    """The SAML provider's metadata under another name of this machine: for the browser, another site."""
    metadata = folder / "metadata.xml"
    metadata.write_text(httpx.get(f"{origin.replace('127.0.0.1', 'localhost')}/metadata").text, "utf-8")
    return metadata


def test_a_guardian_comes_by_franceconnect_and_leaves_both(
    page: Page, installed: str, accessible: Callable[[Page], None]
) -> None:
    page.goto(f"{installed}/connexion?next=/moi")
    page.get_by_role("button", name="FranceConnect").click()
    page.wait_for_url(f"{installed}/moi")
    assert page.request.get(f"{installed}/api/me").json()["name"] == "Angela Claire DUBOIS"
    until(page, KNOWN)
    ready(page)
    accessible(page)
    page.get_by_role("button", name="Me déconnecter").click()
    page.get_by_role("button", name="Yes, sign me out").click()
    page.wait_for_url(f"{installed}/")
    assert page.request.get(f"{installed}/api/me").json()["signed_in"] is False


def test_a_pupil_comes_by_educonnect_whose_form_comes_from_another_site(page: Page, installed: str) -> None:
    """The form arrives without our `Lax` cookies, the redirect after it with them: only a browser can tell."""
    page.goto(f"{installed}/connexion?next=/explorer")
    page.get_by_role("button", name="ÉduConnect").click()
    page.wait_for_url(f"{installed}/explorer")
    me = page.request.get(f"{installed}/api/me").json()
    assert (me["name"], [role["name"] for role in me["roles"]]) == ("Nolwenn Guéguen", ["student"])
    until(page, KNOWN)


def test_an_address_of_return_alone_ends_on_a_page_that_says_why(
    page: Page, installed: str, accessible: Callable[[Page], None]
) -> None:
    page.goto(f"{installed}/connexion/fc/retour?code=x&state=y")
    expect(page.get_by_role("alert")).to_contain_text("n’est plus valable")
    accessible(page)
