"""What the control routes refuse, in a sentence."""


class Refusal(Exception):
    """The cause and the next step, for the person or script that asked."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
