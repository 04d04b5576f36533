"""What is known in advance of a kind of provider. Settings add their own words; `docs/identity.md` gives the sources.

No preset holds an issuer: it is copied from the provider's own discovery document, for the environment at hand.
"""

from __future__ import annotations

from typing import Any, Final

TWO_FACTORS: Final = (
    "eidas2",
    "eidas3",
    "https://proconnect.gouv.fr/assurance/self-asserted-2fa",
    "https://proconnect.gouv.fr/assurance/consistency-checked-2fa",
)
EDUCATION: Final = "urn:oid:1.3.6.1.4.1.20326.10.999.1"
"""Where the attributes of ÉduConnect are numbered."""

PRESETS: Final[dict[str, dict[str, Any]]] = {
    # Guardians and adults: few pupils have an account. Names only; never the rest of the civil identity.
    "franceconnect": {
        "kind": "oidc",
        "scopes": ["openid", "given_name", "family_name"],
        "acr_values": ["eidas1"],
        "client_auth": "client_secret_post",
        "pkce": False,
        "algs": ["ES256", "RS256"],
        "userinfo": "jwt",
        "name_claims": ["given_name", "family_name"],
        "first_role": "guardian",
    },
    # Staff. An unknown parameter is an error there (Y000400): PKCE only once the live discovery announces it.
    "proconnect": {
        "kind": "oidc",
        "scopes": ["openid", "given_name", "usual_name"],
        "acr_values": list(TWO_FACTORS),
        "acr_by": "claims",
        "client_auth": "client_secret_post",
        "pkce": False,
        "algs": ["ES256", "RS256"],
        "userinfo": "jwt",
        "name_claims": ["given_name", "usual_name"],
        "first_role": "none",
    },
    # A school's digital workspace: pupils, guardians and staff; the profile only chooses between the first two.
    "ent": {
        "kind": "oidc",
        "scopes": ["openid", "profile"],
        "pkce": True,
        "userinfo": "json",
        "name_claims": ["given_name", "family_name"],
        "hint_claim": "ENTPersonProfils",
        "first_roles": {"National_ELV": "student", "National_TUT": "guardian"},
        "first_role": "none",
    },
    "generic": {"kind": "oidc", "scopes": ["openid", "profile"], "pkce": True, "userinfo": "json"},
    # Pupils of secondary schools and their guardians. The INE's digest, the birth date, the school: not read.
    "educonnect": {
        "kind": "saml",
        "subject_attribute": f"{EDUCATION}.57",
        "hint_attribute": f"{EDUCATION}.7",
        "name_attributes": ["urn:oid:2.5.4.42", "urn:oid:2.5.4.4"],
        "first_roles": {"eleve2d": "student", "resp2d": "guardian", "resp1d": "guardian"},
        "first_role": "none",
    },
}
