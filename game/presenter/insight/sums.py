"""What the final score of a side was made of, in words and figures."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.insight.account import Account
from game.insight.intervals import Interval
from game.presenter.insight.moves import chance_text
from game.words.sentences import signed
from game.words.wording import Wording

LEAST = 1.0
"""What chance did is told where it was worth so many points to a side."""
MOST = 8


@frozen
class Part:
    """A part of a side's final score."""

    key: str
    """`luck`, `own`, `others`, `facilitator` or `remainder`."""
    name: str
    points: Interval


@frozen
class LuckEvent:
    """Something that chance did, and what it was worth to a side."""

    turn: int
    text: str
    points: Interval


def parts_of(words: Wording, account: Account, side: str) -> tuple[Part, ...]:
    """The parts of a side's final score after the start, in the order in which they are told."""
    of = account.sides[side]
    parts = {"luck": of.luck, "own": of.own, "others": of.others}
    if any(event.kind == "facilitator" for event in account.events):
        parts["facilitator"] = of.facilitator
    parts["remainder"] = of.remainder
    return tuple(
        Part(key, words.say(f"insight.sum.{key}"), points) for key, points in parts.items()
    )


def luck_events(words: Wording, account: Account, side: str) -> tuple[LuckEvent, ...]:
    """What chance did for a side, the largest of it, in the order in which it happened."""
    every = list(_luck_events(words, account, side))
    largest = sorted(every, key=lambda each: -abs(each.points.mean))[:MOST]
    return tuple(each for each in every if each in largest)


def _luck_events(words: Wording, account: Account, side: str) -> Iterator[LuckEvent]:
    for event in account.events:
        points = event.values[side]
        if event.draw is not None and abs(points.mean) >= LEAST:
            yield LuckEvent(event.turn, chance_text(words, event.step, event.draw), points)


def luck_sentence(words: Wording, event: LuckEvent) -> str:
    """What chance did, with its turn and its points."""
    key = "insight.event" if event.turn else "insight.event.before"
    points = signed(round(event.points.mean))
    return words.say(key, turn=event.turn, what=event.text, n=points)


def is_rough(account: Account, side: str) -> bool:
    """Whether what isn't explained is larger than a part that is."""
    of = account.sides[side]
    return abs(of.remainder.mean) > min(abs(of.luck.mean), abs(of.own.mean), abs(of.others.mean))
