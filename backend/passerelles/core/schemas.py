"""Bases of what goes in and out: nothing unknown comes in, nothing optional goes out by default."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class In(BaseModel):
    """A request body: an unknown field is refused, so that nobody sets a column by guessing its name."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Out(BaseModel):
    """An answer: every field is always there (None when unknown), so that clients never guess."""

    model_config = ConfigDict(frozen=True)
