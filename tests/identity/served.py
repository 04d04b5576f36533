"""An ASGI application on a free port of this machine, in a thread of its own, for as long as a test needs it."""

from __future__ import annotations

import asyncio
import socket
import threading
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp


@dataclass(frozen=True)
class Served:
    origin: str
    _server: uvicorn.Server
    _thread: threading.Thread

    def stop(self) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join()


def served(app: ASGIApp, tls: tuple[Path, Path] | None = None) -> Served:
    """Serve `app`; the port listens before this returns. `tls`: key and certificate, of `localhost`."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    key, certificate = tls or (None, None)
    config = uvicorn.Config(
        app,
        ws="none",
        lifespan="off",
        log_level="critical",
        access_log=False,
        ssl_keyfile=str(key) if key else None,
        ssl_certfile=str(certificate) if certificate else None,
    )
    server = uvicorn.Server(config)

    def run() -> None:
        asyncio.run(server.serve(sockets=[listening]))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return Served(f"https://localhost:{port}" if tls else f"http://127.0.0.1:{port}", server, thread)
