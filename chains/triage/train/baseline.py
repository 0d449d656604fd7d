"""TF-IDF and logistic regression on the same training data: what fine-tuning has to beat."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline

from chains.triage.decision import DecidedBy, Decision
from chains.triage.labels import INTENTS, Label
from chains.triage.train.chat_logs import chat_examples
from chains.triage.train.examples import own_examples
from chains.triage.train.near_duplicates import HeldOut
from chains.triage.train.public_sets import public_examples

SEED = 20261127


def tfidf_baseline(data: Path, held_out: Sequence[str]) -> Callable[[str], Decision]:
    """Train on everything below ``data`` that nearly equals no held-out text."""
    random = np.random.default_rng(SEED)
    near = HeldOut(held_out)
    examples = [
        one
        for one in (
            *own_examples(),
            *public_examples(data, random),
            *chat_examples(data / "irc", random),
        )
        if not near.near(one.text)
    ]
    addressed = [one.label is not Label.CHANNEL_CHATTER for one in examples]
    gate = _pipeline().fit([one.text for one in examples], addressed)
    asked = [one for one in examples if one.label in INTENTS]
    intents = _pipeline().fit([one.text for one in asked], [one.label.value for one in asked])
    classes = [Label(name) for name in intents.classes_]

    def decide(text: str) -> Decision:
        found = dict(zip(classes, map(float, intents.predict_proba([text])[0]), strict=True))
        return Decision(
            intent=max(found, key=lambda label: found[label]),
            probabilities=found,
            addressed=float(gate.predict_proba([text])[0][1]),
            energy=None,
            offers=False,
            sure=True,
            decided_by=DecidedBy.RULES,
        )

    return decide


def _pipeline() -> Pipeline:
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, min_df=3)
    return Pipeline(
        [
            ("features", FeatureUnion([("words", words), ("letters", letters)])),
            ("head", LogisticRegression(C=5.0, max_iter=1000, class_weight="balanced")),
        ]
    )
