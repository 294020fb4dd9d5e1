"""Which bots do well: all of them play each other in all roles, and their effects are estimated.

A score is taken as the sum of three parts: the mean of the role, the effect of the bot that plays
it, and the mean effect of the other sides' bots on it. They are fitted by least squares to the mean
scores of all pairings. Bots are compared where they play the same roles, or are linked by bots that
do: there the mean of their effects is 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import product
from typing import Annotated

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from game.document.marks import MarkStyle
from game.document.panel_page import Reason
from game.document.row_chart import ChartRow, row_chart
from game.lab.batches.estimates import Estimate
from game.lab.batches.jobs import HERE
from game.lab.batches.json_keys import json_key, to_json
from game.lab.batches.place import Place
from game.lab.batches.plan import Plan
from game.lab.studies.figure_text import MOST_REASONS, capital, signed
from game.lab.studies.figures import (
    Figure,
    GamesJson,
    Progress,
    estimate,
    games_json,
    play_values,
)
from game.lab.studies.labels import NEUTRAL, Labels, around_zero
from game.lab.studies.pairings import pairing_panel, pairing_table
from game.lab.studies.panels import Measured, Panel, Study, StudyFinding, StudyTable
from game.lab.summary.columns import (
    decimal,
    interval,
    join_words,
    per_cent,
    quantity,
)
from game.model.frozen import FrozenMap
from game.model.players import UNIFORM

POOR_FIT = 0.8
"""If the fit explains less of the variance than this, bots do well against some and not others."""
RESAMPLES = 1000
"""How often the seeds are drawn again for the intervals of effects."""

Seats = FrozenMap[str, str]
Reals = NDArray[np.float64]


@frozen
class Rating:
    """How a bot does, beside the mean of the bots that it is compared with."""

    bot: str = json_key("The bot: persona, uniform, expert, or FILE.py:NAME with its digest.")
    sides: tuple[str, ...] = json_key("The sides that it plays.")
    group: int = json_key("Bots with the same number are compared with each other.")
    effect: Estimate = json_key("What it adds to the score of its own side, in points.")
    on_others: Estimate = json_key(
        "What it adds to the score of a side that another bot plays, in points."
    )


@frozen
class Seating:
    """The games of one way to seat the bots."""

    seats: Seats = json_key("By side, the bot that plays it.")
    scores: tuple[Estimate, ...] = json_key(
        "The mean score of each side in the order of the scenario; points."
    )


class TournamentJson(GamesJson):
    """What `communique tournament` finds."""

    roles: Annotated[
        dict[str, Estimate],
        "By side, the mean score of a bot of mean strength against others like it, in points.",
    ]
    ratings: Annotated[list[Rating], "Group by group, the best bot first."]
    pairings: Annotated[list[Seating], "Every way to seat the bots."]
    explained: Annotated[
        float,
        "The share, from 0 to 1, of the variance among the mean scores of a side that effects of "
        "single bots explain.",
    ]


@frozen
class Tournament:
    """The results of a tournament."""

    plan: Plan
    """The games of each pairing; its seats don't matter."""
    roles: FrozenMap[str, Estimate]
    """By side, its mean score in the fit: that of a mean bot against mean bots."""
    ratings: tuple[Rating, ...]
    """Group by group, the best first."""
    pairings: tuple[Seating, ...]
    explained: float
    """The share of the variance among the mean scores of a side that the fit explains."""

    def panels(self) -> Study:
        """The tournament in words, charts and tables."""
        labels = Labels(self.plan.scenario, [each.bot for each in self.ratings])
        games = quantity(self.plan.games, "game")
        pairings = quantity(len(self.pairings), "pairing")
        best = _best(self)
        own = "points, beside the mean of the bots that it is compared with; 95 % intervals"
        others = "points that each other side has more, if it plays; 95 % intervals"
        return Study(
            labels.title,
            "Which bots do well",
            f"{pairings}, {games} each, the same seeds",
            (f"{pairings} of {games} of {labels.title}, on the same seeds.",),
            _headline(labels, self, best),
            _reasons(labels, self, best),
            [
                [
                    _chart(labels, self, "What a bot adds to its own score", own, "own"),
                    _chart(labels, self, "What it adds to the others'", others, "others"),
                ],
                [pairing_panel(labels, self.pairings, games)],
            ],
            list(_findings(labels, self)),
            [
                _role_table(labels, self),
                *_bot_tables(labels, self),
                pairing_table(labels, self.pairings),
            ],
        )

    def as_json(self) -> TournamentJson:
        """The tournament as a JSON object."""
        return {
            **games_json(self.plan),
            "roles": to_json(self.roles),
            "ratings": to_json(self.ratings),
            "pairings": to_json(self.pairings),
            "explained": self.explained,
        }


def all_seats(bots: Mapping[str, Sequence[str]]) -> list[Seats]:
    """Every way to seat bots; bots: by side those that can play it."""
    return [FrozenMap(zip(bots, chosen, strict=True)) for chosen in product(*bots.values())]


def tournament(
    plan: Plan,
    bots: Mapping[str, Sequence[str]],
    place: Place = HERE,
    progress: Progress | None = None,
) -> Tournament:
    """Plays a plan's games in every pairing, on the same seeds, and fits the effects of the bots.

    bots: by side, in the scenario's order, those that can play it.
    Raises WorkersDied, WorkerFailed and ClusterError.
    """
    seatings = all_seats(bots)
    sides = list(plan.scenario.sides)
    plans = [evolve(plan, seats=seats) for seats in seatings]
    first = len(plan.scenario.outcomes)
    scores = [
        values[:, first : first + len(sides)] for values in play_values(plans, place, progress)
    ]
    pairings = tuple(
        Seating(
            seats,
            tuple(estimate(Figure("score", s), played[:, i]) for i, s in enumerate(sides)),
        )
        for seats, played in zip(seatings, scores, strict=True)
    )
    fit = _Fit(bots, seatings)
    by_seed = np.stack(scores).astype(np.float64)  # pairing, game, side
    effects = fit.effects(by_seed.transpose(1, 0, 2).reshape(plan.games, -1))
    mean, low, high = _bootstrapped(effects, plan.seed)
    estimates = [Estimate(*map(float, bounds)) for bounds in zip(mean, low, high, strict=True)]
    return Tournament(
        plan,
        FrozenMap(zip(sides, estimates, strict=False)),
        fit.ratings(estimates),
        pairings,
        fit.explained(by_seed.mean(axis=1).reshape(-1), mean),
    )


def _bootstrapped(effects: Reals, seed: int) -> tuple[Reals, Reals, Reals]:
    """The means over the games, with 95 % intervals from a bootstrap over the seeds."""
    luck = np.random.default_rng(seed)
    games = len(effects)
    means = np.empty((RESAMPLES, effects.shape[1]))
    for i in range(RESAMPLES):
        times = np.bincount(luck.integers(0, games, games), minlength=games)
        means[i] = times @ effects / games
    low, high = np.quantile(means, [0.025, 0.975], axis=0)
    return effects.mean(axis=0), low, high


class _Fit:
    """Least squares of all mean scores, pairing by pairing and side by side.

    The unknowns are the mean of each role, the effect of each bot, and that on others.
    """

    def __init__(self, bots: Mapping[str, Sequence[str]], seatings: Sequence[Seats]) -> None:
        self._bots = bots
        self._sides = list(bots)
        self._names = list(dict.fromkeys(bot for own in bots.values() for bot in own))
        self._groups = _groups(bots)
        self._design = np.array(
            [self._row(seats, side) for seats in seatings for side in self._sides]
        )
        self._solution = self._gauge() @ np.linalg.pinv(self._design)

    def effects(self, scores: Reals) -> Reals:
        """The unknowns, game by game. scores: by game, and by pairing and side."""
        found: Reals = scores @ self._solution.T
        return found

    def explained(self, means: Reals, unknowns: Reals) -> float:
        """The share of the variance of mean scores, within each role, that the fit explains."""
        left = means - self._design @ unknowns
        by_side = means.reshape(-1, len(self._sides))
        total = float(((by_side - by_side.mean(axis=0)) ** 2).sum())
        return 1 - float((left**2).sum()) / total if total else 1.0

    def ratings(self, estimates: Sequence[Estimate]) -> tuple[Rating, ...]:
        """The ratings of all bots, group by group, the best first."""
        roles, names = len(self._sides), len(self._names)
        ratings = [
            Rating(
                name,
                tuple(side for side in self._sides if name in self._bots[side]),
                self._groups[name],
                estimates[roles + i],
                estimates[roles + names + i],
            )
            for i, name in enumerate(self._names)
        ]
        return tuple(sorted(ratings, key=lambda each: (each.group, -each.effect.value)))

    def _row(self, seats: Seats, side: str) -> list[float]:
        others = [seats[each] for each in self._sides if each != side]
        return [
            *(float(each == side) for each in self._sides),
            *(float(name == seats[side]) for name in self._names),
            *(others.count(name) / len(others) for name in self._names),
        ]

    def _gauge(self) -> Reals:
        """The matrix that makes the mean effect of each group 0 by moving it to the roles."""
        roles, names = len(self._sides), len(self._names)
        gauge = np.eye(roles + 2 * names)
        for group in set(self._groups.values()):
            members = [i for i, name in enumerate(self._names) if self._groups[name] == group]
            own = [self._groups[self._bots[side][0]] == group for side in self._sides]
            for number, side_is_own in enumerate(own):
                others = (sum(own) - side_is_own) / (roles - 1)
                gauge[number, [roles + i for i in members]] += side_is_own / len(members)
                gauge[number, [roles + names + i for i in members]] += others / len(members)
            for start in (roles, roles + names):
                places = [start + i for i in members]
                gauge[np.ix_(places, places)] -= 1 / len(members)
        return gauge


def _groups(bots: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The number of each bot's group; bots of a group are linked by roles that they share."""
    groups: dict[str, int] = {}
    for number, own in enumerate(bots.values()):
        joined = {groups[bot] for bot in own if bot in groups}
        for bot, group in groups.items():
            groups[bot] = number if group in joined else group
        groups |= dict.fromkeys(own, number)
    order = list(dict.fromkeys(groups.values()))
    return {bot: order.index(group) for bot, group in groups.items()}


# In words and charts


def _best(result: Tournament) -> list[Rating]:
    """The best bot of each group in which bots can be compared."""
    groups: dict[int, list[Rating]] = {}
    for each in result.ratings:
        groups.setdefault(each.group, []).append(each)
    best = (max(own, key=lambda r: r.effect.value) for own in groups.values() if len(own) > 1)
    return list(best)[:MOST_REASONS]


def _headline(labels: Labels, result: Tournament, best: Sequence[Rating]) -> str:
    """Who does best: the best of each group, with those whose intervals reach as far as its own."""
    if not best:
        return "No two bots can be compared"
    leaders = [
        each
        for first in best
        for each in result.ratings
        if each.group == first.group and each.effect.high >= first.effect.low
    ]
    if len(leaders) > MOST_REASONS:
        return "No bot is clearly the best"
    names = join_words(labels.bot_inside(each.bot) for each in leaders)
    return f"{capital(names)} {'does' if len(leaders) == 1 else 'do'} best"


def _reasons(labels: Labels, result: Tournament, best: Sequence[Rating]) -> list[Reason]:
    """The best of each group; where there is one group, who is last and how well effects add up."""
    reasons = [Reason("note", labels.bot(each.bot), _sentence(each)) for each in best]
    if len(best) == 1:
        own = [each for each in result.ratings if each.group == best[0].group]
        last = min(own, key=lambda each: each.effect.value)
        reasons.append(Reason("note", f"Last: {labels.bot_inside(last.bot)}", _sentence(last)))
        text = f"Role and bots explain {per_cent(max(0.0, result.explained))} of the differences."
        fits = result.explained >= POOR_FIT
        title = "Effects add up" if fits else "It depends on who sits opposite"
        reasons.append(Reason("good" if fits else "note", title, text))
    return reasons


def _sentence(each: Rating) -> str:
    return (
        f"It adds {_with_interval(each.effect)} points to its own score, and "
        f"{_with_interval(each.on_others)} to that of each other side."
    )


def _with_interval(effect: Estimate) -> str:
    """`+8.7 (6.1 – 11.2)`: the interval isn't as long on both sides, as ± would say."""
    return f"{signed(effect)} ({interval(effect)})"


def _group(labels: Labels, result: Tournament, group: int) -> str:
    """The roles of the bots that are compared with each other."""
    own = [side for each in result.ratings if each.group == group for side in each.sides]
    return _roles(labels, own)


def _roles(labels: Labels, sides: Sequence[str]) -> str:
    return join_words(labels.short(i) for i, side in enumerate(labels.sides) if side in sides)


def _chart(labels: Labels, result: Tournament, title: str, about: str, anchor: str) -> Panel:
    rows, group = [], -1
    several = len({rating.group for rating in result.ratings}) > 1
    for each in result.ratings:
        shown = each.effect if anchor == "own" else each.on_others
        heading = _group(labels, result, each.group) if several and each.group != group else ""
        group = each.group
        rows.append(
            ChartRow(
                labels.bot(each.bot), shown.value, signed(shown), shown.low, shown.high,
                interval(shown), _style(labels, each), heading=heading,
            )
        )  # fmt: skip
    chart = partial(row_chart, title, rows, around_zero(rows), kind="marks", zero=True)
    return Panel(title, about, (chart,), anchor)


def _style(labels: Labels, each: Rating) -> MarkStyle:
    return labels.style(labels.sides.index(each.sides[0])) if len(each.sides) == 1 else NEUTRAL


def _findings(labels: Labels, result: Tournament) -> Iterator[StudyFinding]:
    for each in result.ratings:
        if each.effect.high < 0 and each.bot != UNIFORM:  # chance may well fall behind
            text = (
                f"{labels.bot(each.bot)} scores {_with_interval(each.effect)} points beside the "
                "mean of those that it is compared with, on average over all opponents."
            )
            advice = "Look whether it does well against anybody; if not, let its style pay."
            yield StudyFinding("warning", "A bot falls behind.", text, advice, "pairings")
    if result.explained < POOR_FIT:
        text = (
            f"The sum of parts explains {per_cent(max(0.0, result.explained))} of the differences: "
            "bots do well against some, and not against others."
        )
        advice = "Read the pairings, and not only the sums."
        title = "It depends on who sits opposite."
        yield StudyFinding("note", title, text, advice, "pairings")
    else:
        text = (
            f"The sum of parts explains {per_cent(result.explained)} of the differences between "
            "pairings, so that one number a bot says most."
        )
        advice = "Compare bots by these numbers."
        yield StudyFinding("good", "Effects add up.", text, advice, "own")


def _role_table(labels: Labels, result: Tournament) -> StudyTable:
    rows = [
        (
            labels.naming.side_in_table(side),
            Measured(each),
            decimal(labels.scenario.sides[side].par, 0),
        )
        for side, each in result.roles.items()
    ]
    return StudyTable("Roles", ("side", "mean bots", "par"), rows)


def _bot_tables(labels: Labels, result: Tournament) -> Iterator[StudyTable]:
    """The bots of each group, the best first."""
    for group in dict.fromkeys(each.group for each in result.ratings):
        rows = [
            (
                *labels.bot_words(each.bot, _roles(labels, each.sides)),
                signed(each.effect),
                interval(each.effect),
                signed(each.on_others),
                interval(each.on_others),
            )
            for each in result.ratings
            if each.group == group
        ]
        yield StudyTable(
            f"Bots of {_group(labels, result, group)}",
            ("bot", "who it is", "own", "95 % interval", "others", "95 % interval"),
            rows,
            "Own: what a bot adds to the score of the side that it plays, beside the mean of the "
            "bots in the same table. Others: what it adds to the score of another side, if it "
            "plays all but that.",
            lead=2,
        )
