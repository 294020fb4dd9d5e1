"""The agenda of a session: briefing, two halves of the game, and the debrief."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.words.wording import Wording

PartState = Literal["done", "now", "next"]
_BRIEFING, _DEBRIEF = 0.15, 0.22
"""The shares of the time for the briefing and the debrief."""
_STEP = 5
"""Times are rounded to so many minutes."""


@frozen
class AgendaPart:
    """A part of the session."""

    name: str
    time: str
    """Until when, in minutes since the beginning; empty where the scenario names no time."""
    state: PartState


def agenda(words: Wording, turn: int, *, begun: bool, over: bool) -> tuple[AgendaPart, ...]:
    """The parts of the session. turn: the present one. begun: whether anything was decided."""
    turns, minutes = words.scenario.turns, words.scenario.minutes
    half = (turns + 1) // 2
    names = [words.say("console.agenda.briefing"), _turns(words, 1, half)]
    if turns > half:
        names.append(_turns(words, half + 1, turns))
    names.append(words.say("console.agenda.debrief"))
    now = len(names) - 1 if over else 0 if not begun else 1 if turn <= half else 2
    times = _times(words, minutes[1], len(names)) if minutes is not None else [""] * len(names)
    return tuple(
        AgendaPart(name, time, "done" if number < now else "now" if number == now else "next")
        for number, (name, time) in enumerate(zip(names, times, strict=True))
    )


def _turns(words: Wording, first: int, last: int) -> str:
    if first == last:
        return words.say("console.agenda.turn", turn=first)
    return words.say("console.agenda.turns", first=first, last=last)


def _times(words: Wording, whole: int, parts: int) -> list[str]:
    """Until when each part goes on, and how long the last."""
    begin, end = _rounded(_BRIEFING * whole), whole - _rounded(_DEBRIEF * whole)
    ends = [begin, *([(begin + end) // 2 // _STEP * _STEP] if parts > 3 else []), end]
    until = [words.say("console.agenda.until", minutes=minutes) for minutes in ends]
    return [*until, words.say("console.agenda.lasts", minutes=whole - end)]


def _rounded(minutes: float) -> int:
    return max(_STEP, round(minutes / _STEP) * _STEP)
