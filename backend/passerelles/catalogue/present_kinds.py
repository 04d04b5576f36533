"""The page of a kind of diploma: what it is, and the diplomas of this kind that are taught here."""

from __future__ import annotations

from typing import Final

from passerelles.catalogue import present, present_pages, words
from passerelles.catalogue.addresses import url_of
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.present import Point
from passerelles.catalogue.progressions import KindOfDiploma
from passerelles.catalogue.schemas import CertificationOut

MOST_PROGRAMMES: Final = 24
"""Places shown: a whole country teaches thousands of licences."""


def kind_of_diploma(catalogue: Catalogue, kind: KindOfDiploma, near: Point | None = None) -> CertificationOut:
    """As the page of a diploma, so that whoever shows one shows the other; figures are on each diploma's own page."""
    members = [catalogue.certifications[one] for one in kind.members]
    taught = [one for member in members for one in catalogue.programmes_of(member.id)]
    shown = present.nearest_first(catalogue, taught, near)[:MOST_PROGRAMMES]
    return CertificationOut(
        edition=catalogue.edition,
        id=kind.id,
        label=kind.label,
        kind=kind.kind,
        kind_words=words.kind(kind.kind),
        level=kind.level,
        years=kind.years,
        sector=None,
        open=True,
        resolved_from=None,
        successors=[],
        predecessors=[],
        family=None,
        common_year=None,
        leads_to_common=[],
        rncp=None,
        jobs=[],
        ways=[],
        programmes=[present.programme(catalogue, one, near) for one in shown],
        outcomes=[],
        next=[],
        before=[],
        sheets=[],
        about=kind.about,
        members=[present.certification_brief(one) for one in members],
        sources=present_pages.sources_of(catalogue, shown),
        url=url_of(kind.id),
    )
