"""The kind of an institution, said in lower case: "lycée professionnel", "maison familiale rurale", "CFA"…"""

from __future__ import annotations

from typing import Final

from passerelles.catalogue.importers.typography import folded

BY_NATURE: Final = {
    "300": "lycée général et technologique",
    "301": "lycée technologique",
    "302": "lycée général",
    "306": "lycée polyvalent",
    "310": "lycée agricole",
    "312": "établissement d’enseignement supérieur court",  # "écoles composées uniquement de STS ou CPGE"
    "315": "lycée expérimental",
    "320": "lycée professionnel",
    "334": "section d’enseignement professionnel",
    "335": "section d’enseignement général et technologique",
    "370": "établissement régional d’enseignement adapté",
}
"""`code_nature` of the annuaire (BCN's nature of a UAI)."""

BY_LABEL: Final = {
    "lycee enseignt general et technologique": BY_NATURE["300"],
    "lycee d enseignement technologique": BY_NATURE["301"],
    "lycee d enseignement general": BY_NATURE["302"],
    "lycee polyvalent": BY_NATURE["306"],
    "lycee ens general techno prof agricole": BY_NATURE["310"],
    "lycee professionnel": BY_NATURE["320"],
    "lycee experimental": BY_NATURE["315"],
    "section d enseignement professionnel": BY_NATURE["334"],
    "section enseigt general et technologique": BY_NATURE["335"],
    "ecoles composees uniqt de sts et ou cpge": BY_NATURE["312"],
}
AGRICULTURAL: Final = {
    "lycée professionnel": "lycée professionnel agricole",
    "lycée polyvalent": "lycée polyvalent agricole",
    "lycée général et technologique": "lycée agricole",
    "lycée technologique": "lycée agricole",
    "lycée général": "lycée agricole",
}
BY_NAME: Final = (
    ("maison familiale", "maison familiale rurale"),
    ("mfr", "maison familiale rurale"),
    ("mfreo", "maison familiale rurale"),
    ("ecole de production", "école de production"),
    ("centre de formation d apprentis", "CFA"),
    ("site de formation d apprentis", "CFA"),
    ("ctr de formation d apprentis", "CFA"),
    ("cfa", "CFA"),
    ("urma", "CFA"),
    ("btp cfa", "CFA"),
    ("etablissement regional d enseignement adapte", "établissement régional d’enseignement adapté"),
    ("i u t", "IUT"),
    ("iut", "IUT"),
    ("universite", "université"),
    ("lycee professionnel", "lycée professionnel"),
    ("lycee polyvalent", "lycée polyvalent"),
    ("lycee", "lycée"),
    ("ecole", "école"),
    ("organisme de formation", "organisme de formation"),
)
"""Beginnings or whole words of a name, the surest first."""

UNKNOWN: Final = "établissement"


def kind_of(name: str, nature: str = "", nature_label: str = "", ministry: str = "") -> str:
    """The kind, from the name where it says more than the nature, then from the nature and the ministry."""
    named = _by_name(name)
    if named in ("maison familiale rurale", "école de production"):
        return named  # the annuaire files them under "lycée professionnel"
    kind = BY_LABEL.get(folded(nature_label)) or BY_NATURE.get(nature)
    if kind is None:
        return named or UNKNOWN
    if ministry == "AGRICULTURE":
        return AGRICULTURAL.get(kind, kind)
    if ministry == "MER" and kind == "lycée professionnel":
        return "lycée professionnel maritime"
    return kind


def _by_name(name: str) -> str | None:
    padded = f" {folded(name)} "
    return next((kind for words, kind in BY_NAME if f" {words} " in padded), None)
