"""The campus as the pages show it: header, banner, legal pages, start data."""

from __future__ import annotations

from passerelles.catalogue import live, service
from passerelles.catalogue.schemas import CampusOut
from passerelles.core.errors import NotFound
from passerelles.core.messages import t
from passerelles.core.settings import Settings


def shown(settings: Settings) -> CampusOut:
    """The campus of this installation; a plain name while no edition is published, or when it does not know it."""
    try:
        catalogue = live.current()
        return catalogue.derived(
            f"pages.campus.{settings.campus_id}.{settings.demo}",
            lambda found: service.campus(found, settings.campus_id, demo=settings.demo),
        )
    except (live.NoEdition, NotFound):
        return CampusOut(
            id=settings.campus_id,
            name=t("pages.campus.unnamed"),
            academy=None,
            region=None,
            members=[],
            demo=settings.demo,
            edition="",
            published_on=None,
            sources=[],
        )


def spoken(of: CampusOut) -> str:
    """ "Nautisme" → "Campus Nautisme"; a name that already says campus is left as it is."""
    return of.name if of.name.lower().startswith("campus") else t("pages.campus.named", name=of.name)
