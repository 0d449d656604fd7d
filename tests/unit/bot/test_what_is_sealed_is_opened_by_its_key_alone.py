"""What a button or a cookie carries: only what was sealed for the same purpose is opened."""

import pytest
from pydantic import BaseModel

from bot.sealing import BUTTON, Sealing, key_for
from chains.errors import Refused

SECRET, OTHER = b"a deployment's, of thirty-two ...", b"another one's, of thirty-two ...."


class Carried(BaseModel, frozen=True):
    words: str


class Wider(BaseModel, frozen=True):
    words: str
    more: str


OURS = Sealing(Carried, key_for(SECRET, "here"))
SEALED = OURS.sealed(Carried(words="lift the crane"))


def test_it_comes_back_and_shows_nothing_on_its_way() -> None:
    assert OURS.opened(SEALED) == Carried(words="lift the crane")
    assert "crane" not in SEALED


@pytest.mark.parametrize(
    "sealed",
    [
        "",
        "made up",
        SEALED[:-5] + "AAAA=",
        SEALED + "ä",
        OURS.sealed(Carried(words="long " * BUTTON)),
        Sealing(Carried, key_for(SECRET, "there")).sealed(Carried(words="x")),
        Sealing(Carried, key_for(OTHER, "here")).sealed(Carried(words="x")),
    ],
    ids=[
        "nothing",
        "made up",
        "altered",
        "no ASCII",
        "too long",
        "for another purpose",
        "of others",
    ],
)
def test_anything_else_is_refused(sealed: str) -> None:
    with pytest.raises(Refused, match="not yours"):
        OURS.opened(sealed, "not yours")


def test_another_form_is_refused() -> None:
    with pytest.raises(Refused):
        Sealing(Wider, key_for(SECRET, "here")).opened(SEALED)
