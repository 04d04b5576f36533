"""Why a sign-in at an identity provider ends without a session. A person reads a sentence; the log, a reason."""

from __future__ import annotations

from passerelles.core.errors import Problem


class SignInExpired(Problem):
    """No attempt of this browser waits for this answer: too late, already used, or begun elsewhere."""

    status = 403
    slug = "sign-in-expired"


class SignInCancelled(Problem):
    """The person, or their provider, said no."""

    status = 403
    slug = "sign-in-cancelled"


class SignInTooWeak(Problem):
    """The provider vouches less than was asked: one factor where two are needed, for instance."""

    status = 403
    slug = "sign-in-too-weak"


class SignInRefused(Problem):
    """The provider's answer proves nothing. `reason`: one word for the log, never anything it contained."""

    status = 403
    slug = "sign-in-refused"

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class ProviderDown(Problem):
    """The provider does not answer, or not as one should. `reason`: for the log."""

    status = 503
    slug = "provider-down"

    def __init__(self, reason: str) -> None:
        super().__init__(headers={"Retry-After": "30"})
        self.reason = reason


REFUSALS: dict[str, type[Problem]] = {
    kind.slug: kind for kind in (SignInExpired, SignInCancelled, SignInTooWeak, SignInRefused, ProviderDown)
}
"""Those that the sign-in page may be asked to explain (`/connexion?refus=…`), by slug."""
