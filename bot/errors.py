"""Turns what Slack's and Postgres' clients raise into the errors that callers act on."""

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import psycopg
import psycopg_pool
from procrastinate.exceptions import ConnectorException
from slack_sdk.errors import SlackApiError, SlackClientError, SlackRequestError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from chains.errors import FootnoteError, RetryLater, StoreUnavailable

# Slack's words for trouble of its own, or for too many calls.
_PASSING = frozenset(
    {
        "ratelimited",
        "rate_limited",
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        "team_added_to_org",
    }
)
_SERVER_TROUBLE = 500


class SlackUnavailable(RetryLater):
    """Slack did not answer, or asked us to wait."""


class SlackRefused(FootnoteError):
    """Slack will not do it, now or later; ``code`` is its word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@contextmanager
def reaching_slack() -> Iterator[None]:
    """Around a Web API call.

    Raises:
        SlackUnavailable: the same call may succeed soon.
        SlackRefused: it will not.
    """
    try:
        yield
    except SlackApiError as error:
        code = str(error.response.get("error", "unknown"))
        if code in _PASSING or error.response.status_code >= _SERVER_TROUBLE:
            raise SlackUnavailable(code) from error
        raise SlackRefused(code) from error
    except (aiohttp.ClientError, TimeoutError, OSError, SlackRequestError) as error:
        raise SlackUnavailable(type(error).__name__) from error
    except SlackClientError as error:
        raise SlackUnavailable(type(error).__name__) from error


@contextmanager
def reaching_postgres() -> Iterator[None]:
    """Around statements and the queue.

    Raises:
        StoreUnavailable: Postgres did not answer.
    """
    try:
        yield
    except (
        DBAPIError,
        PoolTimeout,
        ConnectorException,
        psycopg.Error,
        psycopg_pool.PoolTimeout,
        TimeoutError,
        OSError,
    ) as error:
        raise StoreUnavailable(type(error).__name__) from error
