"""The rows of one file and the account kept of them: read, used, refused with a reason, ignored on purpose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from passerelles.core.messages import t

Row = dict[str, str]
NumberedRow = tuple[int, Row]

EXCERPT: Final = 80
"""Characters of a refused value kept in the report."""


class Refusal(Struct, frozen=True, kw_only=True):
    """A row that was not taken, and why: enough to find it again and mend it."""

    file: str
    line: int
    reason: str  # a French sentence
    value: str  # excerpt


class Table:
    """Rows of one file, in order, and what became of them. Cells are stripped text; an absent cell is empty."""

    def __init__(self, name: str, rows: Iterable[NumberedRow], source: str = "") -> None:
        self.name = name
        self.source = source
        self.read = 0
        self.refusals: list[Refusal] = []
        self.ignored: Counter[str] = Counter()
        self.notes: Counter[str] = Counter()
        self._rows = tuple(rows)

    @classmethod
    def of(cls, name: str, rows: Iterable[Row], source: str = "") -> Table:
        """A table of rows held in memory, numbered as in a file whose first line is the header."""
        return cls(name, enumerate(rows, start=2), source)

    def __iter__(self) -> Iterator[NumberedRow]:
        for numbered in self._rows:
            self.read += 1
            yield numbered

    def forget(self) -> None:
        """Let go of the rows once nobody will read them again; the account stays."""
        self._rows = ()

    def peek(self) -> Iterator[NumberedRow]:
        """The rows again for a second reader of the same file: they are counted once."""
        return iter(self._rows)

    @property
    def used(self) -> int:
        """Rows that ended in a record."""
        return self.read - len(self.refusals) - self.ignored.total()

    def refuse(self, line: int, reason: str, value: str = "") -> None:
        """This row cannot be taken: `reason` is the key of its sentence, `imports.refused.<reason>`."""
        sentence = t(f"imports.refused.{reason}")
        self.refusals.append(Refusal(file=self.name, line=line, reason=sentence, value=value[:EXCERPT]))

    def ignore(self, reason: str) -> None:
        """This row is right but not for us: another territory, another site… (`imports.ignored.<reason>`)."""
        self.ignored[t(f"imports.ignored.{reason}")] += 1

    def note(self, reason: str) -> None:
        """This row is taken, with something that a reader of the report should know (`imports.noted.<reason>`)."""
        self.notes[t(f"imports.noted.{reason}")] += 1
