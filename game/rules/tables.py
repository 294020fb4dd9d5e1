"""Compiles tables, and computes the worth of packages."""

from __future__ import annotations

from collections.abc import Sequence

from game.model.effects import Effects
from game.model.entries import Cause
from game.model.expressions import ZERO, Arithmetic, Call, Expression, Number, Read
from game.model.frozen import FrozenMap
from game.model.play import NOTHING
from game.model.scenario import Scenario
from game.model.tables import NO_RATIFICATION, Option, TableMajority, Weight
from game.rules.compiled import IssueRules, MajorityRules, OptionRules, TableRules
from game.rules.counting import CountCompiler
from game.rules.evaluate import CompiledFormula, Package, Reading
from game.rules.index import Index, speaking_order
from game.rules.places import Path
from game.rules.program import EffectBlock, EffectCompiler, Owner, join_path
from game.rules.readings import FormulaCompiler


class TableCompiler:
    """Compiles the tables of a scenario, one by one."""

    def __init__(
        self, scenario: Scenario, index: Index, formulas: FormulaCompiler, programs: EffectCompiler
    ) -> None:
        self._scenario = scenario
        self._index = index
        self._formulas = formulas
        self._programs = programs

    def table(self, id: str) -> TableRules:
        """Compiles a table: first the sites and delays of its issues, then those of its endings."""
        table, path = self._scenario.tables[id], ("tables", id)
        parties = speaking_order(self._scenario, id)
        owner = Owner(Cause("table", join_path(path)), table.seen_by, table.seen_by)
        ratify = table.ratify or NO_RATIFICATION
        return TableRules(
            id=id,
            parties=tuple(self._index.sides[party] for party in parties),
            rounds=table.rounds,
            open=table.open,
            issues=tuple(self._issue(id, issue, parties) for issue in table.issues),
            numbers=self._index.issues[id],
            rules=tuple(
                self._formulas.at(rule, (*path, "rules", i)) for i, rule in enumerate(table.rules)
            ),
            reserves=tuple(self._formulas.reserve_of(id, party) for party in parties),
            agreed=self._block(table.agreed, (*path, "agreed"), owner),
            collapsed=self._block(table.collapsed, (*path, "collapsed"), owner),
            expired=self._block(table.expired, (*path, "expired"), owner),
            lapsed=self._block(table.lapsed, (*path, "lapsed"), owner),
            seen_by=table.seen_by,
            ratifiers=tuple(self._index.injects[inject] for inject in ratify.vote),
            within=ratify.within,
            provisional=tuple(issue in table.provisional for issue in table.issues),
            signed=self._block(table.signed, (*path, "signed"), owner),
            rejected=self._block(table.rejected, (*path, "rejected"), owner),
            majority=self._majority(id, table.majority, parties),
        )

    def _majority(
        self, id: str, written: TableMajority | None, parties: Sequence[str]
    ) -> MajorityRules | None:
        if written is None:
            return None
        body = self._scenario.bodies[written.body]
        weights = self._scenario.weights[body.weights]
        compiler = CountCompiler(self._index, self._formulas, body, weights)
        path: Path = ("tables", id, "majority", "leans")
        members = [compiler.member(each, written.leans, path) for each in weights.members]
        nothing = EffectBlock((), Owner(Cause("table", join_path(path[:2]))))
        count = compiler.vote(NOTHING, tuple(members), written.by, (nothing, nothing))
        only = NOTHING if written.proposes is None else parties.index(written.proposes)
        return MajorityRules(written.body, count, only)

    def _block(self, effects: Effects, path: Path, owner: Owner) -> EffectBlock:
        return EffectBlock(self._programs.program(effects, path, owner, owner.heard_by), owner)

    def _optional(self, node: Expression | None, path: Path) -> CompiledFormula | None:
        return None if node is None else self._formulas.at(node, path)

    def _issue(self, table: str, id: str, parties: tuple[str, ...]) -> IssueRules:
        issue, path = self._scenario.tables[table].issues[id], ("tables", table, "issues", id)
        numbers = {option: i for i, option in enumerate(issue.options)}
        return IssueRules(
            id=id,
            when=self._optional(issue.when, (*path, "when")),
            otherwise=numbers.get(issue.otherwise or "", 0),
            options=tuple(self._option(table, id, option, parties) for option in issue.options),
            numbers=numbers,
        )

    def _option(self, table: str, issue: str, id: str, parties: tuple[str, ...]) -> OptionRules:
        option = self._scenario.tables[table].issues[issue].options[id]
        path = ("tables", table, "issues", issue, "options", id)
        seen_by = self._scenario.tables[table].seen_by
        owner = Owner(Cause("option", join_path(path)), seen_by, seen_by)
        needs = [option.needs.get(party) for party in parties]
        return OptionRules(
            id=id,
            worth=tuple(self._worth(table, issue, option, path, party) for party in parties),
            when=self._optional(option.when, (*path, "when")),
            when_reads_package=self._reads_package(option.when, (*path, "when")),
            needs=tuple(
                self._optional(need, (*path, "needs", party))
                for party, need in zip(parties, needs, strict=True)
            ),
            needs_read_package=tuple(
                self._reads_package(need, (*path, "needs", party))
                for party, need in zip(parties, needs, strict=True)
            ),
            effects=self._block(option.effects, (*path, "effects"), owner),
            lapsed=self._block(option.lapsed, (*path, "lapsed"), owner),
        )

    def _reads_package(self, node: Expression | None, path: Path) -> bool:
        if node is None:
            return False
        tree = self._formulas.tree(node, path)
        return any(read.kind == "package" for read in self._formulas.reads(tree))

    def _worth(
        self, table: str, issue: str, option: Option, path: Path, side: str
    ) -> CompiledFormula:
        """Compiles weight × value // 100 plus the option's own worth (rule 5.6)."""
        extra = option.worth.get(side)
        own = None if extra is None else self._formulas.tree(extra, (*path, "worth", side))
        weight = self._scenario.tables[table].issues[issue].weight.get(side)
        if weight is None or side not in option.value:
            return self._formulas.of(own or ZERO)
        weighed = Arithmetic(
            "//",
            Arithmetic("*", self._weight(table, issue, side, weight), Number(option.value[side])),
            Number(100),
        )
        return self._formulas.of(weighed if own is None else Arithmetic("+", weighed, own))

    def _weight(self, table: str, issue: str, side: str, weight: Weight) -> Expression:
        path = ("tables", table, "issues", issue, "weight", side)
        if not isinstance(weight, FrozenMap):
            return self._formulas.tree(weight, path)
        deal = self._scenario.tables[table].weights_by[side]
        cards = tuple(self._scenario.deals[deal].cards)
        by_card = (
            self._formulas.tree(weight[card], (*path, card)) if card in weight else ZERO
            for card in cards
        )
        return Call("by", (Read("card", (deal,), 0, len(cards) - 1), *by_card))


def worth(table: TableRules, reading: Reading, party: int, package: Package) -> int:
    """Computes what a complete package is worth to a party now (rule 5.6)."""
    return sum(shares(table, reading, party, package))


def shares(table: TableRules, reading: Reading, party: int, package: Package) -> tuple[int, ...]:
    """Computes what each issue of a complete package is worth to a party, in issue order."""
    return tuple(
        issue.options[package[i]].worth[party](reading, package)
        for i, issue in enumerate(table.issues)
    )
