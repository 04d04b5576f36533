"""Write docs/privacy/retention.md from what the code declares: `make privacy-docs`."""

from __future__ import annotations

import passerelles.tables  # noqa: F401 - what is held about people is declared there
from passerelles.accounts.privacy.export import in_order
from passerelles.accounts.privacy.words import duration, kept
from passerelles.core.messages import t
from passerelles.core.personal import Holding, anchors
from passerelles.core.retention import TABLE, Rule
from passerelles.core.settings import ROOT

FILE = ROOT / "docs" / "privacy" / "retention.md"
HEAD = """# Durées de conservation et tables

Ce fichier est écrit par `make privacy-docs` à partir du code (`core/retention.py` et les `personal.py` de chaque
fonction) ; un test vérifie qu’il dit la même chose. Un campus peut garder moins longtemps
(`PASSERELLES_RETENTION_DAYS`), jamais plus. L’effacement se fait toutes les heures, tout seul.

## Les classes

| Classe | Gardé | Au moins | Source de la durée | Tables comptées depuis |
|---|---|---|---|---|
"""
TABLES = """
## Ce que chaque table sait d’une personne

| Table et colonne | Ce que la personne lit | Classe | Base légale | À l’effacement | Exporté |
|---|---|---|---|---|---|
"""
ON_ERASURE = {"delete": "supprimé", "unlink": "reste, sans dire qui", "keep": "reste"}


def written() -> str:
    """The whole file."""
    return HEAD + "".join(map(_class, TABLE.values())) + TABLES + "".join(map(_table, in_order()))


def _class(rule: Rule) -> str:
    counted = ", ".join(f"`{table}.{column}`" for table, column in anchors().get(rule.name, ())) or "-"
    least = duration(rule.least) if rule.least else "-"
    return f"| `{rule.name}` | {kept(rule)} | {least} | {rule.source} | {counted} |\n"


def _table(holding: Holding) -> str:
    columns = ", ".join(holding.keys) or (holding.through.column if holding.through else "recherche")
    why = f" ({t(holding.why)})" if holding.why else ""
    cells = (
        f"`{holding.table}` ({columns})",
        f"{t(f'privacy.theme.{holding.theme}')} : {t(holding.label)}",
        f"`{holding.retention}`",
        t(f"privacy.basis.{holding.basis}"),
        ON_ERASURE[holding.on_erasure] + why,
        ", ".join(holding.export),
    )
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
