"""The share image as SVG, 1200 × 630: the same line as on screen. Pure: words and tracks in, SVG out."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

from passerelles.catalogue.records import Track
from passerelles.pages.images.letters import FAMILY, Weight, drawable, shorten, width, wrap

WIDTH: Final = 1200
HEIGHT: Final = 630
MARGIN: Final = 72
ROOM: Final = WIDTH - 2 * MARGIN

NBSP: Final = "\u00a0"
INK, INK_2, PAPER, WASH, ACCENT, GO = "#16192c", "#4b5069", "#fbfaf6", "#f1efe8", "#ffd23f", "#1b6b3a"
COLOURS: Final[dict[Track, str]] = {
    "vocational": "#2450d8",
    "apprenticeship": "#b9410a",
    "continuing": "#7a2fcf",
    "higher": "#0a6b60",
    "general": "#4b5069",
}
"""The light theme of `frontend/styles/tokens.css`: an image has no dark mode. A test compares them."""

TITLE_FITS: Final = ((72, 2), (64, 2), (56, 3), (48, 3))  # size, most lines
TITLE_MIDDLE: Final = 244
BAR_Y: Final = 424
LABEL_SIZES: Final = (24, 20)
READABLE: Final = 0.6  # a label cut to less than this share of its letters says nothing: it is left out
PILL_SIZE: Final = 24
PILL_Y: Final = 536


@dataclass(frozen=True)
class Segment:
    """One ride: its line, its share of the bar, and two lines of words below."""

    track: Track
    years: float
    diploma: str
    place: str


@dataclass(frozen=True)
class Card:
    """What the image says."""

    campus: str
    brand: str
    title: str
    marked: str  # the words under the highlighter, last of the title
    segments: tuple[Segment, ...] = ()
    pills: tuple[tuple[str, str], ...] = ()  # words, and `go` or `plain`


def svg(card: Card) -> str:
    """The whole drawing."""
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
            f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{FAMILY}">',
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>',
            _text(shorten(drawable(card.campus), 28, 700, ROOM - 330), MARGIN, 92, size=28, weight=700, fill=INK),
            _text(drawable(card.brand), WIDTH - MARGIN, 92, size=24, weight=500, fill=INK_2, anchor="end"),
            *_title(card),
            *_bar(card.segments),
            *_pills(card),
            "</svg>",
        )
    )


def _title(card: Card) -> list[str]:
    marked = drawable(card.marked.replace(" ", NBSP))
    size, lines = _fitted(drawable(card.title), marked)
    step = size * 1.12
    top = TITLE_MIDDLE + size * 0.3 - step * (len(lines) - 1) / 2
    drawn = []
    if marked:
        start = MARGIN + width(lines[-1].removesuffix(marked), size, 700)
        y = top + step * (len(lines) - 1) - size * 0.3
        long = width(marked, size, 700) + 12
        drawn.append(_block(start - 6, y, long, size * 0.46, ACCENT))
    return drawn + [
        _text(line, MARGIN, top + step * i, size=size, weight=700, fill=INK) for i, line in enumerate(lines)
    ]


def _fitted(title: str, marked: str) -> tuple[int, list[str]]:
    """The largest size at which title and marked words fit; else the title is cut, never the marked words."""
    for size, most in TITLE_FITS:
        lines = wrap(f"{title} {marked}".strip(), size, 700, ROOM)
        if len(lines) <= most:
            return size, lines
    lines = wrap(title, size, 700, ROOM)
    last = shorten(" ".join(lines[most - 1 :]), size, 700, ROOM - width(f" {marked}", size, 700))
    return size, [*lines[: most - 1], f"{last} {marked}".strip()]


def _bar(segments: tuple[Segment, ...]) -> list[str]:
    if not segments:
        return []
    total = sum(_share(segment) for segment in segments)
    drawn, rings, x = [], [], float(MARGIN + 19)
    previous: Track | None = None
    for segment in segments:
        long = (ROOM - 38) * _share(segment) / total
        thick = 6 if segment.track == "general" else 18
        drawn.append(_block(x, BAR_Y - thick / 2, long, thick, COLOURS[segment.track]))
        drawn += _label(segment.diploma, 700, x, BAR_Y + 54, long)
        drawn += _label(segment.place, 500, x, BAR_Y + 84, long)
        rings.append(_station(x, change=previous not in (None, segment.track)))
        x, previous = x + long, segment.track
    rings.append(_station(x, fill=ACCENT))
    return drawn + rings


def _share(segment: Segment) -> float:
    return max(segment.years, 0.75)  # a short ride still has room for its letter


def _label(words: str, weight: Weight, x: float, y: float, long: float) -> list[str]:
    text, room = drawable(words), long - 20
    size = next((size for size in LABEL_SIZES if width(text, size, weight) <= room), LABEL_SIZES[-1])
    cut = shorten(text, size, weight, room)
    if len(cut) < READABLE * len(text):
        return []
    return [_text(cut, x + long / 2, y, size=size, weight=weight, fill=INK_2, anchor="middle")]


def _station(x: float, *, change: bool = False, fill: str = PAPER) -> str:
    half = 22 if change else 15
    return (
        f'<rect x="{x - 15:.1f}" y="{BAR_Y - half}" width="30" height="{2 * half}" rx="15" '
        f'fill="{fill}" stroke="{INK}" stroke-width="8"/>'
    )


def _pills(card: Card) -> list[str]:
    drawn, x = [], float(MARGIN)
    for words, tone in card.pills:
        text = drawable(words)
        long = width(text, PILL_SIZE, 700) + 32
        if x + long > WIDTH - MARGIN:
            break  # the most useful come first: the last ones are left out, never cut
        drawn.append(_block(x, PILL_Y, long, 44, WASH, radius=12))
        drawn.append(_text(text, x + 16, PILL_Y + 31, size=PILL_SIZE, weight=700, fill=GO if tone == "go" else INK))
        x += long + 16
    return drawn


def _block(x: float, y: float, long: float, high: float, fill: str, *, radius: int = 0) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{long:.1f}" height="{high:.1f}" rx="{radius}" fill="{fill}"/>'


def _text(text: str, x: float, y: float, *, size: float, weight: Weight, fill: str, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{fill}" '
        f'text-anchor="{anchor}" xml:space="preserve">{escape(text)}</text>'
    )
