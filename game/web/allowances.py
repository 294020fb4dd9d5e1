"""How much of each device is kept: more than any person sends, and less than a loop would."""

from __future__ import annotations

from collections.abc import Callable

from game.web.limits import ALLOWANCE, ALLOWANCE_A_SECOND, TELL_OF_REFUSED


class Allowances:
    """What senders have used of their allowances: devices, and the slips with which they come."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        """seconds: a clock that never goes back."""
        self._seconds = seconds
        self._used: dict[str, tuple[float, float]] = {}
        """By sender, the bytes that it had used, and when."""
        self._refused: dict[str, float] = {}
        """By sender, when something of it was refused last."""

    def may_send(self, sender: str) -> bool:
        """Whether more of a sender may be kept now."""
        return self._now_used(sender) < ALLOWANCE

    def charge(self, sender: str, size: int) -> None:
        """Notes that so many bytes of a sender were kept."""
        self._used[sender] = self._now_used(sender) + size, self._seconds()

    def _now_used(self, sender: str) -> float:
        used, then = self._used.get(sender, (0.0, 0.0))
        return max(0.0, used - ALLOWANCE_A_SECOND * (self._seconds() - then))

    def note_refused(self, sender: str) -> bool:
        """Notes that something of a sender was refused; whether nothing was for a while before."""
        is_new = sender not in self.refused
        self._refused[sender] = self._seconds()
        return is_new

    @property
    def refused(self) -> tuple[str, ...]:
        """The senders of which something was refused of late."""
        now = self._seconds()
        return tuple(each for each, at in self._refused.items() if now - at < TELL_OF_REFUSED)
