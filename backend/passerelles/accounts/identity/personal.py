"""What signing in at a provider leaves: attempts of ten minutes, tied to a browser and to nobody."""

from __future__ import annotations

from passerelles.core.personal import keep_for

keep_for("attempt", table="login_attempt", anchor="expires_at")
