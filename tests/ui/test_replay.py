"""Looking back: every line as a side, the public or the trainer may know it."""

from pathlib import Path

import pytest
import tiny_program
from drawing import SIZES, commands, drawn, misfits, texts

from game.model.decisions import FACILITATOR, PUBLIC
from game.session.game import Game
from game.session.records.file import read_file
from game.session.records.recorded_actions import Note, Rewind
from game.ui.page.screen import Pop
from game.ui.program.program import Program
from game.ui.screens.replaying.replay import Replay
from game.ui.screens.replaying.timeline import GoToLine, LookAs, StepReplay

LONG = """
turns: 14
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
actions:
  warm: {side: [north, south], menu: deeds, name: NAME, effects: {trust: +3}}
injects:
  storm: {name: The storm, text: Roofs fly., effects: {heat: +1}}
""".replace("NAME", "Say all that was left unsaid about the matter " * 4)


def game_of(program: Program) -> Game:
    return tiny_program.hot_seat(program).game


def finished(folder: Path, *deeds: str) -> Program:
    """A desk at which a game is over that began with these decisions."""
    program = tiny_program.playing(folder)
    tiny_program.act(game_of(program), *deeds)
    tiny_program.finish(game_of(program))
    return program


def replay(program: Program, who: str = FACILITATOR) -> Replay:
    return Replay(program, game_of(program), who)


def at(screen: Replay, line: int, who: str = FACILITATOR) -> str:
    """What is told of a line to somebody."""
    screen.handle(LookAs(who))
    return screen._timeline.line(line).sentence


def test_one_steps_on_and_back_and_stops_at_the_ends(tmp_path: Path) -> None:
    screen = replay(finished(tmp_path, "north warm", "south cool"))
    last = len(screen._game.lines)
    assert screen.at == 0
    assert screen.handle(screen.keys["left"]) is None
    assert screen.at == 0
    screen.handle(screen.keys["right"])
    assert screen.at == 1
    screen.handle(screen.keys["end"])
    screen.handle(screen.keys["right"])
    assert screen.at == last
    screen.handle(GoToLine(2))
    assert screen.at == 2
    screen.handle(screen.keys["home"])
    assert screen.at == 0


def test_a_decision_is_told_with_what_followed(tmp_path: Path) -> None:
    screen = replay(finished(tmp_path, "north warm", "south cool"))
    for who in (FACILITATOR, "north", "south", PUBLIC):
        assert at(screen, 1, who) == "North: Warm."
    screen.handle(GoToLine(1))
    page = texts(drawn(screen, (1920, 1080)))
    assert "North: Warm." in page
    assert "rust +3, now 53" in page


def test_what_was_taken_back_is_told_and_marked(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    game = game_of(program)
    tiny_program.act(game, "north warm")
    game.do(Rewind(0))
    tiny_program.act(game, "north cool")
    tiny_program.finish(game)
    screen = replay(program)
    assert [screen._timeline.line(n).undone for n in range(4)] == [False, True, False, False]
    assert screen._timeline.turn_views(3)[-1].tracks["trust"] == 47
    screen.handle(GoToLine(1))
    assert "This was taken back later." in texts(drawn(screen, (1920, 1080)))


def test_what_the_trainer_did_is_told_too(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    tiny_program.hot_seat(program).fire("storm")
    tiny_program.finish(game_of(program))
    assert at(replay(program), 1) == "The facilitator lets it happen: The storm."


def test_a_game_that_goes_on_is_seen_with_one_pair_of_eyes(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    tiny_program.act(game_of(program), "north warm")
    screen = replay(program, "north")
    assert screen.readers == ("north",)
    screen.handle(LookAs(FACILITATOR))
    assert screen.who == "north"


def test_a_record_is_looked_back_at_without_being_changed(tmp_path: Path) -> None:
    program = finished(tmp_path, "north warm")
    program.leave()
    path = program.saved()[0].path
    before = path.read_bytes()
    screen = Replay(program, read_file(path))
    screen.handle(StepReplay("last"))
    drawn(screen)
    assert path.read_bytes() == before
    assert at(screen, 1) == "North: Warm."


def test_a_turn_can_be_pressed_and_escape_goes_back(tmp_path: Path) -> None:
    screen = replay(finished(tmp_path))
    turns = [
        each for each in commands(drawn(screen)) if isinstance(each, GoToLine) and not each.place
    ]
    assert len(turns) == 3
    screen.handle(turns[1])
    assert screen._timeline.turn(screen.at) == 2
    assert screen.handle(screen.keys["escape"]) == Pop()


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_every_line_fits(tmp_path: Path, width: int, height: int, text: float) -> None:
    program = tiny_program.playing(tmp_path, text=LONG)
    game = game_of(program)
    tiny_program.act(game, "north warm")
    game.do(Note(), "What they said in the corridor was not what they wrote. " * 15)
    tiny_program.hot_seat(program).fire("storm")
    tiny_program.finish(game)
    screen = replay(program)
    screen.handle(LookAs("south"))
    for line in (0, 1, 2, 3, 9, len(game.moments) - 1):
        screen.handle(GoToLine(line))
        assert misfits(drawn(screen, (width, height), text)) == []
