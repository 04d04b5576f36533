"""The words of Onisep's sheets: how they name kinds of diploma, and which of their words name no field."""

from __future__ import annotations

from typing import Final

AGRICULTURAL: Final = "@agri"
"""A field that only the kind tells: a BTSA, a CS agricole."""

GENERAL: Final = "bac"
"""A general or technological baccalauréat, or any: it ends the mention before it and names no diploma of ours."""

PLAIN: Final[dict[str, tuple[str, ...]]] = {
    "bac-pro": (
        "bac pro", "bacs pro", "bacs pros", "bac professionnel", "bacs professionnels", "baccalaureat professionnel",
        "baccalaureats professionnels", "bacheliers professionnels", "bachelier professionnel", "baccalaureat pro",
        "ou professionnel", "ou professionnels", "un professionnel",
    ),
    "bts": ("bts", "brevet de technicien superieur", "btsm"),
    "cap": ("cap", "certificat d'aptitude professionnelle", "caps"),
    "bp": ("brevet professionnel", "brevets professionnels"),
    "mc": (
        "certificat de specialisation", "certificats de specialisation", "certificat de specialite",
        "mention complementaire", "mentions complementaires",
    ),
    "bma": ("bma", "brevet des metiers d'art"),
    "btm": ("btm", "brevet technique des metiers"),
    "dn-made": ("dn made", "dnmade", "diplome national des metiers d'art et du design"),
    "deust": ("deust", "diplome d'etudes universitaires scientifiques et techniques"),
    "licence-pro": ("licence pro", "licences pro", "licence professionnelle", "licences professionnelles"),
    "licence": ("licence", "licences"),
    "but": ("bachelor universitaire de technologie", "dut", "diplome universitaire de technologie"),
    "engineer": ("ecole d'ingenieurs", "ecoles d'ingenieurs", "ecole d'ingenieur", "diplome d'ingenieur", "ensm"),
    "master": ("master", "masters"),
    "state": ("diplome d'etat", "diplomes d'etat", "de d'"),
    "jeps": ("bpjeps", "bp jeps", "dejeps", "de jeps"),
    "ats": ("classe preparatoire ats", "prepa ats", "ats"),
    "dcg": ("dcg", "diplome de comptabilite et de gestion"),
    GENERAL: (
        "bac", "bacs", "baccalaureat", "bac general", "bac techno", "bac technologique", "bacheliers", "bacs generaux",
        "baccalaureat general", "baccalaureat technologique", "classe preparatoire", "prepa", "ecole", "ecoles",
        "titre professionnel", "brevet de maitrise",
    ),
}  # fmt: skip
CAPITALS: Final = {
    "BP": "bp", "BPA": "bpa", "CS": "mc", "MC": "mc", "BUT": "but", "LP": "licence-pro", "CAPA": "cap", "BTSA": "bts",
    "CSA": "mc", "BM": GENERAL, "DE": "state", "DEAS": "state", "DUT": "but", "DU": GENERAL, "FCIL": GENERAL,
}  # fmt: skip
"""Acronyms: in small letters, « but » and « du » are other words."""

AGRICULTURAL_KINDS: Final = frozenset(("BTSA", "CAPA", "CSA"))
SAME: Final = frozenset(("meme", "connexe", "proche", "voisin", "associe"))
SEPARATORS: Final = frozenset((",", ";", "(", ")", ":", "/", "«", "»", '"', "…", "ou", "et", "-"))


SAID_WITHOUT_KIND: Final = ("state", "national")
"""Sorts whose diplomas texts also name alone: « préparer le diplôme d’aide-soignant »."""

ANOTHER: Final = frozenset(("second", "deuxieme", "autre", "autres"))

NOT_FIELDS: Final = frozenset((
    "domai", "secte", "champ", "meme", "condi", "dossi", "acces", "possi", "candi", "titul", "obten", "exame",
    "bon", "tres", "avec", "certa", "ans", "pours", "envis", "notam", "princ", "exemp", "particulier", "parti",
    "form", "forma", "voie", "appre", "entre", "entrepri", "place", "tests", "voire", "equiv", "super", "speci",
    "relev", "eleve", "ainsi", "aussi", "egale", "encor", "moins", "plus", "leur", "leurs", "apres", "deux", "autre",
    "etc", "tout", "toute", "cette", "ses", "son", "peut", "peuve", "etre", "prepa", "recru", "parco", "certi", "droit",
    "minim", "diplo", "profe", "integ", "mieux", "rentr", "compl", "dispe", "class", "inser", "premi", "objec",
    "assoc", "conne", "proch", "voisi", "diffe", "justi", "exper", "trois", "cinq", "six", "mois", "emplo", "final",
    "rappo", "moind", "passe", "oblig", "types", "nivea", "lycee", "direc", "sont", "est", "que", "qui", "des",
    "sous", "selon", "admis", "adapt", "gener", "suivi", "suivr", "prior", "mais", "etude", "bien", "ayant",
    "debou", "vie", "activ", "inscr", "surto", "situe", "puis", "lien", "souve", "alter", "devie", "mise",
))  # fmt: skip
"""Stems of the words of these texts that name no field."""
