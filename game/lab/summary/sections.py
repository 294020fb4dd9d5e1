"""The sections of a summary of many games, each a title and aligned figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.lab.batches.estimates import mean, quantile, share, standard_deviation
from game.lab.batches.tally import Counts, Histogram, Tally, margin, options_by_table
from game.lab.summary.columns import (
    Row,
    columns,
    decimal,
    interval,
    per_cent,
    quantity,
    rate,
    wrap,
)
from game.lab.summary.findings import findings
from game.model.players import EXPERT, USUAL_BUDGET, usual_budget
from game.model.scenario import titled
from game.rules.compiled import IssueRules, Rules
from game.words.naming import Naming

QUANTILES = (5, 25, 50, 75, 95)
CLEAR = "Nothing: everything in the scenario came up, and no side is far ahead."


class Sections:
    """The sections about one tally; all but `played` need at least one game."""

    def __init__(self, rules: Rules, tally: Tally) -> None:
        self._rules = rules
        self._scenario = rules.scenario
        self._tally = tally
        self._games = tally.games
        self._naming = Naming(rules.scenario)

    def played(self, seats: Mapping[str, str], seconds: float) -> list[str]:
        title = titled(self._scenario.title, self._scenario.id)
        decisions = quantity(self._tally.decisions, "decision")
        speed = f", {self._tally.decisions / seconds:,.0f} a second" if seconds > 0 else ""
        total = (
            f"{quantity(self._games, 'game')} of {title}: {decisions} in {seconds:,.1f} s{speed}."
        )
        seating = "; ".join(f"{self._naming.side(id)}: {seats[id]}" for id in self._rules.sides)
        return [*wrap(total), *wrap(f"{seating}.{self._smaller_budget(seats)}")]

    def _smaller_budget(self, seats: Mapping[str, str]) -> str:
        """That experts without a named budget have a smaller one among many sides, or nothing."""
        sides = len(self._rules.sides)
        budget = usual_budget(sides)
        if EXPERT not in seats.values() or budget == USUAL_BUDGET:
            return ""
        return (
            f" Games of {sides} sides take longer, so an expert tries at most {budget:,} decisions "
            f"of bots for one of its own, instead of {USUAL_BUDGET:,}."
        )

    def outcomes(self) -> list[str]:
        rows = [
            (
                each.id,
                titled(self._scenario.outcomes[each.id].name, each.id),
                f"{games:,}",
                *self._share(games),
            )
            for each, games in zip(self._rules.outcomes, self._tally.outcomes, strict=True)
        ]
        return columns("Outcomes", ("games", "share", "95 % interval"), rows)

    def scores(self) -> list[str]:
        rows = []
        for i, id in enumerate(self._rules.sides):
            score = mean(self._tally.scores[i])
            row = (
                id,
                self._naming.side_in_table(id),
                decimal(self._scenario.sides[id].par, 0),
                decimal(score.value),
                interval(score),
                decimal(standard_deviation(self._tally.scores[i])) if self._games > 1 else "–",
                decimal(margin(self._rules, self._tally, i).value),
                per_cent(self._tally.ahead[i] / self._games),
            )
            rows.append(row)
        heads = ("par", "mean", "95 % interval", "spread", "over par", "ahead")
        words = "Spread: the standard deviation. Ahead: games in which it alone is most over par."
        return [*columns("Scores", heads, rows), *wrap(words)]

    def distributions(self) -> list[str]:
        sides = zip(self._rules.sides, self._tally.scores, strict=True)
        rows = [
            (id, self._naming.side_in_table(id), *_distribution(scores)) for id, scores in sides
        ]
        rows.append(("turns", "The length of a game", *_distribution(self._tally.turns)))
        heads = ("least", *(f"{percent} %" for percent in QUANTILES), "most")
        turns = decimal(mean(self._tally.turns).value)
        decisions = decimal(self._tally.decisions / self._games)
        return [
            *columns("Scores and turns", heads, rows),
            *wrap(
                "Of all games 5 % lie at or below the figure under 5 %, and so on. On average "
                f"a game takes {turns} turns and {decisions} decisions."
            ),
        ]

    def tables(self) -> Iterator[list[str]]:
        tables, tally = self._rules.tables, self._tally
        if not tables:
            return
        names = [(table.id, self._naming.table(table.id)) for table in tables]
        statuses = self._rules.statuses
        yield columns(
            "Agreements",
            ("signed", "95 % interval", "at the end", "95 % interval"),
            [
                (*name, *self._share(tally.signed[i]), *self._share(tally.agreed(i)))
                for i, name in enumerate(names)
            ],
        )
        yield columns(
            "Tables at the end",
            statuses,
            [
                (*name, *(per_cent(n / self._games) for n in tally.status[i][: len(statuses)]))
                for i, name in enumerate(names)
            ],
        )
        each = zip(names, tally.signed, options_by_table(self._rules, tally), strict=True)
        for (id, name), signed, issues in each:
            if signed:
                heads = ("games", "of signed")
                parts = (self._issue(id, *issue, signed) for issue in issues)
                yield columns(f"Signed: {name}", heads, [row for part in parts for row in part])

    def _issue(self, table: str, issue: IssueRules, counts: Counts, signed: int) -> Iterator[Row]:
        yield issue.id, self._naming.issue(table, issue.id), "", ""
        for option, games in zip(issue.options, counts, strict=True):
            name = self._naming.option(table, issue.id, option.id)
            yield f"  {option.id}", f"  {name}", f"{games:,}", per_cent(games / signed)

    def actions(self) -> Iterator[list[str]]:
        for number, id in enumerate(self._rules.sides):
            slots = [i for i, slot in enumerate(self._rules.slots) if slot.side == number]
            if slots:
                heads = ("legal", "taken", "chosen", "games")
                rows = [self._action(slot) for slot in slots]
                yield [
                    *columns(f"Actions: {self._naming.side_in_table(id)}", heads, rows),
                    *wrap(
                        "Legal: decisions a game at which it could be taken. Taken: times a game. "
                        "Chosen: how often where it was legal. Games: with it at least once."
                    ),
                ]

    def _action(self, slot: int) -> Row:
        action = self._rules.slots[slot].action
        legal, taken = self._tally.legal[slot], self._tally.taken[slot]
        return (
            action,
            self._naming.action(action),
            rate(legal, self._games),
            rate(taken, self._games),
            per_cent(taken / legal) if legal else "–",
            per_cent(self._tally.taking[slot] / self._games),
        )

    def injects(self) -> Iterator[list[str]]:
        each = zip(self._rules.injects, self._tally.fired, self._tally.firing, strict=True)
        rows = [
            (
                i.id,
                self._naming.inject(i.id),
                rate(times, self._games),
                per_cent(games / self._games),
            )
            for i, times, games in each
        ]
        if rows:
            yield columns("Injects", ("a game", "games"), rows)

    def findings(self) -> list[str]:
        sentences = findings(self._rules, self._tally)
        lines = [line for sentence in sentences for line in wrap(sentence, "- ")]
        return ["What is striking", *(lines or [CLEAR])]

    def _share(self, times: int) -> tuple[str, str]:
        estimate = share(times, self._games)
        return per_cent(estimate.value), interval(estimate, 100)


def _distribution(values: Histogram) -> Iterator[str]:
    for value in (min(values), *(quantile(values, each) for each in QUANTILES), max(values)):
        yield decimal(value, 0)
