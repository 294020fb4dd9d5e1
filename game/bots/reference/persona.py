"""How a persona decides (rule 12.2), in Python that follows the text of the rule.

`bots/persona.py` has the kernel decide the same, faster; `lab/batches/verify.py` compares the two.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.bots.reference.packages import Combinations, TableGroups, best_worth, nearest
from game.bots.reference.seen_game import SeenGame, package_numbers, see_game
from game.bots.reference.temperament import Temperament, like_ballot, temperament
from game.bots.rng import BotRng
from game.engine.packages import package_to_ids
from game.model.decisions import Accept, Act, Answer, Move, Offer, Pass, Walk
from game.model.play import TableView, View
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
        """How much better it likes it if packages that wait for a vote are carried (13.7)."""
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
