"""Writes the TypeScript shapes of the API's answers from the features' schemas: `frontend/types/<feature>.d.ts`.

python -m tests.frontend.api_types     # after a wanted change of a schema
"""

from __future__ import annotations

import importlib
import inspect
import types
import typing
from datetime import date, datetime

from pydantic import BaseModel

from passerelles.core.schemas import In, Out
from passerelles.core.settings import ROOT

FEATURES = (
    "catalogue", "boarding", "booking", "journeys", "internships", "facilities", "accounts", "notifications", "pages",
)  # fmt: skip
MORE = {
    "curated": "passerelles.journeys.curated_schemas",
    "guardians": "passerelles.boarding.guardians.schemas",
    "identity": "passerelles.accounts.identity.schemas",
    "passkeys": "passerelles.accounts.passkeys.schemas",
    "privacy": "passerelles.accounts.privacy.schemas",
}
"""Shapes too many for the one module of their feature."""

FOLDER = ROOT / "frontend" / "types"
HEAD = "/* Written by `python -m tests.frontend.api_types` from the server's schemas. Dates are ISO strings. */\n"
PLAIN = {int: "number", float: "number", bool: "boolean", str: "string", date: "string", datetime: "string"}


def files() -> dict[str, str]:
    """Content of each generated file, by name."""
    named = {feature: f"passerelles.{feature}.schemas" for feature in FEATURES} | MORE
    modules = {name: importlib.import_module(module) for name, module in named.items()}
    words = {
        name: value
        for module in modules.values()
        for name, value in vars(module).items()
        if typing.get_origin(value) is typing.Literal
    }
    written = {"words.d.ts": HEAD + "\n" + "\n".join(_union(name, value) for name, value in sorted(words.items()))}
    for name, module in modules.items():
        models = [
            model for model in vars(module).values()
            if inspect.isclass(model) and issubclass(model, In | Out) and model.__module__ == module.__name__
        ]  # fmt: skip
        body = "\n".join(_interface(model, words) for model in models)
        written[f"{name}.d.ts"] = (
            f"{HEAD}\nimport type * as W from './words.js';\nimport type * as A from './api.js';\n\n{body}"
        )
    exports = [f"export * from './{name.removesuffix('.d.ts')}.js';" for name in ("words.d.ts", *written) if name]
    written["api.d.ts"] = HEAD + "\n" + "\n".join(dict.fromkeys(exports)) + "\n"
    return written


def _union(name: str, value: object) -> str:
    return f"export type {name} = {' | '.join(_quoted(word) for word in typing.get_args(value))};\n"


def _interface(model: type[BaseModel], words: dict[str, object]) -> str:
    model.model_rebuild()
    lines = [f"export interface {model.__name__} {{"]
    for name, field in model.model_fields.items():
        optional = "" if field.is_required() else "?"
        lines.append(f"  {field.serialization_alias or name}{optional}: {_type(field.annotation, words)};")
    return "\n".join([*lines, "}", ""])


def _type(annotation: object, words: dict[str, object]) -> str:
    named = next((f"W.{name}" for name, value in words.items() if value == annotation), None)
    if named:
        return named
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Literal:
        return " | ".join(_quoted(word) for word in arguments)
    if origin in (typing.Union, types.UnionType):
        return " | ".join(_type(part, words) for part in arguments)
    if origin in (list, tuple):
        return f"({_type(arguments[0], words)})[]"
    if origin is dict:
        return f"Record<string, {_type(arguments[1], words)}>"
    if origin is typing.Annotated:
        return _type(arguments[0], words)
    if annotation is type(None):
        return "null"
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return f"A.{annotation.__name__}"
    return PLAIN.get(typing.cast(type, annotation), "unknown")


def _quoted(word: object) -> str:
    return f"'{word}'" if isinstance(word, str) else str(word).lower()


if __name__ == "__main__":
    for file_name, content in files().items():
        (FOLDER / file_name).write_text(content, "utf-8")
