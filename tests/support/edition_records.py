"""The records of the small edition: Challans, Les Sables-d'Olonne and Saint-Nazaire, from 3e to the BTS."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from passerelles.catalogue.records import (
    Campus,
    Certification,
    Commune,
    Company,
    Entry,
    Facility,
    Figure,
    Institution,
    Job,
    LearnerStatus,
    Outcome,
    Procedure,
    Programme,
    Record,
    Sector,
    Source,
    TradeFamily,
)

SOURCES: Final = (
    Source(id="annuaire", title="Annuaire de l’éducation", producer="MENJ", licence="LO 2.0", vintage="2024-03"),
    Source(id="orion-2022", title="Orion, voie pro", producer="Orion", licence="non précisée", vintage="2022"),
    Source(id="orion-bts-2024", title="Orion, BTS", producer="Orion", licence="non précisée", vintage="2024"),
    Source(id="inserjeunes", title="InserJeunes", producer="Depp-Dares", licence="LO 2.0", vintage="2022_2023"),
    Source(id="bcn-diplomes", title="BCN", producer="DEPP", licence="LO 2.0", vintage="2025-09"),
    Source(id="certif-info", title="Certif Info", producer="Onisep", licence="ODbL", vintage="2026-01"),
    Source(id="cog", title="COG", producer="Insee", licence="LO 2.0", vintage="2026"),
    Source(id="res-installations-2017", title="RES", producer="Ministère des Sports", licence="LO 2.0", vintage="2017"),
    Source(id="sirene", title="Sirene", producer="Insee", licence="LO 2.0", vintage="2026"),
    Source(id="cmq", title="Campus", producer="pages publiques", licence="faits publics", vintage="2018"),
)

COMMUNES: Final = (
    Commune(
        id="COM:85047", name="Challans", department="85", postcodes=("85300",), population=22943,
        lat=46.83548, lon=-1.83985,
    ),
    Commune(
        id="COM:85194", name="Les Sables-d'Olonne", department="85", postcodes=("85100", "85180", "85340"),
        population=49603, lat=46.50102, lon=-1.79301, former=("COM:85060", "COM:85166"),
    ),
    Commune(
        id="COM:44184", name="Saint-Nazaire", department="44", postcodes=("44600",), population=74568,
        lat=47.28029, lon=-2.25101,
    ),
)  # fmt: skip

INSTITUTIONS: Final = (
    Institution(
        id="UAI:0850033Z", name="Lycée professionnel Éric Tabarly", kind="lycée professionnel", public=True,
        commune="COM:85194", department="85", address="3 rue Éric Tabarly", postcode="85340",
        city="Les Sables-d'Olonne", lat=46.51704167, lon=-1.76847221, phone="02 51 95 10 00",
        web="http://tabarly.paysdelaloire.e-lyco.fr", boarding=True, greta=True, apprenticeship=True, source="annuaire",
    ),
    Institution(
        id="UAI:0440069L", name="Lycée Aristide Briand", kind="lycée général et technologique", public=True,
        commune="COM:44184", department="44", address="10 boulevard Pierre de Coubertin", postcode="44606",
        city="Saint-Nazaire", lat=47.27306178, lon=-2.23250482, phone="02 40 00 25 25",
        web="https://aristide-briand.paysdelaloire.e-lyco.fr/", boarding=True, greta=True, apprenticeship=True,
        source="annuaire",
    ),
    Institution(
        id="UAI:0850146X", name="Lycée professionnel René Couzinet", kind="lycée professionnel", public=True,
        commune="COM:85047", department="85", postcode="85302", city="Challans", lat=46.83995015, lon=-1.87670562,
        phone="02 51 93 07 21", boarding=True, greta=True, apprenticeship=True, source="annuaire",
    ),
    Institution(
        id="UAI:0851400K", name="Maison familiale rurale", kind="maison familiale rurale", department="85",
        source="orion-2022",
    ),
)  # fmt: skip

CERTIFICATIONS: Final = (
    Certification(
        id="CFD:40020103", label="2de pro Métiers de la réalisation d’ensembles mécaniques et industriels",
        kind="2de-pro", level=4, years=1, nsf="200", sector="NSF:25", family="FAM:REMI",
        common_year_of=("CFD:40025411",),
    ),
    Certification(
        id="CFD:40025411", label="Bac pro Technicien en chaudronnerie industrielle", kind="bac-pro", level=4, years=3,
        nsf="254", sector="NSF:25", rome=("ROME:H2902",), rncp="RNCP38449", family="FAM:REMI",
        ways={"school": True, "apprenticeship": True, "continuing": True, "vae": True},
    ),
    Certification(
        id="CFD:32025413", label="BTS Conception et industrialisation en construction navale", kind="bts", level=5,
        years=2, nsf="254", sector="NSF:25", rome=("ROME:H1206",), onisep="FOR:10108",
        ways={"school": True, "apprenticeship": True, "vae": True},
    ),
    Certification(
        id="CFD:40025009", label="Bac pro Maintenance nautique", kind="bac-pro", level=4, years=3, nsf="252",
        sector="NSF:25", closed="2025-08-31", successors=("CFD:40025223",), onisep="FOR:1167",
    ),
    Certification(
        id="CFD:40025223", label="Bac pro Maintenance nautique", kind="bac-pro", level=4, years=3, nsf="252",
        sector="NSF:25", opened="2025-09-01", predecessors=("CFD:40025009",), rome=("ROME:I1605",),
    ),
    Certification(
        id="CFD:50025217", label="CAP Réparation entretien des embarcations de plaisance", kind="cap", level=3,
        years=2, nsf="252", sector="NSF:25", rome=("ROME:I1605",), ways={"school": True, "apprenticeship": True},
    ),
)  # fmt: skip


def _figure(value: float | None, source: str, scope: str, code: str | None = None, label: str | None = None) -> Figure:
    vintage = {"orion-2022": "2022", "orion-bts-2024": "2024"}.get(source, "2022_2023")
    exact = None if value is None else float(value)  # 15 and 15.0 are written differently in an archive
    return Figure(value=exact, vintage=vintage, scope=scope, source=source, code=code, label=label)


def _programme(
    uai: str,
    cfd: str,
    /,
    places: float,
    demand: float,
    years: int,
    *,
    status: LearnerStatus = "school",
    entry: Entry = "first_year",
    former: tuple[str, str] | None = None,
) -> Programme:
    procedure: Procedure = "parcoursup" if cfd.startswith("320") else "affelnet"
    source = "orion-bts-2024" if procedure == "parcoursup" else "orion-2022"
    code, label = former or (None, None)
    return Programme(
        id=f"PRG:{uai}.{cfd}.{status}{'.1re' if entry == 'premiere' else ''}",
        certification=f"CFD:{cfd}",
        institution=f"UAI:{uai}",
        status=status,
        entry=entry,
        procedure=procedure,
        years=years,
        places=_figure(places, source, f"UAI:{uai}", code, label),
        demand=_figure(demand, source, f"UAI:{uai}", code, label),
        source=source,
    )


PROGRAMMES: Final = (
    _programme("0850033Z", "40020103", 15, 12, 1),
    _programme("0850033Z", "40025411", 15, 15, 2, entry="premiere"),
    _programme("0440069L", "32025413", 22, 308, 2),
    _programme("0440069L", "32025413", 8, 138, 2, status="apprenticeship"),
    _programme("0850033Z", "40025223", 20, 15, 3, former=("CFD:40025009", "Bac pro Maintenance nautique")),
    _programme("0850033Z", "40025223", 20, 23, 2, entry="premiere", former=("CFD:40025009", "Maintenance nautique")),
    _programme("0850033Z", "50025217", 10, 22, 2),
    _programme("0851400K", "50025217", 12, 6, 2),
)

OUTCOMES: Final = (
    Outcome(
        certification="CFD:40025411",
        status="school",
        scope="region:52",
        employment={
            "6": _figure(46, "inserjeunes", "region:52"),
            "12": _figure(52, "inserjeunes", "region:52"),
        },
        further_study=_figure(58, "inserjeunes", "region:52"),
    ),
    Outcome(
        certification="CFD:40025411",
        status="apprenticeship",
        scope="region:52",
        employment={"6": _figure(74, "inserjeunes", "region:52")},
        further_study=_figure(None, "inserjeunes", "region:52"),
    ),
)

BASE: Final[Mapping[str, tuple[Record, ...]]] = {
    "campuses": (
        Campus(
            id="CMQ-PDL-NAUTISME", name="Nautisme", academy="Nantes", region="Pays de la Loire",
            members={"UAI:0850033Z": "documented", "UAI:0440069L": "deduced"},
        ),
    ),
    "communes": COMMUNES,
    "institutions": INSTITUTIONS,
    "certifications": CERTIFICATIONS,
    "families": (
        TradeFamily(
            id="FAM:REMI", label="Métiers de la réalisation d’ensembles mécaniques et industriels",
            common="CFD:40020103", members=("CFD:40025411",),
        ),
    ),
    "sectors": (Sector(id="NSF:25", label="Mécanique, électricité, électronique"),),
    "jobs": (
        Job(id="ROME:H1206", label="Responsable d'études en industrie"),
        Job(id="ROME:H2902", label="Chaudronnier / Chaudronnière"),
        Job(id="ROME:I1605", label="Mécanicien / Mécanicienne nautique"),
    ),
    "programmes": PROGRAMMES,
    "outcomes": OUTCOMES,
    "facilities": (
        Facility(
            id="RES:851940001", name="Base nautique", commune="COM:85194", city="Les Sables-d'Olonne",
            lat=46.497, lon=-1.789, accessible=True, year="2015", activities=("Voile", "Aviron"),
        ),
        Facility(
            id="RES:850470001", name="Piscine de Challans", commune="COM:85047", city="Challans", lat=46.84, lon=-1.88,
            year="2015", activities=("Natation",),
        ),
    ),
    "companies": (
        Company(
            id="SIRET:79908975000019", name="Chantier naval des Sables", address="1 quai du Port",
            city="Les Sables-d'Olonne", field="bateaux-nautisme", lat=46.499, lon=-1.79, size="10 à 19 salariés",
        ),
        Company(
            id="SIRET:79908975000020", name="Voilerie de Challans", address="2 rue du Marais", city="Challans",
            field="bateaux-nautisme", lat=46.84, lon=-1.87,
        ),
    ),
}  # fmt: skip
