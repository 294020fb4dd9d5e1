"""The standard of balance: the criteria that a scenario should meet, and how it measures up.

Figures of personas are pooled over all their pairings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

import numpy as np
from attrs import frozen

from game.bargaining.integrative_gain import IntegrativeGain
from game.lab.batches.estimates import Estimate
from game.lab.batches.tally import options_by_table
from game.lab.standard.measurement import Measurement, choice_rates, slot_names, use_rates
from game.lab.summary.columns import difference, join_words, per_cent
from game.model.scenario import Scenario
from game.words.naming import Naming

MOST_OUTCOME, LEAST_OUTCOME, REACHED = 0.45, 0.05, 4
"""The largest share of an outcome, the smallest, and how many of the first the smallest binds."""
MOST_AHEAD = 0.58
"""The largest share of games in which one of two sides is ahead."""
MOST_CHOSEN = 0.60
"""The largest share of decisions at which an action is taken, of those at which it is legal."""
LEAST_USED = 0.02
"""The smallest share of games in which an action is taken, of those in which it is legal."""
MOST_CHANGE = 1 / 3
"""The largest change of a side's score without one of its actions, in standard deviations."""
MOST_FIRING = 0.90
"""The largest share of games in which an inject without a date fires."""
LEAST_AGREEING = 0.50
"""The smallest share of experts' games with an agreement at the end.

There is no greatest one: experts sign what is good for all who sign, wherever they can find it. If
they often part without, there is too little to agree on, or agreements don't last.
"""
LEAST_GAIN = 0.15
"""The smallest integrative gain, as a share of the span of worths."""


@frozen
class Criterion:
    """One requirement of the standard, and how a scenario measures up to it."""

    kind: str
    """Which requirement it is: a name of REQUIREMENTS."""
    name: str
    measured: str
    """The measured figures, in words."""
    aim: str
    failures: tuple[str, ...] = ()
    """What misses the aim, each with its name and its figure."""

    side: str = ""
    """The id of the side that it is about, whose name ends `name`; empty where it is all."""
    binding: bool = True
    """Whether to miss the aim is a failure; if not, it is a finding."""
    reason: str = ""
    """Why the author accepts that the aim is missed; empty where nobody does."""
    excess: float = 0.0
    """How far the worst miss is from the aim, as a share of the aim; 1 where it can't be said."""

    @property
    def met(self) -> bool:
        """Whether the aim is reached."""
        return not self.failures

    @property
    def failed(self) -> bool:
        """Whether it is a failure: missed, binding, and not accepted by the author."""
        return self.binding and not self.met and not self.reason


def most_ahead(sides: int) -> float:
    """The largest share of games in which one of a number of sides may be ahead.

    With two sides it is 58 %, odds of 58 to 42. With more, a side has those odds against each of
    the others: with three, 58 to 42 to 42, which is 40.8 %.
    """
    return MOST_AHEAD / (MOST_AHEAD + (1 - MOST_AHEAD) * (sides - 1))


def assess(measurement: Measurement, gains: Sequence[IntegrativeGain]) -> Iterator[Criterion]:
    """Compares a measurement with every criterion for which games were played."""
    yield _outcomes(measurement)
    yield _ahead(measurement)
    yield from _actions(measurement)
    if measurement.without_action:
        yield _without_action(measurement)
    yield from _injects(measurement)
    if measurement.rules.tables:
        yield _options(measurement)
        if measurement.experts is not None:
            yield _agreeing(measurement)
        yield from _gains(measurement.rules.scenario, gains)
    yield from _skill(measurement)


def _outcomes(measurement: Measurement) -> Criterion:
    tally, naming = measurement.pooled.tally, Naming(measurement.rules.scenario)
    shares = {
        outcome.id: games / tally.games
        for outcome, games in zip(measurement.rules.outcomes, tally.outcomes, strict=True)
    }
    misses = {
        id: max(share / MOST_OUTCOME - 1, 1 - share / LEAST_OUTCOME if number < REACHED else 0)
        for number, (id, share) in enumerate(shares.items())
        if share > MOST_OUTCOME or (number < REACHED and share < LEAST_OUTCOME)
    }
    figure = {id: f"{naming.outcome(id)} {per_cent(share)}" for id, share in shares.items()}
    failures = [figure[id] for id in sorted(misses, key=misses.__getitem__)[::-1]]
    most, least = _whole_per_cent(MOST_OUTCOME), _whole_per_cent(LEAST_OUTCOME)
    aim = f"none above {most}, the first four at least {least}"
    excess = max(misses.values(), default=0.0)
    figures = ", ".join(figure.values())
    return Criterion("outcomes", "outcomes", figures, aim, tuple(failures), excess=excess)


def _ahead(measurement: Measurement) -> Criterion:
    tally, naming = measurement.pooled.tally, Naming(measurement.rules.scenario)
    sides = [naming.side_in_table(side) for side in measurement.rules.sides]
    shares = [games / tally.games for games in tally.ahead]
    figures = ", ".join(f"{name} {per_cent(s)}" for name, s in zip(sides, shares, strict=True))
    most = most_ahead(len(sides))
    aim = f"none above {_whole_per_cent(most) if len(sides) == 2 else per_cent(most)}"
    failures = [f"{name} {per_cent(s)}" for name, s in zip(sides, shares, strict=True) if s > most]
    excess = max(0.0, max(shares) / most - 1)
    return Criterion("ahead", "alone most over par", figures, aim, tuple(failures), excess=excess)


def _actions(measurement: Measurement) -> Iterator[Criterion]:
    choices, uses = _known(measurement, choice_rates), _known(measurement, use_rates)
    never = [f"{name} never legal" for name in slot_names(measurement.rules) if name not in choices]
    if not choices:
        return
    yield Criterion(
        "chosen",
        "an action where it is legal",
        _largest(choices),
        f"taken at most {_whole_per_cent(MOST_CHOSEN)} of times",
        tuple(
            f"{name} {per_cent(s)}"
            for name, s in sorted(choices.items(), key=lambda each: -each[1])
            if s > MOST_CHOSEN
        ),
        excess=max(0.0, max(choices.values()) / MOST_CHOSEN - 1),
    )
    least = min(uses, key=lambda name: uses[name])
    rare = sorted(uses.items(), key=lambda each: each[1])
    failures = [f"{name} {per_cent(s)}" for name, s in rare if s < LEAST_USED]
    yield Criterion(
        "used",
        "a game where it is legal",
        f"{least} {per_cent(uses[least])}",
        f"taken in at least {_whole_per_cent(LEAST_USED)} of them",
        (*never, *failures),
        excess=1.0 if never else max(0.0, 1 - uses[least] / LEAST_USED),
    )


def _known(
    measurement: Measurement, rates: Callable[[Measurement], list[float | None]]
) -> dict[str, float]:
    """The rates of the actions that were legal at some time."""
    pairs = zip(slot_names(measurement.rules), rates(measurement), strict=True)
    return {name: rate for name, rate in pairs if rate is not None}


def _without_action(measurement: Measurement) -> Criterion:
    names, changes = slot_names(measurement.rules), measurement.without_action
    largest = max(changes, key=lambda slot: abs(changes[slot].value))
    return Criterion(
        "without_action",
        "its side without an action",
        f"{names[largest]} {difference(changes[largest], 2)} sd",
        "less than ±0.33 sd",
        tuple(
            f"{names[slot]} {difference(change, 2)} sd{_uncertainty(change)}"
            for slot, change in sorted(changes.items(), key=lambda each: -abs(each[1].value))
            if abs(change.value) >= MOST_CHANGE
        ),
        excess=max(0.0, abs(changes[largest].value) / MOST_CHANGE - 1),
    )


def _uncertainty(change: Estimate) -> str:
    """A remark if the true change may well be within the aim; empty otherwise."""
    within = min(abs(change.low), abs(change.high)) < MOST_CHANGE or change.low < 0 < change.high
    return " (may be luck)" if within else ""


def _injects(measurement: Measurement) -> Iterator[Criterion]:
    injects, tally = measurement.rules.scenario.injects, measurement.pooled.tally
    firing = dict(zip(injects, tally.firing, strict=True))
    experts = measurement.experts.tally.firing if measurement.experts is not None else tally.firing
    naming = Naming(measurement.rules.scenario)
    happened = {id: n + firing[id] for id, n in zip(injects, experts, strict=True)}
    never = [naming.inject(id) for id, n in happened.items() if not n]
    if not injects:
        return
    yield Criterion(
        "injects",
        "injects that fire somewhere",
        f"{len(injects) - len(never)} of {len(injects)}",
        "all",
        tuple(never),
        excess=len(never) / len(injects),
    )
    untimed = {id: firing[id] / tally.games for id in injects if injects[id].at is None}
    if untimed:
        most = max(untimed, key=lambda id: untimed[id])
        yield Criterion(
            "undated_injects",
            "an inject without a date",
            f"{naming.inject(most)} {per_cent(untimed[most])}",
            f"in at most {_whole_per_cent(MOST_FIRING)} of games",
            tuple(
                f"{naming.inject(id)} {per_cent(s)}" for id, s in untimed.items() if s > MOST_FIRING
            ),
            excess=max(0.0, max(untimed.values()) / MOST_FIRING - 1),
        )


def _options(measurement: Measurement) -> Criterion:
    rules, tally = measurement.rules, measurement.pooled.tally
    if measurement.experts is not None:
        tally += measurement.experts.tally
    naming, several = Naming(rules.scenario), len(rules.tables) > 1
    times = {
        (table.id, issue.id, option.id): n
        for table, issues in zip(rules.tables, options_by_table(rules, tally), strict=True)
        for issue, counts in issues
        for option, n in zip(issue.options, counts, strict=True)
    }
    never = tuple(
        (f"{naming.table(table)}, " if several else "")
        + f"{naming.issue(table, issue)}: {naming.option(table, issue, option)}"
        for (table, issue, option), n in times.items()
        if not n
    )
    measured = f"{len(times) - len(never)} of {len(times)}"
    excess = len(never) / len(times)
    return Criterion("options", "options agreed somewhere", measured, "all", never, excess=excess)


def _agreeing(measurement: Measurement) -> Criterion:
    """How often experts agree; only the table with the most issues is judged."""
    assert measurement.experts is not None
    rules = measurement.rules
    naming = Naming(rules.scenario)
    shares = {
        naming.table(table.id): float(np.mean(column))
        for table, column in zip(rules.tables, measurement.experts.agreed.T, strict=True)
    }
    main = naming.table(max(rules.tables, key=lambda table: len(table.issues)).id)
    figures = ", ".join(f"{name} {per_cent(share)}" for name, share in shares.items())
    return Criterion(
        "agreements",
        "experts' agreement at the end",
        figures,
        f"at least {_whole_per_cent(LEAST_AGREEING)}" + (f" ({main})" if len(shares) > 1 else ""),
        () if shares[main] >= LEAST_AGREEING else (f"{main} {per_cent(shares[main])}",),
        excess=max(0.0, 1 - shares[main] / LEAST_AGREEING),
    )


def of_table(scenario: Scenario, what: str, table: str) -> str:
    """What a criterion is about, with the name of its table where there are several."""
    several = len(scenario.tables) > 1
    return f"{what}, {Naming(scenario).table(table)}" if several else what


def _gains(scenario: Scenario, gains: Sequence[IntegrativeGain]) -> Iterator[Criterion]:
    """The integrative gain of each table and pair of parties, over all cards that may be dealt."""
    naming = Naming(scenario)
    for (table, sides), each in groupby(gains, key=lambda gain: (gain.table, gain.sides)):
        gains_of_pair = list(each)
        least, most = (pick(gain.gain for gain in gains_of_pair) for pick in (min, max))
        yield Criterion(
            "gains",
            of_table(scenario, "best over the middle", table)
            + (f" ({join_words(map(naming.side_in_table, sides))})" if _several(gains) else ""),
            f"{_percent(least)}–{_percent(most)} %",
            f"at least {_whole_per_cent(LEAST_GAIN)} of the span",
            tuple(
                f"{_dealt(naming, gain) or naming.table(table)} {_percent(gain.gain)} %"
                for gain in gains_of_pair
                if gain.gain < LEAST_GAIN
            ),
            excess=max(0.0, 1 - float(least) / LEAST_GAIN),
        )


def _dealt(naming: Naming, gain: IntegrativeGain) -> str:
    return ", ".join(naming.card(deal, card) for deal, card in gain.cards.items())


def _several(gains: Sequence[IntegrativeGain]) -> bool:
    return len({gain.sides for gain in gains}) > 1


def _percent(part: Fraction | float) -> str:
    return f"{round(100 * float(part))}"


def _skill(measurement: Measurement) -> Iterator[Criterion]:
    naming = Naming(measurement.rules.scenario)
    for side, skill in measurement.skill.items():
        for kind, name, lead in (
            ("expert", "expert over personas", skill.expert),
            ("personas", "personas over chance", skill.personas),
        ):
            if lead is not None:
                points = f"{difference(lead)} points"
                failures = () if lead.low > 0 else (points,)
                excess = 1.0 if failures else 0.0
                title = f"{name}, {naming.side_in_table(side)}"
                yield Criterion(kind, title, points, "above 0", failures, side, excess=excess)


def _largest(shares: dict[str, float]) -> str:
    """The name with the largest share, and the share."""
    largest = max(shares, key=lambda name: shares[name])
    return f"{largest} {per_cent(shares[largest])}"


def _whole_per_cent(part: float) -> str:
    return f"{100 * part:.0f} %"
