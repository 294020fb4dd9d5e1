"""Rule 3.11: `each_turn` as a list, with a first turn and conditions."""

import pytest
from tiny import Game, rules, scenario, sides, told

from game.model.decisions import PUBLIC
from game.model.effects import Upkeep

THREE = sides("north", "south", "west")


def test_3_11_without_from_it_happens_from_turn_2_on() -> None:
    game = Game("each_turn: [{heat: +1}, {effects: {trust: +1}}]")
    assert (game["heat"], game["trust"]) == (0, 50)
    game.rest()
    assert (game["heat"], game["trust"]) == (1, 51)


@pytest.mark.parametrize("more", ["", THREE], ids=["two sides", "three sides"])
def test_3_11_from_1_happens_on_the_first_turn_too(more: str) -> None:
    game = Game(f"each_turn: {{from: 1, effects: {{heat: +1}}}}\n{more}")
    assert (game.turn, game["heat"]) == (1, 1)
    assert game.rest()["heat"] == 2


def test_3_11_a_later_first_turn_is_waited_for() -> None:
    game = Game("turns: 4\neach_turn: {from: 3, effects: {heat: +1}}")
    values = [game["heat"]]
    for _ in range(3):
        values.append(game.rest()["heat"])
    assert values == [0, 0, 1, 2]


def test_3_11_the_condition_is_asked_when_its_place_in_the_list_comes() -> None:
    text = "each_turn: [{heat: +1}, {when: heat == 1, effects: {trust: +9}}, {heat: +1}]"
    game = Game(text).rest()
    assert (game["heat"], game["trust"]) == (2, 59)
    assert game.rest()["trust"] == 59


def test_3_11_first_turn_and_condition_must_both_be_so() -> None:
    text = "turns: 4\neach_turn: {from: 3, when: heat >= 5, effects: {trust: +9}}"
    game = Game(text).play("facilitator: set heat 5").rest()
    assert game["trust"] == 50
    assert game.rest()["trust"] == 59
    assert game.play("facilitator: set heat 4").rest()["trust"] == 59


def test_3_11_on_turn_1_it_comes_after_what_is_due_and_before_outcomes() -> None:
    game = Game(
        "opening: {after: 1, then: {say: Due}}\n"
        "each_turn: {from: 1, effects: [{say: First}, {heat: +9}]}\n"
        "outcomes: {rupture: {name: Rupture, when: heat >= 9, ends: now}, calm: {name: Calm}}"
    )
    assert (game.said(), game.outcome) == (["Due", "First"], "rupture")


def test_3_11_in_a_stage_from_counts_the_turns_of_the_game() -> None:
    text = """
turns: 5
stages:
  calm: {phases: [deeds], each_turn: [{from: 1, effects: {say: Calm}}],
         next: {when: turn == 2, to: storm}}
  storm: {phases: [deeds], each_turn: [{from: 1, effects: {say: Storm}},
                                       {from: 4, effects: {say: Four}}]}
"""
    game = Game(text)
    told_by_turn = [tuple(game.said())]
    for _ in range(4):
        before = len(game.said())
        told_by_turn.append(tuple(game.rest().said()[before:]))
    assert told_by_turn == [("Calm",), ("Calm",), ("Storm",), ("Storm", "Four"), ("Storm", "Four")]


def test_3_11_the_scenario_comes_before_the_stage_on_the_first_turn() -> None:
    text = """
each_turn: [{from: 1, effects: {say: Game}}]
stages: {main: {phases: [deeds], each_turn: [{from: 1, effects: {say: Stage}}]}}
"""
    assert Game(text).said() == ["Game", "Stage"]


def test_3_11_what_stands_in_no_part_waits_for_turn_2_in_a_stage_too() -> None:
    text = "stages: {main: {phases: [deeds], each_turn: [{say: Plain}, {effects: {say: Part}}]}}"
    game = Game(text)
    assert game.said() == []
    assert game.rest().said() == ["Plain", "Part"]


def test_3_11_the_game_can_end_before_anybody_is_asked() -> None:
    game = Game(
        "each_turn: {from: 1, effects: {end: calm}}\n"
        "stages: {main: {phases: [deeds], each_turn: {from: 1, effects: {say: Never}}}}"
    )
    assert (game.outcome, game.to_move, game.said()) == ("calm", (), [])


def test_3_11_a_question_on_the_first_turn_is_put_before_the_first_phase() -> None:
    game = Game(
        "each_turn: {from: 1, effects: {fire: visit}}\n"
        "injects: {visit: {ask: south, answers: {yes: {effects: {trust: +4}}, no: {}}}}"
    )
    assert (game.to_move, game.state.phase) == (("south",), -1)
    game.play("south: answer yes")
    assert (game["trust"], game.to_move) == (54, ("north",))


def test_3_11_plain_effects_keep_their_sites_and_parts_have_their_own() -> None:
    half = "{chance: 50, then: {heat: +1}}"
    plain = rules(f"each_turn: [{half}, {half}]")
    mixed = rules(f"each_turn: [{half}, {half}, {{from: 1, effects: [{half}, {half}]}}]")
    assert mixed.sites[:2] == plain.sites
    own = rules(f"opening: {half}").sites[0]
    assert own not in mixed.sites
    assert len(set(mixed.sites)) == 4


def test_3_11_a_part_draws_where_its_path_leads() -> None:
    from game.rules.rng import site

    compiled = rules("each_turn: {from: 1, effects: {chance: 50, then: {heat: +1}}}")
    assert compiled.sites == (site("each_turn/0/effects/0"),)


def test_3_11_a_delay_in_a_part_waits_in_full() -> None:
    text = "turns: 4\neach_turn: [{from: 3, effects: {after: 1, then: {say: Late}}}]"
    game = Game(text).rest(2)
    assert game.said() == []
    assert game.rest().said() == ["Late"]


def test_3_11_entries_bear_the_cause_of_each_turn() -> None:
    game = Game("each_turn: [{from: 1, effects: {heat: +1}}]")
    (entry,) = [entry for entry in game.heard(PUBLIC) if entry.code == "changed"]
    assert entry.cause is not None
    assert (entry.cause.kind, entry.cause.path) == ("each_turn", "each_turn")


def test_3_11_a_track_may_still_be_called_effects() -> None:
    text = "tracks: {effects: {start: 0}, trust: {start: 50}}\neach_turn: {effects: +1}\n"
    text += "actions: {wait: {side: [north, south], menu: deeds, name: Wait}}"
    assert Game(text).rest()["effects"] == 1


def test_3_11_only_lists_of_each_turn_have_parts() -> None:
    assert told("opening: [{from: 1, effects: {trust: +1}}]") == [
        "error from-elsewhere opening[0].from"
    ]
    assert told("each_turn: {when: turn == 2, then: {from: 3, effects: {trust: +1}}}") == [
        "error from-elsewhere each_turn.then.from"
    ]


@pytest.mark.parametrize(("first", "late"), [(3, False), (4, True)])
def test_3_11_a_first_turn_beyond_the_last_is_reported(first: int, late: bool) -> None:
    text = f"turns: 3\neach_turn: {{from: {first}, effects: {{trust: +1}}}}"
    assert told(text) == (["warning from-late each_turn.from"] if late else [])


@pytest.mark.parametrize(("after", "late"), [(2, False), (3, True)])
def test_3_11_a_delay_beyond_the_last_turn_is_counted_from_the_first(
    after: int, late: bool
) -> None:
    text = f"turns: 5\neach_turn: {{from: 3, effects: {{after: {after}, then: {{trust: +1}}}}}}"
    reported = ["warning after-late each_turn.effects.after"] if late else []
    assert told(text) == reported


def test_3_11_of_a_part_that_never_comes_nothing_else_is_reported() -> None:
    text = "turns: 3\neach_turn: {from: 4, effects: {after: 1, then: {trust: +1}}}"
    assert told(text) == ["warning from-late each_turn.from"]


def test_3_11_the_parts_are_kept_as_the_author_wrote_them() -> None:
    loaded = scenario("each_turn: [{heat: +1}, {from: 1, when: heat > 1, effects: {heat: -1}}]")
    part = loaded.each_turn[1]
    assert isinstance(part, Upkeep)
    assert (part.first_turn, len(part.effects)) == (1, 1)
