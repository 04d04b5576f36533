"""The frontend's files under `/assets/<build>/`: named by their content, immutable, compressed once.

The build is the digest of everything under `frontend/`, so a page and its modules always belong together and a
browser never asks twice. Files are few and small: they are read into memory at start and compressed when first asked.
"""

from __future__ import annotations

import hashlib
import mimetypes
import re
from pathlib import Path

import brotli
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

IMMUTABLE = "public, max-age=31536000, immutable"
COMPRESSED_TYPES = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")
WORTH_COMPRESSING = 1000
"""Bytes from which an answer is compressed on its way."""
LEFT_OUT = {"tests", "tools", "types", "node_modules"}
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".png": "image/png",
    ".json": "application/json",
}

_IMPORT = re.compile(r"""@import url\("([\w-]+\.css)"\) layer\((\w+)\);""")


class Assets:
    """An ASGI application serving the files of one build."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files = {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in sorted(folder.rglob("*"))
            if file.is_file() and not LEFT_OUT.intersection(file.relative_to(folder).parts)
        }
        self._files |= {name: self._with_imports(name) for name in self._files if name.endswith(".css")}
        content = hashlib.sha256()
        for name, data in self._files.items():
            content.update(name.encode() + b"\0" + data)
        self.build = content.hexdigest()[:12]
        self._brotli: dict[str, bytes] = {}

    def url(self, name: str) -> str:
        """The address of a file of this build.

        Raises:
            KeyError: no such file.
        """
        if name not in self._files:
            raise KeyError(name)
        return f"/assets/{self.build}/{name}"

    def names(self) -> list[str]:
        return list(self._files)

    def read(self, name: str) -> bytes:
        return self._files[name]

    def _with_imports(self, name: str) -> bytes:
        """A style sheet with the sheets of its own folder that it imports written inside it: one request, not ten."""

        def written(found: re.Match[str]) -> str:
            sheet, layer = found.groups()
            return f"@layer {layer} {{\n{self._files[f'{folder}/{sheet}'].decode()}}}"

        folder = name.rpartition("/")[0]
        return _IMPORT.sub(written, self._files[name].decode()).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = self._respond(scope)
        await response(scope, receive, send)

    def _respond(self, scope: Scope) -> Response:
        path = scope["path"].removeprefix(scope.get("root_path", "")).lstrip("/")
        build, _, name = path.partition("/")
        if scope["method"] not in ("GET", "HEAD") or build != self.build or name not in self._files:
            return Response(status_code=404, headers={"Cache-Control": "no-store"})
        return self.file_response(name, Headers(scope=scope), cache=IMMUTABLE)

    def file_response(self, name: str, headers: Headers, *, cache: str) -> Response:
        """One file with its type, compressed when the browser accepts brotli."""
        media_type = media_type_of(name)
        body = self._files[name]
        answer = {"Cache-Control": cache}
        if media_type.startswith(COMPRESSED_TYPES):
            if "br" in headers.get("accept-encoding", ""):
                body = self.compressed(name)
                answer |= {"Content-Encoding": "br", "Vary": "Accept-Encoding"}
            elif len(body) < WORTH_COMPRESSING:
                answer["Vary"] = "Accept-Encoding"  # of a longer one, whatever compresses answers says it
        return Response(body, headers=answer, media_type=media_type)

    def compressed(self, name: str) -> bytes:
        """The file in brotli, computed once."""
        if name not in self._brotli:
            self._brotli[name] = brotli.compress(self._files[name], quality=11)
        return self._brotli[name]


def media_type_of(name: str) -> str:
    return TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
