"""The machine a figure was measured on: without it a figure says nothing."""

from __future__ import annotations

import os
import platform
import sqlite3
from pathlib import Path


def describe() -> str:
    """Cores, model, memory, load and versions, on a few lines."""
    one, five, _ = os.getloadavg()
    return "\n".join(
        (
            f"machine: {os.cpu_count()} cores, {_cpu_model()}, {_memory_gib():.0f} GiB, load {one:.1f} / {five:.1f}",
            f"software: Python {platform.python_version()}, SQLite {sqlite3.sqlite_version},"
            f" {platform.system()} {platform.release()}",
        )
    )


def percentiles(seconds: list[float]) -> str:
    """Median and 95th percentile of durations, in milliseconds."""
    ordered = sorted(seconds)
    p50, p95 = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"p50 {p50 * 1000:.1f} ms, p95 {p95 * 1000:.1f} ms, max {ordered[-1] * 1000:.1f} ms, n={len(ordered)}"


def _cpu_model() -> str:
    info = Path("/proc/cpuinfo")
    if not info.exists():
        return platform.processor() or "unknown processor"
    return next((line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if "model name" in line), "?")


def _memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
