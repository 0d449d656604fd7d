"""Ids that people read out, and how soon a job tries again."""

import re

import pytest
from procrastinate.jobs import Job

from bot.delivery.deliveries import Delivery, Kind, new_request
from bot.jobs import QuickRetries
from chains.access.principals import WorkspaceId

WORKSPACE = WorkspaceId("T0TIDE")


def test_a_request_id_is_short_and_cannot_be_misread() -> None:
    made = {new_request() for _ in range(2_000)}
    assert len(made) == 2_000
    assert all(
        re.fullmatch(r"[2-9bcdfghjkmnpqrstvwxz]{4}-[2-9bcdfghjkmnpqrstvwxz]{4}", one)
        for one in made
    )


def test_retries_are_over_within_ten_seconds() -> None:
    strategy = QuickRetries()
    waits = [
        strategy.get_retry_decision(exception=ValueError(), job=_job(attempts))
        for attempts in range(5)
    ]
    assert [one is not None for one in waits] == [True, True, True, False, False]
    assert sum(QuickRetries.waits) <= 10


@pytest.mark.parametrize(
    ("kind", "channel", "private"),
    [
        (Kind.MENTION, "C0GENERAL", False),
        (Kind.MENTION, "G0LEADS", False),
        (Kind.DIRECT, "D0ANA", True),
        (Kind.MENTION, "D0ANA", True),
        (Kind.ASK, "C0GENERAL", True),
        (Kind.FIND, "C0ACME", True),
        (Kind.MORE, "C0GENERAL", True),
    ],
)
def test_what_only_the_asker_reads_is_private(kind: Kind, channel: str, private: bool) -> None:
    assert Delivery(WORKSPACE, kind, None, channel, "U0ANA").is_private is private


def test_questions_of_a_thread_share_a_lock_and_commands_have_none() -> None:
    root = Delivery(WORKSPACE, Kind.MENTION, None, "C1", "U1", message_ts="1.0")
    reply = Delivery(WORKSPACE, Kind.MENTION, None, "C1", "U2", message_ts="2.0", thread_ts="1.0")
    assert root.lock == reply.lock
    assert root.lock is not None
    assert Delivery(WORKSPACE, Kind.ASK, None, "C1", "U1").lock is None


def _job(attempts: int) -> Job:
    return Job(id=1, queue="q", lock=None, queueing_lock=None, task_name="t", attempts=attempts)
