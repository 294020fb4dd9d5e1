"""Rule 9.5: the digest."""

from attrs import evolve
from tiny import Game

from game.engine.digest import digest
from game.rules.chance import MASK, mix
from game.rules.layout import flat


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
    assert flat(game.rules, game.state) == [
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
    ]


def test_9_5_the_digest_folds_the_numbers_over_the_seed() -> None:
    game = Game(seed=5)
    h = 5
    for x in flat(game.rules, game.state):
        h = mix(h ^ (x & MASK))
    assert digest(game.rules, game.state) == f"{h:016x}"


def test_9_5_another_seed_gives_another_digest() -> None:
    game = Game()
    other = evolve(game.state, seed=2)
    assert digest(game.rules, game.state) != digest(game.rules, other)
