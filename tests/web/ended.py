"""Rooms of a tiny scenario whose game has ended, with what its decisions were worth."""

from __future__ import annotations

from pathlib import Path

from tinyroom import TOGETHER
from visiting import Browser, Visited, visit

from game.insight.analysis import analyse
from game.insight.effort import Effort
from game.model.decisions import FACILITATOR, Act, Decision, Move, Pass, Stop
from game.presenter.debriefing.debriefed_table import AnalysisState
from game.room.events import RuleWritten, TurningPointsMarked

QUICK = Effort(usual=40, sure=40, most=40, start_games=100, runs=2, expert_runs=2)
RULE = "Ask what the others can’t give up before you tell them what you want from them, " * 3
"""As long as rules may be."""
ENDINGS = TOGETHER + "\noutcomes: {storm: {name: Storm, when: heat >= 9}, calm: {name: Calm}}\n"


def ended(folder: Path, tables: int = 1, *, analysed: bool = True, text: str = ENDINGS) -> Visited:
    """A room in which north warmed and south cooled, and the facilitator ended all games."""
    room = visit(folder, text, tables=tables)
    for table in room.room.tables:
        play_to_the_end(room, table)
        if analysed:
            analysis = analyse(room.room.tables[table].game, QUICK)
            room.live.analyses.note(table, AnalysisState(analysis, 100))
    return room


def play_to_the_end(room: Visited, table: int = 1) -> None:
    """Plays a turn and ends the game."""
    for side, action in (("north", "warm"), ("south", "cool")):
        moves: tuple[Move, ...] = Act(action), Pass()
        for number, move in enumerate(moves):
            assert room.room.decide_for(table, side, [move], f"{table}{side}{number}") is None
    assert room.room.order(table, [Decision(FACILITATOR, Stop("calm"))]) is None


def look_back(room: Visited) -> None:
    """What there is to look back at in a room in which all tables played the same whole game.

    Everybody who sits there has marked, guessed and written a long rule.
    """
    first = room.room.tables[1].game
    analysis = analyse(first, QUICK, baselines=False)
    for table in room.room.tables:
        room.live.analyses.note(table, AnalysisState(analysis, 100))
    for device in [each for each in room.room.devices.values() if each.place is not None]:
        assert device.place is not None, "it has one"
        lines = own_lines(room, device.place.side, device.place.table)
        marks = tuple(sorted({lines[0], lines[len(lines) // 2], lines[-1]}))
        assert room.room.do(TurningPointsMarked(device.id, marks, "-100")) is None
        assert room.room.do(RuleWritten(device.id, RULE)) is None


def show(room: Visited, step: str) -> None:
    """Shows a step of the debrief on the wall, from the console."""
    count = len(room.room.folder.journal.read_bytes())
    answer = room.console().send("/console/do", do="reveal", step=step, key=f"{step}{count}")
    assert answer.status_code == 303, answer.text[-1500:]


def own_lines(room: Visited, side: str, table: int = 1) -> list[int]:
    """The lines of the record in which a side decided."""
    lines = room.room.tables[table].game.lines
    return [
        line.number
        for line in lines
        if isinstance(line.action, Decision) and line.action.side == side
    ]


def page_of(browser: Browser) -> str:
    """The page of a seat."""
    return browser.get("/seat").text
