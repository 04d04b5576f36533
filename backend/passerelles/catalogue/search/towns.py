"""Towns that are half typed or misspelt at the end of a query: "plomberie à la roche s", "lycée saint nazère".

Only towns where something is taught, only after other words, and never against a word that says what one learns.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from passerelles.catalogue.search.text import sound, stem

if TYPE_CHECKING:
    from passerelles.catalogue.search.gazetteer import Place

ARTICLES: Final = frozenset({"le", "la", "les", "l"})
AFTER: Final = frozenset({"a", "au", "aux", "vers", "sur", "pres", "proche", "autour", "cote", "de"})
SHORTEST, SHORTEST_AFTER = 4, 3  # letters of the last word, the second after a preposition or an article
MOST_WORDS: Final = 5
MIN_SIZE: Final = 2  # institutions
CLOSE_ENOUGH: Final = 0.8  # a mistake in five letters
LETTERS_OF_A_TYPO: Final = 5


class Towns:
    """Names of the towns where something is taught, sorted, and by how they sound."""

    def __init__(self, names: Mapping[str, Place], common: frozenset[str]) -> None:
        self._places = {name: place for name, place in names.items() if place.commune and place.size}
        self._names = sorted(self._places)
        self._common = sorted(common)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for name, place in self._places.items():
            if place.size >= MIN_SIZE:
                self._by_sound[_said(name.split())].append(name)

    def read(self, asked: Sequence[str]) -> tuple[Place, int] | None:
        """The town that the last words begin or miswrite, and where they start; None when they name none.

        The longest run of words is tried first; at least one word is left for what is asked there.
        """
        for how in (self._begun, self._misspelt):
            for start in range(max(1, len(asked) - MOST_WORDS), len(asked)):
                place = how(asked[start:], before=asked[start - 1])
                if place is not None:
                    return place, start
        return None

    def _begun(self, said: Sequence[str], before: str) -> Place | None:
        content = [word for word in said if word not in ARTICLES]
        led = before in AFTER or said[0] in ARTICLES
        if not content or said[0] in AFTER or len(max(content, key=len)) < (SHORTEST_AFTER if led else SHORTEST):
            return None
        if any(self._is_common(word) for word in content) and not (led and len(said) > 1):
            return None  # "à la roche s" is a town, "roche" alone may be what one cuts
        text = " ".join(said)
        found = self._names[bisect_left(self._names, text) : bisect_left(self._names, text + "\uffff")]
        whole = [name for name in found if name.startswith(f"{text} ")]  # "la baule", of La Baule-Escoublac
        return self._largest(found, least=MIN_SIZE) or self._largest(whole, least=1)

    def _misspelt(self, said: Sequence[str], before: str) -> Place | None:
        content = [word for word in said if word not in ARTICLES]
        text = " ".join(said)
        if not content or said[0] in AFTER or len("".join(content)) < LETTERS_OF_A_TYPO:
            return None
        if all(self._is_common(word) for word in content):
            return None
        heard = self._by_sound.get(_said(said), [])
        near = [name for name in heard if name[0] == text[0]] or self._nearest(text)
        place = self._largest(near, least=MIN_SIZE)
        if place is None or (before not in AFTER and self._nearer_to_a_common_word(content, near)):
            return None
        return place

    def _nearest(self, text: str) -> list[str]:
        """The names nearest to a text, of those that begin with the same letter."""
        names = _beginning(self._names, text[0])
        found = process.extract(text, names, scorer=OSA.normalized_similarity, score_cutoff=CLOSE_ENOUGH, limit=3)
        best = max((nearness for _, nearness, _ in found), default=0.0)
        return [name for name, nearness, _ in found if nearness == best]

    def _nearer_to_a_common_word(self, content: Sequence[str], names: Iterable[str]) -> bool:
        """Whether the words are at least as near to some word of diplomas and jobs: "boulengerie"."""
        town = max(OSA.normalized_similarity(" ".join(content), _bare(name)) for name in names)
        return all(
            process.extractOne(
                word, _beginning(self._common, word[0]), scorer=OSA.normalized_similarity, score_cutoff=town
            )
            for word in content
        )

    def _is_common(self, word: str) -> bool:
        """Whether it is, or begins, a word of diplomas and jobs."""
        singular = stem(word)
        place = bisect_left(self._common, singular)
        return place < len(self._common) and self._common[place].startswith(singular)

    def _largest(self, names: Iterable[str], *, least: int) -> Place | None:
        found = [place for name in names if (place := self._places[name]).size >= least]
        return max(found, key=lambda place: (place.size, place.label), default=None)


def _beginning(ordered: Sequence[str], letter: str) -> Sequence[str]:
    return ordered[bisect_left(ordered, letter) : bisect_left(ordered, chr(ord(letter) + 1))]


def _bare(name: str) -> str:
    return " ".join(word for word in name.split() if word not in ARTICLES)


def _said(said: Iterable[str]) -> str:
    return " ".join(sound(word) for word in said)
