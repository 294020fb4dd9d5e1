"""The page of a seat: what it shows of the game, and of the people of its side."""

from __future__ import annotations

from attrs import frozen

from game.model.decisions import Accept, Answer, Pass, Walk
from game.room.places import Place
from game.web.live_room import LiveRoom


@frozen
class Choice:
    """Something that can be chosen, or was."""

    id: str
    name: str
    chosen: bool = False
    why_not: str = ""


@frozen
class IssueDraft:
    """An issue with its options."""

    id: str
    name: str
    options: tuple[Choice, ...]


@frozen
class BareSeat:
    """A seat's page with the least that one can play with."""

    seat: str
    title: str
    turn: int
    kind: str
    asked: bool
    moment: str
    fingerprint: str
    holds_pen: bool
    people: tuple[str, ...]
    actions: tuple[Choice, ...]
    negotiation: str
    issues: tuple[IssueDraft, ...]
    answers: tuple[Choice, ...]
    confirmable: tuple[str, ...]
    record: tuple[str, ...]


def bare_seat(live: LiveRoom, device: str, place: Place) -> BareSeat:
    """The page of a seat."""
    table, side = live.room.tables[place.table], place.side
    told = live.told(place.table, live.room.devices[device].language)
    naming = told.words.naming
    asked = side in told.state.to_move
    request = told.selection(side).asking() if asked else told.asking(side)
    legal = request.legal
    picks = told.selection(side).picks
    names = {**{move.action: "" for move in legal.moves if hasattr(move, "action")}}
    refused = {id: told.words.refusal(why, side) for id, why in legal.refused.items()}
    answers = tuple(m.answer for m in legal.moves if isinstance(m, Answer))
    actions = [Choice(id, naming.action(id), chosen=True) for id in picks]
    actions += [Choice(id, naming.action(id)) for id in names if id not in picks]
    known = told.words.scenario.actions
    actions += [
        Choice(id, naming.action(id), why_not=why)
        for id, why in refused.items()
        if id in known and id not in picks and id not in names
    ]
    visited = table.visited
    issues: tuple[IssueDraft, ...] = ()
    confirmable = []
    kind = told.decision_kind() if asked else "waiting"
    if asked and visited:
        package = told.offer_draft(side, visited).package
        issues = tuple(
            IssueDraft(
                issue,
                naming.issue(visited, issue),
                tuple(
                    Choice(option, naming.option(visited, issue, option), option == package[issue])
                    for option in told.words.scenario.tables[visited].issues[issue].options
                ),
            )
            for issue in package
        )
        confirmable += ["offer"] * (legal.offer is not None)
        confirmable += ["accept"] * (Accept() in legal.moves)
        confirmable += ["pass"] * (Pass() in legal.moves) + ["walk"] * (Walk() in legal.moves)
    elif kind == "actions":
        confirmable = ["actions"]
    record = [line for _, entries in told.record(side)[-4:] for line in told.words.entries(entries)]
    return BareSeat(
        seat=place.seat,
        title=naming.side(side),
        turn=told.state.turn,
        kind=kind,
        asked=asked,
        moment=table.moment(side),
        fingerprint=table.fingerprint(side),
        holds_pen=table.pens.get(side) == device,
        people=tuple(each.name for each in live.room.devices_of(place.table, side)),
        actions=tuple(actions) if kind == "actions" else (),
        negotiation=visited,
        issues=issues,
        answers=tuple(Choice(each, naming.answer(told.asking_inject, each)) for each in answers),
        confirmable=tuple(confirmable),
        record=tuple(reversed(record)),
    )
