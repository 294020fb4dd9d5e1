"""Codes that were typed wrong: after five of them the next has to wait for a minute."""

from __future__ import annotations

import time
from collections.abc import Callable

from game.presenter.console.facts import CodePage, WrongCodeFacts
from game.session.clock import stamp
from game.web.limits import MOST_WRONG_CODES, WRONG_CODE_SECONDS


class WrongCodes:
    """The wrong codes of late, by the address or the device that sent them."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._times: dict[str, list[float]] = {}
        self._blocked_until: dict[str, float] = {}
        self._noted: dict[tuple[str, CodePage], WrongCodeFacts] = {}
        self._count = 0

    def is_blocked(self, *senders: str) -> bool:
        """Whether one of these has to wait before it may try another code."""
        now = self._seconds()
        return any(self._blocked_until.get(sender, now) > now for sender in senders)

    @property
    def noted(self) -> tuple[WrongCodeFacts, ...]:
        """Those that nobody has dismissed, by the address and the page from which they came."""
        return tuple(self._noted.values())

    def dismiss(self, number: int) -> None:
        """Dismisses what was noted up to a wrong code; later ones are told again."""
        self._noted = {key: each for key, each in self._noted.items() if each.number > number}

    def note(self, address: str, page: CodePage, device: str = "") -> None:
        """Notes a wrong code. device: empty: unknown."""
        self._count += 1
        before = self._noted.get((address, page))
        count = before.count + 1 if before is not None else 1
        noted = WrongCodeFacts(address, page, count, stamp(), self._count)
        self._noted[address, page] = noted
        now = self._seconds()
        for sender in {address, device} - {""}:
            times = [each for each in self._times.get(sender, ()) if now - each < 60.0]
            times.append(now)
            if len(times) >= MOST_WRONG_CODES:
                self._blocked_until[sender] = now + WRONG_CODE_SECONDS
                times = []
            self._times[sender] = times
