"""Where the final score of a side came from: a waterfall of bars that add up, in whole points."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from attrs import frozen

from game.insight.account import Account
from game.insight.analysis import Analysis
from game.insight.intervals import EXACT, Interval, around
from game.model.colours import deep_colour
from game.presenter.badges import SideBadge, badge_of
from game.presenter.debrief.debrief import Debrief
from game.presenter.hindsight.sums import ScoreEvent, score_events
from game.presenter.participants import player_name
from game.presenter.prose import short_name
from game.rules.compiled import Rules
from game.words.sentences import capital, count_of, number, signed, with_error
from game.words.wording import Wording

REMAINDER = "remainder"
"""The key of the part that nothing explains."""
_WHOLE = "start", "final"
_SEVERAL, _FACILITATOR = "#7a6a5a", "#946c16"
"""The colours of what several other sides and the facilitator did."""


@frozen
class Bar:
    """A bar of a waterfall: a score that is reached, or a part that moved it."""

    key: str
    """`start`, `final`, or of a part `luck`, `own`, `others`, `facilitator`, `remainder`."""
    name: str
    side: str
    """The side whose decisions it stands for; empty for chance, for nobody and for several."""
    colour: str
    """As `#rrggbb`; dark enough for white on it."""
    points: int
    """In whole points: the score that is reached, or the change."""
    error: int
    """By how many points it can be wrong: half its interval, at least one; 0 where it is exact."""
    events: tuple[ScoreEvent, ...] = ()
    """What made it, the largest of it, in the order in which it happened."""

    @property
    def is_part(self) -> bool:
        """Whether it moves the score; False for the start and the final score."""
        return self.key not in _WHOLE

    @property
    def text(self) -> str:
        """Its points as they are written: 69, or +6."""
        return signed(self.points) if self.is_part else number(self.points)

    @property
    def interval(self) -> str:
        """By how much it can be wrong, as it is written; empty where it is exact."""
        return f"± {self.error}" if self.error else ""

    @property
    def spoken(self) -> str:
        """Its name and its points."""
        return f"{self.name} {self.text} {self.interval}".rstrip()

    @property
    def tone(self) -> Literal["better", "worse", ""]:
        """Whether it was good for the side; empty where nobody can say that."""
        if not self.is_part or self.key == REMAINDER or not self.points:
            return ""
        return "better" if self.points > 0 else "worse"


@frozen
class Level:
    """A score to compare with: what a bot made of the seat with the same luck, or this game."""

    bot: str
    """Empty for the side itself, in this game."""
    name: str
    points: Interval

    @property
    def text(self) -> str:
        """Its whole points, as they are written."""
        return number(round(self.points.mean))

    @property
    def spoken(self) -> str:
        """Its name, its points and its interval."""
        if not self.bot:
            return f"{self.name} {self.text}"
        low, high = (number(round(end)) for end in (self.points.low, self.points.high))
        return f"{self.name} {self.text} ({low}–{high})"


@frozen
class Waterfall:
    """Where the final score of a side came from."""

    badge: SideBadge
    name: str
    """The name of the side."""
    bars: tuple[Bar, ...]
    """The start, the parts in their order, the remainder last, and the final score.

    The start and all parts add up to the final score.
    """
    par: int
    levels: tuple[Level, ...]
    """Scores to compare with, the lowest first; none where no bot has played the seat."""
    answer: str
    """What made most of the difference, in a sentence or two."""
    unexplained: str
    """What the remainder is, in a sentence or two."""
    caution: str
    """A warning where what isn't explained is large; else empty."""
    text: str
    """All figures in words, for those who can't see a chart of it."""

    @property
    def start(self) -> int:
        """What the side could expect at the start."""
        return self.bars[0].points

    @property
    def parts(self) -> tuple[Bar, ...]:
        """All that moved the score."""
        return self.bars[1:-1]

    @property
    def final(self) -> int:
        """The final score."""
        return self.bars[-1].points

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """From which score to which each bar leads; the start and the final score stand on 0."""
        reached = [self.start]
        for part in self.parts:
            reached.append(reached[-1] + part.points)
        return ((0, self.start), *pairwise(reached), (0, self.final))

    def left_out(self, words: Wording, key: str, shown: Sequence[ScoreEvent]) -> str:
        """What all of a part comes to that isn't among the events shown, in a sentence."""
        points = next((bar.points for bar in self.bars if bar.key == key), 0)
        rest = points - sum(round(each.points.mean) for each in shown)
        if not rest:
            return words.say("insight.sum.cancel")
        return words.say("insight.sum.left-out", n=signed(rest))

    def events_of(self, key: str) -> tuple[ScoreEvent, ...]:
        """What made a part, by its key."""
        return next((bar.events for bar in self.bars if bar.key == key), ())


def waterfall(debrief: Debrief, analysis: Analysis, side: str) -> Waterfall | str:
    """Where the score of a side came from, as every face shows it; a sentence where that can't be
    said."""
    words, account = debrief.words, analysis.account
    if not isinstance(account, Account):
        turn = account.step.turn if account.step is not None else 0
        return words.say(f"insight.none.{account.reason}", turn=turn)
    par, bars = (
        debrief.view.scores[side].par,
        _bars(words, debrief.game.rules, analysis, account, side),
    )
    error = max(bar.error for bar in bars if bar.key != REMAINDER)
    levels = _levels(words, analysis, side, bars[-1].points)
    return Waterfall(
        badge_of(words.scenario, side),
        words.naming.side(side),
        bars,
        par,
        levels,
        _answer(words, bars, side),
        words.say("insight.sum.unexplained", n=number(max(1, error))),
        words.say("insight.sum.remainder.large") if is_rough(account, side) else "",
        _text(words, bars, par, levels),
    )


def _bars(
    words: Wording, rules: Rules, analysis: Analysis, account: Account, side: str
) -> tuple[Bar, ...]:
    of, points = account.sides[side], account.sides[side].rounded()
    intervals = {"start": EXACT, "luck": of.luck, "own": of.own, "others": of.others}
    if any(event.kind == "facilitator" for event in account.events):
        intervals["facilitator"] = of.facilitator
    intervals |= {REMAINDER: of.remainder, "final": EXACT}
    return tuple(
        Bar(
            key,
            part_name(words, side, key),
            _who(words, side, key),
            _colour(words, side, key),
            points[key],
            interval.error,
            score_events(words, rules, analysis, side, key),
        )
        for key, interval in intervals.items()
    )


def part_name(words: Wording, side: str, key: str) -> str:
    """The name of a part of a side's score; what the one other side did has that side's name."""
    other = _one_other(words, side)
    if key == "others" and other:
        return words.say("insight.sum.other", side=short_name(words, other))
    return words.say(f"insight.sum.{key}")


def _who(words: Wording, side: str, key: str) -> str:
    """The side whose decisions a bar stands for."""
    if key == "others":
        return _one_other(words, side)
    return side if key in (*_WHOLE, "own") else ""


def _colour(words: Wording, side: str, key: str) -> str:
    """The colour of whoever did it; grey for chance and for what nobody did."""
    who = _who(words, side, key)
    if key == "facilitator":
        return _FACILITATOR
    if key == "others" and not who:
        return _SEVERAL
    return deep_colour(badge_of(words.scenario, who).colour)


def _one_other(words: Wording, side: str) -> str:
    """The other side, where there is only one; else empty."""
    others = [each for each in words.scenario.sides if each != side]
    return others[0] if len(others) == 1 else ""


def _levels(words: Wording, analysis: Analysis, side: str, final: int) -> tuple[Level, ...]:
    others = analysis.baselines[side].items() if side in analysis.baselines else ()
    levels = [Level(bot, capital(player_name(words, bot)), points) for bot, points in others]
    if levels:
        levels.append(Level("", words.say("insight.sum.itself"), around(final, 0)))
    return tuple(sorted(levels, key=lambda level: level.points.mean))


def _text(words: Wording, bars: Sequence[Bar], par: int, levels: Sequence[Level]) -> str:
    parts = [bar.spoken for bar in bars]
    parts.append(capital(words.say("ui.over.par", par=number(par))))
    if levels:
        heading = words.say("insight.sum.comparisons")
        parts.append(f"{heading}: {words.language.listed(level.spoken for level in levels)}")
    return f"{'. '.join(parts)}."


def _answer(words: Wording, bars: Sequence[Bar], side: str) -> str:
    name, other = words.naming.side_inside(side), _one_other(words, side)
    named = words.naming.side_inside(other) if other else ""
    explained = [bar for bar in bars if bar.tone]
    said = [
        words.counted(
            f"insight.sum.said.{'other' if bar.key == 'others' and other else bar.key}."
            f"{'more' if bar.points > 0 else 'less'}",
            count_of(abs(bar.points), bar.error),
            points=with_error(abs(bar.points), bar.error),
            side=name,
            other=named,
        )
        for bar in sorted(explained, key=lambda bar: -abs(bar.points))
    ]
    start = words.say("insight.sum.said.start", side=name, n=bars[0].text)
    return " ".join((start, *said)) if said else words.say("insight.sum.said.nothing", side=name)


def is_rough(account: Account, side: str) -> bool:
    """Whether what isn't explained is a point or more, and larger than a part that is."""
    of, points = account.sides[side], account.sides[side].rounded()
    parts = {"luck": of.luck, "own": of.own, "others": of.others}
    told = [abs(part.mean) for key, part in parts.items() if points[key]]
    return round(of.remainder.mean) != 0 and abs(of.remainder.mean) > min(told, default=0)
