"""The files an edition is made from: where they are, what they are called, what their licence says.

`path` is relative to the folder given to the importer; `full` is the national file, used instead when asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from passerelles.catalogue.importers import (
    own_houses,
    own_programmes,
    sources_of_offer,
    sources_of_onisep,
    sources_of_reference,
)
from passerelles.catalogue.importers.reading import UnreadableFileError
from passerelles.catalogue.importers.source_file import SourceFile
from passerelles.catalogue.records import Source
from passerelles.core.messages import t

AS_OF: Final = "2026-09-01"
"""Day at which a diploma is judged open or closed: the last rentrée these vintages describe. A constant, so that the
same files give the same edition whenever they are imported."""

FILES: Final = (*sources_of_reference.FILES, *sources_of_offer.FILES, *sources_of_onisep.FILES)
OWN_FILES: Final = (
    SourceFile(
        id=own_programmes.SOURCE,
        title="Formations décrites par le campus",
        producer="Le campus",
        licence="propre au campus",
        vintage="à chaque ligne",
        path="",
    ),
    SourceFile(
        id=own_houses.SOURCE,
        title="Internats décrits par le campus",
        producer="Le campus",
        licence="propre au campus",
        vintage="à chaque ligne",
        path="",
    ),
)
"""Given by their own options, not looked for in the folder."""

BY_ID: Final = {file.id: file for file in FILES}
ONISEP: Final = Source(
    id="onisep",
    title="Identifiants Onisep (FOR, ENS), cités par Certif Info et par l’annuaire",
    producer="Onisep",
    licence="ODbL 1.0",
    vintage="2024",
)
"""Kept in files of its own in the archive: share alike."""


def check_folder(folder: Path) -> None:
    """Refuse a folder that is not one before anything is read."""
    if not folder.is_dir():
        raise UnreadableFileError(t("imports.file.folder", folder=folder))
