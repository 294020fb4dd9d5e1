"""What happened in a game, and what each of it was worth to a side."""

from __future__ import annotations

from attrs import frozen

from game.insight.account import Account, EventWorth
from game.insight.analysis import Analysis
from game.insight.intervals import Interval
from game.model.decisions import FACILITATOR
from game.presenter.hindsight.graded import clause_of, lines_of, measured
from game.presenter.hindsight.moves import chance_text, intervention_text, move_text
from game.presenter.prose import short_name
from game.rules.compiled import Rules
from game.words.wording import Wording

LEAST = 1.0
"""What happened is told where it was worth so many points to a side."""
MOST = 8


@frozen
class ScoreEvent:
    """Something that happened, and what it was worth to a side."""

    part: str
    """The key of the part to which it belongs."""
    side: str
    """The side that decided; empty where it was chance or the facilitator."""
    turn: int
    line: int | None
    """The line of the record of the decision; None for chance."""
    text: str
    points: Interval
    clause: str = ""
    """Of the side's own decisions, why their judgement has another figure; may be empty."""


def score_events(
    words: Wording, rules: Rules, analysis: Analysis, side: str, part: str
) -> tuple[ScoreEvent, ...]:
    """What made a part of a side's score, the largest of it, in the order in which it happened.

    Nothing where there is no account.
    """
    if not isinstance(analysis.account, Account):
        return ()
    every = [
        ScoreEvent(
            part,
            event.side if event.side != FACILITATOR else "",
            event.turn,
            _line_of(event),
            event_text(words, rules, event),
            event.values[side],
            clause_of(words, analysis, event) if part == "own" else "",
        )
        for event in analysis.account.events
        if _part_of(event, side) == part and abs(event.values[side].mean) >= LEAST
    ]
    largest = sorted(every, key=lambda each: -abs(each.points.mean))[:MOST]
    return tuple(each for each in every if each in largest)


def all_score_events(
    words: Wording, rules: Rules, analysis: Analysis, side: str
) -> tuple[ScoreEvent, ...]:
    """What made the score of a side, part by part."""
    parts = "luck", "own", "others", "facilitator"
    return tuple(
        event for part in parts for event in score_events(words, rules, analysis, side, part)
    )


def _part_of(event: EventWorth, side: str) -> str:
    """The key of the part of a side's score to which an event belongs."""
    if event.kind != "decision":
        return event.kind
    return "own" if event.side == side else "others"


def _line_of(event: EventWorth) -> int | None:
    return next(iter(lines_of(event)), None)


def event_text(words: Wording, rules: Rules, event: EventWorth) -> str:
    """What chance, a side or the facilitator did, in a few words."""
    if event.draw is not None:
        return chance_text(words, event.step, event.draw)
    made = [each for each in event.step.decisions if each.side == event.side]
    if event.side == FACILITATOR:
        return intervention_text(words, event.step)
    texts = [move_text(words, rules, each.before, each.side, each.decision.move) for each in made]
    what = words.language.listed(texts)
    return words.counted("insight.event.together", len(texts), what=what) if texts[1:] else what


def event_sentence(words: Wording, event: ScoreEvent) -> str:
    """What happened, with its turn and its points; of others' decisions, with whose it was."""
    values = {"what": event.text, "n": measured(event.points)}
    if not event.turn:
        return words.say("insight.event.before", **values)
    if event.part == "others":
        side = short_name(words, event.side)
        return words.say("insight.event.of", turn=event.turn, side=side, **values)
    return words.say("insight.event", turn=event.turn, **values)
