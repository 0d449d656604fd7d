"""Brings a database to the newest schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.exc import OperationalError

from chains.database.engine import driver_url
from chains.errors import ConfigurationError

MIGRATIONS = Path(__file__).parents[2] / "infra" / "migrations"


def migrate(database_url: str, revision: str = "head") -> None:
    """Apply all migrations up to ``revision``; those already applied are left alone.

    Raises:
        ConfigurationError: the database cannot be reached.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["database_url"] = driver_url(database_url)
    try:
        command.upgrade(config, revision)
    except OperationalError as error:
        raise ConfigurationError(
            "Postgres cannot be reached.", "Check DATABASE_URL and that the server runs."
        ) from error
