"""A proxy in front of the server that can serve another service worker: what a deployment looks like to a phone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx

WORKER = "/sw.js"
PATIENCE = 60  # seconds: a server that has just started prepares its answers
PASSED_ON = ("accept", "accept-encoding", "if-none-match", "user-agent")
OURS = ("connection", "content-length", "date", "server", "transfer-encoding")


class FrontDoor:
    """Answers as the server behind it, except `/sw.js` when `worker` is set."""

    def __init__(self, behind: str) -> None:
        self.behind = behind
        self.worker: str | None = None
        self.url = ""

    def answer(self, path: str, headers: dict[str, str]) -> tuple[int, list[tuple[str, str]], bytes]:
        """Status, headers and body."""
        if path == WORKER and self.worker is not None:
            return 200, [("Content-Type", "text/javascript"), ("Cache-Control", "no-cache")], self.worker.encode()
        with httpx.stream("GET", self.behind + path, headers=headers, timeout=PATIENCE) as found:
            body = b"".join(found.iter_raw())
            kept = [(name, value) for name, value in found.headers.multi_items() if name not in OURS]
            return found.status_code, kept, body


@contextmanager
def front_door(behind: str) -> Iterator[FrontDoor]:
    """A proxy on a free port of this machine, stopped at the end."""
    door = FrontDoor(behind)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = {name: self.headers[name] for name in PASSED_ON if name in self.headers}
            status, headers, body = door.answer(self.path, asked)
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    door.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield door
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
