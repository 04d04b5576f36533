"""Write the OpenAPI description to docs/openapi.json: `make openapi`."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from passerelles.app import create_app
from passerelles.core.settings import ROOT, Settings

SNAPSHOT = ROOT / "docs" / "openapi.json"


def described() -> str:
    """The description as stable text."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings(database_url=f"sqlite:///{Path(folder) / 'openapi.sqlite3'}", demo=True))
        return json.dumps(app.openapi(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    SNAPSHOT.write_text(described(), "utf-8")
