"""Find the programs that the tests need; install them with apt when that is allowed, or say the one command to run.

    python -m tests.support.tools            # what was found
    python -m tests.support.tools --install  # the same, installing what is missing

A missing program is an error, never a silent skip.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
POSTGRESQL_FOLDERS = ("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr/pgsql-15")
APT_PACKAGES = {
    "Chromium": ["chromium", "fonts-liberation", "fonts-noto-color-emoji", "fonts-dejavu-core"],
    "PostgreSQL": ["postgresql"],
    "xmlsec1": ["xmlsec1"],
}


class ToolMissingError(RuntimeError):
    """A program that the tests need is not there."""


def chromium() -> str | None:
    """Path of the system's Chromium: `CHROMIUM` when set, else the first known name on the path."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)


def postgresql_bin() -> Path | None:
    """Folder that holds `initdb` and `pg_ctl`, the newest version first."""
    for folder in POSTGRESQL_FOLDERS:
        found = sorted(Path(folder).glob("**/bin/initdb"), reverse=True) if Path(folder).is_dir() else []
        if found:
            return found[0].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def missing() -> list[str]:
    found = {"Chromium": chromium(), "PostgreSQL": postgresql_bin(), "xmlsec1": shutil.which("xmlsec1")}
    return [name for name, where in found.items() if where is None]


def install(names: list[str]) -> None:
    """Install with apt.

    Raises:
        ToolMissingError: apt is not there or not allowed; the message is the command to run.
    """
    packages = [package for name in names for package in APT_PACKAGES[name]]
    command = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise ToolMissingError(f"{' and '.join(names)} missing. Run once: sudo sh -c '{command}'")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], check=True, env=environment
    )


def main() -> None:
    absent = missing()
    if absent and "--install" in sys.argv:
        install(absent)
        absent = missing()
    if absent:
        install_hint = f"{' and '.join(absent)} missing; try: python -m tests.support.tools --install"
        raise ToolMissingError(install_hint)
    sys.stdout.write(f"Chromium: {chromium()}\nPostgreSQL: {postgresql_bin()}\n")


if __name__ == "__main__":
    try:
        main()
    except ToolMissingError as error:
        sys.exit(str(error))
