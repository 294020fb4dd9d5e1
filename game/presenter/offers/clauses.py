"""A package in words, issue by issue."""

from __future__ import annotations

from collections.abc import Mapping

from game.words.wording import Wording


def package_clauses(words: Wording, table: str, package: Mapping[str, str]) -> tuple[str, ...]:
    """What a package of a table says on each issue: `Scope: Small`."""
    return tuple(
        words.say(
            "ui.pact.clause",
            issue=words.naming.issue(table, issue),
            option=words.naming.option(table, issue, option),
        )
        for issue, option in package.items()
    )
