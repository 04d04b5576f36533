"""The message catalogue: every sentence a person may read, by dotted key, from `locales/<lang>/<feature>.toml`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

LOCALES = Path(__file__).resolve().parents[1] / "locales"
DEFAULT_LANGUAGE = "fr"


@lru_cache
def catalogue(language: str = DEFAULT_LANGUAGE) -> dict[str, str]:
    """All messages of a language, flattened to `feature.section.key`.

    Raises:
        FileNotFoundError: the language has no folder.
    """
    folder = LOCALES / language
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    flat: dict[str, str] = {}
    for file in sorted(folder.glob("*.toml")):
        _flatten(file.stem, tomllib.loads(file.read_text("utf-8")), flat)
    return flat


def _flatten(prefix: str, tree: dict[str, Any], into: dict[str, str]) -> None:
    for key, value in tree.items():
        name = f"{prefix}.{key}"
        if isinstance(value, dict):
            _flatten(name, value, into)
        else:
            into[name] = str(value)


def t(key: str, /, **values: object) -> str:
    """The sentence for `key`, its `{placeholders}` filled.

    Raises:
        KeyError: no such message, or a placeholder without a value: a mistake of ours, never shown to a person.
    """
    return catalogue()[key].format(**values)
