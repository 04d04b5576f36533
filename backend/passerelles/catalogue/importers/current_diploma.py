"""From the class a figure was published for to the diploma that one enters today."""

from __future__ import annotations

from msgspec import Struct

from passerelles.catalogue.importers.bcn import Diploma, Mef, heads
from passerelles.catalogue.importers.certifications import Nomenclature, label_of


class Landing(Struct, frozen=True, kw_only=True):
    """The diploma open now, and the code and label of publication when they are older."""

    cfd: str
    published_code: str | None = None
    published_label: str | None = None


def landing(mef: Mef, nomenclature: Nomenclature) -> Landing | None:
    """Where an entry in this class leads today, or None when its diploma is unknown.

    A class may close before its diploma (the last pupils finish it): its entrants are already in the successor. A
    diploma with several open successors keeps its own code, because nobody published which one the school took; so does
    one that has none.
    """
    diploma = nomenclature.diplomas.get(mef.cfd)
    if diploma is None:
        return None
    if not diploma.is_closed(nomenclature.as_of) and not _is_closed(mef, nomenclature.as_of):
        return Landing(cfd=mef.cfd)
    found = _successors(diploma, nomenclature)
    if len(found) != 1 or found[0] == mef.cfd:
        return Landing(cfd=mef.cfd)
    return Landing(cfd=found[0], published_code=mef.cfd, published_label=label_of(diploma, nomenclature))


def _is_closed(mef: Mef, as_of: str) -> bool:
    return mef.closed is not None and mef.closed <= as_of


def _successors(diploma: Diploma, nomenclature: Nomenclature) -> tuple[str, ...]:
    found = (head for code in diploma.new for head in heads(code, nomenclature.diplomas, nomenclature.as_of))
    return tuple(dict.fromkeys(found))
