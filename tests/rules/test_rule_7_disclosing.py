"""Rule 7.4: where an author shows a side something that it can't see."""

import pytest
from tiny import Game, told

PACT = """
tables:
  pact:
    between: [north, south]
    rounds: 2
    open: true
    issues: {scope: {options: {small: {worth: {north: 1, south: 1}}, big: {%s}}}}
    %s
stages: {main: {phases: [hall, deeds]}}
phases: {hall: {kind: table, table: pact}, deeds: {kind: actions, menus: [deeds]}}
"""
FAIR = "worth: {north: 2, south: 2}"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("actions: {a: {side: north, menu: deeds, name: A, when: secret > 5}}", "actions.a.when"),
        (
            "actions: {a: {side: [north, south], menu: deeds, name: A, cost: {north_purse: 1}}}",
            "actions.a.cost.north_purse",
        ),
        (
            "sides:\n  north: {name: N, brief: B, score: [{label: L, points: secret}]}\n"
            "  south: {name: S, brief: B, score: [{label: L, points: 0}]}",
            "sides.north.score[0].points",
        ),
        (
            PACT % ("worth: {north: secret, south: 2}", ""),
            "tables.pact.issues.scope.options.big.worth.north",
        ),
        (
            PACT % (f"{FAIR}, when: secret > 5", ""),
            "tables.pact.issues.scope.options.big.when",
        ),
        (
            PACT % (f"{FAIR}, needs: {{south: north_purse > 1}}", ""),
            "tables.pact.issues.scope.options.big.needs.south",
        ),
        (PACT % (FAIR, "reserve: {south: north_purse}"), "tables.pact.reserve.south"),
        (PACT % (FAIR, "rules: [scope == small or secret > 5]"), "tables.pact.rules[0]"),
        (
            "injects: {a: {ask: south, answers: {well: {}, bold: {when: north_purse > 3}}}}",
            "injects.a.answers.bold.when",
        ),
    ],
)
def test_7_4_what_shows_a_side_a_track_that_it_cannot_see_is_warned_of(
    text: str, path: str
) -> None:
    assert f"warning reads-hidden {path}" in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "actions: {a: {side: north, menu: deeds, name: A, when: north_purse > 3}, "
        "b: {side: south, menu: deeds, name: B, effects: {heat: + secret}}}",
        'opening: {when: secret > 3, then: {heat: "+ north_purse"}}',
        "outcomes: {hot: {when: secret > 50}, calm: {}}",
        "injects: {a: {when: secret > 5, effects: {heat: +1}}}\n"
        "stages: {main: {phases: [news, deeds]}}\n"
        "phases: {news: {kind: injects}, deeds: {kind: actions, menus: [deeds]}}",
        "promises: {calm: {by: north, turns: 2, broken: secret > 50}}",
        "actions: {a: {side: [north, south], menu: deeds, name: A, when: secret > 5,"
        " allow: {reads-hidden: in the brief}}}",
    ],
)
def test_7_4_effects_and_what_nobody_is_shown_may_read_hidden_tracks(text: str) -> None:
    assert told(text) == []


def test_7_4_a_value_that_reads_a_hidden_track_hides_a_score_line_too() -> None:
    text = """
values: {strain: secret * 2}
sides:
  north: {name: N, brief: B, score: [{label: L, points: strain + 1, allow: {reads-hidden: no}}]}
  south: {name: S, brief: B, score: [{label: L, points: trust}]}
"""
    game = Game(text)
    assert game.view("north").scores["north"].lines == ()
    assert game.view("facilitator").scores["north"].total == 15
    sheet = game.play("facilitator: end").view("north").scores["north"]
    assert (sheet.total, sheet.complete) == (15, True)
