"""All tables in one metadata, with what they hold about people: for migrations, privacy, and the tests of both."""

from __future__ import annotations

from sqlmodel import SQLModel

import passerelles.accounts.guardians.personal
import passerelles.accounts.guardians.tables
import passerelles.accounts.identity.personal
import passerelles.accounts.identity.tables
import passerelles.accounts.passkeys.personal
import passerelles.accounts.passkeys.tables
import passerelles.accounts.personal
import passerelles.accounts.privacy.personal
import passerelles.accounts.privacy.tables
import passerelles.accounts.tables
import passerelles.boarding.guardians.personal
import passerelles.boarding.guardians.tables
import passerelles.boarding.personal
import passerelles.boarding.tables
import passerelles.booking.personal
import passerelles.booking.tables
import passerelles.catalogue.tables
import passerelles.core.audit
import passerelles.core.holdings
import passerelles.core.tables
import passerelles.journeys.personal
import passerelles.journeys.tables
import passerelles.notifications.personal
import passerelles.notifications.tables
import passerelles.pages.personal_data
import passerelles.pages.tables  # noqa: F401 - imported for the tables they declare

metadata = SQLModel.metadata
