"""Rule 8: scores."""

import pytest
from tiny import TABLE, Game, told

from game.engine.scores import scores

SIGHT = """
sides:
  north:
    name: North
    brief: N
    par: 40
    score:
      - {label: Trust, points: trust}
      - {label: Hidden, points: secret, allow: {reads-hidden: after the end}}
  south: {name: South, brief: S, score: [{label: Trust, points: -trust}]}
"""


def test_8_1_a_score_is_the_sum_of_its_lines_with_par_beside_it() -> None:
    sheet = Game(SIGHT).view("facilitator").scores["north"]
    assert ([line.points for line in sheet.lines], sheet.total, sheet.par) == ([50, 7], 57, 40)


def test_8_3_bounds_follow_from_the_tracks() -> None:
    scores = Game(SIGHT).view("facilitator").scores
    assert (scores["north"].low, scores["north"].high) == (0, 200)
    assert (scores["south"].low, scores["south"].high) == (-100, 0)


def test_8_1_a_score_may_be_negative_and_par_is_nought_where_the_author_is_silent() -> None:
    sheet = Game(SIGHT).view("south").scores["south"]
    assert (sheet.total, sheet.par) == (-50, 0)


def test_8_1_in_a_view_the_total_is_that_of_the_lines_shown() -> None:
    sheet = Game(SIGHT).view("north").scores["north"]
    assert (sheet.total, sheet.low, sheet.high, sheet.complete) == (50, 0, 100, False)


def test_8_2_a_score_can_be_asked_at_any_time() -> None:
    asking = "injects: {visit: {ask: south, answers: {well: {}}}}\nopening: {fire: visit}"
    game = Game(SIGHT + asking)
    assert game.turn == 0
    assert game.score("south") == -50
    game.play("south: answer well", "north: warm")
    assert (game.score("north"), game.score("south")) == (60, -53)
    game.play("facilitator: end")
    assert game.score("south") == -53


def test_8_2_asking_changes_nothing() -> None:
    game = Game(SIGHT)
    before = game.state
    assert scores(game.rules, game.state) == scores(game.rules, game.state)
    assert game.state == before


def test_8_2_a_score_line_asks_for_its_own_sides_worth() -> None:
    line = "[{label: Pact, points: worth(pact) * 100 + reserve(pact)}]"
    text = f"""{TABLE}
sides:
  north: {{name: North, brief: N, score: {line}}}
  south: {{name: South, brief: S, score: {line}}}
"""
    game = Game(text)
    assert (game.score("north"), game.score("south")) == (10, 0)
    game.play("south: offer scope=small terms=loose", "north: accept")
    assert (game.score("north"), game.score("south")) == (100 + 10, 2200)


@pytest.mark.parametrize(
    ("points", "low", "high"),
    [
        ("trust", 0, 100),
        ("20 - heat * 2", 0, 20),
        ("trust // 7 + heat % 3", 0, 16),
        ("10 if trust > 50 else -5", -5, 10),
        ("ended(calm) * 30", 0, 30),
        ("by(heat, 4, -9, 7)", -9, 7),
    ],
)
def test_8_3_bounds_follow_from_those_of_what_a_line_reads(
    points: str, low: int, high: int
) -> None:
    line = f'[{{label: L, points: "{points}"}}, {{label: M, points: 1}}]'
    text = f"""
sides:
  north: {{name: N, brief: B, score: {line}}}
  south: {{name: S, brief: B, score: {line}}}
"""
    sheet = Game(text).view("north").scores["north"]
    assert (sheet.low, sheet.high) == (low + 1, high + 1)


def test_8_3_a_score_that_has_no_bounds_the_engine_counts_with_is_an_error() -> None:
    line = "[{label: L, points: used(warm) * 900000000}]"
    text = f"""
sides:
  north: {{name: N, brief: B, score: {line}}}
  south: {{name: S, brief: B, score: [{{label: L, points: 0}}]}}
"""
    assert told(text) == ["error overflow sides.north.score[0].points"]


def test_8_3_the_score_in_a_condition_has_the_bounds_of_its_lines_together() -> None:
    points = ("trust", "heat - 20", "heat - 3")
    lines = f"[{', '.join(f'{{label: L, points: {each}}}' for each in points)}]"
    text = f"""
sides:
  north: {{name: N, brief: B, score: {lines}}}
  south: {{name: S, brief: B, score: [{{label: L, points: 0}}]}}
outcomes: {{best: {{when: %s}}, calm: {{}}}}
"""
    assert told(text % "score(north) >= 97") == told(text % "score(north) > -23") == []
    assert told(text % "score(north) > 97") == ["warning never outcomes.best.when"]
    assert told(text % "score(north) >= -23") == ["warning always outcomes.best.when"]


def test_8_3_no_play_leaves_the_bounds() -> None:
    game = Game(SIGHT).play("facilitator: set trust 100", "facilitator: set secret 100")
    for side in ("north", "south"):
        sheet = game.view("facilitator").scores[side]
        assert sheet.low <= sheet.total <= sheet.high
