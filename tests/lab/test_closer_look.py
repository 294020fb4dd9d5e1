"""A look at single games: what became of promises, and why nothing was signed at a table."""

from __future__ import annotations

from collections import Counter
from itertools import product
from pathlib import Path

import numpy as np
import pytest
import tiny

from game.authoring.load import load
from game.bots.seats import make_bots
from game.lab.batches.plan import Plan, PlanPlayer, compile_plan
from game.lab.pages.simulate_page import simulate_report
from game.lab.summary.closer_look import can_look, look_closer, tables_to_explain, why_sentences
from game.lab.summary.fates import (
    PromiseFate,
    RatificationFate,
    fate_lines,
)
from game.model.frozen import FrozenMap
from game.model.play import SIGNED
from game.rules.evaluate import NO_PACKAGE
from game.rules.expressions import parse
from game.rules.readings import FormulaCompiler
from game.session.driver import play
from game.session.game import Game

pytestmark = pytest.mark.usefixtures("compiled")

SCENARIOS = Path(__file__).parent.parent / "scenarios"
CHANCE = FrozenMap({"north": "uniform", "south": "uniform"})
GREEDY = """
turns: 2
stages: {main: {phases: [hall, deeds]}}
phases:
  hall: {kind: table, table: pact, when: trust >= 10}
  deeds: {kind: actions, menus: [deeds], order: alternate}
tables:
  pact:
    between: [north, south]
    rounds: 2
    open: true
    name: The pact
    issues:
      fish:
        name: Fish
        options:
          none: {name: None, worth: {north: 0, south: 10}}
          half: {name: Half, worth: {north: 6, south: 6}}
          all: {name: All, worth: {north: 10, south: 0}}
    reserve: {north: 5, south: 7}
personas:
  greedy: {name: Greedy, bargaining: {opening: 100, floor: 100}}
"""
PROMISE = """
promises:
  peace: {name: Peace, by: north, turns: 1, broken: trust < 50}
actions:
  vow: {side: north, menu: deeds, name: Vow, effects: {promise: peace}}
  cool: {side: south, menu: deeds, name: Cool, effects: {trust: -3}}
"""


def test_who_was_how_far_short_who_spoke_last_and_what_closed_the_table_is_said() -> None:
    seats = FrozenMap({"north": "greedy", "south": "greedy"})
    plan = Plan(tiny.scenario(GREEDY), seats, 5, 1)
    look = look_closer([plan], ["pact"])
    why = look.tables["pact"]
    assert (look.games, why.games, why.unsignable, why.reachable) == (5, 5, 0, 0)
    # Half is 4 short of what each wants, and 1 short of what south keeps without a pact.
    assert why.closest == {"fish=half": 5}
    assert why.short_of_aim == {"north": [4] * 5, "south": [4] * 5}
    assert why.short_of_reserve == {"north": [0] * 5, "south": [1] * 5}
    assert why.closed == {"its rounds were used up": 5}
    assert sum(why.last_word.values()) == 5
    words = " ".join(why_sentences(compile_plan(plan), look, "pact"))
    assert "nothing was signed in 5 of 5 games" in words
    assert "(5 of 5): Fish: Half" in words
    assert "north 4.0 of its aim and 0.0 of its reservation value" in words.lower()


def test_a_step_that_was_closed_is_named_with_what_it_missed_in_words() -> None:
    text = GREEDY.replace(
        "when: trust >= 10", "when: turn >= 1 and trust >= 80 and chose(south.frown) + trust >= 70"
    )
    text += "actions: {frown: {side: south, menu: deeds, name: Frown}}"
    plan = Plan(tiny.scenario(text), CHANCE, 3, 1)
    look = look_closer([plan], ["pact"])
    (closed,) = look.tables["pact"].closed
    assert closed.startswith("its step only comes with trust at 80 or more and ")
    assert "Frown" in closed
    assert "chose(" not in closed
    assert not look.tables["pact"].last_word
    words = why_sentences(compile_plan(plan), look, "pact")
    assert words[-1] == f"What closed the table: {closed} (3 games)."


@pytest.mark.parametrize(
    ("late", "steps", "closed"),
    [
        ("heat >= 90", "late_hall, deeds", "its step only comes with heat at 90 or more"),
        (
            "heat >= 90 and trust >= 70",
            "late_hall, hall, deeds",
            "its step only comes with trust at 80 or more",
        ),
        ("heat >= 90", "deeds", "the last stage, The thaw, had no step for it"),
    ],
)
def test_what_closed_a_table_is_what_the_nearest_step_of_the_last_stage_lacked(
    late: str, steps: str, closed: str
) -> None:
    stages = f"""main: {{phases: [hall, deeds], next: {{when: turn >= 1, to: thaw}}}}
  thaw: {{name: The thaw, phases: [{steps}]}}
  later: {{phases: [late_hall]}}"""
    text = GREEDY.replace("stages: {main: {phases: [hall, deeds]}}", f"stages:\n  {stages}")
    text = text.replace(
        "when: trust >= 10}",
        f"when: trust >= 80}}\n  late_hall: {{kind: table, table: pact, when: {late}}}",
    )
    look = look_closer([Plan(tiny.scenario(text), CHANCE, 3, 1)], ["pact"])
    assert look.tables["pact"].closed == {closed: 3}


def test_games_without_an_agreement_are_those_that_the_kernel_counts() -> None:
    plan = Plan(tiny.scenario(GREEDY), CHANCE, 20, 7)
    player = PlanPlayer(plan)
    unsigned = int(np.sum(player.play(0, 20).signed_turn[:, 0] < 0))
    assert unsigned
    assert look_closer([plan], ["pact"]).tables["pact"].games == unsigned
    tally = player.count(0, 20)
    assert ("pact" in tables_to_explain(player.rules, tally)) == (unsigned > 10)


def test_promises_are_counted_and_experts_are_not_looked_at() -> None:
    plan = Plan(tiny.scenario(PROMISE), CHANCE, 20, 1)
    look = look_closer([plan], [])
    rows = PlanPlayer(plan).play(0, 20)
    vow = compile_plan(plan).index.slots["north", "vow"]
    fate = look.fates["promises"]["peace"]
    assert isinstance(fate, PromiseFate)
    assert fate.given == rows.taken[:, vow].sum()
    assert fate.games == (rows.taken[:, vow] > 0).sum()
    assert fate.kept
    assert fate.broken
    assert fate.kept + fate.broken <= fate.given
    assert not can_look(
        Plan(tiny.scenario(PROMISE), FrozenMap({**CHANCE, "north": "expert"}), 1, 1)
    )


@pytest.mark.parametrize("name", ["treaty", "magnets"])
def test_votes_packages_and_projects_are_counted_as_the_last_states_count_them(name: str) -> None:
    scenario = load(SCENARIOS / f"{name}.yaml")
    plan = Plan(scenario, FrozenMap(dict.fromkeys(scenario.sides, "uniform")), 20, 3)
    look, counted, rules = look_closer([plan], []), Counter[str](), compile_plan(plan)
    fates = look.fates
    for seed in range(3, 23):
        game = Game(rules, seed, wall=lambda: "")
        play(game, make_bots(rules, plan.seats, seed), {})
        formulas = FormulaCompiler(scenario, rules.index)
        for kind, asked in (("votes", ("carried", "lost")), ("projects", ("begun", "done"))):
            for id, what in product(fates.get(kind, ()), asked):
                formula = formulas.at(parse(f"{what}({id})"), ("values",))
                counted[f"{kind}.{id}.{what}"] += formula(game.state, NO_PACKAGE)
        for id in fates.get("ratifications", ()):
            counted[f"left {id}"] += game.state.tables[rules.index.tables[id]].status == SIGNED
    for id, fate in fates.get("ratifications", {}).items():
        assert isinstance(fate, RatificationFate)
        assert fate.signed - fate.ratified - fate.rejected == counted.pop(f"left {id}")
        assert fate.ratified
        assert fate.rejected
    assert counted
    for key, times in counted.items():
        kind, id, what = key.split(".")
        assert getattr(fates[kind][id], what) == times
    lines = [line for part in fate_lines(scenario, fates, 20) for line in part]
    title, row = {
        "treaty": ("Votes in 20 games", "  assent   The assent of the assembly"),
        "magnets": ("Projects in 20 games", "  mine   The mine"),
    }[name]
    assert any(line.startswith(title) for line in lines)
    assert any(line.startswith(row) for line in lines)
    tally = PlanPlayer(plan).count(0, 20)
    page = simulate_report(rules, tally, plan.seats, look=look)
    assert f">{title}<" in page
