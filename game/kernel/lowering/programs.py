"""Converts effects to code: the trees of `rules.program` to what `kernel.run.effects` runs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from game.kernel import codes as c
from game.kernel.lowering.assembler import Assembler
from game.model.bodies import Abstentions
from game.model.expressions import Number
from game.rules.compiled import VoteRules, VoteWay
from game.rules.program import (
    CompiledAfter,
    CompiledBegin,
    CompiledChance,
    CompiledChange,
    CompiledChanges,
    CompiledEnd,
    CompiledFire,
    CompiledGive,
    CompiledHasten,
    CompiledLapse,
    CompiledOneOf,
    CompiledOpen,
    CompiledPropose,
    CompiledReveal,
    CompiledRevealBallots,
    CompiledSpeak,
    CompiledStep,
    CompiledStop,
    CompiledWhen,
    EffectBlock,
    Program,
)

_SIGNS = {"+": c.PLUS, "-": c.MINUS, "=": c.BECOMES}


class Programs:
    """Converts effects to code, which refers to records by addresses that are written later."""

    def __init__(
        self,
        assembler: Assembler,
        tables: list[int],
        injects: list[int],
        projects: list[int],
        *,
        reveals: bool,
    ) -> None:
        """reveals: whether code records what is revealed, though no rule reads it."""
        self._assembler = assembler
        self._builder = assembler.builder
        self._tables = tables
        self._injects = injects
        self._projects = projects
        self._reveals = reveals
        self.most_changes = 0
        """The most changes or branches of any step."""
        self.addresses = [assembler.builder.nothing]
        """The addresses of all programs made so far."""

    def block(self, *blocks: EffectBlock) -> int:
        """Makes a program of some blocks, one after the other; returns its address."""
        steps = [step for block in blocks for step in block.program]
        return self._placed(steps) if steps else self._builder.nothing

    def inject(self, number: int) -> int:
        """Makes the program of an inject, which counts it, runs its effects and asks."""
        inject, places = self._assembler.rules.injects[number], self._assembler.places
        code = _Code()
        code.add(c.P_COUNT, places.fired + number)
        self._steps(code, inject.block.program)
        if inject.vote is not None and not inject.ask:
            code.add(c.P_VOTE, self._injects[number])
        for place in range(min(len(inject.ask), 1) if inject.together else len(inject.ask)):
            code.add(c.P_ASK, number + place * len(self._assembler.rules.injects))
        return self._place(code)

    def additions(self, program: int) -> int:
        """The number of steps of a program, if they are all additions and few; else -1."""
        numbers, p = self._builder.numbers, program
        while numbers[p] == c.P_ADD:
            p += 5
        count = (p - program) // 5
        return count if numbers[p] == c.P_END and count <= c.MOST_ADDITIONS else -1

    def _placed(self, steps: Iterable[CompiledStep]) -> int:
        code = _Code()
        self._steps(code, steps)
        return self._place(code)

    def _place(self, code: _Code) -> int:
        code.add(c.P_END)
        for jump in code.jumps:
            code.numbers[jump] += self._builder.here
        self.addresses.append(self._builder.here)
        return self._builder.add(*code.numbers)

    def _steps(self, code: _Code, steps: Iterable[CompiledStep]) -> None:
        for step in steps:
            self._step(code, step)

    def _step(self, code: _Code, step: CompiledStep) -> None:
        places, rules = self._assembler.places, self._assembler.rules
        match step:
            case CompiledChanges(changes=changes):
                self._changes(code, changes)
            case CompiledWhen(test=test, then=then, otherwise=otherwise):
                no = code.jump(c.P_WHEN, self._assembler.condition(test), 0)
                self._fork(code, no, then, otherwise)
            case CompiledChance(percent=percent, site=site, then=then, otherwise=otherwise):
                no = code.jump(c.P_CHANCE, self._assembler.formula(percent), site, 0)
                self._fork(code, no, then, otherwise)
            case CompiledOneOf():
                self._one_of(code, step)
            case CompiledAfter(number=number, turns=turns) if turns is not None:
                counter = places.delays + rules.delays[number].offset
                code.add(c.P_LATER, self._assembler.formula(turns), counter)
            case CompiledAfter(number=number):
                delay = rules.delays[number]
                # Delays that end after the game have no counter; P_AFTER drops them by their turn.
                counter = places.delays + delay.offset + min(delay.turns, delay.width) - 1
                code.add(c.P_AFTER, delay.turns, counter)
            case CompiledOpen(table=table):
                code.add(c.P_OPEN, self._tables[table])
            case CompiledLapse(table=table):
                code.add(c.P_LAPSE, self._tables[table])
            case CompiledPropose(table=table, package=package):
                code.add(c.P_PROPOSE, self._tables[table], *package)
            case CompiledFire(inject=inject):
                code.add(c.P_FIRE, self._injects[inject])
            case CompiledGive(promise=promise):
                code.add(c.P_GIVE, places.promises + 2 * promise, rules.promises[promise].turns)
            case CompiledBegin(project=project):
                code.add(c.P_BEGIN, self._projects[project])
            case CompiledStop(project=project):
                code.add(c.P_STOP, self._projects[project])
            case CompiledHasten(projects=projects):
                self.most_changes = max(self.most_changes, len(projects))
                code.add(c.P_HASTEN, len(projects))
                for project, by in projects:
                    code.add(places.project(project), self._assembler.formula(by))
            case CompiledEnd(outcome=outcome):
                code.add(c.P_FINISH, outcome)
            case CompiledReveal(track=track, to=to) if self._reveals:
                sides = [rules.index.sides[side] for side in (rules.sides if to is None else to)]
                shown = [places.revealed(side, track) for side in sides]
                code.add(c.P_REVEAL, places.tracks + track, len(shown), *shown)
            case CompiledReveal() | CompiledRevealBallots() | CompiledSpeak():
                pass  # nothing that a rule reads
            case _:
                assert_never(step)

    def _changes(self, code: _Code, changes: tuple[CompiledChange, ...]) -> None:
        """Adds changes: single steps if no amount reads an earlier change, else one (rule 1.4)."""
        if self._apart(changes):
            for change in changes:
                n = _number(change)
                if n is not None:
                    code.add(c.P_ADD, *self._track(change), n)
                else:
                    code.add(c.P_CHANGE, *self._change(change))
            return
        self.most_changes = max(self.most_changes, len(changes))
        code.add(c.P_CHANGES, len(changes), *[n for each in changes for n in self._change(each)])

    def _apart(self, changes: tuple[CompiledChange, ...]) -> bool:
        """Whether no amount reads a track that an earlier change writes."""
        index, written = self._assembler.rules.index.tracks, set[int]()
        for change in changes:
            for read in self._assembler.formulas.reads(change.amount.tree):
                if read.kind == "track" and index[read.of[0]] in written:
                    return False
            written.add(change.track)
        return True

    def _change(self, change: CompiledChange) -> tuple[int, ...]:
        amount = self._assembler.formula(change.amount)
        return (_SIGNS[change.operator], *self._track(change), amount)

    def _track(self, change: CompiledChange) -> tuple[int, int, int]:
        track = self._assembler.rules.tracks[change.track]
        return self._assembler.places.tracks + change.track, track.low, track.high

    def _fork(self, code: _Code, no: int, then: Program, otherwise: Program) -> None:
        self._steps(code, then)
        if not otherwise:
            code.land(no)
            return
        end = code.jump(c.P_JUMP, 0)
        code.land(no)
        self._steps(code, otherwise)
        code.land(end)

    def _one_of(self, code: _Code, step: CompiledOneOf) -> None:
        n = len(step.branches)
        self.most_changes = max(self.most_changes, n)
        weights = [self._assembler.formula(weight) for weight in step.weights]
        code.add(c.P_ONE_OF, step.site, 0, n)
        head = len(code.numbers)
        ends = [head - 2]
        for weight in weights:
            code.add(weight, 0)
        for i, branch in enumerate(step.branches):
            code.land(head + 2 * i + 1)
            self._steps(code, branch)
            ends.append(code.jump(c.P_JUMP, 0))
        for end in ends:
            code.land(end)


def _number(change: CompiledChange) -> int | None:
    """The number that a change always adds; None if it varies."""
    tree = change.amount.tree
    if not isinstance(tree, Number) or change.operator == "=":
        return None
    return -tree.value if change.operator == "-" else tree.value


class _Code:
    """The code of one program. Jump targets are relative until it is placed in the tables."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.jumps: list[int] = []

    def add(self, *numbers: int) -> None:
        self.numbers += numbers

    def jump(self, *numbers: int) -> int:
        """Adds a step whose last number is a jump target; returns the place of that number."""
        self.numbers += numbers
        return len(self.numbers) - 1

    def land(self, jump: int) -> None:
        """Makes a jump lead to this point."""
        self.numbers[jump] = len(self.numbers)
        self.jumps.append(jump)


_WAYS: dict[VoteWay, int] = {
    "by": c.VOTE_BY,
    "unless": c.VOTE_UNLESS,
    "unanimous": c.VOTE_UNANIMOUS,
}
_ABSTENTIONS: dict[Abstentions, int] = {
    "against": c.ABSTAIN_AGAINST,
    "absent": c.ABSTAIN_ABSENT,
    "for": c.ABSTAIN_FOR,
}


def vote_record(assembler: Assembler, programs: Programs, vote: VoteRules, place: int) -> list[int]:
    """The record of a vote. place: that of its first number in a state."""
    members = [
        n
        for member in vote.members
        for n in (
            member.side,
            0 if member.leans is None else assembler.formula(member.leans),
            *member.counts,
        )
    ]
    needed = [n for pair in zip(vote.shares, vote.blocked_by, strict=True) for n in pair]
    kept = place + c.VOTE_SUPPORT + len(vote.counts) + len(vote.members)
    record = [
        place,
        kept if vote.is_revealed else 0,
        len(vote.counts),
        len(vote.members),
        assembler.builder.add(*members),
        _WAYS[vote.way],
        _ABSTENTIONS[vote.abstain],
        assembler.builder.add(*needed),
        programs.block(vote.carried),
        programs.block(vote.lost),
    ]
    assert len(record) == c.VOTE
    return record
