"""The table of attempts to sign in at a provider: ten minutes each, used once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from passerelles.core.tables import AWARE


class LoginAttempt(SQLModel, table=True):
    """A browser gone to a provider and not back yet. Neither its state nor its cookie is known here: digests."""

    __tablename__ = "login_attempt"
    __table_args__ = (Index("ix_login_attempt_expires_at", "expires_at"),)

    campus_id: str = Field(primary_key=True)
    state_digest: str = Field(primary_key=True)
    browser_digest: str
    provider: str
    nonce: str  # OpenID Connect: in the identity token; SAML: the id of our request
    verifier: str | None  # PKCE
    next: str | None  # a path of this site
    short: bool
    created_at: datetime = Field(sa_type=AWARE)
    expires_at: datetime = Field(sa_type=AWARE)
    # SAML: what was already checked, waiting for the browser to come back.
    proof: dict[str, Any] | None = Field(sa_type=JSON(none_as_null=True))
