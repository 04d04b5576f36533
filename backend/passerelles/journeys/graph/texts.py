"""What a sheet's text says of a way in or of what follows: kinds of diploma, their names, their fields.

« un bac professionnel du secteur du bois (technicien constructeur bois, technicien menuisier-agenceur) » is one
mention: the sort `bac-pro`, the diplomas of these two names, the field `bois`. Nothing is understood beyond that: what
a mention is worth is for `documented` to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from passerelles.journeys.graph.lexicon import (
    AGRICULTURAL,
    AGRICULTURAL_KINDS,
    ANOTHER,
    CAPITALS,
    GENERAL,
    NOT_FIELDS,
    PLAIN,
    SAID_WITHOUT_KIND,
    SAME,
    SEPARATORS,
)
from passerelles.journeys.graph.names import Names, Token, tokens_of

_Kind = tuple[int, int, str, bool]
"""(start, end, sort, agricultural) of a kind named in a sentence."""


class Mention(Struct, frozen=True):
    """A kind of diploma that a text names, with what follows the word."""

    sort: str  # as `steps.sort_of`, `mc` for both of its levels
    diplomas: tuple[str, ...]  # open now, of the names read
    fields: tuple[tuple[str, ...], ...]  # stems of each field read: ("bois",), ("amena", "paysa")
    another: bool = False  # « un second BTSA », « un autre CAP »: not the kind of the sheet itself

    @property
    def is_bare(self) -> bool:
        """Neither a name nor a field."""
        return not self.diplomas and not self.fields


def mentions(text: str, names: Names) -> list[Mention]:
    """The kinds of diploma that a text names, in its order."""
    found: list[Mention] = []
    for sentence in _sentences(tokens_of(text)):
        kinds = list(_kinds(sentence))
        for position, (_, end, sort, agricultural) in enumerate(kinds):
            stop = kinds[position + 1][0] if position + 1 < len(kinds) else len(sentence)
            said = sentence[end:stop]
            if sort == GENERAL:
                continue
            named = names.find(sort, said)
            covered = {index for one in named for index in range(one.start, one.end)}
            fields = list(_fields(said, covered)) or list(_shared(sentence, kinds, position))
            if agricultural:
                fields.append((AGRICULTURAL,))
            diplomas = dict.fromkeys(identifier for one in named for identifier in one.diplomas)
            found.append(Mention(sort, tuple(diplomas), tuple(fields), _is_another(sentence, kinds[position][0])))
        for sort in SAID_WITHOUT_KIND:
            loose = dict.fromkeys(one for name in names.find_anywhere(sort, sentence) for one in name.diplomas)
            if loose:
                found.append(Mention(sort, tuple(loose), ()))
    return found


def _sentences(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = 0
    for index, token in enumerate(tokens):
        if token.word == ".":
            yield tokens[start:index]
            start = index + 1
    yield tokens[start:]


def _kinds(tokens: Sequence[Token]) -> Iterator[_Kind]:
    """(start, end, sort, agricultural) of each kind named; a kind and its own acronym in brackets are one."""
    index = 0
    last: _Kind | None = None
    while index < len(tokens):
        found = _kind_at(tokens, index)
        if found is None:
            index += 1
            continue
        sort, end, agricultural = found
        if last and last[2] == sort and all(token.is_mark for token in tokens[last[1] : index]):
            last = (last[0], end, sort, last[3] or agricultural)
        else:
            if last:
                yield last
            last = (index, end, sort, agricultural)
        index = end
    if last:
        yield last


def _kind_at(tokens: Sequence[Token], index: int) -> tuple[str, int, bool] | None:
    written = tokens[index].written
    if written in CAPITALS:
        return CAPITALS[written], index + 1, written in AGRICULTURAL_KINDS
    word = tokens[index].word
    for phrase, sort in _BY_FIRST.get(word, ()):
        if all(index + i < len(tokens) and tokens[index + i].word == one for i, one in enumerate(phrase)):
            return sort, index + len(phrase), False
    return None


def _shared(tokens: Sequence[Token], kinds: Sequence[_Kind], position: int) -> Iterator[tuple[str, ...]]:
    """The field of « un bac pro ou un BP du secteur de la restauration » is that of both."""
    while position + 1 < len(kinds):
        between = tokens[kinds[position][1] : kinds[position + 1][0]]
        if any(token.stem and token.stem not in NOT_FIELDS for token in between) or not any(
            token.word in ("ou", "et") for token in between
        ):
            return
        position += 1
        stop = kinds[position + 1][0] if position + 1 < len(kinds) else len(tokens)
        found = list(_fields(tokens[kinds[position][1] : stop], set()))
        if found:
            yield from found
            return


def _is_another(tokens: Sequence[Token], start: int) -> bool:
    return any(token.word in ANOTHER for token in tokens[max(0, start - 1) : start])


def _fields(tokens: Sequence[Token], covered: set[int]) -> Iterator[tuple[str, ...]]:
    current: list[str] = []
    for index, token in enumerate(tokens):
        if index in covered or token.word in SEPARATORS:
            if current:
                yield tuple(current)
            current = []
        elif token.stem and token.word not in SAME and token.stem not in NOT_FIELDS:
            current.append(token.stem)
    if current:
        yield tuple(current)


def _by_first(kinds: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for sort, phrases in kinds:
        for phrase in phrases:
            words = tuple(token.word for token in tokens_of(phrase))
            found.setdefault(words[0], []).append((words, sort))
    for choices in found.values():
        choices.sort(key=lambda choice: -len(choice[0]))
    return found


_BY_FIRST: Final = _by_first(PLAIN.items())
