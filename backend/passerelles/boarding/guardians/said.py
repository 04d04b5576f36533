"""What a guardian said of a request, in words, for the student and for staff."""

from __future__ import annotations

from passerelles.boarding import words
from passerelles.boarding.guardians.rules import Voice
from passerelles.core.messages import t


def voice_words(voice: Voice) -> str:
    """ "a donné son accord, reste à vérifier par l’internat"."""
    said = answer_words(voice)
    if voice.confirmed:
        return said
    return t(f"guardians.said.{'unconfirmed' if voice.kept_of is None else 'never_confirmed'}", said=said)


def answer_words(voice: Voice) -> str:
    """ "a donné son accord"; the day too, of what was kept of somebody whose account is erased."""
    said = t(f"guardians.said.{voice.answer or 'nothing'}")
    return said if voice.kept_of is None else t("guardians.said.kept", said=said, day=words.day_and_year(voice.kept_of))
