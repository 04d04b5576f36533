"""Small editions for the tests of the store and of the archive."""

from __future__ import annotations

from passerelles.catalogue.editions.edition import Edition, seal
from passerelles.catalogue.records import Certification, Institution, Programme, Source

SOURCE = Source(id="orion", title="Orion", producer="Ministère", licence="non précisée", vintage="2022")
BAC_PRO = Certification(
    id="CFD:40025223", label="Bac pro Maintenance nautique", kind="bac-pro", level=4, years=3, onisep="FOR:8906"
)
CAP = Certification(id="CFD:50022137", label="CAP Boulanger", kind="cap", level=3, years=2)
TABARLY = Institution(id="UAI:0850033Z", name="Lycée Tabarly", kind="lycée professionnel", onisep="ENS:1")


def edition(*certifications: Certification, programmes: tuple[Programme, ...] = ()) -> Edition:
    return seal(
        territory="52",
        as_of="2026-09-01",
        made_from=(SOURCE,),
        certifications=certifications or (BAC_PRO,),
        institutions=(TABARLY,),
        programmes=programmes,
    )
