"""What of a passage can be quoted, and what never is."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chains.answering.outcome import Form
from chains.answering.passages.cutting import without_addresses
from chains.answering.passages.segments import segments, without_hidden


def texts(markdown: str, language: str = "en") -> list[str]:
    return [one.text for one in segments(markdown, language)]


def test_markup_is_taken_off_and_link_texts_stay() -> None:
    assert texts("**Ask** the [front desk](https://a.example/x) *now*.") == [
        "Ask the front desk now."
    ]


def test_a_table_row_carries_its_columns() -> None:
    rows = segments("| Day | Ferry |\n|---|---|\n| Mon | 18:10 |\n| Sat | 15:30 |")
    assert [(one.text, one.form) for one in rows] == [
        ("Day: Mon\nFerry: 18:10", Form.ROW),
        ("Day: Sat\nFerry: 15:30", Form.ROW),
    ]


def test_the_items_of_a_list_belong_to_the_line_that_announces_them() -> None:
    found = segments("To reset:\n\n1. Press.\n2. Turn.\n\nDone.")
    assert [one.form for one in found] == [Form.PROSE, Form.STEP, Form.STEP, Form.PROSE]
    assert found[0].group == found[1].group == found[2].group != found[3].group


@pytest.mark.parametrize(
    ("markdown", "numbers"),
    [
        ("1. Press.\n2. Turn.\n3. Pull.", [1, 2, 3]),
        ("4. Press.\n5. Turn.", [4, 5]),
        ("1. Press.\n1. Turn.\n1. Pull.", [1, 2, 3]),
        ("1. Press.\n\n```\na\n```\n\n1. Turn.\n2. Pull.", [1, 2, 3]),
        ("1. Press.\n2. Turn.\n\nNow the other one.\n\n1. Pull.", [1, 2, 1]),
        ("1. Press.\n   1. Softly.\n2. Turn.", [1, 2]),
    ],
)
def test_a_step_knows_its_number(markdown: str, numbers: list[int]) -> None:
    found = segments(markdown)
    assert [one.number for one in found if one.form is Form.STEP] == numbers
    assert {one.number for one in found if one.form is not Form.STEP} <= {0}


def test_the_box_of_a_task_is_left_out() -> None:
    assert texts("- [ ] Is a bond asked for?\n- [x] Sign\n- [y] stays\n\n1. [X] Post it") == [
        "Is a bond asked for?",
        "Sign",
        "[y] stays",
        "Post it",
    ]


def test_code_is_kept_to_the_letter() -> None:
    code = "curl https://a.example/x  # <!-- kept -->\n  --flag '*'"
    found = segments(f"```bash\n{code}\n```")
    assert [(one.text, one.form) for one in found] == [(code, Form.CODE)]


@pytest.mark.parametrize(
    "markdown",
    [
        "<!-- SECRET -->",
        "Seen. <!-- SECRET\n\nSECRET --> Seen.",
        "Seen. <!-- SECRET without an end",
        "SECRET of a comment cut in two --> Seen.",
        "<div hidden>SECRET</div>",
        '<p style="display: none">SECRET</p>',
        "<script>SECRET</script>",
        "![SECRET](https://a.example/pixel)",
        "[seen](https://a.example/SECRET)",
        "https://a.example/SECRET",
        "Go to www.a.example/SECRET now.",
        "Mail mailto:SECRET@a.example now.",
        "evil.example/SECRET",
    ],
)
def test_what_a_reader_of_the_page_does_not_see_is_never_quoted(markdown: str) -> None:
    assert "SECRET" not in " ".join(texts(markdown))


def test_characters_that_nobody_sees_are_dropped() -> None:
    assert without_hidden("a\u200bb\u202ec\U000e0041d\u00ade") == "abcde"


def test_an_entry_of_a_table_of_contents_is_not_quoted() -> None:
    assert texts("- [Holidays](holidays.md)\n- [Pay](pay.md) is monthly.") == ["Pay is monthly."]


@pytest.mark.parametrize("back", ["_[Back to boats](../)_", "[_Back to boats_](../)"])
def test_a_link_that_leads_back_is_not_quoted(back: str) -> None:
    assert [one.text for one in segments(f"{back}\n\nBoats wait.")] == ["Boats wait."]


def test_what_is_in_italics_and_more_than_a_link_is_quoted() -> None:
    [found] = segments("_See [the boats](../boats.md) before noon._")

    assert found.text == "See the boats before noon."


def test_a_heading_in_bold_is_a_heading() -> None:
    found = segments("**Permits**\n\nThey cost 40 euros.")
    assert [(one.text, one.heading) for one in found] == [("They cost 40 euros.", "Permits")]


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_is_cut_without_an_error_and_without_a_link(text: str) -> None:
    for one in segments(text):
        assert one.text.strip()
        if one.form is not Form.CODE:
            assert not re.search(r"\bhttps?://\w", one.text)


@given(st.text(alphabet="ab.:/ hptsw-<>()[]!", max_size=80))
def test_removing_addresses_twice_changes_nothing(text: str) -> None:
    once = without_addresses(text)
    assert without_addresses(once) == once


def test_a_field_of_a_record_is_quoted_without_the_others() -> None:
    found = segments("Name: Ana Quist\nSalary: 61112\nNotes: joined in\nthe spring\nTeam: Quay")
    assert [(one.text, one.form) for one in found] == [
        ("Name: Ana Quist", Form.ROW),
        ("Salary: 61112", Form.ROW),
        ("Notes: joined in the spring", Form.ROW),
        ("Team: Quay", Form.ROW),
    ]
    assert len({one.group for one in found}) == 1


@pytest.mark.parametrize(
    "prose",
    [
        "The boat leaves at 8.\nIt is free: nobody pays.\nBring a coat.",
        "Note: bring a coat.\nWarning: it rains.",
        "Read this first, all of you: it is\nshort: very\nshort: indeed.",
    ],
)
def test_prose_with_colons_is_no_record(prose: str) -> None:
    assert Form.ROW not in {one.form for one in segments(prose)}


RUNBOOK = """To restart the pump:

> [!WARNING]
> Tell the harbour first.

1. Stop it with `pumpctl stop`.

```
pumpctl stop --all
```

Warning: do not open the valve. It is under pressure.

2. Wait.

   Nobody stands near it.

   - Lights are red.
3. Start it.

`pumpctl start`

Do not leave before it runs.

The pump is blue.
"""


def test_code_and_warnings_belong_to_the_step_they_stand_under() -> None:
    found = segments(RUNBOOK)
    assert [(one.text, one.form) for one in found if one.group == found[0].group] == [
        ("To restart the pump:", Form.PROSE),
        ("Warning: Tell the harbour first.", Form.PROSE),
        ("Stop it with `pumpctl stop`.", Form.STEP),
        ("pumpctl stop --all", Form.CODE),
        ("Warning: do not open the valve.", Form.PROSE),
        ("It is under pressure.", Form.PROSE),
        ("Wait.", Form.STEP),
        ("Nobody stands near it.", Form.PROSE),
        ("Lights are red.", Form.ROW),
        ("Start it.", Form.STEP),
        ("pumpctl start", Form.CODE),
        ("Do not leave before it runs.", Form.PROSE),
    ]
    assert [one.text for one in found if one.group != found[0].group] == ["The pump is blue."]


def test_a_list_that_only_code_parts_is_one_list() -> None:
    found = segments("1. Stop.\n```\nstop\n```\n1. Start.\n\nThen rest.\n\n1. Sing.")
    assert [one.group for one in found[:3]] == [found[0].group] * 3
    assert len({one.group for one in found[2:]}) == 3


def test_a_step_of_many_sentences_is_one_step() -> None:
    found = segments("1. " + "Turn the wheel to the left. " * 20)
    assert [one.form for one in found[:2]] == [Form.STEP, Form.PROSE]
    assert len({one.group for one in found}) == 1


def test_commands_inside_a_sentence_stay_marked_and_whole() -> None:
    assert texts("Run `pump. Now` twice. Then **rest**.") == [
        "Run `pump. Now` twice.",
        "Then rest.",
    ]
    assert texts("Say ``a`b`` now.") == ["Say a`b now."]


@pytest.mark.parametrize(
    "warning",
    [
        "**Warning** – it is hot.",
        "You must not open it.",
        "Achtung: heiß.",
        "Öffnen Sie es nicht.",
        "N'ouvrez pas la porte.",
        "No abra la puerta.",
        "Atenção: está quente.",
        "ドアを開けないでください。",
    ],
)
def test_what_warns_in_any_language_stays_with_its_step(warning: str) -> None:
    found = segments(f"1. Stop it.\n\n{warning}")
    assert found[0].group == found[-1].group


def test_what_does_not_warn_ends_the_steps() -> None:
    for prose in ("The pump is blue.", "Notes are kept.", "Importantly, it is blue."):
        found = segments(f"1. Stop it.\n\n{prose}")
        assert found[0].group != found[-1].group, prose


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Writing `<!channel>` wakes all.", "Writing `@channel` wakes all."),
        ("Use <!channel> only for fire.", "Use `@channel` only for fire."),
        ("<!here> is for those online.", "`@here` is for those online."),
        ("Call <!subteam^S0OPS|@ops> first.", "Call `@ops` first."),
        ("Call <!subteam^S0OPS|see evil> first.", "Call `@group` first."),
        ("Write `a <!everyone> b` never.", "Write `a @everyone b` never."),
    ],
)
def test_what_would_call_people_is_quoted_as_words(markdown: str, text: str) -> None:
    assert texts(markdown) == [text]
