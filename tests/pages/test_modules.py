"""The first view's modules are found by reading imports, and stay within the budget."""

from __future__ import annotations

from pathlib import Path

import pytest

from passerelles.core.assets import Assets
from passerelles.core.settings import ROOT
from passerelles.pages.modules import MOST, imported

APP = """import { html } from './vendor/lit.js';
import './elements/one.js';
export { two } from "./elements/two.js";
import {
  three,
} from './core/three.js';
// import './elements/commented.js';
const later = () => import('./screens/later.js');
import 'https://elsewhere.example/x.js';
"""


def test_static_imports_are_followed_and_dynamic_ones_left(tmp_path: Path) -> None:
    files = {"app.js": APP, "core/three.js": "import '../elements/one.js';\nimport './four.js';", "core/four.js": ""}
    names = ["vendor/lit.js", "elements/one.js", "elements/two.js", "elements/commented.js", "screens/later.js"]
    for name, text in (files | dict.fromkeys(names, "")).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert imported(Assets(tmp_path), "app.js") == [
        "app.js", "vendor/lit.js", "elements/one.js", "elements/two.js", "core/three.js", "core/four.js",
    ]  # fmt: skip


@pytest.mark.parametrize("screen", ["plan", "itinerary"])
def test_a_first_view_loads_at_most_twelve_modules(screen: str) -> None:
    assert len(imported(Assets(ROOT / "frontend"), "app.js", f"screens/{screen}.js")) <= MOST
