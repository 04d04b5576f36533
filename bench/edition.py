"""Making an edition and starting from it: the territory of the demonstration, then the whole country.

    python -m bench.edition

Each measure runs in a process of its own, so that its peak memory is its own. Needs the folder of real open data
(`PASSERELLES_SHARED_DATA`, or `../shared/data`); says so when it is not there.
"""

from __future__ import annotations

import asyncio
import json
import logging
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Final

import structlog

import passerelles.app  # noqa: F401 - registers what a worker computes once per edition
from bench.planner import resident_mb, wishes_of
from passerelles.catalogue import live
from passerelles.catalogue.editions import archive
from passerelles.catalogue.importers.build import Order, build
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys import service as journeys
from passerelles.journeys.graph import keeping
from tests.support.shared_data import FOLDER

KIB_PER_MIB = 1024
QUESTIONS: Final = 192


def main() -> None:
    if not FOLDER.is_dir():
        print(f"real open data not found in {FOLDER}: nothing measured")
        return
    with tempfile.TemporaryDirectory() as kept:
        for territory in ("52", "france"):
            path = Path(kept) / f"{territory}.zip"
            made = _measured("import", territory, str(path))
            print(
                f"import {territory:7} {made['seconds']:5.1f} s (processor {made['processor']:4.1f} s), "
                f"peak {made['peak']:4.0f} MB, archive "
                f"{path.stat().st_size / KIB_PER_MIB:5.0f} kB, {made['certifications']} diplomas, "
                f"{made['programmes']} programmes, {made['institutions']} institutions"
            )
            for again in ("first start", "start again"):
                started = _measured("start", territory, str(path))
                print(
                    f"{again} {territory:7} shown in {started['shown']:4.1f} s, everything ready in "
                    f"{started['seconds']:4.1f} s (processor {started['processor']:4.1f} s); worker "
                    f"{started['resident']:4.0f} MB ready, {started['asked']:4.0f} MB after {QUESTIONS} questions, "
                    f"peak {started['peak']:4.0f} MB"
                )


def _measured(act: str, territory: str, path: str) -> dict[str, Any]:
    command = (sys.executable, "-m", "bench.edition", act, territory, path)
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _import(territory: str, path: Path) -> dict[str, float]:
    done, seconds = _timed(lambda: _made(territory, path))
    kinds = {kind: len(getattr(done, kind)) for kind in ("certifications", "programmes", "institutions")}
    return {"seconds": seconds, "processor": process_time(), **kinds}


def _made(territory: str, path: Path) -> Any:
    edition = build(Order(folder=FOLDER, territory=territory, national=territory == "france")).edition
    path.write_bytes(archive.write(edition))
    return edition


def _start(_: str, path: Path) -> dict[str, float]:
    """A worker as the server starts it: pages are shown at once, then indexes and graph are made, or read if kept."""
    keeping.keep_in(path.parent)
    begun, busy = perf_counter(), process_time()
    live.show(Catalogue(archive.read(path.read_bytes())))
    shown = perf_counter() - begun
    asyncio.run(live.prepare_shown())
    ready, processor, resident = perf_counter() - begun, process_time() - busy, resident_mb()
    catalogue = live.current()
    asked = wishes_of(catalogue)
    for one in asked[:: max(1, len(asked) // QUESTIONS)]:
        journeys.plan_journeys(catalogue, (), one)
    return {
        "seconds": ready, "shown": shown, "processor": processor, "resident": resident, "asked": resident_mb()
    }  # fmt: skip


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    started = perf_counter()
    result = act()
    return result, perf_counter() - started


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))  # figures only
        measured = {"import": _import, "start": _start}[sys.argv[1]](sys.argv[2], Path(sys.argv[3]))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MIB
        print(json.dumps({**measured, "peak": peak}))
