"""Positions in the window: choosing one, beginning in it, and where it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny_program
from drawing import SIZES, commands, drawn, misfits, texts

from game.model.players import ME
from game.ui.page.commands import GoBack, PickListed
from game.ui.page.screen import GoOn, Pop, Push, Replace
from game.ui.program.program import Program
from game.ui.screens.briefing.briefing import Briefing
from game.ui.screens.looking_back.afterwards import Again
from game.ui.screens.looking_back.debrief_commands import PlaySame
from game.ui.screens.looking_back.over import Over
from game.ui.screens.replaying.replay import Replay
from game.ui.screens.saved_games.choose_position import ChoosePosition
from game.ui.screens.saved_games.file_list import BeginAt, OpenScenario
from game.ui.screens.saved_games.files import OpenFile
from game.ui.screens.setup.setup import Setup
from game.ui.screens.setup.setup_commands import BeginGame, GiveSeat
from game.ui.screens.title.title import Title

TESTS = """
turns: 4
phases: {news: {kind: injects}, deeds: {kind: actions, menus: [deeds], order: alternate}}
stages: {main: {phases: [news, deeds]}}
tests:
  - name: A late crisis
    given: {turn: 3, tracks: {trust: 12}}
    seed: 7
    play: "north: warm"
    then: trust == 15
  - name: Only news
    given: {phase: news}
    then: trust == 50
"""
SENTENCE = "The game began in the position “A late crisis”."


def chooser(folder: Path) -> ChoosePosition:
    return ChoosePosition(tiny_program.program(folder), tiny_program.book(folder, TESTS))


def set_up(folder: Path) -> tuple[Program, Setup]:
    """The set-up of a game that begins in the position."""
    screen = chooser(folder)
    answer = screen.handle(BeginAt(1))
    assert isinstance(answer, Replace)
    assert isinstance(answer.screen, Setup)
    return screen._program, answer.screen


def late(folder: Path) -> Program:
    """A game that began in the position, with two teams."""
    program, screen = set_up(folder)
    screen.handle(GiveSeat("south", ME))
    assert screen.handle(BeginGame()) == GoOn()
    return program


def test_opening_a_scenario_with_tests_lists_its_positions(tmp_path: Path) -> None:
    path = tiny_program.written(tmp_path, TESTS)
    answer = OpenFile(tiny_program.program(tmp_path), tmp_path).handle(OpenScenario(path))
    assert isinstance(answer, Push)
    screen = answer.screen
    assert isinstance(screen, ChoosePosition)
    page = drawn(screen)
    assert [each for each in commands(page) if isinstance(each, BeginAt)] == [
        BeginAt(0),
        BeginAt(1),
    ]
    seen = texts(page)
    for text in ("At the start of the game", "A late crisis", "turn 3 of 4"):
        assert text in seen, text
    assert "Only news" not in seen, "nobody decides there"
    assert screen.handle(GoBack()) == Pop()


def test_a_scenario_without_positions_is_set_up_at_once(tmp_path: Path) -> None:
    path = tiny_program.written(tmp_path)
    answer = OpenFile(tiny_program.program(tmp_path), tmp_path).handle(OpenScenario(path))
    assert isinstance(answer, Replace)
    assert isinstance(answer.screen, Setup)


def test_a_number_chooses_a_position_too(tmp_path: Path) -> None:
    screen = chooser(tmp_path)
    assert screen.keys["2"] == PickListed(1)
    assert "3" not in screen.keys
    answer = screen.handle(PickListed(1))
    assert isinstance(answer, Replace)
    assert "Begins in the position “A late crisis”." in texts(drawn(answer.screen))
    start = screen.handle(screen.keys["enter"])
    assert isinstance(start, Replace)
    assert "Begins in the position" not in texts(drawn(start.screen))


def test_the_game_begins_in_the_position_with_the_seed_of_its_test(tmp_path: Path) -> None:
    program, screen = set_up(tmp_path)
    assert "Seed 7" in texts(drawn(screen))
    screen.handle(BeginGame())
    game = tiny_program.hot_seat(program).game
    assert (game.state.turn, game.state.seed) == (3, 7)
    assert game.position is not None


def test_briefing_timeline_and_debrief_say_where_it_began(tmp_path: Path) -> None:
    program = late(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    assert SENTENCE in texts(drawn(Briefing(program, "north")))
    assert SENTENCE in texts(drawn(Replay(program, hot_seat.game, "north")))
    tiny_program.finish(hot_seat.game)
    over = Over(program)
    assert SENTENCE in texts(drawn(over, (1920, 1080)))
    assert SENTENCE in texts(drawn(over))


def test_title_and_list_of_games_say_where_it_began(tmp_path: Path) -> None:
    program = late(tmp_path)
    tiny_program.act(tiny_program.hot_seat(program).game, "north warm")
    program.leave()
    assert "from the position “A late crisis”" in texts(drawn(Title(program), (1920, 1080)))
    listed = texts(drawn(OpenFile(program, tmp_path)))
    assert "from the position “A late crisis”" in listed


def test_it_is_played_again_from_the_position(tmp_path: Path) -> None:
    program = late(tmp_path)
    tiny_program.finish(tiny_program.hot_seat(program).game)
    assert Again(program).handle(PlaySame()) == GoOn()
    game = tiny_program.hot_seat(program).game
    assert (game.state.turn, game.lines) == (3, [])


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_everything_fits(tmp_path: Path, width: int, height: int, text: float) -> None:
    program = late(tmp_path)
    many = TESTS + "".join(
        f"  - {{name: Position {n} with a long name, given: {{turn: 2}}, then: trust == 50}}\n"
        for n in range(12)
    )
    (tmp_path / "many").mkdir()
    positions = ChoosePosition(program, tiny_program.book(tmp_path / "many", many))
    game = tiny_program.hot_seat(program).game
    for screen in (positions, Briefing(program, "north"), Replay(program, game, "north")):
        assert misfits(drawn(screen, (width, height), text)) == [], screen.name
