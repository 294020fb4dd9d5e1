"""Compiles what a body needs to count a vote, or the support for a package at a table."""

from __future__ import annotations

from collections.abc import Mapping

from game.model.bodies import UNANIMOUS, Abstentions, Body, Disclosure, Majority, Weights
from game.model.expressions import Expression
from game.model.frozen import FrozenMap
from game.model.play import NOTHING
from game.rules.compiled import MemberRules, VoteRules, VoteWay
from game.rules.index import Index
from game.rules.places import Path
from game.rules.program import EffectBlock
from game.rules.readings import FormulaCompiler


class CountCompiler:
    """Compiles how one body counts, by its members and their weights."""

    def __init__(
        self, index: Index, formulas: FormulaCompiler, body: Body, weights: Weights
    ) -> None:
        self._index = index
        self._formulas = formulas
        self._body = body
        self._weights = weights

    def vote(
        self,
        number: int,
        members: tuple[MemberRules, ...],
        majority: str,
        follows: tuple[EffectBlock, EffectBlock],
        *,
        unless: bool = False,
        abstain: Abstentions = "against",
        ballots: Disclosure = "open",
    ) -> VoteRules:
        """Compiles a vote. majority: its id. follows: what happens if it is carried, or lost."""
        needed = self._body.majorities.get(majority, Majority(shares=FrozenMap()))
        counts = tuple(self._weights.counts)
        way: VoteWay = "unanimous" if majority == UNANIMOUS else "unless" if unless else "by"
        return VoteRules(
            number=number,
            members=members,
            counts=counts,
            shares=tuple(needed.shares.get(count, 0) for count in counts),
            blocked_by=tuple(needed.blocked_by.get(count, 0) for count in counts),
            way=way,
            abstain=abstain,
            ballots=ballots,
            carried=follows[0],
            lost=follows[1],
        )

    def member(self, id: str, leans: Mapping[str, Expression], path: Path) -> MemberRules:
        """Compiles a member. leans: how voices take it, instead of as the body says; at a path."""
        side = self._body.sides.get(id)
        lean = leans.get(id, self._body.voices.get(id, self._body.leans))
        where = (*path, id) if id in leans else ("bodies", "", "leans")
        counts = self._weights.members[id].counts
        return MemberRules(
            id,
            NOTHING if side is None else self._index.sides[side],
            self._formulas.at(lean, where) if side is None else None,
            tuple(counts.get(count, 0) for count in self._weights.counts),
        )
