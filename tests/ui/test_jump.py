"""From the record to the game as it stood then: with one's own eyes, and back to now."""

from __future__ import annotations

from pathlib import Path

import lookedback
import pytest
import secretive
import tiny_program
from drawing import SIZES, commands, drawn, misfits, texts
from secretive import OTHER, SECRET
from tiny_plays import THREE

from game.model.decisions import FACILITATOR, Act
from game.model.players import ME
from game.ui.page.commands import FilterRecord, GoToTurn
from game.ui.page.page import Looking
from game.ui.page.screen import Pop, Push
from game.ui.program.program import Program
from game.ui.screens.board.board import Board
from game.ui.screens.looking_back.debrief_commands import SwitchTab
from game.ui.screens.looking_back.over import Over
from game.ui.screens.proceedings import Proceedings
from game.ui.screens.replaying.replay import Replay
from game.ui.screens.replaying.timeline import GoToLine

SEATS = {"north": ME, "south": ME, "east": ME}


def three(folder: Path, *done: str) -> Program:
    program = tiny_program.playing(folder, SEATS, THREE)
    tiny_program.act(tiny_program.hot_seat(program).game, *done)
    return program


def opened(answer: object) -> Replay:
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, Replay)
    return answer.screen


# The filters


def test_a_filter_that_is_pressed_is_what_is_shown(tmp_path: Path) -> None:
    screen = Proceedings(three(tmp_path, *TURN), "north")
    assert "South: Warm." in texts(drawn(screen, (1920, 1080)))
    screen.handle(FilterRecord("ours"))
    page = texts(drawn(screen, (1920, 1080)))
    assert "South: Warm." not in page
    assert "The North: Vow." in page


# The jump

TURN = ("north vow", "north pass", "south warm", "south pass", "east warm", "east pass")


def test_every_turn_of_the_record_can_be_pressed(tmp_path: Path) -> None:
    program = three(tmp_path, *TURN)
    for screen in (Proceedings(program, "north"), Board(program, "north")):
        turns = [
            each.turn
            for each in commands(drawn(screen, (1920, 1080)))
            if isinstance(each, GoToTurn)
        ]
        assert turns == [1, 0]


def test_a_turn_opens_the_game_as_it_stood_then_and_leads_back(tmp_path: Path) -> None:
    program = three(tmp_path, *TURN, *(each for each in TURN if "vow" not in each))
    hot_seat = tiny_program.hot_seat(program)
    for screen in (Proceedings(program, "north"), Board(program, "north")):
        replay = opened(screen.handle(GoToTurn(2)))
        assert replay.who == "north"
        assert replay.readers == ("north",)
        assert hot_seat.game.moments[replay.at].state.turn == 2
        assert hot_seat.game.moments[replay.at - 1].state.turn == 1
        trust = replay._timeline.turn_views(replay.at)[-1].tracks["trust"]
        assert trust == 56 < hot_seat.view("north").tracks["trust"]
        assert "Back to now" in texts(drawn(replay))
        assert replay.handle(replay.keys["escape"]) == Pop()
        assert opened(screen.handle(GoToTurn(0))).at == 0


def test_after_the_end_the_charts_lead_there_too_and_every_eye_is_offered(tmp_path: Path) -> None:
    program = lookedback.ended(tmp_path)
    over = Over(program)
    over.handle(SwitchTab("tracks"))
    page = drawn(over, (1920, 1080))
    strips = [target for target in page.targets if target.by_mouse]
    heads = [each for each in commands(page) if isinstance(each, GoToTurn) and not each.place]
    assert {getattr(target.command, "turn", 0) for target in strips} == {1, 2}
    assert heads
    assert next(t for t in strips if t.command == GoToTurn(2, "trust")).label.startswith(
        "Tuesday: "
    )
    replay = opened(over.handle(GoToTurn(2, "trust")))
    assert replay.who == FACILITATOR
    assert set(replay.readers) > {"north", "south"}
    assert tiny_program.hot_seat(program).game.moments[replay.at].state.turn == 2
    assert "Back to now" not in texts(drawn(replay))


def test_keys_pass_by_what_is_there_for_the_mouse_only(tmp_path: Path) -> None:
    from game.ui.page import focus

    over = Over(lookedback.ended(tmp_path))
    over.handle(SwitchTab("tracks"))
    page = drawn(over, (1920, 1080))
    looking, met = Looking(focus=page.targets[0].command, ring=True), set()
    for _ in page.targets:
        looking = focus.step_focus(page, looking, 1)
        met.add(looking.focus)
    assert met == {target.command for target in page.targets if not target.by_mouse}


# What may be known


@pytest.mark.parametrize("side", ["north", "south"])
def test_no_line_of_a_running_game_shows_another_sides_secrets(tmp_path: Path, side: str) -> None:
    program = secretive.begun(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    own = False
    while hot_seat.state.to_move:
        replay = opened(Board(program, side).handle(GoToTurn(hot_seat.state.turn)))
        for line in range(replay._timeline.last + 1):
            replay.handle(GoToLine(line))
            told = texts(drawn(replay, (1920, 1080))).lower()
            assert SECRET[OTHER[side]] not in told
            own = own or SECRET[side] in told
        mover = hot_seat.state.to_move[0]
        hot_seat.game.decide(mover, hot_seat.asking(mover).legal.moves[0])
    assert own


# The picture


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_the_record_fits_with_the_heads_that_lead_back(
    tmp_path: Path, width: int, height: int, text: float
) -> None:
    program = three(tmp_path, *TURN, *(each for each in TURN if "vow" not in each))
    hot_seat = tiny_program.hot_seat(program)
    assert Act("warm") in hot_seat.asking("north").legal.moves
    for screen in (Proceedings(program, "north"), Board(program, "north")):
        assert misfits(drawn(screen, (width, height), text)) == []
