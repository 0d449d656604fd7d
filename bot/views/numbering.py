"""The numbers of steps: those of their list where it tells, else as they are shown."""

from collections.abc import Iterator, Sequence

from chains.answering.outcome import Form, Sentence


def step_numbers(sentences: Sequence[Sentence]) -> Iterator[int]:
    """The number of each step: its own, else counted from 1; 0 of whatever is none.

    Code and warnings between two steps belong to the first. A sentence that ends in a colon
    announces another list, and so do steps of other sources after something else, or of another
    of several pages alike.
    """
    number = 0
    cited: tuple[int, ...] = ()
    case = ""
    parted = announced = False
    for sentence in sentences:
        if sentence.form is not Form.STEP:
            parted = True
            announced |= sentence.form is Form.PROSE and sentence.text.rstrip().endswith(":")
            yield 0
            continue
        another = announced or sentence.case != case
        another |= parted and sentence.citations != cited
        number = sentence.number or (1 if another else number + 1)
        cited, case = sentence.citations, sentence.case
        parted = announced = False
        yield number
