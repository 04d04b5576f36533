"""The code of a diploma inside the id of a programme: eight characters, whoever gave it.

`CFD:40025411` is `40025411`; an Onisep sheet without a CFD, `FOR:7562`, is `FOR07562`.
"""

from __future__ import annotations

import re
from typing import Final

SHEET: Final = re.compile(r"FOR(\d{5})")


def code_of(certification: str) -> str:
    """The eight characters of a certification id."""
    kind, _, code = certification.partition(":")
    return f"FOR{int(code):05}" if kind == "FOR" else code


def certification_of(code: str) -> str:
    """The certification id of eight characters."""
    sheet = SHEET.fullmatch(code)
    return f"FOR:{int(sheet[1])}" if sheet else f"CFD:{code}"
