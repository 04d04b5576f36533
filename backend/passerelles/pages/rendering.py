"""Templates: escaped by default, undefined names are errors, every sentence comes from the message catalogue."""

from __future__ import annotations

import datetime
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from passerelles.catalogue import words
from passerelles.core.messages import DEFAULT_LANGUAGE, LOCALES, t

TEMPLATES = Path(__file__).resolve().parent / "templates"
PROSE = "prose"  # long texts, by language: locales/<language>/prose/*.html

_UNSAFE_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def json_block(value: Any) -> Markup:
    """JSON for a `<script type="application/json">` block: nothing in it can close the block or open a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in _UNSAFE_IN_SCRIPT.items():
        text = text.replace(character, escaped)
    return Markup(text)  # noqa: S704 - every character that HTML could read was just escaped


def day(iso: str | datetime.date) -> str:
    """ "2026-09-01" → "1er septembre 2026"."""
    date = datetime.date.fromisoformat(str(iso))
    month = t(f"pages.months.{date.month}")
    return t("pages.months.first" if date.day == 1 else "pages.months.day", day=date.day, month=month, year=date.year)


def web(address: str) -> str:
    """An address from open data, when it is one of the web; `#` for anything else (`javascript:` and the like)."""
    return address if address.startswith(("https://", "http://")) else "#"


@lru_cache
def environment() -> Environment:
    """The one template environment of the process."""
    made = Environment(
        loader=FileSystemLoader([TEMPLATES, LOCALES / DEFAULT_LANGUAGE / PROSE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["t"] = t
    made.filters.update(
        json_block=json_block, years=words.years, km=words.distance, number=words.number, web=web, day=day
    )
    return made


def render(template: str, **values: Any) -> str:
    """The text of `templates/<template>.html`.

    Raises:
        jinja2.UndefinedError: a value that the template needs is missing.
    """
    return environment().get_template(f"{template}.html").render(**values)
