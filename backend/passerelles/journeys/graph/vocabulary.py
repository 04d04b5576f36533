"""Words made comparable: no accent, no ending, no word that every diploma uses."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

STEM: Final = 5
"""Letters kept of a word: `menuisier` and `menuiserie` are one field."""

LONG_STEM: Final = 8
LEARNED: Final = (
    "electr", "micro", "photo", "commun", "contr", "trans", "inter", "hydro", "biotech", "agroal", "aerona",
    "autom", "trait", "entre",
)  # fmt: skip
"""Beginnings so common that five letters tell nothing: `électricité`, `électronique` and `électrotechnique` differ."""

SMALL_WORDS: Final = frozenset((
    "de", "des", "du", "la", "le", "les", "et", "en", "a", "au", "aux", "d", "l", "option", "options", "ou", "dans",
    "specialite", "spe", "niveau", "bac", "pro", "cap", "bts", "btsa", "btsm", "bp", "mc", "cs", "bma", "but", "deust",
    "annee", "commune", "commun", "technicien", "technicienne", "metiers", "metier", "agent", "ouvrier", "mention",
    "diplome", "etat", "premiere", "1re", "1ere", "2de", "2nde", "professionnel", "professionnelle", "seconde",
    "sur", "pour", "par", "un", "une", "technicien-ne", "titre",
))  # fmt: skip

GENERIC: Final = frozenset((
    "conce", "reali", "produ", "const", "indus", "fabri", "syste", "gesti", "servi", "maint", "oper", "activ",
    "organ", "techn", "etude", "proje", "assis", "trava", "art", "arts", "commerci", "equip", "insta", "mater",
    "respo", "condu", "domai", "gener", "appli", "scien", "devel", "traiteme", "entrepri",
))  # fmt: skip
"""Stems that name an act rather than a field: half weight."""

ONE_FIELD: Final = (
    ("comme", "vente", "vende", "negoc"),
    ("foret", "fores"),
    ("vitic", "vitiv", "vigne", "vin", "vins", "oenol"),
    ("sante", "sanit", "soin", "soins", "soign", "medic"),
    ("enfan", "pueri"),
    ("vetem", "mode", "coutu", "confe"),
    ("cuir", "maroq", "chaus"),
    ("froid", "frigo"),
    ("therm", "chauf", "clima"),
    ("automobi", "vehic", "voitu"),
)
"""Stems by which labels name one field: what a bac pro calls « vente », a BTSA calls « commerce »."""
_FIELD_OF: Final = {stem: stems[0] for stems in ONE_FIELD for stem in stems}

WORD: Final = re.compile(r"[a-z0-9]+")


ACCENTED: Final = "àâäáãåçéèêëîïíìôöóòõûüùúÿñ"
_BARE: Final = str.maketrans(
    {letter: unicodedata.normalize("NFKD", letter)[0] for letter in ACCENTED} | {"œ": "oe", "æ": "ae", "’": "'"}
)


def plain(text: str) -> str:
    """Lower case without accents: « Métiers de l’eau » is `metiers de l'eau`."""
    return text.lower().translate(_BARE)


def stem(word: str) -> str:
    """The comparable part of a plain word; empty for a word that says no field."""
    if word in SMALL_WORDS or len(word) <= 2:
        return ""
    return word[: LONG_STEM if word.startswith(LEARNED) else STEM]


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text, in its order."""
    return tuple(found for word in WORD.findall(plain(text)) if (found := stem(word)))


def fields_of(words: frozenset[str]) -> frozenset[str]:
    """Stems of a label, each by the name of its field where it has several."""
    return frozenset(_FIELD_OF.get(word, word) for word in words)
