"""Rule 9.5: the digest."""

import pytest
from attrs import evolve
from tiny import TABLE, Game

from game.engine.digest import digest
from game.rules.layout import flatten
from game.rules.rng import MASK, fold, mix


def test_9_5_the_numbers_of_a_state_in_their_documented_order() -> None:
    game = Game(
        """
phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: together}}
deals: {aim: {to: [north], cards: {one: {}}}}
tables:
  pact:
    between: [north, south]
    rounds: 2
    issues: {scope: {options: {small: {worth: {north: 1, south: 1}}}}}
promises: {calm: {by: north, turns: 2}}
injects: {leak: {when: heat >= 5, effects: {after: 2, then: {heat: -1}}}}
opening: {promise: calm}
stages: {main: {phases: [deeds, hall, news]}}
""".replace(
            "deeds: {kind",
            "hall: {kind: table, table: pact}, news: {kind: injects}, deeds: {kind",
        )
    ).play("south: cool", "facilitator: set secret 9")
    slot = game.rules.index.slots["south", "cool"]
    assert flatten(game.rules, game.state) == [
        *[1, 0, 2, -1, 0, 0],  # turn, stage, phase (the third in the file), outcome, cursor, visit
        *[0, -1, -1],  # north: finished, picks
        *[0, slot, -1],
        *[50, 0, 5, 5, 9],  # tracks
        0,  # card
        *[0, 0, 0] * 4,  # slots
        0,  # inject
        *[0, 0, 0, -1, 0, 0, -1, 0, 0],  # table
        0,  # questions
        *[2, 0],  # promise
        *[0, 0],  # delay
        0,  # the deal's site
        0,  # whether the inject is held
        *[-1, -1],  # by party of the table, by issue, the last offer
    ]


def test_9_5_the_digest_folds_the_numbers_over_the_seed() -> None:
    game = Game(seed=5)
    h = 5
    for x in flatten(game.rules, game.state):
        h = mix(h ^ (x & MASK))
    assert digest(game.rules, game.state) == f"{h:016x}"


def test_9_5_another_seed_gives_another_digest() -> None:
    game = Game()
    other = evolve(game.state, seed=2)
    assert digest(game.rules, game.state) != digest(game.rules, other)


def test_9_5_it_is_sixteen_hex_digits_over_unsigned_numbers_of_64_bits() -> None:
    game = Game()
    for seed in range(40):
        found = digest(game.rules, evolve(game.state, seed=seed))
        assert len(found) == 16
        assert int(found, 16) < 2**64
    assert mix(5 ^ (-1 & MASK)) == mix(5 ^ (2**64 - 1))


def test_9_5_every_number_of_a_state_counts_and_its_place_too() -> None:
    game = Game()
    numbers = flatten(game.rules, game.state)
    seen = {fold(1, numbers)}
    for i in range(len(numbers)):
        seen.add(fold(1, [*numbers[:i], numbers[i] + 1, *numbers[i + 1 :]]))
    assert len(seen) == len(numbers) + 1
    assert fold(1, [3, 4]) != fold(1, [4, 3])


@pytest.mark.parametrize(
    "decisions",
    [
        ["north: warm"],
        ["north: pass"],
        ["facilitator: set secret 8"],
        ["facilitator: inject storm"],
        ["facilitator: hold storm"],
        ["facilitator: end"],
    ],
)
def test_9_5_whatever_happens_shows_in_the_digest(decisions: list[str]) -> None:
    game = Game("injects: {storm: {}}")
    before = digest(game.rules, game.state)
    assert digest(game.rules, game.play(*decisions).state) != before


def test_9_5_no_text_and_no_log_is_in_it() -> None:
    plain = Game(
        "actions: {a: {side: [north, south], menu: deeds, name: One, effects: {trust: +1}}}"
    )
    talks = Game(
        "title: Another\nactions: {b: {side: [north, south], menu: deeds, name: Two, text: Words,"
        " effects: {trust: +1, say: Words}}}"
    )
    plain.play("north: a")
    talks.play("north: b")
    assert digest(plain.rules, plain.state) == digest(talks.rules, talks.state)


def test_9_5_what_was_revealed_is_not_in_it_as_no_rule_reads_it() -> None:
    game = Game()
    shown = evolve(game.state, revealed=type(game.state.revealed)({(0, 0): (50, 1)}))
    assert digest(game.rules, shown) == digest(game.rules, game.state)


def test_9_5_two_ways_to_one_state_have_one_digest() -> None:
    text = "phases: {deeds: {kind: actions, menus: [deeds], order: together}}"
    one = Game(text).play("north: warm", "south: cool")
    other = Game(text).play("south: cool", "north: warm")
    assert digest(one.rules, one.state) == digest(other.rules, other.state)


def test_9_5_a_table_stands_with_its_rounds_speaker_offer_and_worths() -> None:
    game = Game(TABLE).play("south: pass", "north: offer scope=medium terms=strict")
    at = flatten(game.rules, game.state)
    table = [1, 1, 0, 1, 0, 0, 1, 1, -1, 0, 0]  # parties as they speak: south, north
    assert any(at[i : i + len(table)] == table for i in range(len(at)))
    game.play("south: accept")
    at = flatten(game.rules, game.state)
    signed = [2, 0, 0, -1, 0, 0, 1, 1, 1, 18, 19]
    assert any(at[i : i + len(signed)] == signed for i in range(len(at)))


def test_9_5_each_partys_last_offer_stands_in_it_at_the_end() -> None:
    game = Game(TABLE).play("south: offer scope=small terms=loose")
    game.play("north: offer scope=medium terms=strict")
    assert flatten(game.rules, game.state)[-6:] == [0, 0, -1, 1, 1, -1]


def test_9_5_which_injects_are_held_stands_in_it() -> None:
    game = Game("injects: {storm: {}, flood: {}, thaw: {}}").play("facilitator: hold flood")
    assert flatten(game.rules, game.state)[-3:] == [0, 1, 0]


def test_9_5_questions_wait_in_it_with_their_number_and_order() -> None:
    text = """
injects: {one: {ask: north, answers: {a: {}}}, two: {ask: south, answers: {a: {}}}}
opening: [{fire: two}, {fire: one}]
"""
    game = Game(text)
    assert flatten(game.rules, game.state)[-5:] == [2, 1, 0, *[0, 0]]  # held: neither


def test_9_5_delays_count_by_step_and_by_the_turns_they_wait() -> None:
    text = """
turns: 5
actions: {sow: {side: [north, south], menu: deeds, name: Sow,
                effects: [{after: 2, then: {heat: +1}}, {after: 3, then: {heat: +2}}]}}
"""
    game = Game(text).play("north: sow", "south: sow")
    assert flatten(game.rules, game.state)[-5:] == [2, 0, 0, 2, 0]


def test_9_5_the_last_turn_of_a_slot_is_among_its_numbers_so_cooldowns_go_on() -> None:
    game = Game().play("north: warm")
    slot = game.rules.index.slots["north", "warm"]
    later = game.rest()
    assert (later.state.uses[slot], later.state.last[slot], later.state.today[slot]) == (1, 1, 0)


def test_9_5_who_has_finished_counts_as_1() -> None:
    text = "phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: together}}"
    game = Game(text).play("south: pass")
    assert flatten(game.rules, game.state)[6:12] == [0, -1, -1, 1, -1, -1]
