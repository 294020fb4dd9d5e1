"""Drawn games in the kernel, held against what the reference made of them; bots for drawn games."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st
from strategies.play import Game, Tried
from strategies.scenarios import scenarios

from game.kernel.lowering.lower import Tables, lower
from game.kernel.machine import Machine
from game.lab.batches.verify import find_difference, has_room, legality_difference
from game.model.frozen import FrozenMap
from game.model.play import Accepted
from game.model.refusals import Refusal
from game.model.sides import BargainingShift, BargainingStyle, Persona, Shift
from game.rules.compile import compile_rules
from game.rules.compiled import Rules
from game.rules.expressions import parse

UNKNOWN = (
    *("unknown-side", "unknown-inject", "unknown-track", "unknown-outcome"),
    *("sides-only", "facilitator-only"),
)
"""Refusals of what the kernel can't be asked: of decisions about no thing of the scenario, or of
one that nobody can take who is asked."""


def difference(game: Game, tables: Tables | None = None) -> str | None:
    """The first difference in one sentence, with seed and decision; None where there is none."""
    tables = tables or lower(game.rules)
    machine = Machine(tables, game.seed)
    found = find_difference(tables, machine, game.begun.state)
    if found is not None:
        return f"seed {game.seed}, before the first decision: {found}"
    for n, tried in enumerate(game.tried, 1):
        if isinstance(tried.answer, Accepted) and not has_room(tables, tried.answer.state):
            return None
        found = _tried(tables, machine, tried)
        if found is not None:
            return f"seed {game.seed}, decision {n} ({tried.decision}): {found}"
    return None


def _tried(tables: Tables, machine: Machine, tried: Tried) -> str | None:
    answer = tried.answer
    if isinstance(answer, Refusal) and answer.code in UNKNOWN:
        return None
    found = legality_difference(answer, machine.may(tried.decision))
    if found is not None or isinstance(answer, Refusal):
        return found
    machine.do(tried.decision)
    return find_difference(tables, machine, answer.state)


# ------------------------------------------------------------------------------------------- bots


@frozen
class Table:
    """Rules with personas, and who sits where."""

    rules: Rules
    seats: FrozenMap[str, str]
    files: str
    """The scenario as text, for a failure to be read."""

    def __repr__(self) -> str:
        return f"{self.files}\n{self.rules.scenario.personas}\n{self.seats}"


@st.composite
def tables(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Table:
    """Drawn scenarios where bots of every temper sit."""
    drawn = draw(scenarios())
    luck = Random(draw(st.binary(min_size=8, max_size=8)))
    rules = tempered(drawn.rules, luck)
    return Table(rules, seated(rules, luck), repr(drawn))


def seated(rules: Rules, luck: Random) -> FrozenMap[str, str]:
    """A bot for every side: a persona, or uniform, which is as likely as two of them."""
    who = ("uniform", "uniform", *rules.scenario.personas)
    return FrozenMap((side, luck.choice(who)) for side in rules.sides)


def tempered(rules: Rules, luck: Random) -> Rules:
    """The rules with personas of every kind, whatever personas there were."""
    personas = FrozenMap((f"temper{i}", _persona(rules, luck)) for i in range(3))
    return compile_rules(evolve(rules.scenario, personas=personas))


def _persona(rules: Rules, luck: Random) -> Persona:
    scenario = rules.scenario
    opening = luck.choice((100, 95, luck.randint(0, 100)))
    return Persona(
        name="Temper",
        tags=_weights(tuple(scenario.tags), luck, 30),
        tracks=_weights(tuple(scenario.tracks), luck, 5),
        leans=FrozenMap(
            (inject, parse(f"{luck.choice(list(scenario.tracks))} - {luck.randint(0, 60)}"))
            for inject in rules.index.votes
            if luck.random() < 0.5
        ),
        heat=luck.choice((0, 0, 7, 50, 500)),
        bargaining=BargainingStyle(
            style=luck.choice(("boulware", "conceder", "linear")),
            firmness=luck.randint(1, 8),
            opening=opening,
            floor=luck.randint(0, opening),
        ),
        shifts=tuple(_shift(rules, luck) for _ in range(luck.choice((0, 1, 1, 2, 3)))),
    )


def _shift(rules: Rules, luck: Random) -> Shift:
    """A shift by a track, the turn or a card, which its side may not see."""
    scenario = rules.scenario
    track = luck.choice(list(scenario.tracks))
    low, high = scenario.tracks[track].bounds
    conditions = [
        f"{track} {luck.choice(('<', '>=', '=='))} {luck.randint(low, high)}",
        f"turn % 2 == {luck.randint(0, 1)}",
        f"{track} + {luck.choice(list(scenario.tracks))} > {luck.randint(low, 2 * high)}",
        *(f"dealt({id}.{luck.choice(list(deal.cards))})" for id, deal in scenario.deals.items()),
        *(f"used({id}) >= 1" for id in scenario.actions),
        *(
            f"answered({id}.{answer}, {side}) >= 1"
            for id, side, answer in rules.index.answers
            if rules.scenario.injects[id].vote is None
        ),
        *(f"agreed({id}) or is_open({id})" for id in scenario.tables),
    ]
    return Shift(
        when=parse(luck.choice(conditions)),
        tags=_weights(tuple(scenario.tags), luck, 60),
        tracks=_weights(tuple(scenario.tracks), luck, 9),
        bargaining=BargainingShift(
            style=luck.choice((None, "boulware", "conceder", "linear")),
            firmness=luck.choice((None, luck.randint(1, 8))),
            opening=luck.choice((None, 100)),
            floor=luck.choice((None, 0)),
        ),
    )


def _weights(ids: tuple[str, ...], luck: Random, most: int) -> FrozenMap[str, int]:
    return FrozenMap((id, luck.randint(-most, most)) for id in ids if luck.random() < 0.7)
