"""The agenda of a session in words, and when what is played now was to begin and to end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Literal

from attrs import frozen

from game.room.agenda import SessionPart, planned_minutes, session_parts
from game.words.wording import Wording

PartState = Literal["done", "now", "next"]


@frozen
class AgendaPart:
    """A part of the session."""

    name: str
    minutes: int
    """How long it is to last; 0: nobody has said."""
    time: str
    """Until when, in minutes since the beginning; empty where nobody has named a time."""
    state: PartState


@frozen
class Agenda:
    """The parts of the session, and how far it should be."""

    parts: tuple[AgendaPart, ...]
    minutes: int
    """Those of all parts; 0: nobody has named a time."""
    step: str
    """What is played now: a turn, the briefing or the debrief."""
    begins: int
    """When that was to begin, in seconds since the session began."""
    ends: int
    """When it is to end; 0: nobody has named a time."""


def agenda(words: Wording, minutes: Sequence[int], turn: int, *, begun: bool, over: bool) -> Agenda:
    """The agenda of a session.

    minutes: what the facilitator gives to each part; empty: what the scenario gives. turn: the
    present one. begun: whether anything was decided.
    """
    parts = session_parts(words.scenario)
    minutes = minutes or planned_minutes(words.scenario) or (0,) * len(parts)
    names = [words.say("console.agenda.briefing"), *(_turns(words, each) for each in parts[1:-1])]
    names.append(words.say("console.agenda.debrief"))
    now = len(parts) - 1 if over else 0
    if begun and not over:
        now = next(i for i, part in enumerate(parts) if part.first and turn <= part.last)
    ends = list(accumulate(minutes))
    times = [words.say("console.agenda.until", minutes=end) for end in ends[:-1]]
    times.append(words.say("console.agenda.lasts", minutes=minutes[-1]))
    span = _span(parts[now], turn, 60 * (ends[now] - minutes[now]), 60 * minutes[now])
    return Agenda(
        tuple(
            AgendaPart(
                name,
                length,
                time if length else "",
                "done" if number < now else "now" if number == now else "next",
            )
            for number, (name, length, time) in enumerate(zip(names, minutes, times, strict=True))
        ),
        sum(minutes),
        words.say("console.agenda.turn", turn=turn) if parts[now].first else names[now],
        *(span if any(minutes) else (0, 0)),
    )


def _span(part: SessionPart, turn: int, begin: int, seconds: int) -> tuple[int, int]:
    """When a turn of a part was to begin and to end; or the part itself, if it has no turns."""
    if not part.first:
        return begin, begin + seconds
    played = max(0, turn - part.first)
    return begin + seconds * played // part.turns, begin + seconds * (played + 1) // part.turns


def _turns(words: Wording, part: SessionPart) -> str:
    if part.first == part.last:
        return words.say("console.agenda.turn", turn=part.first)
    return words.say("console.agenda.turns", first=part.first, last=part.last)
