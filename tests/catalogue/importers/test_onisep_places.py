"""Onisep's words on places: boarding, general road, open days; CROUS residences."""

from __future__ import annotations

from passerelles.catalogue.importers import crous, onisep_places
from passerelles.catalogue.importers.communes import Places
from passerelles.catalogue.importers.onisep_places import Announced, Structure
from passerelles.catalogue.records import Certification, Commune
from tests.catalogue.importers.making import LOIRE, reasons, table

BTS = Certification(id="CFD:32025413", label="BTS", kind="bts", level=5, years=2, onisep_others=("FOR:267",))
PLACES = Places(
    (Commune(id="COM:44109", name="Nantes", department="44", postcodes=("44000", "44300"), lat=47.2, lon=-1.5),)
)


def action(**cells: str) -> dict[str, str]:
    given = ("…/slug/FOR.267", "Lycée", "…/slug/ENS.1", "0440069L", "internat (homme/femme)", "2 ans", "temps plein")
    return dict(zip(onisep_places.ACTION_COLUMNS, given, strict=True)) | cells


def test_an_action_is_a_programme_and_its_words_on_boarding_a_note() -> None:
    programmes, notes = onisep_places.import_actions(
        table(action(), source="onisep-actions"), [BTS], frozenset(), LOIRE
    )
    assert [(one.id, one.years, one.procedure) for one in programmes] == [("PRG:0440069L.32025413.school", 2, "direct")]
    assert [(one.institution, one.text) for one in notes] == [("UAI:0440069L", "internat (homme/femme)")]


def test_no_boarding_is_no_note_and_a_known_programme_is_not_repeated() -> None:
    account = table(action(**{"ENS hébergement": "sans hébergement"}))
    found = onisep_places.import_actions(account, [BTS], frozenset({"PRG:0440069L.32025413.school"}), LOIRE)
    assert found == ([], [])
    assert account.ignored.total() == 1


def test_an_unknown_sheet_is_refused_and_another_territory_ignored() -> None:
    account = table(action(**{"FOR URL et ID Onisep": "FOR.9"}), action(**{"ENS code UAI": "0750001A"}))
    assert onisep_places.import_actions(account, [BTS], frozenset(), LOIRE)[0] == []
    assert reasons(account) == ["Cette fiche Onisep ne mène à aucun diplôme connu."]
    assert account.ignored.total() == 1


def test_the_general_road_of_a_lycee_is_its_options_and_its_specialities() -> None:
    options = table(
        {"UAI lieu de cours": "0440001M", onisep_places.OPTIONS: "Arts : théâtre / LV1 : anglais"}, source="a"
    )
    specialities = table({"UAI lieu de cours": "0440001M", onisep_places.SPECIALITIES: "mathématiques"}, source="b")
    found = onisep_places.import_general_lines(options, specialities, LOIRE)
    assert [(one.options, one.specialities, one.source) for one in found] == [
        (("Arts\u00a0: théâtre", "LV1\u00a0: anglais"), ("mathématiques",), "a + b")
    ]


def test_open_days_have_a_date_and_those_of_last_year_say_so() -> None:
    account = table(source="jpo")
    announced = {
        "ENS.1": Announced(jpo=("Le 1er mars 2025 de 9h30 à 12h",)),
        "ENS.2": Announced(jpo=("Date(s) indicative(s) des Journées portes ouvertes précédentes : le 16/03/2024",)),
        "ENS.3": Announced(jpo=()),
        "ENS.4": Announced(jpo=("Le 2 mars 2025",)),
    }
    found = onisep_places.import_open_days(announced, account, [], "s", {"ENS:1": "0440001A", "ENS:2": "0440002B"})
    assert [(one.institution, one.text, one.date, one.past) for one in found] == [
        ("UAI:0440001A", "Le 1er mars 2025 de 9h30 à 12h", "2025-03-01", False),
        ("UAI:0440002B", "Le 16/03/2024", "2024-03-16", True),
    ]
    assert (account.read, account.used) == (4, 2)


def test_the_newer_dates_of_a_structure_replace_those_of_the_list() -> None:
    structure = Structure(
        code_uai="0440001A", nom="Lycée", journees_portes_ouvertes="le 29/11/2025 de 10h00 | le 21/02/2026"
    )
    announced = {"ENS.1": Announced(jpo=("Le 1 mars 2025",))}
    found = onisep_places.import_open_days(announced, table(source="j"), [structure], "s", {"ENS:1": "0440001A"})
    assert [one.date for one in found] == ["2025-11-29", "2026-02-21"]


def test_a_residence_is_in_its_commune_and_its_rent_is_in_its_own_words() -> None:
    rows = [
        crous.Housing(
            965, "Cité U' Casterneau", "32, Rue des Agenêts, 44 000 NANTES", 47.2, -1.5,
            services=("Accessible PMR",), description="Types : 1 T1 Loyer 25/26 : 272.32€ Charges : comprises",
        ),
        crous.Housing(1, "Ailleurs", "1 rue X, 75001 Paris"),
        crous.Housing(2, "Perdue", "sans adresse"),
    ]  # fmt: skip
    account = table(source="crous-2026")
    found = crous.import_residences(rows, account, PLACES, LOIRE)
    assert [(one.id, one.city, one.rent, one.accessible) for one in found] == [
        ("CROUS:965", "Nantes", "25/26\u00a0: 272.32€", True)
    ]
    assert (account.ignored.total(), len(account.refusals)) == (1, 1)
