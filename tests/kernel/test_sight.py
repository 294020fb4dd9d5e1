"""What a side knows as a state of the kernel: nothing in it is forgotten, and a guess keeps it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
import tiny
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies.play import Game, games
from strategies.scenarios import real, scenarios

from game.api.scenarios import load
from game.authoring.shipped import shipped
from game.bots.seats import make_bots
from game.engine.view import view
from game.kernel import codes as c
from game.kernel.lowering.lower import Tables, lower, numbers, unknown_delays, unseen
from game.kernel.moves import write_state
from game.kernel.rollouts import roll_out
from game.kernel.sight import information_set
from game.lab.batches.verify import has_room
from game.model.play import AGREED, NOTHING, SIGNED, State
from game.rules.compile import compile_rules
from game.rules.compiled import ActionsRules, Rules
from game.session.driver import play
from game.session.game import Game as Session

GAMES = max(30, settings().max_examples)
STATES = 8
SEEDS = 4


def hidden_places(tables: Tables, side: str) -> list[int]:
    """The places that a guess fills in: of tracks, cards and actions unseen, and unknown delays."""
    places = [place for place, _ in unseen(tables.rules, tables.places, side)]
    return [*places, *unknown_delays(tables.rules, tables.places, side)]


def waiting(rules: Rules, state: State) -> bool:
    """Whether there are picks that wait until all sides have finished."""
    phase = rules.phases[state.phase] if state.phase >= 0 else None
    if not isinstance(phase, ActionsRules) or not phase.together:
        return False
    return not all(state.finished[side] for side in phase.sides)


def unknowable(tables: Tables, state: State, side: str) -> Iterator[int]:
    """The further places of a state that nobody can expect a side to know."""
    rules, places = tables.rules, tables.places
    yield from range(places.draws, places.held + len(rules.injects))  # and what is held
    for number, promise in enumerate(state.promises):
        if not promise:
            yield places.promises + 2 * number + 1  # when one was given that runs no more
    for number, other in enumerate(rules.sides):
        at = c.SIDES + number * (1 + rules.most_picks)
        if other != side:
            yield from range(at + 1, at + 1 + rules.most_picks)  # secret picks, and those that wait
            if waiting(rules, state):
                yield at
            if rules.hides_answers:
                yield places.hidden_answers + number
    for number, table in enumerate(rules.tables):
        at = places.tables[number]
        parties = len(table.parties)
        is_party = rules.index.sides[side] in table.parties
        if state.tables[number].status in (AGREED, SIGNED):
            first = places.worth(rules, number, 0)
            own = table.parties.index(rules.index.sides[side]) if is_party else NOTHING
            yield from (first + party for party in range(parties) if party != own)
        if not is_party:
            yield from range(at, at + 4 + parties + len(table.issues))
            last = places.last_offers[number]
            yield from range(last, last + parties * len(table.issues))


def forgotten(tables: Tables, state: State, side: str) -> list[int]:
    """The places of the state that a side could know, and that its information set has wrong."""
    truth = write_state(tables, state)
    known = information_set(tables, side, view(tables.rules, state, side)).seen
    excused = {*hidden_places(tables, side), *unknowable(tables, state, side)}
    return [
        place
        for place in range(tables.places.end)
        if place not in excused and truth[place] != known[place]
    ]


@settings(max_examples=GAMES, suppress_health_check=list(HealthCheck))
@given(game=st.one_of(games(scenarios()), games(real())))
def test_a_side_forgets_nothing_that_it_could_know(game: Game) -> None:
    tables = lower(game.rules)
    for state in game.states[:: 1 + len(game.states) // STATES]:
        if not has_room(tables, state) or by_hand(game):
            continue
        for side in state.to_move:
            assert forgotten(tables, state, side) == []


def by_hand(game: Game) -> bool:
    """Whether the facilitator set a track, so that a cost that waits may not be payable in full."""
    return any(tried.decision.side == "facilitator" for tried in game.tried)


@pytest.mark.parametrize("scenario", shipped())
def test_where_nothing_is_hidden_a_guess_is_the_truth_one_turn_on(scenario: str) -> None:
    compared = Counter[str]()
    for id in (scenario, f"{scenario}:short"):
        rules = compile_rules(load(id))
        tables = lower(rules)
        for seed in range(1, 1 + SEEDS):
            for state in played(rules, seed):
                for side in state.to_move:
                    if not hides_choices(rules, state, side):
                        compare(tables, state, side)
                        compared[id] += 1
                        compared["under way"] += any(state.delays)
    assert min(compared.values()) > 20, compared


def played(rules: Rules, seed: int) -> list[State]:
    """The states of a game of bots that are drawn by its seed."""
    game = Session(rules, seed)
    play(game, make_bots(rules, dict.fromkeys(rules.sides, "uniform"), seed), {})
    return [moment.state for moment in game.moments if moment.state.to_move]


def hides_choices(rules: Rules, state: State, side: str) -> bool:
    """Whether another side has picked or answered something that this one can't see."""
    others = [number for id, number in rules.index.sides.items() if id != side]
    return (
        any(state.hidden_answers[other] != NOTHING for other in others)
        or (waiting(rules, state) and any(state.picks[other] for other in others))
        or (waiting(rules, state) and any(state.finished[other] for other in others))
        or any(rules.slots[slot].secret for other in others for slot in state.picks[other])
    )


def never_set_off(tables: Tables, state: State, side: str) -> Iterator[int]:
    """The places of delayed effects of what never happened, as the side knows."""
    rules = tables.rules
    for delay in rules.delays:
        kind, id, *_ = (*delay.id.split("/"), "")
        slots = [number for number, slot in enumerate(rules.slots) if slot.action == id]
        if kind == "injects":
            never = not state.fired[rules.index.injects[id]]
        else:
            never = kind == "actions" and not any(
                state.uses[slot]
                or (rules.slots[slot].secret and rules.sides[rules.slots[slot].side] != side)
                for slot in slots
            )
        if never:
            first = tables.places.delays + delay.offset
            yield from range(first, first + delay.width)


def compare(tables: Tables, state: State, side: str) -> None:
    """Plays on from the state, and from a guess in which nothing is left to be guessed."""
    truth = evolve(state, draws=(0,) * len(state.draws))
    row, known = (
        write_state(tables, truth),
        information_set(tables, side, view(tables.rules, state, side)),
    )
    guessed_rightly = set(hidden_places(tables, side)) - set(never_set_off(tables, state, side))
    fixed = [n for place in guessed_rightly for n in (place, row[place], row[place])]
    bounds = [*(known.bounds[i] for i in range(1, 1 + 3 * known.bounds[0])), *fixed]
    exact = evolve(known, bounds=numbers([len(bounds) // 3, *bounds], "int64"))
    true, guessed = (
        roll_out(tables, truth, {}, 2, seed=7, until=state.turn + 1, guess=guess).tracks
        for guess in (None, exact)
    )
    assert np.array_equal(true, guessed), (state.turn, tables.rules.phases[state.phase].id, side)


DARED = """
turns: 6
actions:
  warm: {side: north, menu: deeds, name: Warm}
  dare: {side: south, menu: deeds, name: Dare,
         effects: {chance: 50, then: {after: 3, then: {heat: +1}}}}
  spread: {side: south, menu: deeds, name: Spread, effects: {fire: rumour}}
injects: {rumour: {effects: {chance: 50, then: {after: 3, then: {heat: +1}}}}}
"""


def heat_one_turn_on(*played: str) -> list[int]:
    """The values of heat in guesses of north that are played on for one turn."""
    rules = tiny.rules(DARED)
    tables, game = lower(rules), tiny.Game(rules, 1)
    for decision in played:
        game.play(decision)
    known = information_set(tables, "north", view(rules, game.state, "north"))
    calm = {"north": "uniform", "south": "uniform"}
    turn = game.state.turn
    outcomes = roll_out(tables, game.state, calm, 60, seed=3, until=turn + 1, guess=known)
    heat = outcomes.tracks[..., rules.index.tracks["heat"]]
    return sorted(set(heat.ravel().tolist()))


def test_2_5_a_guess_has_nothing_under_way_that_nobody_has_set_off() -> None:
    nothing = ("north: pass", "south: pass")
    dared = ("north: pass", "south: dare")
    assert heat_one_turn_on(*nothing, *nothing) == [0]
    assert heat_one_turn_on(*dared) == [0]  # not yet
    assert heat_one_turn_on(*dared, *nothing) == [0, 1]
    assert heat_one_turn_on("north: pass", "south: spread", *nothing) == [0, 1]
    assert heat_one_turn_on(*dared, *nothing, *nothing) == [0]  # no more
