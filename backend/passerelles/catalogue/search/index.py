"""A small inverted index: exact words, beginnings, families of words, sounds, other words for the same thing, mistakes.

Pure: documents in, ranked documents out. A field's weight says how much a word found there counts. A posting is four
bytes (document number, weight in hundredths): one worker holds those of the whole country.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from math import log
from typing import Final, Literal, get_args

from msgspec import Struct
from rapidfuzz import process
from rapidfuzz.distance import OSA

from passerelles.catalogue.search.text import root, sound, tokens

PREFIX_QUALITY: Final = 0.85
SOUND_QUALITY: Final = 0.8
ROOT_QUALITY: Final = 0.6  # another word of the same family: "soudeuse" for "soudage"
SYNONYM_QUALITY: Final = 0.65
TYPO_QUALITY: Final = 0.8
MIN_PREFIX: Final = 2
MIN_INNER_PREFIX: Final = 4  # of a word that another one follows: it is probably whole
MAX_PREFIXES: Final = 120
MIN_TYPO: Final = 4  # letters: shorter words have too many neighbours
MIN_SOUND: Final = 3
TYPO_CUTOFF: Final = 0.74  # one mistake in four letters, two in eight
MAX_TYPOS: Final = 6
COVERAGE_POWER: Final = 2.0  # how hard a word that is not found weighs
MAX_WORDS: Final = 8
"""Of a long sentence, only the rarest words are looked up: the others would cost time and say little."""
NAME_GAIN, ALIAS_GAIN = 1.6, 1.5  # the whole name was typed, and nothing else
MOST: Final = 600  # documents that are ordered: nobody reads further
NEGLIGIBLE: Final = 0.05  # of the best score: left out before ordering
MAX_NAME: Final = 5  # words: longer names are never typed whole
GUESSED: Final = 0.7  # how much a word counts that is none of ours, beside words that are
SAID: Final = 0.35  # how much depends on the share of the name typed: a short one said whole beats a long one in part
UNIT: Final = 100
WEIGHT_BITS, HEAVIEST = 8, 255

Kind = Literal["certification", "job", "institution", "programme", "house", "facility", "stage", "commune", "sector"]
KINDS: Final = get_args(Kind)


class Entry(Struct, frozen=True):
    """Something that is found."""

    kind: Kind
    id: str
    label: str
    detail: str


class Document(Struct, frozen=True):
    """A way to find an entry. `boost` multiplies its score; `fields` are (weight, text); `name` is what it is called
    here, when that is not its label; `aliases` are other whole names. Several documents may lead to one entry.
    """

    entry: Entry
    fields: tuple[tuple[float, str], ...]
    boost: float = 1.0
    name: str | None = None
    aliases: tuple[str, ...] = ()


class Found(Struct, frozen=True):
    """One entry with its score, and the share of what was typed that it answers (0 to 1)."""

    score: float
    coverage: float
    entry: Entry


def by_score(found: Found) -> tuple[float, str, str]:
    """Order of answers: best first, then by label and id, so that the same letters always give the same list."""
    return -round(found.score, 6), found.entry.label, found.entry.id


class Index:
    """Entries by their words."""

    def __init__(self, documents: Iterable[Document], synonyms: Mapping[str, tuple[str, ...]]) -> None:
        entries, boosts, lengths, kinds = [], array("f"), array("B"), bytearray()
        postings: dict[str, array[int]] = {}
        names: dict[str, array[int]] = {}
        aliases: dict[str, array[int]] = {}
        for number, document in enumerate(documents):
            entries.append(document.entry)
            kinds.append(KINDS.index(document.entry.kind))
            boosts.append(document.boost)
            name = frozenset(tokens(document.name or document.entry.label))
            lengths.append(min(255, len(name)) or 1)
            if len(name) <= MAX_NAME:
                (aliases if document.name else names).setdefault(_key(name), array("I")).append(number)
            for alias in document.aliases:
                aliases.setdefault(_key(frozenset(tokens(alias))), array("I")).append(number)
            for word, weight in _weights(document).items():
                posting = postings.get(word)
                if posting is None:
                    posting = postings[word] = array("I")
                posting.append(number << WEIGHT_BITS | weight)
        self.entries: tuple[Entry, ...] = tuple(entries)
        self._boosts, self._lengths, self._postings = boosts, lengths, postings
        self._names, self._aliases, self._kinds = names, aliases, kinds
        self._words = sorted(postings)
        self._typed = sorted({*self._words, *synonyms})
        self._synonyms = synonyms
        self._by_root = _grouped(self._words, root)
        self._by_sound = _grouped(self._typed, sound)
        self._numbers: dict[str, int] = {}
        for number, entry in enumerate(self.entries):
            self._numbers.setdefault(entry.id, number)

    def knows(self, word: str) -> bool:
        """Whether this stem is a word of ours, as typed."""
        return word in self._postings or word in self._synonyms

    def number(self, identifier: str) -> int | None:
        """Where an entry is, for `only`; None when it is not shown."""
        return self._numbers.get(identifier)

    def entry(self, identifier: str) -> Entry | None:
        """An entry by its id; None when it is not shown."""
        number = self._numbers.get(identifier)
        return None if number is None else self.entries[number]

    def search(self, query: str, kinds: Collection[str]) -> list[Found]:
        """Entries of these kinds that answer a text, word by word."""
        return self.rank(tokens(query), kinds)

    def rank(self, asked: Sequence[str], kinds: Collection[str], only: Collection[int] | None = None) -> list[Found]:
        """Entries of these kinds that answer these stems, best first; equal scores by label, then id."""
        hits: dict[int, float] = defaultdict(float)
        found: dict[int, float] = defaultdict(float)
        whole = 0.0
        chosen = self._chosen(asked)
        for word, last in chosen:
            others = frozenset(root(other) for other, _ in chosen if other != word)
            best, weight = self._matches(word, others, last=last)
            whole += weight
            for number, score in best.items():
                if only is None or number in only:
                    hits[number] += score * weight
                    found[number] += weight
        key = _key(frozenset(asked))
        gains = dict.fromkeys(self._aliases.get(key, ()), ALIAS_GAIN) | dict.fromkeys(
            self._names.get(key, ()), NAME_GAIN
        )
        boosts, lengths, kind_of, count = self._boosts, self._lengths, self._kinds, len(asked)
        wanted = {place for place, kind in enumerate(KINDS) if kind in kinds}
        scored = [
            (
                -score
                * (found[number] / whole) ** COVERAGE_POWER
                * (1.0 if lengths[number] <= count else 1 - SAID + SAID * count / lengths[number])
                * boosts[number],
                number,
            )
            for number, score in hits.items()
            if kind_of[number] in wanted
        ]
        if gains:
            scored = [(score * gains.get(number, 1.0), number) for score, number in scored]
        best_of: dict[str, Found] = {}
        least = min(scored, default=(0.0, 0))[0] * NEGLIGIBLE
        for score, number in sorted(pair for pair in scored if pair[0] <= least)[:MOST]:
            entry = self.entries[number]
            best_of.setdefault(entry.id, Found(-score, found[number] / whole, entry))
        return sorted(best_of.values(), key=by_score)

    def spelled(self, word: str) -> list[str]:
        """Words of ours that a stem that is not may have been meant for, nearest first."""
        if len(word) < MIN_TYPO or self.knows(word):
            return []
        start, end = bisect_left(self._typed, word[0]), bisect_left(self._typed, chr(ord(word[0]) + 1))
        others = [] if root(word) in self._by_root else self._typed[start:end]  # of a known family: well spelled
        near = process.extract(
            word, others, scorer=OSA.normalized_similarity, score_cutoff=TYPO_CUTOFF, limit=MAX_TYPOS
        )
        said = sound(word)
        alike = [(other, SOUND_QUALITY) for other in self._by_sound.get(said, ()) if len(said) >= MIN_SOUND]
        ranked = sorted([*alike, *((other, TYPO_QUALITY * nearness) for other, nearness, _ in near)], key=_best_first)
        return list(dict.fromkeys(other for other, _ in ranked))

    def _chosen(self, asked: Sequence[str]) -> list[tuple[str, bool]]:
        """(word, whether it may still be being typed): the rarest words when there are too many."""
        distinct = list(dict.fromkeys(asked))
        pairs = [(word, word == distinct[-1]) for word in distinct]
        if len(pairs) <= MAX_WORDS:
            return pairs
        known = [pair for pair in pairs if pair[0] in self._postings]
        return sorted(known, key=lambda pair: (len(self._postings[pair[0]]), pair[0]))[:MAX_WORDS]

    def _matches(self, word: str, others: frozenset[str], *, last: bool) -> tuple[dict[int, float], float]:
        """For one word typed: the best score per document, and how much this word counts among the others.

        A word of another's family answers for that one only: in "conduire un camion", "conducteur" is no proof of
        "camion". `others` are their roots.
        """
        best: dict[int, float] = {}
        for term, quality in self._terms(word, last=last).items():
            if term != word and root(term) in others:
                continue
            for packed in self._postings[term]:
                number = packed >> WEIGHT_BITS
                score = quality * (packed & HEAVIEST)
                if score > best.get(number, 0.0):
                    best[number] = score
        # One rarity per typed word: a rare neighbour of what was typed must not beat the word itself.
        common = len(self._postings[word]) if word in self._postings else len(best)
        rarity = log(1 + len(self.entries) / common) if common else log(1 + len(self.entries)) / 2
        return best, rarity * (1.0 if self.knows(word) else GUESSED)

    def _terms(self, word: str, *, last: bool) -> dict[str, float]:
        """The index's words that a typed word may mean, with how well each fits (0 to 1)."""
        terms = self._variants(word, shortest=MIN_PREFIX if last else MIN_INNER_PREFIX)
        if not self.knows(word):
            for place, meant in enumerate(self.spelled(word)):
                similarity = OSA.normalized_similarity(word, meant) if place else 1.0
                for term, quality in self._variants(meant, shortest=MIN_TYPO).items():
                    terms[term] = max(terms.get(term, 0.0), TYPO_QUALITY * similarity * quality)
        return terms

    def _variants(self, word: str, shortest: int) -> dict[str, float]:
        terms = dict.fromkeys(self._by_root.get(root(word), ()), ROOT_QUALITY) if len(word) >= MIN_TYPO else {}
        for term in self._beginning_with(word, shortest):
            terms[term] = max(terms.get(term, 0.0), PREFIX_QUALITY * (len(word) / len(term)) ** 0.5)
        for other in self._synonyms.get(word, ()):
            for term in (other, *self._by_root.get(root(other), ())):
                if term in self._postings:
                    terms[term] = max(terms.get(term, 0.0), SYNONYM_QUALITY)
        if word in self._postings:
            terms[word] = 1.0
        return terms

    def _beginning_with(self, word: str, shortest: int) -> list[str]:
        if len(word) < shortest:
            return []
        start = bisect_left(self._words, word)
        end = bisect_left(self._words, word[:-1] + chr(ord(word[-1]) + 1), lo=start)
        return self._words[start : min(end, start + MAX_PREFIXES)]


def _weights(document: Document) -> dict[str, int]:
    weights: dict[str, int] = {}
    for weight, text in document.fields:
        for word in tokens(text):
            weights[word] = max(weights.get(word, 0), round(weight * UNIT))
    return weights


def _grouped(found: Iterable[str], by: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for word in found:
        groups[by(word)].append(word)
    return {key: tuple(group) for key, group in groups.items()}


def _key(stems: frozenset[str]) -> str:
    return " ".join(sorted(stems))


def _best_first(pair: tuple[str, float]) -> tuple[float, str]:
    return (-pair[1], pair[0])
