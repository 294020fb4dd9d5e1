"""Whether a change of a track is good or bad for the one who reads of it."""

from __future__ import annotations

from itertools import groupby
from typing import Literal

from attrs import frozen

from game.model.scenario import Scenario
from game.model.tracks import Track
from game.words.runs import Runs

Verdict = Literal["better", "worse"]


@frozen
class JudgedRun:
    """A piece of a sentence about effects, and what the change it tells means to the reader."""

    text: str
    verdict: Verdict | None = None
    """None where the piece tells no change, or one that is neither good nor bad."""


def judge_change(track: Track, reader: str, change: int) -> Verdict | None:
    """Whether a change is good or bad for a reader; None where it is neither."""
    better = track.better_for(reader)
    if not change or better is None:
        return None
    return "better" if (change > 0) == (better == "high") else "worse"


def judge_runs(scenario: Scenario, runs: Runs, reader: str) -> tuple[JudgedRun, ...]:
    """Runs with what each means to a reader; neighbours that mean the same are one."""
    judged = [
        (run.text, judge_change(scenario.tracks[run.track], reader, run.direction))
        if run.track
        else (run.text, None)
        for run in runs
    ]
    return tuple(
        JudgedRun("".join(text for text, _ in neighbours), verdict)
        for verdict, neighbours in groupby(judged, key=lambda pair: pair[1])
    )
