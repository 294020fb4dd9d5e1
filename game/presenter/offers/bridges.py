"""A bridge in words: which issues it moves, and what each party gains by it."""

from __future__ import annotations

from collections.abc import Iterable

from game.bargaining.bridge import Bridge
from game.words.sentences import signed
from game.words.wording import Wording


def bridge_changes(words: Wording, table: str, bridge: Bridge) -> str:
    """The issues that a bridge moves, each with its new option, as a list in a sentence."""
    return words.listed(
        words.say(
            "console.bridge.change",
            issue=words.say("quoted", text=words.naming.issue(table, issue)),
            option=words.say(
                "quoted", text=words.naming.option(table, issue, bridge.package[issue])
            ),
        )
        for issue in bridge.changes
        if issue in bridge.package
    )


def bridge_gains(words: Wording, parties: Iterable[str], bridge: Bridge) -> str:
    """What each party gains by a bridge."""
    return " / ".join(
        f"{words.naming.side_in_table(side)} {signed(bridge.gains[side])}" for side in parties
    )
