"""Rule 9.6: the positions of an author's tests, and how they are played in.

That the tests of the scenarios themselves hold is shown in tests/balance.
"""

from tiny import rules, scenario

from game.engine.refusals import refuse
from game.engine.rehearsal import position, rehearse
from game.model.claims import Given
from game.model.decisions import Decision, read_decision
from game.model.frozen import FrozenMap
from game.model.play import AGREED
from game.rules.compile import compile_rules
from game.rules.rng import draw, site


def decisions(*texts: str) -> list[Decision]:
    found = [read_decision(text) for text in texts]
    return [decision for decision in found if decision is not None]


TEXT = """
turns: 4
each_turn: {heat: +1}
stages: {main: {phases: [deeds, news, late]}, other: {phases: [late]}}
phases:
  deeds: {kind: actions, menus: [deeds], picks: 2, order: together}
  news: {kind: injects}
  late: {kind: actions, menus: [late], order: alternate, when: trust < 0}
injects: {storm: {when: turn >= 1, effects: {trust: -40}}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  sleep: {side: south, menu: late, name: Sleep, effects: {trust: +1}}
"""


def test_9_6_no_upkeep_inject_or_phase_when_runs_in_a_position() -> None:
    found = rules(TEXT)
    (south,) = decisions("south: sleep")
    state = position(found, Given(turn=3), south)
    assert (state.turn, state.phase, state.to_move) == (3, 2, ("south",))
    assert state.tracks == position(found, Given()).tracks


def test_9_6_stage_and_phase_default_to_where_the_first_decision_can_be_taken() -> None:
    found = rules(TEXT)
    warm, sleep = decisions("north: warm", "south: sleep")
    assert position(found, Given(), warm).phase == 0
    assert position(found, Given(), sleep).phase == 2
    assert position(found, Given(stage="other"), sleep).stage == 1


def test_9_6_an_unfinished_together_phase_is_resolved_as_if_the_others_had_passed() -> None:
    came = rehearse(rules(TEXT), Given(), decisions("north: warm"))
    assert came.state.tracks[0] == 53
    assert came.after.to_move == ("north", "south")
    assert came.after.tracks[0] == 50


def test_9_6_then_is_asked_before_the_next_phase_begins() -> None:
    play = decisions("north: warm", "north: pass", "south: warm", "south: pass")
    came = rehearse(rules(TEXT), Given(), play)
    assert (came.state.tracks[0], came.after.tracks[0]) == (56, 16)


def test_9_6_a_decision_that_is_refused_is_told_with_its_place() -> None:
    came = rehearse(rules(TEXT), Given(), decisions("north: warm", "north: warm", "south: warm"))
    assert came.refused is not None
    assert (came.refused[0], came.refused[1].code) == (1, "repeat")


def test_9_6_tracks_cards_and_tables_can_be_given() -> None:
    found = compile_rules(
        scenario(
            """
deals: {aim: {to: [north], cards: {one: {}, two: {}}}}
tables:
  pact:
    between: [north, south]
    rounds: 2
    issues: {scope: {options: {small: {worth: {north: trust, south: 1}, effects: {heat: +9}}}}}
"""
        )
    )
    tracks = FrozenMap[str, int | str]({"trust": 7})
    package = FrozenMap({"pact": FrozenMap({"scope": "small"})})
    state = position(found, Given(tracks=tracks, cards=FrozenMap({"aim": "two"}), agreed=package))
    assert (state.tracks[0], state.tracks[1], state.cards) == (7, 0, (1,))
    assert state.tables[0].worths == (7, 1)


def test_9_6_promises_and_injects_can_be_given() -> None:
    found = rules(
        """
promises: {calm: {by: north, turns: 3, broken: heat >= 5}}
injects: {storm: {when: heat >= 5, effects: {trust: -1}}}
"""
    )
    running, happened = FrozenMap({"calm": 2}), FrozenMap({"storm": 4})
    given = Given(turn=2, promises=running, fired=happened)
    came = rehearse(found, given, decisions("north: pass", "south: pass"))
    assert (came.state.promises, came.state.fired) == ((2,), (4,))
    assert came.after.promises == (1,)


def test_9_6_a_position_is_written_over_the_opening_which_asks_and_ends_nothing() -> None:
    text = """
opening: [{heat: +3}, {fire: visit}, {when: trust >= 50, then: {end: calm}}]
injects: {visit: {ask: south, answers: {accept: {}}}}
"""
    state = position(rules(text), Given())
    assert (state.tracks[1], state.to_move) == (3, ("north",))
    assert refuse(rules(text), state, *decisions("north: warm")) is None


def test_9_6_luck_is_that_of_the_given_turn_counted_from_0() -> None:
    text = """
injects: {storm: {once: false, effects: {chance: 50, then: {heat: +1}}}}
opening: {fire: storm}
turns: 4
"""
    place = site("injects/storm/effects/0")
    for seed in range(12):
        came = rehearse(rules(text), Given(turn=2), decisions("facilitator: inject storm"), seed)
        hits = [draw(seed, turn, place, 0) % 100 < 50 for turn in (0, 2)]
        assert came.state.tracks[1] == sum(hits)


def test_9_6_no_delay_runs_in_a_position_but_what_was_scheduled_waits() -> None:
    text = "turns: 4\nopening: {after: 1, then: {heat: +1}}"
    found = rules(text)
    assert position(found, Given()).tracks[1] == 0
    came = rehearse(found, Given(), decisions("north: pass", "south: pass"))
    assert (came.state.tracks[1], came.after.tracks[1]) == (0, 1)


def test_9_6_then_is_asked_before_promises_are_judged() -> None:
    text = "promises: {calm: {by: north, turns: 3, broken: trust >= 0, breach: {heat: +1}}}"
    given = Given(promises=FrozenMap({"calm": 2}))
    came = rehearse(rules(text), given, decisions("north: pass", "south: pass"))
    assert (came.state.promises, came.state.tracks[1]) == ((2,), 0)
    assert (came.after.promises, came.after.tracks[1]) == ((0,), 1)


def test_9_6_a_table_given_open_can_be_visited_and_one_given_agreed_does_nothing() -> None:
    text = """
tables:
  pact:
    between: [north, south]
    rounds: 2
    issues: {scope: {options: {small: {worth: {north: 1, south: 1}, effects: {heat: +9}}}}}
    agreed: {heat: +1}
stages: {main: {phases: [deeds, hall]}}
phases: {deeds: {kind: actions, menus: [deeds]}, hall: {kind: table, table: pact}}
"""
    found = rules(text)
    offer = decisions("north: offer scope=small", "south: accept")
    assert rehearse(found, Given(open=("pact",)), offer).state.tracks[1] == 10
    refused = rehearse(found, Given(), offer).refused
    assert refused is not None
    agreed = Given(agreed=FrozenMap({"pact": FrozenMap({"scope": "small"})}))
    assert position(found, agreed).tracks[1] == 0
    assert position(found, agreed).tables[0].status == AGREED


def test_9_6_a_level_is_given_by_its_word() -> None:
    text = """
tracks: {trust: {start: 50}, order: {levels: {kept: Kept, broken: Broken}}}
actions: {wait: {side: [north, south], menu: deeds, name: Wait}}
"""
    tracks = FrozenMap[str, int | str]({"order": "broken"})
    assert position(rules(text), Given(tracks=tracks)).tracks[1] == 1


def test_9_6_without_a_turn_it_is_the_first() -> None:
    assert position(rules(), Given()).turn == 1


def test_9_6_outcomes_that_end_now_are_tested_as_in_a_game() -> None:
    text = "outcomes: {hot: {when: heat >= 5, ends: now}, calm: {}}"
    tracks = FrozenMap[str, int | str]({"heat": 5})
    assert position(rules(text), Given(tracks=tracks)).outcome == -1
    assert rehearse(rules(text), Given(tracks=tracks), decisions("north: pass")).state.outcome == 0


def test_9_6_nobody_speaks_in_a_visit_to_a_table_that_is_not_open() -> None:
    text = """
phases: {deeds: {kind: actions, menus: [deeds]}, hall: {kind: table, table: pact}}
stages: {main: {phases: [deeds, hall]}}
tables:
  pact:
    between: [north, south]
    rounds: 2
    issues: {grain: {options: {none: {worth: {north: 1, south: 1}}}}}
"""
    found = rules(text)
    agreed = FrozenMap({"pact": FrozenMap({"grain": "none"})})
    assert position(found, Given(phase="hall", open=("pact",))).to_move == ("north",)
    assert position(found, Given(phase="hall", agreed=agreed)).to_move == ()
    assert position(found, Given(phase="hall")).to_move == ()
