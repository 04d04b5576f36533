"""Run the benchmarks and print their figures, with the machine and the way they were measured: `make bench`."""

from __future__ import annotations

import importlib
import sys

from bench.machine import describe

BENCHMARKS = ("planner", "search", "booking", "edition")


def main() -> None:
    chosen = sys.argv[1:] or list(BENCHMARKS)
    sys.stdout.write(describe() + "\n")
    for name in chosen:
        sys.stdout.write(f"\n== {name}\n")
        sys.stdout.flush()
        importlib.import_module(f"bench.{name}").main()


if __name__ == "__main__":
    main()
