"""Real peers, each a Node process of its own for as long as the tests need it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


class PeerMissingError(RuntimeError):
    """Node or its packages are not there: a failure with its remedy, never a silent skip."""


@contextmanager
def peer(script: str, settings: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Run a script of this folder; gives what it printed when it was ready, and ends it, by its own process."""
    node = shutil.which("node")
    if node is None:
        raise PeerMissingError("node is not installed: the identity providers of the tests run on it (make tools)")
    process = subprocess.Popen(
        [node, str(HERE / script), json.dumps(settings)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        if process.stdin is None or process.stdout is None or process.stderr is None:
            raise AssertionError("asked for pipes")
        ready = process.stdout.readline()
        if not ready:
            process.kill()
            raise PeerMissingError(f"{script} did not start (make install?): {process.stderr.read()[-2000:]}")
        yield json.loads(ready)
    finally:
        process.kill()
        process.communicate()
