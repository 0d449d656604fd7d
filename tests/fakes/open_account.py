"""An account without a limit, that remembers."""

from dataclasses import dataclass, field
from datetime import date

from chains.models.usage import Reservation, Tokens

DAY = date(2026, 11, 27)


@dataclass
class OpenAccount:
    """Pays for every call; ``reserved`` and ``used`` are what it was told, in order."""

    reserved: list[Reservation] = field(default_factory=list)
    used: list[Tokens] = field(default_factory=list)

    async def reserve(self, model: str, most: Tokens) -> Reservation:
        """Whatever is asked for."""
        self.reserved.append(Reservation(model, most, DAY))
        return self.reserved[-1]

    async def settle(self, reserved: Reservation, used: Tokens) -> None:
        """Remember it."""
        assert reserved in self.reserved
        self.used.append(used)
