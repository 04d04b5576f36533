"""Reads a page as a robot does: its head, its text, its links; runs nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import httpx

VOID = {"meta", "link", "br", "input", "hr", "img"}


@dataclass
class Sheet:
    """What a robot keeps of a page."""

    status: int
    headers: httpx.Headers
    source: str
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)  # rel to addresses
    scripts: list[dict[str, str]] = field(default_factory=list)
    data: dict[str, str] = field(default_factory=dict)  # type or id of a data block to its text
    structured: list[Any] = field(default_factory=list)
    main: str = ""  # text of <main>
    anchors: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)  # text of each <li> of <main>'s ordered lists
    inline: list[str] = field(default_factory=list)  # what a strict policy forbids

    @property
    def start(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.data["amorce"])
        return found


class Reader:
    """`await robot.read("/")` gives a `Sheet`."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def read(self, path: str, **headers: str) -> Sheet:
        answer = await self.client.get(path, headers=headers)
        return sheet_of(answer)


def sheet_of(answer: httpx.Response) -> Sheet:
    sheet = Sheet(answer.status_code, answer.headers, answer.text)
    parser = _Parser(sheet)
    parser.feed(answer.text)
    parser.close()
    assert parser.open == [], f"left open: {parser.open}"
    return sheet


class _Parser(HTMLParser):
    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet
        self.open: list[str] = []
        self._block: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append(tag)
        self.sheet.inline += [f"{tag} {name}" for name in found if name.startswith("on") or name == "style"]
        if tag == "meta" and "content" in found:
            self.sheet.meta[found.get("name") or found.get("property") or ""] = found["content"]
        elif tag == "link":
            self.sheet.links.setdefault(found["rel"], []).append(found["href"])
        elif tag == "script":
            self._script(found)
        elif tag == "style":
            self.sheet.inline.append("style element")
        elif tag == "a":
            self.sheet.anchors.append(found.get("href", ""))
        elif tag == "li" and "ol" in self.open:
            self.sheet.items.append("")

    def _script(self, found: dict[str, str]) -> None:
        if "src" in found:
            self.sheet.scripts.append(found)
        elif found.get("type") in ("application/json", "application/ld+json"):
            self._block = found.get("id") or found["type"]
        else:
            self.sheet.inline.append("script without src")

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1:] == [tag], f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()
        if tag == "script":
            self._block = None

    def handle_data(self, data: str) -> None:
        if "title" in self.open:
            self.sheet.title += data
        if self._block == "application/ld+json":
            self.sheet.structured.append(json.loads(data))
        elif self._block:
            self.sheet.data[self._block] = data
        elif "main" in self.open:
            self.sheet.main += data
            if "li" in self.open and self.sheet.items:
                self.sheet.items[-1] += data
