"""What an author says about the balance of a scenario."""

from __future__ import annotations

from attrs import frozen

from game.model.frozen import FrozenMap
from game.model.shapes import ById, Pattern, key

REQUIREMENTS = {
    "outcomes": "no outcome comes too often, and none of the first four too rarely",
    "ahead": "no side alone is most over par too often",
    "chosen": "no action is taken nearly always where it is legal",
    "used": "no action is hardly ever taken",
    "without_action": "no side's score depends on one of its actions",
    "injects": "every inject fires somewhere",
    "undated_injects": "no inject without a date fires in nearly every game",
    "options": "every option is agreed somewhere",
    "agreements": "experts mostly agree",
    "gains": "trading across issues gains enough over the middle",
    "expert": "an expert scores more than personas",
    "personas": "personas score more than chance",
    "persona_pays": "two personas of each side do clearly best against somebody each",
    "chance_over_par": "chance is seldom over par",
    "personas_over_par": "personas are over par about every second time",
    "expert_over_par": "an expert is mostly over par, but not always",
    "blind_list": "a list of actions that is fixed before the game does worse than an expert",
    "frontier": "what is signed leaves little on the table",
    "own_best": "what is best for one side is seldom signable for the others",
}
"""The requirements of the standard of balance, each with its meaning."""


@frozen
class Balance:
    """What the author says about balance; `communique balance` reads it."""

    accepted: FrozenMap[str, str] = key(
        ById(Pattern(".+", "one side is meant to be ahead"), ids="requirement"),
        "What it misses on purpose.",
        default=FrozenMap(),
    )
