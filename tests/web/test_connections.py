"""Whose connections are closed where too many are open: those of whoever holds the most."""

from __future__ import annotations

import subprocess
import sys

import pytest

from game.web.limits import MOST_CONNECTIONS, MOST_CONNECTIONS_OF_DEVICE, WANTED_HANDLES
from game.web.network.connections import Connections, Peer

ROUTER = "10.0.0.1"
"""The address of everybody behind one router."""


class Network:
    """Browsers that open connections, and those that the server closes."""

    def __init__(self, most: int) -> None:
        self.told: list[str] = []
        """The addresses of those that were closed, as the console is told."""
        self.connections = Connections(most, self.told.append)
        self.open: dict[Peer, str] = {}
        """By connection, who opened it."""
        self.closed: list[str] = []
        """Whose connections were closed."""
        self._port = 0

    def connect(
        self, who: str, address: str = ROUTER, *, known: bool = True, is_socket: bool = False
    ) -> Peer:
        """Opens a connection and asks for something on it."""
        peer = self.knock(who, address)
        self.ask(peer, who if known else "", is_socket=is_socket)
        return peer

    def knock(self, who: str, address: str = ROUTER) -> Peer:
        """Opens a connection and asks for nothing."""
        self._port += 1
        peer = address, self._port
        self.open[peer] = who
        self.connections.enter(peer, lambda: self._close(peer))
        return peer

    def ask(self, peer: Peer, device: str, *, is_socket: bool = False) -> None:
        self.connections.identify(peer, device, is_socket=is_socket)

    def _close(self, peer: Peer) -> None:
        self.closed.append(self.open.pop(peer))
        self.connections.leave(peer)

    def holds(self, who: str) -> int:
        return list(self.open.values()).count(who)


def test_of_a_device_with_too_many_the_longest_unused_is_closed() -> None:
    network = Network(MOST_CONNECTIONS)
    first, second, *_ = [network.connect("ann") for _ in range(MOST_CONNECTIONS_OF_DEVICE)]
    network.ask(first, "ann")
    newest = network.connect("ann")
    assert network.closed == ["ann"]
    assert second not in network.open
    assert {first, newest} <= set(network.open)
    assert network.told == [ROUTER]


def test_the_socket_of_a_page_is_closed_only_where_there_is_nothing_else() -> None:
    network = Network(MOST_CONNECTIONS)
    page = network.connect("ann", is_socket=True)
    for _ in range(3 * MOST_CONNECTIONS_OF_DEVICE):
        network.connect("ann")
    assert page in network.open
    for _ in range(MOST_CONNECTIONS_OF_DEVICE):
        network.connect("ann", is_socket=True)
    assert page not in network.open
    assert network.holds("ann") == MOST_CONNECTIONS_OF_DEVICE


def test_strangers_leave_half_of_all_for_devices_that_the_room_knows() -> None:
    network = Network(100)
    for number in range(300):
        network.connect("stranger", f"10.0.1.{number}", known=False)
        network.knock("silent", f"10.0.2.{number}")
    assert network.holds("stranger") + network.holds("silent") == 50
    for number in range(25):
        network.connect(f"phone {number}", f"10.0.3.{number}")
        network.connect(f"phone {number}", f"10.0.3.{number}", is_socket=True)
    assert all(network.holds(f"phone {number}") == 2 for number in range(25))


def test_a_stranger_who_comes_last_is_let_in_however_many_are_there() -> None:
    network = Network(100)
    for _ in range(500):
        network.knock("silent", "10.0.0.66")
    phone = network.connect("phone", "10.0.0.7", known=False)
    for _ in range(500):
        network.knock("silent", "10.0.0.66")
    assert phone in network.open
    assert set(network.closed) == {"silent"}


def test_sockets_of_strangers_are_few_and_the_wall_of_another_address_stays() -> None:
    network = Network(200)
    wall = network.connect("wall", "10.0.0.5", known=False, is_socket=True)
    for number in range(300):
        network.connect("thief", f"10.0.1.{number % 10}", known=False, is_socket=True)
    assert wall in network.open
    assert network.holds("thief") == 200 // 8 - 1


def test_one_address_leaves_a_quarter_of_all_for_others() -> None:
    network = Network(100)
    for device in range(90):
        network.connect(f"device {device}", "10.0.0.66")
        network.connect(f"device {device}", "10.0.0.66")
    assert len(network.open) == 75
    for number in range(25):
        network.connect(f"phone {number}", f"10.0.3.{number}")
    assert all(network.holds(f"phone {number}") for number in range(25))
    assert len(network.open) == 100


@pytest.mark.parametrize("most", [512, MOST_CONNECTIONS])
def test_behind_one_router_with_one_who_holds_hundreds_nobody_loses_a_connection(most: int) -> None:
    network = Network(most)
    phones = [network.connect(f"phone {n}", is_socket=True) for n in range(60)]
    phones += [network.connect(f"phone {n}") for n in range(60)]
    for number in range(4 * most):
        network.connect(f"thief {number % 60}", is_socket=number % 2 == 0)
    phones += [network.connect(f"phone {n}") for n in range(60)]
    assert set(phones) <= set(network.open)
    assert len(network.open) <= most * 3 // 4


def test_sixty_phones_that_slept_behind_one_router_are_all_back() -> None:
    network = Network(512)
    for _ in range(5):  # what they had open before is dead, and the server doesn't know yet
        fresh = [network.connect(f"phone {n}", is_socket=True) for n in range(60)]
        fresh += [network.connect(f"phone {n}") for n in range(60)]
    assert set(fresh) <= set(network.open)
    assert network.closed


def test_whoever_forgets_its_cookie_is_a_stranger_again() -> None:
    network = Network(100)
    peer = network.connect("ann")
    network.ask(peer, "")
    for _ in range(50):
        network.connect("stranger", known=False)
    assert peer not in network.open


def test_connections_that_were_closed_are_counted_no_longer() -> None:
    network = Network(100)
    for number in range(1000):
        peer = network.connect(f"phone {number % 7}", f"10.0.0.{number % 5}", known=number % 2 == 0)
        network.connections.leave(peer)
        network.connections.leave(peer)
    assert not network.closed
    assert not network.connections._groups
    assert not network.connections._of_peer


RAISED = """
import resource, sys
soft, hard = int(sys.argv[1]), int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
from game.web.network.connections import most_connections
print(most_connections(), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit of file handles to raise")
@pytest.mark.parametrize(
    ("soft", "hard", "most", "handles"),
    [
        (256, WANTED_HANDLES, MOST_CONNECTIONS, WANTED_HANDLES),
        (1024, 1024, 512, 1024),
        (256, 256, 128, 256),
        (WANTED_HANDLES + 9, WANTED_HANDLES + 9, MOST_CONNECTIONS, WANTED_HANDLES + 9),
    ],
)
def test_the_system_is_asked_for_file_handles(
    soft: int, hard: int, most: int, handles: int
) -> None:
    import resource

    if 0 <= resource.getrlimit(resource.RLIMIT_NOFILE)[1] < hard:
        pytest.skip("this system gives fewer file handles")
    command = [sys.executable, "-c", RAISED, str(soft), str(hard)]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.split() == [str(most), str(handles)]
