"""A search for numbers as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from game.lab.studies.aims import Aim
from game.lab.studies.patch import patch_lines
from game.lab.studies.tune import Trial, Tuning
from game.lab.summary.columns import columns, decimal, interval, join_words, quantity, wrap
from game.model.scenario import titled


def tune_text(result: Tuning) -> list[str]:
    """The aims before and after, the numbers, and the patch."""
    scenario = result.plan.scenario
    trials = quantity(len(result.trials), "trial")
    blocks = [
        wrap(f"{trials} with other numbers of {titled(scenario.title, scenario.id)}."),
        columns("Aims", ("range", "now", "then", "95 % interval", "checked"), _aims(result)),
        columns("Numbers", ("from", "to", "now", "then"), _numbers(result)),
        [*_verdict(result)],
    ]
    patch = patch_lines(scenario, result.best.numbers)
    if patch:
        blocks.append(["The patch, for the scenario or a variant of it:", "", *patch])
    return [line for block in blocks for line in ["", *block]][1:]


def _aims(result: Tuning) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for i, aim in enumerate(result.aims):
        best = result.best.figures[i]
        checked = result.checked
        rows.append(
            (
                str(aim),
                aim.source,
                aim.range,
                _figure(aim, result.before, i),
                _figure(aim, result.best, i),
                "–" if aim.kind == "every" else interval(best),
                "–" if checked is None else _figure(aim, checked, i),
            )
        )
    return rows


def _figure(aim: Aim, trial: Trial, i: int) -> str:
    """The figure of an aim, with a mark where it is missed; for `every` what never came up."""
    digits = 0 if aim.kind == "every" else 1
    return f"{'! ' if trial.misses[i] else ''}{decimal(trial.figures[i].value, digits)}"


def _numbers(result: Tuning) -> list[tuple[str, ...]]:
    best = dict(result.best.numbers)
    return [
        (each.path, each.name, *map(str, (each.least, each.most, each.base, best[each.path])))
        for each in result.varied
    ]


def _verdict(result: Tuning) -> Iterator[str]:
    missed = [str(aim) for aim, miss in zip(result.aims, result.best.misses, strict=True) if miss]
    if result.best == result.before and not missed:
        yield from wrap("The scenario reaches all aims as it is.")
    elif not missed:
        yield from wrap(
            "All aims are reached, with the numbers nearest to today's among those that were tried."
        )
    else:
        yield from wrap(
            f"Not all aims are reached (!): {join_words(missed)}. Vary other numbers, or more of "
            "them, or try more often (--trials)."
        )
    if result.checked is not None and not missed and not result.checked.reaches_all:
        yield from wrap(
            "With other seeds some of them are missed (checked): they lie at the edge of their "
            "range. Play more games (-n)."
        )
