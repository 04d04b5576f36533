"""The spoken label of a diploma: "Bac pro Technicien en chaudronnerie industrielle".

Sources, best first: familles de métiers and BTS options for common years, Certif Info (accents, sentence case), the
familles and options files again for a specialty that Certif Info does not have, and last BCN's capitals with accents
restored word by word. The short name of the kind comes first, then the specialty with a capital.
"""

from __future__ import annotations

import re
from typing import Final

from rapidfuzz import fuzz

from passerelles.catalogue.importers.typography import Lexicon, capitalised, folded, typographic
from passerelles.catalogue.records import CertificationKind

KINDS: Final[dict[str, tuple[CertificationKind, str]]] = {
    "CAP": ("cap", "CAP"),
    "CAP DEP": ("cap", "CAP"),
    "CAPD": ("cap", "CAP"),
    "CAPA": ("cap", "CAP agricole"),
    "CAPM": ("cap", "CAP maritime"),
    "BAC PRO": ("bac-pro", "Bac pro"),
    "BAC PRO AG": ("bac-pro", "Bac pro"),
    "BP": ("bp", "BP"),
    "BP DEP": ("bp", "BP"),
    "BPA4": ("bp", "BP"),
    "BPA5": ("other", "BPA"),
    "MC": ("mc", "MC"),
    "MC3": ("mc", "MC"),
    "MC4": ("mc", "MC"),
    "MC5": ("mc", "MC"),
    "CS3": ("mc", "CS"),
    "CS4": ("mc", "CS"),
    "CSA NIV3": ("mc", "CS"),
    "CSA NIV4": ("mc", "CS"),
    "CSA NIV5": ("mc", "CS"),
    "BMA": ("bma", "BMA"),
    "BTM": ("btm", "BTM"),
    "BTS": ("bts", "BTS"),
    "BTSA": ("bts", "BTSA"),
    "BTSM": ("bts", "BTS maritime"),
    "BTSMCM-NIV": ("bts", "BTS"),
    "BUT": ("but", "BUT"),
    "DUT": ("other", "DUT"),
    "DEUST": ("deust", "DEUST"),
    "LIC-PRO": ("licence-pro", "Licence pro"),
    "LIC PRO": ("licence-pro", "Licence pro"),
    "LIC LMD": ("licence", "Licence"),
    "ING": ("engineer", ""),
    "MASTER PRO": ("master", "Master"),
    "BAC GENE": ("bac-general", "Bac général"),
    "BAC TECHNO": ("bac-techno", "Bac techno"),
    "BAC TEC AG": ("bac-techno", "Bac techno"),
    "DN MADE": ("other", "DN MADE"),
    "DMA": ("other", "DMA"),
    "DSAA": ("other", "DSAA"),
    "BT": ("other", "BT"),
    "BTA": ("other", "BTA"),
    "BEP": ("other", "BEP"),
    "BEPA": ("other", "BEPA"),
}
"""BCN's short label of the kind: our kind, and the name said aloud before the specialty."""

LONG_NAMES: Final = re.compile(
    r"^(?:bac pro|baccalauréat professionnel|cap agricole|cap maritime|capm|capa|cap|btsa|bts maritime|bts|bpa|bp|bma|"
    r"btm|but|dut|deust|dma|dn made|dsaa|bta|bt|bepa|bep|mention complémentaire|mc|certificat de spécialisation|cs|"
    r"licence professionnelle|licence pro|licence|master|bac techno|bac technologique|bac général)\b[ ,:-]*"
    r"(?:(?:option|spécialité|mention|série) )?",
    re.IGNORECASE,
)
SAID_TWICE: Final = re.compile(r"\s*\((?:BTM|CAP|BP|BTS|BMA)\)$")
TRAILING_KIND: Final = re.compile(r"\s*\([^()]*\)?\s*$")
COMMON_YEAR: Final = re.compile(r"\s*(?:BTS )?(?:2NDE COMMUNE|1(?:ER)?E ANNEE(?: COMMUNE)?(?: CAP)?)\s*")
SAME_NAME: Final = 55
"""Below this likeness (0 to 100) a Certif Info label is taken for that of another diploma under a wrong code."""


def spoken(short_kind: str, specialty: str) -> str:
    """Kind and specialty said together; a kind that has no short name leaves the specialty alone."""
    kind = KINDS.get(short_kind)
    return typographic(f"{kind[1]} {capitalised(specialty)}" if kind else capitalised(specialty))


def specialty_of(label: str) -> str:
    """An accented label without the name of its kind: "Bac pro maintenance nautique" gives "maintenance nautique"."""
    return LONG_NAMES.sub("", SAID_TWICE.sub("", label), count=1).strip() or label


def bcn_specialty(label: str) -> str:
    """A BCN label in capitals without its trailing kind and without "2NDE COMMUNE"."""
    return COMMON_YEAR.sub(" ", TRAILING_KIND.sub("", label)).strip()


def closest(bcn_label: str, candidates: tuple[str, ...]) -> str | None:
    """The accented label nearest to the one of BCN, or None when none of them can be the same diploma."""
    wanted = folded(bcn_specialty(bcn_label))
    scored = [(fuzz.token_sort_ratio(wanted, folded(specialty_of(label))), -len(label), label) for label in candidates]
    if not scored:
        return None
    score, _, label = max(scored)
    return label if score >= SAME_NAME or (len(set(candidates)) == 1 and score >= SAME_NAME - 20) else None


def restored(bcn_label: str, lexicon: Lexicon) -> str:
    """A BCN label in sentence case with its accents: the last resort."""
    return lexicon.restore(bcn_specialty(bcn_label))
