"""Reports and lists of editions as tables on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from passerelles.catalogue.coverage import Coverage
from passerelles.catalogue.editions.difference import KindDifference
from passerelles.catalogue.editions.store import EditionSummary
from passerelles.core.clock import PARIS
from passerelles.core.messages import t

SHOWN_REFUSALS: Final = 20
LISTED: Final = 12  # of those who lack something, unless all are asked for
DATE: Final = "%d/%m/%Y %H:%M"


def print_report(console: Console, report: dict[str, Any]) -> None:
    """Rows by file, the first refusals with their reason, and what was ignored on purpose."""
    files = Table(title=t("editions.report.title"))
    files.add_column(t("editions.report.file"))
    for name in ("read", "used", "refused", "ignored"):
        files.add_column(t(f"editions.report.{name}"), justify="right")
    for file in report["files"]:
        counts = (file["read"], file["used"], file["refused"], sum(file["ignored"].values()))
        files.add_row(escape(file["file"]), *(str(count) for count in counts))
    console.print(files)
    _print_remarks(console, report["files"])
    _print_refusals(console, report["refusals"], report["refused"])
    records = sum(report["records"].values())
    console.print(t("editions.import.made", id=report["edition"], records=records, refused=report["refused"]))


def print_editions(console: Console, editions: Sequence[EditionSummary]) -> None:
    """One line by edition, the newest first."""
    if not editions:
        console.print(t("editions.list.empty"))
        return
    table = Table(title=t("editions.list.title"))
    for name in ("id", "state", "created", "published", "by"):
        table.add_column(t(f"editions.list.{name}"))
    for edition in editions:
        state = t("editions.list.current") if edition.is_current else t(f"editions.state.{edition.state}")
        published = edition.published_at.astimezone(PARIS).strftime(DATE) if edition.published_at else ""
        created = edition.created_at.astimezone(PARIS).strftime(DATE)
        table.add_row(edition.id, state, created, published, escape(edition.published_by or ""))
    console.print(table)


def print_difference(console: Console, edition_id: str, differences: dict[str, KindDifference]) -> None:
    """Counts of what changes, by kind of record."""
    if all(difference.is_empty for difference in differences.values()):
        console.print(t("editions.diff.none"))
        return
    table = Table(title=t("editions.diff.title", id=edition_id))
    table.add_column(t("editions.diff.kind"))
    for name in ("added", "removed", "changed"):
        table.add_column(t(f"editions.diff.{name}"), justify="right")
    for kind, difference in differences.items():
        if not difference.is_empty:
            counts = (difference.added, difference.removed, difference.changed)
            table.add_row(t(f"editions.kinds.{kind}"), *(str(len(keys)) for keys in counts))
    console.print(table)


def print_coverage(console: Console, coverage: Coverage, *, every_id: bool) -> None:
    """What each source gives, then who lacks what; the ids themselves when asked for."""
    table = Table(title=t("editions.coverage.title", id=coverage.edition))
    table.add_column(t("editions.coverage.source"))
    for name in ("read", "used", "refused", "joined", "shown"):
        table.add_column(t(f"editions.coverage.{name}"), justify="right")
    for one in coverage.sources:
        counts = (one.read, one.used, one.refused, one.joined, one.shown)
        table.add_row(one.id, *("" if count is None else str(count) for count in counts))
    console.print(table)
    gaps = Table(title=t("editions.coverage.gaps"))
    for name in ("kind", "lacking", "count", "total"):
        gaps.add_column(t(f"editions.coverage.{name}"))
    for gap in coverage.gaps:
        said = (t(f"editions.coverage.kinds.{gap.kind}"), t(f"editions.coverage.lacks.{gap.lacking}"))
        gaps.add_row(*said, str(len(gap.ids)), str(gap.total))
    console.print(gaps)
    for gap in coverage.gaps:
        kind, lacking = t(f"editions.coverage.kinds.{gap.kind}"), t(f"editions.coverage.lacks.{gap.lacking}")
        listed = gap.ids if every_id else gap.ids[:LISTED]
        if listed:
            console.print(t("editions.coverage.listed", kind=kind, lacking=lacking), style="bold")
            console.print(" ".join(listed), highlight=False)
        if len(listed) < len(gap.ids):
            console.print(t("editions.coverage.others", count=len(gap.ids) - len(listed)))


def _print_remarks(console: Console, files: list[dict[str, Any]]) -> None:
    remarks = [
        (file["file"], count, reason)
        for file in files
        for reason, count in (*file["ignored"].items(), *file["notes"].items())
    ]
    if not remarks:
        return
    table = Table(title=t("editions.report.ignored_title"))
    table.add_column(t("editions.report.file"))
    table.add_column(t("editions.report.read"), justify="right")
    table.add_column(t("editions.report.reason"))
    for name, count, reason in remarks:
        table.add_row(escape(name), str(count), escape(reason))
    console.print(table)


def _print_refusals(console: Console, refusals: list[dict[str, Any]], total: int) -> None:
    if not refusals:
        return
    table = Table(title=t("editions.report.refusals"))
    for name in ("file", "line", "reason", "value"):
        table.add_column(t(f"editions.report.{name}"))
    for refusal in refusals[:SHOWN_REFUSALS]:
        table.add_row(*(escape(str(refusal[name])) for name in ("file", "line", "reason", "value")))
    console.print(table)
    if total > SHOWN_REFUSALS:
        console.print(t("editions.report.more", count=total - SHOWN_REFUSALS))
