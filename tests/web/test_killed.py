"""A server that is killed at any moment: nothing that was confirmed is lost, nothing is done twice.

`COMMUNIQUE_KILLS=200` kills it that often.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import tinyroom
from mortal import Mortal, Phone, Player

from game.room.opening import continue_room

KILLS = int(os.environ.get("COMMUNIQUE_KILLS", "6"))
LONG = f"turns: 999\n{tinyroom.TOGETHER}"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Mortal]:
    with Mortal(tmp_path / "room") as mortal:
        yield mortal


def test_no_decision_is_lost_or_taken_twice_when_the_server_is_killed(
    server: Mortal, tmp_path: Path
) -> None:
    room = tinyroom.open_room(tmp_path / "room", LONG, tables=2)
    codes = {(slip.place.table, slip.place.side): slip.code for slip in room.slips()}
    room.close()
    players = [Player(Phone(server.port), table, side) for table, side in codes]
    server.start()
    for player in players:
        player.phone.join(codes[player.table, player.side])
    server.kill()
    draw, in_forms = Random(20), 0
    for kill in range(KILLS):
        fatal = 1 + 7 * kill % 17
        players.append(players.pop(0))  # another comes first
        server.start(fatal)
        while not any(died(player) for player in players):
            pass
        in_forms += any(player.unanswered is not None for player in players)
        server.wait()
        if draw.random() < 0.3:  # twice in a row, and before anybody came back
            server.start()
            server.kill()
    server.start()
    while any(player.unanswered for player in players):
        for player in players:
            player.go_on()
    server.kill()
    room = continue_room(tmp_path / "room")
    lines = {
        number: [str(line.action) for line in table.game.lines]
        for number, table in room.tables.items()
    }
    room.close()
    for player in players:
        own = [each for each in lines[player.table] if each.startswith(player.side)]
        assert own == player.confirmed
    assert all(lines.values())
    assert sum(map(len, lines.values())) >= KILLS
    assert in_forms >= KILLS / 2


def died(player: Player) -> bool:
    """Lets a person do the next thing; whether the server was killed meanwhile."""
    try:
        player.go_on()
    except OSError:
        return True
    return False
