"""Looks for values of numbers with which a scenario reaches its aims.

Optuna's search (TPE) proposes values, and where it stops, smaller and smaller steps around the best
ones go on, until none of their neighbours is better. All trials play the same seeds, so that each
has one result; whether the aims are still reached with other seeds is asked at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from math import isinf
from typing import Annotated, TypedDict

from attrs import evolve, frozen

from game.document.axes import NumberAxis
from game.document.panel_page import Judgement, Reason
from game.document.row_chart import ChartRow, row_chart
from game.lab.batches.estimates import Estimate
from game.lab.batches.extras import MissingLibrary
from game.lab.batches.hiring import standing
from game.lab.batches.jobs import HERE, play_plans
from game.lab.batches.json_keys import json_key, json_property, no_key, to_json
from game.lab.batches.place import Place
from game.lab.batches.plan import Plan, compile_plan
from game.lab.batches.tally import Tally
from game.lab.numbers.paths import Numbers
from game.lab.studies.aims import Aim, Seats, aim_name, measure_aim
from game.lab.studies.figures import Progress, pars_of
from game.lab.studies.labels import NEUTRAL, Labels
from game.lab.studies.panels import AimCell, Code, Panel, Study, StudyFinding, StudyTable, in_pairs
from game.lab.studies.patch import patch_lines
from game.lab.studies.varied import Varied
from game.lab.summary.columns import decimal, interval, join_words, quantity
from game.rules.compiled import Rules

MOST_BESIDE = 12
"""With more aims that are shares of games, no other chart stands beside theirs."""
MOST_NAMED = 3
"""So many missed aims are named in the verdict."""
SEARCHED = 0.6
"""The share of trials that Optuna proposes; the rest are steps around the best one."""


@frozen
class Trial:
    """Some values of the numbers, and what the games with them come to."""

    numbers: Numbers = json_key("By path, the value of each number.", dict[str, int])
    figures: tuple[Estimate, ...] = json_key(
        "For each of `aims`, in that order: points, per cent, or a count; see the kind of the aim."
    )
    misses: tuple[float, ...] = json_key(
        "For each aim, how far the figure is outside its range, in the same units."
    )
    distance: float = no_key()
    """How far the numbers are from the scenario's, in spans between their bounds."""

    @json_property("Whether no aim is missed.")
    def reaches_all(self) -> bool:
        """Whether all aims are reached."""
        return not any(self.misses)

    @property
    def rank(self) -> tuple[float, float]:
        """Orders trials: by the sum of misses, then by the distance from today's numbers."""
        return sum(self.misses), self.distance


class TuningJson(TypedDict):
    """What `communique tune` finds."""

    scenario: Annotated[str, "The id of the scenario."]
    seed: Annotated[int, "The seed of the first game; each later game has one more."]
    numbers: Annotated[dict[str, int], "By path, the numbers that --set changed."]
    varied: Annotated[list[Varied], "The numbers that --vary names."]
    aims: Annotated[list[Aim], "What is to be reached."]
    before: Annotated[Trial, "The scenario as it is."]
    best: Annotated[Trial, "The best values that were tried, or the scenario as it is."]
    checked: Annotated[
        Trial | None, "The best values played with other seeds; null after an interrupt."
    ]
    checked_before: Annotated[
        Trial | None, "The scenario as it is played with these seeds; null after an interrupt."
    ]
    untried: Annotated[
        list[dict[str, int]],
        "The neighbours of the best values that were not tried: one number is one step away.",
    ]
    trials: Annotated[
        list[Trial], "All values that were tried, in their order; after an interrupt the first."
    ]


@frozen
class Tuning:
    """The results of a search."""

    plan: Plan
    """The scenario, its fixed numbers and the first seed; seats and games are those of aims."""
    varied: tuple[Varied, ...]
    aims: tuple[Aim, ...]
    before: Trial
    """The scenario as it is."""
    trials: tuple[Trial, ...]
    """All values that were tried, in their order; after an interrupt the first ones."""
    best: Trial
    """The best of all, the scenario as it is among them."""
    checked: Trial | None
    """The best values with other seeds; None after an interrupt."""
    checked_before: Trial | None
    """The scenario as it is with these other seeds; None after an interrupt."""

    @property
    def untried(self) -> list[Numbers]:
        """The neighbours of the best values that were not tried."""
        tried = {trial.numbers for trial in (self.before, *self.trials)}
        if not any(self.best.misses) and not self.best.distance:
            return []
        return [each for each in neighbours(self.varied, self.best.numbers) if each not in tried]

    @property
    def comes_nearer(self) -> bool:
        """Whether the best values come nearer to an aim, with other seeds too, if they played."""
        pairs = [(self.before, self.best)]
        if self.checked_before is not None and self.checked is not None:
            pairs.append((self.checked_before, self.checked))
        return any(
            all(then.misses[i] < now.misses[i] for now, then in pairs)
            for i in range(len(self.aims))
        )

    def panels(self) -> Study:
        """The search in words, charts and tables."""
        labels = Labels(self.plan.scenario)
        trials, aims = quantity(len(self.trials), "trial"), quantity(len(self.aims), "aim")
        charts = list(_charts(labels, self))
        beside = sum(aim.is_share for aim in self.aims) <= MOST_BESIDE
        patch = tuple(patch_lines(self.plan.scenario, self.best.numbers))
        title = "The patch, for the scenario or a variant of it"
        code = (Code(title, patch),) if patch and self.comes_nearer else ()
        about = "from and to: where they were sought"
        return Study(
            labels.title,
            "Numbers that reach the aims",
            f"{trials} for {aims}, on the same seeds",
            (f"{trials} with other numbers of {labels.title}.",),
            _headline(self),
            list(_reasons(labels, self)),
            [
                *(in_pairs(charts) if beside else [[chart] for chart in charts]),
                [Panel("The numbers", about, (_number_table(self), *code), "numbers")],
            ],
            list(_findings(labels, self)),
            [_aim_table(labels, self), _trial_table(self)],
        )

    def as_json(self) -> TuningJson:
        """The search as a JSON object."""
        return {
            "scenario": self.plan.scenario.id,
            "seed": self.plan.seed,
            "numbers": dict(self.plan.numbers),
            "varied": to_json(self.varied),
            "aims": to_json(self.aims),
            "before": to_json(self.before),
            "best": to_json(self.best),
            "checked": to_json(self.checked),
            "checked_before": to_json(self.checked_before),
            "untried": [dict(numbers) for numbers in self.untried],
            "trials": to_json(self.trials),
        }


def tune(
    plan: Plan,
    varied: Sequence[Varied],
    aims: Sequence[Aim],
    trials: int,
    place: Place = HERE,
    progress: Progress | None = None,
) -> Tuning:
    """Tries so many values of the numbers, and returns the best and all others.

    Up to as many again are tried while a neighbour of the best one is left.
    progress: called with the number of trials done. After Ctrl-C the trials so far count.
    Raises MissingLibrary, WorkersDied, WorkerFailed and ClusterError.
    """
    with standing(place) as workers:
        search = _Search(plan, varied, aims, workers)
        before = search.play({each.path: each.base for each in varied})
        done: dict[Numbers, Trial] = {}
        checked: Trial | None = None
        checked_before: Trial | None = None
        try:
            for number, trial in enumerate(search.trials(before, trials), 1):
                done[trial.numbers] = trial
                if progress is not None:
                    progress(min(number, trials))
            best = _best(before, done)
            again = search.play_again(best)
            checked_before = again if best == before else search.play_again(before)
            checked = again
        except KeyboardInterrupt:
            pass
    best, tried = _best(before, done), tuple(done.values())
    return Tuning(plan, tuple(varied), tuple(aims), before, tried, best, checked, checked_before)


def neighbours(varied: Sequence[Varied], numbers: Numbers) -> Iterator[Numbers]:
    """The values to try that are one step from others: of one number, all else alike."""
    values = dict(numbers)
    for each in varied:
        if all(other is each or other.can_be(values[other.path]) for other in varied):
            for value in each.beside(values[each.path]):
                yield tuple({**values, each.path: value}.items())


def _best(before: Trial, done: Mapping[Numbers, Trial]) -> Trial:
    return min([before, *done.values()], key=lambda trial: trial.rank)


class _Search:
    """Plays trials, each combination of values once, and proposes what to try."""

    def __init__(
        self, plan: Plan, varied: Sequence[Varied], aims: Sequence[Aim], place: Place
    ) -> None:
        self._plan, self._varied, self._aims, self._place = plan, varied, aims, place
        self._rules: Rules = compile_plan(plan)
        self._played: dict[Numbers, Trial] = {}

    def play(self, values: Mapping[str, int]) -> Trial:
        """The trial of some values."""
        numbers = tuple((each.path, values[each.path]) for each in self._varied)
        if numbers not in self._played:
            self._played[numbers] = self._trial(numbers, self._plan.seed)
        return self._played[numbers]

    def play_again(self, trial: Trial) -> Trial:
        """The same values with other seeds."""
        return self._trial(trial.numbers, self._plan.seed + max(aim.games for aim in self._aims))

    def trials(self, before: Trial, count: int) -> Iterator[Trial]:
        """So many trials, some of them perhaps repeated, and up to as many again until none of the
        best one's neighbours is better."""
        proposed = max(1, round(count * SEARCHED))
        best: Trial | None = before if self._is_within(before) else None
        for trial in self._propose(proposed):
            best = trial if best is None or trial.rank < best.rank else best
            yield trial
        assert best is not None
        yield from islice(self._refine(best), 2 * count - proposed)

    def _is_within(self, trial: Trial) -> bool:
        """Whether a trial's values are among those that may be tried."""
        values = dict(trial.numbers)
        return all(each.can_be(values[each.path]) for each in self._varied)

    def _propose(self, count: int) -> Iterator[Trial]:
        """Trials as Optuna proposes them: an aim is a constraint, and small changes are better."""
        try:
            import optuna
        except ImportError:
            raise MissingLibrary("tune", "Optuna") from None
        optuna.logging.set_verbosity(optuna.logging.WARNING)
        sampler = optuna.samplers.TPESampler(seed=self._plan.seed % 2**32)
        study = optuna.create_study(direction="minimize", sampler=sampler)
        for _ in range(count):
            asked = study.ask()
            trial = self.play(
                {
                    each.path: asked.suggest_int(
                        each.path, each.least, each.most, step=each.step or 1
                    )
                    for each in self._varied
                }
            )
            for i, miss in enumerate(trial.misses):
                asked.set_constraint(str(i), miss)
            study.tell(asked, trial.distance)
            yield trial

    def _refine(self, best: Trial) -> Iterator[Trial]:
        """Trials one step from the best, of one number at a time; steps are halved where none is
        better, until they are the smallest."""
        steps = {each.path: max(1, (each.most - each.least) // 4) for each in self._varied}
        while best.rank > (0, 0):
            before = best
            for each in self._varied:
                unit = each.step or 1
                step = max(unit, steps[each.path] // unit * unit)
                for sign in (1, -1):
                    value = dict(best.numbers)[each.path] + sign * step
                    if each.least <= value <= each.most:
                        known = len(self._played)
                        trial = self.play({**dict(best.numbers), each.path: value})
                        best = min(best, trial, key=lambda trial: trial.rank)
                        if len(self._played) > known:
                            yield trial
            if best is before:
                if all(steps[each.path] <= (each.step or 1) for each in self._varied):
                    return
                steps = {path: max(1, step // 2) for path, step in steps.items()}

    def _trial(self, numbers: Numbers, seed: int) -> Trial:
        tallies = self._tallies(numbers, seed)
        pars = pars_of(evolve(self._plan, numbers=(*self._plan.numbers, *numbers)))
        figures = []
        for aim in self._aims:
            parts = [tallies[seats, aim.games] for seats in aim.seats]
            figures.append(measure_aim(self._rules, aim, parts, pars))
        misses = [aim.miss(figure.value) for aim, figure in zip(self._aims, figures, strict=True)]
        distance = sum(
            abs(value - each.base) / max(1, each.most - each.least)
            for (_, value), each in zip(numbers, self._varied, strict=True)
        )
        return Trial(numbers, tuple(figures), tuple(misses), distance)

    def _tallies(self, numbers: Numbers, seed: int) -> dict[tuple[Seats, int], Tally]:
        """The games of all aims, each played once."""
        keys = list(dict.fromkeys((seats, aim.games) for aim in self._aims for seats in aim.seats))
        plans = [
            evolve(
                self._plan,
                seats=seats,
                games=games,
                seed=seed,
                numbers=(*self._plan.numbers, *numbers),
            )
            for seats, games in keys
        ]
        return dict(zip(keys, play_plans(plans, self._place), strict=True))


# In words and charts


def _headline(result: Tuning) -> str:
    if not (result.best.reaches_all or result.comes_nearer):
        return "No other number comes nearer to an aim"
    if result.best.reaches_all:
        if result.best == result.before:
            return "All aims are reached without a change"
        if result.checked is not None and not result.checked.reaches_all:
            return "All aims are reached, but only just"
        return "All aims are reached with other numbers"
    left = sum(1 for miss in result.best.misses if miss)
    if len(result.aims) == 1:
        return "The aim is missed"
    return f"{left} of {quantity(len(result.aims), 'aim')} {'is' if left == 1 else 'are'} missed"


def _reasons(labels: Labels, result: Tuning) -> Iterator[Reason]:
    """How many aims are reached now, with the best numbers, and by these with other seeds."""
    trials = [("Now", result.before, ""), ("With the best numbers", result.best, "")]
    if result.checked is not None:
        trials.append(("With other seeds", result.checked, " by the same numbers"))
    for title, trial, how in trials:
        missed = [
            aim_name(labels, aim)
            for aim, miss in zip(result.aims, trial.misses, strict=True)
            if miss
        ]
        more = len(missed) - MOST_NAMED
        names = [*missed[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
        behind = f" Missed: {join_words(names)}." if missed else ""
        reached, total = len(result.aims) - len(missed), len(result.aims)
        judgement: Judgement = "warning" if missed else "good"
        text = f"{reached} of {total} aims are reached{how}.{behind}"
        yield Reason("note" if title == "Now" else judgement, title, text)


def _charts(labels: Labels, result: Tuning) -> Iterator[Panel]:
    aims, anchor = list(enumerate(result.aims)), "aims"
    for title, about, chosen in (
        ("Shares of games", "per cent of games", [i for i, aim in aims if aim.is_share]),
        ("Scores", "mean scores", [i for i, aim in aims if aim.kind == "score"]),
        (
            "Leads",
            "points by which bots of a side are ahead",
            [i for i, aim in aims if aim.is_lead],
        ),
    ):
        if chosen:
            rows = list(_chart_rows(labels, result, chosen))
            axis = NumberAxis()
            if result.aims[chosen[0]].is_share:
                ticks = tuple((float(part), f"{part} %") for part in (0, 25, 50, 75, 100))
                axis = NumberAxis(low=0.0, high=100.0, names=ticks)
            chart = partial(row_chart, title, rows, axis, kind="marks", aim_name="aim")
            yield Panel(
                title, f"{about}, now and with the best numbers; 95 % intervals", (chart,), anchor
            )
            anchor = ""


def _chart_rows(labels: Labels, result: Tuning, chosen: Sequence[int]) -> Iterator[ChartRow]:
    figures = [trial.figures[i].value for i in chosen for trial in (result.before, result.best)]
    figures += [result.aims[i].low + 1 for i in chosen]
    most = max(figures)
    far = most + max(20.0, 2 * (most - min(figures)))
    for i in chosen:
        aim = result.aims[i]
        # A range without an end, or one far from all figures, isn't drawn to its end.
        high = most if isinf(aim.high) else min(aim.high, 100.0 if aim.is_share else far)
        for who, trial in (("now", result.before), ("then", result.best)):
            figure = trial.figures[i]
            missed = " (missed)" if trial.misses[i] else ""
            style = labels.style(labels.sides.index(aim.id)) if aim.id in labels.sides else NEUTRAL
            yield ChartRow(
                who, figure.value, _figure(aim, trial, i), *_ends(figure),
                f"aim {aim.range}{missed}", style, (aim.low, high),
                aim_name(labels, aim) if who == "now" else "",
            )  # fmt: skip


def _ends(figure: Estimate) -> tuple[float | None, float | None]:
    """The ends of an interval that is known."""
    return (None, None) if isinf(figure.high) else (figure.low, figure.high)


def _findings(labels: Labels, result: Tuning) -> Iterator[StudyFinding]:
    for i, aim in enumerate(result.aims):
        best, checked = result.best, result.checked
        if best.misses[i]:
            text = (
                f"{_figure(aim, best, i)} with the best numbers, "
                f"{_figure(aim, result.before, i)} now; aim {aim.range} ({aim.source})."
            )
            advice = "Vary other numbers or more of them, try more often (--trials), or aim lower."
            yield StudyFinding("warning", f"{aim_name(labels, aim)}.", text, advice, "aims")
        elif checked is not None and checked.misses[i]:
            text = (
                f"{_figure(aim, best, i)} with the best numbers, but "
                f"{_figure(aim, checked, i)} with other seeds; aim {aim.range}: it lies "
                "at the edge of its range."
            )
            advice = "Play more games (-n)."
            yield StudyFinding("warning", f"{aim_name(labels, aim)}.", text, advice, "aims")
    if result.untried:
        points = (join_words(f"{path} = {value}" for path, value in n) for n in result.untried)
        text = (
            "The best numbers have neighbours that weren't tried, and that may be better: "
            f"{'; '.join(points)}."
        )
        advice = "Try more often (--trials)."
        yield StudyFinding("warning", "The search isn't at its end.", text, advice, "numbers")
    reached = [
        aim_name(labels, aim)
        for i, aim in enumerate(result.aims)
        if not result.best.misses[i] and not (result.checked and result.checked.misses[i])
    ]
    if reached:
        advice = "Take over the patch, and measure again: communique balance."
        if result.best == result.before or not result.comes_nearer:
            advice = "Leave the numbers as they are."
        text = f"{join_words(dict.fromkeys(reached))}."
        yield StudyFinding("good", "Reached.", text, advice, "numbers")
    if result.checked is None:
        text = "The search was interrupted, so the best numbers weren't played with other seeds."
        yield StudyFinding("note", "Not checked.", text, "Let it run to its end.")


def _figure(aim: Aim, trial: Trial, i: int) -> str:
    """The figure of an aim; for `every` how many things never came up."""
    return f"{decimal(trial.figures[i].value, aim.digits)}{' %' if aim.is_share else ''}"


def _aim_table(labels: Labels, result: Tuning) -> StudyTable:
    rows = [
        (
            f"{aim_name(labels, aim)} ({aim.source})",
            aim.range,
            _marked(aim, result.before, i),
            _marked(aim, result.best, i),
            "–" if aim.kind == "every" else interval(result.best.figures[i]),
            "–" if result.checked is None else _marked(aim, result.checked, i),
        )
        for i, aim in enumerate(result.aims)
    ]
    heads = ("aim", "range", "now", "then", "95 % interval", "checked")
    note = "Checked: the best numbers with other seeds."
    return StudyTable("Aims", heads, rows, note)


def _number_table(result: Tuning) -> StudyTable:
    best = dict(result.best.numbers)
    rows = [
        (each.path, each.name, *map(str, (each.least, each.most, each.base, best[each.path])))
        for each in result.varied
    ]
    return StudyTable(
        "Numbers", ("number", "what it does", "from", "to", "now", "then"), rows, lead=2
    )


def _trial_table(result: Tuning) -> StudyTable:
    paths = [each.path for each in result.varied]
    rows = [
        (
            *(str(dict(trial.numbers)[path]) for path in paths),
            str(sum(1 for miss in trial.misses if miss)),
            decimal(sum(trial.misses)),
        )
        for trial in sorted(result.trials, key=lambda trial: trial.rank)[:10]
    ]
    return StudyTable(
        "The ten best trials",
        (*paths, "aims missed", "missed in all"),
        rows,
        lead=len(paths),
        is_numbered=True,
        is_short=False,
    )


def _marked(aim: Aim, trial: Trial, i: int) -> AimCell:
    return AimCell(decimal(trial.figures[i].value, aim.digits), bool(trial.misses[i]))
