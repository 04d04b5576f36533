"""What kind of diploma an Onisep sheet describes, for the sheets that no CFD names."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from passerelles.catalogue.records import CertificationKind


class SheetKind(Struct, frozen=True):
    """Our kind, the level where the type alone fixes it, and BCN's short label to say it with."""

    kind: CertificationKind
    level: int = 0
    short: str = ""


TYPES: Final[dict[str, SheetKind]] = {
    "bachelor universitaire de technologie": SheetKind("but", 6, "BUT"),
    "licence": SheetKind("licence", 6, "LIC LMD"),
    "licence pro": SheetKind("licence-pro", 6, "LIC-PRO"),
    "licence professionnelle": SheetKind("licence-pro", 6, "LIC-PRO"),
    "diplome d etudes universitaires scientifiques et techniques": SheetKind("deust", 5, "DEUST"),
    "diplome national des metiers d art et du design": SheetKind("other", 6, "DN MADE"),
    "diplome d ingenieur": SheetKind("engineer", 7),
    "diplome d ingenieur specialise": SheetKind("engineer", 7),
    "master": SheetKind("master", 7, "MASTER PRO"),
    "mastere specialise": SheetKind("other", 7),
    "master of science": SheetKind("other", 7),
    "magistere": SheetKind("other", 7),
    "diplome d ecole de commerce vise": SheetKind("other", 6),
    "diplome d ecole de commerce vise bac 3": SheetKind("other", 6),
    "diplome d ecole de commerce vise de niveau bac 4 ou 5": SheetKind("other", 7),
    "bachelor en sciences et ingenierie": SheetKind("other", 6),
    "classe preparatoire litteraire et artistique": SheetKind("other", 5),
    "classe preparatoire scientifique et technologique": SheetKind("other", 5),
    "classe preparatoire economique et commerciale": SheetKind("other", 5),
    "titre professionnel": SheetKind("title"),
}
OTHER: Final = SheetKind("other")

IN_BCN: Final = frozenset(
    [
        "cap",
        "certificat d aptitude professionnelle",
        "cap agricole",
        "certificat d aptitude professionnelle agricole",
        "baccalaureat professionnel",
        "baccalaureat technologique",
        "baccalaureat general",
        "brevet professionnel",
        "brevet professionnel agricole",
        "brevet de technicien superieur",
        "brevet de technicien superieur agricole",
        "brevet des metiers d art",
        "mention complementaire",
        "certificat de specialisation",
        "certificat de specialisation ex mc cs ex mc",
        "certificat de specialisation agricole",
        "diplome universitaire de technologie",
        "diplome des metiers d art",
        "titre professionnel",
    ]
)
"""Types that BCN lists in full: a sheet of 2022 of theirs that no file ties to a code is that of a closed diploma."""
