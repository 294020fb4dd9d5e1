"""How much the server takes from anybody, how long it waits for it, and how soon it takes more."""

from __future__ import annotations

from collections.abc import Hashable

from game.session.clock import Seconds

LARGEST_FORM = 16 * 1024
"""The most bytes of a form."""
LARGEST_HEAD = 16 * 1024
"""The most bytes of a request's first lines."""
LARGEST_FRAME = 1024
"""The most bytes of a frame on a socket; pages send none but empty ones."""
MOST_FIELDS = 40
"""The most fields of a form."""
FORM_SECONDS = 10.0
"""The time in which a form must have arrived."""
REQUEST_SECONDS = 15.0
"""The time in which a request must have arrived, from its first byte or a new connection on."""
ANSWER_SECONDS = 60.0
"""The time in which a browser must have taken an answer."""
WANTED_HANDLES = 4096
"""The file handles that the system is asked for."""
MOST_CONNECTIONS = 2000
"""The most connections in all; fewer where the system gives too few file handles."""
MOST_CONNECTIONS_OF_DEVICE = 20
"""The most of one browser, sockets among them; browsers open six, and one for each page."""
MOST_SOCKETS_OF_DEVICE = 8
"""The most sockets of one browser."""
MOST_JOINS_OF_ADDRESS = 120
"""The most devices that can join from one address at once without a slip."""
JOIN_SECONDS = 600.0
"""The time after which as many can join again; the allowance grows evenly."""
MOST_WRONG_CODES = 5
"""The most wrong codes of a device at once."""
MOST_WRONG_CODES_OF_ADDRESS = 40
"""The same of an address, behind which a whole workshop may sit."""
WRONG_CODE_SECONDS = 60.0
"""The time after which as many can be tried again; the allowance grows evenly."""
LONGEST_KEY = 80
"""The most characters of the key of a request."""
LOST_SECONDS = 300.0
"""The seconds after which a device that is away counts as lost: its hand goes down, and whoever
waited for a seat with it is no longer listed."""
TO_NOTICE = 1.5
"""The seconds in which a person notices that a list has moved."""
BETWEEN_MESSAGES = 2.0
"""The seconds that must lie between two messages of a device."""
ALLOWANCE = 128 * 1024
"""The bytes that a device may store at once: about 500 of its forms, or 60 messages."""
ALLOWANCE_A_SECOND = 100
"""The bytes of this that are given back each second: about a form every 2 or 3 seconds."""
KEPT_FOR_GOOD = 2 * 1024
"""The bytes that a message or a note counts for besides its own: all pages show it."""
JOINED = 4 * 1024
"""The bytes of the allowance that joining costs a device with a slip."""
SHOW_REFUSED_SECONDS = 60.0
"""The seconds for which the console shows that a device has sent too much."""
LARGE_JOURNAL = 64 * 1024 * 1024
"""The bytes from which on the console shows how large the journal is."""
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


TICK = 0.1
"""The seconds between the moments at which answers leave, so that times don't tell who acts."""
