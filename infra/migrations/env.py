"""Alembic's entry: which tables there are, and how to reach them."""

from alembic import context
from sqlalchemy import create_engine, text

import bot.auditing.tables
import bot.conversation.tables
import bot.delivery.tables
import bot.directory.tables
import bot.linking.tables  # noqa: F401 - registers its tables, as those above
import chains.database.answers
import chains.database.memory
import chains.database.oversight
import chains.database.usage  # noqa: F401 - as above
from chains.database.tables import Base

# Two processes that start at once must not migrate at once.
MIGRATION_LOCK = 7_041_902


def run() -> None:
    """Run the migrations on one connection, one process at a time."""
    engine = create_engine(context.config.attributes["database_url"])
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": MIGRATION_LOCK})
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            include_name=lambda name, kind, _: (
                kind != "table" or not str(name).startswith("procrastinate")
            ),
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
