"""A folder in memory for what the tests write: thousands of small databases, whose commits would wait for a disk.

What they prove needs no disk: a killed process keeps its writes in memory too, and losing power cannot be tried here.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 3 * 2**30
"""Bytes: what the suite writes before it cleans up, several times over."""


@contextmanager
def scratch() -> Iterator[dict[str, str]]:
    """What to add to the environment of a test run; nothing where memory is not offered as a folder, or is short."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ENOUGH:
        yield {}
        return
    folder = Path(tempfile.mkdtemp(prefix="passerelles-", dir=MEMORY))
    folder.chmod(0o711)  # the database server is another user, in a folder of its own below
    try:
        yield {"TMPDIR": str(folder)}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
