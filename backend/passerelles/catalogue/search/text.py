"""What two spellings have in common: no accents, no case, no ligatures, no punctuation, no plural."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import Any, Final

LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
ELIDED: Final = frozenset({"d", "l", "j", "m", "n", "s", "t", "c", "qu"})
VOCABULARY: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text("utf-8"))
EMPTY_WORDS: Final = frozenset(VOCABULARY["empty_words"].split())
"""Words that carry no choice here, in a query as in a label."""
SPELLINGS: Final[dict[str, str]] = VOCABULARY["spellings"]


def normalise(text: str) -> str:
    """Lower-case ASCII words separated by one space: "Œuvre d’art" → "oeuvre d art"."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    kept = (c if c.isascii() and c.isalnum() else "" if unicodedata.combining(c) else " " for c in plain)
    return " ".join("".join(kept).split())


def stem(word: str) -> str:
    """The word without its plural: "chevaux" → "cheval", "soudeurs" → "soudeur". Short words and acronyms are kept."""
    if len(word) > 5 and word.endswith("aux") and word[-4] != "e":
        return word[:-2] + "l"
    return word[:-1] if len(word) > 4 and word[-1] in "sx" and word[-2] != "s" else word


def tokens(text: str) -> list[str]:
    """The words that carry a choice, stemmed, in order; all of them when none does. "option A" keeps its letter."""
    found = [part for word in normalise(text).split() for part in SPELLINGS.get(word, word).split()]
    kept = [
        word
        for place, word in enumerate(found)
        if (word not in EMPTY_WORDS and word not in ELIDED) or (place and found[place - 1] == "option")
    ]
    return [stem(word) for word in kept or found]
