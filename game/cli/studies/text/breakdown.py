"""Scores by line, by card and by action, what was signed, and pairings as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from game.lab.run.estimates import Estimate
from game.lab.studies.breakdown import Breakdown, Moments
from game.lab.studies.pairings import AllPairings
from game.lab.summary.columns import (
    columns,
    decimal,
    difference,
    interval,
    per_cent,
    wrap,
)
from game.model.scenario import titled
from game.rules.compiled import Rules
from game.words.naming import Naming

_WITH = (
    "With and without: the side's mean score in games in which the action was legal, by whether "
    "it was taken. The difference is that among games of the same bots. What the action itself is "
    "worth, --forbid tells: whoever takes it may stand elsewhere."
)

_UNUSED = (
    "Unused gain: by how much what was signed could have been better for all, and worse for "
    "nobody, as a share of what is between a party's worst and best package; 0 on the frontier."
)


def breakdown_sections(rules: Rules, breakdown: Breakdown) -> Iterator[list[str]]:
    """The sections of a breakdown, each a title and aligned figures."""
    naming = Naming(rules.scenario)
    for side in rules.sides:
        rows = [
            (str(number), each.label, decimal(each.points.mean.value), interval(each.points.mean))
            for number, each in enumerate((e for e in breakdown.lines if e.side == side), 1)
        ]
        yield columns(f"Points by line: {naming.side(side)}", ("mean", "95 % interval"), rows)
    for deal in rules.deals:
        name = titled(rules.scenario.deals[deal.id].name, deal.id)
        card_rows = [
            (
                each.card,
                titled(rules.scenario.deals[deal.id].cards[each.card].name, each.card),
                f"{each.scores[0].games:,}",
                *map(_mean, each.scores),
            )
            for each in breakdown.cards
            if each.deal == deal.id
        ]
        title = f"By card: {deal.id}, {name}"
        yield columns(title, ("games", *rules.sides), card_rows)
    for side in rules.sides:
        action_rows = [
            (
                each.action,
                naming.action(each.action),
                f"{each.taken.games:,}",
                _short(each.taken),
                _short(each.left),
                _difference(each.difference),
            )
            for each in breakdown.actions
            if each.side == side and each.taken.games + each.left.games
        ]
        if action_rows:
            heads = ("taken in", "with", "without", "difference")
            yield columns(f"With and without: {naming.side(side)}", heads, action_rows)
    yield wrap(_WITH)
    signed_rows = [
        (
            each.table,
            naming.table(each.table),
            f"{each.unused.games:,}",
            per_cent(each.on_frontier / each.unused.games),
            f"{decimal(100 * each.unused_gain.value)} %",
            interval(each.unused_gain, 100),
        )
        for each in breakdown.signings
        if each.unused.games
    ]
    if signed_rows:
        heads = ("signed", "on it", "unused gain", "95 % interval")
        yield [*columns("Beside the Pareto frontier", heads, signed_rows), *wrap(_UNUSED)]
    for each in breakdown.signings:
        if each.unmeasured:
            games = f"{each.unmeasured:,} {'game' if each.unmeasured == 1 else 'games'}"
            yield wrap(
                f"What was signed at {naming.table(each.table)} in {games} can't be compared with "
                "the Pareto frontier: so many packages can't be worked out."
            )


def pairings_section(result: AllPairings) -> list[str]:
    """The mean scores of every pairing."""
    rows = [
        (
            " – ".join(each.seats.values()),
            "",
            *(difference(score).lstrip("+") for score in each.scores),
        )
        for each in result.pairings
    ]
    return columns("Mean scores by pairing", result.rules.sides, rows)


def _estimate(score: Estimate) -> str:
    return difference(score).lstrip("+")


def _mean(score: Moments) -> str:
    return "–" if not score.games else _estimate(score.mean)


def _short(score: Moments) -> str:
    return "–" if not score.games else decimal(score.mean.value)


def _difference(estimate: Estimate) -> str:
    return "–" if isnan(estimate.value) else difference(estimate)
