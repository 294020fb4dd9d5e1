"""The scenarios on the shelf, in their order."""

from pathlib import Path

import pytest
import tinydesk
from drawing import drawn

from game.ui import library
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
