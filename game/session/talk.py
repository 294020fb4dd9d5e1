"""Which words people may exchange beside their decisions, as the scenario's `talk` says."""

from __future__ import annotations

from typing import Literal

from game.model.scenario import Scenario

WordsKind = Literal["argument", "statement", "message"]
"""What people write with an offer, with a statement to the press, or to others at any time."""

_ALLOWED: dict[str, frozenset[WordsKind]] = {
    "none": frozenset(),
    "offers": frozenset({"argument", "statement"}),
    "open": frozenset({"argument", "statement", "message"}),
}


def allowed_words(scenario: Scenario) -> frozenset[WordsKind]:
    """The kinds of words that people may write in a scenario; a facilitator may allow fewer."""
    return _ALLOWED[scenario.talk]
