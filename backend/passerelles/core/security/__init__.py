"""The door: who may come in (policies), what may come in (CSRF, body limits), what we tell browsers (headers)."""

from passerelles.core.security.policy import Policy, policy_of, public

__all__ = ["Policy", "policy_of", "public"]
