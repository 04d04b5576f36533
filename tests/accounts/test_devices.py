"""What a browser is called: enough to know it again, never its own text."""

from __future__ import annotations

import pytest

from passerelles.accounts.devices import device_of

APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"Mozilla/5.0 (Linux; Android 14; K) {CHROME} Mobile Safari/537.36", "Chrome sur Android"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/130.0", "Edge sur Windows"),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) {APPLE} Version/18.0 Safari/604.1",
            "Safari sur iPhone",
        ),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) {APPLE} CriOS/130 Safari/604.1", "Chrome sur iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox sur Linux"),
        (f"Mozilla/5.0 (X11; CrOS x86_64) {CHROME} Safari/537.36", "Chrome sur ChromeOS"),
        ("<script>alert(1)</script> Android", "Android"),
        ("curl/8.5", None),
        ("", None),
    ],
)
def test_a_browser_is_called_by_its_family_and_system(user_agent: str, words: str | None) -> None:
    assert device_of(user_agent) == words
