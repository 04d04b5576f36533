"""Dependencies point one way; a feature calls another only through its public modules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from passerelles.core.settings import ROOT

PACKAGE = ROOT / "backend" / "passerelles"
COMPOSITION = {"app", "__main__", "loops", "seeding", "worker", "tables", "health", "scopes", "demo_left"}

MAY_USE: dict[str, set[str]] = {
    "core": set(),
    "accounts": {"core"},
    "catalogue": {"core"},
    "notifications": {"accounts", "catalogue", "core"},
    "booking": {"accounts", "catalogue", "core", "notifications"},
    "boarding": {"booking", "notifications", "catalogue", "accounts", "core"},
    "internships": {"booking", "notifications", "catalogue", "accounts", "core"},
    "facilities": {"booking", "notifications", "catalogue", "accounts", "core"},
    "journeys": {"boarding", "internships", "facilities", "booking", "notifications", "catalogue", "accounts", "core"},
}
MAY_USE["pages"] = MAY_USE["journeys"] | {"journeys"}

INNER_MODULES = {"tables", "router", "rules"}
"""What no other feature may import: they go through `service`, `schemas`, `policy`, `records`, `model`…"""


def modules() -> Iterator[tuple[str, Path]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        yield file.relative_to(PACKAGE).with_suffix("").parts[0], file


def imported(file: Path) -> Iterator[tuple[str, ...]]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (tuple(name.name.split(".")) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            parts = tuple(node.module.split("."))
            yield from ((*parts, name.name) for name in node.names)


def test_every_feature_is_placed_in_the_order() -> None:
    placed = MAY_USE.keys() | COMPOSITION | {"locales", "__init__"}
    assert {feature for feature, _ in modules()} <= placed


def test_features_import_only_what_is_below_them() -> None:
    wrong = [
        f"{file.relative_to(PACKAGE)} imports {'.'.join(parts)}"
        for feature, file in modules()
        if feature not in COMPOSITION
        for parts in imported(file)
        if parts[0] == "passerelles" and len(parts) > 1 and parts[1] not in {feature, *MAY_USE.get(feature, set())}
    ]
    assert wrong == []


def test_nobody_reaches_into_another_features_tables_router_or_rules() -> None:
    wrong = [
        f"{file.relative_to(PACKAGE)} imports {'.'.join(parts)}"
        for feature, file in modules()
        if feature not in COMPOSITION
        for parts in imported(file)
        if parts[0] == "passerelles"
        and len(parts) > 2
        and parts[1] not in {feature, "core"}
        and parts[2] in INNER_MODULES
    ]
    assert wrong == []
