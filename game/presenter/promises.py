"""Promises: whose are in force, for how long still, and what a selection would break."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.model.effects import Effects, Lapse, When
from game.model.play import View
from game.presenter.worded_game import WordedGame
from game.rules.places import spot
from game.session.selection import Selection
from game.words.wording import Wording


@frozen
class PromiseInForce:
    """A promise that sides have made and have to keep for some more turns."""

    id: str
    sides: tuple[str, ...]
    name: str
    """With the names of its sides, where it binds several."""
    text: str
    """What its author says about it; may be empty."""
    turns_left: str
    """How many turns it has still to be kept, as in `2 turns`."""


def promises_in_force(words: Wording, view: View) -> tuple[PromiseInForce, ...]:
    """The promises in force that a reader may know of."""
    promises = words.scenario.promises
    return tuple(
        PromiseInForce(
            id,
            promises[id].by,
            _name(words, id, promises[id].by),
            promises[id].text,
            words.counted("turns", turns),
        )
        for id, turns in view.promises.items()
    )


def _name(words: Wording, id: str, sides: tuple[str, ...]) -> str:
    promise = words.naming.promise(id)
    if len(sides) == 1:
        return promise
    return words.say("promise.several", promise=promise, sides=words.naming.sides(sides))


def breaking_sentence(worded: WordedGame, side: str, selection: Selection) -> str:
    """Which promises of a side its selection would break, and which agreements lapse with them.

    Empty where it breaks none, as far as the side can know.
    """
    words, promises = worded.words, worded.words.scenario.promises
    broken = [
        id
        for id in selection.breaks()
        if (condition := promises[id].broken) is not None
        and not words.is_hidden(condition, side, spot(words.scenario, ("promises", id, "broken")))
    ]
    if not broken:
        return ""
    names = words.listed(words.naming.promise(id) for id in broken)
    sentence = words.say("choice.breaks", promises=names)
    view = worded.view(side)
    signed = [id for id, table in view.tables.items() if table.status in ("agreed", "signed")]
    lapsing = {table for id in broken for table in _lapsing(promises[id].breach)}
    tables = [words.naming.table(id) for id in signed if id in lapsing]
    if not tables:
        return sentence
    return f"{sentence} {words.say('choice.breaks.lapses', tables=words.listed(tables))}"


def _lapsing(effects: Effects) -> Iterator[str]:
    """The tables whose agreements some effects end, in any case or under a condition."""
    for step in effects:
        if isinstance(step, Lapse):
            yield step.table
        elif isinstance(step, When):
            yield from _lapsing((*step.then, *step.otherwise))
