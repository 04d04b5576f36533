"""The icons of the installed app, drawn from `frontend/icons/mark.svg`.

python -m passerelles.pages.images.icons    # after changing the mark; a test compares
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from passerelles.core.settings import ROOT
from passerelles.pages.images.png import png

FOLDER: Final = ROOT / "frontend" / "icons"
SIZES: Final = {"icon-192.png": 192, "icon-512.png": 512, "maskable-512.png": 512, "touch-180.png": 180}
FULL_BLEED: Final = ("maskable-512.png", "touch-180.png")  # the system cuts the corners itself


def icon(name: str, mark: str) -> bytes:
    """One icon as PNG. The drawing keeps inside the circle of 80 % that a mask may cut."""
    drawing = mark.replace('rx="112"', 'rx="0"') if name in FULL_BLEED else mark
    return png(drawing, SIZES[name])


def write(folder: Path = FOLDER) -> None:
    mark = (FOLDER / "mark.svg").read_text("utf-8")
    for name in SIZES:
        (folder / name).write_bytes(icon(name, mark))


if __name__ == "__main__":
    write()
