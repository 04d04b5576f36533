"""What a query asks: what to learn, which diploma and status, where. Read from its words, nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from passerelles.catalogue.search.gazetteer import Gazetteer, Place
from passerelles.catalogue.search.text import VOCABULARY, significant, stem, words

PHRASES: Final[dict[str, tuple[tuple[tuple[str, ...], str], ...]]] = {
    table: tuple(
        sorted(
            ((tuple(words(said)), meaning) for meaning, all_said in VOCABULARY[table].items() for said in all_said),
            key=lambda pair: (-len(pair[0]), pair),
        )
    )
    for table in ("diplomas", "statuses", "institutions", "stages")
}
VAGUE: Final = frozenset(significant(VOCABULARY["vague_words"].split()))
"""Words that say a wish, not a field: alone, they deserve help rather than a list."""


OF_BOARDERS: Final = frozenset(significant(["filles", "garcons", "mixte"]))
"""Who sleeps there, when a boarding house is asked for: no name and no field."""
GLUED: Final = ("bacpro", "btsa", "bts", "cap", "but", "bp", "mc", "cs", "licence", "lycee", "2de", "2nde")
"""What people write in one word with what follows."""


class Question(Struct, frozen=True):
    """A query, read."""

    words: tuple[str, ...]  # stems of what is left: the field, the job, the name
    said: tuple[str, ...] = ()  # stems to look for when nothing has what was read: all but wishes
    vague: tuple[str, ...] = ()
    diplomas: frozenset[str] = frozenset()  # certification kinds
    statuses: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()  # "lycee", "cfa", "mfr", "boarding"
    after: bool = False  # "après le bac pro…"
    place: Place | None = None

    @property
    def said_more(self) -> bool:
        """Whether anything but a place was said."""
        return bool(self.words or self.vague or self.diplomas or self.statuses or self.institutions)


def read(
    query: str, gazetteer: Gazetteer, common: frozenset[str], knows: Callable[[str], bool] = lambda _: True
) -> Question:
    """Read a query. `common` are the words of diplomas and jobs: they are seldom places. `knows` a stem of ours."""
    asked = _without_years(_unglued(words(query), knows))
    stages, asked = _taken(asked, "stages")
    statuses, asked = _taken(asked, "statuses")
    place, asked = gazetteer.read(asked, common)
    diplomas, asked = _taken(asked, "diplomas")
    institutions, _ = _taken(asked, "institutions")
    _, without_boarding = _taken(asked, "institutions", only="boarding")
    found = [word for word in significant(without_boarding) if word not in OF_BOARDERS or not institutions]
    if "3e" in stages and not diplomas:
        diplomas = {"cap", "2de-pro", "bac-pro"}
    return Question(
        words=tuple(dict.fromkeys(word for word in found if word not in VAGUE)),
        said=_said(words(query)),
        vague=tuple(dict.fromkeys(word for word in found if word in VAGUE)),
        diplomas=frozenset(kind for one in diplomas for kind in one.split()),
        statuses=frozenset(statuses),
        institutions=frozenset(institutions),
        after="apres" in words(query),
        place=place,
    )


def _said(asked: list[str]) -> tuple[str, ...]:
    """All the words that carry a choice; the only one typed so far, even when it does not."""
    stems = [word for word in significant(asked) if word not in VAGUE]
    return tuple(dict.fromkeys(stems or (asked if len(asked) == 1 else [])))


def _unglued(asked: list[str], knows: Callable[[str], bool]) -> list[str]:
    """ "bacpro melec" is read by its spelling, "btssio" here: a kind of diploma, then a word of ours."""
    found: list[str] = []
    for word in asked:
        kind = None if knows(stem(word)) else next((one for one in GLUED if _begins(word, one, knows)), None)
        found += [*words(kind), word.removeprefix(kind)] if kind else [word]
    return found


def _begins(word: str, kind: str, knows: Callable[[str], bool]) -> bool:
    rest = word.removeprefix(kind)
    shortest = 2 if len(kind) > 2 else 3  # "btscg", but not "mcdo"
    return rest != word and len(rest) >= shortest and knows(stem(rest))


def _taken(asked: list[str], table: str, only: str | None = None) -> tuple[set[str], list[str]]:
    """What these words name in a table of the vocabulary, and the words without it."""
    meant: set[str] = set()
    left: list[str] = []
    start = 0
    while start < len(asked):
        for said, meaning in PHRASES[table]:
            if tuple(asked[start : start + len(said)]) == said and only in {None, meaning}:
                meant.add(meaning)
                start += len(said)
                break
        else:
            left.append(asked[start])
            start += 1
    return meant, left


def _without_years(asked: list[str]) -> list[str]:
    """ "à 30 ans" says who asks, "en 1 an" how long: neither says what."""
    years = {
        place for place, word in enumerate(asked) if word in {"an", "ans"} and place and asked[place - 1].isdigit()
    }
    return [word for place, word in enumerate(asked) if place not in years and place + 1 not in years]
