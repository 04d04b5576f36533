"""All tables in one metadata, for migrations and for the tests that read the schema."""

from __future__ import annotations

from sqlmodel import SQLModel

import passerelles.accounts.guardians.tables
import passerelles.accounts.passkeys.tables
import passerelles.accounts.roles.tables
import passerelles.accounts.tables
import passerelles.boarding.guardians.tables
import passerelles.boarding.tables
import passerelles.booking.tables
import passerelles.catalogue.tables
import passerelles.core.audit
import passerelles.core.tables
import passerelles.journeys.tables
import passerelles.notifications.tables
import passerelles.pages.tables  # noqa: F401 - imported for the tables they declare

metadata = SQLModel.metadata
