"""Rollouts from the rules of a scenario; `kernel/rollouts.py` says what they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from game.kernel import rollouts
from game.kernel.lowering.lower import lower
from game.kernel.rollouts import Alternative, Repeat, Rollouts, Seat
from game.kernel.sight import information_set
from game.model.decisions import Decision
from game.model.play import State, View
from game.rules.compiled import Rules


def roll_out(
    rules: Rules,
    state: State | None,
    seats: Mapping[str, Seat],
    n: int,
    seed: int,
    *,
    alternatives: Sequence[Alternative] = ((),),
    until: int | None = None,
    repeat: Repeat | None = None,
    guess: View | None = None,
    proceed: Callable[[int], bool] | None = None,
) -> Rollouts:
    """Plays every alternative on from a state n times, to the end or to the turn `until`.

    state: None: from the start of new games. seats: by side a persona or `uniform`, or several with
    weights, of which each rollout draws one; sides without a seat are `uniform`. alternatives: the
    decisions that are taken first in each; left out, none. repeat: the first draws come from
    another seed. guess: a side's view; then each rollout begins with a guess of what that doesn't
    show. proceed: is told now and then how many are done, and stops them by returning False.

    Raises ValueError for an alternative that is not legal, and KeyError for an unknown side,
    persona or action.
    """
    tables = lower(rules)
    known = None if guess is None else information_set(tables, guess.who, guess)
    return rollouts.roll_out(
        tables,
        state,
        seats,
        n,
        seed,
        alternatives=alternatives,
        until=until,
        repeat=repeat,
        guess=known,
        proceed=proceed,
    )


def count_draws(rules: Rules, state: State | None, decision: Decision | None, seed: int) -> int:
    """How many random draws a decision causes with the seed of its game, up to the next decision.

    Without state and decision: those of a game's start, dealt cards among them.
    """
    return rollouts.count_draws(lower(rules), state, decision, seed)
