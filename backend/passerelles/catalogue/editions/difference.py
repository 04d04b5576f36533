"""What changes for readers between two editions: ids added, removed, changed, by kind of record."""

from __future__ import annotations

from msgspec import Struct

from passerelles.catalogue.editions.edition import KINDS, Edition, key_of


class KindDifference(Struct, frozen=True, kw_only=True):
    """Sorted keys of one kind of record."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed)


def compare(old: Edition | None, new: Edition) -> dict[str, KindDifference]:
    """Differences by kind, in the order of the archive. Without an old edition everything is added."""
    return {kind: _compare_kind(kind, old, new) for kind in KINDS}


def _compare_kind(kind: str, old: Edition | None, new: Edition) -> KindDifference:
    before = {key_of(record): record for record in getattr(old, kind)} if old else {}
    after = {key_of(record): record for record in getattr(new, kind)}
    return KindDifference(
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        changed=tuple(sorted(key for key in after.keys() & before.keys() if after[key] != before[key])),
    )
