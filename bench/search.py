"""The search box on a reference list of queries: what is found, and how fast: `make bench-search`.

    python -m bench.search [QUERIES.csv] [EDITION.zip]

The list has the columns `id;query;kind;expected;must_first;note` (typed ids separated by `|`). A query is a hit when
one of its expected ids is among the first five results, as the API returns them: no id is resolved on its behalf.
Intervals are Wilson's at 95 %: the list is small. Without a list, only the durations of our own queries are printed.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from math import sqrt
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time
from typing import Final

from bench.editions import embedded
from bench.machine import percentiles
from passerelles.catalogue.editions import archive
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.search import service
from passerelles.core.settings import settings

FIRST: Final = 5
REPEATS: Final = 5
Z: Final = 1.96
OWN: Final = Path("tests/catalogue/search/own_queries.csv")
FACULTATIVE: Final = frozenset({"vague", "hostile"})
"""Kinds that have no single right answer: counted apart."""


def main(arguments: Sequence[str] = ()) -> None:
    lists = [Path(one) for one in arguments if one.endswith(".csv")]
    editions = [Path(one) for one in arguments if one.endswith(".zip")]
    catalogue = Catalogue(archive.read(editions[0].read_bytes())) if editions else embedded()
    started = perf_counter()
    service.prepare(catalogue)
    print(f"edition {catalogue.edition}: indexes built in {perf_counter() - started:.2f} s")
    for path in lists:
        measure(catalogue, _rows(path))
    queries = [row["query"] for row in _rows(lists[0] if lists else OWN)]
    print("answers:       ", percentiles(_durations(catalogue, queries, perf_counter)))
    print("processor time:", percentiles(_durations(catalogue, queries, process_time)))
    print("memory of this process, at most:", getrusage(RUSAGE_SELF).ru_maxrss // 1024, "MiB")


def measure(catalogue: Catalogue, rows: list[dict[str, str]]) -> None:
    """Print the shares of queries that find what they mean, by kind, then the misses one by one."""
    hits: dict[str, list[bool]] = defaultdict(list)
    firsts: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        found = _answer(catalogue, row["query"], FIRST)
        keys = (row["kind"],) if row["kind"] in FACULTATIVE else (row["kind"], "all")
        if row["expected"]:
            hit = not set(row["expected"].split("|")).isdisjoint(found)
            _count(hits, keys, hit)
            if not hit:
                print(f"missed: {row['id']} {row['query']!r} found {found}")
        if row["must_first"]:
            first = bool(found) and found[0] in row["must_first"].split("|")
            _count(firsts, keys, first)
            if not first:
                print(f"not first: {row['id']} {row['query']!r} found {found}")
    for title, counted in (("in the first five", hits), ("first", firsts)):
        for key, results in sorted(counted.items()):
            print(f"{title:18} {key:9} {sum(results):3}/{len(results):<3} {_interval(sum(results), len(results))}")


def _count(results: dict[str, list[bool]], keys: tuple[str, ...], value: bool) -> None:
    for key in keys:
        results[key].append(value)


def _interval(successes: int, tries: int) -> str:
    share = successes / tries
    middle = (share + Z * Z / (2 * tries)) / (1 + Z * Z / tries)
    half = Z * sqrt(share * (1 - share) / tries + Z * Z / (4 * tries * tries)) / (1 + Z * Z / tries)
    return f"{share:4.0%} [{max(0.0, middle - half):.0%}; {min(1.0, middle + half):.0%}]"


def _answer(catalogue: Catalogue, query: str, limit: int = 10) -> list[str]:
    campus = settings().campus_id  # as the API answers: institutions near the campus a little higher
    return [item.id for item in service.answer(catalogue, query, limit=limit, campus_id=campus).items]


def _durations(catalogue: Catalogue, queries: list[str], clock: Callable[[], float]) -> list[float]:
    spent = []
    for query in queries * REPEATS:
        started = clock()
        _answer(catalogue, query)
        spent.append(clock() - started)
    return spent


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


if __name__ == "__main__":
    main(sys.argv[1:])
