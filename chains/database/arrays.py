"""Many values as one parameter: Postgres takes 65,535 parameters in a statement."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Cast, Text, Uuid, cast


def numbers(given: Iterable[int]) -> Cast[Any]:
    """One parameter for many numbers."""
    return cast(list(given), ARRAY(BigInteger))


def texts(given: Iterable[str]) -> Cast[Any]:
    """One parameter for many texts."""
    return cast(list(given), ARRAY(Text))


def ids(given: Iterable[UUID]) -> Cast[Any]:
    """One parameter for many ids."""
    return cast(list(given), ARRAY(Uuid))
