"""The program goes on with saved games, and says where a language can't be had."""

from __future__ import annotations

from pathlib import Path

import tiny_program
from tiny_program import act, hot_seat

from game.model.players import UNIFORM
from game.ui.program.library import PlayableScenario, open_scenario


def test_a_game_that_is_left_goes_on_where_it_stood(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    before = hot_seat(program)
    before.fire("storm")
    act(before.game, "north warm", "south cool")
    path = before.saving.path if before.saving is not None else None
    assert path is not None
    program.leave()
    again = program.go_on(path)
    assert [line.digest for line in again.game.lines] == [line.digest for line in before.game.lines]
    assert again.next_story("north") is None
    assert again.next_step().kind == "curtain"


def test_a_language_with_mistakes_is_told_and_the_own_one_is_played(tmp_path: Path) -> None:
    program = tiny_program.program(tmp_path, "fr")
    written = tiny_program.written(tmp_path)
    broken = "format: 1\nlanguage: fr\nnonsense: {a: b}\n"
    written.with_name("tiny.fr.yaml").write_text(broken, encoding="utf-8")
    book = open_scenario(written)
    assert isinstance(book, PlayableScenario)
    program.begin(book, {"north": "me", "south": UNIFORM}, 1)
    assert hot_seat(program).words.language.code == "en"
    assert "français" in program.notice
    program.notice = ""
    program.change(language="en")
    assert program.notice == ""
    program.change(language="fr")
    assert "français" in program.notice
