"""The compiled progressions kept on disk between two starts: reading the sheets again would cost seconds each time.

A file per (edition, release): another edition or another code never reads it. A file that cannot be read is made again.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
import structlog

from passerelles.core.release import release
from passerelles.journeys.graph.compiled import Compiled, Parts, Shape

log = structlog.get_logger()

PREFIX: Final = "graph-"
_folder: Path | None = None


class _File(msgspec.Struct, array_like=True, frozen=True):
    ids: tuple[str, ...]
    shapes: tuple[Shape, ...]
    sources: bytes
    targets: bytes
    strengths: bytes
    kinds: bytes


def keep_in(folder: Path | None) -> None:
    """Keep compiled progressions in this folder; None keeps nothing (tests, tools)."""
    global _folder  # noqa: PLW0603 - set once at composition
    _folder = folder


def kept(edition: str, compile_: Callable[[], Compiled]) -> Compiled:
    """What was kept for this edition and this code, else what `compile_` gives, kept for the next start."""
    if _folder is None:
        return compile_()
    path = _folder / f"{PREFIX}{edition}-{release()}.bin"
    found = _read(path)
    if found is None:
        found = compile_()
        _write(path, found)
    return found


def _read(path: Path) -> Compiled | None:
    try:
        file = msgspec.msgpack.decode(path.read_bytes(), type=_File)
        return Compiled.of(
            Parts(
                file.ids,
                file.shapes,
                sources=array("I", file.sources),
                targets=array("I", file.targets),
                strengths=array("d", file.strengths),
                kinds=array("B", file.kinds),
            )
        )
    except (OSError, ValueError, msgspec.DecodeError):  # absent, cut short, of another shape
        return None


def _write(path: Path, compiled: Compiled) -> None:
    """Written beside, then renamed: another worker reads the whole file or none. A full disk is not our failure."""
    parts = compiled.parts()
    file = _File(
        parts.ids,
        parts.shapes,
        parts.sources.tobytes(),
        parts.targets.tobytes(),
        parts.strengths.tobytes(),
        parts.kinds.tobytes(),
    )
    beside = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(msgspec.msgpack.encode(file))
        beside.replace(path)
        for old in path.parent.glob(f"{PREFIX}*.bin"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError as error:
        log.warning("graph not kept", error=type(error).__name__)
