"""Every screen address of the product, with examples of the small edition."""

from __future__ import annotations

FLAGSHIP = "/parcours/3e~85047_0850033Z.40025411.s.1re_0440069L.32025413.a"

PUBLIC = (
    "/",
    FLAGSHIP,
    "/comparer",
    "/explorer",
    "/secteurs/NSF:25",
    "/diplomes/CFD:32025413",
    "/formations/PRG:0440069L.32025413.school",
    "/etablissements/UAI:0850033Z",
    "/metiers/ROME:I1605",
    "/stages",
    "/internats",
    "/sport",
    "/mentions-legales",
    "/confidentialite",
    "/accessibilite",
    "/sources",
    "/signaler",
)
PERSONAL = (
    "/moi",
    "/moi/demandes/0199a1b2-0000-7000-8000-000000000000",
    "/moi/donnees",
    "/connexion?next=/moi",
    "/demo/courriel/1",
    "/gestion",
    "/gestion/internats/HOUSE:0850033Z",
    "/gestion/internats/HOUSE:0850033Z/demandes",
    "/gestion/partages",
    "/gestion/passerelles",
)
