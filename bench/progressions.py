"""Recall of the journey graph on a reference list of progressions.

    python -m bench.progressions path/to/progressions_dev.csv

Counts, for each pair (source, target) of the list, whether the target is among the first 8 progressions out of the
source, and how many `never` pairs are among the first 12. Sources are resolved to the diploma open now; a common
first year and its options are one. The list is ours to measure with, never to learn from.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

from bench.editions import embedded
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys.graph.graph import Graph

FIRST = 8


def main(path: Path) -> None:
    graph = Graph(embedded())
    hits: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    wrong: list[str] = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            targets = _targets(graph.catalogue, row)
            if row["relation"] == "never":
                if _found(graph, row["source_cfd"], 12) & targets:
                    wrong.append(f"{row['source_label']} -> {row['target_label']}")
                continue
            hit = bool(_found(graph, row["source_cfd"], FIRST) & targets)
            level = row["niveau_source"]
            for key in (
                "all",
                f"from {level}",
                f"proof {row['preuve']}",
                "" if level == "2de pro" else "without 2de pro",
            ):
                totals[key] += 1
                hits[key] += hit
    for key in sorted(filter(None, totals)):
        print(f"recall@{FIRST} {key:28} {hits[key]:4}/{totals[key]:<4} {hits[key] / totals[key]:.2f}")
    print(f"never pairs among the first 12: {len(wrong)} {wrong}")


def _targets(catalogue: Catalogue, row: dict[str, str]) -> set[str]:
    if row["target_kind"] == "type":
        return {f"TYPE:{row['target_label'].lower().replace(' ', '-')}"}
    identifier = f"CFD:{row['target_cfd']}"
    return {identifier, *catalogue.resolve(identifier)}


def _found(graph: Graph, cfd: str, first: int) -> set[str]:
    found: set[str] = set()
    for source in graph.catalogue.resolve(f"CFD:{cfd}")[:1]:
        for step in graph.next_of(source)[:first]:
            found |= {step.target, *(c.id for c in graph.catalogue.leads_to(step.target))}
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
