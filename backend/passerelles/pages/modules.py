"""What the first view loads, found by reading the static imports of `app.js` and of its screen: told at once."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from passerelles.core.assets import Assets

ENTRY: Final = "app.js"
STYLE: Final = "styles/app.css"
MOST: Final = 12
"""A first view loads at most 12 modules: measured, that reaches the speed of one bundle."""

_IMPORT = re.compile(r"""^\s*(?:import|export)\b(?:[^'";()]*?\bfrom\b)?\s*['"](\.{1,2}/[^'"]+)['"]""", re.MULTILINE)


@dataclass(frozen=True)
class FirstView:
    """Addresses for the head of every page."""

    style: str
    entry: str
    preload: tuple[str, ...]


@lru_cache(maxsize=32)  # one build and a few screens in a process
def first_view(assets: Assets, screen: str | None = None) -> FirstView:
    """The style sheet, the entry module and those to preload, those of the address's own screen included."""
    screens = (f"screens/{screen}.js",) if screen else ()
    names = imported(assets, ENTRY, *screens)
    preload = tuple(assets.url(name) for name in names[1:MOST])
    return FirstView(assets.url(STYLE), assets.url(ENTRY), preload)


def imported(assets: Assets, *entries: str) -> list[str]:
    """Names of `entries` and of all they import statically, nearest first. `import()` is left for when it is needed."""
    known = set(assets.names())
    found, waiting = list(entries), list(entries)
    while waiting:
        module = waiting.pop(0)
        for target in _IMPORT.findall(assets.read(module).decode()):
            name = posixpath.normpath(posixpath.join(posixpath.dirname(module), target))
            if name in known and name not in found:
                found.append(name)
                waiting.append(name)
    return found
