"""What an expert keeps and chooses on given scores (rule 12.3), by the kernel and by the reference.

The kernel's functions run as plain Python in a process of their own, on lists in place of rows.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from attrs import astuple, evolve, frozen
from expert_trials import MoveTrial, Talks, decide, keep_trials

from game.bots.expert import USUAL
from game.kernel import codes as c
from game.kernel.run import candidates as kernel
from game.model.decisions import Accept, Act, Move, Offer, Pass, Walk
from game.model.frozen import FrozenMap

ROOT = Path(__file__).parents[2]
DRAWN = 500
CODES: dict[Move, int] = {Accept(): c.ACCEPT, Pass(): c.PASS, Walk(): c.WALK}
PLANTS: dict[str, Callable[[], None]] = {
    "nothing": lambda: None,
    "all is as good": lambda: _replace("is_as_good", lambda *_: True),
    "nothing is as good": lambda: _replace("is_as_good", lambda *_: False),
    "the last of equals": lambda: _replace("beats", _beats_late),
    "none is never dropped": lambda: _replace("keep_best", _keep_no_more),
    "nobody is recognised": lambda: _replace("prefer", _prefer_unknowing),
    "the plan counts for nothing": lambda: _replace("follow", _follow_nothing),
}


def _replace(name: str, function: Callable[..., object]) -> None:
    setattr(kernel, name, function)


def _beats_late(tried: list[int], one: int, other: int) -> bool:
    one_total, other_total = (tried[kernel.TRIAL * k + kernel.TOTAL] for k in (one, other))
    rows = (tried[kernel.TRIAL * k + kernel.ROW] for k in (one, other))
    return (one_total, next(rows)) > (other_total, next(rows))


FUNCTIONS = {
    name: getattr(kernel, name)
    for name in ("is_as_good", "beats", "keep_best", "prefer", "follow", "best_of")
}


def _prefer_unknowing(*arguments: Any) -> int:
    return int(_any(FUNCTIONS["prefer"])(*arguments[:-1], False))


def _follow_nothing(_listed: list[int], tried: list[int], *arguments: Any) -> int:
    trial = int(_any(FUNCTIONS["best_of"])(tried, arguments[2]))
    return tried[kernel.TRIAL * trial + kernel.CANDIDATE]


def _keep_no_more(
    _listed: list[int], tried: list[int], trials: int, best: int, _bargaining: bool
) -> int:
    nobody = [0] * kernel.FIRST
    return int(_any(FUNCTIONS["keep_best"])(nobody, tried, trials, best, False))


def _any(function: object) -> Any:
    """A function of the kernel, which takes lists in place of rows where nothing is compiled."""
    return function


@frozen
class Drawing:
    """Drawn trials at a table, and what counts there."""

    moves: tuple[Move, ...]
    trials: tuple[MoveTrial, ...]
    talks: Talks
    planned: int | None
    """The candidate that the plan has, where the trials aren't at a table."""

    @property
    def count(self) -> int:
        """How many trials are kept for being the best."""
        return -(-len(self.trials) * 30 // 100)


def draw(luck: Random) -> Drawing:
    """Draws trials whose scores differ by more or less than luck does."""
    endings: list[Move] = [Accept(), Walk(), Pass()]
    first = luck.sample(endings, luck.randint(1, 3))
    offers = [Offer(FrozenMap({"price": f"p{k}"})) for k in range(luck.randint(0, 6))]
    moves: tuple[Move, ...] = (*first, *offers)
    numbers = [None, *range(len(first), len(moves))]
    again, step = luck.choice(numbers), luck.choice(numbers)
    stands, loss, known = (luck.random() < 0.5 for _ in range(3))
    talks = Talks(again, None if step == again else step, stands, loss, known)
    noise, fortunes = (
        luck.choice((0, 1, 5, 30)),
        luck.choices(range(-9, 9), k=luck.choice((1, 9, 40))),
    )
    trials = [
        MoveTrial(i, move, tuple(worth + each + luck.randint(-noise, noise) for each in fortunes))
        for i, move in enumerate(moves)
        for worth in luck.choices(range(20), k=luck.choice((1, 2, 3)))
    ]
    planned = luck.choice([None, *range(len(moves))])
    return Drawing(moves, tuple(luck.sample(trials, len(trials))), talks, planned)


def rows(drawing: Drawing) -> tuple[list[int], list[int], list[int]]:
    """The candidates, trials and scores as the kernel has them."""
    talks = drawing.talks
    listed = [len(drawing.moves), 1]
    named = talks.again, talks.step, drawing.planned
    listed += [0 if number is None else number + 1 for number in named]
    for move in drawing.moves:
        listed += [CODES.get(move, c.OFFER), 0]
    tried: list[int] = []
    scores: list[int] = []
    for row, trial in enumerate(drawing.trials):
        tried += [trial.candidate, 0, trial.total, row]
        scores += [*trial.scores, *[0] * (kernel.SAMPLES - len(trial.scores))]
    return listed, tried, scores


def difference(drawing: Drawing) -> str | None:
    """What the kernel chooses or keeps otherwise than the reference; None if it is the same."""
    moves, trials, talks = drawing.moves, drawing.trials, drawing.talks
    listed, tried, scores = rows(drawing)

    def is_drastic(*arguments: Any) -> bool:
        trial = arguments[-1]
        return talks.is_drastic(moves[tried[kernel.TRIAL * trial + kernel.CANDIDATE]])

    _replace("_is_drastic", is_drastic)
    numbers, state = {c.TABLE_STATE: 0}, {c.AT_PROPOSER: 1 if talks.own_offer_stands else 0}
    games = len(trials[0].scores)
    chosen = _any(kernel.prefer)(
        *(numbers, state, [], listed, tried, scores, astuple(USUAL)),
        0,
        1,
        len(trials),
        games,
        talks.recognised,
    )
    if chosen != decide(trials, talks).candidate:
        return f"chosen: {decide(trials, talks)}, the kernel {moves[chosen]}"
    best = _any(kernel.follow)(listed, tried, scores, astuple(USUAL), len(trials), games)
    if best != decide(trials, None, drawing.planned).candidate:
        return f"best: {decide(trials, None, drawing.planned)}, the kernel {moves[best]}"
    for at_table in (None, talks):
        sorted_trials = [*tried]
        kept = _any(kernel.keep_best)(
            listed, sorted_trials, len(trials), drawing.count, at_table is not None
        )
        kept_trials = keep_trials(trials, at_table, drawing.planned)
        ours = [k for k, trial in enumerate(trials) if any(trial is one for one in kept_trials)]
        theirs = [sorted_trials[kernel.TRIAL * k + kernel.ROW] for k in range(kept)]
        if sorted(ours) != sorted(theirs):
            return f"kept: {ours}, the kernel {theirs}"
    return None


def main() -> None:
    """Prints what was drawn, and which planted errors make the kernel differ."""
    drawings = [draw(Random(seed)) for seed in range(DRAWN)]
    seen = Counter(
        str(decide(drawing.trials, drawing.talks).move).split()[0] for drawing in drawings
    )
    seen["ties"] = sum(len({t.total for t in d.trials}) < len(d.trials) for d in drawings)
    differing = []
    for name, plant in PLANTS.items():
        plant()
        if any(difference(drawing) is not None for drawing in drawings):
            differing.append(name)
        for function in FUNCTIONS:
            _replace(function, FUNCTIONS[function])
    print(json.dumps([seen, differing]))


def test_12_3_on_given_scores_the_kernel_keeps_and_chooses_as_the_reference() -> None:
    path = os.pathsep.join(map(str, (ROOT, Path(__file__).parent)))
    process = subprocess.run(
        [sys.executable, "-c", "import test_reference_trials as t; t.main()"],
        env={**os.environ, "COMMUNIQUE_PLAIN_PYTHON": "1", "PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    seen, differing = json.loads(process.stdout)
    assert min(seen[word] for word in ("accept", "walk", "pass", "offer", "ties")) > DRAWN // 50
    assert differing == [name for name in PLANTS if name != "nothing"]


# By hand, on scores of five games

STEADY = (50, 52, 48, 51, 49)


def trial(candidate: int, move: Move, better: int, spread: int = 0) -> MoveTrial:
    """A trial whose scores are better than the usual ones, by more in one game than in the next."""
    scores = [score + better + spread * (-1) ** k for k, score in enumerate(STEADY)]
    return MoveTrial(candidate, move, tuple(scores))


TALKS = Talks(again=1, step=2, own_offer_stands=False, accepts_loss=False)
OFFERS = [Offer(FrozenMap({"price": f"p{k}"})) for k in range(5)]


def test_12_3_a_good_acceptance_is_preferred_where_the_best_is_better_by_luck_only() -> None:
    accept = trial(0, Accept(), 0)
    assert decide([trial(4, OFFERS[4], 2, spread=9), accept], TALKS) == accept
    sure = trial(4, OFFERS[4], 2)
    assert decide([sure, accept], TALKS) == sure


def test_12_3_a_loss_is_accepted_only_where_that_is_better_than_all_else() -> None:
    talks = evolve(TALKS, accepts_loss=True)
    accept, stay = trial(0, Accept(), 3, spread=9), trial(1, Pass(), 0)
    assert decide([accept, stay], talks) == stay
    assert decide([trial(0, Accept(), 3), stay], talks) == trial(0, Accept(), 3)


def test_12_3_a_step_on_comes_before_the_last_offer_and_that_before_others() -> None:
    best = trial(4, OFFERS[4], 1, spread=9)
    step, again = trial(2, OFFERS[2], 0), trial(1, OFFERS[1], 0)
    assert decide([best, again, step], TALKS) == step
    assert decide([best, again], TALKS) == again
    assert decide([best, trial(3, OFFERS[3], 0)], TALKS) == best
    assert decide([best, step], None) == best


def test_12_3_outside_of_tables_something_must_be_surely_better_than_the_plan() -> None:
    planned = trial(0, Act("wait"), 0)
    lucky, surely = trial(1, Act("ask"), 2, spread=9), trial(1, Act("ask"), 2)
    assert decide([lucky, planned], None, 0) == planned
    assert decide([lucky, planned], None) == lucky
    assert decide([surely, planned], None, 0) == surely
    few = [trial(k, Act("ask"), 9 - k) for k in range(1, 5)]
    assert planned in keep_trials([*few, planned], None, 0)
    assert planned not in keep_trials([*few, planned], None)
