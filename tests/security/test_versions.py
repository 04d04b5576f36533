"""No dependency older than the repair of a hole we know of.

An auditing tool that asks a mirror without advisories answers "no known vulnerabilities" and proves nothing; this
list is short, written by hand, and says why.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

import pytest

FLOORS = {
    "starlette": ("1.3.1", "CVE-2026-54282, CVE-2026-54283; before: CVE-2026-48710 (Host header), CVE-2025-62727"),
    "authlib": ("1.7.2", "CVE-2026-44681; before: CVE-2026-27962, a key of the attacker's choice; CVE-2026-41425"),
    "pysaml2": ("6.5.0", "CVE-2021-21239, a key that the message brings; CVE-2020-5390, signature wrapping"),
    "h11": ("0.16.0", "CVE-2025-43859, request smuggling by chunks"),
}
ABSENT_OR = {
    "python-multipart": ("0.0.27", "CVE-2026-42561; before: a file written where the sender says"),
}


def numbers(of: str) -> tuple[int, ...]:
    return tuple(int(part) for part in of.split(".") if part.isdigit())


@pytest.mark.parametrize(("package", "floor"), [(name, floor) for name, (floor, _) in FLOORS.items()])
def test_what_we_stand_on_is_repaired(package: str, floor: str) -> None:
    assert numbers(version(package)) >= numbers(floor)


@pytest.mark.parametrize(("package", "floor"), [(name, floor) for name, (floor, _) in ABSENT_OR.items()])
def test_what_we_may_add_later_is_repaired_or_absent(package: str, floor: str) -> None:
    try:
        installed = version(package)
    except PackageNotFoundError:
        installed = floor  # absent: nothing to repair
    assert numbers(installed) >= numbers(floor)
