"""Answers are compressed on the wire: a journey must cost little on a poor network."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI

from passerelles.core.assets import COMPRESSED_TYPES, media_type_of
from tests.support.editions import publish_small


async def test_a_long_answer_is_compressed_and_a_short_one_is_not(app: FastAPI, client: httpx.AsyncClient) -> None:
    await publish_small(app.state.house.db)
    long = await client.get("/api/certifications/CFD:40025411", headers={"Accept-Encoding": "br"})
    short = await client.get("/api/health/live", headers={"Accept-Encoding": "br"})
    assert long.headers["content-encoding"] == "br"
    assert "Accept-Encoding" in long.headers["vary"]
    assert "content-encoding" not in short.headers


async def test_a_file_is_compressed_once(app: FastAPI, client: httpx.AsyncClient) -> None:
    url = app.state.house.assets.url("app.js")
    answer = await client.get(url, headers={"Accept-Encoding": "br"})
    assert answer.headers["content-encoding"] == "br"
    assert answer.content == app.state.house.assets.read("app.js")


@pytest.mark.parametrize("accepted", ["br", "gzip", "identity"])
async def test_what_an_answer_depends_on_is_said_once(app: FastAPI, client: httpx.AsyncClient, accepted: str) -> None:
    assets = app.state.house.assets
    for name in assets.names():
        answer = await client.get(assets.url(name), headers={"Accept-Encoding": accepted})
        varies = media_type_of(name).startswith(COMPRESSED_TYPES)
        assert answer.headers.get_list("vary") == (["Accept-Encoding"] if varies else []), name
