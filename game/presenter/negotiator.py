"""What one side sees and thinks at a table: its draft, what offers are worth, who offered what."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from game.bargaining.payoff_space import Guess, guessed
from game.model.decisions import Accept, Offer, Pass, Walk
from game.model.expressions import Number
from game.model.frozen import FrozenMap
from game.model.play import Legal, Refusal, TableView, View
from game.presenter.hot_seat import HotSeat
from game.session.proposal import allowed, proposal, visited, weighing


@frozen
class Offered:
    """An offer that was made, as far as its reader may know."""

    side: str
    package: FrozenMap[str, str]


class Negotiator:
    """One side at the table that is visited."""

    def __init__(self, hot_seat: HotSeat, side: str) -> None:
        self.hot_seat = hot_seat
        self.side = side
        self._worths: dict[tuple[object, ...], int | None] = {}
        self._guess: tuple[int, Guess] | None = None
        self._begun: tuple[int, dict[str, str]] | None = None

    # What stands

    @property
    def view(self) -> View:
        """What the side sees."""
        return self.hot_seat.view(self.side)

    @property
    def legal(self) -> Legal:
        """What it may decide."""
        return self.hot_seat.asking(self.side).legal

    @property
    def table(self) -> TableView:
        """The table."""
        table = visited(self.view)
        if table is None:
            raise ValueError("no table is visited")
        return table

    @property
    def agenda(self) -> tuple[str, ...]:
        """The issues that can be named now."""
        offer = self.legal.offer
        return tuple(offer) if offer is not None else tuple(self.table.offer or ())

    @property
    def reserve(self) -> int | None:
        """What no agreement is worth to the side; None where it can't know."""
        return self.table.reserves.get(self.side)

    def offers(self) -> list[Offered]:
        """The offers made at this table, in order."""
        found = []
        for _, entries in self.hot_seat.record(self.side):
            for entry in entries:
                if entry.code == "offered" and entry.values.get("table") == self.table.id:
                    package = entry.values.get("package")
                    if isinstance(package, FrozenMap):
                        found.append(Offered(str(entry.values["side"]), package))
        return found

    def last_of(self, own: bool) -> FrozenMap[str, str] | None:
        """The last offer that the side made, or that another did."""
        made = [each for each in self.offers() if (each.side == self.side) == own]
        return made[-1].package if made else None

    # The draft

    @property
    def draft(self) -> dict[str, str]:
        """The package that is put together; issues that left the agenda are left out."""
        key = (self.side, self.table.id)
        scenario = self.hot_seat.words.scenario
        kept = self.hot_seat.drafts.get(key)
        if kept is None:
            return self._fresh()
        begun = proposal(scenario, self.view, self.table, self.legal)
        return {issue: kept.get(issue, option) for issue, option in begun.items()}

    def _fresh(self) -> dict[str, str]:
        """A draft that nobody has touched; one that can be offered, where that is near."""
        now, scenario = len(self.hot_seat.game.moments), self.hot_seat.words.scenario
        if self._begun is None or self._begun[0] != now:
            found = allowed(
                scenario,
                self.view,
                self.table,
                self.legal,
                self._may_offer,
                lambda package: self.worth(package) or 0,
            )
            self._begun = now, found
        return dict(self._begun[1])

    def _may_offer(self, package: Mapping[str, str]) -> bool:
        return self.hot_seat.game.objection(self.side, Offer(FrozenMap(package))) is None

    def choose(self, issue: str, option: str) -> None:
        """Puts an option into the draft."""
        self._change({**self.draft, issue: option})

    def take_over(self, package: Mapping[str, str]) -> None:
        """Begins the draft again from a package."""
        self._change(dict(package))

    def _change(self, draft: dict[str, str]) -> None:
        before, key = self.draft, (self.side, self.table.id)
        if draft != before:
            self.hot_seat.drafts_before.setdefault(key, []).append(before)
            self.hot_seat.drafts[key] = draft

    @property
    def changed(self) -> bool:
        """Whether a change of the draft can be taken back."""
        return bool(self.hot_seat.drafts_before.get((self.side, self.table.id)))

    def undo(self) -> bool:
        """Takes the last change of the draft back; False where there is none since the offer."""
        key = self.side, self.table.id
        if not self.changed:
            return False
        self.hot_seat.drafts[key] = self.hot_seat.drafts_before[key].pop()
        return True

    # Worths

    def worth(self, package: Mapping[str, str]) -> int | None:
        """What a package is worth to the side; None where it isn't one."""
        key = (len(self.hot_seat.game.moments), *sorted(package.items()))
        if key not in self._worths:
            found = self.hot_seat.game.appraise(self.side, self.table.id, FrozenMap(package))
            self._worths[key] = None if isinstance(found, Refusal) else found
        return self._worths[key]

    def added(self, issue: str, option: str) -> int | None:
        """What an option adds to the draft, were it in it."""
        package = {**self.draft, issue: option}
        found = self.hot_seat.game.shares(self.side, self.table.id, FrozenMap(package))
        return None if isinstance(found, Refusal) else found.get(issue)

    def weight(self, issue: str) -> int | None:
        """What an issue weighs for the side, where that is a number."""
        found = weighing(self.hot_seat.words.scenario.tables[self.table.id], self.view, issue)
        return found.value if isinstance(found, Number) else None

    # Deciding

    def offer(self) -> Offer:
        """The draft as an offer."""
        return Offer(FrozenMap(self.draft))

    def objection(self) -> Refusal | None:
        """Why the draft can't be offered."""
        if self.legal.offer is None:
            return Refusal("last-word") if Pass() in self.legal.moves else Refusal("wrong-kind")
        return self.hot_seat.game.objection(self.side, self.offer())

    def may(self, move: Accept | Pass | Walk) -> bool:
        """Whether one can accept, pass or walk."""
        return move in self.legal.moves

    def guess(self) -> Guess:
        """What the packages that the side may propose are worth to it."""
        key = len(self.hot_seat.game.moments)
        if self._guess is None or self._guess[0] != key:
            game = self.hot_seat.game
            self._guess = (key, guessed(game.rules, game.state, self.table.id, self.side))
        return self._guess[1]
