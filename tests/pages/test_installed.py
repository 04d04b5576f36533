"""What makes the app installable: manifest, icons, service worker, offline page, and the switch that stops it."""

from __future__ import annotations

import json
from pathlib import Path

from passerelles.core.assets import Assets
from passerelles.core.settings import ROOT, Settings
from passerelles.pages.images import icons
from passerelles.pages.installed import precached, worker_of
from tests.pages.conftest import reader
from tests.pages.pictures import size_of
from tests.pages.reading import Reader


async def test_the_manifest_names_the_app_and_icons_that_exist(robot: Reader) -> None:
    answer = await robot.client.get("/manifest.webmanifest")
    manifest = answer.json()
    assert answer.headers["content-type"] == "application/manifest+json"
    assert (manifest["id"], manifest["scope"], manifest["lang"]) == ("/", "/", "fr")
    assert manifest["display"] == "standalone"
    sizes = {}
    for icon in manifest["icons"]:
        found = await robot.client.get(icon["src"])
        assert found.headers["content-type"] == icon["type"]
        if icon["type"] == "image/png":
            sizes[icon["sizes"], icon["purpose"]] = size_of(found.content)
    assert sizes == {
        ("192x192", "any"): (192, 192),
        ("512x512", "any"): (512, 512),
        ("512x512", "maskable"): (512, 512),
    }


def test_the_icons_are_those_of_the_mark() -> None:
    mark = (icons.FOLDER / "mark.svg").read_text("utf-8")
    stale = [name for name in icons.SIZES if (icons.FOLDER / name).read_bytes() != icons.icon(name, mark)]
    assert stale == [], "run: python -m passerelles.pages.images.icons"


async def test_the_worker_is_served_from_the_root_and_always_checked_again(robot: Reader) -> None:
    answer = await robot.client.get("/sw.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["service-worker-allowed"] == "/"
    assert answer.headers["cache-control"] == "no-cache"


async def test_every_file_the_worker_keeps_exists_in_this_build(robot: Reader) -> None:
    written = (await robot.client.get("/sw.js")).text.splitlines()[0]
    build = json.loads(written.removeprefix("const BUILD = ").removesuffix(";"))
    assert build["name"] in build["files"][0]
    answers = [await robot.client.get(path) for path in (*build["files"], build["offline"])]
    assert {answer.status_code for answer in answers} == {200}


def test_the_worker_keeps_the_students_app_and_neither_itself_nor_staff_screens() -> None:
    kept = precached(Assets(ROOT / "frontend"))
    assert "app.js" in kept
    assert "styles/app.css" in kept
    assert not [name for name in kept if name.startswith(("sw", "icons/", "tests/", "types/")) or "staff" in name]


def test_another_file_makes_another_worker(tmp_path: Path) -> None:
    for name in ("app.js", "sw.js"):
        (tmp_path / name).write_text("// one")
    one = worker_of(Assets(tmp_path))
    (tmp_path / "app.js").write_text("// two")
    assert worker_of(Assets(tmp_path)) != one


async def test_the_offline_page_says_so_and_is_not_for_search_engines(open_robot: Reader) -> None:
    page = await open_robot.read("/hors-ligne")
    assert "hors ligne" in page.main
    assert page.headers["x-robots-tag"] == "noindex, nofollow"
    assert page.start["answer"] is None


async def test_the_kill_switch_replaces_the_worker(published: Settings) -> None:
    async with reader(published.model_copy(update={"service_worker": False})) as robot:
        answer = await robot.client.get("/sw.js")
    assert "unregister()" in answer.text
    assert "BUILD" not in answer.text
    assert answer.headers["cache-control"] == "no-cache"
