"""The code of a diploma in the id of a programme: eight characters, both ways."""

from __future__ import annotations

import pytest

from passerelles.catalogue.codes import certification_of, code_of


@pytest.mark.parametrize(("identifier", "code"), [("CFD:40025411", "40025411"), ("FOR:267", "FOR00267")])
def test_an_id_and_its_code_are_one(identifier: str, code: str) -> None:
    assert code_of(identifier) == code
    assert certification_of(code) == identifier
