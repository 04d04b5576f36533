"""Parcoursup 2025: courses after the bac that the other files lack (BUT, licence, DN MADE, state diplomas…).

The copy has neither accents nor dashes (three spaces stand for them), neither places nor wishes. A row makes a
programme when its words name one diploma; "Portail Sciences" or an engineering school's ways in name none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz, process

from passerelles.catalogue.codes import code_of
from passerelles.catalogue.importers.certifications import USUAL_YEARS
from passerelles.catalogue.importers.gendered import keys
from passerelles.catalogue.importers.orion import programme_id
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.importers.territory import Territory, department_of_uai
from passerelles.catalogue.importers.typography import folded
from passerelles.catalogue.importers.values import UAI
from passerelles.catalogue.records import Certification, LearnerStatus, Programme

UAI_COLUMN: Final = "Code UAI de l etablissement"
COURSE: Final = "Filiere de formation"
APPRENTICESHIP: Final = re.compile(r" en apprentissage$")
DASH: Final = re.compile(r"\s{2,}")
OPTION: Final = re.compile(r" (?:parcours|specialite|option|portail) .*$")
LEVELS: Final = (4, 5, 6)
"""What one enters after the bac, without a diploma above it."""

SAID: Final = (
    (re.compile(r"^bts (?:services|production|maritime) "), "bts "),
    (re.compile(r"^bts agricole "), "btsa "),
    (re.compile(r"^certificat de specialisation "), "cs "),
    (re.compile(r"^licence professionnelle "), "licence pro "),
    (re.compile(r"^d e (?=[aeiouh])"), "diplome d etat d "),
    (re.compile(r"^d e "), "diplome d etat de "),
    (re.compile(r"^dn made (objet|mode|espace|livre)\b"), r"dn made metiers d art et du design \1"),
)
"""How Parcoursup says the kind, and how our labels do, both without accents."""


PREPARATORY: Final = {
    "cpge ecg": "classe preparatoire economique et commerciale generale",
    "cpge ect": "classe preparatoire economique et commerciale technologique",
    "cpge lettres": "classe preparatoire de lettres 1re annee",
    "cpge b l": "classe preparatoire de lettres et sciences sociales b l 1re annee",
    "cpge mpsi": "classe preparatoire mathematiques physique et sciences de l ingenieur mpsi 1re annee",
    "cpge pcsi": "classe preparatoire physique chimie et sciences de l ingenieur pcsi 1re annee",
    "cpge ptsi": "classe preparatoire physique technologie et sciences de l ingenieur ptsi 1re annee",
    "cpge tsi": "classe preparatoire technologie et sciences industrielles tsi 1re annee",
    "cpge tb": "classe preparatoire technologie et biologie tb 1re annee",
    "cpge tpc": "classe preparatoire technologie physique et chimie tpc 1re annee",
}
"""Said by their letters only."""

LIKELY: Final = ("bts", "btsa", "cs", "but", "bpjeps", "licence", "deust")
SURE: Final = 90
"""Likeness (0 to 100) from which a course of one of these kinds and a label are the same words."""

SMALL: Final = "adely"
"""Letters that are words."""

SEVERAL: Final = "portail"
"""A first year that leads to several licences: it names none."""


class Named:
    """Open diplomas by their words."""

    def __init__(self, certifications: Iterable[Certification], as_of: str) -> None:
        self._by_key: dict[str, Certification] = {}
        opened = (c for c in certifications if c.level in LEVELS and not (c.closed and c.closed <= as_of))
        for certification in sorted(opened, key=lambda one: (one.id.startswith("FOR:"), one.id)):
            for key in keys(certification.label):
                self._by_key.setdefault(key, certification)
        for letters, label in PREPARATORY.items():
            known = next((one for key, one in self._by_key.items() if key.startswith(label)), None)
            if known:
                self._by_key[letters] = known
        self._keys_of: dict[str, list[str]] = {kind: [] for kind in LIKELY}
        for key in self._by_key:
            if not key.startswith("licence pro "):
                self._keys_of.get(key.partition(" ")[0], []).append(key)

    def find(self, course: str) -> Certification | None:
        """The diploma a course names, with all its words, then without its "parcours", its option, its details."""
        parts = DASH.split(course.strip())
        for last in range(len(parts), 0, -1):
            said = folded(" ".join(parts[:last]))
            for pattern, ours in SAID:
                said = pattern.sub(ours, said)
            for key in (said, OPTION.sub("", said)):
                if key in self._by_key:
                    return self._by_key[key]
            if near := self._near(said):
                return self._by_key[near]
        return None

    def _near(self, said: str) -> str | None:
        """The label that says nearly the same, with the same letters and numbers ("option A" is not "option B")."""
        if SEVERAL in said:
            return None
        found = process.extract(
            said, self._keys_of.get(said.partition(" ")[0], []), scorer=fuzz.token_sort_ratio, score_cutoff=SURE
        )
        return next((key for key, _, _ in found if _marks(key) == _marks(said)), None)


def _marks(text: str) -> set[str]:
    return {word for word in text.split() if word.isdigit() or (len(word) == 1 and word not in SMALL)}


def import_programmes(
    table: Table, certifications: Iterable[Certification], known: frozenset[str], territory: Territory, as_of: str
) -> list[Programme]:
    """Programmes of the territory that are not `known` (ids) from a file with places."""
    named = Named(certifications, as_of)
    found: dict[str, Programme] = {}
    for line, row in table:
        uai = row[UAI_COLUMN]
        if not UAI.fullmatch(uai):
            table.refuse(line, "uai", uai)
            continue
        if not territory.covers(department_of_uai(uai)):
            table.ignore("elsewhere")
            continue
        course = row[COURSE]
        diploma = named.find(APPRENTICESHIP.sub("", course))
        status: LearnerStatus = "apprenticeship" if APPRENTICESHIP.search(course) else "school"
        if diploma is None:
            table.ignore("course_without_diploma")
        elif (identifier := programme_id(uai, code_of(diploma.id), status, "first_year")) in known:
            table.ignore("already_described")
        elif identifier in found:
            table.ignore("same_programme")
        else:
            found[identifier] = Programme(
                id=identifier,
                certification=diploma.id,
                institution=f"UAI:{uai}",
                status=status,
                procedure="parcoursup",
                years=USUAL_YEARS.get(diploma.kind, diploma.years),
                source=table.source,
            )
    return list(found.values())
