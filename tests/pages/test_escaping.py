"""Open data is text: whatever it holds, it stays text."""

from __future__ import annotations

import pytest

from passerelles.core.db import Database
from passerelles.core.settings import Settings
from passerelles.pages.rendering import json_block, web
from tests.pages.conftest import reader
from tests.support.editions import an_edition, an_institution, publish

ATTACK = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\u2028"


async def test_a_script_in_an_institutions_name_stays_text(installation: Settings) -> None:
    database = Database(installation.database_url)
    hostile = an_institution("0440069L", name=ATTACK, city='"><b>Saint-Nazaire', web="javascript:alert(1)")
    await publish(database, an_edition(institutions=[hostile]))
    async with reader(installation) as robot:
        for path in ("/diplomes/CFD:32025413", "/etablissements/UAI:0440069L", "/explorer"):
            page = await robot.read(path)
            assert page.status == 200
            assert "<script>alert" not in page.source
            assert "<img" not in page.source
            assert page.inline == []
            assert not [address for address in page.anchors if address.startswith("javascript:")]
    await database.close()


def test_a_data_block_cannot_be_closed_from_inside() -> None:
    written = str(json_block({"name": ATTACK}))
    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(written)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//elsewhere.example", " https://x"])
def test_only_web_addresses_become_links(address: str) -> None:
    assert web(address) == "#"
