"""What the final score of a side was made of, in words and figures."""

from __future__ import annotations

from attrs import frozen

from game.insight.account import Account, EventWorth
from game.insight.intervals import EXACT, Interval
from game.model.decisions import FACILITATOR
from game.presenter.insight.moves import chance_text, intervention_text, move_text
from game.presenter.prose import short_name
from game.presenter.sides.badges import badge_of
from game.presenter.sides.colours import deep_colour
from game.rules.compiled import Rules
from game.words.sentences import number, signed
from game.words.wording import Wording

LEAST = 1.0
"""What happened is told where it was worth so many points to a side."""
MOST = 8
REMAINDER = "remainder"
"""The key of the part that nothing explains."""
_SEVERAL, _FACILITATOR = "#7a6a5a", "#946c16"
"""The colours of what several other sides and the facilitator did."""


@frozen
class Part:
    """A part of a side's final score, in whole points: a bar of its waterfall."""

    key: str
    """`luck`, `own`, `others`, `facilitator` or `remainder`; of the whole bars `start`, `final`."""
    name: str
    colour: str
    """As `#rrggbb`; dark enough for white on it."""
    points: int
    error: int
    """By how many points it can be wrong: half its interval, at least one; 0 where it is exact."""


@frozen
class ScoreSum:
    """What a side's final score is the sum of, in whole points: start and parts add up to it."""

    bars: tuple[Part, ...]
    """The start, the parts in the order in which they are told, the remainder last, and the end."""

    @property
    def start(self) -> int:
        """What the side could expect at the start."""
        return self.bars[0].points

    @property
    def parts(self) -> tuple[Part, ...]:
        """All that moved the score."""
        return self.bars[1:-1]

    @property
    def final(self) -> int:
        """The final score."""
        return self.bars[-1].points

    @property
    def explained(self) -> tuple[Part, ...]:
        """All parts but the remainder."""
        return tuple(part for part in self.parts if part.key != REMAINDER)


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


def score_sum(words: Wording, account: Account, side: str) -> ScoreSum:
    """What the final score of a side is the sum of, as every page shows it."""
    of, points = account.sides[side], account.sides[side].rounded()
    intervals = {"start": EXACT, "luck": of.luck, "own": of.own, "others": of.others}
    if any(event.kind == "facilitator" for event in account.events):
        intervals["facilitator"] = of.facilitator
    intervals |= {REMAINDER: of.remainder, "final": EXACT}
    return ScoreSum(
        tuple(
            Part(
                key,
                part_name(words, side, key),
                _colour(words, side, key),
                points[key],
                _error(interval),
            )
            for key, interval in intervals.items()
        )
    )


def part_name(words: Wording, side: str, key: str) -> str:
    """The name of a part of a side's score; what the one other side did has that side's name."""
    others = _others(words, side)
    if key == "others" and len(others) == 1:
        return words.say("insight.sum.other", side=short_name(words, others[0]))
    return words.say(f"insight.sum.{key}")


def _colour(words: Wording, side: str, key: str) -> str:
    """The colour of whoever did it; grey for chance and for what nobody did."""
    others = _others(words, side)
    match key:
        case "facilitator":
            return _FACILITATOR
        case "others" if len(others) != 1:
            return _SEVERAL
        case "others":
            who = others[0]
        case "luck" | "remainder":
            who = ""
        case _:
            who = side
    return deep_colour(badge_of(words.scenario, who).colour)


def _others(words: Wording, side: str) -> list[str]:
    return [each for each in words.scenario.sides if each != side]


def _error(interval: Interval) -> int:
    return max(1, round(interval.half_width)) if interval.half_width else 0


def score_events(
    words: Wording, rules: Rules, account: Account, side: str, part: str
) -> tuple[ScoreEvent, ...]:
    """What made a part of a side's score, the largest of it, in the order in which it happened."""
    every = [
        ScoreEvent(
            part,
            event.side if event.side != FACILITATOR else "",
            event.turn,
            _line_of(event),
            event_text(words, rules, event),
            event.values[side],
        )
        for event in account.events
        if _part_of(event, side) == part and abs(event.values[side].mean) >= LEAST
    ]
    largest = sorted(every, key=lambda each: -abs(each.points.mean))[:MOST]
    return tuple(each for each in every if each in largest)


def all_score_events(
    words: Wording, rules: Rules, account: Account, side: str
) -> tuple[ScoreEvent, ...]:
    """What made the score of a side, part by part."""
    parts = "luck", "own", "others", "facilitator"
    return tuple(
        event for part in parts for event in score_events(words, rules, account, side, part)
    )


def _part_of(event: EventWorth, side: str) -> str:
    """The key of the part of a side's score to which an event belongs."""
    if event.kind != "decision":
        return event.kind
    return "own" if event.side == side else "others"


def _line_of(event: EventWorth) -> int | None:
    made = [each.line for each in event.step.decisions if each.side == event.side]
    return made[0] if made and event.draw is None else None


def event_text(words: Wording, rules: Rules, event: EventWorth) -> str:
    """What chance, a side or the facilitator did, in a few words."""
    if event.draw is not None:
        return chance_text(words, event.step, event.draw)
    made = [each for each in event.step.decisions if each.side == event.side]
    if event.side == FACILITATOR:
        return intervention_text(words, event.step)
    return words.language.listed(
        move_text(words, rules, each.before, each.side, each.decision.move) for each in made
    )


def answer(words: Wording, account: Account, side: str) -> str:
    """In a sentence or two, what made most of the difference between start and final score."""
    shown = score_sum(words, account, side)
    largest = sorted(shown.explained, key=lambda each: -abs(each.points))
    name, others = words.naming.side_inside(side), _others(words, side)
    one_other = words.naming.side_inside(others[0]) if len(others) == 1 else ""
    said = [
        words.counted(
            f"insight.sum.said.{'other' if part.key == 'others' and one_other else part.key}."
            f"{'more' if part.points > 0 else 'less'}",
            abs(part.points),
            side=name,
            other=one_other,
        )
        for part in largest
        if part.points
    ]
    start = words.say("insight.sum.said.start", side=name, n=number(shown.start))
    return " ".join((start, *said)) if said else words.say("insight.sum.said.nothing", side=name)


def event_sentence(words: Wording, event: ScoreEvent) -> str:
    """What happened, with its turn and its points."""
    key = "insight.event" if event.turn else "insight.event.before"
    points = signed(round(event.points.mean))
    return words.say(key, turn=event.turn, what=event.text, n=points)


def is_rough(account: Account, side: str) -> bool:
    """Whether what isn't explained is larger than a part that is."""
    of = account.sides[side]
    return abs(of.remainder.mean) > min(abs(of.luck.mean), abs(of.own.mean), abs(of.others.mean))
