"""The Host header decides nothing (CVE-2026-48710: a malformed one used to poison `request.url`)."""

from __future__ import annotations

import re

import httpx
import pytest

from passerelles.core.settings import ROOT

BAD = [
    "ailleurs.exemple",
    "testserver.ailleurs.exemple",
    "testserver@ailleurs.exemple",
    "ailleurs.exemple@testserver",
    "x/..%2f",
    "testserver/..%2fapi%2fme",
    "testserver/api/health/live?",
    "testserver#",
    "testserver:80/..",
    "testserver:x",
    "",
    " ",
    "[::1",
]


@pytest.mark.parametrize("host", BAD)
async def test_a_host_that_is_not_ours_is_refused(client: httpx.AsyncClient, host: str) -> None:
    answer = await client.get("/api/notifications", headers={"Host": host})
    assert answer.status_code == 400
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/parcours/x", "/connexion", "/api/me", "/api/nowhere"])
async def test_no_answer_repeats_the_host(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path, headers={"Host": "localhost:4321", "X-Forwarded-Host": "ailleurs.exemple"})
    assert "4321" not in answer.text
    assert "ailleurs" not in answer.text


def test_nobody_reads_the_address_that_the_host_header_makes() -> None:
    readers = [
        str(file.relative_to(ROOT))
        for file in sorted((ROOT / "backend").rglob("*.py"))
        if re.search(r"request\.(url|base_url)\b|\.url_for\(", "\n".join(code_lines(file.read_text("utf-8"))))
    ]
    assert readers == []


def code_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.lstrip().startswith("#")]
