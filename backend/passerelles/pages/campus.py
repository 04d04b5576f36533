"""The campus as the pages show it: header, banner, legal pages, start data."""

from __future__ import annotations

from passerelles.catalogue import live
from passerelles.catalogue.schemas import CampusOut
from passerelles.core.messages import t
from passerelles.core.settings import Settings


def shown(settings: Settings) -> CampusOut:
    """The campus of this installation; only its id and a plain name while no edition is published."""
    try:
        catalogue = live.current()
    except live.NoEdition:
        record, edition, published = None, "", None
    else:
        record = catalogue.campuses.get(settings.campus_id)
        edition, published = catalogue.edition, catalogue.as_of
    return CampusOut(
        id=settings.campus_id,
        name=record.name if record else t("pages.campus.unnamed"),
        academy=record.academy if record else None,
        region=record.region if record else None,
        members=[],
        demo=settings.demo,
        edition=edition,
        published_on=published,
        sources=[],
    )
