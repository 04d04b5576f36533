"""The real server, in a process of its own, for tests that go through the network."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import httpx

from passerelles.core.settings import ROOT
from tests.support.postgres import free_port

START_SECONDS = 60


class Server:
    """The application in a process of its own, on a database of its own."""

    def __init__(self, folder: Path, *, host: str = "127.0.0.1", port: int | None = None, **more: str) -> None:
        """`host`: the name people open it by. `more`: settings of its own, as in the environment."""
        self.port = port or free_port()
        self.url = f"http://{host}:{self.port}"
        self._more = more
        self.folder = folder
        self._log = (folder / "server.log").open("w")
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "passerelles", "serve"],
            cwd=ROOT,
            env={
                **os.environ,
                "PASSERELLES_DEMO": "1",
                "PASSERELLES_DATABASE_URL": f"sqlite:///{self.folder / 'e2e.sqlite3'}",
                "PASSERELLES_VAR_DIR": str(self.folder / "var"),
                "PASSERELLES_BASE_URL": self.url,
                "HOST": "127.0.0.1",
                "PORT": str(self.port),
                **self._more,
            },
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )

    def wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        with httpx.Client(trust_env=False, verify=False) as asking:  # certificates are read once, not at every try
            while time.monotonic() < deadline:
                if self.process.poll() is not None:
                    raise RuntimeError(f"the server stopped:\n{(self.folder / 'server.log').read_text()[-3000:]}")
                try:
                    if asking.get(f"{self.url}/api/health/ready").status_code == 200:
                        return
                except httpx.TransportError:
                    time.sleep(0.1)
        raise TimeoutError("the server did not answer in time")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=60)
        self._log.close()
