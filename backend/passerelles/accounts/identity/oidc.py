"""OpenID Connect, code flow: what is asked, how the answer is read. The requests are Authlib's, the way out is ours."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any, Final

from authlib.common.urls import add_params_to_uri
from authlib.oauth2.client import OAuth2Client
from joserfc.jwt import Token

from passerelles.accounts.identity.adapter import Answer, Asked
from passerelles.accounts.identity.attempts import Attempt, Secrets
from passerelles.accounts.identity.guarded import Fetched, GuardedClient, UnreachableError
from passerelles.accounts.identity.knowledge import Knowledge, Metadata
from passerelles.accounts.identity.proof import Proof, hints_of, name_of
from passerelles.accounts.identity.providers import OidcProvider
from passerelles.accounts.identity.refusals import ProviderDown, SignInCancelled, SignInRefused, SignInTooWeak
from passerelles.accounts.identity.tokens import (
    Claims,
    UnknownKeyError,
    UntrustedError,
    check_id_token,
    check_userinfo,
    verified,
    vouches_enough,
)

SAID_NO: Final = frozenset({"access_denied", "login_required", "interaction_required", "consent_required"})


class OidcAdapter:
    """One OpenID Connect provider of the settings."""

    def __init__(self, provider: OidcProvider, *, origin: str, client: GuardedClient) -> None:
        self.provider = provider
        self._client = client
        self._return = f"{origin}/connexion/{provider.id}/retour"  # one per provider, against mix-ups
        self._goodbye = f"{origin}/deconnexion/{provider.id}/retour"
        self._known = Knowledge(provider.issuer, client)

    @property
    def trouble(self) -> str | None:
        return self._known.trouble

    @property
    def registered(self) -> tuple[str, ...]:
        return (self._return, self._goodbye) if self.provider.end_session else (self._return,)

    async def look(self) -> None:
        if self._known.is_due:
            with suppress(ProviderDown):
                await self._known.look()

    async def ask(self, secrets: Secrets, *, anew: bool) -> Asked:
        metadata = await self._known.metadata()
        asked: dict[str, str] = {"nonce": secrets.nonce, **self.provider.authorize_params, **self._level()}
        if anew and self.provider.prompt_login:
            asked["prompt"] = "login"
        verifier = secrets.verifier if self.provider.pkce else None
        location, _ = self._oauth(code_challenge_method="S256" if verifier else None).create_authorization_url(
            metadata.authorization_endpoint, state=secrets.state, code_verifier=verifier, **asked
        )
        return Asked(location, secrets.nonce, verifier)

    async def read(self, attempt: Attempt, answer: Answer) -> Proof:
        try:
            return await self._read(attempt, answer)
        except UntrustedError as error:
            raise SignInRefused(error.reason) from None
        except UnreachableError as error:
            raise ProviderDown(error.reason) from None

    async def leave(self, id_token: str | None, state: str) -> str | None:
        if not self.provider.end_session:
            return None
        try:
            metadata = await self._known.metadata()
        except ProviderDown:
            return None  # signed out here; there, it cannot be asked
        if metadata.end_session_endpoint is None:
            return None
        asked = {"post_logout_redirect_uri": self._goodbye, "state": state}
        known = {"id_token_hint": id_token} if id_token else {"client_id": self.provider.client_id}
        location: str = add_params_to_uri(metadata.end_session_endpoint, list((known | asked).items()))
        return location

    async def _read(self, attempt: Attempt, answer: Answer) -> Proof:
        metadata = await self._known.metadata()
        announced = answer.get("iss")
        if announced != metadata.issuer and (
            announced is not None or metadata.authorization_response_iss_parameter_supported
        ):
            raise UntrustedError("iss of the answer")
        if "error" in answer:
            if answer["error"] in SAID_NO:
                raise SignInCancelled
            raise UntrustedError("error of the provider")
        code = answer.get("code")
        if not code:
            raise UntrustedError("no code")
        tokens = await self._redeem(metadata, code, attempt.verifier)
        access_token = tokens.get("access_token")
        claims = check_id_token(
            await self._verified(tokens.get("id_token")),
            issuer=metadata.issuer,
            client_id=self.provider.client_id,
            nonce=attempt.nonce,
            access_token=access_token if isinstance(access_token, str) else None,
        )
        if not vouches_enough(claims.get("acr"), self.provider.acr_values):
            raise SignInTooWeak
        told = {**claims, **await self._userinfo(metadata, access_token, str(claims["sub"]))}
        hints = hints_of(told.get(self.provider.hint_claim)) if self.provider.hint_claim else ()
        return Proof(
            issuer=metadata.issuer,
            subject=str(claims["sub"]),
            name=name_of(told, self.provider.name_claims),
            first_role=self.provider.first_role_for(hints),
            id_token=tokens["id_token"],
        )

    async def _redeem(self, metadata: Metadata, code: str, verifier: str | None) -> dict[str, Any]:
        proved = {"code_verifier": verifier} if verifier else {}
        fetched: Fetched = await self._oauth().fetch_token(metadata.token_endpoint, code=code, **proved)
        if fetched.status >= 500:
            raise UnreachableError(f"status {fetched.status}")
        tokens = _object(fetched)
        if fetched.status != 200 or "error" in tokens:
            raise UntrustedError("code refused")
        return tokens

    async def _userinfo(self, metadata: Metadata, access_token: object, subject: str) -> Claims:
        if self.provider.userinfo == "none":
            return {}
        if metadata.userinfo_endpoint is None or not isinstance(access_token, str) or not access_token.isprintable():
            raise UntrustedError("no userinfo")
        signed = self.provider.userinfo == "jwt"
        wanted = "application/jwt" if signed else "application/json"
        headers = {"Authorization": f"Bearer {access_token}", "Accept": wanted}
        fetched = await self._client.fetch("GET", metadata.userinfo_endpoint, headers=headers)
        if fetched.status >= 500:
            raise UnreachableError(f"status {fetched.status}")
        if fetched.status != 200 or fetched.content_type != wanted:
            raise UntrustedError("userinfo unsigned" if signed else "userinfo")
        claims = (await self._verified(fetched.body.decode("ascii", "replace"))).claims if signed else _object(fetched)
        return check_userinfo(claims, subject=subject, issuer=metadata.issuer, client_id=self.provider.client_id)

    async def _verified(self, token: object) -> Token:
        """With the keys as they are known; with fresh ones when that fails, because providers change them."""
        algs = self.provider.algs
        try:
            return verified(token, keys=await self._known.keys(), algs=algs)
        except UnknownKeyError:
            fresh = await self._known.keys_again()
            if fresh is None:
                raise
            return verified(token, keys=fresh, algs=algs)

    def _level(self) -> dict[str, str]:
        if not self.provider.acr_values:
            return {}
        if self.provider.acr_by == "acr_values":
            return {"acr_values": " ".join(self.provider.acr_values)}
        level = {"essential": True, "values": list(self.provider.acr_values)}
        return {"claims": json.dumps({"id_token": {"acr": level}}, separators=(",", ":"))}

    def _oauth(self, **how: Any) -> _GuardedOAuth:
        secret = self.provider.client_secret
        return _GuardedOAuth(
            self._client,
            client_id=self.provider.client_id,
            client_secret=secret.get_secret_value() if secret else None,
            token_endpoint_auth_method=self.provider.client_auth,
            scope=" ".join(self.provider.scopes),
            redirect_uri=self._return,
            **how,
        )


class _GuardedOAuth(OAuth2Client):  # type: ignore[misc]  # Authlib publishes no types
    """Authlib's client, sending through the guard instead of through an HTTP library of its choice."""

    async def _fetch_token(
        self, url: str, body: str = "", headers: Any = None, auth: Any = None, method: str = "POST", **_: Any
    ) -> Fetched:
        url, headers, body = auth.prepare(method, url, dict(headers), body)
        guard: GuardedClient = self.session
        return await guard.fetch(method, url, headers=headers, body=body)


def _object(fetched: Fetched) -> dict[str, Any]:
    try:
        found = json.loads(fetched.body)
    except (ValueError, RecursionError):
        raise UntrustedError("not JSON") from None
    if not isinstance(found, dict):
        raise UntrustedError("not an object")
    return found
