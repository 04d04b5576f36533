"""How long the planner takes: on the embedded edition, then on the whole country, from 1 département to all of them.

    python -m bench planner                  # the country is imported from the folder of real open data, if it is there
    python -m bench.planner national.zip     # or read from an archive that `passerelles import --national --out` made

Each question is planned cold (a new catalogue: nothing compiled yet), then again and again in turn; the answer is
presented too, without the database. One process, one thread, nothing discarded; CPU time (`time.thread_time`), which
other work on the machine does not stretch as it does the clock's.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from bench.machine import percentiles
from passerelles.catalogue.editions import archive
from passerelles.catalogue.editions.edition import Edition
from passerelles.catalogue.editions.seed import embedded
from passerelles.catalogue.importers.build import Order, build
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys import service
from passerelles.journeys.asking import Wishes, ask
from passerelles.journeys.graph.graph import graph_of
from passerelles.journeys.planner.anywhere import plan_from_anywhere
from passerelles.journeys.planner.plan import plan
from tests.support.shared_data import FOLDER

ROUNDS: Final = 4
STARTS: Final = ("stage:3e", "stage:2gt", "stage:bac-general", "stage:work")
SIZES: Final = (1, 12, 48, 96)
FIRST: Final = ("85", "44", "49", "53", "72", "35")
"""Départements taken first, then the others by number."""
MOST_TAUGHT: Final = 8
HOMES: Final = 6
KIB_PER_MIB: Final = 1024


def main() -> None:
    _say("embedded edition")
    _measure(Catalogue(archive.read(embedded())))
    edition = _national()
    if edition is None:
        _say(f"real open data not found in {FOLDER}: the whole country is not measured")
        return
    departments = _departments(edition)
    for size in (*(size for size in SIZES if size < len(departments)), len(departments)):
        _say(f"{size} départements")
        _measure(Catalogue(_restricted(edition, frozenset(departments[:size]))))


def _measure(catalogue: Catalogue) -> None:
    before = resident_mb()
    started = time.thread_time()
    graph = graph_of(catalogue)
    _say(
        f"  {len(catalogue.certifications)} certifications, {len(catalogue.programmes)} programmes;"
        f" graph in {(time.thread_time() - started) * 1000:.0f} ms"
    )
    gc.collect()
    gc.freeze()  # as the server does once an edition is ready
    wishes = wishes_of(catalogue)
    questions = [ask(catalogue, one).question for one in wishes]
    cold = list(_timed(questions, lambda one: plan(graph, one)))
    warm = [seconds for _ in range(ROUNDS) for seconds in _timed(questions, lambda one: plan(graph, one))]
    _say("  plan, first time   " + percentiles(cold))
    _say("  plan, afterwards   " + percentiles(warm))
    anywhere = [ask(catalogue, msgspec.structs.replace(one, start=None)).question for one in wishes[:: len(STARTS)]]
    _say("  all ways in        " + percentiles(list(_timed(anywhere, lambda one: plan_from_anywhere(graph, one)))))
    unsaid = [msgspec.structs.replace(one, start=None) for one in wishes[:: len(STARTS)]]
    said = _timed(unsaid, lambda one: service.plan_journeys(catalogue, (), one).model_dump_json(by_alias=True))
    _say("  — in words         " + percentiles(list(said)))
    sectors = [msgspec.structs.replace(one, to=sector) for one in wishes[:8] for sector in catalogue.sectors]
    towards = [ask(catalogue, one).question for one in sectors]
    _say("  towards a sector   " + percentiles(list(_timed(towards, lambda one: plan(graph, one)))))
    answered = _timed(wishes, lambda one: service.plan_journeys(catalogue, (), one).model_dump_json(by_alias=True))
    _say("  answer in words    " + percentiles(list(answered)))
    _say(f"  memory: {resident_mb():.0f} MB resident, {resident_mb() - before:+.0f} MB with the graph and the ways")
    gc.unfreeze()


def _timed(things: Sequence[msgspec.Struct], act: Callable[..., object]) -> Iterator[float]:
    for one in things:
        begun = time.thread_time()
        act(one)
        yield time.thread_time() - begun


def wishes_of(catalogue: Catalogue) -> list[Wishes]:
    """Every start and home towards the most taught diplomas of each kind, and the jobs of most diplomas."""
    homes = _homes(catalogue)
    return [
        Wishes(start=start, to=to, near=home)
        for to in (*_most_taught(catalogue), *_jobs(catalogue))
        for home in homes
        for start in STARTS
    ]


def _homes(catalogue: Catalogue) -> list[str]:
    """Communes evenly spread among those where something is taught."""
    taught = sorted({one.commune for one in catalogue.institutions.values() if one.commune})
    placed = [one for one in taught if (commune := catalogue.commune(one)) and commune.lat is not None]
    return placed[:: max(1, len(placed) // HOMES)][:HOMES]


def _most_taught(catalogue: Catalogue) -> list[str]:
    found: list[str] = []
    for kind in ("bts", "bac-pro", "cap"):
        taught = [one.id for one in catalogue.certifications.values() if one.kind == kind]
        found += sorted(taught, key=lambda one: (-len(catalogue.programmes_of(one)), one))[:MOST_TAUGHT]
    return found


def _jobs(catalogue: Catalogue) -> list[str]:
    return sorted(catalogue.jobs, key=lambda job: (-len(catalogue.certifications_of_job(job)), job))[:MOST_TAUGHT]


def _national() -> Edition | None:
    if len(sys.argv) > 1 and sys.argv[-1].endswith(".zip"):
        return archive.read(Path(sys.argv[-1]).read_bytes())
    if not FOLDER.is_dir():
        return None
    return build(Order(folder=FOLDER, territory="france", national=True)).edition


def _departments(edition: Edition) -> list[str]:
    known = {one.department for one in edition.institutions if one.department}
    return [*(one for one in FIRST if one in known), *sorted(known - set(FIRST))]


def _restricted(edition: Edition, departments: frozenset[str]) -> Edition:
    """What is taught in these départements; the nomenclatures whole."""
    kept = {one.id for one in edition.institutions if one.department in departments}
    return msgspec.structs.replace(
        edition,
        institutions=tuple(one for one in edition.institutions if one.id in kept),
        programmes=tuple(one for one in edition.programmes if one.institution in kept),
    )


def resident_mb() -> float:
    """Megabytes of this process now; 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / KIB_PER_MIB for line in lines if line.startswith("VmRSS")), 0.0)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
