"""Wrong codes and their limits, and the incidents that the facilitator sees, by address."""

from __future__ import annotations

from attrs import evolve

from game.presenter.console.facts import CodePage, IncidentFacts, IncidentKind
from game.session.clock import Seconds, stamp
from game.web.limits import (
    MOST_WRONG_CODES,
    MOST_WRONG_CODES_OF_ADDRESS,
    WRONG_CODE_SECONDS,
    Allowances,
)

_MOST = 20
"""The most incidents that are shown at once; more would hide the rest of the console."""
_ONE_BY_ONE = 10
"""How many of a kind from an address are shown at once; the others are once a minute."""
_HARMLESS = 10
"""As many excess connections may come from a phone that has just woken up."""


class Incidents:
    """Incidents by address and kind; the console shows them until they are dismissed."""

    def __init__(self) -> None:
        self._noted: dict[tuple[str, IncidentKind], IncidentFacts] = {}
        self.count = 0
        """The incidents so far."""

    @property
    def noted(self) -> tuple[IncidentFacts, ...]:
        """Those that nobody has dismissed."""
        noted = self._noted.values()
        return tuple(e for e in noted if e.kind != "connections" or e.count > _HARMLESS)

    def dismiss(self, number: int) -> None:
        """Dismisses the incidents up to a number; later ones are shown again."""
        self._noted = {key: each for key, each in self._noted.items() if each.number > number}

    def note(self, address: str, kind: IncidentKind) -> bool:
        """Notes an incident. Returns whether it should be shown at once."""
        before = self._noted.get((address, kind), IncidentFacts(address, kind, 0, "", 0))
        if not before.count and len(self._noted) >= _MOST:
            return False
        self.count += 1
        now = evolve(before, count=before.count + 1, at=stamp(), number=self.count)
        self._noted[address, kind] = now
        is_new_minute = now.at[:16] != before.at[:16]
        return is_new_minute or now.count <= _ONE_BY_ONE + _HARMLESS


class WrongCodes:
    """Recent wrong codes for each page: by device, or by address for browsers without one."""

    def __init__(self, seconds: Seconds) -> None:
        """seconds: a clock that never goes back."""
        self._devices = Allowances(MOST_WRONG_CODES, WRONG_CODE_SECONDS, seconds)
        self._addresses = Allowances(MOST_WRONG_CODES_OF_ADDRESS, WRONG_CODE_SECONDS, seconds)

    def may_try(self, page: CodePage, address: str, device: str = "") -> bool:
        """Whether a browser may try a code on a page. device: empty if it has not joined."""
        allowances = self._devices if device else self._addresses
        return allowances.may((page, device or address))

    def note(self, page: CodePage, address: str, device: str = "") -> None:
        """Notes a wrong code."""
        allowances = self._devices if device else self._addresses
        allowances.spend((page, device or address))
