"""Packages of a table in words: issue by issue, with their worths, and what a bridge changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from game.bargaining.bridge import Bridge
from game.rules.places import spot
from game.words.sentences import number, signed
from game.words.wording import Wording


@frozen
class Clause:
    """What a package says of one issue, and what that adds to its worths."""

    issue: str
    option: str
    worths: tuple[int, ...]
    """By party."""


@frozen
class PackageLine:
    """A clause of a package in words and figures."""

    issue: str
    option: str
    worths: tuple[str, ...]
    swap: str = ""
    """The option that a bridge would put there; empty where it changes nothing."""


def package_clauses(words: Wording, table: str, package: Mapping[str, str]) -> tuple[str, ...]:
    """What a package of a table says on each issue: `Scope: Small`."""
    return tuple(
        words.say(
            "package.part",
            issue=words.naming.issue(table, issue),
            option=words.naming.option(table, issue, option),
        )
        for issue, option in package.items()
    )


def package_lines(
    words: Wording, table: str, clauses: Iterable[Clause], bridge: Bridge | None = None
) -> tuple[PackageLine, ...]:
    """A package issue by issue, each with the option that a bridge would put there."""
    naming = words.naming
    moved = (
        {} if bridge is None else {i: o for i, o in bridge.package.items() if i in bridge.changes}
    )
    return tuple(
        PackageLine(
            naming.issue(table, clause.issue),
            naming.option(table, clause.issue, clause.option),
            tuple(map(number, clause.worths)),
            naming.option(table, clause.issue, moved[clause.issue])
            if clause.issue in moved
            else "",
        )
        for clause in clauses
    )


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


def cannot_sign(words: Wording, key: str, table: str, side: str, issue: str, option: str) -> str:
    """That a party can't sign an option, by its key, with what it needs for that."""
    written = words.scenario.tables[table].issues[issue].options[option]
    path = ("tables", table, "issues", issue, "options", option, "needs", side)
    return words.say(
        key,
        side=words.naming.side(side),
        option=words.say("quoted", text=words.naming.option(table, issue, option)),
        needs=words.needs(written.needs.get(side), spot(words.scenario, path)),
    )
