"""French typography and accents for names that come in capitals or with typewriter signs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

NBSP: Final = "\u00a0"
THIN_NBSP: Final = "\u202f"
WORD: Final = re.compile(r"[^\W_]+", re.UNICODE)
LETTERED_OPTION: Final = re.compile(r"\b(option|options|parcours|niveau) ([a-e])\b")
LIGATURE: Final = re.compile(r"\b(c|s|ch|n|v|man|b)?oe(?=urs?\b|uds?\b|ux?\b|uvr|nolog|ils?\b|ufs?\b)", re.IGNORECASE)
BARE_CAPITAL: Final = re.compile(
    r"\bE(?=coles?\b|tablissement|ducati|tudes?\b|conomi|nerg|quip|lectri|tat\b|dition|gypt)"
)
"""Common words that files write without the accent of their capital; proper names are left as they are."""

DIPLOMA: Final = re.compile(r"^diplômé(?= (?:d['’]|national|supérieur|universitaire))", re.IGNORECASE)
ACRONYMS: Final = frozenset(
    [
        "STMG",
        "STHR",
        "STI2D",
        "STL",
        "ST2S",
        "STD2A",
        "S2TMD",
        "STAV",
        "STG",
        "STI",
        "STT",
        "STAE",
        "STPA",
        "TMD",
        "MP",
        "PC",
        "PSI",
        "PT",
        "PCSI",
        "MPSI",
        "MPI",
        "PTSI",
        "BCPST",
        "TSI",
        "TPC",
        "ECG",
        "ECT",
        "CGEA",
        "STAPS",
        "DUT",
        "BEP",
        "BTS",
        "CAP",
    ]
)
"""Series and classes that stay in capitals and that no accented label uses."""

LONE_A: Final = re.compile(r"(?<!option )(?<!options )(?<!parcours )\ba\b")


def typographic(text: str) -> str:
    """Curly apostrophes, non-breaking spaces before double signs, single spaces, ligatures, accented capitals."""
    text = re.sub(r"\s+", " ", text).strip()
    text = LIGATURE.sub(lambda match: (match[1] or "") + ("Œ" if not match[1] and match[0][0] == "O" else "œ"), text)
    text = BARE_CAPITAL.sub("É", text)
    text = text.replace("'", "’").replace("\\’", "’")
    text = re.sub(r"\s*:\s*(?!//)", f"{NBSP}: ", text)
    text = re.sub(r"\s+([;!?])", rf"{THIN_NBSP}\1", text)
    text = re.sub(r"«\s*", f"«{NBSP}", text)
    return re.sub(r"\s*»", f"{NBSP}»", text).strip()


def folded(text: str) -> str:
    """The text without accents, signs or case: what two spellings of one name share."""
    bare = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae"))
    return " ".join(WORD.findall("".join(c for c in bare if not unicodedata.combining(c)).lower()))


def capitalised(text: str) -> str:
    """The first letter in capital, the rest untouched (`str.capitalize` would lower acronyms)."""
    return text[:1].upper() + text[1:]


class Lexicon:
    """The usual spelling of each word, learnt from labels that have their accents.

    BCN writes in capitals without accents. The most frequent accented form of each word in the labels of Certif Info
    is taken; acronyms and proper nouns keep the case they have there. A word never seen stays in lower case.
    """

    def __init__(self, labels: Iterable[str]) -> None:
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        for label in labels:
            for word in WORD.findall(label)[1:]:  # the first word's capital says nothing
                forms[folded(word)][word] += 1
        self._spelling = {key: counts.most_common(1)[0][0] for key, counts in forms.items()}

    def restore(self, capitals: str) -> str:
        """Sentence case with accents, without a capital at the start."""
        text = WORD.sub(lambda match: self._spelled(match[0]), capitals)
        text = DIPLOMA.sub("diplôme", text)
        text = LETTERED_OPTION.sub(lambda match: f"{match[1]} {match[2].upper()}", text)
        return LONE_A.sub("à", text)

    def accented(self, text: str, *, capitals: bool = False) -> str:
        """The same text with the accents its small letters lack.

        Words with a capital are proper names and stay; `capitals` says that they lack their accents too.
        """

        def spelled(match: re.Match[str]) -> str:
            word = match[0]
            if word.islower():
                return self._spelled(word)
            return capitalised(self._spelled(word.lower())) if capitals and word[1:].islower() else word

        return WORD.sub(spelled, text)

    def _spelled(self, word: str) -> str:
        if word in ACRONYMS:
            return word
        if len(word) == 1:
            return word.lower()  # an option's letter or the preposition: told apart afterwards
        return self._spelling.get(folded(word), word.lower())
