"""A step back says what it takes back, offers the whole turn, and tells no secret."""

from __future__ import annotations

from pathlib import Path

import lookedback
import pytest
import tiny_program
from drawing import commands, drawn, texts

from game.model.decisions import Act, Answer, Pass
from game.session.records.recorded_actions import Rewind
from game.session.said_and_done import unseen_picks
from game.ui.page.screen import Push
from game.ui.program.program import Program
from game.ui.screens.ask import Agree, Ask, ChooseSecond
from game.ui.screens.board.board import Board
from game.ui.screens.menu.menu import Menu
from game.ui.screens.menu.menu_commands import StepBack

TOGETHER = """
phases: {deeds: {kind: actions, menus: [deeds], picks: 2}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  cool: {side: [north, south], menu: deeds, name: Cool, effects: {trust: -3}}
  hide: {side: south, menu: deeds, name: Hide wood, secret: true, effects: {heat: +1}}
"""


def asked(program: Program) -> Ask:
    answer = Menu(program, tiny_program.Empty()).handle(StepBack())
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, Ask)
    return answer.screen


def shown(screen: Ask) -> str:
    return " ".join(texts(drawn(screen, (1920, 1080))).split())


def together(folder: Path) -> Program:
    program = tiny_program.playing(folder, text=TOGETHER)
    tiny_program.hot_seat(program).mark_all_read()
    return program


def test_it_says_what_it_takes_back_and_in_which_turn(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    tiny_program.act(hot_seat.game, "north warm", "south cool", "north cool")
    hot_seat.seat("north")
    assert "This takes back, in turn 2: North: Cool." in shown(asked(program))
    assert "Everything since then is undone too." in shown(asked(program))


def test_a_teams_whole_turn_is_the_second_choice(tmp_path: Path) -> None:
    program = lookedback.begun(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    lookedback.one_turn(hot_seat)
    hot_seat.seat("south")
    question = asked(program)
    told = shown(question)
    assert "This takes back, in turn 1: South: Scold." in told
    assert "Taking back the whole of turn 1 undoes:" in told
    for part in ("makes an offer.", "accepts.", "South: Hide wood.", "South: Scold."):
        assert part in told
    before = hot_seat.game.moments[1].state
    question.handle(question.keys["t"])
    assert hot_seat.game.state == before
    assert hot_seat.game.lines[-1].action == Rewind(1)


def test_one_decision_alone_has_no_second_choice(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    tiny_program.act(hot_seat.game, "north warm")
    hot_seat.seat("north")
    assert ChooseSecond() not in commands(drawn(asked(program)))


def test_where_one_of_two_picks_remains_the_question_and_the_board_say_so(tmp_path: Path) -> None:
    program = together(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.submit("north", (Act("warm"), Act("cool")))
    question = asked(program)
    assert "This takes back, in turn 1: North: Cool." in shown(question)
    assert "Still picked: Warm." in shown(question)
    question.handle(Agree())
    hot_seat.seat("north")
    assert "You have chosen: Warm." in " ".join(texts(drawn(Board(program, "north"))).split())
    assert hot_seat.selection("north").room == 1
    again = asked(program)
    assert "remains" not in shown(again)
    again.handle(Agree())
    assert unseen_picks(hot_seat.game, "north") == ()


QUESTION = """
phases: {deeds: {kind: actions, menus: [deeds], picks: 2}}
injects: {letter: {name: A letter, text: Ask., ask: north, answers: {agree: {name: Agree}}}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {fire: letter}}
"""


def test_an_answer_leaves_no_picks_behind(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path, text=QUESTION)
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.mark_all_read()
    hot_seat.submit("north", (Act("warm"), Pass()))
    hot_seat.submit("south", (Pass(),))
    hot_seat.submit("north", (Answer("agree"),))
    hot_seat.seat("north")
    told = shown(asked(program))
    assert "North answers: Agree." in told
    assert "remains" not in told


@pytest.mark.parametrize("at", ["", "north"])
@pytest.mark.parametrize("picks", [("hide", "warm"), ("hide",), ()])
def test_what_the_other_side_picked_unseen_stays_unseen(
    tmp_path: Path, at: str, picks: tuple[str, ...]
) -> None:
    program = together(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.submit("north", (Act("warm"), Act("cool")))
    moves = [Act(pick) for pick in picks]
    # The North is not to learn how much has been picked either.
    hot_seat.submit("south", (*moves, *([] if len(picks) == 2 else [Pass()])))
    hot_seat.seat(at)
    question = asked(program)
    told = shown(question)
    assert "Hide" not in told
    assert ChooseSecond() in commands(drawn(question))
    if picks != ():
        assert "South decides, unseen." in told


def test_nothing_of_a_pick_that_waits_is_told_to_the_other_side(tmp_path: Path) -> None:
    program = together(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.submit("north", (Act("warm"), Act("cool")))
    hot_seat.submit("south", (Act("cool"),))
    hot_seat.seat("north")
    told = shown(asked(program))
    assert "South decides, unseen." in told
    assert "Cool" not in told
    assert "Warm" not in told
