"""How long the planner takes on real questions, on the embedded edition.

Each question is planned cold (a new graph: nothing computed yet), then again and again in turn; the answer is
presented too, without the database. One process, one thread, nothing discarded; CPU time (`time.thread_time`), which
other work on the machine does not stretch as it does the clock's.
"""

from __future__ import annotations

import sys
import time
from typing import Final

from bench.editions import embedded
from bench.machine import percentiles
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys import service
from passerelles.journeys.asking import ask
from passerelles.journeys.graph.graph import Graph
from passerelles.journeys.planner.plan import plan

ROUNDS: Final = 8
STARTS: Final = ("stage:3e", "stage:2gt", "stage:work")
HOMES: Final = ("COM:85047", "COM:44109", "COM:49007", "COM:53130", "COM:72181")
MOST_TAUGHT: Final = 8


def main() -> None:
    catalogue = embedded()
    questions = _questions(catalogue)
    _print(
        f"edition {catalogue.edition}: {len(catalogue.certifications)} certifications,"
        f" {len(catalogue.programmes)} programmes; {len(questions)} questions, {ROUNDS} rounds"
    )
    started = time.perf_counter()
    graph = Graph(catalogue)
    _print(f"graph made in {(time.perf_counter() - started) * 1000:.0f} ms (steps are computed when first asked)")
    _print("plan, first time:  " + percentiles(_plan(graph, questions)))
    warm = [seconds for _ in range(ROUNDS) for seconds in _plan(graph, questions)]
    _print("plan, afterwards:  " + percentiles(warm))
    hardest = [question for question in questions if question[0] == "stage:3e" and _is_bts(catalogue, question[1])]
    _print("  3e to a BTS:     " + percentiles([s for _ in range(ROUNDS) for s in _plan(graph, hardest)]))
    _print("plan and present:  " + percentiles([s for _ in range(ROUNDS // 4) for s in _answer(catalogue, questions)]))


def _questions(catalogue: Catalogue) -> list[tuple[str, str, str]]:
    """The flagship, then every start and home towards the most taught diplomas of each kind: the hardest ones."""
    hard = [(start, to, home) for to in _most_taught(catalogue) for start in STARTS for home in HOMES]
    return [("stage:3e", "CFD:32025413", "COM:85047"), *hard]


def _most_taught(catalogue: Catalogue) -> list[str]:
    found: list[str] = []
    for kind in ("bts", "bac-pro", "cap"):
        taught = [one.id for one in catalogue.certifications.values() if one.kind == kind]
        found += sorted(taught, key=lambda one: (-len(catalogue.programmes_of(one)), one))[:MOST_TAUGHT]
    return found


def _is_bts(catalogue: Catalogue, certification: str) -> bool:
    return catalogue.certifications[certification].kind == "bts"


def _plan(graph: Graph, questions: list[tuple[str, str, str]]) -> list[float]:
    durations = []
    for start, to, near in questions:
        asked = ask(graph.catalogue, start=start, to=to, near=near, max_km=30.0)
        begun = time.thread_time()
        plan(graph, asked.question)
        durations.append(time.thread_time() - begun)
    return durations


def _answer(catalogue: Catalogue, questions: list[tuple[str, str, str]]) -> list[float]:
    durations = []
    for start, to, near in questions:
        begun = time.thread_time()
        service.plan_journeys(catalogue, (), start=start, to=to, near=near).model_dump_json(by_alias=True)
        durations.append(time.thread_time() - begun)
    return durations


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
