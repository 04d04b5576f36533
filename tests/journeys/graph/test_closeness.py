"""What brings two diplomas together besides what sheets say of them: roofs, hearsay, sub-domains, titles."""

from __future__ import annotations

from passerelles.catalogue.records import Certification, FurtherStudy
from passerelles.journeys.graph.affinity import Affinity
from passerelles.journeys.graph.graph import Graph
from passerelles.journeys.graph.profile import profile
from passerelles.journeys.graph.roofs import Roofs
from tests.support.editions import TCI, a_catalogue, a_certification, a_programme

SCHOOLS = ("0440069L", "0850033Z")


def a_bts(cfd: str, label: str, **fields: object) -> Certification:
    return a_certification(cfd, label, **({"kind": "bts", "level": 5, "years": 2} | fields))


def a_bac_pro(cfd: str, label: str, **fields: object) -> Certification:
    return a_certification(cfd, label, **({"kind": "bac-pro", "level": 4, "years": 3} | fields))


def strength(graph: Graph, source: str, target: str) -> float:
    return next((step.strength for step in graph.before_of(target) if step.source == source), 0.0)


def test_two_diplomas_that_the_same_schools_teach_are_closer() -> None:
    apart = a_bts("32025481", "BTS Soudure de coques", nsf="254")
    together = a_bts("32025482", "BTS Soudure de silos", nsf="254")
    bacs = [a_programme(school, "40025411") for school in SCHOOLS]
    taught = [a_programme(school, "32025482", procedure="parcoursup", years=2) for school in SCHOOLS]
    graph = Graph(a_catalogue(certifications=[apart, together], programmes=[*bacs, *taught]))
    assert strength(graph, TCI, together.id) > strength(graph, TCI, apart.id)


def test_one_roof_in_common_may_be_an_accident() -> None:
    one, other = a_bts("32025481", "BTS Coques"), a_bts("32025482", "BTS Silos")
    in_one = [a_programme("0440069L", cfd, years=2) for cfd in ("32025481", "32025482")]
    in_two = [a_programme(school, cfd, years=2) for school in SCHOOLS for cfd in ("32025481", "32025482")]
    once = Roofs(a_catalogue(certifications=[one, other], programmes=in_one))
    twice = Roofs(a_catalogue(certifications=[one, other], programmes=in_two))
    assert other.id not in once.neighbours(one.id)
    assert other.id in twice.neighbours(one.id)


def test_where_a_close_diploma_is_said_to_lead_this_one_may_lead_too() -> None:
    sister = a_bac_pro("40025499", "Bac pro Technicien en chaudronnerie navale", nsf="254")
    bts = a_bts("32025481", "BTS Assemblage de coques", nsf="254")
    sheet = FurtherStudy(
        certification=sister.id,
        sheet="FOR:1",
        further_text="On peut poursuivre en BTS assemblage de coques.",
        source="o",
    )
    silent = Graph(a_catalogue(certifications=[sister, bts]))
    said = Graph(a_catalogue(certifications=[sister, bts], further_studies=[sheet]))
    assert strength(said, TCI, bts.id) > strength(silent, TCI, bts.id)


def test_sub_domains_with_nothing_in_common_keep_diplomas_apart() -> None:
    near = a_bts("32025481", "BTS Assemblage", nsf="254", onisep_subdomains=("mécanique/construction navale",))
    far = a_bts("32025482", "BTS Assemblages", nsf="254", onisep_subdomains=("arts/artisanat d'art",))
    bac = a_bac_pro(
        "40025499", "Bac pro Assemblage naval", nsf="254", onisep_subdomains=("mécanique/construction navale",)
    )
    graph = Graph(a_catalogue(certifications=[near, far, bac]))
    assert strength(graph, bac.id, near.id) > strength(graph, bac.id, far.id)


def test_a_specialisation_of_agriculture_is_for_those_who_come_from_it() -> None:
    fields = {"kind": "mc", "level": 4, "years": 1, "nsf": "254"}
    one = a_certification("46025481", "CS Chaudronnerie industrielle", **fields)
    rural = a_certification("46325481", "CS Chaudronnerie rurale industrielle", ministry="Agriculture", **fields)
    graph = Graph(a_catalogue(certifications=[one, rural]))
    assert strength(graph, TCI, rural.id) < 0.7 * strength(graph, TCI, one.id)


def test_the_version_that_replaces_a_diploma_is_no_second_diploma() -> None:
    new = a_bac_pro("40025498", "Bac pro Soudage naval", nsf="254")
    old = a_bac_pro("40025499", "Bac pro Soudage naval", nsf="254", closed="2027-08-31", successors=(new.id,))
    graph = Graph(a_catalogue(certifications=[old, new]))
    assert new.id not in {step.target for step in graph.next_of(old.id)}


def test_a_professional_title_leads_to_the_next_level_of_its_trade() -> None:
    title = a_certification("56T25403", "Titre professionnel chaudronnier", kind="title", level=3, nsf="254")
    higher = a_certification(
        "46T25403", "Titre professionnel technicien chaudronnier", kind="title", level=4, nsf="254"
    )
    steps = {step.target: step.rule for step in Graph(a_catalogue(certifications=[title, higher])).next_of(title.id)}
    assert steps[higher.id] == "to_title"
    assert TCI in steps


def test_groups_that_share_no_more_than_a_domain_of_the_nomenclature_are_no_neighbours() -> None:
    energy = a_bac_pro("40022799", "Bac pro Suivi", nsf="227")
    chemistry, food = a_bts("32022281", "BTS Coloration", nsf="222"), a_bts("32022182", "BTS Salaison", nsf="221")
    dyeing, plural = (
        a_bac_pro("40022299", "Bac pro Suivi", nsf="226"),
        a_bac_pro("40022099", "Bac pro Suivi", nsf="220"),
    )
    near = Affinity({one.id: profile(a_catalogue(), one) for one in (energy, chemistry, food, dyeing, plural)})
    assert near.score(dyeing.id, chemistry.id) > near.score(energy.id, food.id)
    assert near.score(plural.id, chemistry.id) > near.score(dyeing.id, chemistry.id)


def test_two_words_for_one_field_make_two_diplomas_close() -> None:
    sale, trade = a_bac_pro("40031299", "Bac pro Vente de jardins"), a_bts("32031281", "BTS Commerce de jardins")
    other = a_bts("32031282", "BTS Culture de jardins")
    near = Affinity({one.id: profile(a_catalogue(), one) for one in (sale, trade, other)})
    assert near.score(sale.id, trade.id) > near.score(sale.id, other.id)
