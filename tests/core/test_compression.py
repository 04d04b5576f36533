"""Answers are compressed on the wire: a journey must cost little on a poor network."""

from __future__ import annotations

import httpx
from fastapi import FastAPI

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
