"""An edition: everything the catalogue knows at one moment, as one immutable value.

Like a GTFS feed: built whole by the importers, compared with the current one, published in one step.
"""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import Final, TypeVar

import msgspec
from msgspec import Struct

from passerelles.catalogue.records import (
    BoardingNote,
    Campus,
    Certification,
    Commune,
    Company,
    Facility,
    FurtherStudy,
    GeneralLine,
    House,
    Institution,
    Job,
    OpenDay,
    Outcome,
    Programme,
    Record,
    Residence,
    Sector,
    Source,
    TradeFamily,
)

ID_LENGTH: Final = 16
"""Hexadecimal digits kept of the digest: 64 bits, short enough for an ETag and a log line."""

KINDS: Final[dict[str, type[Record]]] = {
    "campuses": Campus,
    "communes": Commune,
    "institutions": Institution,
    "certifications": Certification,
    "families": TradeFamily,
    "sectors": Sector,
    "jobs": Job,
    "programmes": Programme,
    "outcomes": Outcome,
    "facilities": Facility,
    "companies": Company,
    "houses": House,
    "further_studies": FurtherStudy,
    "open_days": OpenDay,
    "general_lines": GeneralLine,
    "boarding_notes": BoardingNote,
    "residences": Residence,
}
"""Every kind of record, by the name of its tuple in `Edition`, in the order of the archive."""

ADDED: Final = frozenset(["further_studies", "open_days", "general_lines", "boarding_notes", "residences"])
"""Kinds that the first editions did not have: without records they leave no trace in the digest."""

R = TypeVar("R", bound=Record)


class Edition(Struct, frozen=True, kw_only=True):
    """All records of one edition, each tuple sorted by id. Build it with `seal`, never by hand."""

    id: str
    territory: str = ""  # "52", or departments "44,85": what national files were cut to
    as_of: str = ""  # ISO date at which a diploma was judged open or closed
    made_from: tuple[Source, ...] = ()
    campuses: tuple[Campus, ...] = ()
    communes: tuple[Commune, ...] = ()
    institutions: tuple[Institution, ...] = ()
    certifications: tuple[Certification, ...] = ()
    families: tuple[TradeFamily, ...] = ()
    sectors: tuple[Sector, ...] = ()
    jobs: tuple[Job, ...] = ()
    programmes: tuple[Programme, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    facilities: tuple[Facility, ...] = ()
    companies: tuple[Company, ...] = ()
    houses: tuple[House, ...] = ()
    further_studies: tuple[FurtherStudy, ...] = ()
    open_days: tuple[OpenDay, ...] = ()
    general_lines: tuple[GeneralLine, ...] = ()
    boarding_notes: tuple[BoardingNote, ...] = ()
    residences: tuple[Residence, ...] = ()


def key_of(record: Record) -> str:
    """The key records of one kind are sorted and compared by: the id, or what they are about."""
    if isinstance(record, Outcome):
        return f"{record.certification}.{record.status}.{record.scope}"
    if isinstance(record, FurtherStudy):
        return f"{record.certification}.{record.sheet}"
    if isinstance(record, OpenDay):
        return f"{record.institution}.{record.date or ''}.{record.text}"
    if isinstance(record, GeneralLine | BoardingNote):
        return record.institution
    identifier: str = record.id  # type: ignore[attr-defined]  # every other record kind has an id
    return identifier


def seal(
    *,
    territory: str = "",
    as_of: str = "",
    made_from: tuple[Source, ...] = (),
    campuses: tuple[Campus, ...] = (),
    communes: tuple[Commune, ...] = (),
    institutions: tuple[Institution, ...] = (),
    certifications: tuple[Certification, ...] = (),
    families: tuple[TradeFamily, ...] = (),
    sectors: tuple[Sector, ...] = (),
    jobs: tuple[Job, ...] = (),
    programmes: tuple[Programme, ...] = (),
    outcomes: tuple[Outcome, ...] = (),
    facilities: tuple[Facility, ...] = (),
    companies: tuple[Company, ...] = (),
    houses: tuple[House, ...] = (),
    further_studies: tuple[FurtherStudy, ...] = (),
    open_days: tuple[OpenDay, ...] = (),
    general_lines: tuple[GeneralLine, ...] = (),
    boarding_notes: tuple[BoardingNote, ...] = (),
    residences: tuple[Residence, ...] = (),
) -> Edition:
    """Sort every kind by key and name the edition after its content.

    Raises:
        ValueError: two records of one kind have the same key.
    """
    draft = Edition(
        id="",
        territory=territory,
        as_of=as_of,
        made_from=tuple(sorted(made_from, key=lambda source: source.id)),
        campuses=_sorted(campuses),
        communes=_sorted(communes),
        institutions=_sorted(institutions),
        certifications=_sorted(certifications),
        families=_sorted(families),
        sectors=_sorted(sectors),
        jobs=_sorted(jobs),
        programmes=_sorted(programmes),
        outcomes=_sorted(outcomes),
        facilities=_sorted(facilities),
        companies=_sorted(companies),
        houses=_sorted(houses),
        further_studies=_sorted(further_studies),
        open_days=_sorted(open_days),
        general_lines=_sorted(general_lines),
        boarding_notes=_sorted(boarding_notes),
        residences=_sorted(residences),
    )
    return msgspec.structs.replace(draft, id=digest_of(draft))


def digest_of(edition: Edition) -> str:
    """The id of an edition: a digest of its canonical content, so that equal content has an equal name."""
    digest = hashlib.sha256()
    digest.update(f"{edition.territory}\n{edition.as_of}\n".encode())
    encoder = msgspec.json.Encoder(order="sorted")
    for name in ("made_from", *KINDS):
        records = getattr(edition, name)
        if not records and name in ADDED:
            continue
        digest.update(name.encode() + b"\n")
        for record in records:
            digest.update(encoder.encode(record) + b"\n")
    return digest.hexdigest()[:ID_LENGTH]


def _sorted(records: tuple[R, ...]) -> tuple[R, ...]:
    ordered = tuple(sorted(records, key=key_of))
    for one, two in pairwise(ordered):
        if key_of(one) == key_of(two):
            raise ValueError(f"two {type(one).__name__} records share the key {key_of(one)}")
    return ordered
