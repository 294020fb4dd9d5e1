"""The scenarios on the shelf, in their order."""

from pathlib import Path

import pytest
import tinydesk

from game.ui import library


def test_the_shortest_stands_first_and_what_cannot_be_played_last(
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

    assert found == ["d", "c", "a", "b", tmp_path.name]
