"""Rule 3.5: the moments at which outcomes with `ends: now` are tested, and those at which not."""

import pytest
from tiny import Game, rules

from game.engine.rehearsal import rehearse
from game.model.claims import Given
from game.model.decisions import Decision, read_decision
from game.model.frozen import FrozenMap

ENDS = """
outcomes:
  rupture: {name: Rupture, when: heat >= 5, ends: now}
  plain: {name: Plain}
"""
NEWS = """
stages: {main: {phases: [news, deeds]}}
phases: {news: {kind: injects, draw: 2}, deeds: {kind: actions, menus: deeds, order: alternate}}
"""


def test_3_5_an_outcome_that_ends_now_is_tested_after_each_decision() -> None:
    burn = "{side: [north, south], menu: deeds, name: Burn, effects: {heat: +5}}"
    game = Game(f"{ENDS}actions: {{burn: {burn}}}").play("north: burn")
    assert game.outcome == "rupture"
    assert game.log("ended") == ["ended rupture"]


def test_3_5_never_in_the_middle_of_a_list_of_effects() -> None:
    text = (
        ENDS + "actions: {burn: {side: [north, south], menu: deeds, name: Burn,"
        " effects: [{heat: +5}, {heat: -5}]}}"
    )
    assert Game(text).play("north: burn").outcome is None


def test_3_5_in_together_once_after_all_picks() -> None:
    text = ENDS + (
        "phases: {deeds: {kind: actions, menus: [deeds], order: together}}\n"
        "actions: {burn: {side: north, menu: deeds, name: Burn, effects: {heat: +5}},"
        " quench: {side: south, menu: deeds, name: Quench, effects: {heat: -5}}}"
    )
    assert Game(text).play("north: burn", "south: quench").outcome is None


def test_3_5_once_after_a_whole_turns_start() -> None:
    text = ENDS + "each_turn: [{heat: +5}, {when: turn == 2, then: {heat: -5}}]\nturns: 4"
    game = Game(text).rest()
    assert (game.turn, game.outcome) == (2, None)
    assert game.rest().outcome == "rupture"


HOT = """
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
  both: {kind: actions, menus: [deeds], order: together}
  hall: {kind: table, table: pact}
stages: {main: {phases: [deeds, both, hall]}}
tables:
  pact:
    between: [north, south]
    rounds: 2
    open: true
    issues: {scope: {options: {small: {worth: {north: 1, south: 1}}}}}
outcomes:
  rupture: {name: Rupture, when: heat >= 5, ends: now}
  plain: {name: Plain}
"""


@pytest.mark.parametrize(
    ("phase", "decisions"),
    [
        ("deeds", ["north: warm"]),
        ("deeds", ["north: pass"]),
        ("both", ["north: warm", "south: warm"]),
        ("both", ["north: pass", "south: pass"]),
        ("hall", ["north: pass"]),
        ("hall", ["north: offer scope=small"]),
        ("hall", ["north: walk"]),
    ],
)
def test_3_5_it_is_tested_after_every_decisions_resolution(
    phase: str, decisions: list[str]
) -> None:
    found = rules(HOT)
    given = Given(phase=phase, tracks=FrozenMap[str, int | str]({"heat": 5}))
    came = rehearse(found, given, [read(text) for text in decisions])
    assert (came.refused, came.state.outcome) == (None, 0)


def read(text: str) -> Decision:
    decision = read_decision(text)
    assert decision is not None
    return decision


def test_3_5_it_is_tested_after_a_tables_closing_effects() -> None:
    text = HOT.replace("open: true", "open: true\n    agreed: {heat: +5}")
    text = text.replace("phases: [deeds, both, hall]", "phases: [hall, deeds, both]")
    game = Game(text).play("north: offer scope=small", "south: accept")
    assert game.outcome == "rupture"
    expiring = text.replace("agreed: {heat: +5}", "expired: {heat: +5}")
    expiring = expiring.replace("rounds: 2", "rounds: 1")
    assert Game(expiring).play("north: pass", "south: pass").outcome == "rupture"


def test_3_5_it_is_tested_after_each_inject_and_each_answer() -> None:
    text = """
stages: {main: {phases: [news, deeds]}}
phases:
  news: {kind: injects}
  deeds: {kind: actions, menus: [deeds], order: alternate}
injects:
  storm:
    at: 1
    ask: north
    effects: {heat: "+ 5 * (trust < 50)"}
    answers: {fan: {effects: {heat: +5}}}
  calm_down: {at: 1, effects: {heat: -5}}
outcomes:
  rupture: {name: Rupture, when: heat >= 5, ends: now}
  plain: {name: Plain}
"""
    assert Game(text).play("north: answer fan").outcome == "rupture"
    game = Game(text.replace("trust < 50", "trust >= 50"))
    assert (game.outcome, game.to_move) == ("rupture", ())


def test_3_5_it_is_not_tested_while_a_together_phase_waits_for_the_others() -> None:
    found = rules(HOT)
    given = Given(phase="both", tracks=FrozenMap[str, int | str]({"heat": 5}))
    came = rehearse(found, given, [read("north: warm")])
    assert (came.after.outcome, came.after.to_move) == (-1, ("south",))


def test_3_5_an_actions_tags_belong_to_its_resolution() -> None:
    text = ENDS + (
        "tags: {cooling: {effects: {heat: -5}}}\n"
        "actions: {burn: {side: [north, south], menu: deeds, name: Burn, tags: cooling,"
        " effects: {heat: +5}}}"
    )
    assert Game(text).play("north: burn").outcome is None


def test_3_5_an_inject_that_an_effect_fires_is_not_followed_by_a_test() -> None:
    text = ENDS + (
        "injects: {blaze: {effects: {heat: +5}}}\n"
        "actions: {burn: {side: [north, south], menu: deeds, name: Burn,"
        " effects: [{fire: blaze}, {heat: -5}]}}"
    )
    game = Game(text).play("north: burn")
    assert (game.happened(), game.outcome) == (["blaze"], None)


@pytest.mark.parametrize("way", ["at: 1", "when: turn == 1", "chance: 100"])
def test_3_5_each_inject_of_a_phase_is_followed_by_a_test(way: str) -> None:
    hot, cold = (f"{{{way}, effects: {{heat: {change}}}}}" for change in ("+5", "-5"))
    game = Game(f"{ENDS}{NEWS}injects: {{blaze: {hot}, rain: {cold}}}")
    assert (game.outcome, game.happened()) == ("rupture", ["blaze"])


def test_3_5_each_inject_drawn_is_followed_by_a_test() -> None:
    injects = "injects: {blaze: {weight: 1, effects: {heat: +5}}, rain: {weight: 1}}"
    for seed in range(9):
        game = Game(ENDS + NEWS + injects, seed)
        assert game.outcome == "rupture"
        assert game.happened() in (["blaze"], ["rain", "blaze"])


def test_3_5_an_inject_is_tested_after_before_its_question_is_answered() -> None:
    injects = (
        "injects: {blaze: {at: 1, effects: {heat: +5}, ask: south,"
        " answers: {quench: {effects: {heat: -5}}}}}"
    )
    assert Game(ENDS + NEWS + injects).outcome == "rupture"


def test_3_5_the_facilitators_inject_is_tested_after_too() -> None:
    injects = "injects: {blaze: {effects: [{heat: +6}, {heat: -1}]}, rain: {}}"
    game = Game(ENDS + injects).play("facilitator: inject rain")
    assert game.outcome is None
    assert game.play("facilitator: inject blaze").outcome == "rupture"


def test_3_5_an_answer_is_followed_by_a_test() -> None:
    injects = (
        "injects: {visit: {at: 1, ask: south, answers: {slam: {effects: {heat: +5}}}},"
        " rain: {at: 1, effects: {heat: -5}}}"
    )
    game = Game(ENDS + NEWS + injects).play("south: answer slam")
    assert (game.outcome, game.happened()) == ("rupture", ["visit"])


def test_3_5_a_turns_start_is_whole_delays_and_both_upkeeps() -> None:
    text = ENDS + (
        "opening: {after: 2, then: {heat: +5}}\neach_turn: {heat: +5}\n"
        "stages: {main: {phases: deeds, each_turn: {heat: -10}}}"
    )
    game = Game(text).rest()
    assert (game.turn, game["heat"], game.outcome) == (2, 0, None)


def test_3_5_a_turns_end_is_no_moment_for_a_test() -> None:
    text = ENDS + (
        "opening: {promise: calm}\n"
        "promises: {calm: {by: north, turns: 1, kept: {heat: +5}}}\n"
        "each_turn: {heat: -5}\n"
    )
    game = Game(text).rest()
    assert (game.turn, game.outcome, game.log("kept")) == (2, None, ["kept calm"])


def test_3_5_a_turns_end_is_tested_on_when_the_next_has_begun() -> None:
    text = ENDS + (
        "opening: {promise: calm}\npromises: {calm: {by: north, turns: 1, kept: {heat: +5}}}\n"
    )
    game = Game(text).rest()
    assert (game.turn, game.outcome) == (2, "rupture")


def test_3_5_outcomes_are_tested_in_order_and_only_those_that_end_now() -> None:
    text = """
outcomes:
  warm: {when: heat >= 1}
  second: {when: heat >= 7, ends: now}
  first: {when: heat >= 5, ends: now}
  plain: {}
"""
    assert Game(text).play("facilitator: set heat 4").outcome is None
    assert Game(text).play("facilitator: set heat 6").outcome == "first"
    assert Game(text).play("facilitator: set heat 7").outcome == "second"


def test_3_5_a_tables_closing_is_tested_once_after_all_its_effects() -> None:
    text = HOT.replace("phases: [deeds, both, hall]", "phases: [hall, deeds, both]")
    text = text.replace("south: 1}}", "south: 1}, effects: {heat: +5}}")
    text = text.replace("open: true", "open: true\n    agreed: {heat: -5}")
    game = Game(text).play("north: offer scope=small", "south: accept")
    assert (game.status(), game.outcome) == ("agreed", None)
