"""The canonical archive of an edition: a zip that anyone can open, and the same bytes for the same content.

`manifest.json` names the sources with their licences; each kind of record has its JSON Lines file. What comes
from Onisep (ODbL: share alike) has its own files under `onisep/`, so that the rest can be reused without it.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

import msgspec

from passerelles.catalogue.editions.edition import KINDS, Edition, digest_of
from passerelles.catalogue.records import Certification, Institution, Record, Source
from passerelles.core.messages import t

FORMAT: Final = "passerelles-edition/1"
LICENCES: Final = {
    "records/": "Voir la licence de chaque source (sources[].licence).",
    "onisep/": "ODbL 1.0. Source : Onisep. Toute base dérivée se partage sous la même licence.",
}
FIXED_TIME: Final = (1980, 1, 1, 0, 0, 0)  # the first instant a zip can hold: the bytes must not tell when
MAX_UNPACKED: Final = 600 * 1024 * 1024
ONISEP_KINDS: Final = ("institutions", "certifications")


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


class OnisepLink(msgspec.Struct, frozen=True, kw_only=True):
    """The Onisep id (`FOR.x`, `ENS.x`) of one of our records."""

    id: str
    onisep: str


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
            records: tuple[Record, ...] = getattr(edition, kind)
            if kind in ONISEP_KINDS:
                links, records = _without_onisep(records)
                _add(file, f"onisep/{kind}.jsonl", encoder.encode_lines(links))
            _add(file, f"records/{kind}.jsonl", encoder.encode_lines(records))
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
    return edition


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
    for kind, record_type in KINDS.items():
        lines = file.read(f"records/{kind}.jsonl")
        records = msgspec.json.Decoder(record_type).decode_lines(lines)
        if kind in ONISEP_KINDS:
            links = msgspec.json.Decoder(OnisepLink).decode_lines(file.read(f"onisep/{kind}.jsonl"))
            known = {link.id: link.onisep for link in links}
            records = [
                msgspec.structs.replace(record, onisep=known[record.id]) if record.id in known else record
                for record in records
                if isinstance(record, Certification | Institution)
            ]
        kinds[kind] = tuple(records)
    return Edition(
        id=manifest.id, territory=manifest.territory, as_of=manifest.as_of, made_from=manifest.sources, **kinds
    )


def _without_onisep(records: tuple[Record, ...]) -> tuple[list[OnisepLink], tuple[Record, ...]]:
    """Separate the Onisep ids from the records that carry them."""
    links: list[OnisepLink] = []
    bare: list[Record] = []
    for record in records:
        if isinstance(record, Certification | Institution) and record.onisep:
            links.append(OnisepLink(id=record.id, onisep=record.onisep))
            bare.append(msgspec.structs.replace(record, onisep=None))
        else:
            bare.append(record)
    return links, tuple(bare)


def _add(file: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, FIXED_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    file.writestr(info, content, compresslevel=9)
