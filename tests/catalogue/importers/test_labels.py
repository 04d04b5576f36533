"""Labels one can say: kind, then specialty in sentence case, with accents and French typography."""

from __future__ import annotations

import pytest

from passerelles.catalogue.importers.certifications import label_of, make_certifications
from passerelles.catalogue.importers.certifinfo import CertifInfo
from passerelles.catalogue.importers.families import CommonYear
from passerelles.catalogue.importers.typography import Lexicon, typographic
from tests.catalogue.importers.making import diploma, nomenclature


def entry(label: str) -> CertifInfo:
    return CertifInfo(label=label, rncp="1", rome=("I1605",), onisep="FOR:1", ways={"vae": True})


@pytest.mark.parametrize(
    ("kind", "bcn", "certifinfo", "spoken"),
    [
        (
            "BAC PRO",
            "TECHNICIEN EN CHAUDRONNERIE INDUSTRIELLE (BAC PRO)",
            "Bac pro technicien en chaudronnerie industrielle",
            "Bac pro Technicien en chaudronnerie industrielle",
        ),
        ("BTS", "EDITION (BTS)", "BTS édition", "BTS Édition"),
        (
            "CAPA",
            "JARDINIER PAYSAGISTE (CAPA)",
            "CAP agricole jardinier paysagiste",
            "CAP agricole Jardinier paysagiste",
        ),
        (
            "CS4",
            "TECHNICIEN(NE) EN SOUDAGE (CS4)",
            "Certificat de spécialisation technicien en soudage",
            "CS Technicien en soudage",
        ),
        ("BP", "BOUCHER (BP)", "BP boucher", "BP Boucher"),
        ("BTS", "GESTION DE LA PME (BTS)", "BTS gestion de la PME", "BTS Gestion de la PME"),
        ("BPA4", "INDUSTRIES ALIMENTAIRES (BP)", "BP option industries alimentaires", "BP Industries alimentaires"),
        (
            "BAC PRO",
            "MAINTENANCE DES MATERIELS OPTION A MATERIELS AGRICOLES (BAC PRO)",
            "Bac pro maintenance des matériels option A : matériels agricoles",
            "Bac pro Maintenance des matériels option A\u00a0: matériels agricoles",
        ),
    ],
)
def test_certif_info_gives_the_accents(kind: str, bcn: str, certifinfo: str, spoken: str) -> None:
    one = diploma("40000001", bcn, kind=kind)
    assert label_of(one, nomenclature(one, certifinfo={"40000001": (entry(certifinfo),)})) == spoken


def test_among_several_options_of_one_code_the_nearest_label_is_taken() -> None:
    one = diploma("46321220", "CONDUITE D'UN ELEVAGE BOVIN LAIT (CSA)", kind="CSA NIV4")
    options = (
        entry("Certificat de spécialisation conduite d'un élevage bovin lait mention agriculture biologique"),
        entry("Certificat de spécialisation conduite d'un élevage bovin lait"),
    )
    assert label_of(one, nomenclature(one, certifinfo={"46321220": options})) == "CS Conduite d’un élevage bovin lait"


def test_a_certif_info_label_of_another_diploma_is_not_taken() -> None:
    one = diploma("40000001", "MAINTENANCE NAUTIQUE (BAC PRO)")
    known = nomenclature(one, certifinfo={"40000001": (entry("Bac pro fleuriste"),)})
    assert label_of(one, known) == "Bac pro Maintenance nautique"


def test_a_family_names_its_common_year() -> None:
    one = diploma("40020103", "METIERS DE LA REALISATION 2NDE COMMUNE (BAC PRO)", nature="T")
    year = CommonYear(
        cfd="40020103",
        label="Métiers de la réalisation d'ensembles mécaniques et industriels",
        is_family=True,
        members=("40025411",),
    )
    known = nomenclature(one, diploma("40025411"), common_years=(year,))
    first = next(record for record in make_certifications(known, frozenset()) if record.id == "CFD:40020103")
    assert first.label == "2de pro Métiers de la réalisation d’ensembles mécaniques et industriels"
    assert (first.kind, first.years, first.common_year_of) == ("2de-pro", 1, ("CFD:40025411",))


def test_capitals_without_any_source_get_the_accents_of_words_seen_elsewhere() -> None:
    lexicon = Lexicon(["Bac pro métiers de la sécurité", "CAP opérateur de la PME", "BTS à étoile"])
    assert lexicon.restore("METIERS DE LA SECURITE A LA PME OPTION A") == "métiers de la sécurité à la PME option A"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Lycée de l'Immaculée", "Lycée de l’Immaculée"),
        ("enveloppe des bâtiments: conception", "enveloppe des bâtiments\u00a0: conception"),
        ("Sacré-Coeur", "Sacré-Cœur"),
        ("Viticulture-oenologie", "Viticulture-œnologie"),
        ("Ecole de production", "École de production"),
        ("Emile Zola", "Emile Zola"),
        ("mention « bio »", "mention «\u00a0bio\u00a0»"),
    ],
)
def test_typography_is_french(written: str, shown: str) -> None:
    assert typographic(written) == shown
