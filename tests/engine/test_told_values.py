"""Rule 7.6 in drawn games: no text tells a value that hangs on what one of its readers can't see.

Whatever `check` lets a text tell a side, in braces, is worked out in a state of a game and in the
same with something else wherever that side can't look: it must be told the same.
"""

from __future__ import annotations

from collections import Counter
from random import Random

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies.play import Game, games
from strategies.scenarios import Drawn, real, scenarios
from strategies.secrets import Key, Secrets, swapped

from game.authoring.load import find_errors
from game.engine.telling import figures_of
from game.model.frozen import FrozenMap
from game.model.injects import Inject
from game.model.play import NOTHING
from game.model.scenario import Scenario
from game.rules.compiled import Rules

MOST_STATES = 8


def names(scenario: Scenario) -> dict[str, str]:
    """What braces can name, with its kind."""
    return {
        **dict.fromkeys(scenario.tracks, "track"),
        **dict.fromkeys(scenario.values, "value"),
        **{id: "vote" for id, inject in scenario.injects.items() if inject.vote is not None},
    }


def refused(scenario: Scenario) -> set[tuple[str, str]]:
    """Each side with each name that `check` doesn't let a text tell it."""
    telling = {
        f"zq_{side}_{name}": Inject(text=f"Now {{{name}}}.", seen_by=(side,))
        for side in scenario.sides
        for name in names(scenario)
    }
    injects = FrozenMap({**scenario.injects, **telling})
    errors = find_errors(evolve(scenario, injects=injects))
    hidden = {each.path for each in errors if each.code == "hidden-brace"}
    return {
        (side, name)
        for side in scenario.sides
        for name in names(scenario)
        if f"injects.zq_{side}_{name}.text" in hidden
    }


def counted(rules: Rules) -> set[Key]:
    """The ballots of votes of which it is told how many were for a proposal (rule 13.6)."""
    votes = (each.vote for each in rules.injects)
    return {("ballots", vote.number) for vote in votes if vote and vote.ballots == "counted"}


def told_alike(game: Game, luck: Random, seen: Counter[tuple[str, bool]]) -> None:
    """Compares what every side may be told in some states of a game."""
    rules = game.rules
    hidden = refused(rules.scenario)
    for state in luck.sample(game.states, min(MOST_STATES, len(game.states))):
        if state.outcome != NOTHING:
            continue
        for side in rules.sides:
            swaps = Secrets(rules, state, side, luck).swaps()
            other = swapped(state, swaps)
            # How many were for a proposal is told where they are counted, not by whom.
            as_counted = {key: swap for key, swap in swaps.items() if key not in counted(rules)}
            recounted = swapped(state, as_counted)
            for name, kind in names(rules.scenario).items():
                told = figures_of(rules, state, f"{{{name}}}")
                unlike = figures_of(rules, recounted if kind == "vote" else other, f"{{{name}}}")
                seen[kind, unlike != told] += 1
                assert unlike == told or (side, name) in hidden, (side, name)


def has_untold_ballots(drawn: Drawn) -> bool:
    """Whether there is a vote in which not all ballots are told."""
    votes = (inject.vote for inject in drawn.rules.injects)
    return any(vote is not None and vote.ballots != "open" for vote in votes)


any_games = st.one_of(
    *[games(scenarios())] * 3,
    *[games(scenarios().filter(has_untold_ballots))] * 3,
    games(real()),
)


def test_7_6_no_text_tells_a_value_that_a_reader_may_not_know() -> None:
    seen, examples = Counter[tuple[str, bool]](), settings().max_examples

    @given(game=any_games, luck=st.integers(0, 2**32 - 1))
    def is_told_alike(game: Game, luck: int) -> None:
        told_alike(game, Random(luck), seen)

    is_told_alike()
    for kind in ("track", "value", "vote"):
        assert seen[kind, False] >= examples, (kind, seen)
        assert seen[kind, True] >= examples // 10, (kind, seen)
