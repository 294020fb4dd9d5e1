"""What a side's score is, line by line and against its par."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from game.insight.intervals import Interval
from game.model.play import LineScore, View
from game.model.scenario import titled
from game.presenter.badges import SideBadge, badge_of
from game.presenter.participants import player_name
from game.presenter.prose import without_sources
from game.presenter.verdicts import Verdict
from game.session.agreements import Signing
from game.words.sentences import number
from game.words.wording import Wording

LONGEST_RULE = 170
"""As many letters has the rule of a line at most, where it is told."""


@frozen
class LineOfScore:
    """A line of a score, or several that are put together."""

    label: str
    points: int
    share: float
    """The length of its bar, from 0 to 1; the longest line has 1."""
    rule: str = ""
    """How it is counted; empty before the end, of several lines, and where that is long."""

    @property
    def figure(self) -> str:
        """Its points as people read them."""
        return number(self.points)


@frozen
class SeatScore:
    """What came of the lines that count for a seat alone (rule 17.3)."""

    seat: str
    """Its id."""
    name: str
    total: int
    lines: tuple[LineOfScore, ...]

    @property
    def figure(self) -> str:
        """The total as people read it."""
        return number(self.total)


@frozen
class Score:
    """The score of a side."""

    badge: SideBadge
    side: str
    """Its name."""
    total: int
    is_complete: bool
    """Whether all lines are counted: some are only after the end."""
    par: int
    par_text: str
    """`par 60`."""
    margin: str
    """How far the total lies above or below par, in words."""
    judgement: Verdict | None
    """Whether that is better or worse than par; None where it is par."""
    lines: tuple[LineOfScore, ...]
    below: str
    """What the side signed below its reserve; empty where nothing."""
    verdict: str
    """The author's verdict as a sentence; empty where there is none, or the margin says it."""
    remarks: str
    """What bots make of this seat on the same luck, as far as that is known, and the verdict."""
    seats: tuple[SeatScore, ...] = ()
    """The results of its seats, after the end; of the seats that have lines of their own."""

    @property
    def figure(self) -> str:
        """The total as people read it."""
        return number(self.total)


def score_of(
    words: Wording,
    view: View,
    side: str,
    signings: Iterable[Signing] = (),
    *,
    most: int | None = None,
    baselines: Mapping[str, Interval] | None = None,
) -> Score:
    """The score of a side as a reader sees it, who is to know of it by now.

    signings: of this side or of all. most: so many lines there is room for; the smallest of more
    are put together. baselines: by bot, the measured score of this seat, where it is known.
    """
    sheet = view.scores[side]
    more = sheet.total - sheet.par
    verdict = words.verdict(view, side)
    plain = words.say(f"ui.over.par.{_way(more)}", n=number(abs(more)))
    margin = _margin(words, view, side, more, verdict)
    verdict = verdict if margin == plain else ""
    remarks = _means(words, baselines), verdict
    return Score(
        badge_of(words.scenario, side),
        words.naming.side(side),
        sheet.total,
        sheet.complete,
        sheet.par,
        words.say("ui.over.par", par=number(sheet.par)),
        margin,
        None if not more else "better" if more > 0 else "worse",
        _lines(words, view, side, sheet.lines, most),
        _below(words, [each for each in signings if each.side == side and each.below]),
        verdict,
        " ".join(each for each in remarks if each),
        tuple(_seats(words, view, side)) if view.outcome is not None else (),
    )


def _seats(words: Wording, view: View, side: str) -> Iterator[SeatScore]:
    for id, seat in words.scenario.sides[side].seats.items():
        lines = view.seat_scores.get((side, id), ())
        if lines:
            total = sum(line.points for line in lines)
            counted = _lines(words, view, side, lines, None, id)
            yield SeatScore(id, titled(seat.name, id), total, counted)


def _below(words: Wording, signings: Sequence[Signing]) -> str:
    """What a side signed below its reserve, with the turns where that was several times."""
    keys = "signed-below.short", "bound-below.short"
    if signings[1:]:
        keys = "signed-below.short.turn", "bound-below.short.turn"
    return " · ".join(
        words.say(
            keys[each.bound],
            turn=each.turn,
            worth=number(each.worth),
            reserve=number(each.reserve),
        )
        for each in signings
    )


def _way(more: int) -> str:
    """Whether a score lies above or below par."""
    return "above" if more > 0 else "below" if more < 0 else "even"


def _margin(words: Wording, view: View, side: str, more: int, verdict: str) -> str:
    """How far a score lies from par; with a word between where the author's verdict is another."""
    margin = words.say(f"ui.over.par.{_way(more)}", n=number(abs(more)))
    if not verdict or view.outcome is None or not more:
        return margin
    judged = words.scenario.outcomes[view.outcome].verdict[side]
    if judged == ("win" if more > 0 else "loss"):
        return margin
    return words.say(f"ui.over.par.yet.{judged}", margin=margin)


def _means(words: Wording, baselines: Mapping[str, Interval] | None) -> str:
    means = [
        words.say("ui.over.means.of", bot=player_name(words, bot), n=number(round(each.mean)))
        for bot, each in (baselines or {}).items()
    ]
    return words.say("ui.over.means", means=words.language.listed(means)) if means else ""


def _lines(
    words: Wording,
    view: View,
    side: str,
    every: Sequence[LineScore],
    most: int | None,
    seat: str = "",
) -> tuple[LineOfScore, ...]:
    """The lines of the score of a side or of one of its seats, of more than there is room for the
    largest, in their order."""
    written = words.scenario.sides[side]
    labels = [line.label for line in (written.seats[seat] if seat else written).score]
    largest = list(every)
    if most is not None and len(largest) > most:
        largest = sorted(largest, key=lambda line: -abs(line.points))[: most - 1]
    lines = [
        (
            label := without_sources(labels[line.index]),
            line.points,
            _rule(words, view, side, seat, line.index, label),
        )
        for line in every
        if line in largest
    ]
    rest = [line.points for line in every if line not in largest]
    if rest:
        lines.append((words.counted("ui.over.lines", len(rest)), sum(rest), ""))
    longest = max((abs(points) for _, points, _ in lines), default=0) or 1
    return tuple(
        LineOfScore(label, points, abs(points) / longest, rule) for label, points, rule in lines
    )


def _rule(words: Wording, view: View, side: str, seat: str, index: int, label: str) -> str:
    """How a line is counted, once the game is over; a long rule says less than its label, and one
    that only repeats it says nothing."""
    if view.outcome is None:
        return ""
    reserves = {
        id: table.reserves[side] for id, table in view.tables.items() if side in table.reserves
    }
    agreed = [id for id, table in view.tables.items() if table.status == "agreed"]
    rule = words.score_rule(side, index, reserves, agreed, seat)
    says_more = rule.casefold() != label.casefold() and len(rule) <= LONGEST_RULE
    return rule if says_more else ""
