"""How much of the rules drawn games exercise; with -s the table of it is printed."""

import re
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from strategies.exercised import APART, ITEMS, Tally
from strategies.plan import FEATURES, Shape
from strategies.play import Game, games
from strategies.scenarios import CHANGED, as_it_is, finished

ROOT = Path(__file__).resolve().parents[2]
LEAST = 1.0
"""In how many percent of drawn games each thing must happen."""


def tally(examples: int) -> Tally:
    """What some drawn games exercised."""
    found = Tally()

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(game=games())
    def count(game: Game) -> None:
        found.add(game)

    count()
    return found


def test_what_games_exercise_is_counted_by_name_and_rule() -> None:
    found = tally(30)
    print("", found.table(), sep="\n")
    assert len(ITEMS) >= 300
    assert all(re.fullmatch(r"(?:[1-9]|1[01345679])\.\d+", rule) for rule in ITEMS.values())
    assert found.games >= 30
    for usual in ("a pass ended a side's picks", "a change was clamped", "an offer was made"):
        assert found.share(usual) > 20
    assert sum(1 for item in ITEMS if found.share(item)) > len(ITEMS) // 2


def test_no_feature_of_drawn_scenarios_has_the_name_of_a_size() -> None:
    sizes = {field.name for field in attrs.fields(Shape)} - {"seed", "features"}
    assert not sizes & {*FEATURES}, "one would be drawn in the place of the other"


def test_every_rule_that_a_game_can_reach_is_looked_for() -> None:
    text = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    rules = set(re.findall(r"^\*\*(\d+\.\d+)\*\*", text, re.MULTILINE))
    assert len(rules) > 50
    assert rules == {*ITEMS.values(), *APART}
    assert not {*ITEMS.values()} & {*APART}


@pytest.mark.parametrize("path", CHANGED, ids=lambda path: path.stem)
def test_a_scenario_that_drawn_ones_are_made_from_has_no_errors_without_its_texts(
    path: Path,
) -> None:
    assert finished(as_it_is(path).lean, path.stem) is not None


@pytest.mark.slow(reason="Only 3,000 drawn games show how often rare rules are exercised.")
def test_nothing_that_a_game_can_exercise_is_left_to_a_hundredth_of_them() -> None:
    found = tally(max(3000, settings().max_examples))
    print("", found.table(), sep="\n")
    assert [item for item in ITEMS if found.share(item) < LEAST] == []
