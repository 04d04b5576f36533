"""The two forms of a job's name, as Onisep writes them: "chef/fe de partie", "vendeur / vendeuse en magasin"."""

from __future__ import annotations

import re
from typing import Final

from passerelles.catalogue.importers.typography import folded

ENDING: Final = re.compile(r"(?<=\w)/\w+")
"""What a sheet adds to a word for its other form: "/fe", "/trice"."""

ASIDE: Final = re.compile(r"\s*\([^()]*\)")


def forms(label: str) -> tuple[str, str]:
    """Masculine and feminine of "vendeur / vendeuse en magasin": what follows the second noun belongs to both."""
    left, slash, right = label.partition(" / ")
    if not slash:
        return label, label
    noun = len(left.split())
    return " ".join((left, *right.split()[noun:])), right


def masculine(label: str) -> str:
    """The masculine of "chef/fe de partie"; a label without endings is left as it is."""
    return ENDING.sub("", label)


def keys(label: str) -> tuple[str, ...]:
    """What two spellings of one name share, the surest first: all of it, then without what is in brackets."""
    bare = folded(label)
    return tuple(dict.fromkeys(key for key in (bare, folded(ASIDE.sub("", label))) if key))
