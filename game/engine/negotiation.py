"""Table phases: offers, acceptances, passes, and the ways in which a negotiation ends (rule 5)."""

from __future__ import annotations

from attrs import evolve

from game.engine.draft import StateDraft, initial_table
from game.engine.effects import come_into_force, run
from game.engine.endings import try_outcomes
from game.engine.packages import complete_package, package_to_ids
from game.engine.votes import can_be_agreed, count_support
from game.model.log_events import (
    AgreementSigned,
    OfferAccepted,
    OfferMade,
    PackageSigned,
    SideWalkedOut,
    TableCollapsed,
    TableExpired,
    TurnPassed,
)
from game.model.play import AGREED, COLLAPSED, EXPIRED, SIGNED, TableState
from game.rules.compiled import TableRules, VisitRules
from game.rules.evaluate import Package
from game.rules.tables import worth

OVER = 1
"""The cursor after the end of a visit."""


def offer(draft: StateDraft, visit: VisitRules, party: int, package: Package) -> None:
    """Makes a package the standing offer and its party's last, and clears the acceptances.

    See rules 5.4 and 5.10.
    """
    table, before = _at(draft, visit)
    nobody = (0,) * len(table.parties)
    options = tuple(package)
    draft.tables[visit.table] = evolve(
        before,
        proposer=party,
        accepted=nobody,
        options=options,
        last_offers=(*before.last_offers[:party], options, *before.last_offers[party + 1 :]),
    )
    event = OfferMade(table.id, _name(draft, table, party), package_to_ids(table, package))
    draft.log(event, _parties(draft, table))
    if table.majority is not None and count_support(draft, visit.table):
        _agree(draft, visit)
    else:
        _next_speaker(draft, visit)


def accept(draft: StateDraft, visit: VisitRules, party: int) -> None:
    """Accepts the standing offer for a party.

    When all others have too, it is agreed (rule 5.4), or when a majority is for it (rule 19.3).
    """
    table, before = _at(draft, visit)
    accepted = tuple(int(yes or i == party) for i, yes in enumerate(before.accepted))
    draft.tables[visit.table] = evolve(before, accepted=accepted)
    draft.log(OfferAccepted(table.id, _name(draft, table, party)), _parties(draft, table))
    if table.majority is not None:
        agreed = count_support(draft, visit.table)
    else:
        agreed = all(yes or i == before.proposer for i, yes in enumerate(accepted))
    if agreed:
        _agree(draft, visit)
    else:
        _next_speaker(draft, visit)


def stay_silent(draft: StateDraft, visit: VisitRules, party: int) -> None:
    """Passes for a party; offers and acceptances stay (rule 5.2)."""
    table, _ = _at(draft, visit)
    draft.log(TurnPassed(_name(draft, table, party), table.id), _parties(draft, table))
    _next_speaker(draft, visit)


def walk(draft: StateDraft, visit: VisitRules, party: int) -> None:
    """Walks out for a party; the negotiation collapses for all (rule 5.5).

    With a majority it goes on, as long as those left can reach it (rule 19.4).
    """
    table, before = _at(draft, visit)
    draft.log(SideWalkedOut(table.id, _name(draft, table, party)), table.seen_by)
    if table.majority is not None:
        walked = _replaced(before.walked, party, 1)
        if can_be_agreed(table, walked):
            ballots = [
                -abs(ballot) if member.side == table.parties[party] else ballot
                for member, ballot in zip(table.majority.count.members, before.ballots, strict=True)
            ]
            draft.tables[visit.table] = evolve(
                before,
                walked=walked,
                accepted=_replaced(before.accepted, party, 0),
                ballots=tuple(ballots),
            )
            _next_speaker(draft, visit)
            return
    draft.cursor = OVER
    draft.tables[visit.table] = initial_table(table, COLLAPSED)
    draft.log(TableCollapsed(table.id), table.seen_by)
    run(draft, table.collapsed)
    try_outcomes(draft)


def is_last_word(table: TableRules, state: TableState) -> bool:
    """Whether this is the last turn to speak before the rounds are used up (rule 5.2)."""
    return state.rounds == table.rounds - 1 and _after(table, state) <= state.speaker


def _after(table: TableRules, state: TableState) -> int:
    """The party that speaks next: those who have walked out are passed over (rule 19.4)."""
    parties = len(table.parties)
    order = [(state.speaker + 1 + i) % parties for i in range(parties)]
    return next(party for party in order if not (state.walked and state.walked[party]))


def _replaced(numbers: tuple[int, ...], place: int, number: int) -> tuple[int, ...]:
    return (*numbers[:place], number, *numbers[place + 1 :])


def _at(draft: StateDraft, visit: VisitRules) -> tuple[TableRules, TableState]:
    return draft.rules.tables[visit.table], draft.tables[visit.table]


def _name(draft: StateDraft, table: TableRules, party: int) -> str:
    return draft.rules.sides[table.parties[party]]


def _parties(draft: StateDraft, table: TableRules) -> tuple[str, ...]:
    """The ids of a table's parties, who see what is said there (rule 5.9)."""
    return tuple(draft.rules.sides[side] for side in table.parties)


def _next_speaker(draft: StateDraft, visit: VisitRules) -> None:
    """Moves to the next speaker; after the last party a round is used up (rule 5.5)."""
    table, before = _at(draft, visit)
    speaker = _after(table, before)
    is_round_over = speaker <= before.speaker
    rounds = before.rounds + is_round_over
    draft.visit += is_round_over
    draft.tables[visit.table] = evolve(before, speaker=speaker, rounds=rounds)
    if rounds == table.rounds:
        _expire(draft, visit)
    elif draft.visit == visit.rounds:
        draft.cursor = OVER
    try_outcomes(draft)


def _expire(draft: StateDraft, visit: VisitRules) -> None:
    table = draft.rules.tables[visit.table]
    draft.cursor = OVER
    draft.tables[visit.table] = initial_table(table, EXPIRED)
    draft.log(TableExpired(table.id), table.seen_by)
    run(draft, table.expired)


def _agree(draft: StateDraft, visit: VisitRules) -> None:
    """Signs the agreement: sets status and worths first, then runs the effects (rule 5.5).

    Where it must be ratified it isn't agreed yet (rule 16.1).
    """
    table, before = _at(draft, visit)
    package = complete_package(table, before.options)
    worths = tuple(worth(table, draft, party, package) for party in range(len(table.parties)))
    draft.cursor = OVER
    status = SIGNED if table.ratifiers else AGREED
    due = draft.turn + table.within if table.ratifiers else 0
    draft.tables[visit.table] = evolve(
        initial_table(table, status), options=package, worths=worths, due=due
    )
    if table.ratifiers:
        draft.log(PackageSigned(table.id, package_to_ids(table, package), due), table.seen_by)
        come_into_force(draft, visit.table, package, provisional=True)
        run(draft, table.signed)
        try_outcomes(draft)
        return
    draft.log(AgreementSigned(table.id, package_to_ids(table, package)), table.seen_by)
    for issue, option in zip(table.issues, package, strict=True):
        run(draft, issue.options[option].effects)
    run(draft, table.agreed)
    try_outcomes(draft)
