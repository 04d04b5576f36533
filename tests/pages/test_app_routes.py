"""The server and the app agree on addresses: what loads the app is drawn by one of its screens."""

from __future__ import annotations

import re

import pytest

from passerelles.core.settings import ROOT
from tests.pages.addresses import PERSONAL, PUBLIC
from tests.pages.reading import Reader

ROUTES = [
    re.compile(re.sub(r":\w+", "[^/]+", path) + "/?")
    for path in re.findall(r"path: '([^']+)'", (ROOT / "frontend" / "app.js").read_text("utf-8"))
]


@pytest.mark.parametrize("path", [*PUBLIC, *PERSONAL])
async def test_a_page_loads_the_app_when_a_screen_draws_it_and_only_then(robot: Reader, path: str) -> None:
    page = await robot.read(path)
    drawn = any(route.fullmatch(path.partition("?")[0]) for route in ROUTES)
    assert bool(page.scripts) == drawn
