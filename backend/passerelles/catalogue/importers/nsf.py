"""NSF: the groups of specialities (three digits) and their domains (two digits), the sectors one browses by."""

from __future__ import annotations

from typing import Final

from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.records import Sector

READABLE: Final = {
    "10": "Formations générales",
    "11": "Mathématiques et sciences",
    "12": "Sciences humaines et droit",
    "13": "Lettres et arts",
    "20": "Technologies industrielles",
    "21": "Agriculture, pêche, forêt et espaces verts",
    "22": "Alimentation, chimie, matériaux et énergie",
    "23": "Génie civil, construction et bois",
    "24": "Textile, habillement et cuir",
    "25": "Mécanique, électricité et électronique",
    "30": "Services aux entreprises et aux personnes",
    "31": "Commerce, gestion, transport et logistique",
    "32": "Communication, information et numérique",
    "33": "Santé, social, hôtellerie et services aux personnes",
    "34": "Sécurité, environnement et services à la collectivité",
    "41": "Sport et capacités individuelles",
    "42": "Loisirs et vie quotidienne",
}
"""Domains named after the groups they hold: BCN's own labels ("TRANSFORMATIONS") say little to a pupil."""


def import_sectors(domains: Table) -> tuple[Sector, ...]:
    """The domains one may browse by."""
    sectors = []
    for line, row in domains:
        code = row["DOMAINE_SPECIALITE"]
        if len(code) != 2 or not code.isdigit():
            domains.refuse(line, "domain", code)
        elif code in READABLE:
            sectors.append(Sector(id=f"NSF:{code}", label=READABLE[code]))
        else:
            domains.ignore("statistical_domain")
    return tuple(sectors)
