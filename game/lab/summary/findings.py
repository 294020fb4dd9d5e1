"""Findings about many games that a designer should know, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from attrs import frozen

from game.lab.batches.estimates import Estimate, share, standard_deviation
from game.lab.batches.tally import Tally, margin, options_by_table
from game.lab.summary.columns import decimal, interval, join_words, per_cent, quantity
from game.model.scenario import titled
from game.rules.compiled import Rules
from game.words.naming import Naming

FAR_AHEAD = 0.6
"""A side is far ahead if the whole interval of its share of games ahead is above this."""
THE_SAME = 0.9
"""Games nearly always end the same if the whole interval of an outcome's share is above this."""
RARE = 0.0005
"""Nobody misses what comes up in a smaller share of games than this."""


FindingKind = Literal[
    "same_outcome",
    "far_ahead",
    "leads",
    "no_outcome",
    "never_legal",
    "never_taken",
    "no_inject",
    "no_option",
    "nothing_agreed",
    "few_games",
]


@frozen
class SummaryFinding:
    """Something that a designer should know."""

    kind: FindingKind
    sentence: str


@frozen
class _Words:
    """Names outcomes, actions, injects and options by their names or by their ids."""

    rules: Rules
    naming: Naming
    by_name: bool

    def outcome(self, id: str) -> str:
        return titled(self.rules.scenario.outcomes[id].name, id) if self.by_name else id

    def action(self, id: str) -> str:
        return self.naming.action(id) if self.by_name else id

    def inject(self, id: str) -> str:
        return self.naming.inject(id) if self.by_name else id

    def option(self, table: str, issue: str, option: str) -> str:
        if not self.by_name:
            return f"{issue}={option}"
        naming = self.naming
        return f"{naming.issue(table, issue)}: {naming.option(table, issue, option)}"


def findings(rules: Rules, tally: Tally) -> list[str]:
    """Sentences about games that end the same, sides far ahead, and what never came up."""
    return [each.sentence for each in summary_findings(rules, tally)]


def summary_findings(rules: Rules, tally: Tally, *, by_name: bool = False) -> list[SummaryFinding]:
    """The same findings with their kinds. by_name: with names in place of ids."""
    if not tally.games:
        return []
    naming = Naming(rules.scenario)
    words = _Words(rules, naming, by_name)
    never = [
        *_outcomes(rules, tally, words),
        *_actions(rules, tally, words),
        *_injects(rules, tally, words),
        *_options(rules, tally, words),
    ]
    most_missed = share(0, tally.games).high
    if never and most_missed >= RARE:
        games = quantity(tally.games, "game")
        few = f"{games} may miss what comes up in fewer than {per_cent(most_missed)} of games."
        never.append(SummaryFinding("few_games", few))
    return [*_same_outcome(rules, tally, words), *_ahead(rules, tally, naming), *never]


def _same_outcome(rules: Rules, tally: Tally, words: _Words) -> Iterator[SummaryFinding]:
    """Whether nearly all games end with one of several outcomes."""
    for outcome, games in zip(rules.outcomes, tally.outcomes, strict=True):
        estimate = share(games, tally.games)
        if len(rules.outcomes) > 1 and estimate.low > THE_SAME:
            word = "Always" if games == tally.games else "Nearly always"
            sentence = f"{word} the same: {words.outcome(outcome.id)} ends {_of_games(estimate)}."
            yield SummaryFinding("same_outcome", sentence)


def _ahead(rules: Rules, tally: Tally, naming: Naming) -> Iterator[SummaryFinding]:
    """Whether one side nearly always does best, or leads by more than scores vary."""
    for id, games in zip(rules.sides, tally.ahead, strict=True):
        estimate = share(games, tally.games)
        if estimate.low > FAR_AHEAD:
            yield SummaryFinding(
                "far_ahead",
                f"Far ahead: in {_of_games(estimate)} the greatest margin over par is that of "
                f"{naming.side_inside(id)} alone.",
            )
    margins = [margin(rules, tally, side) for side in range(len(rules.sides))]
    worst, *_, best = sorted(range(len(margins)), key=lambda side: margins[side].value)
    deviation = max(standard_deviation(tally.scores[worst]), standard_deviation(tally.scores[best]))
    lead = margins[best].value - margins[worst].value
    if lead > deviation and margins[best].low > margins[worst].high:
        yield SummaryFinding(
            "leads",
            f"Far apart: the mean margin over par is {decimal(margins[best].value)} for "
            f"{naming.side_inside(rules.sides[best])} and {decimal(margins[worst].value)} for "
            f"{naming.side_inside(rules.sides[worst])}, while scores spread by "
            f"{decimal(deviation)}.",
        )


def _outcomes(rules: Rules, tally: Tally, words: _Words) -> Iterator[SummaryFinding]:
    missing = _missing([words.outcome(each.id) for each in rules.outcomes], tally.outcomes)
    verbs = ("was never reached", "were never reached")
    yield from _never("no_outcome", "", missing, len(rules.outcomes), "outcome", verbs)


def _actions(rules: Rules, tally: Tally, words: _Words) -> Iterator[SummaryFinding]:
    for number, side in enumerate(rules.sides):
        own = [i for i, slot in enumerate(rules.slots) if slot.side == number]
        untaken = [i for i in own if not tally.taken[i]]
        kinds: tuple[tuple[FindingKind, bool, tuple[str, str]], ...] = (
            ("never_legal", False, ("was never legal", "were never legal")),
            ("never_taken", True, ("was legal, but never taken", "were legal, but never taken")),
        )
        for kind, legal, verbs in kinds:
            unused = [i for i in untaken if legal == (tally.legal[i] > 0)]
            actions = [words.action(rules.slots[i].action) for i in unused]
            owner = f"{words.naming.side(side)}: "
            yield from _never(kind, owner, actions, len(own), "action", verbs)


def _injects(rules: Rules, tally: Tally, words: _Words) -> Iterator[SummaryFinding]:
    missing = _missing([words.inject(inject.id) for inject in rules.injects], tally.fired)
    verbs = ("was never fired", "were never fired")
    yield from _never("no_inject", "", missing, len(rules.injects), "inject", verbs)


def _options(rules: Rules, tally: Tally, words: _Words) -> Iterator[SummaryFinding]:
    """Options that were never agreed, or that a table had no agreements at all."""
    each = zip(rules.tables, tally.signed, options_by_table(rules, tally), strict=True)
    for table, signed, issues in each:
        name = words.naming.table(table.id)
        options = [
            words.option(table.id, issue.id, option.id)
            for issue, _ in issues
            for option in issue.options
        ]
        times = [n for _, counts in issues for n in counts]
        if signed:
            verbs = ("was never agreed", "were never agreed")
            missing = _missing(options, times)
            owner = f"{name}: "
            yield from _never("no_option", owner, missing, len(options), "option", verbs)
        else:
            yield SummaryFinding("nothing_agreed", f"{name}: nothing was ever agreed.")


def _missing(ids: Sequence[str], times: Sequence[int]) -> list[str]:
    return [id for id, n in zip(ids, times, strict=True) if not n]


def _never(
    kind: FindingKind,
    owner: str,
    ids: Sequence[str],
    total: int,
    noun: str,
    verbs: tuple[str, str],
) -> Iterator[SummaryFinding]:
    """`China: 2 of 20 actions were never legal: a and b.`"""
    if ids:
        which = f"{len(ids)} of {quantity(total, noun)}" if total > 1 else f"the only {noun}"
        sentence = f"{owner}{which} {verbs[len(ids) > 1]}: {join_words(ids)}."
        yield SummaryFinding(kind, sentence[0].upper() + sentence[1:])


def _of_games(estimate: Estimate) -> str:
    return f"{per_cent(estimate.value)} of games (95 %: {interval(estimate, 100)} %)"
