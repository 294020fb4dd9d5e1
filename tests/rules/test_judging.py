"""What judges a game by its end: `ended`, `score`, and bands that stand for a hidden value."""

import pytest
import tiny

from game import PUBLIC, ScenarioError, scores
from game.model.decisions import FACILITATOR

ENDING = """
turns: 1
sides:
  north:
    name: North
    brief: You are north.
    score:
      - {label: Trust, points: trust}
      - {label: Rupture, points: -15 if ended(rupture) else 0}
  south: {name: South, brief: You are south., score: [{label: Heat, points: heat}]}
outcomes:
  rupture: {name: Rupture, when: trust < 50, ends: now}
  ahead: {name: North is ahead, when: score(north) > score(south) + 60}
  level: {name: Level}
"""


def total(game: tiny.Game, side: str) -> int:
    return scores(game.rules, game.state)[side].total


def test_ended_holds_once_the_game_has_ended_so() -> None:
    game = tiny.Game(ENDING)
    assert total(game, "north") == 50
    game.play("north: cool")
    assert game.outcome == "rupture"
    assert total(game, "north") == 47 - 15


def test_ended_does_not_hold_for_another_ending() -> None:
    game = tiny.Game(ENDING).play("north: warm", "south: warm")
    assert game.outcome == "level"
    assert total(game, "north") == 56


def test_an_outcome_may_compare_scores() -> None:
    game = tiny.Game(ENDING.replace("+ 60", "+ 55")).play("north: warm", "south: warm")
    assert game.outcome == "ahead"


@pytest.mark.parametrize(
    "place", ["values: {lead: score(north)}", "each_turn: {trust: + score(north)}"]
)
def test_scores_are_asked_only_where_a_game_is_judged(place: str) -> None:
    with pytest.raises(ScenarioError, match="score"):
        tiny.rules(place)


BANDS = """
tracks:
  trust: {start: 50, range: [0, 100]}
  pain:
    start: 41
    range: [0, 100]
    seen_by: [north]
    band_seen_by: [south]
    bands:
      - {to: 40, name: Low}
      - {to: 70, name: High}
      - {to: 100, name: Unbearable}
actions:
  ease: {side: north, menu: deeds, name: Ease, effects: {pain: -1}}
  wait: {side: south, menu: deeds, name: Wait}
"""


def test_a_side_that_sees_only_the_band_is_told_the_band_and_no_value() -> None:
    game = tiny.Game(BANDS)
    south = game.view("south")
    assert south.bands == {"pain": 1}
    assert "pain" not in south.tracks
    game.play("north: ease")
    assert game.view("south").bands == {"pain": 0}
    assert not [e for e in game.entries if e.code == "changed" and e.shown_to("south")]


def test_who_sees_the_value_or_nothing_is_told_no_band() -> None:
    game = tiny.Game(BANDS)
    assert game.view("north").bands == {}
    assert game.view("north").tracks["pain"] == 41
    assert game.view(FACILITATOR).bands == {}
    assert game.view(PUBLIC).bands == {}
