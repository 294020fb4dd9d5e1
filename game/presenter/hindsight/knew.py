"""What each side knew when something was decided, what it wanted, and what it didn't know."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.engine.view import view
from game.model.decisions import FACILITATOR
from game.model.play import TableView, View
from game.presenter.papers import score_lines
from game.session.game import Game
from game.session.offer_draft import visited
from game.words.sentences import number
from game.words.wording import Wording


@frozen
class Knowledge:
    """What a side knew at a moment, in short texts."""

    side: str
    name: str
    table: tuple[str, ...]
    """At a table: what no agreement is worth to it, and what the standing offer is."""
    aims: tuple[str, ...]
    """The lines of its score, with the points as things stood then."""
    knew: tuple[str, ...]
    """What it knew and not everybody else did."""
    hidden: tuple[str, ...]
    """What others knew and it didn't, as that truly was."""


def what_they_knew(words: Wording, game: Game, line: int) -> tuple[Knowledge, ...]:
    """What each side knew when the decision of a line was taken; belongs after the end."""
    state = game.moments[game.moments[line].before].state
    sides = game.rules.sides
    views = {side: view(game.rules, state, side) for side in sides}
    truth = view(game.rules, state, FACILITATOR)
    return tuple(
        Knowledge(
            side,
            words.naming.side(side),
            tuple(_at_the_table(words, views[side])),
            tuple(_aims(words, views[side])),
            tuple(_alone(words, views, side)),
            tuple(_hidden(words, views[side], truth)),
        )
        for side in sides
    )


def _at_the_table(words: Wording, own: View) -> Iterator[str]:
    table = visited(own)
    if table is None or own.who not in table.reserves:
        return
    yield words.say("insight.knew.reserve", worth=number(table.reserves[own.who]))
    if own.who in table.worths:
        key = "insight.knew.offer" if table.proposer != own.who else "insight.knew.offer.own"
        yield words.say(key, worth=number(table.worths[own.who]))


def _aims(words: Wording, own: View) -> Iterator[str]:
    for line in score_lines(words, own):
        if line.points is None:
            yield words.say("insight.knew.aim.later", line=line.label)
        else:
            points = number(line.points)
            yield words.say("insight.knew.aim", line=line.label, points=points)


def _alone(words: Wording, views: dict[str, View], side: str) -> Iterator[str]:
    """What the side saw and at least one other side didn't."""
    own, others = views[side], [views[each] for each in views if each != side]
    for id, value in own.tracks.items():
        if any(id not in other.tracks for other in others):
            yield _track(words, id, value)
    for deal, card in own.cards.items():
        if any(deal not in other.cards for other in others):
            yield _card(words, deal, card)
    for other in others:
        known = {(each, action) for each, taken in other.taken.items() for action in taken}
        for action in own.taken.get(side, ()):
            if (side, action) not in known:
                name = words.naming.action(action)
                yield words.say("insight.knew.action", action=name)


def _hidden(words: Wording, own: View, truth: View) -> Iterator[str]:
    """What the side didn't see, as it was."""
    for id, value in truth.tracks.items():
        if id in own.tracks:
            continue
        if id in own.bands:
            yield words.say("insight.knew.band", what=_track(words, id, value))
        else:
            yield _track(words, id, value)
    for deal, card in truth.cards.items():
        if deal not in own.cards:
            yield _card(words, deal, card)
    for side, taken in truth.taken.items():
        for action in taken:
            if action not in own.taken.get(side, ()):
                yield words.say(
                    "insight.knew.action.of",
                    side=words.naming.side(side),
                    action=words.naming.action(action),
                )
    yield from _reserves(words, own, visited(truth))


def _reserves(words: Wording, own: View, table: TableView | None) -> Iterator[str]:
    """What no agreement was worth to the others at the table."""
    if table is None:
        return
    mine = visited(own)
    for side, worth in table.reserves.items():
        if mine is None or side not in mine.reserves:
            name = words.naming.side_inside(side)
            yield words.say("insight.knew.reserve.of", side=name, worth=number(worth))


def _track(words: Wording, id: str, value: int) -> str:
    return words.say(
        "insight.knew.track", track=words.naming.track(id), value=words.naming.value(id, value)
    )


def _card(words: Wording, deal: str, card: str) -> str:
    return words.say(
        "insight.event.card", deal=words.naming.deal(deal), card=words.naming.card(deal, card)
    )
