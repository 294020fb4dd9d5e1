"""The machine that says which phase follows."""

import gc
import weakref

import tiny
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies.play import Game, games
from strategies.scenarios import real, scenarios

from game.engine.core import start
from game.engine.draft import StateDraft
from game.engine.flow import flow_of

FEW = settings(max_examples=max(4, settings().max_examples // 5))


def test_rules_that_nobody_plays_by_any_more_are_let_go() -> None:
    rules = tiny.rules("stages: {main: {phases: [deeds], next: {when: trust > 60, to: main}}}")
    start(rules, 1)
    held = weakref.ref(rules)
    del rules
    gc.collect()
    assert held() is None


@FEW
@given(game=st.one_of(games(scenarios()), games(real())))
def test_3_10_the_table_of_phases_leads_where_the_machine_leads(game: Game) -> None:
    flow = flow_of(game.rules)
    for state in game.states:
        for place in {edge.source for edge in flow.edges()}:
            by_table, by_machine = StateDraft(game.rules, state), StateDraft(game.rules, state)
            by_table.stage, by_table.phase = by_machine.stage, by_machine.phase = place
            assert flow.follow(by_table) == flow.trigger(by_machine)
            assert (by_table.stage, by_table.phase) == (by_machine.stage, by_machine.phase)
