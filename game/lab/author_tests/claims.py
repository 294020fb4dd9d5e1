"""Checks an author's claims about many games by playing the games."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from math import isinf
from typing import assert_never

from game.authoring.reading.nodes import Finding, Path
from game.lab.batches.estimates import Estimate, histogram_sum, mean, quantile, share
from game.lab.batches.plan import Plan
from game.lab.batches.tally import Histogram, Tally, options_by_table
from game.lab.summary.closer_look import count_each
from game.lab.summary.columns import decimal, join_words, per_cent, quantity
from game.model.claims import EveryKind, Expect
from game.model.frozen import FrozenMap
from game.model.players import fill_seats, personas_or_uniform
from game.rules.compiled import Rules

Play = Callable[[Plan], Tally]
"""Plays the games of a plan and returns their tally."""

Seats = FrozenMap[str, str]
FailureValues = dict[str, object]
"""The values for the sentence about a claim that fails; empty where it holds."""

FIRST_SEED = 1
DRAWN = 400
"""The games of `uniform` that are played to see which scores a game can reach."""
TOO_WIDE = 10
"""The multiple of the scores that drawn games reach from which on their bounds are too wide."""
LEAST_REACH = 10
"""Scores that reach less than this count as reaching this."""
PLAYED = 2000
"""So many games show what never comes up: by chance, and of all pairings of personas."""
_SECTIONS: dict[EveryKind, str] = {
    "inject": "injects",
    "action": "actions",
    "outcome": "outcomes",
    "option": "tables",
}
LOOKED_AT = 200
"""So many of such games, which are played one by one, show which projects are never done."""
MOST_DIGITS = 9
MOST_LISTED = 5
HAPPENED: dict[EveryKind, str] = {
    "inject": "fired",
    "action": "taken",
    "outcome": "reached",
    "option": "agreed on",
    "promise": "given",
    "project": "done",
}


class ClaimChecker:
    """Checks the claims of one scenario, which has no errors."""

    def __init__(self, rules: Rules, play: Play) -> None:
        self._rules = rules
        self._claims = rules.scenario.expect
        self._play = play

    def failures(self) -> Iterator[Finding]:
        """The claims that don't hold, each at its place in the scenario."""
        tallies = self._tallies()
        for i, claim in enumerate(self._claims):
            tally = tallies[self._seats(claim), claim.games]
            subject, failure = self._judge(claim, tally)
            if failure:
                games = quantity(tally.games, "game")
                luck = str(failure.get("luck", ""))
                more = [luck, *self._details(claim, tally), self._players(claim)]
                values = {"games": games, **failure, "more": "; ".join(more)}
                yield Finding(f"claim-{subject}", ("expect", i), values)

    def never_happened(self) -> Iterator[Finding]:
        """What never came up in games by chance and of personas, each at its place.

        Kinds of things of which the author claims that each comes up are left out.
        """
        claimed = {claim.every for claim in self._claims}
        sides, scenario = self._rules.sides, self._rules.scenario
        bots = product(*(personas_or_uniform(scenario, side) for side in sides))
        personas = [FrozenMap(zip(sides, each, strict=True)) for each in bots]
        line_ups = [*dict.fromkeys([fill_seats(sides, {}), *personas])]
        games = max(1, PLAYED // len(line_ups))
        plans = [Plan(self._rules.scenario, seats, games, FIRST_SEED) for seats in line_ups]
        first, *others = [self._play(plan) for plan in plans]
        tally = sum(others, first)
        if "project" not in claimed:
            done = count_each(self._rules, line_ups, FIRST_SEED, LOOKED_AT, "project")
            for id, times in done.items():
                if not times:
                    values = {"kind": "project", "happened": "done", "games": LOOKED_AT}
                    yield Finding("never-happened", ("projects", id), values, on_key=True)
        for kind, section in _SECTIONS.items():
            if kind not in claimed:
                for id, times in self._times(kind, tally).items():
                    if not times:
                        values = {"kind": kind, "happened": HAPPENED[kind], "games": tally.games}
                        path = _option_path(id) if kind == "option" else (section, id)
                        yield Finding("never-happened", path, values, on_key=True)

    def _seats(self, claim: Expect) -> Seats:
        return fill_seats(self._rules.sides, claim.seats)

    def _tallies(self) -> dict[tuple[Seats, int], Tally]:
        """The tallies by seats and number of games; a smaller number uses the first games."""
        numbers: dict[Seats, set[int]] = {}
        for claim in self._claims:
            numbers.setdefault(self._seats(claim), set()).add(claim.games)
        tallies: dict[tuple[Seats, int], Tally] = {}
        for seats, games_claimed in numbers.items():
            done = 0
            for games in sorted(games_claimed):
                part = self._play(
                    Plan(self._rules.scenario, seats, games - done, FIRST_SEED + done)
                )
                tallies[seats, games] = tallies[seats, done] + part if done else part
                done = games
        return tallies

    def _judge(self, claim: Expect, tally: Tally) -> tuple[str, FailureValues]:
        """The subject of a claim, and how it fails; empty where it holds."""
        index = self._rules.index
        match claim:
            case Expect(outcome=str(id)):
                return "outcome", _share(id, tally.outcomes[index.outcomes[id]], claim, tally)
            case Expect(agreed=str(id)):
                return "agreed", _share(id, tally.agreed(index.tables[id]), claim, tally)
            case Expect(fired=str(id)):
                return "fired", _share(id, tally.firing[index.injects[id]], claim, tally)
            case Expect(ahead=str(id)):
                return "ahead", _share(id, tally.ahead[index.sides[id]], claim, tally)
            case Expect(score=str(id)):
                return "score", _mean(id, tally.scores[index.sides[id]], claim)
            case Expect(every=str(kind)):
                if kind in ("promise", "project"):
                    seats = [self._seats(claim)]
                    times = count_each(self._rules, seats, FIRST_SEED, claim.games, kind)
                else:
                    times = self._times(kind, tally)
                return "every", _every(kind, times)
        raise AssertionError("a checked claim has a subject")

    def _players(self, claim: Expect) -> str:
        """Who played the games: the bot of each side, or the one that all have."""
        seats = self._seats(claim)
        if len(set(seats.values())) == 1:
            return f"every side is played by {next(iter(seats.values()))}"
        return "played by " + ", ".join(f"{bot} ({side})" for side, bot in seats.items())

    def _details(self, claim: Expect, tally: Tally) -> Iterator[str]:
        """What the games show instead of the claim."""
        rules, games = self._rules, tally.games
        match claim:
            case Expect(outcome=str(id)):
                others = zip(rules.index.outcomes, tally.outcomes, strict=True)
                yield from _shares("otherwise", [(o, n) for o, n in others if o != id], games)
            case Expect(agreed=str(id)):
                status = zip(rules.statuses, tally.status[rules.index.tables[id]], strict=False)
                yield from _shares("otherwise", [(s, n) for s, n in status if s != "agreed"], games)
            case Expect(fired=str(id)):
                yield f"it fires {quantity(tally.fired[rules.index.injects[id]], 'time')} in all"
            case Expect(ahead=str(id)):
                ahead = [(s, n) for s, n in zip(rules.sides, tally.ahead, strict=True) if s != id]
                nobody = ("nobody alone", games - sum(tally.ahead))
                yield from _shares("otherwise", [*ahead, nobody], games)
            case Expect(score=str(id)):
                side = rules.index.sides[id]
                ends = (quantile(tally.scores[side], percent) for percent in (0, 25, 75, 100))
                low, quarter, three_quarters, high = (decimal(end, 0) for end in ends)
                middle = f"half the time from {quarter} to {three_quarters}"
                yield f"it runs from {low} to {high}, {middle}"
                yield _lines(rules, side)

    def _times(self, kind: EveryKind, tally: Tally) -> dict[str, int]:
        """How often each id of a kind came up."""
        index = self._rules.index
        match kind:
            case "inject":
                return dict(zip(index.injects, tally.fired, strict=True))
            case "outcome":
                return dict(zip(index.outcomes, tally.outcomes, strict=True))
            case "action":
                slots = {action: index.slots_of(action) for action in index.actions}
                return {id: sum(tally.taken[slot] for slot in slots[id]) for id in slots}
            case "option":
                issues_by_table = options_by_table(self._rules, tally)
                return {
                    f"{table.id}.{issue.id}={option.id}": times
                    for table, issues in zip(self._rules.tables, issues_by_table, strict=True)
                    for issue, counts in issues
                    for option, times in zip(issue.options, counts, strict=True)
                }
            case "promise" | "project":
                raise AssertionError("these are counted game by game")
            case _:
                assert_never(kind)


def wide_bounds(rules: Rules, play: Play) -> Iterator[Finding]:
    """Score lines that could give far more than drawn games reach (rule 8.3)."""
    plan = Plan(rules.scenario, fill_seats(rules.sides, FrozenMap()), DRAWN, FIRST_SEED)
    tally = play(plan)
    for side, lines, scores in zip(rules.sides, rules.scores, tally.scores, strict=True):
        low, high = min(scores), max(scores)
        reached = max(-low, high, LEAST_REACH)
        for i, line in enumerate(lines):
            if max(-line.low, line.high) >= TOO_WIDE * reached:
                values = {
                    "label": rules.scenario.sides[side].score[i].label,
                    "bounds": f"{decimal(line.low, 0)} to {decimal(line.high, 0)}",
                    "reached": f"{decimal(low, 0)} to {decimal(high, 0)}",
                    "games": quantity(DRAWN, "drawn game"),
                    "side": side,
                }
                yield Finding("bounds-wide", ("sides", side, "score", i, "points"), values)


def _lines(rules: Rules, side: int) -> str:
    """The points that the lines of a score can give."""
    written = rules.scenario.sides[rules.sides[side]].score
    lines = [
        f'"{line.label}" from {decimal(bounds.low, 0)} to {decimal(bounds.high, 0)}'
        for line, bounds in zip(written, rules.scores[side], strict=True)
    ]
    more = ", …" if len(lines) > MOST_LISTED else ""
    return f"its lines can give {', '.join(lines[:MOST_LISTED])}{more}"


def _shares(introduction: str, times: list[tuple[str, int]], games: int) -> Iterator[str]:
    """The most frequent of several things, each with its share of the games."""
    some = sorted([(id, n) for id, n in times if n], key=lambda each: -each[1])
    shares = [f"{id} {per_cent(n / games)}" for id, n in some[:MOST_LISTED]]
    more = ", …" if len(some) > MOST_LISTED else ""
    if shares:
        yield f"{introduction} {', '.join(shares)}{more}"


def _share(id: str, times: int, claim: Expect, tally: Tally) -> FailureValues:
    assert claim.share is not None, "a checked claim has a range"
    low, high = claim.share
    if low * tally.games <= 100 * times <= high * tally.games:
        return {}
    fraction = share(times, tally.games)
    scaled = Estimate(100 * fraction.value, 100 * fraction.low, 100 * fraction.high)
    return {"id": id, **_failure(scaled, claim.share, " %")}


def _mean(id: str, scores: Histogram, claim: Expect) -> FailureValues:
    assert claim.mean is not None, "a checked claim has a range"
    low, high = claim.mean
    games = sum(scores.values())
    if low * games <= histogram_sum(scores) <= high * games:
        return {}
    return {"id": id, **_failure(mean(scores), claim.mean, "")}


def _failure(estimate: Estimate, claimed: tuple[int, int], unit: str) -> FailureValues:
    """An estimate, its interval, the range that is claimed, and whether these overlap."""
    low, high = claimed
    digits = _digits(estimate.value, claimed)
    ends = f"{decimal(estimate.low, digits)} to {decimal(estimate.high, digits)}{unit}"
    range_claimed = decimal(low, 0) if low == high else f"{decimal(low, 0)} to {decimal(high, 0)}"
    overlap = estimate.low <= high and low <= estimate.high
    return {
        "found": decimal(estimate.value, digits) + unit,
        "interval": "" if isinf(estimate.high) else f" (95 %: {ends})",
        "claimed": range_claimed + unit,
        "luck": ", a difference that may be chance: play more games to be sure" if overlap else "",
    }


def _digits(value: float, claimed: tuple[int, int]) -> int:
    """The decimal places needed to tell a number from the range that is claimed."""
    low, high = claimed
    enough = (n for n in range(1, MOST_DIGITS) if not low <= round(value, n) <= high)
    return next(enough, MOST_DIGITS)


def _option_path(id: str) -> Path:
    """Where an option is written, of which the id is `table.issue=option`."""
    issue, _, option = id.partition("=")
    table, _, issue = issue.partition(".")
    return ("tables", table, "issues", issue, "options", option)


def _every(kind: EveryKind, times: dict[str, int]) -> FailureValues:
    missing = [id for id, n in times.items() if not n]
    if not missing:
        return {}
    return {
        "missing": len(missing),
        "kinds": quantity(len(times), kind),
        "were": "was" if len(missing) == 1 else "were",
        "happened": HAPPENED[kind],
        "ids": join_words(missing),
    }
