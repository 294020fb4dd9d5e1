"""Counts the open connections, so that nobody uses up those of others.

If too many are open, the holder of the most loses the one that has been unused longest; a page
that loses its connection by mistake opens another. Holders of few lose none, even behind the same
router as a holder of many.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress

from attrs import define

from game.web.limits import MOST_CONNECTIONS, MOST_CONNECTIONS_OF_DEVICE, WANTED_HANDLES

Peer = tuple[str, int]
"""The address and the port from which a connection comes."""


@define(eq=False)
class _Connection:
    """A connection that is open."""

    address: str
    close: Callable[[], object]
    device: str = ""
    """The device whose cookie its last request had; empty: a stranger's, or nothing was asked."""
    is_socket: bool = False

    @property
    def holder(self) -> str:
        """Whose it is: a device that the room knows, else all strangers at an address."""
        return self.device or self.address


class Connections:
    """The connections that are open now, and whose they are."""

    def __init__(
        self, most: int = MOST_CONNECTIONS, closed: Callable[[str], object] = lambda _: None
    ) -> None:
        """most: how many may be open. closed: gets the address of each that had to be closed."""
        self._most = most
        self._closed = closed
        self._of_peer: dict[Peer, _Connection] = {}
        self._groups: dict[str, dict[_Connection, None]] = {}
        """The connections that are counted together, the longest unused first."""

    def enter(self, peer: Peer, close: Callable[[], object]) -> None:
        """Counts a new connection. close: closes it at once."""
        connection = self._of_peer[peer] = _Connection(peer[0], close)
        self._count(connection)

    def identify(self, peer: Peer, device: str, *, is_socket: bool) -> None:
        """Notes whose a connection is, after the head of a request has been read.

        device: a device that the room knows, by its cookie; empty: a stranger.
        """
        connection = self._of_peer.get(peer)
        if connection is not None:
            self._forget(connection)
            connection.device, connection.is_socket = device, is_socket
            self._count(connection)

    def leave(self, peer: Peer) -> None:
        """Counts a connection no longer, because it is closed."""
        connection = self._of_peer.pop(peer, None)
        if connection is not None:
            self._forget(connection)

    def _limits(self, connection: _Connection) -> Iterator[tuple[str, int]]:
        """The groups in which a connection is counted, and how many each may have.

        The rest is reserved for devices that the room knows.
        """
        if connection.device:
            yield f"device {connection.device}", MOST_CONNECTIONS_OF_DEVICE
        elif connection.is_socket:
            yield "sockets of strangers", self._most // 8
        if not connection.device:
            yield "strangers", self._most // 2
        yield f"address {connection.address}", self._most * 3 // 4
        yield "all", self._most

    def _count(self, connection: _Connection) -> None:
        for group, most in self._limits(connection):
            members = self._groups.setdefault(group, {})
            members[connection] = None
            if len(members) > most:
                self._close_one(members, connection)

    def _forget(self, connection: _Connection) -> None:
        for group, _ in self._limits(connection):
            members = self._groups.get(group, {})
            members.pop(connection, None)
            if not members:
                self._groups.pop(group, None)

    def _close_one(self, members: dict[_Connection, None], newest: _Connection) -> None:
        """Closes a connection of the holder of the most; a socket only if there is nothing else."""
        others = [each for each in members if each is not newest]
        holder, _ = Counter(each.holder for each in others).most_common(1)[0]
        own = (each for each in others if each.holder == holder)
        victim = min(own, key=lambda each: each.is_socket)
        self._forget(victim)
        victim.close()
        self._closed(victim.address)


def most_connections() -> int:
    """How many connections this computer can hold. Asks the system for more file handles.

    Half of the handles are for files, for bots, and for connections not yet counted.
    """
    if sys.platform == "win32":  # where handles have no such limit
        return MOST_CONNECTIONS
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED_HANDLES if hard == resource.RLIM_INFINITY else min(WANTED_HANDLES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(ValueError, OSError):  # some systems have a lower limit than they say
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    return MOST_CONNECTIONS if soft == resource.RLIM_INFINITY else min(MOST_CONNECTIONS, soft // 2)
