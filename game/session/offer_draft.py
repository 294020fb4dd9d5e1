"""An offer that a side puts together before it makes it: what it starts from, choices, undo."""

from __future__ import annotations

from collections import ChainMap, deque
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations

from attrs import evolve

from game.model.decisions import Offer
from game.model.expressions import Expression, Number
from game.model.frozen import FrozenMap
from game.model.play import Legal, TableView, View
from game.model.refusals import Refusal
from game.model.scenario import Scenario
from game.model.tables import Table
from game.session.game import DecisionRequest, Game
from game.session.said_and_done import last_change_of_hands


def visited(view: View) -> TableView | None:
    """The table at which somebody speaks now."""
    return next((table for table in view.tables.values() if table.visit_left is not None), None)


def weight_of_issue(table: Table, view: View, issue: str) -> Expression | None:
    """The weight of an issue for the viewer, by the card dealt; None if it has no weight."""
    weight = table.issues[issue].weight.get(view.who)
    if not isinstance(weight, FrozenMap):
        return weight
    card = view.cards.get(table.weights_by.get(view.who, ""), "")
    return weight.get(card)


def points(table: Table, view: View, issue: str, option: str) -> int:
    """An option's points: its share of the issue's weight if that is a number, else its value."""
    weight = weight_of_issue(table, view, issue)
    value = table.issues[issue].options[option].value.get(view.who, 0)
    return weight.value * value // 100 if isinstance(weight, Number) else value


def proposal(scenario: Scenario, view: View, table: TableView, legal: Legal) -> dict[str, str]:
    """A package for a new draft: the other side's offer, or the best option of each issue.

    An option that can't be proposed now gives way to the best one that can.
    """
    written, package = scenario.tables[table.id], {}
    for issue, options in (legal.offer or FrozenMap()).items():
        barred = legal.barred.get(issue, FrozenMap())
        may = [option for option in options if option not in barred]
        may = may or list(options or written.issues[issue].options)
        offered = (table.offer or FrozenMap()).get(issue, "")
        worth = {id: points(written, view, issue, id) for id in may}
        best = max(may, key=lambda id: worth[id], default="")
        package[issue] = offered if offered in may else best
    return package


def allowed_proposal(
    scenario: Scenario,
    view: View,
    table: TableView,
    legal: Legal,
    may: Callable[[Mapping[str, str]], bool],
    worth: Callable[[Mapping[str, str]], int],
) -> dict[str, str]:
    """The proposal, with at most two issues changed so that it can be offered.

    may: says whether a package can be offered. worth: values a package; the best one is taken.
    """
    package = proposal(scenario, view, table, legal)
    offer = legal.offer or FrozenMap()
    changes = [{issue: option} for issue, options in offer.items() for option in options]
    for size in range(3):
        variants = (
            dict(ChainMap(*reversed(chosen), package)) for chosen in combinations(changes, size)
        )
        offerable = [variant for variant in variants if may(variant)]
        if offerable:
            return max(offerable, key=worth)
    return package


MOST_UNDONE = 1000
"""The most changes that can be undone one after the other."""


class OfferDraft:
    """The package that one side is putting together for one table.

    Nobody else sees it, and no record has it. It begins empty, and an issue stays open until the
    side chooses an option. Where the table's `draft` is `best` it begins with the best package near
    the other's offer that can be offered now, and no issue is ever open.
    """

    def __init__(self, game: Game, side: str, table: str) -> None:
        self._game = game
        self._side = side
        self._table = table
        self._begins_empty = game.rules.scenario.tables[table].draft == "empty"
        self._chosen: dict[str, str] | None = None
        """The options that the side has chosen; None until it has changed something."""
        self._earlier: deque[dict[str, str] | None] = deque(maxlen=MOST_UNDONE)
        """What was chosen before each change since the last decision of a side."""
        self._decision = 0
        """The line of that decision."""
        self._request: tuple[int, DecisionRequest] | None = None
        self._start: tuple[int, dict[str, str]] | None = None
        self._default: tuple[int, dict[str, str]] | None = None

    @property
    def changed(self) -> bool:
        """Whether the side has chosen anything, or keeps its first package (`hold`)."""
        return self._chosen is not None

    @property
    def package(self) -> dict[str, str]:
        """The draft as it stands: options of issues that are on the agenda now, in its order."""
        if self._begins_empty:
            chosen = self._chosen or {}
            agenda: Iterable[str] = self._asked().legal.offer or ()
            return {issue: chosen[issue] for issue in agenda if issue in chosen}
        if self._chosen is None:
            return self._starting_package()
        return self.completed

    @property
    def completed(self) -> dict[str, str]:
        """The draft with an option for each issue that is on the agenda now.

        An open issue gets that of the standing offer, else the one that is worth most to the side.
        """
        default, chosen = self._proposal(), self._chosen or {}
        return {issue: chosen.get(issue, option) for issue, option in default.items()}

    def knows(self, issue: str, option: str) -> bool:
        """Whether the table has this option of this issue."""
        issues = self._game.rules.scenario.tables[self._table].issues
        return issue in issues and option in issues[issue].options

    def hold(self) -> None:
        """Keeps the package as it stands, even if the other side makes another offer."""
        self._chosen = self.package

    def choose(self, issue: str, option: str) -> None:
        """Puts an option into the draft."""
        chosen = self.package if self._chosen is None else self._chosen
        if chosen.get(issue) != option:
            self._change({**chosen, issue: option})

    def replace(self, package: Mapping[str, str]) -> None:
        """Starts the draft again from a package."""
        chosen = dict(package.items())
        if chosen != self.package:
            self._change(chosen)

    def _change(self, package: dict[str, str]) -> None:
        self._forget_changes_before_decision()
        self._earlier.append(self._chosen)
        self._chosen = package

    def take_over(self, former: OfferDraft) -> None:
        """Chooses what was chosen in a former version of the game, as far as it still exists."""
        self._chosen = former._chosen and {
            issue: option for issue, option in former._chosen.items() if self.knows(issue, option)
        }

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo: one since a side last decided."""
        self._forget_changes_before_decision()
        return bool(self._earlier)

    def undo(self) -> bool:
        """Undoes the last change; False if there is none."""
        if not self.can_undo:
            return False
        self._chosen = self._earlier.pop()
        return True

    def _forget_changes_before_decision(self) -> None:
        decision = last_change_of_hands(self._game)
        if decision != self._decision:
            self._decision = decision
            self._earlier.clear()

    def _starting_package(self) -> dict[str, str]:
        now = len(self._game.moments)
        if self._start is None or self._start[0] != now:
            request = self._asked()
            package = allowed_proposal(
                self._game.rules.scenario,
                request.view,
                request.view.tables[self._table],
                request.legal,
                self._may_offer,
                self._worth,
            )
            self._start = now, package
        return dict(self._start[1])

    def _proposal(self) -> dict[str, str]:
        """The options that the side hasn't chosen, computed once for each moment."""
        now = len(self._game.moments)
        if self._default is None or self._default[0] != now:
            request = self._asked()
            table = request.view.tables[self._table]
            package = proposal(self._game.rules.scenario, request.view, table, request.legal)
            self._default = now, package
        return self._default[1]

    def _asked(self) -> DecisionRequest:
        """The side's present request, computed once for each moment of the game."""
        now = len(self._game.moments)
        if self._request is None or self._request[0] != now:
            request = self._game.asking(self._side)
            table = visited(request.view)
            if table is None or table.id != self._table:
                # What may be offered now is for another table.
                request = evolve(request, legal=Legal())
            self._request = now, request
        return self._request[1]

    def _may_offer(self, package: Mapping[str, str]) -> bool:
        return self._game.objection(self._side, Offer(FrozenMap(package))) is None

    def _worth(self, package: Mapping[str, str]) -> int:
        worth = self._game.appraise(self._side, self._table, FrozenMap(package))
        return 0 if isinstance(worth, Refusal) else worth
