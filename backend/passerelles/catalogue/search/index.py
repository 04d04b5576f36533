"""A small inverted index: exact words, beginnings of words, other words for the same thing, and typing mistakes.

Pure: documents in, ranked documents out. A field's weight says how much a word found there counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import takewhile
from math import log
from typing import Final, Literal

from msgspec import Struct
from rapidfuzz import process
from rapidfuzz.distance import OSA

from passerelles.catalogue.search.text import tokens

PREFIX_QUALITY: Final = 0.85
SYNONYM_QUALITY: Final = 0.55
FAMILY_QUALITY: Final = 0.45  # another word of the same root: "soudeuse" for "soudage"
MIN_ROOT: Final = 5
TYPO_QUALITY: Final = 0.8
MIN_PREFIX: Final = 2
MAX_PREFIXES: Final = 300
MIN_TYPO: Final = 4  # letters: shorter words have too many neighbours
TYPO_CUTOFF: Final = 0.74  # one mistake in four letters, two in eight
MAX_TYPOS: Final = 6
COVERAGE_POWER: Final = 2.0  # how hard a word that is not found weighs


Kind = Literal["certification", "job", "institution", "programme", "house", "facility", "stage", "commune"]


class Document(Struct, frozen=True):
    """Something to find. `boost` multiplies its score; `fields` are (weight, text)."""

    kind: Kind
    id: str
    label: str
    detail: str
    fields: tuple[tuple[float, str], ...]
    boost: float = 1.0


class Index:
    """Documents by their words."""

    def __init__(self, documents: Iterable[Document], synonyms: Mapping[str, tuple[str, ...]]) -> None:
        self.documents = tuple(documents)
        postings: dict[str, dict[int, float]] = defaultdict(dict)
        lengths: list[int] = []
        for number, document in enumerate(self.documents):
            lengths.append(len(set(tokens(document.label))) or 1)
            for weight, text in document.fields:
                for word in tokens(text):
                    if weight > postings[word].get(number, 0.0):
                        postings[word][number] = weight
        self._postings = dict(postings)
        self._lengths = lengths
        self._words = sorted(self._postings)
        self._synonyms = synonyms
        self._typed = sorted({*self._words, *synonyms})
        self._rarest = log(1 + len(self.documents))

    def search(self, query: str, kinds: frozenset[str]) -> list[tuple[float, Document]]:
        """(score, document) of these kinds, best first; equal scores by label, then id. Empty query: nothing."""
        asked = list(dict.fromkeys(tokens(query)))
        hits: dict[int, float] = defaultdict(float)
        found: dict[int, float] = defaultdict(float)
        whole = 0.0
        for word in asked:
            best, weight = self._matches(word)
            whole += weight
            for number, score in best.items():
                hits[number] += score
                found[number] += weight
        ranked = [
            (self._score(number, score, found[number] / whole, len(asked)), self.documents[number])
            for number, score in hits.items()
            if self.documents[number].kind in kinds
        ]
        ranked.sort(key=lambda pair: (-pair[0], pair[1].label, pair[1].id))
        return ranked

    def _score(self, number: int, score: float, coverage: float, asked: int) -> float:
        said = min(1.0, asked / self._lengths[number])  # a short label said whole beats a long one said in part
        return score * float(coverage**COVERAGE_POWER) * (0.75 + 0.25 * said) * self.documents[number].boost

    def _matches(self, word: str) -> tuple[dict[int, float], float]:
        """For one word typed: the best score per document, and how much this word counts among the others."""
        best: dict[int, float] = {}
        for term, quality in self._terms(word).items():
            for number, field in self._postings[term].items():
                if quality * field > best.get(number, 0.0):
                    best[number] = quality * field
        # One rarity per typed word: a rare neighbour of what was typed must not beat the word itself.
        exact = self._postings.get(word, best)
        rarity = log(1 + len(self.documents) / len(exact)) if exact else self._rarest / 2
        return {number: score * rarity for number, score in best.items()}, rarity

    def _terms(self, word: str) -> dict[str, float]:
        """The index's words that a typed word may mean, with how well each fits (0 to 1)."""
        terms = self._variants(word)
        if word not in self._postings and word not in self._synonyms:
            for term in self._beginning_with(word[: max(MIN_ROOT, len(word) - 3)]) if len(word) > MIN_ROOT else ():
                terms.setdefault(term, FAMILY_QUALITY)
        if word not in self._postings and word not in self._synonyms and len(word) >= MIN_TYPO:
            near = process.extract(
                word, self._typed, scorer=OSA.normalized_similarity, score_cutoff=TYPO_CUTOFF, limit=MAX_TYPOS
            )
            for meant, similarity, _ in near:
                for term, quality in self._variants(meant).items():
                    terms[term] = max(terms.get(term, 0.0), TYPO_QUALITY * similarity * quality)
        return terms

    def _variants(self, word: str) -> dict[str, float]:
        terms = {term: PREFIX_QUALITY * (len(word) / len(term)) ** 0.5 for term in self._beginning_with(word)}
        for other in self._synonyms.get(word, ()):
            for term in (other, *self._beginning_with(other)):
                if term in self._postings:
                    terms[term] = max(terms.get(term, 0.0), SYNONYM_QUALITY)
        if word in self._postings:
            terms[word] = 1.0
        return terms

    def _beginning_with(self, word: str) -> list[str]:
        if len(word) < MIN_PREFIX:
            return []
        start = bisect_left(self._words, word)
        following = self._words[start : start + MAX_PREFIXES]
        return list(takewhile(lambda term: term.startswith(word), following))
