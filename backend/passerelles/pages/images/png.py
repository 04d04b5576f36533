"""SVG to PNG with our own fonts only: the same picture on every machine."""

from __future__ import annotations

from resvg_py import svg_to_bytes

from passerelles.pages.images.letters import FAMILY, FONTS

_FILES = [str(path) for path in sorted(FONTS.glob("*.ttf"))]


def png(svg: str, width: int | None = None) -> bytes:
    """The picture, `width` pixels wide (its own width when None). About 30 ms of CPU for a share image."""
    return bytes(
        svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True, font_files=_FILES, font_family=FAMILY)
    )
