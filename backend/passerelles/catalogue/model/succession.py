"""Old ids lead to what is open now: BCN successors, several possible, chains and cycles included."""

from __future__ import annotations

from collections.abc import Mapping

from passerelles.catalogue.records import Certification


def is_open(certification: Certification, as_of: str) -> bool:
    """Whether the diploma can still be started at `as_of` (ISO date; empty: any closing date closes)."""
    return certification.closed is None or bool(as_of and certification.closed > as_of)


def current_of(start: str, certifications: Mapping[str, Certification], as_of: str) -> tuple[str, ...]:
    """The open diplomas `start` leads to, in the order BCN names them.

    A closed diploma whose successors are unknown here, or run in a circle, answers with itself. Unknown: `()`.
    """
    if start not in certifications:
        return ()
    found: list[str] = []
    seen: set[str] = set()
    pending = [start]
    while pending:
        identifier = pending.pop(0)
        certification = certifications.get(identifier)
        if identifier in seen or certification is None:
            continue
        seen.add(identifier)
        if is_open(certification, as_of):
            found.append(identifier)
        else:
            pending.extend(certification.successors)
    return tuple(found) or (start,)
