"""What a sheet's text says of a way in or of what follows: kinds of diploma, their names, their fields.

« un bac professionnel du secteur du bois (technicien constructeur bois, technicien menuisier-agenceur) » is one
mention: the sort `bac-pro`, the diplomas of these two names, the field `bois`. Nothing is understood beyond that: what
a mention is worth is for `documented` to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from passerelles.journeys.graph.names import Names, Token, tokens_of

AGRICULTURAL: Final = "@agri"
"""A field that only the kind tells: a BTSA, a CS agricole."""

GENERAL: Final = "bac"
"""A general or technological baccalauréat, or any: it ends the mention before it and names no diploma of ours."""

_PLAIN: Final[dict[str, tuple[str, ...]]] = {
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
    "state": (
        "diplome d'etat", "diplomes d'etat", "de d'",
    ),
    "jeps": ("bpjeps", "bp jeps", "dejeps", "de jeps"),
    "ats": ("classe preparatoire ats", "prepa ats", "ats"),
    "dcg": ("dcg", "diplome de comptabilite et de gestion"),
    GENERAL: (
        "bac", "bacs", "baccalaureat", "bac general", "bac techno", "bac technologique", "bacheliers", "bacs generaux",
        "baccalaureat general", "baccalaureat technologique", "classe preparatoire", "prepa", "ecole", "ecoles",
        "titre professionnel", "fcil", "du",
    ),
}  # fmt: skip
_CAPITALS: Final = {
    "BP": "bp", "BPA": "bpa", "CS": "mc", "MC": "mc", "BUT": "but", "LP": "licence-pro", "CAPA": "cap", "BTSA": "bts",
    "CSA": "mc", "BM": GENERAL, "DE": "state", "DEAS": "state", "DUT": "but", "DU": GENERAL, "FCIL": GENERAL,
}  # fmt: skip
_AGRICULTURAL: Final = frozenset(("BTSA", "CAPA", "CSA"))
_IN_SMALL_LETTERS_TOO: Final = frozenset(("du",))
"""French words that are also acronyms: only capitals make them a kind."""

SAME: Final = frozenset(("meme", "connexe", "proche", "voisin", "associe"))
SEPARATORS: Final = frozenset((",", ";", "(", ")", ":", "/", "«", "»", '"', "…", "ou", "et", "-"))


SAID_WITHOUT_KIND: Final = ("state", "national")
ANOTHER: Final = frozenset(("second", "deuxieme", "autre", "autres"))
_Kind = tuple[int, int, str, bool]


class Mention(Struct, frozen=True):
    """A kind of diploma that a text names, with what follows the word."""

    sort: str  # as `steps.sort_of`, `mc` for both of its levels
    diplomas: tuple[str, ...]  # open now, of the names read
    fields: tuple[tuple[str, ...], ...]  # stems of each field read: ("bois",), ("amena", "paysa")
    another: bool = False  # « un second BTSA », « un autre CAP »: not the kind of the sheet itself

    @property
    def is_bare(self) -> bool:
        """Neither a name nor a field."""
        return not self.diplomas and not self.fields


def mentions(text: str, names: Names) -> list[Mention]:
    """The kinds of diploma that a text names, in its order."""
    found: list[Mention] = []
    for sentence in _sentences(tokens_of(text)):
        kinds = list(_kinds(sentence))
        for position, (_, end, sort, agricultural) in enumerate(kinds):
            stop = kinds[position + 1][0] if position + 1 < len(kinds) else len(sentence)
            said = sentence[end:stop]
            if sort == GENERAL:
                continue
            named = names.find(sort, said)
            covered = {index for one in named for index in range(one.start, one.end)}
            fields = list(_fields(said, covered)) or list(_shared(sentence, kinds, position))
            if agricultural:
                fields.append((AGRICULTURAL,))
            diplomas = dict.fromkeys(identifier for one in named for identifier in one.diplomas)
            found.append(Mention(sort, tuple(diplomas), tuple(fields), _is_another(sentence, kinds[position][0])))
        for sort in SAID_WITHOUT_KIND:
            loose = dict.fromkeys(one for name in names.find_anywhere(sort, sentence) for one in name.diplomas)
            if loose:
                found.append(Mention(sort, tuple(loose), ()))
    return found


def _sentences(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = 0
    for index, token in enumerate(tokens):
        if token.word == ".":
            yield tokens[start:index]
            start = index + 1
    yield tokens[start:]


def _kinds(tokens: Sequence[Token]) -> Iterator[_Kind]:
    """(start, end, sort, agricultural) of each kind named; a kind and its own acronym in brackets are one."""
    index = 0
    last: _Kind | None = None
    while index < len(tokens):
        found = _kind_at(tokens, index)
        if found is None:
            index += 1
            continue
        sort, end, agricultural = found
        if last and last[2] == sort and all(token.is_mark for token in tokens[last[1] : index]):
            last = (last[0], end, sort, last[3] or agricultural)
        else:
            if last:
                yield last
            last = (index, end, sort, agricultural)
        index = end
    if last:
        yield last


def _kind_at(tokens: Sequence[Token], index: int) -> tuple[str, int, bool] | None:
    written = tokens[index].written
    if written in _CAPITALS:
        return _CAPITALS[written], index + 1, written in _AGRICULTURAL
    word = tokens[index].word
    for phrase, sort in _BY_FIRST.get(word, ()):
        if all(index + i < len(tokens) and tokens[index + i].word == one for i, one in enumerate(phrase)):
            if len(phrase) == 1 and word in _IN_SMALL_LETTERS_TOO:
                continue
            return sort, index + len(phrase), False
    return None


def _shared(tokens: Sequence[Token], kinds: Sequence[_Kind], position: int) -> Iterator[tuple[str, ...]]:
    """The field of « un bac pro ou un BP du secteur de la restauration » is that of both."""
    while position + 1 < len(kinds):
        between = tokens[kinds[position][1] : kinds[position + 1][0]]
        if any(token.stem and token.stem not in NOT_FIELDS for token in between) or not any(
            token.word in ("ou", "et") for token in between
        ):
            return
        position += 1
        stop = kinds[position + 1][0] if position + 1 < len(kinds) else len(tokens)
        found = list(_fields(tokens[kinds[position][1] : stop], set()))
        if found:
            yield from found
            return


def _is_another(tokens: Sequence[Token], start: int) -> bool:
    return any(token.word in ANOTHER for token in tokens[max(0, start - 1) : start])


def _fields(tokens: Sequence[Token], covered: set[int]) -> Iterator[tuple[str, ...]]:
    current: list[str] = []
    for index, token in enumerate(tokens):
        if index in covered or token.word in SEPARATORS:
            if current:
                yield tuple(current)
            current = []
        elif token.stem and token.word not in SAME and token.stem not in NOT_FIELDS:
            current.append(token.stem)
    if current:
        yield tuple(current)


NOT_FIELDS: Final = frozenset((
    "domai", "secte", "condi", "dossi", "acces", "possi", "candi", "titul", "obten", "examen", "bon", "tres", "avec",
    "certa", "ans", "poursuite", "pours", "envis", "notam", "princ", "exemp", "particulier", "parti", "formation",
    "form", "forma", "mentio", "voie", "appre", "entre", "place", "tests", "entretien", "entret", "voire", "equiv",
    "super", "speci", "relev", "champ", "meme", "eleve", "ainsi", "aussi", "egale", "encore", "moins", "plus", "leur",
    "leurs", "apres", "deux", "autre", "autres", "etc", "tout", "toute", "cette", "ses", "son", "peut", "peuve",
    "peuvent", "etre", "accessible", "prepa", "recrute", "recru", "parco", "certi", "droit", "minim", "diplo", "profe",
    "integ", "mieux", "rentr", "insta", "compl", "dispe", "annee", "annees", "class", "inser", "premi", "objec",
    "assoc", "conne", "proch", "voisi", "diffe", "justi", "exper", "trois", "cinq", "six", "mois", "emplo", "final",
    "rappo", "moind", "mesur", "passe", "oblig", "types", "nivea", "lycee", "cadre", "direc", "sont", "est", "que",
    "qui", "une", "des", "sous", "selon", "admis", "adapt", "techno", "gener", "comme", "suivi", "suivr", "prior",
))  # fmt: skip
"""Stems of the words of these texts that name no field."""


def _by_first(kinds: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for sort, phrases in kinds:
        for phrase in phrases:
            words = tuple(token.word for token in tokens_of(phrase))
            found.setdefault(words[0], []).append((words, sort))
    for choices in found.values():
        choices.sort(key=lambda choice: -len(choice[0]))
    return found


_BY_FIRST: Final = _by_first(_PLAIN.items())
