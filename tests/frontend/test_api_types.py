"""The frontend's types are those of the server's schemas."""

from __future__ import annotations

from tests.frontend.api_types import FOLDER, files


def test_the_frontend_knows_the_shapes_that_the_server_answers() -> None:
    stale = [name for name, content in files().items() if (FOLDER / name).read_text("utf-8") != content]
    assert stale == [], "run: python -m tests.frontend.api_types"
