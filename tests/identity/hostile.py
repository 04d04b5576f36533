"""A provider of our own that lies on demand: one name per lie, everything else as an honest one would."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey
from joserfc.jws import JWSRegistry
from joserfc.registry import HeaderParameter
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from passerelles.core import clock
from passerelles.core.ids import new_token
from tests.identity.served import Served, served

CLIENT = "passerelles"
SECRET = "a secret shared with the provider"
OTHERS_KEY = ECKey.generate_key("P-256", {"kid": "signing", "use": "sig", "alg": "ES256"})


@dataclass
class Hostile:
    """What the provider does. `lie`: the name of the attack; None: honest."""

    lie: str | None = None
    acr: str = "eidas2"
    issuer: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "signing", "use": "sig"}))
    rsa: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig"}))

    def serve(self) -> Served:
        routes = [
            Route("/.well-known/openid-configuration", self.metadata),
            Route("/jwks", self.jwks),
            Route("/authorize", self.authorize),
            Route("/token", self.token, methods=["POST"]),
            Route("/userinfo", self.userinfo),
        ]
        server = served(Starlette(routes=routes))
        self.issuer = server.origin
        return server

    def settings(self, **more: Any) -> dict[str, Any]:
        """The provider as an installation describes it; its secret is in the environment."""
        return {
            "id": "hostile",
            "label": "Fournisseur d’essai",
            "issuer": self.issuer,
            "client_id": CLIENT,
            "client_secret_env": "TEST_PROVIDER_SECRET",
            "acr_values": ["eidas2"],
            "userinfo": "jwt",
            "name_claims": ["given_name", "family_name"],
            "first_role": "guardian",
        } | more

    async def metadata(self, _: Request) -> Response:
        self.calls.append("metadata")
        if self.lie == "down":
            return Response(status_code=503)
        if self.lie == "slow metadata":
            await asyncio.sleep(30)
        described: dict[str, Any] = {
            "issuer": "https://ailleurs.exemple" if self.lie == "metadata of another issuer" else self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "authorization_response_iss_parameter_supported": True,
        }
        if self.lie == "a script for an address":
            described["authorization_endpoint"] = "javascript:alert(1)"
        return JSONResponse(described)

    async def jwks(self, _: Request) -> Response:
        self.calls.append("jwks")
        if self.lie == "slow keys":
            await asyncio.sleep(30)
        keys = [self.key.as_dict(private=False), self.rsa.as_dict(private=False)]
        if self.lie == "symmetric key published":
            keys = [OctKey.import_key(b"k" * 32, {"kid": "signing"}).as_dict(), *keys]
        return JSONResponse({"keys": keys})

    async def authorize(self, request: Request) -> Response:
        """Says yes at once, as after a password: back to where the browser came from."""
        asked = dict(request.query_params)
        back: dict[str, str] = {"state": asked["state"], "iss": self.issuer}
        if self.lie == "error access_denied":
            back["error"] = "access_denied"
        elif self.lie == "error server_error":
            back["error"] = "server_error"
        else:
            back["code"] = new_token()
            self.codes[back["code"]] = asked
        if self.lie == "iss of the answer missing":
            del back["iss"]
        if self.lie == "iss of the answer of another":
            back["iss"] = "https://ailleurs.exemple"
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back)}", status_code=303)

    async def token(self, request: Request) -> Response:
        self.calls.append("token")
        form = dict(pair.split("=", 1) for pair in (await request.body()).decode().split("&"))
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or not pkce_holds(asked, form.get("code_verifier")):
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        if self.lie == "huge token":
            return StreamingResponse(endless(), media_type="application/json")
        access_token = "access-" + asked["nonce"]
        return JSONResponse(
            {"access_token": access_token, "token_type": "Bearer", "id_token": self.id_token(asked, access_token)}
        )

    def id_token(self, asked: dict[str, str], access_token: str) -> str:
        now = int(clock.now().timestamp())
        claims: dict[str, Any] = {
            "iss": self.issuer, "sub": "person-1", "aud": CLIENT, "exp": now + 60, "iat": now,
            "nonce": asked["nonce"], "acr": self.acr, "at_hash": half_hash(access_token),
        }  # fmt: skip
        lies: dict[str, dict[str, Any]] = {
            "expired": {"exp": now - 61, "iat": now - 300},
            "issued tomorrow": {"iat": now + 86_400, "exp": now + 90_000},
            "not valid yet": {"nbf": now + 3600},
            "another audience": {"aud": "another-client"},
            "two audiences without azp": {"aud": [CLIENT, "another-client"]},
            "azp of another": {"aud": [CLIENT, "another-client"], "azp": "another-client"},
            "another nonce": {"nonce": "n" * 43},
            "another issuer": {"iss": "https://ailleurs.exemple"},
            "another access token": {"at_hash": half_hash("another")},
            "empty at_hash": {"at_hash": ""},
            "exp that is not a number": {"exp": "tomorrow"},
            "a list for a subject": {"sub": ["person-1"]},
            "level too low": {"acr": "eidas1"},
        }
        claims |= lies.get(str(self.lie), {})
        for name, claim in (("no nonce", "nonce"), ("no subject", "sub"), ("no expiry", "exp"), ("no level", "acr")):
            if self.lie == name:
                del claims[claim]
        return self.signed(claims)

    def signed(self, claims: dict[str, Any]) -> str:
        """The claims as a token, with the lie in its header or its signature."""
        if self.lie == "alg none":
            return f"{part({'alg': 'none', 'kid': 'signing'})}.{part(claims)}."
        if self.lie == "HS256 with the public key":
            return hs256({"alg": "HS256", "kid": "rsa"}, claims, self.rsa.as_pem(private=False))
        if self.lie == "HS256 with our secret":
            return hs256({"alg": "HS256", "kid": "signing"}, claims, SECRET.encode())
        headers: dict[str, dict[str, Any]] = {
            "key in the header": {"jwk": OTHERS_KEY.as_dict(private=False), "kid": "signing"},
            "address of a key in the header": {"jku": f"{self.issuer}/others", "kid": "signing"},
            "unknown kid": {"kid": "nobody"},
            "unknown critical header": {"crit": ["urn:x"], "urn:x": "y"},
        }
        key = OTHERS_KEY if self.lie in {*headers, "another key"} - {"unknown critical header"} else self.key
        header = {"alg": "ES256", "kid": self.key.kid} | headers.get(str(self.lie), {})
        return jwt.encode(header, claims, key, registry=JWSRegistry({"urn:x": HeaderParameter("x", "str")}))

    async def userinfo(self, _: Request) -> Response:
        self.calls.append("userinfo")
        told = {
            "sub": "person-2" if self.lie == "userinfo of another" else "person-1",
            "iss": self.issuer,
            "aud": "another-client" if self.lie == "userinfo for another client" else CLIENT,
            "given_name": "Camille",
            "family_name": "Le Goff",
            "email": "camille@exemple.fr",
        }
        if self.lie == "userinfo unsigned":
            return JSONResponse(told)
        key = OTHERS_KEY if self.lie == "userinfo signed by another" else self.key
        return Response(jwt.encode({"alg": "ES256", "kid": self.key.kid}, told, key), media_type="application/jwt")

    def rotate(self) -> None:
        """A new key in place of the old one, under another name."""
        self.key = ECKey.generate_key("P-256", {"kid": new_token(8), "use": "sig"})


async def endless() -> Any:
    """A body of a gigabyte."""
    yield b'{"id_token":"'
    for _ in range(16_384):
        yield b"a" * 65_536
        await asyncio.sleep(0)  # lets the server see that nobody listens any more


def pkce_holds(asked: dict[str, str], verifier: str | None) -> bool:
    challenge = asked.get("code_challenge")
    if challenge is None:
        return verifier is None
    digest = hashlib.sha256((verifier or "").encode()).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge


def half_hash(token: str) -> str:
    return urlsafe_b64encode(hashlib.sha256(token.encode()).digest()[:16]).rstrip(b"=").decode()


def hs256(header: dict[str, Any], claims: dict[str, Any], secret: bytes) -> str:
    """By hand: an honest library refuses to sign with a public key."""
    signed = f"{part(header)}.{part(claims)}"
    seal = hmac.digest(secret, signed.encode(), "sha256")
    return f"{signed}.{urlsafe_b64encode(seal).rstrip(b'=').decode()}"


def part(content: dict[str, Any]) -> str:
    return urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()
