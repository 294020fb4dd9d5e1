"""Nothing in a shipped scenario is dead: all that an author wrote comes up somewhere."""

from collections.abc import Iterator
from itertools import chain

import pytest

from game.authoring.load import inspect, load
from game.authoring.shipped import shipped
from game.bots.seats import make_bots
from game.engine.core import step
from game.engine.rehearsal import position
from game.model.decisions import FACILITATOR, read_decision
from game.model.entries import Entry
from game.model.frozen import FrozenMap
from game.model.play import Accepted
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.rules.compiled import Rules
from game.session.driver import play
from game.session.game import Game

GAMES = 5000
"""Games of bots that decide by chance, in which everything is to come up, or in a test."""


def written(scenario: Scenario) -> set[str]:
    """All that can come up: what is taken, fired, answered, agreed, promised, reached."""
    tables, injects = scenario.tables, scenario.injects
    return {
        *(f"action {id}" for id in scenario.actions),
        *(f"inject {id}" for id in injects),
        *(f"answer {id}.{answer}" for id, each in injects.items() for answer in each.answers),
        *(f"card {id}.{card}" for id, deal in scenario.deals.items() for card in deal.cards),
        *(f"stage {id}" for id in scenario.stages),
        *(f"outcome {id}" for id in scenario.outcomes),
        *(f"promise {id} {end}" for id in scenario.promises for end in ("kept", "broken")),
        *(
            f"option {id}.{issue}.{option}"
            for id, table in tables.items()
            for issue, each in table.issues.items()
            for option in each.options
        ),
    }


def come_up(entry: Entry) -> Iterator[str]:
    """What an entry shows to have come up."""
    values = entry.values
    match entry.code:
        case "acted":
            yield f"action {values['action']}"
        case "injected":
            yield f"inject {values['inject']}"
        case "answered":
            yield f"answer {values['inject']}.{values['answer']}"
        case "dealt":
            yield f"card {values['deal']}.{values['card']}"
        case "stage":
            yield f"stage {values['stage']}"
        case "ended":
            yield f"outcome {values['outcome']}"
        case "kept" | "broken":
            yield f"promise {values['promise']} {entry.code}"
        case "agreed":
            package = values["package"]
            assert isinstance(package, FrozenMap)
            yield from (f"option {values['table']}.{i}.{option}" for i, option in package.items())


def by_chance(rules: Rules, seed: int) -> Iterator[Entry]:
    """What happens in a game of bots."""
    game = Game(rules, seed)
    heard: list[Entry] = []
    play(
        game,
        make_bots(rules, dict.fromkeys(rules.sides, "uniform"), seed),
        {FACILITATOR: heard.extend},
    )
    yield from heard


def in_tests(rules: Rules) -> Iterator[Entry]:
    """What happens in the author's tests."""
    for test in rules.scenario.tests:
        decisions = [read_decision(text) for text in test.play]
        state = position(rules, test.given, decisions[0] if decisions else None, test.seed)
        for decision in decisions:
            assert decision is not None
            answer = step(rules, state, decision)
            assert isinstance(answer, Accepted), f"{test.name}: {decision} is refused"
            state = answer.state
            yield from answer.entries


@pytest.mark.parametrize("id", shipped())
def test_a_shipped_scenario_has_no_problems(id: str) -> None:
    _, problems = inspect(shipped()[id])
    assert problems == ()


@pytest.mark.parametrize("id", shipped())
def test_everything_in_a_shipped_scenario_comes_up(id: str) -> None:
    rules = compile_rules(load(shipped()[id]))
    missing = written(rules.scenario)
    games = (by_chance(rules, seed) for seed in range(GAMES))
    for entries in chain([in_tests(rules)], games):
        missing -= {thing for entry in entries for thing in come_up(entry)}
        if not missing:
            break
    assert sorted(missing) == []
