"""The settings modals fit Slack's limits whatever is connected, and say what they should."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.language.say import ENGLISH
from bot.views.blocks import Block
from bot.views.limits import view_verdict
from bot.views.settings import refusal_view, settings_view
from bot.views.settings_forms import FolderFields, folder_view, readers_view, scopes_view
from bot.views.settings_records import records_view
from bot.views.settings_spending import amount, spending_view
from chains.administration import SourceStatus
from chains.administration.spending import Spending
from chains.settings import (
    AnswerSettings,
    AuditPolicy,
    Budget,
    BudgetSettings,
    OwnChannelSettings,
    Price,
    RedactionSettings,
    Sends,
)

few = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
# What a form or a file may hold: any text at all, but no half of a character pair.
whole = st.characters(exclude_categories=["Cs"])
text = st.text(whole, max_size=40) | st.sampled_from(["&" * 3_000, "<!channel>", "`*" * 500])
word = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)
readers = st.lists(
    st.sampled_from(["everyone", "guests", "partners", "channel:C0ENG", "person:U0ANA"])
    | word.map(lambda name: f"group:handle:{name}")
    | st.from_regex(r"group:slack:S0[A-Z]{1,9}", fullmatch=True)
    | st.emails().map(lambda address: f"person:email:{address}"),
    max_size=30,
    unique=True,
).map(tuple)
groups = st.dictionaries(st.from_regex(r"S0[A-Z]{1,9}", fullmatch=True), word, max_size=8)
sources = st.builds(
    SourceStatus,
    id=st.just(UUID(int=1)),
    scope=st.from_regex(r"[a-z]{2,40}", fullmatch=True),
    kind=st.just("folder"),
    path=text,
    link=text,
    readers=readers,
    requires_sign_in=st.booleans(),
    paused=st.booleans(),
    documents=st.integers(0, 10**9),
    passages=st.integers(0, 10**9),
    synced_at=st.none() | st.just(datetime(2026, 5, 3, 14, 5, tzinfo=UTC)),
    problems=st.lists(text, max_size=9).map(tuple),
    sends=st.sampled_from(Sends),
)


SOURCE = SourceStatus(
    id=UUID(int=7), scope="people", kind="folder", path="/srv/people", link="",
    readers=("everyone", "group:handle:people-team", "person:email:ana@tide.example"),
    requires_sign_in=True, paused=False, documents=3, passages=12,
    synced_at=datetime(2026, 5, 3, 14, 5, tzinfo=UTC), problems=("a.md: not UTF-8 text",),
)  # fmt: skip


@few
@given(source=sources, count=st.sampled_from([0, 1, 25, 26, 300]), names=groups, note=text)
def test_any_list_of_sources_fits_a_modal(
    source: SourceStatus, count: int, names: dict[str, str], note: str
) -> None:
    for page in (-1, 0, 3, 99):
        assert (
            view_verdict(settings_view(ENGLISH, [source] * count, names, page=page, note=note))
            == []
        )


@few
@given(source=sources, names=groups, path=text, scope=text, link=text)
def test_any_form_fits_a_modal(
    source: SourceStatus, names: dict[str, str], path: str, scope: str, link: str
) -> None:
    fields = FolderFields(
        path[:500], scope[:40], link[:400], source.readers, source.requires_sign_in, source.sends
    )
    assert view_verdict(folder_view(ENGLISH, fields, names)) == []
    assert (
        view_verdict(
            readers_view(ENGLISH, source, source.readers, names, sign_in=True, sends=source.sends)
        )
        == []
    )


@pytest.mark.parametrize(
    ("sends", "said"),
    [(Sends.OPEN, "Readers"), (Sends.ALL, "sent all of it"), (Sends.NOTHING, "sent nothing of it")],
)
def test_what_a_model_may_be_sent_is_told_and_stands_in_the_form(sends: Sends, said: str) -> None:
    source = replace(SOURCE, sends=sends)
    assert said in str(settings_view(ENGLISH, [source], {}))
    form = readers_view(ENGLISH, source, source.readers, {}, sign_in=False, sends=sends)
    assert _block(form, "sends")["element"]["initial_option"]["value"] == sends.value


def test_any_choice_of_scopes_fits_a_modal() -> None:
    many = tuple(f"scope-{number}" for number in range(300))
    for scopes in ((), many[:1], many):
        for channel in (None, "C0ENG"):
            view = scopes_view(
                ENGLISH, scopes, many[-3:], channel=channel, everywhere=channel is None
            )
            assert view_verdict(view) == []
    opened = scopes_view(
        ENGLISH,
        many,
        (),
        channel="C0ENG",
        everywhere=False,
        own=OwnChannelSettings(members_read=True),
    )
    assert view_verdict(opened) == []
    assert view_verdict(refusal_view(ENGLISH)) == []


def test_the_form_of_records_fits_a_modal() -> None:
    many = tuple(f"U0{number}" for number in range(100))
    for auditors in ((), many):
        for on in (False, True):
            policy = AuditPolicy(days=3_650, auditors=auditors)
            view = records_view(ENGLISH, policy, RedactionSettings(deleted=on, revoked=on))
            assert view_verdict(view) == []
            assert ("initial_options" in str(view)) is on


@pytest.mark.parametrize("on", [True, False])
def test_the_form_of_answers_and_budgets_fits_a_modal(on: bool) -> None:
    most = Budget(tokens=10**12, usd=Decimal("1000000.000000001"[:9])) if on else Budget()
    model = "openai:" + "x" * 80
    price = Price(input=Decimal("0.000000001"), output=Decimal(10**6))
    prices = {f"{model}{number}": price for number in range(50)} if on else {}
    budgets = BudgetSettings(workspace=most, channel=most, person=most)
    view = spending_view(ENGLISH, Spending(AnswerSettings(effort=on), budgets, prices))
    assert view_verdict(view) == []
    assert ("initial_options" in str(view)) is on
    assert ("1000000000000" in str(view)) is on


@pytest.mark.parametrize(
    ("value", "said"), [("20", "20"), ("20.50", "20.5"), ("1E+2", "100"), ("0.000001", "0.000001")]
)
def test_amounts_are_shown_as_people_type_them(value: str, said: str) -> None:
    assert amount(Decimal(value)) == said


def test_what_is_chosen_is_offered_even_beyond_a_hundred() -> None:
    many = tuple(f"scope-{number}" for number in range(300))
    view = scopes_view(ENGLISH, many, ("scope-299",), channel="C0ENG", everywhere=False)
    chosen = _block(view, "scopes.C0ENG")["element"]["initial_options"]
    assert [option["value"] for option in chosen] == ["scope-299"]
    names = {f"S0{number}": f"group-{number}" for number in range(300)}
    form = folder_view(ENGLISH, FolderFields(readers=("group:slack:S0299",)), names)
    groups_chosen = _block(form, "groups")["element"]["initial_options"]
    assert [option["value"] for option in groups_chosen] == ["group:slack:S0299"]


def test_a_source_shows_its_state_readers_problems_and_buttons() -> None:
    shown = str(settings_view(ENGLISH, [SOURCE], {}))
    assert "Last sync 3 May 2026, 14:05 UTC · documents: 3 · passages: 12" in shown
    assert "all full members of this workspace, @people-team, ana@tide.example" in shown
    assert "ana@tide.example; signed in with the company's identity provider" in shown
    assert "a.md: not UTF-8 text" in shown
    for action in ("source_sync", "source_pause", "source_readers", "source_remove"):
        assert f"'action_id': '{action}'" in shown
    assert "source_resume" not in shown
    assert f"'accessibility_label': 'Pause: {SOURCE.scope}'" in shown
    paused = str(settings_view(ENGLISH, [replace(SOURCE, paused=True)], {}))
    assert "Paused, but still answered from; last sync 3 May 2026" in paused


def _block(view: Block, name: str) -> Block:
    return next(block for block in view["blocks"] if block.get("block_id") == name)
