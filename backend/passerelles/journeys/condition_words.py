"""The conditions of a step in words: what its rule says, then what the Onisep sheets ask, said as theirs."""

from __future__ import annotations

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core.messages import t
from passerelles.journeys import words
from passerelles.journeys.graph.conditions import conditions_of
from passerelles.journeys.graph.progression import Progression


def conditions(catalogue: Catalogue, step: Progression) -> str:
    """ "Sur dossier, selon les places. Fiche de l’Onisep : avec un bon dossier ou une mention." """
    own = words.rule(step, "conditions")
    asked = [t(f"journeys.asked.{one.key}", number=one.number) for one in conditions_of(catalogue, step)]
    return t("journeys.asked.said", own=own, asked=", ".join(asked)) if asked else own
