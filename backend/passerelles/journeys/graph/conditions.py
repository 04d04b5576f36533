"""What the Onisep sheets ask of whom takes a step: a file, tests, a mention, experience, an age…

Read from the way in of the diploma that follows and from what follows of the diploma before it. Only conditions that a
text says in so many words; nothing is deduced, and a text that says none gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from msgspec import Struct

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.vocabulary import plain
from passerelles.journeys.graph.windows import PROCEDURES


class Condition(Struct, frozen=True):
    """One of them: `key` names its words, `number` is what the text counts (years)."""

    key: str
    number: int = 0


CAP_YEARS: Final = (
    r"(?P<n>\d) ans(?: d.experience(?: professionnelle)?)? pour les titulaires d.un diplome[^.]{0,40}\bCAP"
)
YEARS: Final = r"justifier de (?P<n>\d) ans d.experience"
CONTRACT: Final = "(?s:.*cadre de l.apprentissage)"
FROM_A_CAP: Final = (
    ("two_years", r"certains CAPA? du meme secteur peuvent egalement[^.]{0,20}preparer[^.]{0,14} en 2 ans"),
    ("experience_or_contract", CAP_YEARS + CONTRACT),
    ("experience_or_contract", YEARS + CONTRACT),
    ("experience", CAP_YEARS),
    ("experience", YEARS),
    ("contract", r"directement apres un CAP dans le cadre de l.apprentissage"),
)
"""What sheets say only of those who come from a CAP."""

WAY_IN: Final = (
    ("by_right", r"admission de droit"),
    ("tests", r"sur dossier[^.]{0,20}(?:tests|entretien)"),
    ("contest", r"sur concours"),
    ("parcoursup", r"Parcoursup"),
    ("file", r"sur dossier"),
    ("upgrade", r"(?:annee|classe) de mise a niveau"),
    ("age", r"(?:\bagee?s?\b|avoir|a partir de|au moins|minimum)[^.]{0,12}\b(?P<n>1[5-8]) ans"),
    ("medical", r"certificat medical"),
    ("first_aid", r"secourisme|premiers secours"),
    ("driving", r"permis de conduire"),
)
AFTER: Final = (
    ("very_good_file", r"tres bon dossier|mention tres bien"),
    ("good_file", r"bon dossier|mention a l.examen"),
)
"""What sheets say of those who go higher."""

INSTEAD: Final = {
    "very_good_file": ("good_file",),
    "tests": ("file",),
    "contest": ("file",),
    "experience_or_contract": ("experience", "contract"),
}
"""What is not said again after the first."""
SAID_BY_RULE: Final = {"parcoursup": frozenset(PROCEDURES), "file": frozenset(PROCEDURES) | {"cap_to_bac_pro"}}
"""Rules whose own sentence says it already."""

MOST: Final = 4


def conditions_of(catalogue: Catalogue, step: Progression) -> tuple[Condition, ...]:
    """What the sheets ask for this step, the way in first, at most four."""
    if step.confidence in ("official", "curated") or step.kind not in ("continuation", "bridge"):
        return ()
    known = catalogue.certifications
    source, target = known.get(step.source), known.get(step.target)
    patterns = (*FROM_A_CAP, *WAY_IN) if source and source.kind == "cap" else WAY_IN
    higher = source and (target is None or target.level > source.level)
    found = [
        *(read(" ".join(_texts(catalogue, target.id, way_in=True)), patterns) if target else ()),
        *(read(" ".join(_texts(catalogue, source.id, way_in=False)), AFTER) if source and higher else ()),
    ]
    hidden = {other for one in found for other in INSTEAD.get(one.key, ())}
    kept = [one for one in found if one.key not in hidden and step.rule not in SAID_BY_RULE.get(one.key, ())]
    return tuple(kept[:MOST])


@lru_cache(maxsize=4096)
def read(text: str, patterns: tuple[tuple[str, str], ...]) -> tuple[Condition, ...]:
    """The conditions that a text says, each once, in the order of the patterns (which are plain: no accent)."""
    said_plainly = plain(text)
    found: dict[str, Condition] = {}
    for key, pattern in patterns:
        said = re.search(pattern, said_plainly, re.IGNORECASE)
        if said and key not in found:
            found[key] = Condition(key, int(said.groupdict().get("n") or 0))
    return tuple(found.values())


def _texts(catalogue: Catalogue, diploma: str, *, way_in: bool) -> Iterable[str]:
    """Its sheets, else those of the codes it replaced or that replace it, or of the options of a common year."""
    record = catalogue.certifications[diploma]
    near = (diploma, *record.predecessors, *record.successors, *record.common_year_of)
    sheets = next((found for one in near if (found := catalogue.further_studies_of(one))), ())
    return [sheet.access_text if way_in else sheet.further_text for sheet in sheets]
