"""An empty list is no dead end without a script either."""

from __future__ import annotations

from tests.pages.reading import Reader


async def test_words_that_find_nothing_are_answered_with_somewhere_to_go(robot: Reader) -> None:
    page = await robot.read("/explorer?q=zzz+qqq")
    assert page.status == 200
    assert "Rien ne correspond à ces mots" in page.main
    assert "/explorer?sector=NSF%3A25" in page.anchors


async def test_a_list_with_programmes_proposes_nothing_else(robot: Reader) -> None:
    page = await robot.read("/explorer")
    assert not [address for address in page.anchors if "sector=" in address]
