"""Write docs/privacy/retention.md and looks.md from what the code and the matrix declare: `make privacy-docs`."""

from __future__ import annotations

import passerelles.tables  # noqa: F401 - what is held about people is declared there
from passerelles.accounts.privacy.export import in_order
from passerelles.accounts.privacy.words import duration, kept
from passerelles.core.messages import t
from passerelles.core.personal import Holding, anchors
from passerelles.core.retention import TABLE, Rule
from passerelles.core.settings import ROOT
from tests.security.matrix import Row, read

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

LOOKS = ROOT / "docs" / "privacy" / "looks.md"
BEGIN, END = "<!-- matrix.toml -->\n", "<!-- . -->\n"
LOOKS_COLUMNS = "| Route | Qui la lit | Ce que la personne vue peut lire ensuite |\n|---|---|---|\n"
ROLES = {"everyone": "toute personne connectée, pour les siens"}


def looks_written() -> str:
    """The whole file of who sees whom: its table is written anew, its prose is kept."""
    _, rows = read()
    shown = [_shown(row) for _, row in sorted(rows.items(), key=lambda item: item[0].split(" ")[1]) if _shows(row)]
    before, rest = LOOKS.read_text("utf-8").split(BEGIN)
    return before + BEGIN + LOOKS_COLUMNS + "".join(shown) + END + rest.split(END)[1]


def _shows(row: Row) -> bool:
    return bool(row.looks or row.unnoted)


def _shown(row: Row) -> str:
    readers = [t(f"privacy.who.{role}") for role in row.named] or [ROLES["everyone"]]
    what = "« " + " » ; « ".join(t(f"privacy.look.{look}") for look in sorted(row.looks)) + " »"
    told = f"Non noté. {row.unnoted}" if row.unnoted else what
    return f"| `{row.key}` | {', '.join(readers)} | {told} |\n"


def written() -> str:
    """The whole file of durations."""
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
    LOOKS.write_text(looks_written(), "utf-8")
