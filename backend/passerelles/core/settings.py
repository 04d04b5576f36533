"""Settings, read once from the environment (`PASSERELLES_*`, plus `HOST` and `PORT`)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from passerelles.core.retention import shortened

ROOT = Path(__file__).resolve().parents[3]
"""The checkout: `backend/`, `frontend/`, `migrations/` and `var/` live here."""

TILES = re.compile(r"(https?://[a-z0-9.-]+(?::\d+)?)/[^\s;,'\"]+")
"""Where tiles come from: one origin, no `{s}`, because the page's policy names it."""

SHORTEST_SECRET = 32


class Settings(BaseSettings):
    """Everything that may differ between two installations."""

    model_config = SettingsConfigDict(
        env_prefix="PASSERELLES_",
        extra="ignore",
        hide_input_in_errors=True,  # a refused setting must not print the password beside it
    )

    database_url: str = f"sqlite:///{ROOT / 'var' / 'passerelles.sqlite3'}"
    base_url: str = "http://127.0.0.1:8000"
    demo: bool = False
    production: bool = False
    campus_id: str = "CMQ-PDL-NAUTISME"
    school_zone: str = "B"  # académie de Nantes
    var_dir: Path = ROOT / "var"
    frontend_dir: Path = ROOT / "frontend"
    allowed_hosts: list[str] = ["127.0.0.1", "localhost", "testserver"]
    secret: str = ""  # keys some digests (core.secret); empty: made once, in `var_dir`
    body_limit: int = 256 * 1024
    max_waiting_writers: int = 256
    outbox_loop: bool = True
    service_worker: bool = True  # False: /sw.js becomes the kill switch, browsers forget their copies
    publisher: str = ""  # shown by the legal pages; empty: "à compléter par le campus"
    publication_director: str = ""
    hosting: str = ""  # name, address and telephone of the host
    contact: str = ""  # how to reach the campus: an address of e-mail or of a page
    data_protection_contact: str = ""
    smtp_url: str = ""  # "smtps://user:password@host"; empty: mail is written to `var/outbox`, nobody receives it
    mail_from: str = ""  # the address that mail comes from; empty: `ne-pas-repondre@` our host
    providers: str = ""  # who may vouch for people: JSON, or the path of a TOML file (docs/identity.md)
    booking_notes: bool = False  # True: keep what students write beside a request; people write about their health
    retention_days: dict[str, int] = {}  # less than core.retention's table, never more: '{"account": 365}'
    tiles_url: str = ""  # "https://tiles.example/{z}/{x}/{y}.png"; empty: outlines of ours, no request to anybody else
    tiles_attribution: str = ""  # plain text shown under the map, needed with the address
    host: str = Field(default="127.0.0.1", validation_alias="HOST")
    port: int = Field(default=8000, validation_alias="PORT")

    @model_validator(mode="after")
    def _demo_never_in_production(self) -> Settings:
        if self.demo and self.production:
            raise ValueError("PASSERELLES_DEMO=1 is refused in production: invented beds must never look real")
        return self

    @model_validator(mode="after")
    def _secret_not_guessed(self) -> Settings:
        if self.secret and len(self.secret) < SHORTEST_SECRET:
            raise ValueError(f"PASSERELLES_SECRET must have {SHORTEST_SECRET} characters at least")
        return self

    @model_validator(mode="after")
    def _tiles_from_one_origin_with_their_attribution(self) -> Settings:
        if bool(self.tiles_url) != bool(self.tiles_attribution):
            raise ValueError("PASSERELLES_TILES_URL and PASSERELLES_TILES_ATTRIBUTION go together")
        if self.tiles_url and not (
            TILES.fullmatch(self.tiles_url) and all(part in self.tiles_url for part in ("{z}", "{x}", "{y}"))
        ):
            raise ValueError("PASSERELLES_TILES_URL must be one origin, then a path with {z}, {x} and {y}")
        return self

    @model_validator(mode="after")
    def _retention_only_shortened(self) -> Settings:
        shortened(self.retention_days)
        return self

    @property
    def tiles_origin(self) -> str:
        """The origin of the map's tiles, for the page's policy; empty without tiles."""
        found = TILES.fullmatch(self.tiles_url)
        return found[1] if found else ""

    @property
    def origin(self) -> str:
        """The public address without a slash at its end: `origin + path` is a whole address."""
        return self.base_url.rstrip("/")

    @property
    def secure_cookies(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def exposed(self) -> bool:
        """Whether strangers reach it: production, said or not. An https address is nobody's own machine."""
        return self.production or self.secure_cookies


@lru_cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
