"""Where each public thing has its screen."""

from __future__ import annotations

from typing import Final

FOLDERS: Final = {
    "CFD": "/diplomes/",
    "TYPE": "/diplomes/",
    "PRG": "/formations/",
    "UAI": "/etablissements/",
    "ROME": "/metiers/",
    "MET": "/metiers/",
    "HOUSE": "/internats/",
    "NSF": "/secteurs/",
}


def url_of(identifier: str) -> str:
    """The address of the screen of a typed id; what has no screen of its own leads to the list it is in."""
    kind = identifier.partition(":")[0]
    if kind in FOLDERS:
        return FOLDERS[kind] + identifier
    return {"stage": f"/?from={identifier}", "COM": f"/?near={identifier}", "RES": "/sport", "SIRET": "/stages"}.get(
        kind, "/"
    )
