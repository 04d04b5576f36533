"""The canonical archive of an edition: a zip that anyone can open, and the same bytes for the same content.

`manifest.json` names the sources with their licences; each kind of record has its JSON Lines file. What comes
from Onisep (ODbL: share alike) has its own files under `onisep/`, so that the rest can be reused without it: whole
records in `onisep/records/`, and in `onisep/<kind>.jsonl` what it adds to records of others.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final, Literal

import msgspec

from passerelles.catalogue.editions.edition import KINDS, Edition, digest_of, key_of
from passerelles.catalogue.editions.sharing import share
from passerelles.catalogue.records import Certification, Institution, Record, Source
from passerelles.core.messages import t

FORMAT: Final = "passerelles-edition/1"
LICENCES: Final = {
    "records/": "Voir la licence de chaque source (sources[].licence).",
    "onisep/": "ODbL 1.0. Source : Onisep. Toute base dérivée se partage sous la même licence.",
}
FIXED_TIME: Final = (1980, 1, 1, 0, 0, 0)  # the first instant a zip can hold: the bytes must not tell when
MAX_UNPACKED: Final = 600 * 1024 * 1024
ONISEP_KINDS: Final = ("further_studies", "open_days", "general_lines", "boarding_notes")
"""Kinds that are Onisep's alone."""

ONISEP_IDS: Final = ("FOR:", "MET:")
"""Records of other kinds that are Onisep's alone."""

ONISEP_SOURCE: Final = "onisep-"
"""How the ids of its sources begin."""

ONISEP_FIELDS: Final = {
    "institutions": ("onisep",),
    "certifications": ("onisep", "onisep_others", "acronym", "onisep_subdomains", "jobs"),
}
"""What Onisep adds to records of others."""


class UnreadableArchiveError(ValueError):
    """The bytes are not an edition of ours, or not an intact one."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """First file of the archive: what a reader needs before opening the rest."""

    format: str
    id: str
    territory: str
    as_of: str
    licences: dict[str, str]
    sources: tuple[Source, ...]
    counts: dict[str, int]


class OnisepLink(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What Onisep adds to one of our records: its id (`FOR.x`, `ENS.x`), for a diploma its acronym, fields and jobs."""

    id: str
    onisep: str | None = None
    onisep_others: tuple[str, ...] = ()
    acronym: str | None = None
    onisep_subdomains: tuple[str, ...] = ()
    jobs: tuple[str, ...] = ()


def write(edition: Edition) -> bytes:
    """The archive of an edition. Equal editions give equal bytes."""
    encoder = msgspec.json.Encoder(order="sorted")
    manifest = Manifest(
        format=FORMAT,
        id=edition.id,
        territory=edition.territory,
        as_of=edition.as_of,
        licences=LICENCES,
        sources=edition.made_from,
        counts={kind: len(getattr(edition, kind)) for kind in KINDS},
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        _add(file, "manifest.json", msgspec.json.format(encoder.encode(manifest), indent=2))
        for kind in KINDS:
            parts = _separated(kind, getattr(edition, kind))
            for name, content in parts.items():
                if content or name.startswith("records/"):
                    _add(file, f"{name}{kind}.jsonl", encoder.encode_lines(content))
    return buffer.getvalue()


def read(archive: bytes) -> Edition:
    """The edition in an archive.

    Raises:
        UnreadableArchiveError: not a zip, another format, a record that is not of its kind, or a content that does not
            match its name.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as file:
            edition = _unpack(file)
    except (zipfile.BadZipFile, KeyError, msgspec.MsgspecError, EOFError) as error:
        raise UnreadableArchiveError(t("editions.archive.unreadable", cause=error)) from error
    if digest_of(edition) != edition.id:
        raise UnreadableArchiveError(t("editions.archive.altered"))
    return share(edition)


def manifest_of(archive: bytes) -> Manifest:
    """The manifest alone, without reading the records."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as file:
            return msgspec.json.decode(file.read("manifest.json"), type=Manifest)
    except (zipfile.BadZipFile, KeyError, msgspec.MsgspecError) as error:
        raise UnreadableArchiveError(t("editions.archive.unreadable", cause=error)) from error


def _unpack(file: zipfile.ZipFile) -> Edition:
    if sum(info.file_size for info in file.infolist()) > MAX_UNPACKED:
        raise UnreadableArchiveError(t("editions.archive.too_large"))
    manifest = msgspec.json.decode(file.read("manifest.json"), type=Manifest)
    if manifest.format != FORMAT:
        raise UnreadableArchiveError(t("editions.archive.other_format", format=manifest.format))
    kinds: dict[str, Any] = {}
    names = set(file.namelist())
    for kind, record_type in KINDS.items():
        decoder = msgspec.json.Decoder(record_type)
        stored = [name for name in (f"records/{kind}.jsonl", f"onisep/records/{kind}.jsonl") if name in names]
        records = [record for name in stored for record in decoder.decode_lines(file.read(name))]
        if f"onisep/{kind}.jsonl" in names:
            links = msgspec.json.Decoder(OnisepLink).decode_lines(file.read(f"onisep/{kind}.jsonl"))
            records = _with_onisep(kind, records, links)
        if len(stored) > 1:
            records.sort(key=key_of)
        kinds[kind] = tuple(records)
    return Edition(
        id=manifest.id, territory=manifest.territory, as_of=manifest.as_of, made_from=manifest.sources, **kinds
    )


Part = Literal["records/", "onisep/records/", "onisep/"]


def _separated(kind: str, records: tuple[Record, ...]) -> dict[Part, list[Record | OnisepLink]]:
    """The records of a kind by the place they are kept in: ours, those of Onisep, and what Onisep adds to ours."""
    parts: dict[Part, list[Record | OnisepLink]] = {"onisep/": [], "onisep/records/": [], "records/": []}
    for record in records:
        if _is_onisep(kind, record):
            parts["onisep/records/"].append(record)
            continue
        added = {field: value for field in ONISEP_FIELDS.get(kind, ()) if (value := getattr(record, field))}
        if added and isinstance(record, Certification | Institution):
            parts["onisep/"].append(OnisepLink(id=record.id, **added))
            bare = {field: type(value)() if isinstance(value, tuple) else None for field, value in added.items()}
            parts["records/"].append(msgspec.structs.replace(record, **bare))
        else:
            parts["records/"].append(record)
    return parts


def _is_onisep(kind: str, record: Record) -> bool:
    return (
        kind in ONISEP_KINDS
        or key_of(record).startswith(ONISEP_IDS)
        or getattr(record, "certification", "").startswith(ONISEP_IDS)  # a course of a diploma that only Onisep names
        or ONISEP_SOURCE in getattr(record, "source", "")  # a name or a course that only Onisep gives
    )


def _with_onisep(kind: str, records: list[Any], links: list[OnisepLink]) -> list[Any]:
    """Give back to the records what Onisep adds to them."""
    fields = ONISEP_FIELDS[kind]
    known = {link.id: {field: getattr(link, field) for field in fields} for link in links}
    return [msgspec.structs.replace(record, **known[record.id]) if record.id in known else record for record in records]


def _add(file: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, FIXED_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    file.writestr(info, content, compresslevel=9)
