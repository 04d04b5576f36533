"""Search answers, as the API gives them."""

from __future__ import annotations

from passerelles.catalogue import live, service
from passerelles.catalogue.addresses import url_of
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.schemas import SearchAnswer, SearchItem
from passerelles.catalogue.search import finding
from passerelles.catalogue.search.finding import COMMUNE, STAGE, USUAL
from passerelles.catalogue.search.help import help_for


def answer(
    catalogue: Catalogue,
    query: str,
    *,
    near: str | None = None,
    limit: int = 10,
    kinds: str | None = None,
    campus_id: str = "",
) -> SearchAnswer:
    """What a person may mean by what they typed, best first, with help in words when little or nothing fits.

    What is near `near` comes a little higher; when nobody says where, institutions near the campus do.

    Raises:
        UnknownPlace: `near` is no commune of this edition.
    """
    wanted = frozenset(kind.strip() for kind in kinds.split(",")) if kinds else USUAL
    user = service.point(catalogue, near)
    campus = None if user else service.point_or_campus(catalogue, None, campus_id)
    found = finding.find(catalogue, query, wanted, user, campus)
    items = [
        SearchItem(kind=one.kind, id=one.id, label=one.label, detail=one.detail, url=url_of(one.id))
        for one in found.entries[:limit]
    ]
    # A commune or a stage is not found by a field: what help says would be beside the question.
    helped = None if wanted & {STAGE, COMMUNE} else help_for(catalogue, query, found)
    return SearchAnswer(edition=catalogue.edition, items=items, help=helped)


def prepare(catalogue: Catalogue) -> None:
    """Build the indexes now rather than at the first letter typed."""
    finding.of(catalogue)


live.prepare_with(prepare)
