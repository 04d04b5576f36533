"""The folder of real open data, next to the checkout or named by PASSERELLES_SHARED_DATA.

It is too large and too variously licensed to live in the repository. Without it the tests that check facts on it are
skipped with this reason, which the summary of `make test` shows.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from passerelles.core.settings import ROOT

FOLDER = Path(os.environ.get("PASSERELLES_SHARED_DATA") or ROOT.parent / "shared" / "data")

needs_shared_data = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason=f"real open data not found in {FOLDER}: set PASSERELLES_SHARED_DATA to check facts on it",
)
