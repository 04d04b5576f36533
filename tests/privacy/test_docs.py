"""The documentation of privacy says what the code does."""

from __future__ import annotations

import re

import httpx
import pytest

from passerelles.accounts.privacy.words import kept
from passerelles.core.retention import TABLE
from passerelles.core.settings import ROOT
from tests.support.privacy_docs import FILE, LOOKS, looks_written, written

REGISTER = (ROOT / "docs" / "privacy" / "register.md").read_text("utf-8")


def test_the_table_of_retention_is_the_one_of_the_code() -> None:
    """After a wanted change: `make privacy-docs`."""
    assert FILE.read_text("utf-8") == written()


def test_the_table_of_who_sees_whom_is_the_one_of_the_matrix() -> None:
    assert LOOKS.read_text("utf-8") == looks_written()


def test_the_register_names_every_class_and_no_other() -> None:
    assert set(re.findall(r"`([a-z-]+)`", REGISTER.split("## Les durées")[0])) == TABLE.keys()


@pytest.mark.parametrize("words", ["Responsables légaux", "Personnel", "CNIL", "INE", "état de santé", "/moi/donnees"])
async def test_the_notice_speaks_to_everybody(client: httpx.AsyncClient, words: str) -> None:
    assert words in (await client.get("/confidentialite")).text


async def test_the_notice_says_the_durations_of_the_code(client: httpx.AsyncClient) -> None:
    page = (await client.get("/confidentialite")).text
    silent = {"past-role", "attempt", "invitation", "mail", "retry", "contribution", "tombstone"}
    assert [name for name in TABLE if name not in silent and kept(TABLE[name]) not in page] == []


async def test_the_notice_is_short_sentences_a_student_can_read(client: httpx.AsyncClient) -> None:
    """Sentences of the student's part: twenty-five words at most on average, and none above forty-five."""
    page = (await client.get("/confidentialite")).text
    student = re.sub(r"<[^>]+>", " ", page[page.index("<h1>") : page.index('id="responsables"')])
    lengths = [len(sentence.split()) for sentence in re.split(r"[.?:]\s", student) if sentence.strip()]
    assert sum(lengths) / len(lengths) < 25
    assert max(lengths) <= 45
