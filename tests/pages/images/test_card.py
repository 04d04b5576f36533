"""The share image: everything stays inside it, whatever the names."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelles.catalogue.records import Track
from passerelles.core.settings import ROOT
from passerelles.pages.images import card as drawing
from passerelles.pages.images.card import HEIGHT, MARGIN, WIDTH, Card, Segment, svg
from passerelles.pages.images.letters import Weight, drawable, width

SPACE = "{http://www.w3.org/2000/svg}"
tracks = st.sampled_from(get_args(Track))
words = st.text(min_size=1, max_size=120).filter(lambda text: bool(text.strip()))
cards = st.builds(
    Card,
    campus=words,
    brand=st.sampled_from(["passerelles", "passerelles · démonstration"]),
    title=words,
    marked=st.sampled_from(["en 5 ans", ""]),
    segments=st.lists(
        st.builds(Segment, track=tracks, years=st.floats(0.5, 6), diploma=words, place=words), max_size=6
    ).map(tuple),
    pills=st.lists(st.tuples(words, st.sampled_from(["go", "plain"])), max_size=3).map(tuple),
)


def boxes(card: Card) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every word and block of the drawing."""
    found = []
    for element in ET.fromstring(svg(card)):
        x, y = float(element.get("x", "0")), float(element.get("y", "0"))
        if element.tag == f"{SPACE}text":
            size, weight = float(element.attrib["font-size"]), element.attrib["font-weight"]
            heavy: Weight = 700 if weight == "700" else 500
            long = width(element.text or "", size, heavy)
            left = x - {"start": 0.0, "middle": long / 2, "end": long}[element.attrib["text-anchor"]]
            found.append((left, y - size, left + long, y + size * 0.3))
        else:
            found.append((x, y, x + float(element.attrib["width"]), y + float(element.attrib["height"])))
    return found


@given(cards)
@settings(max_examples=150, deadline=None)
def test_nothing_leaves_the_picture(card: Card) -> None:
    for left, top, right, bottom in boxes(card)[1:]:  # the first is the paper
        assert left >= MARGIN - 8
        assert right <= WIDTH - MARGIN + 8
        assert top >= 0
        assert bottom <= HEIGHT - 24


def test_the_duration_is_kept_when_the_title_is_too_long() -> None:
    long = Card(campus="Nautisme", brand="passerelles", title="Certificat de spécialisation " * 12, marked="en 7 ans")
    assert "…\u00a0en\u00a07\u00a0ans" in svg(long) or "… en\u00a07\u00a0ans" in svg(long)


def test_a_change_of_line_is_a_capsule_and_the_arrival_is_yellow() -> None:
    two = Card(
        "", "", "BTS", "", (Segment("vocational", 3, "Bac pro", "Ici"), Segment("apprenticeship", 2, "BTS", "Là"))
    )
    rings = [element for element in ET.fromstring(svg(two)) if element.get("stroke")]
    assert [ring.attrib["height"] for ring in rings] == ["30", "44", "30"]
    assert rings[-1].attrib["fill"] == drawing.ACCENT


def test_hostile_words_stay_words() -> None:
    drawn = svg(Card("<script>", "<b>", '"><image href="https://elsewhere.example/x.png"/>', "&amp;"))
    assert {element.tag for element in ET.fromstring(drawn)} <= {f"{SPACE}text", f"{SPACE}rect"}


@pytest.mark.parametrize(("text", "drawn"), [("Ştefan ő", "Stefan o"), ("18\u202fh", "18\u00a0h"), ("漢", "?")])
def test_letters_we_do_not_have_fall_back(text: str, drawn: str) -> None:
    assert drawable(text) == drawn


def test_colours_are_those_of_the_light_theme() -> None:
    tokens = (ROOT / "frontend/styles/tokens.css").read_text("utf-8").partition("@media")[0]
    ours = {f"--line-{track}": colour for track, colour in drawing.COLOURS.items()}
    ours |= {"--ink": drawing.INK, "--ink-2": drawing.INK_2, "--paper": drawing.PAPER, "--wash": drawing.WASH}
    ours |= {"--accent": drawing.ACCENT, "--go": drawing.GO}
    theirs = dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6})", tokens))
    assert {name: theirs[name] for name in ours} == ours
