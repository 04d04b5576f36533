"""Diplomas by the names that a text may give them: the label, with or without its option, the acronym, an old name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification
from passerelles.journeys.graph.heirs import Heirs
from passerelles.journeys.graph.steps import SORTS, sort_of
from passerelles.journeys.graph.vocabulary import WORD, plain, stem

PREFIX: Final = re.compile(
    r"^(?:2de pro|bac pro|cap agricole|cap maritime|cap|btsa|bts maritime btsm|btsm|bts|bpa|bp|bma|btm|cs|mc|deust|but|"
    r"licence pro|licence|dn made|diplome d'etat (?:d'|de la |de |du )?)\s*"
)
"""The kind at the head of a spoken label, made plain."""

OPTION: Final = re.compile(r"\s*(?:,|:)?\s*\b(?:option|specialite|spe|mention|parcours|dominante)\b.*|\s*\(1re annee.*")
"""What tells one option of a diploma from another."""


TRADES: Final = re.compile(r"^metiers (?:de la |de l'|des |du |de |d')")

LONGEST_ARTICLE: Final = 6
"""Tokens before the telling word of a short name: `metiers de l ' accueil`."""

BEGINNINGS: Final = frozenset(("ou", "et", "specialite", "specialites", "notamment", "principalement", "le", "un"))
"""Words a name may stand after, where it is of one word."""


class Token(Struct, frozen=True):
    """A word or a mark of a text."""

    word: str  # plain; the mark itself
    stem: str  # empty for small words and marks
    written: str  # as in the text: an acronym is in capitals

    @property
    def is_mark(self) -> bool:
        return not self.word[0].isalnum()


TOKEN: Final = re.compile(r"[^\W_]+|[^\w\s]")


def tokens_of(text: str) -> list[Token]:
    """The words and marks of a text."""
    found = []
    for written in TOKEN.findall(text.replace("’", "'").replace("œ", "oe")):
        word = plain(written)
        found.append(Token(word or written, stem(word) if word.isalnum() else "", written))
    return found


def speciality(label: str) -> str:
    """The label, plain, without its kind: `maintenance des vehicules option a voitures particulieres`."""
    return PREFIX.sub("", plain(label), count=1)


def base(label: str) -> str:
    """The label, plain, without its kind nor its option: what the options of one diploma have in common."""
    return OPTION.sub("", speciality(label)) or speciality(label)


def bare(label: str) -> str:
    """The base without « métiers de »: a text may say « accueil » of the métiers de l’accueil."""
    return TRADES.sub("", base(label))


def same_name(label: str, other: str) -> bool:
    """Whether two labels name one speciality, whatever their kinds and small words."""
    stems_of = [[found for word in WORD.findall(speciality(one)) if (found := stem(word))] for one in (label, other)]
    return stems_of[0] == stems_of[1]


class Named(Struct, frozen=True):
    """A name found in a text: the diplomas open now that bear it, and the words used."""

    diplomas: tuple[str, ...]
    start: int  # tokens [start, end)
    end: int


class Names:
    """Every name of every diploma, by sort. Old names lead to the diplomas open now."""

    def __init__(self, catalogue: Catalogue, heirs: Heirs) -> None:
        self._catalogue = catalogue
        by_stems: dict[str, dict[tuple[str, ...], dict[str, None]]] = defaultdict(dict)
        by_words: dict[str, dict[tuple[str, ...], dict[str, None]]] = defaultdict(dict)
        by_acronym: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for diploma in catalogue.certifications.values():
            sort = sort_of(diploma)
            if sort not in SORTS or diploma.common_year_of:
                continue
            now = heirs.of(diploma.id)
            said_as = (speciality(diploma.label), base(diploma.label), bare(diploma.label))
            for said in dict.fromkeys(said_as):
                words = tuple(WORD.findall(said))
                short = tuple(found for word in words if (found := stem(word)))
                place, name = (by_stems, short) if len(short) > 1 else (by_words, words)
                if name:
                    place[_key(sort)].setdefault(name, {}).update(dict.fromkeys(now))
            if diploma.acronym:
                by_acronym[_key(sort), diploma.acronym].update(dict.fromkeys(now))
        self._by_stems = {sort: _by_first(names) for sort, names in by_stems.items()}
        self._by_words = {sort: _by_first(names) for sort, names in by_words.items()}
        self._by_acronym = {key: tuple(found) for key, found in by_acronym.items()}

    def find(self, sort: str, tokens: Sequence[Token]) -> list[Named]:
        """The names of diplomas of a sort in a stretch of text, the longest first where two begin at one word."""
        content = [(index, token.stem) for index, token in enumerate(tokens) if token.stem]
        found: list[Named] = []
        taken = 0
        for position, (index, _) in enumerate(content):
            if index < taken:
                continue
            named = self._at(sort, tokens, content[position:])
            if named and named.diplomas:
                narrowed = self._narrowed(named, tokens)
                found.append(narrowed)
                taken = narrowed.end
        return found

    def find_anywhere(self, sort: str, tokens: Sequence[Token]) -> list[Named]:
        """The names of several words of a sort whose kind texts leave out: « préparer le diplôme d’aide-soignant »."""
        content = [(index, token.stem) for index, token in enumerate(tokens) if token.stem]
        found = []
        for position, (index, first) in enumerate(content):
            for name, diplomas in self._by_stems.get(sort, {}).get(first, ()):
                window = content[position : position + len(name)]
                if diplomas and tuple(one for _, one in window) == name:
                    found.append(Named(diplomas, index, window[-1][0] + 1))
        return found

    def _at(self, sort: str, tokens: Sequence[Token], content: Sequence[tuple[int, str]]) -> Named | None:
        """The name that begins with the first of `content`: (token, stem) of each telling word from there on."""
        index, first = content[0]
        for name, diplomas in self._by_stems.get(_key(sort), {}).get(first, ()):
            window = content[: len(name)]
            if tuple(one for _, one in window) == name:
                return Named(diplomas, index, window[-1][0] + 1)
        acronym = self._by_acronym.get((_key(sort), tokens[index].written))
        if acronym:
            return Named(acronym, index, index + 1)
        return self._whole(sort, tokens, index)

    def _whole(self, sort: str, tokens: Sequence[Token], index: int) -> Named | None:
        """A name of one telling word is one only where it stands alone: « bac pro cuisine », not « de la cuisine »."""
        for start in range(index, max(-1, index - LONGEST_ARTICLE), -1):
            if start and not _begins(tokens[start - 1]):
                continue
            for name, diplomas in self._by_words.get(_key(sort), {}).get(tokens[start].word, ()):
                end = start + _length(tokens, start, name)
                if end > index and (end == len(tokens) or _begins(tokens[end])):
                    return Named(diplomas, start, end)
        return None

    def _narrowed(self, named: Named, tokens: Sequence[Token]) -> Named:
        """The options that the text tells after the name of a diploma; all of them when it tells none."""
        rest = tokens[named.end :]
        if not rest or not rest[0].word.startswith(("option", "specialite", "mention")):
            return named
        length = next((i for i, token in enumerate(rest) if token.word in (",", ";", ".", ")")), len(rest))
        said = {token.stem for token in rest[:length] if token.stem}
        if not said:
            return named
        scores = {one: len(said & _option_stems(self._catalogue.certifications[one])) for one in named.diplomas}
        best = max(scores.values())
        chosen = tuple(one for one, score in scores.items() if score == best) if best else named.diplomas
        return Named(chosen, named.start, named.end + length)


def _key(sort: str) -> str:
    """Sorts that texts do not tell apart."""
    return "mc" if sort in ("mc3", "mc4") else sort


def _option_stems(diploma: Certification) -> set[str]:
    own = speciality(diploma.label)
    return {found for word in WORD.findall(own.removeprefix(base(diploma.label))) if (found := stem(word))}


def _begins(token: Token) -> bool:
    return token.word in BEGINNINGS or (token.is_mark and token.word not in ("'", "-"))


def _length(tokens: Sequence[Token], start: int, name: tuple[str, ...]) -> int:
    """How many tokens the words of a name take from `start`, marks inside words skipped; 0 when they are others."""
    position = start
    for word in name:
        while position < len(tokens) and tokens[position].word in ("'", "-"):
            position += 1
        if position == len(tokens) or tokens[position].word != word:
            return 0
        position += 1
    return position - start


_ByFirst = dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]
"""First word of a name to (words of the name, diplomas), the longest names first."""


def _by_first(names: dict[tuple[str, ...], dict[str, None]]) -> _ByFirst:
    found: _ByFirst = defaultdict(list)
    for name, diplomas in sorted(names.items(), key=lambda item: (-len(item[0]), item[0])):
        found[name[0]].append((name, tuple(diplomas)))
    return dict(found)
