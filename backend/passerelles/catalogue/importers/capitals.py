"""Names that registers publish in capitals, as one writes them: "CHANTIER DE L'ILE" → "Chantier de l'Ile".

Accents that were lost stay lost: nobody published them.
"""

from __future__ import annotations

import re
from typing import Final

LITTLE: Final = re.compile(
    r"à|aux?|d(?=['’ ])|des?|du|en|et|l(?=['’ ])|la|les?|ou|par|pour|sous|sur|une?", re.IGNORECASE
)
SHORT_WORDS: Final = re.compile(r"arc|art|bel|bon|eco|ets|ile|mer|new|rue|soc|sud|top|vie|yeu", re.IGNORECASE)
"""Words of at most three letters that are no initials."""

LEGAL_FORMS: Final = re.compile(r"SARL|EURL|SASU|SCOP|SCEA|GAEC|SCIC")
INITIALS: Final = re.compile(r"IFSI|IFAS|IFMS|CREPS|MFREO")
"""Initials of schools that one can say as a word, and that are written in capitals all the same."""

UNSPOKEN: Final = re.compile(r"(?!S?[CPT]?H?[LR])[B-DF-HJ-NP-TV-XZ]{3}|[B-DF-HJ-NP-TV-XZ]+\b")
"""Initials that nobody can say as a word: they begin with three consonants ("STR…" is a word), or have nothing else."""

WORD: Final = re.compile(r"[^\W\d_]+")


def lowered(text: str) -> str:
    """A text all in capitals with its words in small letters, but for initials and legal forms; any other as it is."""
    return WORD.sub(_written, text) if text.isupper() else text


def _written(found: re.Match[str]) -> str:
    word, text, start, end = found[0], found.string, found.start(), found.end()
    if (little := LITTLE.match(text, start)) and little.end() == end:
        return word.lower() if start else word.capitalize()
    short = len(word) <= 3 and not SHORT_WORDS.fullmatch(word)
    kept = short or LEGAL_FORMS.fullmatch(word) or INITIALS.fullmatch(word) or UNSPOKEN.match(word)
    return word if kept else word.capitalize()
