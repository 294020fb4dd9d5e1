"""Whether a change of a track is good or bad for the one who reads of it."""

from __future__ import annotations

from itertools import groupby
from typing import Literal

from attrs import frozen

from game.model.scenario import Scenario
from game.model.tracks import Track
from game.words.runs import EffectRun, Runs

Verdict = Literal["better", "worse"]


@frozen
class JudgedRun:
    """A piece of a sentence about effects, and what the change it tells means to the reader."""

    text: str
    verdict: Verdict | None = None
    """None where the piece tells no change, or one that is neither good nor bad."""
    direction: int = 0
    """1 where a track rises, -1 where it falls; 0 where that is open, or there is no verdict."""


def judge_change(track: Track, reader: str, change: int) -> Verdict | None:
    """Whether a change is good or bad for a reader; None where it is neither."""
    better = track.better_for(reader)
    if not change or better is None:
        return None
    return "better" if (change > 0) == (better == "high") else "worse"


def judge_runs(scenario: Scenario, runs: Runs, reader: str) -> tuple[JudgedRun, ...]:
    """Runs with what each means to a reader; neighbours that mean the same are one."""
    judged = [_judge_run(scenario, run, reader) for run in runs]
    return tuple(
        JudgedRun("".join(run.text for run in neighbours), *meaning)
        for meaning, neighbours in groupby(judged, key=lambda run: (run.verdict, run.direction))
    )


def _judge_run(scenario: Scenario, run: EffectRun, reader: str) -> JudgedRun:
    if not run.track:
        return JudgedRun(run.text)
    verdict = judge_change(scenario.tracks[run.track], reader, run.direction)
    return JudgedRun(run.text, verdict, run.direction if verdict is not None else 0)
