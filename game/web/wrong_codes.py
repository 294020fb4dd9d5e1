"""Codes that were typed wrong: after five of them the next has to wait for a minute."""

from __future__ import annotations

import time
from collections.abc import Callable

from game.web.limits import MOST_WRONG_CODES, WRONG_CODE_SECONDS


class WrongCodes:
    """The wrong codes of late, by the address or the device that sent them."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._times: dict[str, list[float]] = {}
        self._blocked_until: dict[str, float] = {}
        self.counts: dict[str, int] = {}
        """By address, how many there were in all."""

    def is_blocked(self, *senders: str) -> bool:
        """Whether one of these has to wait before it may try another code."""
        now = self._seconds()
        return any(self._blocked_until.get(sender, now) > now for sender in senders)

    def note(self, address: str, device: str = "") -> None:
        """Notes a wrong code. device: empty: unknown."""
        self.counts[address] = self.counts.get(address, 0) + 1
        now = self._seconds()
        for sender in {address, device} - {""}:
            times = [each for each in self._times.get(sender, ()) if now - each < 60.0]
            times.append(now)
            if len(times) >= MOST_WRONG_CODES:
                self._blocked_until[sender] = now + WRONG_CODE_SECONDS
                times = []
            self._times[sender] = times
