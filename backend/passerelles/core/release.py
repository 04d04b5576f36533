"""Which code answers: part of every ETag, because another release may give the same edition another shape."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parents[1]
SAYING: Final = frozenset({".py", ".toml", ".html"})
"""Files that make what is answered: code, words, templates. The edition and the frontend have their own names."""


@lru_cache
def release() -> str:
    """Eight hexadecimal digits of the digest of the code: the same in every process of one deployment."""
    return digest_of(PACKAGE)


def digest_of(folder: Path) -> str:
    """The digest of a folder's code and words, whatever else lies there."""
    content = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix in SAYING:
            content.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return content.hexdigest()[:8]
