"""SAML 2.0, for ÉduConnect: one signed assertion, posted by the browser, that answers one request of ours.

pysaml2 verifies signatures (with the xmlsec1 program) and dates; what it lets pass when it is missing is required here.
Of the attributes we read the identifier, the affiliation and the name: not the INE's digest, nor the birth date, nor
the school. The rule of ages needs a date only when a stay is asked for, and asks for it then.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Iterable
from typing import Any, Final

from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.client import Saml2Client
from saml2.config import SPConfig
from saml2.metadata import entity_descriptor
from saml2.response import AuthnResponse, StatusError
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

from passerelles.accounts.identity.adapter import Answer, Asked
from passerelles.accounts.identity.attempts import Attempt, Secrets
from passerelles.accounts.identity.proof import Proof, name_of
from passerelles.accounts.identity.provider_settings import ProviderSettingsError
from passerelles.accounts.identity.providers import SamlProvider
from passerelles.accounts.identity.refusals import SignInCancelled, SignInRefused

SKEW: Final = 60
LONGEST_SUBJECT: Final = 255
logging.getLogger("saml2").setLevel(logging.CRITICAL + 1)
"""The library logs whole answers, names included, when it refuses them: our own line says which provider and why."""


class SamlAdapter:
    """One SAML identity provider of the settings."""

    trouble: str | None = None  # nothing is fetched from it: only a browser could tell

    def __init__(self, provider: SamlProvider, *, origin: str) -> None:
        self.provider = provider
        self._return = f"{origin}/connexion/{provider.id}/retour"
        self.entity_id = provider.entity_id or f"{origin}/connexion/{provider.id}/metadonnees"
        self._config = SPConfig().load(self._settings())
        known = list(Saml2Client(config=self._config).metadata.identity_providers())
        if len(known) != 1:
            raise ProviderSettingsError(f"provider {provider.id}: its metadata must describe one identity provider")
        self._issuer: str = known[0]

    @property
    def registered(self) -> tuple[str, ...]:
        return (self._return, self.entity_id)

    async def look(self) -> None:
        return None

    async def ask(self, secrets: Secrets, *, anew: bool) -> Asked:
        request_id = f"_{secrets.nonce}"
        location = await asyncio.to_thread(self._request, request_id, secrets.state, anew=anew)
        return Asked(location, nonce=request_id, verifier=None)

    async def read(self, attempt: Attempt, answer: Answer) -> Proof:  # noqa: ARG002 - it came by a form, before
        if attempt.proof is None:
            raise SignInRefused("no answer")
        return attempt.proof

    async def leave(self, id_token: str | None, state: str) -> str | None:  # noqa: ARG002 - no single logout
        return None

    async def prove(self, response: str, *, request_id: str) -> Proof:
        """What a posted response proves.

        Raises:
            SignInCancelled: the provider says that the person did not sign in.
            SignInRefused: not signed, not by this provider, not for us, not now, or answers another request.
        """
        try:
            return await asyncio.to_thread(self._prove, response, request_id)
        except (SignInRefused, SignInCancelled):
            raise
        except StatusError:
            raise SignInCancelled from None
        except Exception as error:  # the library raises bare `Exception` among others, with what it read inside
            raise SignInRefused(type(error).__name__) from None

    def metadata(self) -> str:
        """Who we are, for the provider's convention."""
        return str(entity_descriptor(self._config))

    def _request(self, request_id: str, state: str, *, anew: bool) -> str:
        _, prepared = Saml2Client(config=self._config).prepare_for_authenticate(
            entityid=self._issuer,
            relay_state=state,
            binding=BINDING_HTTP_REDIRECT,
            message_id=request_id,
            force_authn="true" if anew else None,
        )
        return str(dict(prepared["headers"])["Location"])

    def _prove(self, response: str, request_id: str) -> Proof:
        # A client of its own: the library keeps in it what it learns of people.
        client = Saml2Client(config=self._config)
        parsed = client.parse_authn_request_response(response, BINDING_HTTP_POST, {request_id: "/"})
        if not isinstance(parsed, AuthnResponse) or parsed.assertion is None:
            raise SignInRefused("no assertion")
        if parsed.in_response_to != request_id:
            raise SignInRefused("InResponseTo")
        if len(parsed.assertions) != 1 or parsed.response.encrypted_assertion:
            raise SignInRefused("assertions")
        self._require(parsed.assertion, request_id)
        told = _attributes(parsed.assertion)
        subject = told.get(self.provider.subject_attribute, ())
        if len(subject) != 1 or not subject[0] or len(subject[0]) > LONGEST_SUBJECT:
            raise SignInRefused("subject")
        hints = told.get(self.provider.hint_attribute, ()) if self.provider.hint_attribute else ()
        return Proof(
            issuer=self._issuer,
            subject=subject[0],
            name=name_of({key: values[0] for key, values in told.items() if values}, self.provider.name_attributes),
            first_role=self.provider.first_role_for(hints),
        )

    def _require(self, assertion: Any, request_id: str) -> None:
        """Refuse an assertion that leaves out what bounds it."""
        if assertion.issuer is None or str(assertion.issuer.text).strip() != self._issuer:
            raise SignInRefused("issuer")
        conditions = assertion.conditions
        if conditions is None or not conditions.not_on_or_after:
            raise SignInRefused("NotOnOrAfter")
        audiences = [str(one.text).strip() for each in conditions.audience_restriction for one in each.audience]
        if self.entity_id not in audiences:
            raise SignInRefused("audience")
        confirmed = [one.subject_confirmation_data for one in assertion.subject.subject_confirmation]
        if not any(
            data is not None
            and data.in_response_to == request_id
            and data.recipient == self._return
            and data.not_on_or_after
            for data in confirmed
        ):
            raise SignInRefused("confirmation")

    def _settings(self) -> dict[str, Any]:
        program = self.provider.xmlsec1 or shutil.which("xmlsec1")
        if program is None:
            raise ProviderSettingsError(f"provider {self.provider.id}: the xmlsec1 program is not installed")
        signs = self.provider.key_file is not None
        keys = {"key_file": str(self.provider.key_file), "cert_file": str(self.provider.cert_file)} if signs else {}
        return keys | {
            "entityid": self.entity_id,
            "xmlsec_binary": program,
            "metadata": {"local": [str(self.provider.idp_metadata)]},
            "only_use_keys_in_metadata": True,
            "accepted_time_diff": SKEW,
            "allow_unknown_attributes": True,
            "signing_algorithm": SIG_RSA_SHA256,
            "digest_algorithm": DIGEST_SHA256,
            "service": {
                "sp": {
                    "endpoints": {"assertion_consumer_service": [(self._return, BINDING_HTTP_POST)]},
                    "allow_unsolicited": False,
                    "authn_requests_signed": signs,
                    "want_assertions_signed": True,
                    "want_response_signed": False,
                }
            },
        }


def _attributes(assertion: Any) -> dict[str, tuple[str, ...]]:
    """The attributes as they are named in the assertion, none left out, none translated."""
    statements: Iterable[Any] = assertion.attribute_statement
    return {
        str(one.name): tuple(str(value.text).strip() for value in one.attribute_value if value.text)
        for statement in statements
        for one in statement.attribute
    }
