"""The summary of many games for a designer, as lines of text and as a JSON document."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite, isnan
from typing import Any

from game.lab.run.estimates import Estimate, mean, quantile, share, standard_deviation
from game.lab.run.tally import TOTALS, Histogram, Tally, margin, options_by_table
from game.lab.summary.findings import findings
from game.lab.summary.sections import QUANTILES, Sections
from game.model.play import STATUS
from game.rules.compiled import Rules

Document = dict[str, Any]


def summary(rules: Rules, tally: Tally, seats: Mapping[str, str], seconds: float) -> list[str]:
    """The lines of the summary of some games.

    seats: by side, the bot that played it. seconds: how long the games took.
    """
    sections = Sections(rules, tally)
    parts = [sections.played(seats, seconds)]
    if tally.games:
        parts += [
            sections.outcomes(),
            sections.scores(),
            sections.distributions(),
            *sections.tables(),
            *sections.actions(),
            *sections.injects(),
            sections.findings(),
        ]
    return [line for part in parts for line in ("", *part)][1:]


def as_json(rules: Rules, tally: Tally, seats: Mapping[str, str], seconds: float) -> Document:
    """The same as a document, by id.

    Shares are from 0 to 1; `null` stands for what so few games can't tell.
    """
    outcomes = list(zip([each.id for each in rules.outcomes], tally.outcomes, strict=True))
    fired = zip(rules.injects, tally.fired, tally.firing, strict=True)
    return {
        "scenario": rules.scenario.id,
        "seats": {id: seats[id] for id in rules.sides},
        "games": tally.games,
        **{name: getattr(tally, name) for name in TOTALS},
        "seconds": seconds,
        "decisions_per_second": tally.decisions / seconds if seconds > 0 else None,
        "outcomes": dict(outcomes),
        "outcome_shares": {id: _share(games, tally) for id, games in outcomes},
        "scores": {id: _score(rules, tally, side) for side, id in enumerate(rules.sides)},
        "turns": _values(tally.turns),
        "actions": _actions(rules, tally),
        "injects": {each.id: {"times": n, "games": games} for each, n, games in fired},
        "tables": _tables(rules, tally),
        "striking": findings(rules, tally),
        "digest": f"{tally.digest:016x}",
    }


def _score(rules: Rules, tally: Tally, side: int) -> Document:
    return {
        "par": rules.scenario.sides[rules.sides[side]].par,
        **_values(tally.scores[side]),
        "over_par": _estimate("mean", margin(rules, tally, side)),
        "ahead": _share(tally.ahead[side], tally),
    }


def _values(values: Histogram) -> Document:
    """A histogram and its statistics."""
    return {
        **_estimate("mean", mean(values)),
        "spread": standard_deviation(values) if sum(values.values()) > 1 else None,
        "quantiles": {str(each): quantile(values, each) for each in QUANTILES if values},
        "games": {str(value): games for value, games in sorted(values.items())},
    }


def _actions(rules: Rules, tally: Tally) -> Document:
    document: Document = {id: {} for id in rules.sides}
    for slot, *figures in zip(rules.slots, tally.legal, tally.taken, tally.taking, strict=True):
        words = ("legal", "taken", "games")
        document[rules.sides[slot.side]][slot.action] = dict(zip(words, figures, strict=True))
    return document


def _tables(rules: Rules, tally: Tally) -> Document:
    document: Document = {}
    for i, (table, issues) in enumerate(
        zip(rules.tables, options_by_table(rules, tally), strict=True)
    ):
        document[table.id] = {
            "signed": _share(tally.signed[i], tally),
            "standing": _share(tally.agreed(i), tally),
            "status": dict(zip(STATUS, tally.status[i], strict=True)),
            "options": {
                issue.id: {o.id: n for o, n in zip(issue.options, counts, strict=True)}
                for issue, counts in issues
            },
        }
    return document


def _share(games: int, tally: Tally) -> Document:
    return {"games": games, **_estimate("share", share(games, tally.games))}


def _estimate(word: str, estimate: Estimate) -> Document:
    """An estimate and its interval."""
    low, high = (end if isfinite(end) else None for end in (estimate.low, estimate.high))
    return {word: None if isnan(estimate.value) else estimate.value, "interval": [low, high]}
