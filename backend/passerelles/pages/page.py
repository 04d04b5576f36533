"""`Page`: what a screen's address answers before any JavaScript runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel

Audience = Literal["public", "link", "personal"]
"""Who the address is for, which decides caching and indexing.

`public`: anybody, the same bytes for everyone, cacheable, indexable outside a demonstration.
`link`: whoever holds the link; never stored, never indexed, never told to the next site.
`personal`: one person; the server answers the empty shell, the app asks the API for the rest.
"""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One answer: its head, its first content, and what the app starts from."""

    template: str  # file under templates/, without its ending
    path: str  # as asked, without query
    title: str
    description: str
    audience: Audience = "public"
    status: int = 200
    image: str = "/og/campus.png"  # path of the share image
    structured: tuple[Mapping[str, Any], ...] = ()  # JSON-LD, one object each
    values: Mapping[str, Any] = field(default_factory=dict)  # for the template
    version: str | None = None  # what changes with the page besides edition, build and address; None: its own bytes
    question: str | None = None  # the API's address that `answer` answers
    answer: BaseModel | None = None  # the API's answer for this address: saves the app its first request
    scripted: bool = True  # False: a text of the server's, or a refusal: no screen of the app draws it
    screen: str | None = None  # file of `frontend/screens/` to preload with the first view
    tab: str | None = None  # the tab it belongs to
    indexed: bool = True  # False: public but not for search engines (a filtered list, a refusal)
    canonical_path: str | None = None  # when another address is the true one: an old diploma, a counsellor's link

    @property
    def canonical(self) -> str:
        """The path that search engines and previews should keep."""
        return self.canonical_path or self.path
