"""How many codes one mailbox may be sent, and how many tries each bears. Pure.

A mailbox is written to thirty times an hour at most, whoever asks. What a stranger can use up of that is less: one
network (a /24, or a /48) may ask for six. So somebody who knows an address must ask from five networks before its
owner, elsewhere, is refused.

Thirty codes of five tries would be many guesses. Each living code has a place of its own among the thirty: the first
five bear five tries, as when nobody insists; the others two. A guesser at everything has 75 tries an hour against one
address: one chance in 13 000.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Network, ip_network
from typing import Final

WINDOW: Final = timedelta(hours=1)
PER_BROWSER: Final = 5
PER_NETWORK: Final = 6
"""One more than a browser: whoever used theirs up may still try from another of the same home."""

PER_ADDRESS: Final = 30
CALM_PLACES: Final = 5
TRIES: Final = 5
TRIES_IN_A_FLOOD: Final = 2


@dataclass(frozen=True)
class Sent:
    """A code sent within the hour: when, and the digests of who asked."""

    at: datetime
    browser: str
    network: str


def tries(place: int) -> int:
    """How many wrong entries the code at this place (from 0) bears."""
    return TRIES if place < CALM_PLACES else TRIES_IN_A_FLOOD


def wait(sent: Sequence[Sent], new: Sent) -> timedelta | None:
    """How long whoever asks for `new` must wait; None when it is within what a browser and a network may ask for.

    `sent`: what the address was sent within the hour, `new` included.
    """
    same_browser = [one for one in sent if one.browser == new.browser]
    same_network = [one for one in sent if one.network == new.network]
    if len(same_browser) > PER_BROWSER:
        return _until_the_first_leaves(same_browser, new.at)
    if len(same_network) > PER_NETWORK:
        return _until_the_first_leaves(same_network, new.at)
    return None


def _until_the_first_leaves(sent: Sequence[Sent], now: datetime) -> timedelta:
    return min(one.at for one in sent) + WINDOW - now


def neighbourhood_of(network: str) -> str:
    """The network that counts as one for a mailbox: the /24 of an IPv4 address, the /48 of an IPv6 one.

    Wider than what a caller is counted by elsewhere: addresses by the dozen are cheap to somebody who wants to keep
    one person out, and here neighbours share nothing but the limit of one and the same mailbox.
    """
    try:
        own = ip_network(network)
    except ValueError:
        return network
    return str(own.supernet(new_prefix=48 if isinstance(own, IPv6Network) else 24))
