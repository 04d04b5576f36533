"""Shapes of « signaler une erreur »."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from passerelles.core.schemas import In, Out

ReportCategory = Literal["wrong_data", "broken", "accessibility", "unclear", "other"]
MAX_TEXT = 500


class ReportIn(In):
    """What is wrong, and on which page. The form asks not to name anybody."""

    category: ReportCategory
    text: str = Field(min_length=3, max_length=MAX_TEXT)
    page: str = Field(max_length=400, pattern=r"^/[^\s]*$", examples=["/formations/PRG:0850033Z.40025411.school"])


class ReportReceived(Out):
    """Nothing to follow: a report has no author."""

    words: str
