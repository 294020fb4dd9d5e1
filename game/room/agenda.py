"""The agenda of a session: briefing, two halves of the game, and the debrief."""

from __future__ import annotations

from attrs import frozen

from game.model.scenario import Scenario

_BRIEFING, _DEBRIEF = 0.15, 0.22
"""The shares of the time for the briefing and the debrief."""
_STEP = 5
"""The minutes to which times are rounded."""


@frozen
class SessionPart:
    """A part of a session, with the turns played in it: none before or after the game."""

    first: int = 0
    last: int = 0

    @property
    def turns(self) -> int:
        """How many turns are played in it."""
        return self.last - self.first + 1 if self.first else 0


def session_parts(scenario: Scenario) -> tuple[SessionPart, ...]:
    """The parts of a session in order: the briefing, the turns in two halves, and the debrief."""
    turns = scenario.turns
    half = (turns + 1) // 2
    later = (SessionPart(half + 1, turns),) if turns > half else ()
    return SessionPart(), SessionPart(1, half), *later, SessionPart()


def planned_minutes(scenario: Scenario) -> tuple[int, ...]:
    """How many minutes the scenario gives to each part; empty if it gives none."""
    if scenario.minutes is None:
        return ()
    whole, parts = scenario.minutes[1], session_parts(scenario)
    begin, end = _rounded(_BRIEFING * whole), whole - _rounded(_DEBRIEF * whole)
    ends = [begin, *([(begin + end) // 2 // _STEP * _STEP] if len(parts) > 3 else []), end, whole]
    return tuple(one - before for before, one in zip([0, *ends], ends, strict=False))


def _rounded(minutes: float) -> int:
    return max(_STEP, round(minutes / _STEP) * _STEP)
