"""An author's claims about many games, judged by playing them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import isinf

from game.authoring.reading.nodes import Finding
from game.lab.run.figures import Estimate, histogram_sum, mean, quantile, share
from game.lab.run.plan import Plan
from game.lab.run.tally import Histogram, Tally, options_by_table
from game.lab.summary.columns import decimal, join_words, quantity
from game.model.claims import Expect
from game.model.frozen import FrozenMap
from game.model.play import STATUS
from game.rules.compiled import Rules

Play = Callable[[Plan], Tally]
"""Plays the games of a plan, and counts what they came to."""

Seats = FrozenMap[str, str]
FailureValues = dict[str, object]
"""What is said of a claim that fails."""

FIRST_SEED = 1
MOST_DIGITS = 9
MOST_LISTED = 5
HAPPENED = {"inject": "fired", "action": "taken", "outcome": "reached", "option": "agreed on"}


class ClaimChecker:
    """The claims of one scenario that is free of errors."""

    def __init__(self, rules: Rules, play: Play) -> None:
        self._rules = rules
        self._claims = rules.scenario.expect
        self._play = play

    def failures(self) -> Iterator[Finding]:
        """What doesn't hold, claim by claim, each at its place in the scenario."""
        tallies = self._tallies()
        for i, claim in enumerate(self._claims):
            tally = tallies[self._seats(claim), claim.games]
            subject, told = self._judged(claim, tally)
            if told:
                games = quantity(tally.games, "game")
                luck = str(told.get("luck", ""))
                more = [luck, *self._details(claim, tally), self._players(claim)]
                values = {"games": games, **told, "more": "; ".join(more)}
                yield Finding(f"claim-{subject}", ("expect", i), values)

    def _seats(self, claim: Expect) -> Seats:
        return FrozenMap((side, claim.seats.get(side, "uniform")) for side in self._rules.sides)

    def _tallies(self) -> dict[tuple[Seats, int], Tally]:
        """By who plays, and how many games: those of a smaller number begin those of a larger."""
        numbers: dict[Seats, set[int]] = {}
        for claim in self._claims:
            numbers.setdefault(self._seats(claim), set()).add(claim.games)
        found: dict[tuple[Seats, int], Tally] = {}
        for seats, wanted in numbers.items():
            done = 0
            for games in sorted(wanted):
                part = self._play(
                    Plan(self._rules.scenario, seats, games - done, FIRST_SEED + done)
                )
                found[seats, games] = found[seats, done] + part if done else part
                done = games
        return found

    def _judged(self, claim: Expect, tally: Tally) -> tuple[str, FailureValues]:
        """What a claim is about, and what is to be told of it: nothing where it holds."""
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
                return "every", _every(kind, self._times(kind, tally))
        raise AssertionError("check has seen to it that a claim is about something")

    def _players(self, claim: Expect) -> str:
        """Who played the games: by side its bot, or the one that all have."""
        seats = self._seats(claim)
        if len(set(seats.values())) == 1:
            return f"every side is played by {next(iter(seats.values()))}"
        return "played by " + ", ".join(f"{bot} ({side})" for side, bot in seats.items())

    def _details(self, claim: Expect, tally: Tally) -> Iterator[str]:
        """What the games came to instead of what is claimed."""
        rules, games = self._rules, tally.games
        match claim:
            case Expect(outcome=str(id)):
                others = zip(rules.index.outcomes, tally.outcomes, strict=True)
                yield from _shares("otherwise", [(o, n) for o, n in others if o != id], games)
            case Expect(agreed=str(id)):
                status = zip(STATUS, tally.status[rules.index.tables[id]], strict=True)
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

    def _times(self, kind: str, tally: Tally) -> dict[str, int]:
        """By everything of a kind, how often it came up."""
        index = self._rules.index
        match kind:
            case "inject":
                return dict(zip(index.injects, tally.fired, strict=True))
            case "outcome":
                return dict(zip(index.outcomes, tally.outcomes, strict=True))
            case "action":
                slots = {action: index.slots_of(action) for action in index.actions}
                return {id: sum(tally.taken[slot] for slot in slots[id]) for id in slots}
        return {
            f"{table.id}.{issue.id}={option.id}": times
            for table, issues in zip(
                self._rules.tables, options_by_table(self._rules, tally), strict=True
            )
            for issue, counts in issues
            for option, times in zip(issue.options, counts, strict=True)
        }


def _lines(rules: Rules, side: int) -> str:
    """What the lines of a score can give."""
    written = rules.scenario.sides[rules.sides[side]].score
    lines = [
        f'"{line.label}" from {decimal(bounds.low, 0)} to {decimal(bounds.high, 0)}'
        for line, bounds in zip(written, rules.scores[side], strict=True)
    ]
    more = ", …" if len(lines) > MOST_LISTED else ""
    return f"its lines can give {', '.join(lines[:MOST_LISTED])}{more}"


def _shares(what: str, times: list[tuple[str, int]], games: int) -> Iterator[str]:
    """The most frequent of several things, each with its share of the games."""
    some = sorted([(id, n) for id, n in times if n], key=lambda each: -each[1])
    shares = [f"{id} {decimal(100 * n / games, 1)} %" for id, n in some[:MOST_LISTED]]
    more = ", …" if len(some) > MOST_LISTED else ""
    if shares:
        yield f"{what} {', '.join(shares)}{more}"


def _share(id: str, times: int, claim: Expect, tally: Tally) -> FailureValues:
    assert claim.share is not None, "check has seen to it"
    low, high = claim.share
    if low * tally.games <= 100 * times <= high * tally.games:
        return {}
    found = share(times, tally.games)
    hundred = Estimate(100 * found.value, 100 * found.low, 100 * found.high)
    return {"id": id, **_told(hundred, claim.share, " %")}


def _mean(id: str, scores: Histogram, claim: Expect) -> FailureValues:
    assert claim.mean is not None, "check has seen to it"
    low, high = claim.mean
    games = sum(scores.values())
    if low * games <= histogram_sum(scores) <= high * games:
        return {}
    return {"id": id, **_told(mean(scores), claim.mean, "")}


def _told(found: Estimate, claimed: tuple[int, int], unit: str) -> FailureValues:
    """What was found, its interval, what is claimed, and whether the last two meet."""
    low, high = claimed
    digits = _digits(found.value, claimed)
    ends = f"{decimal(found.low, digits)} to {decimal(found.high, digits)}{unit}"
    wanted = decimal(low, 0) if low == high else f"{decimal(low, 0)} to {decimal(high, 0)}"
    luck = found.low <= high and low <= found.high
    return {
        "found": decimal(found.value, digits) + unit,
        "interval": "" if isinf(found.high) else f" (95 %: {ends})",
        "claimed": wanted + unit,
        "luck": ", a difference that may be chance: play more games to be sure" if luck else "",
    }


def _digits(value: float, claimed: tuple[int, int]) -> int:
    """How many digits behind the point tell a figure from what is claimed."""
    low, high = claimed
    enough = (n for n in range(1, MOST_DIGITS) if not low <= round(value, n) <= high)
    return next(enough, MOST_DIGITS)


def _every(kind: str, times: dict[str, int]) -> FailureValues:
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
