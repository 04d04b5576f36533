"""Why a passkey is refused."""

from __future__ import annotations

from passerelles.core.errors import Problem


class PasskeyRefused(Problem):
    """One answer for every reason: a guesser learns nothing."""

    status = 403
    slug = "passkey-refused"


class PasskeysUnavailable(Problem):
    """Browsers make no keys for this address (a bare IP address, or plain http)."""

    status = 409
    slug = "passkeys-unavailable"


class SignInAgain(Problem):
    """What opens an account is changed by somebody who has just proved who they are."""

    status = 403
    slug = "sign-in-again"


class SharedPhone(Problem):
    """A key on a phone that others use would open the account to them."""

    status = 403
    slug = "shared-phone"


class TooManyPasskeys(Problem):
    status = 409
    slug = "too-many-passkeys"
