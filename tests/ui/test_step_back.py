"""A step back says what it takes back, offers the whole turn, and tells no secret."""

from __future__ import annotations

from pathlib import Path

import lookedback
import pytest
import tinydesk
from drawing import SIZES, dos, drawn, misfits, texts, unreadable

from game.model.decisions import Act, Answer, Pass
from game.session.deeds import Rewind
from game.ui.desk import Desk
from game.ui.intents import Do
from game.ui.screen import Push
from game.ui.screens.ask import Ask
from game.ui.screens.board import Board
from game.ui.screens.menu import Menu

TOGETHER = """
phases: {deeds: {kind: actions, menus: [deeds], picks: 2}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  cool: {side: [north, south], menu: deeds, name: Cool, effects: {trust: -3}}
  hide: {side: south, menu: deeds, name: Hide wood, secret: true, effects: {heat: +1}}
"""


def asked(desk: Desk) -> Ask:
    answer = Menu(desk, tinydesk.Empty()).handle(Do("step-back"))
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, Ask)
    return answer.screen


def shown(screen: Ask) -> str:
    return " ".join(texts(drawn(screen, (1920, 1080))).split())


def together(folder: Path) -> Desk:
    desk = tinydesk.playing(folder, text=TOGETHER)
    tinydesk.sitting(desk).caught_up()
    return desk


def test_it_says_what_it_takes_back_and_in_which_turn(tmp_path: Path) -> None:
    desk = tinydesk.playing(tmp_path)
    sitting = tinydesk.sitting(desk)
    tinydesk.act(sitting.game, "north warm", "south cool", "north cool")
    sitting.seat("north")
    assert "This takes back, in turn 2: North: Cool." in shown(asked(desk))
    assert "All that has followed since is taken back too." in shown(asked(desk))


def test_a_teams_whole_turn_is_the_second_choice(tmp_path: Path) -> None:
    desk = lookedback.begun(tmp_path)
    sitting = tinydesk.sitting(desk)
    lookedback.one_turn(sitting)
    sitting.seat("south")
    question = asked(desk)
    told = shown(question)
    assert "This takes back, in turn 1: South: Scold." in told
    assert "Taking back the whole of turn 1 undoes:" in told
    for part in ("makes an offer.", "accepts.", "South: Hide wood.", "South: Scold."):
        assert part in told
    before = sitting.game.moments[1].state
    question.handle(question.keys["t"])
    assert sitting.game.state == before
    assert sitting.game.lines[-1].deed == Rewind(1)


def test_one_decision_alone_has_no_second_choice(tmp_path: Path) -> None:
    desk = tinydesk.playing(tmp_path)
    sitting = tinydesk.sitting(desk)
    tinydesk.act(sitting.game, "north warm")
    sitting.seat("north")
    assert Do("second") not in dos(drawn(asked(desk)))


def test_where_one_of_two_picks_remains_the_question_and_the_board_say_so(tmp_path: Path) -> None:
    desk = together(tmp_path)
    sitting = tinydesk.sitting(desk)
    sitting.submit("north", (Act("warm"), Act("cool")))
    question = asked(desk)
    assert "This takes back, in turn 1: North: Cool." in shown(question)
    assert "Still picked: Warm." in shown(question)
    question.handle(Do("yes"))
    sitting.seat("north")
    assert "You have chosen: Warm." in " ".join(texts(drawn(Board(desk, "north"))).split())
    assert sitting.tentative("north").room == 1
    again = asked(desk)
    assert "remains" not in shown(again)
    again.handle(Do("yes"))
    assert sitting.picked("north") == ()


QUESTION = """
phases: {deeds: {kind: actions, menus: [deeds], picks: 2}}
injects: {letter: {name: A letter, text: Ask., ask: north, answers: {agree: {name: Agree}}}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {fire: letter}}
"""


def test_an_answer_leaves_no_picks_behind(tmp_path: Path) -> None:
    desk = tinydesk.playing(tmp_path, text=QUESTION)
    sitting = tinydesk.sitting(desk)
    sitting.caught_up()
    sitting.submit("north", (Act("warm"), Pass()))
    sitting.submit("south", (Pass(),))
    sitting.submit("north", (Answer("agree"),))
    sitting.seat("north")
    told = shown(asked(desk))
    assert "North answers: Agree." in told
    assert "remains" not in told


@pytest.mark.parametrize("at", ["", "north"])
@pytest.mark.parametrize("picks", [("hide", "warm"), ("hide",), ()])
def test_what_the_other_side_picked_unseen_stays_unseen(
    tmp_path: Path, at: str, picks: tuple[str, ...]
) -> None:
    desk = together(tmp_path)
    sitting = tinydesk.sitting(desk)
    sitting.submit("north", (Act("warm"), Act("cool")))
    moves = [Act(pick) for pick in picks]
    # The North is not to learn how much has been picked either.
    sitting.submit("south", (*moves, *([] if len(picks) == 2 else [Pass()])))
    sitting.seat(at)
    question = asked(desk)
    told = shown(question)
    assert "Hide" not in told
    assert Do("second") in dos(drawn(question))
    if picks != ():
        assert "South decides, unseen." in told


def test_nothing_of_a_pick_that_waits_is_told_to_the_other_side(tmp_path: Path) -> None:
    desk = together(tmp_path)
    sitting = tinydesk.sitting(desk)
    sitting.submit("north", (Act("warm"), Act("cool")))
    sitting.submit("south", (Act("cool"),))
    sitting.seat("north")
    told = shown(asked(desk))
    assert "South decides, unseen." in told
    assert "Cool" not in told
    assert "Warm" not in told


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
@pytest.mark.parametrize("code", ["en", "fr"])
def test_it_fits(tmp_path: Path, code: str, width: int, height: int, text: float) -> None:
    desk = lookedback.begun(tmp_path)
    desk.change(language=code)
    sitting = tinydesk.sitting(desk)
    lookedback.one_turn(sitting)
    sitting.seat("south")
    page = drawn(asked(desk), (width, height), text)
    assert misfits(page) == []
    assert unreadable(page) == []
