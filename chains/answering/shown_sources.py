"""The documents that an outcome shows, whatever it is."""

from chains.answering.outcome import Answer, Documents, NotFound, Outcome, Source, Unsure


def shown_sources(outcome: Outcome) -> tuple[Source, ...]:
    """The documents that an outcome shows, with their numbers."""
    match outcome:
        case Answer():
            return (*outcome.reply.sources, *outcome.older)
        case NotFound(nearest=Source() as nearest):
            return (nearest,)
        case Documents():
            return tuple(one.source for one in outcome.listings)
        case Unsure():
            return tuple(one.source for one in outcome.candidates)
        case _:
            return ()
