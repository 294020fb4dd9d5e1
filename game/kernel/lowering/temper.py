"""Converts personas to records: how they like actions and answers, and their aims (rule 12.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.kernel import codes as c
from game.kernel.lowering.assembler import Assembler
from game.model.expressions import Number
from game.model.sides import BargainingStyle, Persona, Shift
from game.rules.compiled import Cost, InjectRules, Rules, TableRules
from game.rules.program import CompiledBegin, CompiledChanges, EffectBlock


class Temper:
    """Makes the records of the personas of a scenario."""

    def __init__(self, rules: Rules, assembler: Assembler) -> None:
        self._rules = rules
        self._assembler = assembler
        self._known_targets: dict[tuple[BargainingStyle, int], int] = {}

    def persona(self, side: str, id: str) -> int:
        """Makes a persona's record for a side, and one more for each set of its shifts."""
        persona, add = self._rules.scenario.personas[id], self._assembler.builder.add
        conditions = [self._assembler.formula(when) for when in self._rules.shifts[id]]
        shifted = [
            self._record(side, id, persona.shifted(_chosen(persona.shifts, number)))
            for number in range(2 ** len(conditions))
            if conditions
        ]
        shifts = len(conditions), add(*conditions), add(*shifted)
        return self._record(side, id, persona, *shifts)

    def _record(self, side: str, persona_id: str, persona: Persona, *shifts: int) -> int:
        """Makes a record. shifts: their number, the addresses of their conditions and records."""
        rules, add = self._rules, self._assembler.builder.add
        actions = [self._action(side, persona, slot) for slot in range(len(rules.slots))]
        answers = [add(*self._answers(side, persona, inject)) for inject in rules.injects]
        targets = [self._targets(persona.bargaining, table.rounds) for table in rules.tables]
        parts = (persona.heat + 1, add(*actions), add(*answers), add(*targets))
        leans = rules.leans[persona_id]
        formulas = [
            self._assembler.formula(leans[inject.id]) if inject.id in leans else 0
            for inject in rules.injects
        ]
        ratifies = [self._ratifies(side, persona, table) for table in rules.tables]
        record = (*parts, *(shifts or (0, 0, 0)), add(*formulas), add(*ratifies))
        assert len(record) == c.PERSONA
        return add(*record)

    def _ratifies(self, side: str, persona: Persona, table: TableRules) -> int:
        """How much it likes what follows if a signed package is ratified or not (rule 13.7)."""
        if not table.ratifiers:
            return 0

        def likes(block: EffectBlock) -> int:
            return self._worth(side, persona, (), [block])

        options = [
            -likes(option.lapsed) if provisional else likes(option.effects)
            for issue, provisional in zip(table.issues, table.provisional, strict=True)
            for option in issue.options
        ]
        return self._assembler.builder.add(likes(table.agreed) - likes(table.rejected), *options)

    def _targets(self, style: BargainingStyle, rounds: int) -> int:
        """The address of the aims at a table, which personas with the same style share."""
        key = style, rounds
        if key not in self._known_targets:
            self._known_targets[key] = self._assembler.builder.add(*aims(style, rounds))
        return self._known_targets[key]

    def _answers(self, side: str, persona: Persona, inject: InjectRules) -> list[int]:
        """How much it likes each answer; the ballots of a vote by what follows (rule 12.2)."""
        if inject.vote is not None:
            carried, lost = (
                self._worth(side, persona, (), [block])
                for block in (inject.vote.carried, inject.vote.lost)
            )
            lean = min(max(carried - lost, -c.MOST_LIKED), c.MOST_LIKED)
            return [0, lean, -lean]
        answers = next(iter(inject.answers), ())
        return [self._worth(side, persona, a.cost, [a.block]) for a in answers]

    def _action(self, side: str, persona: Persona, number: int) -> int:
        slot = self._rules.slots[number]
        tags = self._rules.scenario.actions[slot.action].tags
        liked = sum(persona.tags.get(tag, 0) for tag in tags)
        return self._worth(side, persona, slot.cost, slot.blocks, liked)

    def _worth(
        self, side: str, persona: Persona, cost: Cost, blocks: Iterable[EffectBlock], liked: int = 0
    ) -> int:
        """Ten times the liking for tags and for sure changes of visible tracks, within limits."""
        changes = [(track, -amount) for track, amount in cost]
        changes += [change for block in blocks for change in self._changes(side, block)]
        for track, by in changes:
            rules = self._rules.tracks[track]
            if rules.seen_by is None or side in rules.seen_by:
                liked += persona.tracks.get(rules.id, 0) * by
        return min(max(10 * liked, -c.MOST_LIKED), c.MOST_LIKED)

    def _changes(self, side: str, block: EffectBlock) -> Iterable[tuple[int, int]]:
        """Yields what a block certainly changes, and what known projects that it begins will."""
        for step in block.program:
            if isinstance(step, CompiledBegin):
                project = self._rules.projects[step.project]
                if project.seen_by is None or side in project.seen_by:
                    yield from _certain(project.done)
        yield from _certain(block)


def _chosen(shifts: Sequence[Shift], number: int) -> list[Shift]:
    """The shifts in a set, which is given as a number with a bit for each shift."""
    return [shift for i, shift in enumerate(shifts) if number >> i & 1]


def _certain(block: EffectBlock) -> Iterable[tuple[int, int]]:
    """Yields the tracks that a block certainly changes by a literal number, with that number."""
    for step in block.program:
        if isinstance(step, CompiledChanges):
            for change in step.changes:
                tree = change.amount.tree
                if isinstance(tree, Number) and change.operator != "=":
                    yield change.track, -tree.value if change.operator == "-" else tree.value


def aims(style: BargainingStyle, rounds: int) -> list[int]:
    """By rounds used, the share of its best package that a persona aims for, in % (rule 12.2)."""
    high, low, f = style.opening, style.floor, style.firmness
    match style.style:
        case "boulware":
            return [high - (high - low) * r**f // rounds**f for r in range(rounds)]
        case "conceder":
            return [low + (high - low) * (rounds - r) ** f // rounds**f for r in range(rounds)]
        case _:
            return [high - (high - low) * r // rounds for r in range(rounds)]
