"""What the tables of a room agreed on, all on one payoff plane."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from attrs import frozen

from game.bargaining.payoff_space import PayoffSpace, Point, payoff_space
from game.model.play import State
from game.presenter.debrief.negotiations import (
    clauses_of,
    last_package,
    pairs_of_parties,
    parties_of,
    tables_with_offers,
)
from game.presenter.payoff_plane import (
    MarkedPackage,
    PairLink,
    PayoffPlane,
    choose_pair,
    pair_links,
    payoff_plane,
)
from game.room.room import Room
from game.rules.compiled import Rules
from game.session.agreements import end_of_talks
from game.words.wording import Wording


@frozen
class ResultsPlane:
    """The payoff plane of two parties, with what each table of the room came to."""

    title: str
    plane: PayoffPlane
    pairs: tuple[PairLink, ...]
    """The pairs of parties whose plane can be shown; empty where there are only two parties."""
    measured: str
    """By which worths all are measured."""
    without: str
    """The tables at which nothing was offered; empty where there are none."""


@lru_cache(maxsize=16)
def _space(rules: Rules, state: State, table: str, pair: tuple[str, str]) -> PayoffSpace:
    return payoff_space(rules, state, table, pair)


def results_plane(room: Room, words: Wording, pair_shown: str = "") -> ResultsPlane | None:
    """The plane of the negotiation at which most was offered; None where nothing was.

    All packages are measured by the same worths: those at the end of the talks of the first table
    of the room that had any. pair_shown: as for an open table.
    """
    offered = {number: tables_with_offers(table.game) for number, table in room.tables.items()}
    counts = Counter(id for ids in offered.values() for id in ids)
    if not counts:
        return None
    id = counts.most_common(1)[0][0]
    first = next(number for number, ids in offered.items() if id in ids)
    game = room.tables[first].game
    rules, state = game.rules, end_of_talks(game, id)
    pairs, parties = pairs_of_parties(rules, id), parties_of(rules, id)
    pair = choose_pair(pairs, pair_shown)
    axes = [parties.index(side) for side in pair]
    results: dict[tuple[Point, bool], list[int]] = {}
    without = []
    for number, table in room.tables.items():
        package, is_agreed = last_package(table.game, id)
        if package is None:
            without.append(number)
            continue
        clauses = clauses_of(rules, state, id, package)
        one, other = (sum(clause.worths[axis] for clause in clauses) for axis in axes)
        results.setdefault(((one, other), is_agreed), []).append(number)
    space, say = _space(rules, state, id, pair), words.say
    if not space.cloud:
        return None
    packages = [
        MarkedPackage(
            "signed" if is_agreed else "proposed", point, text=", ".join(map(str, numbers))
        )
        for (point, is_agreed), numbers in results.items()
    ]
    return ResultsPlane(
        say("console.results.plane", table=words.naming.table(id)),
        payoff_plane(words, space, packages),
        pair_links(words, pairs, pair),
        say("console.results.measured", table=first) if len(room.tables) > 1 else "",
        say("console.results.without", tables=words.listed(map(str, without))) if without else "",
    )
