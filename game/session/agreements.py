"""The agreements that each side signed: what each was worth to it, and its reserve then; and the
state by which the packages of a table are judged after a game."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import pairwise
from typing import Literal

from attrs import frozen

from game.engine.packages import complete_package, package_from_ids
from game.model.entries import Entry
from game.model.frozen import FrozenMap
from game.model.log_events import (
    AgreementLapsed,
    OfferAccepted,
    OfferMade,
    PackageRejected,
    Signature,
)
from game.model.play import NOBODY, OPEN, State
from game.model.refusals import Refusal
from game.rules.compiled import TableRules
from game.rules.evaluate import NO_PACKAGE
from game.rules.tables import worth
from game.session.game import Game


@frozen
class Signing:
    """A side's part in an agreement, judged by the last moment before it was signed (rule 5.6).

    Reserves and worths may change from turn to turn; what counts is what the side could know when
    it signed, whatever became of the agreement.
    """

    table: str
    turn: int
    side: str
    package: FrozenMap[str, str]
    worth: int
    reserve: int
    lapsed: bool = False
    """Whether the agreement has lapsed since."""
    bound: bool = False
    """Whether a majority agreed it without the side, which neither offered nor accepted it."""

    @property
    def below(self) -> bool:
        """Whether the side would have been better off without an agreement."""
        return self.worth < self.reserve


Fall = Literal["rejected", "lapsed"]
"""How what was signed at a table came to bind nobody: it wasn't ratified, or it lapsed later."""


def falls(log: Iterable[Entry]) -> dict[str, Fall]:
    """By table at which something that was signed binds nobody any more, how that came last."""
    events = (entry.event for entry in log)
    return {
        event.table: "rejected" if isinstance(event, PackageRejected) else "lapsed"
        for event in events
        if isinstance(event, AgreementLapsed | PackageRejected)
    }


def signings(game: Game) -> tuple[Signing, ...]:
    """Every agreement of the game as it stands, in order, once for each of its parties."""
    moments = list(game.history())
    events = [
        (entry.event, number)
        for number, moment in enumerate(moments)
        for entry in moment.entries
        if isinstance(entry.event, Signature | AgreementLapsed | PackageRejected)
    ]
    every: list[Signing] = []
    for i, (event, number) in enumerate(events):
        if isinstance(event, Signature):
            later = (each for each, _ in events[i + 1 :] if each.table == event.table)
            lapsed = isinstance(next(later, None), AgreementLapsed | PackageRejected)
            before = moments[number - 1].state
            assents = _assents(game, event.table, before, moments[number].entries)
            every += _signings_at(game, event, before, assents, lapsed=lapsed)
    return tuple(every)


def below_reserve(game: Game) -> tuple[Signing, ...]:
    """The signings that were worth less to their side than its reserve."""
    return tuple(signing for signing in signings(game) if signing.below)


def _assents(game: Game, id: str, before: State, entries: Iterable[Entry]) -> set[str]:
    """The sides that had offered or accepted what was signed at a table."""
    rules = game.rules
    table, at = rules.tables[rules.index.tables[id]], before.tables[rules.index.tables[id]]
    had = {
        rules.sides[side]
        for party, side in enumerate(table.parties)
        if party == at.proposer or at.accepted[party]
    }
    for entry in entries:
        if isinstance(entry.event, OfferMade) and entry.event.table == id:
            had = {entry.event.side}
        elif isinstance(entry.event, OfferAccepted) and entry.event.table == id:
            had.add(entry.event.side)
    return had


def _signings_at(
    game: Game, event: Signature, before: State, assents: Container[str], *, lapsed: bool
) -> Iterator[Signing]:
    rules, package = game.rules, event.package
    table = rules.tables[rules.index.tables[event.table]]
    worths, reserves = offered_worths(table, before, package)
    for place, number in sorted((side, number) for number, side in enumerate(table.parties)):
        side = rules.sides[place]
        yield Signing(
            *(event.table, before.turn, side, package, worths[number], reserves[number]),
            lapsed=lapsed,
            bound=side not in assents,
        )


def end_of_talks(game: Game, table: str) -> State:
    """The last state in which an offer stood at a table; without one, the last of the game."""
    number = game.rules.index.tables[table]
    standing = [
        moment.state
        for moment in game.history()
        if moment.state.tables[number].status == OPEN
        and moment.state.tables[number].proposer != NOBODY
    ]
    return standing[-1] if standing else game.state


@frozen
class Suited:
    """An offer that was worth more to every party than no agreement when it was made."""

    turn: int
    side: str
    package: FrozenMap[str, str]
    worths: FrozenMap[str, int]
    """By party."""
    reserves: FrozenMap[str, int]
    """By party, what no agreement was worth then."""


def last_that_suited(game: Game, table: TableRules) -> Suited | None:
    """The last offer at a table that all parties would have preferred to no agreement.

    Where something was signed there, only offers since then are looked at.
    """
    found, sides = None, [game.rules.sides[side] for side in table.parties]
    for before, moment in pairwise(game.history()):
        for entry in moment.entries:
            event = entry.event
            if isinstance(event, Signature) and event.table == table.id:
                found = None
            if not isinstance(event, OfferMade) or event.table != table.id:
                continue
            worths, reserves = offered_worths(table, before.state, event.package)
            if all(worth > reserve for worth, reserve in zip(worths, reserves, strict=True)):
                found = Suited(
                    before.state.turn,
                    event.side,
                    event.package,
                    FrozenMap(zip(sides, worths, strict=True)),
                    FrozenMap(zip(sides, reserves, strict=True)),
                )
    return found


def offered_worths(
    table: TableRules, state: State, package: FrozenMap[str, str]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What an offered package and no agreement are worth in a state, by number of party."""
    options = package_from_ids(table, package)
    if isinstance(options, Refusal):
        raise ValueError("an offer that was made names its package")
    whole, parties = complete_package(table, options), range(len(table.parties))
    return (
        tuple(worth(table, state, party, whole) for party in parties),
        tuple(table.reserves[party](state, NO_PACKAGE) for party in parties),
    )
