"""Campuses des métiers et des qualifications, and their members: a hand-made list with its source on each line."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.importers.typography import typographic
from passerelles.catalogue.importers.values import UAI, iso_date
from passerelles.catalogue.records import Campus

COLUMNS: Final = ("cmq_id", "nom", "categorie", "academie", "region", "date_label", "source_url")
MEMBER_COLUMNS: Final = ("cmq_id", "uai", "nom", "statut_source")
STANDINGS: Final = {"documenté": "documented", "déduit_de_l_offre": "deduced"}


def import_campuses(campuses: Table, members: Table) -> list[Campus]:
    """Campuses with their members; a member of an unknown campus is refused."""
    rows = []
    known = set()
    for line, row in campuses:
        if not row["cmq_id"] or not row["nom"]:
            campuses.refuse(line, "campus_incomplete", row["nom"])
        else:
            rows.append(row)
            known.add(row["cmq_id"])
    standing: dict[str, dict[str, str]] = defaultdict(dict)
    for line, row in members:
        if row["cmq_id"] not in known:
            members.refuse(line, "campus_unknown", row["cmq_id"])
        elif not UAI.fullmatch(row["uai"]) or row["statut_source"] not in STANDINGS:
            members.refuse(line, "member", row["uai"])
        else:
            standing[row["cmq_id"]][f"UAI:{row['uai']}"] = STANDINGS[row["statut_source"]]
    return [
        Campus(
            id=row["cmq_id"],
            name=typographic(row["nom"]),
            category=row["categorie"] or None,
            academy=row["academie"] or None,
            region=row["region"] or None,
            labelled_on=iso_date(row["date_label"]),
            source_url=row["source_url"] or None,
            members=standing[row["cmq_id"]],
        )
        for row in rows
    ]
