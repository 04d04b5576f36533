"""What is refused about roles, each with its reason and its next step."""

from __future__ import annotations

from passerelles.core.errors import Problem


class RoleNotYours(Problem):
    """The table does not let this person give this role there."""

    status = 403
    slug = "role-not-yours"


class OwnRole(Problem):
    """Nobody gives, lends or ends a role for oneself."""

    status = 403
    slug = "own-role"


class RoleForAdults(Problem):
    """A staff role shows other people's data: no minor holds one, not even lent."""

    status = 403
    slug = "role-for-adults"


class EndNeeded(Problem):
    status = 422
    slug = "end-needed"


class EndPast(Problem):
    status = 422
    slug = "end-past"


class EndTooLate(Problem):
    status = 422
    slug = "end-too-late"


class ScopeUnknown(Problem):
    """Nothing of this kind has this id in the campus."""

    status = 422
    slug = "scope-unknown"


class RoleHeld(Problem):
    """They hold it already, in their own right."""

    status = 409
    slug = "role-held"


class OtherBirthDate(Problem):
    """The class list gives another birth date than the one this account has: nothing was written."""

    status = 409
    slug = "other-birth-date"


class InvitationUsed(Problem):
    status = 410
    slug = "invitation-used"


class InvitationExpired(Problem):
    status = 410
    slug = "invitation-expired"


class InvitationRevoked(Problem):
    status = 410
    slug = "invitation-revoked"


class InvitationLapsed(Problem):
    """Whoever invited may no longer give this role."""

    status = 410
    slug = "invitation-lapsed"


class AddressNeeded(Problem):
    status = 422
    slug = "address-needed"


class FileUnusable(Problem):
    """The list cannot be read at all; `extra["reason"]` is one French sentence."""

    status = 422
    slug = "file-unusable"


END_REFUSALS: dict[str, type[Problem]] = {
    "end-needed": EndNeeded,
    "end-past": EndPast,
    "end-too-late": EndTooLate,
}
