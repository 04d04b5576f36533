"""The installation's own secret. It keys the digests of what could be guessed (a pupil's name and birth date, the
network that asked for a code), so that a stolen copy of the database confirms no guess.

It is `PASSERELLES_SECRET`, or a file beside the mail that the first process to need it makes. Losing it loses nothing:
what was known by such a digest is not known again.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from functools import lru_cache
from pathlib import Path
from typing import Final

from passerelles.core.ids import new_token
from passerelles.core.settings import Settings

FILE: Final = "secret"


def keyed(settings: Settings, purpose: str, text: str) -> str:
    """The HMAC-SHA256 of `text`, in hexadecimal; the same text for another purpose has nothing in common with it."""
    return hmac.new(_of(settings), f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def ready(settings: Settings) -> None:
    """Make the secret if nobody has: an installation that cannot keep one says so when it starts.

    Raises:
        OSError: `var_dir` cannot be written, and no secret is set.
    """
    _of(settings)


def _of(settings: Settings) -> bytes:
    return settings.secret.encode() if settings.secret else _kept_in(settings.var_dir)


@lru_cache
def _kept_in(folder: Path) -> bytes:
    path = folder / FILE
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = folder / f"{FILE}.{new_token()}"
        fresh.touch(mode=0o600)
        fresh.write_text(new_token(), "ascii")
        try:
            os.link(fresh, path)  # whole or not at all
        except FileExistsError:
            pass  # another process was first: its secret is the one
        finally:
            fresh.unlink()
    return path.read_bytes()
