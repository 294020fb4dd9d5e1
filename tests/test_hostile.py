"""Hostile texts in every text of a scenario: a little of `tools/hostile.py`."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pygame
import pytest

TOOL = Path(__file__).parent.parent / "tools" / "hostile.py"
LITTLE = ("--fields", "3", "--quick", "--limit", "60")  # a busy machine is not looked for here


@pytest.fixture(scope="module")
def hostile() -> Iterator[Any]:
    """The tool's module."""
    spec = importlib.util.spec_from_file_location("hostile_under_test", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    # It draws nowhere; games that later tests begin must not take that for a display.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SDL_VIDEODRIVER", "dummy")
        spec.loader.exec_module(module)
        pygame.display.init()
        yield module


def test_its_scenario_has_a_text_in_every_field_of_the_language(hostile: Any) -> None:
    chosen = hostile.examples(hostile.merge(hostile.Folder(hostile.SCENARIO)).root)
    assert len(chosen) == len(hostile.fields()) > 60
    assert hostile.said("check", str(hostile.SCENARIO), "--play")[0] == 0


def test_it_has_26_texts_half_of_which_no_text_may_be(hostile: Any) -> None:
    forbidden = [
        text for text in hostile.TEXTS.values() if hostile.find_forbidden(text) is not None
    ]
    assert (len(hostile.TEXTS), len(forbidden)) == (26, 14)


@pytest.mark.parametrize("text", ["clear the screen", "soft hyphen alone"])
def test_two_of_the_texts_come_through_everywhere(
    hostile: Any, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hostile.main(["--only", text, *LITTLE]) == 0
    assert "0 failures" in capsys.readouterr().out


def test_it_notices_what_acts_on_a_terminal(hostile: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.text.console.neutralise", lambda text: text)
    with pytest.raises(hostile.Failed, match=r"terminal: U\+009B"):
        hostile.print_game(
            hostile.Row(), hostile.past_the_checker(hostile.TEXTS["one-byte sequence"])
        )


def test_it_notices_a_check_that_says_nothing(
    hostile: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("game.authoring.reading.yaml_builder.find_forbidden", lambda _text: None)
    source = hostile.SCENARIO.read_text(encoding="utf-8")
    with pytest.raises(hostile.Failed, match="check accepts it"):
        hostile.check(hostile.Row(), "a\0b", source, hostile.Mark("", 5, 8), tmp_path / "a.yaml")


def test_a_text_is_refused_where_it_is_longer_than_the_field_allows(
    hostile: Any, tmp_path: Path
) -> None:
    source = hostile.SCENARIO.read_text(encoding="utf-8")
    row, path, text = hostile.Row(), tmp_path / "a.yaml", "Sixteen letters or more"
    place = hostile.examples(hostile.merge(hostile.Folder(hostile.SCENARIO)).root)[
        "sides", "*", "short"
    ]
    mark = hostile.texts_of(hostile.merge(hostile.Folder(hostile.SCENARIO)).root)[place].mark
    hostile.check(row, text, source, mark, path, at_most=hostile.fields()["sides", "*", "short"])
    assert (row.accepted, row.refused) == (0, 1)
    with pytest.raises(hostile.Failed, match="check refuses it"):
        hostile.check(row, text, source, mark, path)


def test_it_notices_tags_of_a_text_in_a_report(
    hostile: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("game.document.html._escaped", lambda text: text)
    text = hostile.TEXTS["script"]
    with pytest.raises(hostile.Failed, match="tags of the text's own"):
        hostile.draw_all(
            hostile.Row(), text, hostile.past_the_checker(text), tmp_path, 60.0, quick=True
        )
