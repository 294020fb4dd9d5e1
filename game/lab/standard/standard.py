"""The standard of balance that scenarios are held to, line by line: found, aimed at, held or not.

What is measured of personas is pooled over all their pairings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

import numpy as np
from attrs import frozen

from game.bargaining.integrative_gain import Gain
from game.lab.run.figures import Figure
from game.lab.run.tally import by_table
from game.lab.standard.action_use import chosen, slots, taking
from game.lab.standard.measurement import Measured
from game.lab.summary.columns import difference, listed, per_cent

MOST_OUTCOME, LEAST_OUTCOME, REACHED = 0.45, 0.05, 4
"""No outcome has a larger share, and so many, the first ones, have no smaller one."""
MOST_AHEAD = 0.58
"""Of two sides none is ahead more often."""
MOST_CHOSEN, LEAST_TAKING = 0.60, 0.02
MOST_CHANGE = 1 / 3
MOST_FIRING = 0.90
AGREEING = (0.30, 0.80)
LEAST_GAIN = 0.15


@frozen
class Line:
    """One thing that is asked of a scenario."""

    what: str
    found: str
    aim: str
    misses: tuple[str, ...] = ()
    """What isn't as it should be, each with its id and its figure."""

    @property
    def held(self) -> bool:
        """Whether the aim is reached."""
        return not self.misses


def most_ahead(sides: int) -> float:
    """How often one of so many sides may be ahead.

    Of two 58 %: odds of 58 to 42. Of more, those odds against each of the others: of three 58 to
    42 and 42, which is 40.8 %.
    """
    return MOST_AHEAD / (MOST_AHEAD + (1 - MOST_AHEAD) * (sides - 1))


def standard(measured: Measured, gains: Sequence[Gain]) -> Iterator[Line]:
    """All that is asked, as far as it was played."""
    yield _outcomes(measured)
    yield _ahead(measured)
    yield from _actions(measured)
    if measured.forbidden:
        yield _forbidden(measured)
    yield from _injects(measured)
    if measured.rules.tables:
        yield _options(measured)
        if measured.experts is not None:
            yield _agreeing(measured)
        yield from _gains(gains)
    yield from _skill(measured)


def _outcomes(measured: Measured) -> Line:
    tally = measured.pooled.tally
    shares = {
        outcome.id: games / tally.games
        for outcome, games in zip(measured.rules.outcomes, tally.outcomes, strict=True)
    }
    misses = [
        f"{id} {per_cent(share)}"
        for number, (id, share) in enumerate(shares.items())
        if share > MOST_OUTCOME or (number < REACHED and share < LEAST_OUTCOME)
    ]
    found = ", ".join(f"{id} {per_cent(share)}" for id, share in shares.items())
    aim = f"none above {_whole(MOST_OUTCOME)}, the first four at least {_whole(LEAST_OUTCOME)}"
    return Line("outcomes", found, aim, tuple(misses))


def _ahead(measured: Measured) -> Line:
    tally, sides = measured.pooled.tally, measured.rules.sides
    shares = [games / tally.games for games in tally.ahead]
    found = ", ".join(f"{id} {per_cent(share)}" for id, share in zip(sides, shares, strict=True))
    most = most_ahead(len(sides))
    aim = f"none above {_whole(most) if len(sides) == 2 else per_cent(most)}"
    misses = [f"{id} {per_cent(s)}" for id, s in zip(sides, shares, strict=True) if s > most]
    return Line("alone most over par", found, aim, tuple(misses))


def _actions(measured: Measured) -> Iterator[Line]:
    ids = slots(measured.rules)
    never = [f"{id} never legal" for id, s in zip(ids, chosen(measured), strict=True) if s is None]
    often = {id: s for id, s in zip(ids, chosen(measured), strict=True) if s is not None}
    rarely = {id: s for id, s in zip(ids, taking(measured), strict=True) if s is not None}
    if not often:
        return
    yield Line(
        "an action where it is legal",
        _most(often),
        f"taken at most {_whole(MOST_CHOSEN)} of times",
        tuple(f"{id} {per_cent(share)}" for id, share in often.items() if share > MOST_CHOSEN),
    )
    least = min(rarely, key=lambda id: rarely[id])
    misses = [f"{id} {per_cent(s)}" for id, s in rarely.items() if s < LEAST_TAKING]
    yield Line(
        "a game where it is legal",
        f"{least} {per_cent(rarely[least])}",
        f"taken in at least {_whole(LEAST_TAKING)} of them",
        (*misses, *never),
    )


def _forbidden(measured: Measured) -> Line:
    ids, found = slots(measured.rules), measured.forbidden
    most = max(found, key=lambda slot: abs(found[slot].value))
    return Line(
        "its side without an action",
        f"{ids[most]} {difference(found[most], 2)} sd",
        "less than ±0.33 sd",
        tuple(
            f"{ids[slot]} {difference(figure, 2)} sd{_luck(figure)}"
            for slot, figure in found.items()
            if abs(figure.value) >= MOST_CHANGE
        ),
    )


def _luck(change: Figure) -> str:
    """Whether its interval reaches back to where nothing would miss."""
    within = min(abs(change.low), abs(change.high)) < MOST_CHANGE or change.low < 0 < change.high
    return " (may be luck)" if within else ""


def _injects(measured: Measured) -> Iterator[Line]:
    injects, tally = measured.rules.scenario.injects, measured.pooled.tally
    firing = dict(zip(injects, tally.firing, strict=True))
    experts = measured.experts.tally.firing if measured.experts is not None else tally.firing
    never = [
        id for id, n in zip(injects, experts, strict=True) if not n and not firing[id]
    ]  # of personas first: experts play few games
    if not injects:
        return
    yield Line(
        "injects that fire somewhere",
        f"{len(injects) - len(never)} of {len(injects)}",
        "all",
        tuple(never),
    )
    untimed = {id: firing[id] / tally.games for id in injects if injects[id].at is None}
    if untimed:
        yield Line(
            "an inject without a date",
            _most(untimed),
            f"in at most {_whole(MOST_FIRING)} of games",
            tuple(f"{id} {per_cent(s)}" for id, s in untimed.items() if s > MOST_FIRING),
        )


def _options(measured: Measured) -> Line:
    rules, tally = measured.rules, measured.pooled.tally
    if measured.experts is not None:
        tally += measured.experts.tally
    times = {
        f"{table.id}.{issue.id}={option.id}": n
        for table, issues in zip(rules.tables, by_table(rules, tally), strict=True)
        for issue, counts in issues
        for option, n in zip(issue.options, counts, strict=True)
    }
    never = tuple(id for id, n in times.items() if not n)
    return Line(
        "options agreed somewhere", f"{len(times) - len(never)} of {len(times)}", "all", never
    )


def _agreeing(measured: Measured) -> Line:
    """Judged of the table with the most issues."""
    assert measured.experts is not None
    rules = measured.rules
    shares = {
        table.id: float(np.mean(column))
        for table, column in zip(rules.tables, measured.experts.agreed.T, strict=True)
    }
    main = max(rules.tables, key=lambda table: len(table.issues)).id
    low, high = AGREEING
    found = ", ".join(f"{id} {per_cent(share)}" for id, share in shares.items())
    return Line(
        "experts' agreement at the end",
        found,
        f"{_whole(low)[:-2]}–{_whole(high)} ({main})" if len(shares) > 1 else "30–80 %",
        () if low <= shares[main] <= high else (f"{main} {per_cent(shares[main])}",),
    )


def _gains(gains: Sequence[Gain]) -> Iterator[Line]:
    """For each table and pair of parties over whatever is dealt; not where one issue is all."""
    for (table, sides), each in groupby(gains, key=lambda gain: (gain.table, gain.sides)):
        found = list(each)
        least, most = (pick(gain.gain for gain in found) for pick in (min, max))
        yield Line(
            f"best over the middle, {table}" + (f" ({listed(sides)})" if _several(gains) else ""),
            f"{_percent(least)}–{_percent(most)} %",
            f"at least {_whole(LEAST_GAIN)} of the span",
            tuple(
                f"{', '.join(gain.cards.values()) or table} {_percent(gain.gain)} %"
                for gain in found
                if gain.gain < LEAST_GAIN
            ),
        )


def _several(gains: Sequence[Gain]) -> bool:
    return len({gain.sides for gain in gains}) > 1


def _percent(part: Fraction | float) -> str:
    return f"{round(100 * float(part))}"


def _skill(measured: Measured) -> Iterator[Line]:
    for side, skill in measured.skill.items():
        for what, figure in (
            ("expert over personas", skill.expert),
            ("personas over uniform", skill.personas),
        ):
            said = f"{difference(figure)} points"
            yield Line(f"{what}, {side}", said, "above 0", () if figure.low > 0 else (said,))


def _most(shares: dict[str, float]) -> str:
    most = max(shares, key=lambda id: shares[id])
    return f"{most} {per_cent(shares[most])}"


def _whole(part: float) -> str:
    return f"{100 * part:.0f} %"
