"""Scenarios that were checked once: what is kept, and when it no longer holds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import tiny

from game.authoring.reading.files import Folder
from game.cli import kept_scenarios
from game.cli.common import CommandError, load_scenario
from game.kernel.compiler import disk
from game.model.scenario import Scenario

FRAGMENT = "tags:\n  hard: {name: Hard}\n"


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """A scenario with a fragment and a variant."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "tags.yaml").write_text(FRAGMENT, encoding="utf-8")
    path = tmp_path / "tiny.yaml"
    short = "variants:\n  short: {turns: 1, title: Short, summary: One turn., minutes: [1, 2]}\n"
    text = tiny.whole(f"include: [parts/tags.yaml]\n{short}")
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the scenarios that are read and checked."""
    from game.authoring import load as loading

    names, load = [], loading.load

    def noting(files: Folder) -> Scenario:
        names.append(files.main if files.variant is None else f"{files.main}:{files.variant}")
        return load(files)

    monkeypatch.setattr(loading, "load", noting)
    return names


def test_a_scenario_is_read_once_and_each_variant_by_itself(
    scenario: Path, read: list[str]
) -> None:
    for name in (str(scenario), f"{scenario}:short"):
        first = load_scenario(name)
        assert load_scenario(name) == first
        assert first.turns == (1 if "short" in name else first.turns)
    assert read == ["tiny.yaml", "tiny.yaml:short"]


@pytest.mark.parametrize("change", ["the scenario", "a fragment", "the game", "what is kept"])
def test_it_is_read_again_when_something_has_changed(
    change: str, scenario: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_scenario(str(scenario))
    if change == "the scenario":
        scenario.write_text(f"{scenario.read_text('utf-8')}\n# Once more.\n", encoding="utf-8")
    elif change == "a fragment":
        tags = scenario.parent / "parts" / "tags.yaml"
        tags.write_text(FRAGMENT.replace("Hard", "Harder"), encoding="utf-8")
    elif change == "the game":
        monkeypatch.setattr(kept_scenarios, "_checker", lambda: b"of another game")
    else:
        kept = disk.path_of(kept_scenarios._name(scenario, None))
        kept.write_bytes(kept.read_bytes()[:-1])
    changed = load_scenario(str(scenario))
    assert changed.tags["hard"].name == ("Harder" if change == "a fragment" else "Hard")
    assert read == ["tiny.yaml"] * 2


def test_mistakes_are_reported_however_often_a_scenario_was_played(
    scenario: Path, read: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    load_scenario(str(scenario))
    (scenario.parent / "parts" / "tags.yaml").unlink()
    for _ in range(2):
        with pytest.raises(CommandError, match="can't be played"):
            load_scenario(str(scenario))
        assert "parts/tags.yaml" in capsys.readouterr().err
    assert len(read) == 3


def test_a_scenario_that_extends_another_is_read_each_time(scenario: Path, read: list[str]) -> None:
    above = scenario.with_name("above.yaml")
    above.write_text("format: 1\nid: above\ntitle: Above\nextends: tiny.yaml\n", encoding="utf-8")
    for _ in range(2):
        assert load_scenario(str(above)).title == "Above"
    assert read == ["above.yaml"] * 2


def test_the_game_that_checks_is_known_by_its_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for folder in ("authoring", "model", "rules", "cli"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "some.py").write_text("A = 1\n", encoding="utf-8")
    monkeypatch.setattr(kept_scenarios, "__file__", str(tmp_path / "cli" / "kept.py"))

    def checker() -> bytes:
        kept_scenarios._checker.cache_clear()
        return kept_scenarios._checker()

    first = checker()
    assert checker() == first
    changed = tmp_path / "rules" / "some.py"
    os.utime(changed, ns=(0, 0))
    second = checker()
    changed.write_text("A = 12\n", encoding="utf-8")
    os.utime(changed, ns=(0, 0))
    assert len({first, second, checker()}) == 3
    kept_scenarios._checker.cache_clear()
