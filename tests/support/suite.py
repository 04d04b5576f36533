"""All checks, in order, each said aloud: what ran, how long, and what it counted. Stops at nothing, fails at the end.

python -m tests.support.suite          # everything
python -m tests.support.suite --fast   # style, types, unit tests
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.scratch import scratch

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
NODE = ROOT / "node_modules" / ".bin"


@dataclass(frozen=True)
class Step:
    """One check: its name, its command, and whether the fast suite includes it."""

    name: str
    command: tuple[str, ...]
    fast: bool = True


def python(*arguments: str) -> tuple[str, ...]:
    return (str(BIN / "python"), *arguments)


PARALLEL = ("-n", "auto", "--dist", "loadfile")
"""A worker a core, each with a database server of its own; the tests of a file share its fixtures."""

STEPS = (
    Step("style (ruff)", (str(BIN / "ruff"), "check", "backend", "tests", "e2e", "bench", "migrations")),
    Step("format (ruff)", (str(BIN / "ruff"), "format", "--check", "backend", "tests", "e2e", "bench", "migrations")),
    Step("types (mypy strict)", (str(BIN / "mypy"),)),
    Step("style and format (biome)", (str(NODE / "biome"), "ci", "--colors=off", "frontend")),
    Step("types (tsc strict)", (str(NODE / "tsc"), "-p", "tsconfig.json")),
    Step("types of the service worker (tsc strict)", (str(NODE / "tsc"), "-p", "tsconfig.sw.json")),
    Step("frontend units (node --test)", ("node", "--test", "frontend/tests/")),
    Step("backend (pytest, SQLite and PostgreSQL)", python("-m", "pytest", "-q", *PARALLEL, "tests"), fast=False),
    Step("journeys in Chromium (pytest, axe)", python("-m", "pytest", "-q", *PARALLEL, "e2e"), fast=False),
)

UNITS = Step("backend units (pytest, SQLite)", python("-m", "pytest", "-q", *PARALLEL, "tests", "-k", "not postgresql"))
"""What the fast suite runs of the backend."""

COUNTS = re.compile(r"\d+ (?:passed|failed|error|errors|skipped|xfailed)|^# (?:tests|pass|fail|skipped) \d+", re.M)


def run(step: Step, environment: Mapping[str, str]) -> tuple[bool, str]:
    """Run one step, its output shown as it comes; returns success and a line for the summary."""
    sys.stdout.write(f"\n=== {step.name}\n")
    sys.stdout.flush()
    started = time.monotonic()
    process = subprocess.Popen(
        step.command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **environment, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"},
    )
    if process.stdout is None:
        raise AssertionError("the output is piped")
    lines = []
    for line in process.stdout:
        sys.stdout.write(line)
        lines.append(line)
    success = process.wait() == 0
    counted = ", ".join(match.strip("# ") for match in COUNTS.findall("".join(lines[-40:])))
    seconds = time.monotonic() - started
    return success, f"{'ok  ' if success else 'FAIL'} {step.name}: {counted or 'no count'} ({seconds:.0f} s)"


def main() -> int:
    fast = "--fast" in sys.argv
    steps = [step for step in STEPS if step.fast or not fast] + [UNITS] * fast
    with scratch() as environment:
        results = [run(step, environment) for step in steps]
    failed = sum(not success for success, _ in results)
    sys.stdout.write("\n=== summary\n" + "\n".join(line for _, line in results) + "\n")
    sys.stdout.write(f"{len(results) - failed} passed, {failed} failed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
