"""The scenarios on the shelf, in their order."""

import os
from pathlib import Path

import pytest
import tiny_program
from attrs import evolve
from drawing import drawn

from game.model.decisions import Act
from game.model.players import ME
from game.session.records.games import GameOnDisk, saved_games
from game.session.records.recorded_actions import Note
from game.ui.program import library
from game.ui.program.library import PlayableScenario
from game.ui.program.program import Program
from game.ui.screens.title.title import Title
from game.ui.screens.title.title_commands import LeafScenarios


def test_the_shortest_stands_first_and_what_does_not_say_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {}
    for id, minutes in (("a", "[90, 120]"), ("b", ""), ("c", "[60, 90]"), ("d", "[60, 75]")):
        (tmp_path / id).mkdir()
        text = f"id: {id}\n" + (f"minutes: {minutes}\n" if minutes else "")
        files[id] = tiny_program.written(tmp_path / id, text)
    files["spoilt"] = tmp_path / "spoilt.yaml"
    files["spoilt"].write_text("format: 1\n", encoding="utf-8")
    monkeypatch.setattr(library, "shipped", lambda: files)
    monkeypatch.setattr(library, "shipped_campaigns", dict)

    found = [book.path.parent.name for book in library.open_scenarios()]

    assert found == ["d", "c", "a", tmp_path.name, "b"]


def test_they_are_read_one_by_one_while_the_window_shows(tmp_path: Path) -> None:
    whole = [book.path for book in tiny_program.program(tmp_path).scenarios]
    program = tiny_program.program(tmp_path)
    program.read_by_and_by()
    assert [book.path for book in program.scenarios] == whole[:1]
    title = Title(program)
    drawn(title)
    title.handle(LeafScenarios(1))
    for count in range(2, len(whole) + 1):
        assert program.reading
        assert program.read_on()
        drawn(title)
        assert len(program.scenarios) == count
    assert not program.read_on()
    assert not program.reading
    assert [book.path for book in program.scenarios] == whole
    program.forget_scenarios()
    assert len(program.scenarios) == len(whole)


# Games that were saved


def saved(program: Program, folder: Path, turns: int, name: str, written: int) -> None:
    """A game of three turns in which so many are over, last written at some second."""
    hot_seat = program.begin(tiny_program.book(folder), {"north": ME, "south": ME}, 1)
    hot_seat.game.do(Note(), "A game in which nothing is done isn't kept.")
    for _ in range(2 * turns):
        hot_seat.game.decide(hot_seat.state.to_move[0], Act("warm"))
    program.leave()
    (path,) = (p for p in program.games.iterdir() if p.name.startswith("tiny"))
    os.utime(path.rename(program.games / name), (written, written))


def test_saved_games_stand_newest_first_each_with_its_turn(tmp_path: Path) -> None:
    program = tiny_program.program(tmp_path)
    for number, (turns, name) in enumerate(
        [(0, "begun.game"), (3, "over.game"), (2, "late.game"), (1, "early.game")]
    ):
        saved(program, tmp_path, turns, name, 1000 + number)
    (program.games / "broken.game").write_text("nothing", encoding="utf-8")
    found = [(g.path.stem, g.turn, g.turns, g.over) for g in saved_games(program.games)]
    assert found == [
        ("early", 2, 3, False),
        ("late", 3, 3, False),
        ("over", 3, 3, True),
        ("begun", 1, 3, False),
    ]
    (program.games / "broken.game").unlink()
    assert [g.path.stem for g in saved_games(program.games, most=2)] == ["early", "late"]


def test_a_saved_game_has_its_title_in_the_language_of_the_window(tmp_path: Path) -> None:
    program = tiny_program.program(tmp_path, "fr")
    game = GameOnDisk(tmp_path / "a.game", "countermeasures", "", "2025-11-01", 1, 8, over=False)
    entry = next(
        each
        for each in program.scenarios
        if isinstance(each, PlayableScenario) and each.path.stem == game.scenario
    )
    english, french = (entry.scenario(code).title for code in ("en", "fr"))
    short, bref = (entry.variant_titles(code)["short"] for code in ("en", "fr"))
    assert len({english, french, short, bref}) == 4
    told = {title: program.title_of(evolve(game, title=title)) for title in (english, short, "Old")}
    assert told == {english: french, short: bref, "Old": "Old"}
    assert program.title_of(evolve(game, scenario="other", title=english)) == english


def test_the_game_to_go_on_with_is_the_newest_that_is_not_over(tmp_path: Path) -> None:
    program = tiny_program.program(tmp_path)
    for number, (turns, name) in enumerate([(0, "a.game"), (1, "b.game"), (3, "c.game")]):
        saved(program, tmp_path, turns, name, 1000 + number)
    program.forget_saved()
    last = program.last_game()
    assert last is not None
    assert last.path.stem == "b"
