"""The identity providers of an installation, as its settings describe them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

FirstRole = Literal["student", "guardian", "none"]
"""What a first sign-in makes of somebody. Neither opens more than one's own requests: staff grant rights."""

OURS: Final = frozenset(
    {"response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "acr_values", "claims",
     "code_challenge", "code_challenge_method", "request", "request_uri", "response_mode"}
)  # fmt: skip
"""Parameters of the request that settings may not touch."""


class _Described(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")
    label: str = Field(min_length=1, max_length=60)
    help: str | None = Field(default=None, max_length=200)
    first_role: FirstRole = "none"
    first_roles: dict[str, FirstRole] = {}  # by the value of the hint: a pupil, a guardian

    def first_role_for(self, hints: tuple[str, ...]) -> FirstRole:
        """What the provider's hint makes of somebody new; a hint is never a right."""
        return next((self.first_roles[hint] for hint in hints if hint in self.first_roles), self.first_role)


class OidcProvider(_Described):
    """An OpenID Connect provider, asked by the code flow."""

    kind: Literal["oidc"]
    issuer: str = Field(pattern=r"^https?://[^\s?#]+$")
    client_id: str = Field(min_length=1)
    client_secret: SecretStr | None = None
    client_auth: Literal["client_secret_basic", "client_secret_post", "none"] = "client_secret_basic"
    scopes: tuple[str, ...] = ("openid",)
    pkce: bool = True
    acr_values: tuple[str, ...] = ()  # asked for, and needed in the answer
    acr_by: Literal["acr_values", "claims"] = "acr_values"
    algs: tuple[Literal["ES256", "RS256"], ...] = Field(default=("ES256", "RS256"), min_length=1)
    userinfo: Literal["none", "json", "jwt"] = "json"
    end_session: bool = True
    prompt_login: bool = True  # send prompt=login where the phone is shared; off for a provider that refuses it
    name_claims: tuple[str, ...] = ("name",)
    hint_claim: str | None = None
    authorize_params: dict[str, str] = {}  # sent as they are; by default nothing but what the flow needs

    @field_validator("scopes")
    @classmethod
    def _asks_who(cls, scopes: tuple[str, ...]) -> tuple[str, ...]:
        if "openid" not in scopes:
            raise ValueError("scopes must hold openid")
        return scopes

    @field_validator("authorize_params")
    @classmethod
    def _leaves_the_flow_alone(cls, params: dict[str, str]) -> dict[str, str]:
        if OURS & params.keys():
            raise ValueError(f"authorize_params may not hold {', '.join(sorted(OURS & params.keys()))}")
        return params

    @model_validator(mode="after")
    def _can_prove_itself(self) -> OidcProvider:
        if (self.client_auth == "none") != (self.client_secret is None):
            raise ValueError('a secret is needed, unless client_auth is "none"')
        if self.client_secret is None and not self.pkce:
            raise ValueError("a client without a secret needs pkce")
        return self


class SamlProvider(_Described):
    """A SAML 2.0 identity provider: assertions by POST, always signed."""

    kind: Literal["saml"]
    idp_metadata: Path  # the provider's metadata, a file given at the convention
    entity_id: str | None = None  # ours; by default the address of our metadata
    key_file: Path | None = None  # to sign our requests, when the provider wants them signed
    cert_file: Path | None = None
    subject_attribute: str
    hint_attribute: str | None = None
    name_attributes: tuple[str, ...] = ()
    xmlsec1: str | None = None  # path of the program, when it is not on the PATH


Provider: TypeAlias = Annotated[OidcProvider | SamlProvider, Field(discriminator="kind")]
