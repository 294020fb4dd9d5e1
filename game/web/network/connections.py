"""Counts the connections of browsers that have not been admitted, so that they stay few.

Whoever gave the code of the room, a slip or the console's key is admitted and is not counted.
"""

from __future__ import annotations

from game.web.limits import MOST_STRANGERS, MOST_STRANGERS_OF_ADDRESS

Peer = tuple[str, int]
"""The address and the port from which a connection comes."""


class Connections:
    """The connections that are open now and have not been admitted."""

    def __init__(self) -> None:
        self._strangers: dict[Peer, str] = {}

    def enter(self, peer: Peer) -> bool:
        """Counts a new connection; False if there are too many, and this one is to be closed."""
        if len(self._strangers) >= MOST_STRANGERS:
            return False
        if list(self._strangers.values()).count(peer[0]) >= MOST_STRANGERS_OF_ADDRESS:
            return False
        self._strangers[peer] = peer[0]
        return True

    def admit(self, peer: Peer) -> None:
        """Counts a connection no longer, because it was admitted."""
        self._strangers.pop(peer, None)

    def leave(self, peer: Peer) -> None:
        """Counts a connection no longer, because it is closed."""
        self._strangers.pop(peer, None)

    def is_admitted(self, peer: Peer) -> bool:
        """Whether a connection that is open was admitted."""
        return peer not in self._strangers
