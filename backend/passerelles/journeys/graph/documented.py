"""What Onisep's sheets say, as pairs of diplomas: the text was matched to codes by us, and every screen says so.

Two directions are read: what the sheet of A says may follow, and what the sheet of B says one may come from. A name is
worth more than a field, a field more than a kind of diploma alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from msgspec import Struct

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys.graph.fields import Fields
from passerelles.journeys.graph.heirs import Heirs
from passerelles.journeys.graph.names import Names
from passerelles.journeys.graph.profile import Profile, profiles_of
from passerelles.journeys.graph.steps import step_between
from passerelles.journeys.graph.texts import Mention, bacs, mentions

Side = Literal["further", "access"]


class Said(Struct, frozen=True):
    """What sheets say of one pair."""

    named: bool = False  # one sheet names the other diploma
    field: float = 0.0  # 0 to 1: how well the other diploma answers to the field that the sheet names
    kind: bool = False  # the sheet names its kind
    silent: bool = False  # the sheet lists what follows, not this kind


_NOTHING, _SILENT, _NAMED = Said(), Said(silent=True), Said(named=True)


class Sheets:
    """The sheets of an edition, read once. Diplomas are those open now."""

    def __init__(self, catalogue: Catalogue, heirs: Heirs, profiles: Mapping[str, Profile]) -> None:
        names = Names(catalogue, heirs)
        self._catalogue = catalogue
        self._profiles = profiles
        self._fields = Fields(catalogue, profiles)
        self._named: dict[str, set[str]] = defaultdict(set)
        self._mentions: dict[Side, dict[str, dict[str, list[Mention]]]] = {"further": {}, "access": {}}
        known: dict[tuple[str, str], list[Mention]] = {}
        for diploma in profiles:
            for text in self._texts(diploma):
                for side, said in (("further", text[0]), ("access", text[1])):
                    key = (side, said)
                    if key not in known:
                        known[key] = mentions(said, names)
                    self._keep(diploma, "further" if side == "further" else "access", known[key])

    def said(self, source: str, target: str) -> Said:
        """What is said of going from a diploma to another."""
        further = self._mentions["further"].get(source, {})
        access = self._mentions["access"].get(target, {})
        to, by = further.get(_sort(self._profiles[target]), ()), access.get(_sort(self._profiles[source]), ())
        if not to and not by:
            return _NAMED if target in self._named.get(source, ()) else _SILENT if further else _NOTHING
        field = max(
            self._fields.best(target, (field for mention in to for field in mention.fields)),
            self._fields.best(source, (field for mention in by for field in mention.fields)),
        )
        return Said(
            named=target in self._named.get(source, ()),
            field=field,
            kind=any(mention.is_bare for mention in (*to, *by)),
            silent=bool(further) and not to,
        )

    def named_from(self, source: str) -> set[str]:
        """The diplomas that some sheet names after this one."""
        return self._named.get(source, set())

    def bacs_before(self, target: str) -> frozenset[str]:
        """The stages of the general and technological road that the sheet of a diploma names."""
        return frozenset(stage for _, access in self._texts(target) for stage in bacs(access))

    def kinds_after(self, source: str) -> frozenset[str]:
        """The sorts of diploma that the sheet of a diploma says may follow it."""
        return frozenset(self._mentions["further"].get(source, ()))

    def _texts(self, diploma: str) -> Iterable[tuple[str, str]]:
        """(what follows, the way in) of its sheets; of those of the diploma it replaced when it has none."""
        record = self._catalogue.certifications[diploma]
        near = (diploma, *record.predecessors, *record.successors, *record.common_year_of)
        texts = next((found for one in near if (found := self._catalogue.further_studies_of(one))), ())
        return [(text.further_text, text.access_text) for text in texts]

    def _keep(self, diploma: str, side: Side, found: Iterable[Mention]) -> None:
        own = _sort(self._profiles[diploma])
        kept = self._mentions[side].setdefault(diploma, defaultdict(list))
        for mention in found:
            if diploma in mention.diplomas or (not mention.diplomas and mention.sort == own and not mention.another):
                continue  # the sheet speaks of itself
            for one in mention.diplomas:
                source, target = (diploma, one) if side == "further" else (one, diploma)
                for entered in entered_through(self._catalogue, target):
                    if self._is_step(source, entered):
                        self._named[source].add(entered)
            kept[mention.sort].append(mention)

    def _is_step(self, source: str, target: str) -> bool:
        if source not in self._profiles or target not in self._profiles:
            return False
        known = self._catalogue.certifications
        return step_between(known[source], known[target]) is not None


def named_pairs(catalogue: Catalogue) -> set[tuple[str, str]]:
    """Every pair (before, after) of diplomas open now that some sheet of the edition names."""
    profiles = profiles_of(catalogue)
    sheets = Sheets(catalogue, Heirs(catalogue), profiles)
    return {(source, target) for source in profiles for target in sheets.named_from(source)}


def entered_through(catalogue: Catalogue, diploma: str) -> tuple[str, ...]:
    """The diploma itself, or the common first years of BTS that one enters it through."""
    common = [c.id for c in catalogue.enters_through(diploma) if c.kind == "bts" and catalogue.is_open(c)]
    return tuple(common) if catalogue.certifications[diploma].kind == "bts" and common else (diploma,)


def _sort(profile: Profile) -> str:
    return SORT_IN_TEXTS.get(profile.sort, profile.sort)


SORT_IN_TEXTS: Final = {"mc3": "mc", "mc4": "mc"}
