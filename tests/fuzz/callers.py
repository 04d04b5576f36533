"""Who calls: a visitor, and one person of each kind; and the things that exist, for addresses that lead somewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from http.cookies import SimpleCookie
from typing import Final

import httpx
import requests

VISITOR: Final = "visitor"
PERSONAS: Final = (
    "student",
    "apprentice",
    "guardian",
    "counsellor",
    "boarding",
    "assistant",
    "facility",
    "company",
    "director",
    "admin",
)
CALLERS: Final = (VISITOR, *PERSONAS)
OURS: Final = {"X-Requested-With": "passerelles"}
HOUSE: Final = "HOUSE:0850033Z"


@dataclass
class Caller:
    """One kind of caller of the server at `url`. Signs in once, and again when the fuzzer signed it out."""

    url: str
    persona: str
    cookies: dict[str, str] = field(default_factory=dict)
    connection: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        """No answer's cookie is kept: a visitor stays one."""
        self.connection.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    def sign_in(self) -> None:
        """Become the first person of this kind; a visitor stays one."""
        if self.persona == VISITOR:
            return
        wanted = {"persona": self.persona}
        answer = self.connection.post(f"{self.url}/api/demo/session", json=wanted, headers=OURS, timeout=60)
        answer.raise_for_status()
        (given,) = SimpleCookie(answer.headers["Set-Cookie"]).values()
        self.cookies = {given.key: given.value}

    def be_signed_in(self) -> None:
        if not self.cookies:
            self.sign_in()


def known_things(url: str) -> dict[str, list[str]]:
    """Values for the parameters of paths that name something real, by parameter name."""
    with httpx.Client(base_url=url, headers=OURS, timeout=60) as student:
        student.post("/api/demo/session", json={"persona": "student", "n": 2}).raise_for_status()
        nights = student.get(f"/api/boarding/houses/{HOUSE}/availability").json()["nights"]
        night, zone = next(
            (one["night"], name) for one in nights for name, state in one["zones"].items() if state == "free"
        )
        wanted = {"resource": HOUSE, "slots": [night], "zone": zone}
        asked = student.post("/api/bookings", json=wanted, headers={"Idempotency-Key": f"fuzz-{night}-{zone}"})
        asked.raise_for_status()
        answer = student.get("/api/journeys", params={"from": "stage:3e", "to": "ROME:I1605", "near": "COM:85194"})
        itineraries = answer.json().get("itineraries", [])
    legs = [leg["programme"] for one in itineraries for leg in one["legs"] if leg["programme"]]
    return {
        "house": [HOUSE],
        "booking": [asked.json()["id"]],
        "itinerary_id": [one["id"] for one in itineraries][:3],
        "programme_id": sorted({leg["id"] for leg in legs})[:3],
        "institution_id": sorted({leg["institution"]["id"] for leg in legs})[:3],
        "certification_id": sorted({leg["certification"]["id"] for leg in legs})[:3],
        "job_id": ["ROME:I1605"],
    }
