"""The findings about the balance of a scenario: what each means, and what a designer can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from attrs import frozen

from game.document.panel_page import FindingRow, Judgement
from game.lab.standard.findings import OVER_PAR, best_against, over_par_sample
from game.lab.standard.measurement import Measurement
from game.lab.standard.payoffs import Payoffs
from game.lab.standard.standard import Criterion
from game.lab.studies.labels import Labels
from game.lab.summary.columns import difference, join_words

MOST_PAR = 10**9
"""As large as a par can be: stands for no upper bound."""


MOST_NAMED = 4
"""So many failures of a requirement are named; the others are counted."""
LUCK = "(may be luck)"
"""What failures end with that more games may not show."""
_OF_PAR = {kind: bot for bot, (kind, *_) in OVER_PAR.items()}


@frozen
class BalanceFindings:
    """The measurement of a scenario, from which findings are made."""

    labels: Labels
    measurement: Measurement
    payoffs: Payoffs

    def rows(self, criteria: Sequence[Criterion]) -> Iterator[FindingRow]:
        """Failures first, then findings, then what the author accepts and what is held."""
        missed = [each for each in criteria if not each.met]
        for judged in (
            [each for each in missed if each.failed],
            [each for each in missed if not each.failed and not each.reason],
            [each for each in missed if each.reason],
        ):
            groups: dict[str, list[Criterion]] = {}
            for each in judged:
                groups.setdefault("par" if each.kind in _OF_PAR else each.kind, []).append(each)
            yield from (self._row(group) for group in groups.values())
        held = len(criteria) - len(missed)
        if held:
            title = "The rest is held." if missed else "Everything is held."
            text = f"{held} requirements of the standard are met; the table names them."
            if held == 1:
                text = "1 requirement of the standard is met; the table names it."
            yield FindingRow("good", title, text, "Leave it as it is.", "standard")

    def _row(self, group: Sequence[Criterion]) -> FindingRow:
        """The row about one missed requirement, for all sides; all about par are one row."""
        first = group[0]
        advice = PAR if first.kind in _OF_PAR else ADVICE[first.kind]
        text = " ".join(self._text(each) for each in group)
        if first.kind not in _OF_PAR:
            text += f" Aim: {first.aim}."
        judgement: Judgement = "note" if first.reason else "warning"
        title = advice.title
        if not any(self._is_sure(each) for each in group):
            title = f"Perhaps: {title[0].lower()}{title[1:]}"
        return FindingRow(judgement, title, text, self._action(group, advice), advice.chart)

    def _is_sure(self, criterion: Criterion) -> bool:
        """Whether the miss is more than chance explains."""
        if criterion.kind in ("expert", "personas"):
            skill = self.measurement.skill[self.labels.sides[self._side(criterion)]]
            lead = skill.expert if criterion.kind == "expert" else skill.personas
            return lead is not None and lead.high <= 0
        return not all(failure.endswith(LUCK) for failure in criterion.failures)

    def _text(self, criterion: Criterion) -> str:
        if criterion.kind == "persona_pays":
            return self._pays(self._side(criterion))
        failures = list(criterion.failures[:MOST_NAMED])
        more = len(criterion.failures) - len(failures)
        named = "; ".join([*failures, *([f"{more} more"] if more else [])])
        if not criterion.side:
            return f"{criterion.name[0].upper()}{criterion.name[1:]}: {named}."
        aim = f", aim {criterion.aim}" if criterion.kind in _OF_PAR else ""
        what = criterion.name.rpartition(", ")[0]
        return f"{self.labels.naming.side(criterion.side)}: {what} {named}{aim}."

    def _pays(self, side: int) -> str:
        """Each persona of a side that is never clearly ahead, and where it comes nearest."""
        sentences = []
        for each in best_against(self.payoffs, side):
            if len(self.payoffs.bots[side]) == 1:
                sentences.append(f"{self.labels.bot(each.bot)} is its only persona.")
            elif not each.pays:
                against = each.opponents(self.labels.naming)
                sentences.append(
                    f"{self.labels.bot(each.bot)} comes nearest against {against}: "
                    f"{difference(each.lead)} points beside the best other."
                )
        return f"{self.labels.naming.side(self.labels.sides[side])}: {' '.join(sentences)}"

    def _action(self, group: Sequence[Criterion], advice: Advice) -> str:
        if group[0].reason:
            reasons = dict.fromkeys(each.reason for each in group)
            return f"Accepted by the author: {'; '.join(reasons)}"
        if group[0].kind not in _OF_PAR:
            return advice.action
        sides = dict.fromkeys(self._side(each) for each in group)
        return " ".join([*map(self._par, sides), advice.action])

    def _par(self, side: int) -> str:
        """Which par of a side would meet the aims for chance, personas and the expert."""
        name, fitting = self.labels.short(side), list[tuple[str, tuple[int, int] | None]]()
        for bot, (_, who, least, most) in OVER_PAR.items():
            sample = over_par_sample(self.measurement, side, bot)
            if sample is not None:
                pars = fitting_pars(sample.scores[:, side].tolist(), least, most)
                fitting.append((who, pars))
        ends = [pars or (1, 0) for _, pars in fitting]
        low, high = max(low for low, _ in ends), min(high for _, high in ends)
        if low <= high:
            text = par_text(low, high)
            return f"{name}: a par of {text} would meet all; it is {self._now(side)}."
        each = join_words(f"{who} {par_text(*pars) if pars else 'none'}" for who, pars in fitting)
        return f"{name}: no par meets all ({each}; it is {self._now(side)})."

    def _now(self, side: int) -> str:
        return par_text(self.labels.par(side), self.labels.par(side))

    def _side(self, criterion: Criterion) -> int:
        """The number of the side that a criterion is about."""
        return self.labels.sides.index(criterion.side)


def fitting_pars(scores: Sequence[int], least: float, most: float) -> tuple[int, int] | None:
    """The least and the greatest par that a share of games between two bounds passes.

    None: no par does. Where the least share is 0, there is no greatest par.
    """
    column = np.sort(np.array(scores, np.int64))
    pars = np.arange(int(column[0]) - 1, int(column[-1]) + 1)
    over = 1 - np.searchsorted(column, pars, side="right") / len(column)
    fitting = pars[(over >= least) & (over <= most)]
    if not len(fitting):
        return None
    return int(fitting[0]), int(fitting[-1]) if least else MOST_PAR


def par_text(low: int, high: int) -> str:
    """`81 or more`, `72 to 78`, `72`."""
    texts = {MOST_PAR: f"{low} or more", low: f"{low}"}
    return texts.get(high, f"{low} to {high}").replace("-", "−")


@frozen
class Advice:
    """The words about a missed requirement."""

    title: str
    """What is wrong, as a sentence."""
    action: str
    """What to do."""
    chart: str
    """The anchor of the panel that shows it."""


ADVICE: Mapping[str, Advice] = {
    "outcomes": Advice(
        "The ends come unevenly.",
        "Change the conditions of the ends that come too often or too rarely, or what leads to "
        "them.",
        "ends",
    ),
    "ahead": Advice(
        "One side comes out ahead.",
        "Raise its par, or lower what its strongest lines of the score give.",
        "scores",
    ),
    "chosen": Advice(
        "An action is nearly always taken.",
        "Give it a cost, a limit or a condition, or make its rivals stronger.",
        "actions",
    ),
    "used": Advice(
        "An action is hardly ever taken.",
        "Make it cheaper or stronger, let it be legal sooner, or leave it out.",
        "actions",
    ),
    "without_action": Advice(
        "A score hangs on one action.",
        "Weaken it, or give its side another way to the same end.",
        "actions",
    ),
    "injects": Advice(
        "An inject never fires.", "Widen its condition, or raise its chance.", "injects"
    ),
    "undated_injects": Advice(
        "An inject fires in nearly every game.",
        "Narrow its condition, lower its chance, or give it a date.",
        "injects",
    ),
    "options": Advice(
        "An option is never agreed.",
        "Raise what it is worth to one side, or lower what it costs the other.",
        "agreements",
    ),
    "agreements": Advice(
        "Even experts part without an agreement.",
        "Raise what agreements are worth, lower what a side keeps without one, or let them last.",
        "agreements",
    ),
    "gains": Advice(
        "Halving every difference is nearly as good as trading.",
        "Let the issues matter more unequally to the sides.",
        "agreements",
    ),
    "expert": Advice(
        "Thinking ahead doesn't pay.",
        "Let what a side can see or foresee decide what is best: prices that rise, chances that "
        "close, promises that bind.",
        "skill",
    ),
    "personas": Advice(
        "A purpose does no better than chance.",
        "Let what the persona likes be worth points, or change what it likes.",
        "skill",
    ),
    "persona_pays": Advice(
        "One style is enough.",
        "Give the style that never wins something against somebody: what its own actions bring "
        "when the other side yields, or what they spare it when the other side is hard.",
        "styles",
    ),
    "own_best": Advice(
        "What one side likes best can be signed at once.",
        "Raise what the other sides keep without an agreement, or let the issues matter more to "
        "them, so that something must be given.",
        "agreements",
    ),
    "blind_list": Advice(
        "A plan made in advance does as well as an expert.",
        "Let more of what is best depend on what happens: news, the other side's moves, and what "
        "is hidden.",
        "skill",
    ),
    "frontier": Advice(
        "What is signed leaves much on the table.",
        "Make what each side needs easier to find out, or give the table more rounds.",
        "agreements",
    ),
}
PAR = Advice(
    "Par is not where it should be.",
    "Or change what careless moves cost, and what thinking ahead brings.",
    "skill",
)
"""About all that is asked of par: of chance, of personas and of an expert."""
