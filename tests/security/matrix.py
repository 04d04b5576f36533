"""Reads `matrix.toml`: what each role is answered on each route."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_args

from passerelles.accounts.schemas import RoleName
from tests.security.faces import FACES
from tests.security.things import BODIES, RELATIONS, THINGS, Relation
from tests.support.routes import Found

FILE: Final = Path(__file__).with_name("matrix.toml")
ROLES: Final[tuple[RoleName, ...]] = get_args(RoleName)
OF_A_HOUSE: Final = {"house", "request", "minors_request", "guardianship", "grant", "invitation"}
"""Things that a house's staff see because of their house."""
OTHER_KEYS: Final = {"thing", "body", "query", "visitor", "everyone", "looks", "unnoted"}


@dataclass(frozen=True)
class Row:
    """What is expected on one route."""

    key: str  # "POST /api/shares"
    written: dict[str, Any]

    @property
    def method(self) -> str:
        return self.key.split(" ")[0]

    @property
    def thing(self) -> str | None:
        return self.written.get("thing")

    @property
    def looks(self) -> frozenset[str]:
        """What is noted of the people whom an answer shows: keys of `privacy.look`."""
        return frozenset(self.written.get("looks", ()))

    @property
    def unnoted(self) -> str | None:
        """Why people whom an answer shows are told nothing of it."""
        return self.written.get("unnoted")

    @property
    def relations(self) -> tuple[Relation | None, ...]:
        return RELATIONS[self.thing] if self.thing else (None,)

    @property
    def stranger(self) -> int:
        """What a signed-in person with none of the roles is answered."""
        return 404 if "{" in self.key else 403

    @property
    def visitor(self) -> int:
        return int(self.written.get("visitor", 401))

    @property
    def named(self) -> tuple[RoleName, ...]:
        """The roles that have a line of their own."""
        return tuple(role for role in ROLES if role in self.written)

    def expected(self, role: RoleName, relation: Relation | None) -> int:
        line = self.written.get(role, self.written.get("everyone"))
        if line is None:
            return self.stranger
        if isinstance(line, int):
            return line
        return int(line.get(relation, 404))

    def bystander(self, relation: Relation | None) -> int:
        """What a signed-in person without any role is answered, or one whose role has ended."""
        line = self.written.get("everyone")
        if line is None:
            return self.stranger
        return line if isinstance(line, int) else int(line.get(relation, 404))

    def expected_of(self, face: str, relation: Relation | None) -> int:
        """What a face is answered: its own line, or what follows from the role it shows."""
        shown = FACES[face]
        if face in self.written:
            line = self.written[face]
            return line if isinstance(line, int) else int(line.get(relation, 404))
        if not shown.of_another_house or self.thing not in OF_A_HOUSE:
            return self.expected(shown.role, relation)
        if relation in ("own", "child"):  # in a house that is nothing to them, they are anybody
            return self.bystander(relation)
        return self.expected(shown.role, "other" if relation == "elsewhere" else "elsewhere")

    def path(self, thing: str) -> str:
        """The address with the thing's ids in it."""
        path = self.key.split(" ")[1]
        query = self.written.get("query")
        ids = iter(thing.split("|"))
        filled = "/".join(next(ids) if part.startswith("{") else part for part in path.split("/"))
        return f"{filled}?{query}" if query else filled


def read() -> tuple[frozenset[str], dict[str, Row]]:
    """The public routes, and the rows of the others."""
    table = tomllib.loads(FILE.read_text("utf-8"))
    rows = {key: Row(key, written) for key, written in table["route"].items()}
    for row in rows.values():
        unknown = set(row.written) - OTHER_KEYS - set(ROLES) - set(FACES)
        if unknown:
            raise ValueError(f"{row.key}: unknown {sorted(unknown)}")
        if row.thing is not None and row.thing not in THINGS:
            raise ValueError(f"{row.key}: unknown thing {row.thing}")
        if row.written.get("body") not in {None, "bed", "delegation", "birth_date", *BODIES}:
            raise ValueError(f"{row.key}: unknown body")
    return frozenset(table["public"]), rows


def keys_of(route: Found) -> list[str]:
    """The names of a route in the table: one for each method, HEAD being GET."""
    return [f"{method} {route.path}" for method in sorted(route.methods - {"HEAD"})]
