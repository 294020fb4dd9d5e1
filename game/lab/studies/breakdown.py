"""Scores of many games by line, by dealt card, and with and without each action; what was signed.

All sums are whole numbers, so that they are the same whatever the parts in which games come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf, isnan, isqrt, nan, sqrt
from typing import Annotated, TypedDict

import numpy as np
from attrs import frozen

from game.kernel.rows import Ints, Rows
from game.lab.batches.estimates import Estimate, Z
from game.lab.batches.json_keys import to_json
from game.lab.studies.panels import Measured, StudyTable
from game.lab.summary.columns import decimal, interval, per_cent, quantity
from game.model.scenario import titled
from game.rules.compiled import Rules
from game.words.naming import Naming

_SAFE = isqrt(2**62)
"""Squares of smaller numbers fit into 64 bits; so does their sum, if it is divided among them."""


@frozen
class Moments:
    """How many numbers there are, their sum, and the sum of their squares."""

    games: int = 0
    total: int = 0
    squares: int = 0

    def __add__(self, other: Moments) -> Moments:
        return Moments(
            self.games + other.games, self.total + other.total, self.squares + other.squares
        )

    @property
    def mean(self) -> Estimate:
        """The mean with its normal interval."""
        if not self.games:
            return Estimate(nan, -inf, inf)
        value = self.total / self.games
        half = Z * sqrt(self.variance / self.games) if self.games > 1 else inf
        return Estimate(value, value - half, value + half)

    @property
    def variance(self) -> float:
        """The sample variance; 0 for fewer than two numbers."""
        if self.games < 2:
            return 0.0
        return (self.games * self.squares - self.total**2) / (self.games * (self.games - 1))


def difference_of(strata: Iterable[tuple[Moments, Moments]]) -> Estimate:
    """The mean difference of two kinds of games within strata, with its normal interval.

    A stratum weighs as much as its games tell: n·m / (n + m) for n games of one kind and m of the
    other. One without a pair of games of each kind has no weight. nan where none has any.
    """
    weights, total, variance = 0.0, 0.0, 0.0
    for one, other in strata:
        if min(one.games, other.games) < 2:
            continue
        weight = one.games * other.games / (one.games + other.games)
        weights += weight
        total += weight * (one.total / one.games - other.total / other.games)
        variance += weight**2 * (one.variance / one.games + other.variance / other.games)
    if not weights:
        return Estimate(nan, -inf, inf)
    value, half = total / weights, Z * sqrt(variance) / weights
    return Estimate(value, value - half, value + half)


def moments(column: Ints) -> Moments:
    """The moments of some numbers."""
    largest = int(np.abs(column).max(initial=0))
    if largest * isqrt(len(column) + 1) < _SAFE // 2:
        return Moments(len(column), int(column.sum()), int(np.dot(column, column)))
    exact = [int(each) for each in column]
    return Moments(len(exact), sum(exact), sum(each * each for each in exact))


@frozen
class LineMeans:
    """The points that one line of a side's score gave."""

    side: str
    label: str
    points: Moments


@frozen
class CardScores:
    """The scores of all sides in the games in which a card was dealt."""

    deal: str
    card: str
    scores: tuple[Moments, ...]
    """By side."""


@frozen
class ActionScores:
    """The scores of an action's side in the games in which the action was legal at all."""

    side: str
    action: str
    taken: Moments
    """Those in which it was taken."""
    left: Moments
    """Those in which it wasn't."""
    difference: Estimate
    """How much more the side has where it was taken, among games of the same bots."""

    @property
    def games(self) -> int:
        """In how many games it was legal."""
        return self.taken.games + self.left.games


@frozen
class Signings:
    """What was last signed at a table, beside the Pareto frontier of that moment."""

    table: str
    unused: Moments
    """The unused gains in thousandths, where they were measured."""
    on_frontier: int
    """Those that are 0."""
    unmeasured: int = 0
    """The games in which something was signed, and its unused gain isn't known."""

    def __add__(self, other: Signings) -> Signings:
        return Signings(
            self.table,
            self.unused + other.unused,
            self.on_frontier + other.on_frontier,
            self.unmeasured + other.unmeasured,
        )

    @property
    def games(self) -> int:
        """In how many games something was signed."""
        return self.unused.games + self.unmeasured

    @property
    def unused_gain(self) -> Estimate:
        """The mean unused gain, from 0 to 1."""
        mean = self.unused.mean
        return Estimate(mean.value / 1000, mean.low / 1000, mean.high / 1000)


class LineJson(TypedDict):
    """The points that one line of a side's score gave."""

    side: Annotated[str, "The side."]
    label: Annotated[str, "What the line counts, in the words of the scenario."]
    points: Annotated[Estimate, "Their mean over the games."]


class CardJson(TypedDict):
    """The games in which a card was dealt."""

    deal: Annotated[str, "The deal."]
    card: Annotated[str, "The card."]
    games: Annotated[int, "In how many games it was dealt."]
    scores: Annotated[
        list[Estimate | None],
        "The mean score of each side in these games, in the order of the scenario; points. null "
        "where the card was never dealt.",
    ]


class ActionGamesJson(TypedDict):
    """Some of the games in which an action was legal at all."""

    games: Annotated[int, "How many they are."]
    score: Annotated[
        Estimate | None, "The mean score of the action's side in points; null for no games."
    ]


WithAndWithoutJson = TypedDict(
    "WithAndWithoutJson",
    {
        "with": Annotated[ActionGamesJson, "The games in which it was taken."],
        "without": Annotated[ActionGamesJson, "The games in which it was legal and never taken."],
    },
)


class ActionScoresJson(WithAndWithoutJson):
    """What an action goes with."""

    side: Annotated[str, "The side that takes it."]
    action: Annotated[str, "The action."]
    difference: Annotated[
        Estimate | None,
        "How many points more the side has where it was taken, among games of the same bots; null "
        "where there is nothing to compare.",
    ]


class SigningsJson(TypedDict):
    """How far what was signed at a table was from the Pareto frontier of that moment."""

    table: Annotated[str, "The table."]
    games: Annotated[int, "In how many games something was signed whose unused gain is known."]
    on_frontier: Annotated[int, "In how many of these it was 0."]
    unused_gain: Annotated[
        Estimate | None,
        "Its mean, from 0 (on the frontier) to 1; null where it is known of no game.",
    ]
    unmeasured: Annotated[int, "In how many games something was signed and it isn't known."]


class BreakdownJson(TypedDict):
    """Scores of many games, broken down."""

    lines: Annotated[list[LineJson], "The lines of the sides' scores, side by side."]
    cards: Annotated[list[CardJson], "The cards that are dealt, deal by deal."]
    actions: Annotated[list[ActionScoresJson], "The actions of all sides, side by side."]
    signings: Annotated[list[SigningsJson], "What was signed, table by table."]


@frozen
class Breakdown:
    """The scores of some games, broken down."""

    lines: tuple[LineMeans, ...]
    """Side by side."""
    cards: tuple[CardScores, ...]
    """Deal by deal."""
    actions: tuple[ActionScores, ...]
    """Slot by slot."""
    signings: tuple[Signings, ...] = ()
    """Table by table."""

    def tables(self, rules: Rules) -> Iterator[StudyTable]:
        """The breakdown as tables: by line, by card, with and without actions, what was signed."""
        naming = Naming(rules.scenario)
        for side in rules.sides:
            yield _line_table(naming, side, self.lines)
        for deal in rules.deals:
            yield _card_table(rules, deal.id, self.cards)
        for side in rules.sides:
            own = [each for each in self.actions if each.side == side and each.games]
            if own:
                yield _action_table(naming, side, own)
        if any(each.games for each in self.signings):
            yield _signing_table(naming, self.signings)

    def as_json(self) -> BreakdownJson:
        """The breakdown as a JSON object."""
        return {
            "lines": [
                {"side": each.side, "label": each.label, "points": to_json(each.points.mean)}
                for each in self.lines
            ],
            "cards": [
                {
                    "deal": each.deal,
                    "card": each.card,
                    "games": each.scores[0].games,
                    "scores": [_mean_json(score) for score in each.scores],
                }
                for each in self.cards
            ],
            "actions": [
                {
                    "side": each.side,
                    "action": each.action,
                    "with": {"games": each.taken.games, "score": _mean_json(each.taken)},
                    "without": {"games": each.left.games, "score": _mean_json(each.left)},
                    "difference": _optional(each.difference),
                }
                for each in self.actions
            ],
            "signings": [
                {
                    "table": each.table,
                    "games": each.unused.games,
                    "on_frontier": each.on_frontier,
                    "unused_gain": _optional(each.unused_gain),
                    "unmeasured": each.unmeasured,
                }
                for each in self.signings
            ],
        }


def _mean_json(score: Moments) -> Estimate | None:
    return _optional(score.mean)


def _optional(estimate: Estimate) -> Estimate | None:
    return None if np.isnan(estimate.value) else to_json(estimate)


class BreakdownCounter:
    """Adds up the rows of games as they come."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        sides = rules.sides
        lines = [(side, line.label) for side in sides for line in rules.scenario.sides[side].score]
        self._lines = [(side, label, Moments()) for side, label in lines]
        self._cards = [[[Moments() for _ in sides] for _ in deal.cards] for deal in rules.deals]
        self._actions: list[dict[int, list[Moments]]] = [{} for _ in rules.slots]
        """By slot and stratum, the games in which it was taken, and in which it was legal only."""
        self._signings = [Signings(table.id, Moments(), 0) for table in rules.tables]

    def add(self, rows: Rows, stratum: int = 0) -> None:
        """Counts some games. stratum: a number for those who played them."""
        self._lines = [
            (side, label, before + moments(rows.lines[:, i]))
            for i, (side, label, before) in enumerate(self._lines)
        ]
        for number, cards in enumerate(self._cards):
            for card, by_side in enumerate(cards):
                dealt = rows.cards[:, number] == card
                for side in range(len(by_side)):
                    by_side[side] += moments(rows.scores[dealt, side])
        for number, slot in enumerate(self._rules.slots):
            score = rows.scores[:, slot.side]
            legal, taken = rows.legal[:, number] > 0, rows.taken[:, number] > 0
            counted = self._actions[number].setdefault(stratum, [Moments(), Moments()])
            for i, chosen in enumerate((taken, legal & ~taken)):
                counted[i] += moments(score[chosen])
        for number, before in enumerate(self._signings):
            signed = rows.unused_gains[rows.signed_turn[:, number] >= 0, number]
            gains = signed[signed >= 0]
            on_frontier, unmeasured = int((gains == 0).sum()), len(signed) - len(gains)
            own = Signings(before.table, moments(gains), on_frontier, unmeasured)
            self._signings[number] = before + own

    def result(self) -> Breakdown:
        """The breakdown of all games so far."""
        rules = self._rules
        return Breakdown(
            tuple(LineMeans(*line) for line in self._lines),
            tuple(
                CardScores(deal.id, card, tuple(by_side))
                for deal, cards in zip(rules.deals, self._cards, strict=True)
                for card, by_side in zip(deal.cards, cards, strict=True)
            ),
            tuple(
                _action_scores(rules.sides[slot.side], slot.action, list(by_stratum.values()))
                for slot, by_stratum in zip(rules.slots, self._actions, strict=True)
            ),
            tuple(self._signings),
        )


def _action_scores(side: str, action: str, strata: Sequence[Sequence[Moments]]) -> ActionScores:
    taken, left = (sum((each[i] for each in strata), Moments()) for i in (0, 1))
    return ActionScores(
        side, action, taken, left, difference_of((each[0], each[1]) for each in strata)
    )


# In tables

_WITH = (
    "With and without: the side's mean score in games in which the action was legal, by whether "
    "it was taken. The difference is that among games of the same bots. What the action itself is "
    "worth, --forbid tells: whoever takes it may stand elsewhere."
)
_UNUSED = (
    "Unused gain: by how much what was signed could have been better for all, and worse for "
    "nobody, as a share of what is between a party's worst and best package; 0 on the frontier."
)


def _line_table(naming: Naming, side: str, lines: Iterable[LineMeans]) -> StudyTable:
    rows = [
        (str(number), each.label, decimal(each.points.mean.value), interval(each.points.mean))
        for number, each in enumerate((line for line in lines if line.side == side), 1)
    ]
    heads = ("", "line", "mean", "95 % interval")
    return StudyTable(f"Points by line: {naming.side(side)}", heads, rows, lead=2)


def _card_table(rules: Rules, deal: str, cards: Iterable[CardScores]) -> StudyTable:
    known = rules.scenario.deals[deal]
    rows = [
        (
            each.card,
            titled(known.cards[each.card].name, each.card),
            f"{each.scores[0].games:,}",
            *(Measured(score.mean) if score.games else "–" for score in each.scores),
        )
        for each in cards
        if each.deal == deal
    ]
    title = f"By card: {titled(known.name, deal)} ({deal})"
    heads = ("card", "name", "games", *map(Naming(rules.scenario).side_in_table, rules.sides))
    return StudyTable(title, heads, rows, lead=2)


def _action_table(naming: Naming, side: str, actions: Iterable[ActionScores]) -> StudyTable:
    rows = [
        (
            each.action,
            naming.action(each.action),
            f"{each.taken.games:,}",
            _short(each.taken),
            _short(each.left),
            "–" if isnan(each.difference.value) else Measured(each.difference, is_change=True),
        )
        for each in actions
    ]
    heads = ("action", "name", "taken in", "with", "without", "difference")
    return StudyTable(f"With and without: {naming.side(side)}", heads, rows, _WITH, lead=2)


def _short(score: Moments) -> str:
    return decimal(score.mean.value) if score.games else "–"


def _signing_table(naming: Naming, signings: Iterable[Signings]) -> StudyTable:
    rows, notes = [], [_UNUSED]
    for each in signings:
        known = each.unused.games
        if each.games:
            rows.append(
                (
                    each.table,
                    naming.table(each.table),
                    f"{known:,}",
                    per_cent(each.on_frontier / known) if known else "–",
                    f"{decimal(100 * each.unused_gain.value)} %" if known else "–",
                    interval(each.unused_gain, 100) if known else "–",
                )
            )
        if each.unmeasured:
            notes.append(
                f"What was signed at {naming.table(each.table)} in "
                f"{quantity(each.unmeasured, 'game')} can't be compared with the Pareto frontier: "
                "so many packages can't be worked out."
            )
    heads = ("table", "name", "signed", "on it", "unused gain", "95 % interval")
    return StudyTable("Beside the Pareto frontier", heads, rows, " ".join(notes), lead=2)
