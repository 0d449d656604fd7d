"""The tree of errors, named by what the caller does next.

FootnoteError
├── ConfigurationError     stop and tell the operator: cause and next step
├── RetryLater             the same call may succeed soon: back off and try again
│   ├── RetrievalUnavailable   the index did not answer in time
│   ├── StoreUnavailable       Postgres did not answer
│   ├── ModelUnavailable       the embedding or chat model did not answer
│   ├── SourceChanged          a source demands something else than when a run began: begin anew
│   └── WriteIncomplete        part of a batch was not written: write it again
├── OverBudget             today's budget for the chat model is used up: go on without it
├── Refused                give up and tell the person: what they asked is not allowed or not valid
│   └── InvalidSetting         a field of a form is wrong: show it on the field
└── SourceUnreadable       skip this document or source and report it to its administrator
"""

from collections.abc import Mapping


class FootnoteError(Exception):
    """Anything Footnote raises on purpose."""


class ConfigurationError(FootnoteError):
    """Set-up is wrong; the message names the cause and the next step."""

    def __init__(self, cause: str, next_step: str) -> None:
        super().__init__(f"{cause}\n{next_step}")
        self.cause = cause
        self.next_step = next_step


class RetryLater(FootnoteError):
    """The same call may succeed soon."""


class RetrievalUnavailable(RetryLater):
    """The index did not answer in time."""


class StoreUnavailable(RetryLater):
    """Postgres did not answer."""


class ModelUnavailable(RetryLater):
    """A model did not answer."""


class SourceChanged(RetryLater):
    """A source demands something else of its readers than when this run began."""


class WriteIncomplete(RetryLater):
    """Part of a batch was not written; ``failed`` holds the ids to write again."""

    def __init__(self, failed: tuple[str, ...], attempted: int) -> None:
        super().__init__(f"{len(failed)} of {attempted} objects were not written")
        self.failed = failed
        self.attempted = attempted


class OverBudget(FootnoteError):
    """The call could use more than is left of a budget of this day."""


class TooManyCalls(OverBudget):
    """An answer may take no further call of a model."""


class Reason(str):
    """A sentence for people, in English; ``pattern`` and ``values`` are for saying it otherwise."""

    pattern: str
    values: dict[str, str]


def reason(pattern: str, **values: str) -> Reason:
    """Mark a sentence for translation, with the values that stand in it as `{name}`.

    The sentence has to be written out where this is called: catalogues are made from the source.
    """
    made = Reason(pattern.format(**values) if values else pattern)
    made.pattern, made.values = pattern, values
    return made


class Refused(FootnoteError):
    """What was asked is not allowed or not valid; ``reason`` may be shown to the person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class InvalidSetting(Refused):
    """Some fields of a form are wrong; ``fields`` maps a field's name to a sentence."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("; ".join(fields.values()))
        self.fields = dict(fields)


class SourceUnreadable(FootnoteError):
    """A document or source cannot be read; ``reason`` is for its administrator."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
