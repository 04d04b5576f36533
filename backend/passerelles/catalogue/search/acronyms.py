"""The acronyms a label answers to: made from its own words, so that nobody has to list them.

A "BTS Gestion de la PME" is a `gpme`; four initials of which the last three are the same are also said with a digit,
`spsss` and `sp3s`. Onisep and the vocabulary add those that no rule makes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import Final

from passerelles.catalogue.search.text import ELIDED, VOCABULARY, normalise, tokens, words

LINKING: Final = frozenset(tokens("a au aux avec d de des dans du en et l la le les ou par pour sur un une"))
"""Words that acronyms skip."""
KINDS: Final = frozenset(
    tokens("2de bac pro cap bp bts btsa but dut mc cs bma btm deust licence master agricole titre")
)
"""Names of diplomas, left out: nobody says "BPMN" for the bac pro Maintenance nautique."""
PART: Final = re.compile(r"\b(?:option|parcours|spécialité|mention)\b.*|\s:.*|\(.*", re.IGNORECASE | re.DOTALL)
"""What follows the name itself: acronyms are those of the name."""
OPTION: Final = re.compile(r"\boption(?: [A-Z0-9]\b)?", re.IGNORECASE)
CAPITALS: Final = re.compile(r"[A-ZÀ-Ý]{2,}[A-Z0-9]*")
TRADES: Final = "metiers"
MIN_LENGTH: Final = 2
REPEATED: Final = 3  # same initials in a row that are said with a digit
KNOWN: Final[list[tuple[str, frozenset[str]]]] = [
    (acronym, frozenset(tokens(said))) for acronym, said in VOCABULARY["acronyms"].items()
]


@lru_cache(8_000)
def acronyms(label: str, official: str | None = None) -> tuple[str, ...]:
    """Acronyms of a label, lower case, sorted; `official` is the one its ministry or Onisep gives."""
    said = frozenset(tokens(label))
    found = {acronym for acronym, spelled in KNOWN if spelled <= said}
    found |= _initials(PART.sub("", label)) | _initials(OPTION.sub(" ", label))
    if official:
        found.add(normalise(official).replace(" ", ""))
        found.update(normalise(official).split())
    return tuple(sorted(one for one in found if len(one) >= MIN_LENGTH))


def _initials(name: str) -> set[str]:
    capitals = {normalise(found) for found in CAPITALS.findall(name)}
    full = words(name)
    while full and full[0] in KINDS:
        full = full[1:]
    kept = [word for word in full if word not in LINKING and word not in ELIDED]
    if len(kept) < MIN_LENGTH:
        return set()
    without_trades = _initials_of(kept[1:], capitals) if kept[0] == TRADES else set()  # "métiers de la réalisation…"
    return _initials_of(kept, capitals) | without_trades


def _initials_of(kept: list[str], capitals: set[str]) -> set[str]:
    parts = [word if word in capitals else word[0] for word in kept]
    plain = "".join(parts)
    runs = ((letter, len(list(run))) for letter, run in groupby(plain))
    counted = "".join(letter * count if count < REPEATED else f"{count}{letter}" for letter, count in runs)
    return {plain, counted}
