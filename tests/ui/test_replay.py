"""Looking back: every line as a side, the public or the trainer may know it."""

from pathlib import Path

import pytest
import tiny_program
from drawing import SIZES, commands, drawn, misfits, texts

from game.model.decisions import FACILITATOR, PUBLIC, Act
from game.session.file import read_file
from game.session.game import Game
from game.session.recorded_actions import Note, Rewind
from game.ui.page.screen import Pop
from game.ui.program.program import Program
from game.ui.screens.timeline.commands import GoToLine, LookAs, StepReplay
from game.ui.screens.timeline.replay import Replay

SECRETIVE = """
phases:
  deeds: {kind: actions, menus: [deeds], order: together, picks: 2}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  spy: {side: [north, south], menu: deeds, name: Spy, secret: true, effects: {secret: +1}}
"""


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


def finished(folder: Path, *deeds: str, text: str = tiny_program.INJECTS) -> Program:
    """A desk at which a game is over that began with these decisions."""
    program = tiny_program.playing(folder, text=text)
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
    assert "rust +3 to 53" in page


def test_tracks_stand_where_they_stood_then(tmp_path: Path) -> None:
    screen = replay(finished(tmp_path, "north warm", "south cool"))
    trust = [screen._timeline.turn_views(line)[-1].tracks["trust"] for line in (0, 1, 2)]
    assert trust == [50, 53, 50]


def test_a_side_sees_its_own_purse_only_and_the_trainer_all(tmp_path: Path) -> None:
    screen = replay(finished(tmp_path))
    seen = {
        who: {name for name in screen_tracks(screen, who) if name.endswith(("purse", "secret"))}
        for who in ("north", PUBLIC, FACILITATOR)
    }
    assert seen["north"] == {"north_purse"}
    assert seen[PUBLIC] == set()
    assert seen[FACILITATOR] == {"north_purse", "south_purse", "secret"}


def screen_tracks(screen: Replay, who: str) -> set[str]:
    screen.handle(LookAs(who))
    return set(screen._timeline.turn_views(0)[-1].tracks)


def test_what_was_done_in_secret_stays_so_for_the_others(tmp_path: Path) -> None:
    deeds = ("north spy", "north pass", "south spy", "south pass")
    screen = replay(finished(tmp_path, *deeds, text=SECRETIVE))
    for who in ("north", FACILITATOR):
        assert at(screen, 1, who) == "North: Spy."
    for who in ("south", PUBLIC):
        assert at(screen, 1, who) == "North decides, unseen."
        for line in range(5):
            told = screen._timeline.consequences(line)
            mine = [e for _, batch in told for e in batch if e.values.get("side") == "north"]
            assert all(entry.code in ("undisclosed", "passed") for entry in mine)


def test_a_secret_is_told_as_something_undisclosed_where_it_happens_at_once(
    tmp_path: Path,
) -> None:
    text = SECRETIVE.replace("together, picks: 2", "alternate")
    screen = replay(finished(tmp_path, "north spy", text=text))
    for who in ("north", FACILITATOR):
        assert at(screen, 1, who) == "North: Spy."
    for who in ("south", PUBLIC):
        assert at(screen, 1, who) == "North does something undisclosed."
        assert screen._timeline.consequences(1) == []


def test_reasons_are_for_who_gave_them_and_notes_for_all(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    game = game_of(program)
    game.decide("north", Act("warm"), "They looked cold.")
    game.do(Note(), "Coffee at last.")
    tiny_program.finish(game)
    screen = replay(program)
    for who, reason in (("north", "They looked cold."), ("south", ""), (PUBLIC, "")):
        screen.handle(LookAs(who))
        assert screen._timeline.line(1).note == reason
        assert screen._timeline.line(2).note == "Coffee at last."


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
@pytest.mark.parametrize("who", [FACILITATOR, "south"])
def test_every_line_fits(tmp_path: Path, who: str, width: int, height: int, text: float) -> None:
    program = tiny_program.playing(tmp_path, text=LONG)
    game = game_of(program)
    tiny_program.act(game, "north warm")
    game.do(Note(), "What they said in the corridor was not what they wrote. " * 15)
    tiny_program.hot_seat(program).fire("storm")
    tiny_program.finish(game)
    screen = replay(program)
    screen.handle(LookAs(who))
    for line in (0, 1, 2, 3, 9, len(game.moments) - 1):
        screen.handle(GoToLine(line))
        assert misfits(drawn(screen, (width, height), text)) == []
