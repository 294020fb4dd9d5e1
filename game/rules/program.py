"""Compiled effects: names looked up, expressions turned into functions, sites numbered.

The authored effects, as the scenario writes them, stand in `model/effects.py`; each class there has
its compiled form here under the same name after `Compiled`."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.model import effects as written
from game.model.effects import ChangeOperator, Effects
from game.model.entries import Cause
from game.model.expressions import Expression
from game.rules.evaluate import CompiledFormula
from game.rules.index import Index
from game.rules.places import Path
from game.rules.readings import FormulaCompiler, Sides, both

MOST_DUE = 999
"""How often a step can be due in one turn; without it, injects could double each turn."""

NOBODY: Sides = ()


@frozen
class CompiledSay:
    """A line to say, in the language of the loaded scenario."""

    text: str
    to: Sides


@frozen
class CompiledChange:
    """A change of a track by its number."""

    track: int
    operator: ChangeOperator
    amount: CompiledFormula


@frozen
class CompiledChanges:
    """Changes tracks, all by the values before the step (rule 1.4); may also say one line."""

    changes: tuple[CompiledChange, ...]
    say: CompiledSay | None


@frozen
class CompiledWhen:
    """Runs one program if a condition is true, else the other."""

    test: CompiledFormula
    then: Program
    otherwise: Program


@frozen
class CompiledChance:
    """Runs one program with a chance in percent, else the other."""

    percent: CompiledFormula
    site: int
    then: Program
    otherwise: Program


@frozen
class CompiledOneOf:
    """Runs one of several programs, drawn by weight."""

    weights: tuple[CompiledFormula, ...]
    site: int
    branches: tuple[Program, ...]


@frozen
class CompiledAfter:
    """Runs a program later; `number` is its index in the rules' delays."""

    number: int
    turns: CompiledFormula | None = None
    """The formula of its turns, where they aren't a number."""


@frozen
class CompiledOpen:
    """Opens a table."""

    table: int


@frozen
class CompiledLapse:
    """Ends an agreement."""

    table: int


@frozen
class CompiledPropose:
    """Puts a package on a table from outside."""

    table: int
    package: tuple[int, ...]
    """The number of an option for each issue."""


@frozen
class CompiledFire:
    """Fires an inject."""

    inject: int


@frozen
class CompiledGive:
    """Starts a promise."""

    promise: int


@frozen
class CompiledBegin:
    """Begins a project."""

    project: int


@frozen
class CompiledStop:
    """Stops a project."""

    project: int


@frozen
class CompiledHasten:
    """Brings projects nearer to their end, all by the values before the step (rule 15.4)."""

    projects: tuple[tuple[int, CompiledFormula], ...]


@frozen
class CompiledReveal:
    """Shows a track's value to the sides in `to`; None means all."""

    track: int
    to: Sides


@frozen
class CompiledRevealBallots:
    """Shows how members last voted to the sides in `to`; None means all."""

    inject: int
    to: Sides


@frozen
class CompiledSpeak:
    """Says a line and does nothing else."""

    say: CompiledSay


@frozen
class CompiledEnd:
    """Ends the game with an outcome."""

    outcome: int


CompiledStep = (
    CompiledChanges
    | CompiledWhen
    | CompiledChance
    | CompiledOneOf
    | CompiledAfter
    | CompiledOpen
    | CompiledLapse
    | CompiledPropose
    | CompiledFire
    | CompiledGive
    | CompiledBegin
    | CompiledStop
    | CompiledHasten
    | CompiledReveal
    | CompiledRevealBallots
    | CompiledSpeak
    | CompiledEnd
)
Program = tuple[CompiledStep, ...]


@frozen
class Owner:
    """The cause that the entries of a program carry, and the sides that learn it."""

    cause: Cause
    seen_by: Sides = None
    heard_by: Sides = None
    """The sides that its words reach, and what it reveals, where a step names none (rule 14.3)."""


@frozen
class EffectBlock:
    """A program, and the owner that the entries of its effects name as their cause."""

    program: Program
    owner: Owner


@frozen
class Delay:
    """An `after` step: its turns, its effects, and its counters in the state (rule 9.5)."""

    id: str
    """The place of the step in the scenario, joined by slashes."""
    turns: int
    """Of a formula the most."""
    block: EffectBlock
    known_to: Sides
    """The sides that know when it is under way (rule 2.5)."""
    since_cause: tuple[int, int]
    """The least and the most turns from what caused it until it happens, with those of the steps
    it stands in."""
    offset: int
    """The index of its first counter, which says how often it is due one turn later."""
    width: int
    """The number of its counters: one for each turn of its delay, at most the turns of the game."""


DrawKind = Literal[
    "deal",  # which card is dealt
    "inject",  # whether an inject happens
    "phase",  # which of the possible injects happens
    "chance",  # whether effects happen
    "one-of",  # which of several effects happen
]


@frozen
class DrawSite:
    """A place in the scenario where random numbers are drawn (rule 2.2)."""

    kind: DrawKind
    path: str


class EffectCompiler:
    """Compiles effects, and numbers sites and delays in the order in which it meets them."""

    def __init__(self, formulas: FormulaCompiler, index: Index, longest: int) -> None:
        self._formulas = formulas
        self._index = index
        self._longest = longest
        self._delays: list[Delay | None] = []
        self._waited = 0, 0
        """The least and the most turns of the `after` steps in which the effects stand that are
        being compiled."""
        self.sites: list[DrawSite] = []
        self.revealed_votes: set[str] = set()
        """The injects whose ballots some effect compiled so far shows."""
        self.counters = 0

    @property
    def delays(self) -> tuple[Delay, ...]:
        """All `after` steps compiled so far."""
        return tuple(delay for delay in self._delays if delay is not None)

    def site(self, kind: DrawKind, path: Path) -> int:
        """Adds a place where random numbers are drawn; returns its index in the rules' sites."""
        self.sites.append(DrawSite(kind, join_path(path)))
        return len(self.sites) - 1

    def program(
        self, effects: Effects, path: Path, owner: Owner, known_to: Sides = None
    ) -> Program:
        """Compiles the effects at a path; known_to: the sides that know when they happen."""
        return tuple(
            self._step(step, (*path, i), owner, known_to) for i, step in enumerate(effects)
        )

    def _step(self, step: written.Step, path: Path, owner: Owner, known_to: Sides) -> CompiledStep:
        index = self._index
        match step:
            case written.Changes(changes=changes, say=say):
                compiled = tuple(self._change(change) for change in changes)
                return CompiledChanges(compiled, None if say is None else _line(say, owner))
            case written.When(test=test, then=then, otherwise=otherwise):
                condition = self._formulas.at(test, path)
                known_to = both(known_to, self._formulas.readers(condition.tree))
                yes = self.program(then, (*path, "then"), owner, known_to)
                no = self.program(otherwise, (*path, "else"), owner, known_to)
                return CompiledWhen(condition, yes, no)
            case written.Chance(percent=percent, then=then, otherwise=otherwise):
                formula, place = self._formulas.at(percent, path), self.site("chance", path)
                yes = self.program(then, (*path, "then"), owner, NOBODY)
                no = self.program(otherwise, (*path, "else"), owner, NOBODY)
                return CompiledChance(formula, place, yes, no)
            case written.OneOf(branches=branches):
                return self._one_of(branches, path, owner)
            case written.After(turns=turns, then=then):
                return self._after(turns, then, path, owner, known_to)
            case written.Open(table=table):
                return CompiledOpen(index.tables[table])
            case written.Lapse(table=table):
                return CompiledLapse(index.tables[table])
            case written.Propose(table=table, package=package):
                return CompiledPropose(index.tables[table], index.package(table, package))
            case written.Fire(inject=inject):
                return CompiledFire(index.injects[inject])
            case written.Give(promise=promise):
                return CompiledGive(index.promises[promise])
            case written.Begin(project=project):
                return CompiledBegin(index.projects[project])
            case written.Stop(project=project):
                return CompiledStop(index.projects[project])
            case written.Hasten(projects=projects):
                return CompiledHasten(
                    tuple((index.projects[id], self._formulas.at(by, path)) for id, by in projects)
                )
            case written.Reveal(track=track, to=to):
                return CompiledReveal(index.tracks[track], owner.heard_by if to is None else to)
            case written.RevealBallots(inject=inject, to=to):
                self.revealed_votes.add(inject)
                return CompiledRevealBallots(
                    index.injects[inject], owner.heard_by if to is None else to
                )
            case written.Speak(say=say):
                return CompiledSpeak(_line(say, owner))
            case written.End(outcome=outcome):
                return CompiledEnd(index.outcomes[outcome])
            case written.Upkeep(effects=effects):
                happens = self._formulas.at(step.test, path)
                known_to = both(known_to, self._formulas.readers(happens.tree))
                program = self.program(effects, (*path, "effects"), owner, known_to)
                return CompiledWhen(happens, program, ())

    def _change(self, change: written.Change) -> CompiledChange:
        amount = self._formulas.amount(change.track, change.operator, change.amount)
        return CompiledChange(self._index.tracks[change.track], change.operator, amount)

    def _one_of(
        self, branches: tuple[written.Branch, ...], path: Path, owner: Owner
    ) -> CompiledOneOf:
        place = self.site("one-of", path)
        weights = tuple(self._formulas.at(branch.weight, path) for branch in branches)
        programs = tuple(
            self.program(branch.then, (*path, "one_of", i, "then"), owner, NOBODY)
            for i, branch in enumerate(branches)
        )
        return CompiledOneOf(weights, place, programs)

    def _after(
        self, turns: int | Expression, then: Effects, path: Path, owner: Owner, known_to: Sides
    ) -> CompiledAfter:
        if isinstance(turns, int):
            low, most, formula = turns, turns, None
        else:
            formula = self._formulas.at(turns, path)
            low, most = (max(n, 1) for n in self._formulas.bounds(turns, path))
            known_to = both(known_to, self._formulas.readers(formula.tree))
        number, offset, width = len(self._delays), self.counters, min(most, self._longest)
        self._delays.append(None)
        self.counters += width
        before = least, longest = self._waited
        self._waited = least + low, longest + width if formula else longest + most
        block = EffectBlock(self.program(then, (*path, "then"), owner, known_to), owner)
        self._delays[number] = Delay(
            join_path(path), most, block, known_to, self._waited, offset, width
        )
        self._waited = before
        return CompiledAfter(number, formula)


def join_path(path: Path) -> str:
    """Joins a path with slashes, as sites and causes write it."""
    return "/".join(map(str, path))


def _line(say: written.Say, owner: Owner) -> CompiledSay:
    return CompiledSay(say.text, owner.heard_by if say.to is None else say.to)
