"""Sets up the log of a process: one event a step, as JSON, or readable on a terminal."""

import logging
import sys
from typing import TextIO

import structlog

# slack_bolt and slack_sdk log payloads, procrastinate logs arguments: only what is wrong of theirs.
QUIET = (
    "slack_bolt",
    "slack_sdk",
    "procrastinate",
    "aiohttp.access",
    "alembic",
    "psycopg.pool",
    "httpx",
)


def configure_logs(*, stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Send structlog and the standard library's log to one stream in one format."""
    out = stream or sys.stderr
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if out.isatty() else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                last,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
