"""Reports name nobody, but people write in them: they are kept for a time only."""

from __future__ import annotations

from passerelles.core.personal import keep_for

keep_for("report", table="report", anchor="created_at")
