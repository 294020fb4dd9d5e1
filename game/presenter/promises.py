"""The promises in force: whose they are, and for how long still."""

from __future__ import annotations

from attrs import frozen

from game.model.play import View
from game.words.wording import Wording


@frozen
class PromiseInForce:
    """A promise that a side has made and has to keep for some more turns."""

    id: str
    side: str
    name: str
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
            words.naming.promise(id),
            promises[id].text,
            words.counted("turns", turns),
        )
        for id, turns in view.promises.items()
    )
