"""Small files; one place that commits, one that reads the clock; sentences in the catalogue."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from passerelles.core.settings import ROOT

CEILING = 400
WATCHED = ("*.py", "*.js", "*.css")
PACKAGE = ROOT / "backend" / "passerelles"


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [
        path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file() and "vendor" not in path.parts
    ]


def test_no_file_is_longer_than_the_ceiling() -> None:
    lengths = {str(file.relative_to(ROOT)): len(file.read_text("utf-8").splitlines()) for file in tracked(*WATCHED)}
    assert {name: lines for name, lines in lengths.items() if lines > CEILING} == {}


def test_no_module_is_called_utils() -> None:
    assert [file for file in tracked(*WATCHED) if re.fullmatch(r"(utils?|helpers?|misc)", file.stem)] == []


@pytest.mark.parametrize(
    ("pattern", "home"),
    [
        (r"\.commit\(\)", "core/db.py"),
        (r"datetime\.now\(|date\.today\(|utcnow\(|time\.time\(", "core/clock.py"),
        (r"uuid4|uuid1", "core/ids.py"),
    ],
)
def test_some_acts_have_one_home(pattern: str, home: str) -> None:
    elsewhere = [
        str(file.relative_to(PACKAGE))
        for file in sorted(PACKAGE.rglob("*.py"))
        if re.search(pattern, file.read_text("utf-8")) and str(file.relative_to(PACKAGE)) != home
    ]
    assert elsewhere == []


def test_no_sentence_is_written_in_french_outside_the_catalogue() -> None:
    """A heuristic: string literals with French accents outside locales and the importers' column names."""
    french = re.compile(r"""^[^#"']*(?:f?"[^"\n]*[éèêàçùôî][^"\n]* [^"\n]*")""")
    wrong = [
        f"{file.relative_to(PACKAGE)}:{number}"
        for file in sorted(PACKAGE.rglob("*.py"))
        if "importers" not in file.parts and file.name not in {"cli.py", "__main__.py"}
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if french.match(line) and '"""' not in line
    ]
    assert wrong == []


def test_nothing_names_a_registry_or_a_path_of_one_machine() -> None:
    wanted = re.compile(r"(^|[^A-Za-z0-9_.~-])/(work|farm|root)/[a-z.]|pythonhosted|registry\.npmjs|--index-url")
    here = Path(__file__).resolve()
    texts = [file for file in tracked() if file.suffix in {".py", ".js", ".json", ".toml", ".txt", ".md", ".yaml", ""}]
    assert [str(file) for file in texts if file != here and wanted.search(file.read_text("utf-8", "ignore"))] == []
