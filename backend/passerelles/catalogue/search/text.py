"""What two spellings have in common: no accents, no case, no ligatures, no punctuation, no gender, no plural.

Three grains, from the finest: a stem ("coiffeuses" → "coiffeur"), a root ("coiffure" → "coiff"), a sound.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
ELIDED: Final = frozenset({"d", "l", "j", "m", "n", "s", "t", "c", "qu"})
VOCABULARY: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text("utf-8"))
EMPTY_WORDS: Final = frozenset(VOCABULARY["empty_words"].split())
"""Words that carry no choice here, in a query as in a label."""
SILENT: Final = EMPTY_WORDS | ELIDED
SPELLINGS: Final[dict[str, str]] = VOCABULARY["spellings"]
ACCENTS: Final = re.compile("[\u0300-\u036f]+")
WORD: Final = re.compile("[a-z0-9]+")
CACHED_WORDS: Final = 20_000
LONG: Final = 5  # letters: shorter words and acronyms have no gender
FEMININE: Final = (("trice", "teur"), ("euse", "eur"), ("iere", "ier"), ("ienne", "ien"), ("ere", "er"), ("ive", "if"))
ENDINGS: Final = """
cteur ction isation ation ition ement ment atric ateur iteur eur erie eri ier icien icit iqu ien ist istri isteri isme
ur er ir ag abl abilit ant anc enc i ie
"""
"""What makes a job, an act or a quality of a root, once the final "e" is gone."""
SUFFIXES: Final = tuple(sorted(ENDINGS.split(), key=lambda ending: (-len(ending), ending)))
MIN_ROOT: Final = 4
SOUNDS: Final = tuple(
    (re.compile(letters), sound)
    for letters, sound in (
        ("ph", "f"), ("eau|au", "o"), ("ch", "W"), ("h", ""), ("qu|q|ck|k", "k"), ("c(?=[eiy])", "s"), ("c", "k"),
        ("g(?=[eiy])", "j"), ("gu(?=[eiy])", "g"), ("t(?=i[aeo])", "s"), ("y", "i"),
        ("o[nm](?![aeioumn])", "3"), ("(?:ai|ei)n|[iy][nm](?![aeiou])", "1"), ("[ea][nm](?![aeioumn])", "2"),
        ("ai|ei|oe|ae", "e"), ("z", "s"), (r"(.)\1+", r"\1"), ("[eixstd]+$", ""),
    )
)  # fmt: skip
"""How French letters sound, roughly: "chodronnerie" and "chaudronnerie" are one sound."""


def normalise(text: str) -> str:
    """Lower-case ASCII words separated by one space: "Œuvre d’art" → "oeuvre d art"."""
    plain = text.casefold()
    if not plain.isascii():
        plain = ACCENTS.sub("", unicodedata.normalize("NFKD", plain.translate(LIGATURES)))
    return " ".join(WORD.findall(plain))


@lru_cache(CACHED_WORDS)
def stem(word: str) -> str:
    """The word without plural or gender: "chevaux" → "cheval", "soudeuses" → "soudeur". Acronyms are kept."""
    if len(word) > LONG and word.endswith("aux") and word[-4] != "e":
        return word[:-2] + "l"
    if len(word) >= LONG and word[-1] in "sx" and word[-2] != "s":
        word = word[:-1]
    if len(word) <= LONG - 1:
        return word
    for feminine, masculine in FEMININE:
        if word.endswith(feminine) and len(word) > len(feminine) + 1:
            return word[: -len(feminine)] + masculine
    return word.rstrip("e") if len(word.rstrip("e")) >= LONG - 1 else word


@lru_cache(CACHED_WORDS)
def root(stemmed: str) -> str:
    """What a family of words shares: "soud" for "soudeur", "soudag", "souder". Short words are their own root."""
    for suffix in SUFFIXES:
        if stemmed.endswith(suffix) and len(stemmed) - len(suffix) >= MIN_ROOT:
            stemmed = stemmed[: -len(suffix)]
            break
    if stemmed.endswith("qu"):
        return stemmed[:-2] + "c"
    return stemmed[:-1] if len(stemmed) > MIN_ROOT and stemmed[-1] == stemmed[-2] else stemmed


@lru_cache(CACHED_WORDS)
def sound(stemmed: str) -> str:
    """How a word sounds, for those who write as they speak. Words with digits, and short ones, are themselves."""
    if len(stemmed) < LONG or not stemmed.isalpha():
        return stemmed
    for pattern, said in SOUNDS:
        stemmed = pattern.sub(said, stemmed)
    return stemmed


def words(text: str) -> list[str]:
    """The words of a text in one spelling, none left out: "St-Nazaire" → "saint", "nazaire"."""
    found = normalise(text).split()
    if SPELLINGS.keys().isdisjoint(found):
        return found
    return [part for word in found for part in SPELLINGS.get(word, word).split()]


def significant(found: Sequence[str]) -> list[str]:
    """Stems of the words that carry a choice, in order. "option A" keeps its letter."""
    return [
        stem(word) for place, word in enumerate(found) if word not in SILENT or (place and found[place - 1] == "option")
    ]


@lru_cache(CACHED_WORDS)
def tokens(text: str) -> tuple[str, ...]:
    """Stems of the words that carry a choice; of all of them when none does."""
    found = words(text)
    return tuple(significant(found) or map(stem, found))


def forget() -> None:
    """Let go of the words of a whole country, needed once to build an index."""
    for kept in (stem, root, sound, tokens):
        kept.cache_clear()
