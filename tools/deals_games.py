"""Games of experts, watched at the table: what `deals.py` counts."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen, mutable
from deals_below import LowAcceptance, explain_acceptance

if TYPE_CHECKING:
    from game.model.decisions import Move
    from game.model.play import State
    from game.rules.compiled import Rules
    from game.session.driver import Decide
    from game.session.game import DecisionRequest, Game

JUMP = 2
"""An offer that differs from one's last in more issues than this jumps."""

Settings = tuple[tuple[str, int], ...]
Job = tuple[str, int, int | None, Settings]
"""Scenario, seed, an expert's budget (None: its usual one), settings other than the usual ones."""
Package = tuple[int, ...]


@frozen
class GameFigures:
    """What became of the table in one game."""

    scores: tuple[int, ...]
    status: str
    """That of the table when the game ended."""
    round_signed: int | None
    """The round in which it was first signed, from 1; None if it never was."""
    share: float | None
    """The joint gain over the reservation values when it was signed, as a share of the most that
    could have been had; None where nothing could."""
    left: bool
    """Whether the game ended without agreement, and a package above all reservation values."""
    last_round: int
    """The last round in which somebody spoke."""
    offers: int
    pairs: int
    """Offers that followed another of the same side while nothing changed what that was worth."""
    demands: int
    """Of the pairs, those in which the later offer is worth more to its own side."""
    repeats: int
    jumps: int
    below: int
    """Offers and acceptances worth less to their side than its reservation value."""
    low_acceptances: tuple[LowAcceptance, ...]
    """Of these the acceptances, explained."""
    decisions: int
    seconds: float
    lines: tuple[str, ...]
    """Every decision at the table, in words."""


@frozen
class PastOffer:
    """An offer, and what it was worth to its side when it was made."""

    package: Package
    worth: int
    reserve: int


@mutable
class Observer:
    """Watches one table of a game while experts play it."""

    rules: Rules
    table: int
    round_signed: int | None = None
    share: float | None = None
    last_round: int = 0
    offers: int = 0
    pairs: int = 0
    demands: int = 0
    repeats: int = 0
    jumps: int = 0
    below: int = 0
    low_acceptances: list[LowAcceptance] = field(factory=list)
    decisions: int = 0
    seconds: float = 0.0
    lines: list[str] = field(factory=list)
    _past: dict[str, PastOffer] = field(factory=dict)

    def watch(self, game: Game, side: str, decide: Decide) -> Decide:
        """A side's bot, whose time is taken and whose decisions at the table are noted."""

        def decide_watched(request: DecisionRequest) -> Move:
            begun = time.thread_time()
            move = decide(request)
            self.decisions += 1
            self.seconds += time.thread_time() - begun
            visited = request.view.tables[self.rules.tables[self.table].id]
            if visited.visit_left is not None and request.view.question is None:
                self._note(game.state, side, move)
            return move

        return decide_watched

    def _note(self, state: State, side: str, move: Move) -> None:
        from game.engine.packages import complete_package, package_from_ids
        from game.model.decisions import Accept, Offer
        from game.model.refusals import Refusal
        from game.rules.tables import worth

        rules, standing = self.rules.tables[self.table], state.tables[self.table]
        party = rules.parties.index(self.rules.index.sides[side])
        number = 1 + standing.rounds
        self.last_round = max(self.last_round, number)
        reserve = _reserves(self.rules, state, self.table)[party]
        words = f"round {number:2}, {side}: {move}"
        if isinstance(move, Offer):
            named = package_from_ids(rules, move.package)
            if isinstance(named, Refusal):
                return
            package = complete_package(rules, named)
            own = worth(rules, state, party, package)
            self._compare(state, side, party, PastOffer(package, own, reserve))
            worths = [worth(rules, state, p, package) for p in range(len(rules.parties))]
            words += f"  (worth {worths}, reserves {_reserves(self.rules, state, self.table)})"
            self.below += own < reserve
        elif isinstance(move, Accept):
            own = worth(rules, state, party, complete_package(rules, standing.options))
            if own < reserve:
                self.below += 1
                why = explain_acceptance(self.rules, state, side, number, own, reserve)
                self.low_acceptances.append(why)
            others = sum(standing.accepted) + (standing.proposer >= 0) + 1
            if others == len(rules.parties) and self.round_signed is None:
                self.round_signed = number
                self.share = _share(self.rules, state, self.table)
        self.lines.append(words)

    def _compare(self, state: State, side: str, party: int, offer: PastOffer) -> None:
        """Compares an offer with the one that the side made before."""
        from game.engine.packages import objection
        from game.rules.tables import worth

        rules = self.rules.tables[self.table]
        past, self._past[side] = self._past.get(side), offer
        self.offers += 1
        if past is None or past.reserve != offer.reserve:
            return
        unchanged = worth(rules, state, party, past.package) == past.worth
        if unchanged and objection(rules, state, party, past.package) is None:
            different = sum(a != b for a, b in zip(past.package, offer.package, strict=True))
            self.pairs += 1
            self.demands += offer.worth > past.worth
            self.repeats += different == 0
            self.jumps += different > JUMP

    def figures(self, state: State) -> GameFigures:
        """What became of the game."""
        from game.engine.scores import scores
        from game.model.play import STATUS

        status = STATUS[state.tables[self.table].status]
        possible = _most_joint_gain(self.rules, state, self.table)
        never = self.round_signed is None and status != "closed"
        return GameFigures(
            tuple(sheet.total for sheet in scores(self.rules, state).values()),
            status,
            self.round_signed,
            self.share,
            never and possible is not None and possible > 0,
            self.last_round,
            self.offers,
            self.pairs,
            self.demands,
            self.repeats,
            self.jumps,
            self.below,
            tuple(self.low_acceptances),
            self.decisions,
            self.seconds,
            tuple(self.lines),
        )


def _reserves(rules: Rules, state: State, table: int) -> tuple[int, ...]:
    from game.rules.evaluate import NO_PACKAGE

    return tuple(reserve(state, NO_PACKAGE) for reserve in rules.tables[table].reserves)


def _share(rules: Rules, state: State, table: int) -> float | None:
    """The joint gain of the standing offer as a share of the most that can be had now."""
    from game.engine.packages import complete_package
    from game.rules.tables import worth

    possible, table_rules = _most_joint_gain(rules, state, table), rules.tables[table]
    if not possible:
        return None
    package = complete_package(table_rules, state.tables[table].options)
    parties = range(len(table_rules.parties))
    gain = sum(worth(table_rules, state, party, package) for party in parties)
    return (gain - sum(_reserves(rules, state, table))) / possible


def _most_joint_gain(rules: Rules, state: State, table: int) -> int | None:
    """The greatest sum of gains over the reservation values, of packages below none of them.

    None where there is no package that gives each party more than its reservation value.
    """
    from game.bargaining.payoff_space import payoff_space

    reserves = _reserves(rules, state, table)
    table_rules = rules.tables[table]
    if len(table_rules.parties) == 2:
        one, other = (rules.sides[party] for party in table_rules.parties)
        payoffs: Iterable[Sequence[int]]
        payoffs = payoff_space(rules, state, table_rules.id, (one, other)).frontier
    else:
        payoffs = _payoffs_one_by_one(rules, state, table)
    gains = [
        sum(payoff) - sum(reserves)
        for payoff in payoffs
        if all(own > reserve for own, reserve in zip(payoff, reserves, strict=True))
    ]
    return max(gains, default=None)


def _payoffs_one_by_one(rules: Rules, state: State, table: int) -> Iterator[Package]:
    """By package that all parties may agree to, what it is worth to each."""
    from game.bargaining.packages import Packages
    from game.engine.packages import objection
    from game.rules.tables import worth

    table_rules = rules.tables[table]
    parties = range(len(table_rules.parties))
    options = Packages(table_rules, state, (0, 1)).options
    reserves = _reserves(rules, state, table)
    for package in product(*options):
        payoff = tuple(worth(table_rules, state, party, package) for party in parties)
        better = all(own > reserve for own, reserve in zip(payoff, reserves, strict=True))
        if better and not any(objection(table_rules, state, p, package) for p in parties):
            yield payoff


_RULES: dict[str, Any] = {}


def rules_of(path: str) -> Rules:
    from game.authoring.load import load
    from game.rules.compile import compile_rules

    if path not in _RULES:
        _RULES[path] = compile_rules(load(path))
    rules: Rules = _RULES[path]
    return rules


def main_table(rules: Rules) -> int | None:
    """The number of the table with the most issues; None without a table."""
    numbers = range(len(rules.tables))
    return max(numbers, key=lambda number: len(rules.tables[number].issues), default=None)


def play(job: Job) -> GameFigures:
    """Plays one game of experts, and watches its table."""
    from game.bots.expert import USUAL, ExpertBot
    from game.kernel.lowering.lower import lower
    from game.rules.rng import own_seed
    from game.session.driver import play as drive
    from game.session.game import Game

    path, seed, budget, settings = job
    rules = rules_of(path)
    table = main_table(rules)
    assert table is not None
    game, observer = Game(rules, seed, wall=lambda: ""), Observer(rules, table)
    chosen = evolve(USUAL, **dict(settings))
    bots = {s: ExpertBot(lower(rules), s, own_seed(seed), budget, chosen) for s in rules.sides}
    deciders = {side: observer.watch(game, side, bot) for side, bot in bots.items()}
    return observer.figures(drive(game, deciders, {}))


def passing_round(job: Job) -> int:
    """The last round of a game in which nobody says anything at the table."""
    from game.bots.uniform import UniformBot
    from game.model.decisions import Pass
    from game.session.driver import play as drive
    from game.session.game import Game

    path, seed, *_ = job
    rules = rules_of(path)
    table = main_table(rules)
    assert table is not None
    game, observer = Game(rules, seed, wall=lambda: ""), Observer(rules, table)

    def silent(bot: Decide) -> Decide:
        return lambda request: Pass() if Pass() in request.legal.moves else bot(request)

    bots = {side: silent(UniformBot(side, seed)) for side in rules.sides}
    drive(game, {side: observer.watch(game, side, bot) for side, bot in bots.items()}, {})
    return observer.last_round
