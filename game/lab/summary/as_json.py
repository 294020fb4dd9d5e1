"""The summary of many games as a JSON document, for programs that read it."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite, isnan
from typing import Annotated, NotRequired, TypedDict

from game.lab.batches.estimates import Estimate, mean, quantile, share, standard_deviation
from game.lab.batches.json_keys import to_json
from game.lab.batches.plan import Plan
from game.lab.batches.tally import Histogram, Tally, margin, options_by_table
from game.lab.summary.closer_look import CloserLook, NotSigned
from game.lab.summary.fates import ProjectFate, PromiseFate, RatificationFate, VoteFate
from game.lab.summary.findings import findings
from game.lab.summary.sections import QUANTILES
from game.rules.compiled import Rules

Interval = Annotated[
    list[float | None],
    "Its 95 % confidence interval, the lower end first; null where it is unbounded.",
    {"minItems": 2, "maxItems": 2},
]


class ShareJson(TypedDict):
    """In how many games something happened."""

    games: Annotated[int, "The number of games."]
    share: Annotated[float | None, "Their share of all games, from 0 to 1; null for no games."]
    interval: Interval


class MeanJson(TypedDict):
    """A mean over the games."""

    mean: Annotated[float | None, "The mean; null for no games."]
    interval: Interval


class DistributionJson(MeanJson):
    """How a number is distributed over the games."""

    spread: Annotated[float | None, "The standard deviation; null for fewer than two games."]
    quantiles: Annotated[
        dict[str, int],
        "By per cent, the least number with at least so many per cent of the games at or below it.",
    ]
    games: Annotated[dict[str, int], "By number, how many games came to it."]


class ScoreJson(DistributionJson):
    """The scores of a side, in points."""

    par: Annotated[int, "Its par."]
    over_par: Annotated[MeanJson, "How far its scores are above its par; negative: below."]
    ahead: Annotated[ShareJson, "The games in which it alone was most above its par."]


class ActionJson(TypedDict):
    """How often a side took an action."""

    legal: Annotated[int, "At how many decisions of the side it could be taken."]
    taken: Annotated[int, "How often it was taken."]
    games: Annotated[int, "In how many games it was taken."]


class InjectJson(TypedDict):
    """How often an inject happened."""

    times: Annotated[int, "How often it happened."]
    games: Annotated[int, "In how many games it happened."]


class TableJson(TypedDict):
    """What became of a table."""

    signed: Annotated[ShareJson, "The games in which something was signed."]
    standing: Annotated[ShareJson, "The games in which an agreement stood at the end."]
    status: Annotated[dict[str, int], "By status of the table at the end, the number of games."]
    options: Annotated[
        dict[str, dict[str, int]],
        "By issue and option, the games in which the option was last signed.",
    ]


class SummaryJson(TypedDict):
    """What `communique simulate` finds."""

    scenario: Annotated[str, "The id of the scenario."]
    seed: Annotated[int, "The seed of the first game; each later game has one more."]
    seats: Annotated[dict[str, str], "By side, its bot; with --pairings every persona."]
    forbidden: Annotated[list[str], "The actions that --forbid names, as side:action."]
    numbers: Annotated[dict[str, int], "By path, the numbers that --set changed."]
    games: Annotated[int, "How many games were played; after an interrupt those until then."]
    decisions: Annotated[int, "How many decisions were taken in all games."]
    seconds: NotRequired[
        Annotated[float, "How long the games took, in seconds; not in results.json."]
    ]
    decisions_per_second: NotRequired[
        Annotated[float | None, "The decisions by the seconds; not in results.json."]
    ]
    outcomes: Annotated[dict[str, int], "By outcome, the games that ended with it."]
    outcome_shares: Annotated[dict[str, ShareJson], "By outcome, the same as shares of all games."]
    scores: Annotated[dict[str, ScoreJson], "By side, its scores at the end, in points."]
    turns: Annotated[DistributionJson, "The turns on which games ended."]
    actions: Annotated[dict[str, dict[str, ActionJson]], "By side and action, its use."]
    injects: Annotated[dict[str, InjectJson], "By inject, how often it happened."]
    tables: Annotated[dict[str, TableJson], "By table, what was signed there."]
    looked_at: NotRequired[
        Annotated[
            int,
            "How many games were looked at one by one, for `promises`, `votes`, `ratifications`, "
            "`projects` and `not_signed`; all are missing where such games take too long to play "
            "again.",
        ]
    ]
    promises: NotRequired[Annotated[dict[str, PromiseFate], "By promise, what became of it."]]
    votes: NotRequired[
        Annotated[dict[str, VoteFate], "By vote, how it went; missing without votes."]
    ]
    ratifications: NotRequired[
        Annotated[
            dict[str, RatificationFate],
            "By table whose packages must be ratified, what became of them; missing without such.",
        ]
    ]
    projects: NotRequired[
        Annotated[
            dict[str, ProjectFate], "By project, what became of it; missing without projects."
        ]
    ]
    not_signed: NotRequired[
        Annotated[
            dict[str, NotSigned],
            "Why nothing was signed, by table where that was so in over half of the games, or with "
            "--why.",
        ]
    ]
    striking: Annotated[list[str], "What an author should look at, in sentences."]
    digest: Annotated[
        str,
        "The sum of all games' last states, as 16 hexadecimal digits: the same games have the same "
        "digest, whoever plays them and where.",
        {"pattern": "^[0-9a-f]{16}$"},
    ]


def summary_json(
    plan: Plan,
    rules: Rules,
    tally: Tally,
    seats: Mapping[str, str],
    seconds: float,
    look: CloserLook | None = None,
) -> SummaryJson:
    """The summary of some games of a plan by id. Shares are from 0 to 1.

    seats: by side, the bot that played it. seconds: how long the games took. look: at some of the
    games, one by one.
    """
    outcomes = list(zip([each.id for each in rules.outcomes], tally.outcomes, strict=True))
    fired = zip(rules.injects, tally.fired, tally.firing, strict=True)
    document: SummaryJson = {
        "scenario": rules.scenario.id,
        "seed": plan.seed,
        "forbidden": [f"{side}:{action}" for side, action in plan.forbidden],
        "numbers": dict(plan.numbers),
        "seats": {id: seats[id] for id in rules.sides},
        "games": tally.games,
        "decisions": tally.decisions,
        "seconds": seconds,
        "decisions_per_second": tally.decisions / seconds if seconds > 0 else None,
        "outcomes": dict(outcomes),
        "outcome_shares": {id: share_json(games, tally.games) for id, games in outcomes},
        "scores": {id: score_json(rules, tally, side) for side, id in enumerate(rules.sides)},
        "turns": distribution_json(tally.turns),
        "actions": _actions(rules, tally),
        "injects": {each.id: {"times": n, "games": games} for each, n, games in fired},
        "tables": tables_json(rules, tally),
        "striking": findings(rules, tally),
        "digest": f"{tally.digest:016x}",
    }
    if look is not None:
        document["looked_at"] = look.games
        document["promises"] = {}
        document.update(to_json(look.fates))
        document["not_signed"] = to_json(look.tables)
    return document


def score_json(rules: Rules, tally: Tally, side: int) -> ScoreJson:
    """The scores of a side, given by its number."""
    return {
        "par": rules.scenario.sides[rules.sides[side]].par,
        **distribution_json(tally.scores[side]),
        "over_par": _mean(margin(rules, tally, side)),
        "ahead": share_json(tally.ahead[side], tally.games),
    }


def distribution_json(values: Histogram) -> DistributionJson:
    """A histogram and its statistics."""
    return {
        **_mean(mean(values)),
        "spread": standard_deviation(values) if sum(values.values()) > 1 else None,
        "quantiles": {str(each): quantile(values, each) for each in QUANTILES if values},
        "games": {str(value): games for value, games in sorted(values.items())},
    }


def _actions(rules: Rules, tally: Tally) -> dict[str, dict[str, ActionJson]]:
    document: dict[str, dict[str, ActionJson]] = {id: {} for id in rules.sides}
    for slot, legal, taken, games in zip(
        rules.slots, tally.legal, tally.taken, tally.taking, strict=True
    ):
        use: ActionJson = {"legal": legal, "taken": taken, "games": games}
        document[rules.sides[slot.side]][slot.action] = use
    return document


def tables_json(rules: Rules, tally: Tally) -> dict[str, TableJson]:
    """By table, what became of it."""
    document: dict[str, TableJson] = {}
    for i, (table, issues) in enumerate(
        zip(rules.tables, options_by_table(rules, tally), strict=True)
    ):
        document[table.id] = {
            "signed": share_json(tally.signed[i], tally.games),
            "standing": share_json(tally.agreed(i), tally.games),
            "status": dict(zip(rules.statuses, tally.status[i], strict=False)),
            "options": {
                issue.id: {o.id: n for o, n in zip(issue.options, counts, strict=True)}
                for issue, counts in issues
            },
        }
    return document


def share_json(games: int, of: int) -> ShareJson:
    """In how many of some games something happened."""
    estimate = share(games, of)
    return {"games": games, "share": _known(estimate), "interval": _interval(estimate)}


def _mean(estimate: Estimate) -> MeanJson:
    return {"mean": _known(estimate), "interval": _interval(estimate)}


def _known(estimate: Estimate) -> float | None:
    return None if isnan(estimate.value) else estimate.value


def _interval(estimate: Estimate) -> list[float | None]:
    return [end if isfinite(end) else None for end in (estimate.low, estimate.high)]
