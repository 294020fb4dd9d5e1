"""The balance of a scenario as a JSON document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, NotRequired, TypedDict

from game.lab.batches.estimates import Estimate
from game.lab.batches.json_keys import to_json
from game.lab.batches.tally import margin
from game.lab.standard.lists import BlindSeat
from game.lab.standard.measurement import Measurement, choice_rates, use_rates
from game.lab.standard.payoffs import Payoffs
from game.lab.standard.samples import Sample
from game.lab.standard.standard import Criterion
from game.lab.summary.closer_look import CloserLook, NotSigned

_Lines = list[str]


class SizesJson(TypedDict):
    """How many games are played of each kind."""

    pairing: Annotated[int, "Games in each pairing of personas, or with chance in one seat."]
    experts: Annotated[int, "Games of an expert in each seat, and of experts among each other."]
    without_action: Annotated[int, "Games in each pairing without each action."]


class CriterionJson(TypedDict):
    """One requirement of the standard, and how the scenario meets it."""

    requirement: Annotated[str, "The requirement, a name that balance: accepted can use."]
    name: Annotated[str, "What is measured, in words."]
    side: Annotated[str | None, "The id of the side that it is about; null where it is all."]
    measured: Annotated[str, "The figures, in words."]
    aim: Annotated[str, "What the standard asks for, in words."]
    missed: Annotated[list[str], "What misses the aim, each with its figure; empty if it is met."]
    binding: Annotated[bool, "Whether missing it is a miss (true) or only a finding."]
    accepted: Annotated[
        str | None, "Why the author accepts that it is missed; null where nobody does."
    ]


class EndsJson(TypedDict):
    """How some games ended."""

    outcomes: Annotated[dict[str, float], "By outcome, the share of games that ended so, 0 to 1."]
    agreed: Annotated[
        dict[str, float], "By table, the share of games in which an agreement stood at the end."
    ]
    over_par: Annotated[
        dict[str, Estimate], "By side, how far its mean score is above its par, in points."
    ]


class PayoffJson(EndsJson):
    """The games of one pairing of personas."""

    seats: Annotated[dict[str, str], "By side, the persona that plays it."]
    scores: Annotated[dict[str, Estimate], "By side, its mean score in points."]


class UseJson(TypedDict):
    """How often a side could take an action in the games of personas, and did."""

    side: Annotated[str, "The side."]
    action: Annotated[str, "The action."]
    legal_per_game: Annotated[float, "At how many decisions of a game it could be taken."]
    chosen: Annotated[
        float | None, "The share of these, from 0 to 1, at which it was; null if never legal."
    ]
    in_games: Annotated[
        float | None,
        "The share of games in which it was taken, of those in which it was legal; null if never.",
    ]
    without: Annotated[
        Estimate | None,
        "How the side's score changes without it, in standard deviations of the score; null where "
        "that wasn't played.",
    ]


class DominatedJson(TypedDict):
    """A persona that another one of its side beats, whoever sits opposite."""

    side: Annotated[str, "The side."]
    persona: Annotated[str, "The persona that is beaten."]
    by: Annotated[str, "The persona that beats it."]
    least_lead: Annotated[Estimate, "By how many points where it is least."]
    always: Annotated[
        bool,
        "Whether against everybody, or only against those who aren't dominated themselves.",
    ]


class BlindListJson(TypedDict):
    """The best list of actions that is fixed before the game, beside an expert in that seat."""

    side: Annotated[str, "The side."]
    expert_over_list: Annotated[Estimate, "How many points more the expert scores."]
    score: Annotated[Estimate, "The list's mean score in points."]
    games: Annotated[int, "How many games were played to find it."]
    list: Annotated[_Lines, "The list, action by action."]


class BalanceJson(TypedDict):
    """What `communique balance` finds."""

    scenario: Annotated[str, "The id of the scenario."]
    seed: Annotated[int, "The seed of the first game of each kind; each later game has one more."]
    games: Annotated[SizesJson, "How many games are played."]
    criteria: Annotated[list[CriterionJson], "The requirements of the standard."]
    payoffs: Annotated[list[PayoffJson], "The pairings of personas."]
    among_experts: Annotated[EndsJson | None, "The games among experts; null without them."]
    actions: Annotated[list[UseJson], "The actions of all sides, side by side."]
    injects: Annotated[dict[str, float], "By inject, the share of games in which it happened."]
    dominated: Annotated[list[DominatedJson], "Dominated personas, in the order of their removal."]
    left: Annotated[dict[str, list[str]], "By side, the personas that are left then."]
    blind_lists: Annotated[list[BlindListJson], "One for each seat; empty without --lists."]
    looked_at: NotRequired[
        Annotated[int, "How many games of personas were looked at one by one, for `not_signed`."]
    ]
    not_signed: NotRequired[
        Annotated[
            dict[str, NotSigned],
            "Why nothing was signed, by table where that was so in over half of the games; missing "
            "if there is no such table.",
        ]
    ]


def balance_json(
    measurement: Measurement,
    criteria: Sequence[Criterion],
    lists: Sequence[BlindSeat] = (),
    look: CloserLook | None = None,
) -> BalanceJson:
    """The criteria, the figures by who plays, by action and by inject, and blind lists.

    Shares are from 0 to 1; `null` stands for what so few games can't tell. look: at some of the
    games, one by one, where little was signed.
    """
    sizes, payoffs = measurement.sizes, Payoffs.of(measurement)
    gone, left = payoffs.dominated()
    document: BalanceJson = {
        "scenario": measurement.rules.scenario.id,
        "seed": sizes.seed,
        "games": {
            "pairing": sizes.games,
            "experts": sizes.experts,
            "without_action": sizes.without_action,
        },
        "criteria": [
            {
                "requirement": each.kind,
                "name": each.name,
                "side": each.side or None,
                "measured": each.measured,
                "aim": each.aim,
                "missed": list(each.failures),
                "binding": each.binding,
                "accepted": each.reason or None,
            }
            for each in criteria
        ],
        "payoffs": [
            {
                "seats": dict(seats),
                "scores": {
                    side: to_json(payoffs.mean(tuple(seats.values()), number))
                    for number, side in enumerate(payoffs.sides)
                },
                **_ends(measurement, sample),
            }
            for seats, sample in measurement.pairings.items()
        ],
        "among_experts": (
            None if measurement.experts is None else _ends(measurement, measurement.experts)
        ),
        "actions": _actions(measurement),
        "injects": {
            id: measurement.pooled.tally.firing[number] / measurement.pooled.tally.games
            for number, id in enumerate(measurement.rules.scenario.injects)
        },
        "dominated": [
            {
                "side": payoffs.sides[each.side],
                "persona": each.bot,
                "by": each.by,
                "least_lead": to_json(each.least),
                "always": each.always,
            }
            for each in gone
        ],
        "left": {side: list(bots) for side, bots in zip(payoffs.sides, left, strict=True)},
        "blind_lists": [
            {
                "side": each.side,
                "expert_over_list": to_json(each.lead),
                "score": to_json(each.score),
                "games": each.games,
                "list": list(each.lines),
            }
            for each in lists
        ],
    }
    if look is not None:
        document["looked_at"] = look.games
        document["not_signed"] = to_json(look.tables)
    return document


def _ends(measurement: Measurement, sample: Sample) -> EndsJson:
    """How games ended: shares of outcomes and agreements, and mean scores over par."""
    rules, tally = measurement.rules, sample.tally
    agreed = sample.agreed.sum(axis=0).tolist()
    return {
        "outcomes": {
            outcome.id: games / tally.games
            for outcome, games in zip(rules.outcomes, tally.outcomes, strict=True)
        },
        "agreed": {
            table.id: games / tally.games for table, games in zip(rules.tables, agreed, strict=True)
        },
        "over_par": {
            side: to_json(margin(rules, tally, number)) for number, side in enumerate(rules.sides)
        },
    }


def _actions(measurement: Measurement) -> list[UseJson]:
    """How often each side could take each action and did, and its score without it."""
    rules, tally = measurement.rules, measurement.pooled.tally
    chosen, used = choice_rates(measurement), use_rates(measurement)
    without = [measurement.without_action.get(number) for number in range(len(rules.slots))]
    return [
        {
            "side": rules.sides[slot.side],
            "action": slot.action,
            "legal_per_game": tally.legal[number] / tally.games,
            "chosen": chosen[number],
            "in_games": used[number],
            "without": None if change is None else to_json(change),
        }
        for number, (slot, change) in enumerate(zip(rules.slots, without, strict=True))
    ]
