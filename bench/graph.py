"""Recall of the journey graph on a reference list of progressions: `make bench-graph`.

    python -m bench.graph path/to/progressions_dev.csv [path/to/edition.zip]

For each pair (source, target) of the list: is the target among the first 8 steps out of the source? Sources are the
diplomas open now; the options of a diploma and its common year are one step. Pairs whose target the edition does not
hold are counted apart. The list is ours to measure with, never to learn from. It is cut in two by source (parity of a
digest): a change had to help, or not to harm, both halves. docs/planner.md says what that is worth.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import process_time

from msgspec.structs import replace

from bench.graph_hidden import measured_hidden
from passerelles.catalogue.editions import archive
from passerelles.catalogue.editions.seed import embedded as archived
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys.graph.graph import MOST, Graph
from passerelles.journeys.graph.vocabulary import plain

FIRST = 8
PLACES = (3, FIRST, MOST)
Row = Mapping[str, str]


def main(arguments: list[str]) -> None:
    verbose = "-v" in arguments
    path, *edition = [argument for argument in arguments if argument != "-v"]
    source = archive.read(Path(edition[0]).read_bytes() if edition else archived())
    catalogue = Catalogue(source)
    started = process_time()
    graph = Graph(catalogue)
    sys.stdout.write(f"edition {catalogue.edition}, graph compiled in {process_time() - started:.2f} s of CPU\n")
    measured = _measure(graph, Path(path), verbose=verbose)
    sys.stdout.write("\n".join((*measured, *_shape(graph))) + "\n")
    sys.stdout.write("inference alone, no sheet read:\n")
    unread = Graph(Catalogue(replace(source, further_studies=())))
    lines = _measure(unread, Path(path), verbose=False)
    sys.stdout.write("\n".join(line for line in lines if "proof" not in line and "from" not in line) + "\n")
    sys.stdout.write("pairs that sheets name, sheets hidden:\n" + "\n".join(measured_hidden(source)) + "\n")


def _measure(graph: Graph, path: Path, *, verbose: bool) -> Iterator[str]:
    hits: Counter[tuple[str, int]] = Counter()
    totals: Counter[str] = Counter()
    wrong: list[str] = []
    absent: list[str] = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for row in rows:
        targets = _targets(graph.catalogue, row)
        name = f"{row['source_label']} -> {row['target_label']}"
        place = _place(graph, row, targets)
        shown = _place(graph, row, targets, options=False)
        if row["relation"] == "never":
            wrong.extend([name] if place else [])
            continue
        if not targets:
            absent.append(name)
            continue
        for cut, found in (*((cut, place) for cut in _cuts(row)), *((cut, shown) for cut in _strict(row))):
            totals[cut] += 1
            for limit in PLACES:
                hits[cut, limit] += bool(found and found <= limit)
        if verbose and not (place and place <= FIRST):
            half = "one half" if _is_even(row) else "other half"
            yield f"  missed ({half}, {row['relation']}, {row['preuve']}) {place}: {name}"
    for cut in sorted(totals):
        shares = "  ".join(f"@{n} {hits[cut, n]:3}/{totals[cut]:<3} {hits[cut, n] / totals[cut]:4.0%}" for n in PLACES)
        yield f"{cut:46} {shares}"
    yield f"targets that the edition does not hold: {len(absent)} {absent}"
    yield f"never pairs among the first {MOST}: {len(wrong)} {wrong}"


def _cuts(row: Row) -> Iterator[str]:
    if row["relation"] == "bridge":
        yield "bridge"
        return
    half = "one half" if _is_even(row) else "other half"
    names = ["typical|possible", f"typical|possible, {half}", f"typical|possible, from {row['niveau_source']}"]
    if row["niveau_source"] != "2de pro":
        names += [
            "without 2de pro",
            f"without 2de pro, {half}",
            f"without 2de pro, {row['relation']}",
            f"without 2de pro, proof {row['preuve']}",
        ]
        if "onisep.fr" not in row["where_said"]:
            names.append("without 2de pro, no Onisep sheet says it")
    yield from names


def _strict(row: Row) -> Iterator[str]:
    if row["relation"] != "bridge" and row["niveau_source"] != "2de pro":
        yield "without 2de pro, listed by itself"


def _is_even(row: Row) -> bool:
    return hashlib.sha256(row["source_cfd"].encode()).digest()[0] % 2 == 0


def _targets(catalogue: Catalogue, row: Row) -> set[str]:
    """The ids that count as the target of a pair; none when the edition holds none."""
    if row["target_kind"] == "cfd":
        identifier = f"CFD:{row['target_cfd']}"
        return {identifier, *catalogue.resolve(identifier)} & catalogue.certifications.keys()
    kind, _, name = row["target_label"].partition(" (")
    said = {f"TYPE:{kind.lower().replace(' ', '-')}"}
    for diploma in catalogue.certifications.values():
        agricultural = diploma.ministry == "Agriculture"
        if (
            (kind == "CS agricole" and diploma.kind == "mc" and agricultural)
            or (kind == "BTSA" and diploma.kind == "bts" and agricultural)
            or (name and plain(diploma.label) == plain(name.removesuffix(")")))
        ):
            said.add(diploma.id)
    return said


def _place(graph: Graph, row: Row, targets: set[str], *, options: bool = True) -> int | None:
    """The place of a target among the steps out of the source, from 1. `options`: as an option of a step too."""
    for source in graph.catalogue.resolve(f"CFD:{row['source_cfd']}")[:1]:
        for place, step in enumerate(graph.next_of(source), 1):
            listed = (step.target, *step.options) if options else (step.target,)
            after = (c.id for one in listed for c in graph.catalogue.leads_to(one))
            if targets & {*listed, *after}:
                return place
    return None


def _shape(graph: Graph) -> Iterator[str]:
    catalogue = graph.catalogue
    taught = sorted({p.certification for p in catalogue.programmes.values()} & catalogue.certifications.keys())
    lists = {identifier: graph.next_of(identifier) for identifier in taught}
    longest = max(map(len, lists.values()), default=0)
    alone = [catalogue.certifications[i].label for i in taught if not graph.leads_somewhere(i)]
    yield f"diplomas taught here: {len(taught)}, longest list {longest}, nothing but work after {len(alone)}: {alone}"
    empty = sum(not graph.next_of(identifier) for identifier in catalogue.certifications)
    yield f"diplomas of the edition without anything to say of what follows: {empty}"
    said = Counter(step.confidence for steps in lists.values() for step in steps)
    yield f"steps out of them: {dict(said)}"


if __name__ == "__main__":
    main(sys.argv[1:])
