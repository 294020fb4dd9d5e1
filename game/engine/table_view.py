"""The view of one table: what its reader may know about it (rules 5.6, 5.9 and 5.10)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from game.engine.negotiation import OVER
from game.engine.packages import complete_package, package_to_ids
from game.engine.pending import phase_of
from game.model.bodies import AGAINST, FOR
from game.model.frozen import FrozenMap
from game.model.play import (
    AGREED,
    NOBODY,
    NOTHING,
    OPEN,
    OUTSIDE,
    SIGNED,
    STATUS,
    State,
    TableState,
)
from game.model.version import HOLDS_AND_LAST_OFFERS
from game.rules.compiled import Rules, VisitRules
from game.rules.evaluate import NO_PACKAGE
from game.rules.tables import worth


class TableViewBuilder:
    """Computes the fields of the view of one table. Each field of TableView has a method."""

    def __init__(
        self,
        rules: Rules,
        state: State,
        number: int,
        sees: Callable[[tuple[str, ...] | None], bool],
        may_know: Callable[[int], bool],
    ) -> None:
        """number: the number of the table.

        sees: whether the reader sees what the given sides see. may_know: whether the reader may
        know the worths of the side with a given number.
        """
        self._rules, self._state, self._number = rules, state, number
        self._table = rules.tables[number]
        self._sees, self._may_know = sees, may_know

    def field(self, name: str) -> object:
        """Computes the field of that name."""
        compute: Callable[[], object] = getattr(self, name)
        return compute()

    @cached_property
    def _at(self) -> TableState:
        return self._state.tables[self._number]

    @cached_property
    def _parties(self) -> tuple[str, ...]:
        return tuple([self._rules.sides[side] for side in self._table.parties])

    @cached_property
    def _sees_offer(self) -> bool:
        """Whether there is a standing offer, and the reader may know it."""
        return self._at.proposer != NOBODY and self._sees(self._parties)

    @cached_property
    def _visit(self) -> VisitRules | None:
        """The phase at this table, if the game is in it and it isn't over."""
        phase = phase_of(self._rules, self._state)
        if not isinstance(phase, VisitRules) or phase.table != self._number:
            return None
        over = self._state.outcome != NOTHING or self._state.cursor == OVER
        return None if over else phase

    def id(self) -> str:
        return self._table.id

    def status(self) -> str:
        return STATUS[self._at.status]

    def rounds_left(self) -> int:
        return self._table.rounds - self._at.rounds if self._at.status == OPEN else 0

    def visit_left(self) -> int | None:
        return self._visit.rounds - self._state.visit if self._visit else None

    def speaker(self) -> str | None:
        return self._parties[self._at.speaker] if self._visit else None

    def proposer(self) -> str | None:
        named = self._sees_offer and self._at.proposer != OUTSIDE
        return self._parties[self._at.proposer] if named else None

    def offer(self) -> FrozenMap[str, str] | None:
        return package_to_ids(self._table, self._at.options) if self._sees_offer else None

    def accepted(self) -> tuple[str, ...]:
        pairs = zip(self._parties, self._at.accepted, strict=True)
        return tuple([party for party, yes in pairs if yes]) if self._sees_offer else ()

    def last_offers(self) -> FrozenMap[str, FrozenMap[str, str]]:
        if self._rules.version < HOLDS_AND_LAST_OFFERS or not self._sees(self._parties):
            return FrozenMap()
        offers = [package_to_ids(self._table, package) for package in self._at.last_offers]
        pairs = zip(self._parties, offers, strict=True)
        return FrozenMap([(party, offer) for party, offer in pairs if offer])

    def agreed(self) -> FrozenMap[str, str] | None:
        agreed = self._at.status == AGREED
        return package_to_ids(self._table, self._at.options) if agreed else None

    def signed(self) -> FrozenMap[str, str] | None:
        waits = self._at.status == SIGNED
        return package_to_ids(self._table, self._at.options) if waits else None

    def due(self) -> int:
        return self._at.due

    def ratified(self) -> tuple[str, ...]:
        injects = [self._rules.injects[inject] for inject in self._table.ratifiers]
        pairs = zip(injects, self._at.ratified, strict=True)
        over = self._state.outcome != NOTHING
        return tuple([i.id for i, yes in pairs if yes and (over or self._sees(i.seen_by))])

    def walked(self) -> tuple[str, ...]:
        gone = zip(self._parties, self._at.walked, strict=False)
        return tuple([party for party, yes in gone if yes])

    def ballots(self) -> FrozenMap[str, str] | None:
        majority = self._table.majority
        if majority is None or not self._sees_offer or not any(self._at.ballots):
            return None
        pairs = zip(majority.count.members, self._at.ballots, strict=True)
        return FrozenMap([(member.id, FOR if yes > 0 else AGAINST) for member, yes in pairs])

    def worths(self) -> FrozenMap[str, int]:
        """The worths of the agreement, or of the standing offer for readers who see it."""
        at, state = self._at, self._state
        if at.status in (AGREED, SIGNED):
            return self._known(lambda party: at.worths[party])
        if not self._sees_offer:
            return FrozenMap()
        whole = complete_package(self._table, at.options)
        return self._known(lambda party: worth(self._table, state, party, whole))

    def reserves(self) -> FrozenMap[str, int]:
        formulas, state = self._table.reserves, self._state
        return self._known(lambda party: formulas[party](state, NO_PACKAGE))

    def _known(self, number: Callable[[int], int]) -> FrozenMap[str, int]:
        """By side whose worths the reader may know, a number that is computed for its party."""
        parties = enumerate(zip(self._parties, self._table.parties, strict=True))
        return FrozenMap([(id, number(i)) for i, (id, side) in parties if self._may_know(side)])
