"""The decisions of sides that moved tracks, marked on the curves of these by numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import evolve

from game.model.log_events import ActionTaken, QuestionAnswered, TrackMoved
from game.model.scenario import Scenario
from game.presenter.debrief.curves import TrackCurve, TrackEvent
from game.presenter.debrief.decisions import PastDecision

SHARE = 0.2
"""A decision is marked where it moved a track by this share of the way that the track went."""

Movement = tuple[str, int]
"""A track, and the turn on which it moved."""


def list_own_moves(
    scenario: Scenario, curves: Sequence[TrackCurve], decisions: Sequence[PastDecision]
) -> tuple[list[TrackEvent], list[TrackCurve]]:
    """The actions and answers that moved a track notably, with the numbers of their decisions; and
    the curves with these numbers behind the letters that they have."""
    by_decision = {each.number: _movements(each) for each in decisions}
    spans = {curve.track: max(curve.values) - min(curve.values) for curve in curves}
    largest: dict[Movement, int] = {}
    for movements in by_decision.values():
        for movement, change in movements.items():
            largest[movement] = max(abs(change), largest.get(movement, 0))
    moves, labels = list[TrackEvent](), dict[Movement, list[str]]()
    for decision in decisions:
        marked = [
            (track, turn)
            for (track, turn), change in by_decision[decision.number].items()
            if abs(change) == largest[track, turn]
            and abs(change) >= max(1, SHARE * spans.get(track, 0))
            and track in scenario.tracks
        ]
        if marked:
            label = str(decision.number + 1)
            moves.append(_event(decision, label))
            for movement in marked:
                labels.setdefault(movement, []).append(label)
    return moves, [_marked(curve, labels) for curve in curves]


def _movements(decision: PastDecision) -> Mapping[Movement, int]:
    """By how much an action or an answer moved each track on each turn."""
    movements: Counter[Movement] = Counter()
    if not isinstance(decision.event, ActionTaken | QuestionAnswered):
        return movements
    for entry in decision.consequences:
        if isinstance(entry.event, TrackMoved):
            movements[entry.event.track, entry.turn] += entry.event.got
    return {movement: change for movement, change in movements.items() if change}


def _event(decision: PastDecision, label: str) -> TrackEvent:
    event = decision.event
    assert isinstance(event, ActionTaken | QuestionAnswered)
    return TrackEvent(label, decision.turn, event.code, event.path, decision.side)


def _marked(curve: TrackCurve, labels: Mapping[Movement, Sequence[str]]) -> TrackCurve:
    letters = tuple(
        (*here, *labels.get((curve.track, turn), ())) for turn, here in enumerate(curve.letters)
    )
    return evolve(curve, letters=letters)
