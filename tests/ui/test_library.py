"""The scenarios on the shelf, in their order."""

import os
from pathlib import Path

import pytest
import tinydesk
from drawing import drawn

from game.bots.seats import ME
from game.model.decisions import Act
from game.session.deeds import Note
from game.session.games import saved_games
from game.ui import library
from game.ui.desk import Desk
from game.ui.intents import Do
from game.ui.screens.title import Title


def test_the_shortest_stands_first_and_what_does_not_say_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {}
    for id, minutes in (("a", "[90, 120]"), ("b", ""), ("c", "[60, 90]"), ("d", "[60, 75]")):
        (tmp_path / id).mkdir()
        text = f"id: {id}\n" + (f"minutes: {minutes}\n" if minutes else "")
        files[id] = tinydesk.written(tmp_path / id, text)
    files["spoilt"] = tmp_path / "spoilt.yaml"
    files["spoilt"].write_text("format: 1\n", encoding="utf-8")
    monkeypatch.setattr(library, "shipped", lambda: files)

    found = [book.path.parent.name for book in library.books()]

    assert found == ["d", "c", "a", tmp_path.name, "b"]


def test_they_are_read_one_by_one_while_the_window_shows(tmp_path: Path) -> None:
    whole = [book.path for book in tinydesk.desk(tmp_path).books]
    desk = tinydesk.desk(tmp_path)
    desk.read_by_and_by()
    assert [book.path for book in desk.books] == whole[:1]
    title = Title(desk)
    drawn(title)
    title.handle(Do("choose", "+1"))
    for count in range(2, len(whole) + 1):
        assert desk.reading
        assert desk.read_on()
        drawn(title)
        assert len(desk.books) == count
    assert not desk.read_on()
    assert not desk.reading
    assert [book.path for book in desk.books] == whole
    desk.forget_books()
    assert len(desk.books) == len(whole)


# Games that were saved


def saved(desk: Desk, folder: Path, turns: int, name: str, written: int) -> None:
    """A game of three turns in which so many are over, last written at some second."""
    sitting = desk.begin(tinydesk.book(folder), {"north": ME, "south": ME}, 1)
    sitting.game.do(Note(), "A game in which nothing is done isn't kept.")
    for _ in range(2 * turns):
        sitting.game.decide(sitting.state.to_move[0], Act("warm"))
    desk.leave()
    (path,) = (p for p in desk.games.iterdir() if p.name.startswith("tiny"))
    os.utime(path.rename(desk.games / name), (written, written))


def test_saved_games_stand_newest_first_each_with_its_turn(tmp_path: Path) -> None:
    desk = tinydesk.desk(tmp_path)
    for number, (turns, name) in enumerate(
        [(0, "begun.game"), (3, "over.game"), (2, "late.game"), (1, "early.game")]
    ):
        saved(desk, tmp_path, turns, name, 1000 + number)
    (desk.games / "broken.game").write_text("nothing", encoding="utf-8")
    found = [(g.path.stem, g.turn, g.turns, g.over) for g in saved_games(desk.games)]
    assert found == [
        ("early", 2, 3, False),
        ("late", 3, 3, False),
        ("over", 3, 3, True),
        ("begun", 1, 3, False),
    ]
    (desk.games / "broken.game").unlink()
    assert [g.path.stem for g in saved_games(desk.games, most=2)] == ["early", "late"]


def test_the_game_to_go_on_with_is_the_newest_that_is_not_over(tmp_path: Path) -> None:
    desk = tinydesk.desk(tmp_path)
    for number, (turns, name) in enumerate([(0, "a.game"), (1, "b.game"), (3, "c.game")]):
        saved(desk, tmp_path, turns, name, 1000 + number)
    desk.forget_saved()
    last = desk.last_game()
    assert last is not None
    assert last.path.stem == "b"
