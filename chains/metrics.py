"""What a process counts of itself, for Prometheus; nothing here names a person or a document."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_LISTS = (0, 1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000)
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0)


class Metrics:
    """The metrics of one process, on a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._of_questions(self.registry)
        self._of_triage(self.registry)
        self._of_permissions(self.registry)

    def _of_questions(self, registry: CollectorRegistry) -> None:
        self.reader_lists = Histogram(
            "footnote_reader_access_lists",
            "Access lists that the reader of a question holds.",
            buckets=_LISTS,
            registry=registry,
        )
        self.reader_seconds = Histogram(
            "footnote_reader_seconds",
            "Time to compute a reader, Postgres included.",
            buckets=_SECONDS,
            registry=registry,
        )
        self.recheck_drops = Counter(
            "footnote_recheck_drops",
            "Passages that the index gave to a reader who may not read them, caught by the"
            " re-check. Should stay 0; one at the very moment of a revocation is harmless.",
            registry=registry,
        )
        self.unproved = Counter(
            "footnote_unproved_documents",
            "Documents that the re-check allowed and no proof was found for; they were not shown."
            " Should stay 0.",
            registry=registry,
        )
        self.outcomes = Counter(
            "footnote_outcomes",
            "Questions that ended, by the kind of their outcome.",
            ["outcome"],
            registry=registry,
        )
        self.redactions = Counter(
            "footnote_redactions", "Posted answers that were redacted.", registry=registry
        )

    def _of_triage(self, registry: CollectorRegistry) -> None:
        self.triaged = Counter(
            "footnote_triaged",
            "Messages by the label that was acted on, and by what decided: model, rules, language.",
            ["label", "by"],
            registry=registry,
        )
        self.gated = Counter(
            "footnote_gate_decisions",
            "The same messages by what the gate would do where nobody had called: offer, silence.",
            ["decision"],
            registry=registry,
        )
        self.help_offers = Counter(
            "footnote_help_offers",
            "Offers to answer what somebody asked a channel: offered, accepted, declined.",
            ["step"],
            registry=registry,
        )
        self.searched_anyway = Counter(
            "footnote_searched_anyway",
            "Messages that were replied to without a search and that their asker had searched.",
            registry=registry,
        )

    def _of_permissions(self, registry: CollectorRegistry) -> None:
        self.unknown_permissions = Gauge(
            "footnote_unknown_permission_documents",
            "Documents that nobody can read because a word of their permissions is unknown.",
            registry=registry,
        )
        self.age = Gauge(
            "footnote_permission_age_seconds",
            "Time since a permission source was last confirmed; infinite before the first time."
            " The label origin is empty but for documents, where it is the id of their source.",
            ["kind", "origin"],
            registry=registry,
        )
        self.age_limit = Gauge(
            "footnote_permission_age_limit_seconds",
            "The age after which a permission source no longer counts as fresh.",
            ["kind"],
            registry=registry,
        )

    def reader(self, *, lists: int, seconds: float) -> None:
        """A reader was computed."""
        self.reader_lists.observe(lists)
        self.reader_seconds.observe(seconds)

    def text(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self.registry)
