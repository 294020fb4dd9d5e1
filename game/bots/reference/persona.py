"""How a persona decides and what it likes (rule 12.2), in Python that follows the text of the rule.

`bots/persona.py` has the kernel decide the same, faster; `lab/batches/verify.py` compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import assert_never

from attrs import frozen

from game.bots.reference.packages import Combinations, TableGroups, best_worth, nearest
from game.bots.reference.seen_game import SeenGame, package_numbers, see_game
from game.bots.uniform import BotRng
from game.engine.packages import package_to_ids
from game.model.bodies import BALLOT_VALUES, BALLOTS
from game.model.decisions import Accept, Act, Answer, Move, Offer, Pass, Walk
from game.model.effects import Begin, Changes, Effects
from game.model.expressions import Number
from game.model.frozen import FrozenMap
from game.model.play import TableView, View
from game.model.sides import ConcessionStyle
from game.rules.compiled import Rules, TableRules
from game.rules.evaluate import NO_PACKAGE
from game.session.game import DecisionRequest


class ReferencePersona:
    """Decides for one side as a persona, from the side's view and the rules alone."""

    def __init__(self, rules: Rules, side: str, seed: int, persona: str) -> None:
        self._rules = rules
        self._side = side
        self._persona = persona
        self._rng = BotRng(side, seed)
        self._groups = [TableGroups(table) for table in rules.tables]

    def __call__(self, request: DecisionRequest) -> Move:
        game = see_game(self._rules, request.view)
        temper = temperament(self._rules, self._persona, game)
        if Walk() in request.legal.moves:
            return self._bargain(request, game, temper)
        return self._take(request, game, temper)

    # ------------------------------------------------------------------------- actions and answers

    def _take(self, request: DecisionRequest, game: SeenGame, temper: Temperament) -> Move:
        """Takes the move that it likes most, the first among equals; a pass counts 0."""
        best: Move = Pass()
        greatest: int | None = None
        others = [move for move in request.legal.moves if move != Pass()]
        for k, move in enumerate(others):
            drawn = self._rng.draw(request.taken, k) % (temper.heat + 1)
            liking = self._like(request.view, move, game, temper) + drawn
            if greatest is None or liking > greatest:
                best, greatest = move, liking
        may_pass = Pass() in request.legal.moves
        return Pass() if may_pass and greatest is not None and greatest < 0 else best

    def _like(self, view: View, move: Move, game: SeenGame, temper: Temperament) -> int:
        if isinstance(move, Act):
            return temper.like_action(self._rules, move.action, view)
        assert isinstance(move, Answer)
        assert view.question is not None
        lean = self._rules.leans[self._persona].get(view.question.inject)
        if lean is not None:
            return like_ballot(move.answer, 10 * lean(game, NO_PACKAGE))
        if self._rules.injects[self._rules.index.injects[view.question.inject]].ratifies:
            liked = temper.like_answer(self._rules, view.question.inject, "for", view)
            return like_ballot(move.answer, liked + self._ratified(view, temper))
        return temper.like_answer(self._rules, view.question.inject, move.answer, view)

    def _ratified(self, view: View, temper: Temperament) -> int:
        """How much it prefers that this vote carries the packages waiting for it (rule 13.7)."""
        assert view.question is not None
        rules, inject = self._rules, view.question.inject
        lean = 0
        for number in rules.injects[rules.index.injects[inject]].ratifies:
            table = view.tables.get(rules.tables[number].id)
            if table is None or table.signed is None or inject in table.ratified:
                continue
            lean += temper.like_ratification(rules, table.id, table.signed, view)
            if self._side in table.worths:
                lean += 10 * (table.worths[self._side] - table.reserves[self._side])
        return lean

    # ---------------------------------------------------------------------------------- at a table

    def wanted(self, view: View, table: str) -> int:
        """The worth below which it accepts nothing at a table, as it stands now."""
        game, number = see_game(self._rules, view), self._rules.index.tables[table]
        party = self._rules.index.parties[table][self._side]
        groups = self._groups[number].appraise(game, party, None)
        temper = temperament(self._rules, self._persona, game)
        return self._aim(groups, self._rules.tables[number], view.tables[table], temper)

    def _aim(
        self,
        groups: Sequence[Combinations],
        table: TableRules,
        view: TableView,
        temper: Temperament,
    ) -> int:
        """Its share of the best package, which falls from round to round; at least its reserve."""
        best, reserve = best_worth(groups), view.reserves[self._side]
        if best is None:
            return reserve
        percent = temper.aim(table.rounds - view.rounds_left, table.rounds)
        return max(reserve, best * percent // 100 if best > 0 else best)

    def _bargain(self, request: DecisionRequest, game: SeenGame, temper: Temperament) -> Move:
        """Accepts an offer that reaches its target and its reserve, else makes one that does."""
        if request.refused:
            return Pass()
        view = next(t for t in request.view.tables.values() if t.visit_left is not None)
        number = self._rules.index.tables[view.id]
        table, parties = self._rules.tables[number], self._rules.index.parties[view.id]
        standing = None if view.offer is None else package_numbers(table, view.offer)
        near = standing if view.has_offer_to(self._side) else None
        groups = self._groups[number].appraise(game, parties[self._side], near)
        wanted = self._aim(groups, table, view, temper)
        if Accept() in request.legal.moves and view.worths[self._side] >= wanted:
            return Accept()
        if request.legal.offer is None:  # it speaks last, or only another can make offers
            return Pass()
        combinations = nearest(groups, wanted)
        if combinations is None:
            return Pass()
        package = self._groups[number].package(game, combinations)
        if view.proposer == self._side and package == standing:
            return Pass()
        return Offer(package_to_ids(table, package))


LARGEST_LIKING = 10**9
"""The most that anything can be liked or disliked, before its draw."""


@frozen
class Temperament:
    """A persona's temperament at one decision, after all shifts whose conditions hold."""

    tags: Mapping[str, int]
    """By tag, how much the persona likes actions that have it."""
    tracks: Mapping[str, int]
    """By track, how much the persona likes each additional point."""
    heat: int
    style: ConcessionStyle
    firmness: int
    opening: int
    floor: int

    def aim(self, used: int, rounds: int) -> int:
        """The share of its best package that it aims for, in %. used: the rounds used so far."""
        span, left = self.opening - self.floor, rounds - used
        match self.style:
            case "boulware":
                return self.opening - span * self._raise(used) // self._raise(rounds)
            case "conceder":
                return self.floor + span * self._raise(left) // self._raise(rounds)
            case "linear":
                return self.opening - span * used // rounds
            case _:
                assert_never(self.style)

    def _raise(self, rounds: int) -> int:
        """Raises a number of rounds to the power of the firmness."""
        return prod([rounds] * self.firmness)

    def like_action(self, rules: Rules, id: str, view: View) -> int:
        """How much it likes an action, before its draw. view: what it knows."""
        action, tags = rules.scenario.actions[id], rules.scenario.tags
        changes = [*_changes(rules, view, action.effects, action.cost)]
        for tag in action.tags:
            changes += _changes(rules, view, tags[tag].effects)
        return self._like(sum(self.tags.get(tag, 0) for tag in action.tags), changes, view)

    def like_answer(self, rules: Rules, inject: str, id: str, view: View) -> int:
        """How much it likes an answer to an inject's question, before its draw."""
        vote = rules.scenario.injects[inject].vote
        if vote is not None:
            carried, lost = (
                self._like(0, [*_changes(rules, view, effects)], view)
                for effects in (vote.carried, vote.lost)
            )
            return like_ballot(id, carried - lost)
        answer = rules.scenario.injects[inject].answers[id]
        return self._like(0, [*_changes(rules, view, answer.effects, answer.cost)], view)

    def like_ratification(
        self, rules: Rules, id: str, package: FrozenMap[str, str], view: View
    ) -> int:
        """How much it prefers a signed package to be ratified, rather than rejected."""
        table = rules.scenario.tables[id]

        def likes(effects: Effects) -> int:
            return self._like(0, [*_changes(rules, view, effects)], view)

        liking = likes(table.agreed) - likes(table.rejected)
        for issue in package:
            option = table.issues[issue].options[package[issue]]
            provisional = issue in table.provisional
            liking += -likes(option.lapsed) if provisional else likes(option.effects)
        return liking

    def _like(self, liking: int, changes: list[tuple[str, int]], view: View) -> int:
        """Ten times the liking for tags and for changes of tracks, within the limits."""
        liking += sum(
            self.tracks.get(track, 0) * amount for track, amount in changes if track in view.tracks
        )
        return max(-LARGEST_LIKING, min(10 * liking, LARGEST_LIKING))


def temperament(rules: Rules, persona: str, game: SeenGame) -> Temperament:
    """A persona's temperament in a game as its side sees it."""
    base = rules.scenario.personas[persona]
    tags, tracks, bargaining = dict(base.tags), dict(base.tracks), base.bargaining
    style, firmness = bargaining.style, bargaining.firmness
    opening, floor = bargaining.opening, bargaining.floor
    for shift, holds in zip(base.shifts, rules.shifts[persona], strict=True):
        if not holds(game, ()):
            continue
        tags |= dict(shift.tags)
        tracks |= dict(shift.tracks)
        changed = shift.bargaining
        style = style if changed.style is None else changed.style
        firmness = firmness if changed.firmness is None else changed.firmness
        opening = opening if changed.opening is None else changed.opening
        floor = floor if changed.floor is None else changed.floor
    return Temperament(tags, tracks, base.heat, style, firmness, opening, floor)


def like_ballot(ballot: str, lean: int) -> int:
    """How much a ballot is liked, before its draw (rule 13.7). lean: how much `for` is liked."""
    lean = max(-LARGEST_LIKING, min(lean, LARGEST_LIKING))
    return lean * BALLOT_VALUES[BALLOTS.index(ballot)]


def _changes(
    rules: Rules, view: View, effects: Effects, cost: Mapping[str, int] = FrozenMap()
) -> Iterator[tuple[str, int]]:
    """Yields the tracks that certainly change by a literal number, each with the amount.

    A project of which the side knows counts, where it begins, as what it brings when it is done.
    """
    yield from ((track, -cost[track]) for track in cost)
    for step in effects:
        if isinstance(step, Begin) and step.project in view.projects:
            yield from _sure(rules.scenario.projects[step.project].done)
    yield from _sure(effects)


def _sure(effects: Effects) -> Iterator[tuple[str, int]]:
    for step in effects:
        if isinstance(step, Changes):
            for change in step.changes:
                if isinstance(change.amount, Number) and change.operator in ("+", "-"):
                    sign = 1 if change.operator == "+" else -1
                    yield change.track, sign * change.amount.value
