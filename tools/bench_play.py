"""What `bench.py` measures of the reference engine: decisions a second, one game after another."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

SCENARIOS = Path(__file__).resolve().parent.parent / "scenarios"
SHIPPED = (
    "kuala-lumpur",
    "nexperia-standoff",
    "export-control-dialogue",
    "countermeasures",
    "ukraine-pressure",
)
RUNS = 3


def plain_scenario() -> str:
    """A game of 12 tracks and 24 actions a side, picked one after the other for ten turns."""
    sides = ("north", "south")
    score = "[{label: The first track, points: track_0}]"
    actions = [
        f"  {side}_{i}: {{side: {side}, menu: main, name: Action {i}, repeat: true, "
        f"when: track_{i % 12} >= {1 + i % 5}, effects: {{track_{i % 12}: {'+-'[i % 2]}3, "
        f'track_{(i + 5) % 12}: "+ track_{(i + 1) % 12} // 20 - 2"}}}}'
        for side in sides
        for i in range(24)
    ]
    return "\n".join(
        [
            *("format: 1", "id: plain", "title: Plain", "language: en", "turns: 10", "sides:"),
            *(f"  {side}: {{name: {side}, brief: Yours., score: {score}}}" for side in sides),
            "tracks:",
            *(f"  track_{i}: {{start: 50}}" for i in range(12)),
            "stages: {talks: {phases: [moves]}}",
            "phases: {moves: {kind: actions, menus: [main], picks: 5, order: alternate}}",
            "actions:",
            *actions,
            "outcomes: {done: {name: Done}}",
            "personas: {keen: {name: Keen, tracks: {track_0: 2, track_5: 1}, heat: 20}}",
            "",
        ]
    )


def play(count: int) -> dict[str, Any]:
    """Decisions a second in so many games of uniform bots, by scenario.

    `steps` takes decisions that were chosen beforehand, without digests or with them. The others
    play whole games: `public_loop` by view, legal and step, `public_loop_reading` with bots that
    read their tracks and scores at each decision, `games` through a session's Game whose record
    nobody keeps. They count the time of this process alone, whoever is at work beside it.
    """
    from game.authoring.load import load
    from game.rules.compile import compile_rules

    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.yaml"
        plain.write_text(plain_scenario(), encoding="utf-8")
        for path in (*(SCENARIOS / f"{id}.yaml" for id in SHIPPED), plain):
            rules = compile_rules(load(path))
            games = _whole_games(rules, count)
            decisions = sum(map(len, games.values()))
            works: dict[str, Callable[[], object]] = {
                "steps": partial(_step_through, rules, games, False),
                "steps_and_digests": partial(_step_through, rules, games, True),
                "public_loop": partial(_loop, rules, games, False),
                "public_loop_reading": partial(_loop, rules, games, True),
                "games": partial(_whole_games, rules, count),
            }
            figures[path.stem.replace("-", "_")] = {"decisions": decisions} | {
                f"{name}_per_second": round(decisions / _best_seconds(work))
                for name, work in works.items()
            }
    return figures


def _best_seconds(work: Callable[[], object]) -> float:
    """The least time of several runs of some work, after one that doesn't count."""
    work()
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def _whole_games(rules: Any, count: int) -> dict[int, list[Any]]:
    """Games of uniform bots: by seed, what was decided."""
    from game.bots.seats import make_bots
    from game.session.driver import play
    from game.session.game import Game

    games = {seed: Game(rules, seed) for seed in range(count)}
    for seed, game in games.items():
        play(game, make_bots(rules, dict.fromkeys(rules.sides, "uniform"), seed), {})
    return {seed: [line.action for line in game.lines] for seed, game in games.items()}


def _loop(rules: Any, games: dict[int, list[Any]], reading: bool) -> None:
    """Plays the same games of uniform bots by view, legal and step.

    reading: whether a bot reads all tracks and scores that it sees at each decision.
    """
    from game.bots.seats import make_bots
    from game.engine.core import start

    for seed, decisions in games.items():
        bots = make_bots(rules, dict.fromkeys(rules.sides, "uniform"), seed)
        state = start(rules, seed)
        taken = dict.fromkeys(rules.sides, 0)
        while state.to_move:
            side = state.to_move[0]
            state = _decide(rules, state, side, bots[side], taken[side], reading)
            taken[side] += 1
        assert sum(taken.values()) == len(decisions)


def _decide(rules: Any, state: Any, side: str, bot: Any, taken: int, reading: bool) -> Any:
    """Asks a bot until a decision of its is accepted; returns the next state."""
    from attrs import evolve

    from game.engine.core import step
    from game.engine.legal import legal
    from game.engine.view import view
    from game.model.decisions import Decision
    from game.model.play import Accepted
    from game.session.game import DecisionRequest

    request = DecisionRequest(side, view(rules, state, side), legal(rules, state, side), taken)
    if reading:
        sum(request.view.tracks.values())
        sum(sheet.total for sheet in request.view.scores.values())
    while True:
        answer = step(rules, state, Decision(side, bot(request)))
        if isinstance(answer, Accepted):
            return answer.state
        request = evolve(request, refused=(*request.refused, answer))


def _step_through(rules: Any, games: dict[int, list[Any]], digests: bool) -> None:
    from game.engine.core import start, step
    from game.engine.digest import digest
    from game.model.play import Accepted

    for seed, decisions in games.items():
        state = start(rules, seed)
        for decision in decisions:
            answer = step(rules, state, decision)
            assert isinstance(answer, Accepted)
            state = answer.state
            if digests:
                digest(rules, state)
