"""The released classifier, loaded once."""

from collections.abc import Callable

import pytest

from chains.triage.classifier import load_classifier
from chains.triage.decision import Decision


@pytest.fixture(scope="session")
def decide() -> Callable[[str], Decision]:
    """The released model's decisions."""
    return load_classifier().decide
