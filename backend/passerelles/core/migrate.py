"""Schema migrations, run from code so that `make run` needs nothing else."""

from __future__ import annotations

from alembic import command
from alembic.config import Config

from passerelles.core.settings import ROOT


def config_for(database_url: str) -> Config:
    """Alembic's configuration for one database."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["database_url"] = database_url
    return config


def upgrade(database_url: str, revision: str = "head") -> None:
    command.upgrade(config_for(database_url), revision)


def downgrade(database_url: str, revision: str = "base") -> None:
    command.downgrade(config_for(database_url), revision)
