"""How much each sender may do at once, and how soon again."""

from __future__ import annotations

from collections.abc import Hashable

from game.session.clock import Seconds

_MOST_SENDERS = 1000
"""With more senders than this, those with a whole allowance are forgotten."""


class Allowances:
    """An allowance for each sender: it is spent piece by piece, and comes back as time passes."""

    def __init__(self, most: int, again: float, seconds: Seconds) -> None:
        """most: the pieces of a whole allowance. again: the seconds that refill an empty one.

        seconds: a clock that never goes back.
        """
        self._each = again / most
        self._again = again
        self._seconds = seconds
        self._whole_at: dict[Hashable, float] = {}
        """By sender, when its allowance is whole again."""

    def may(self, sender: Hashable) -> bool:
        """Whether a sender has a piece left."""
        left = self._again - (self._whole_at.get(sender, 0.0) - self._seconds())
        return left >= self._each * (1 - 1e-9)  # sums of fractions are not quite whole

    def spend(self, sender: Hashable, pieces: int = 1) -> None:
        """Takes pieces from a sender, even more than it has left, unless it has none."""
        if not self.may(sender):
            return
        now = self._seconds()
        if sender not in self._whole_at and len(self._whole_at) >= _MOST_SENDERS:
            self._whole_at = {who: at for who, at in self._whole_at.items() if at > now}
        self._whole_at[sender] = max(self._whole_at.get(sender, 0.0), now) + pieces * self._each
