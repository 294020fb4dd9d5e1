"""Effects made ready to run: names looked up, expressions turned into functions, sites numbered."""

from __future__ import annotations

from attrs import frozen

from game.model import effects as written
from game.model.effects import Effects
from game.model.entries import Cause
from game.rules.evaluate import Formula
from game.rules.index import Index
from game.rules.places import Path
from game.rules.readings import Formulas
from game.rules.rng import site

MOST_DUE = 999
"""How often a step can wait for one turn; so injects that delay themselves twice don't double."""

Sides = tuple[str, ...] | None
"""The sides that see something; None: everybody."""


@frozen
class Line:
    """Something said: the author's words, in the language of the scenario at hand."""

    text: str
    to: Sides


@frozen
class Change:
    """A track changes: operator "+", "-" or "=" with an amount."""

    track: int
    operator: str
    amount: Formula


@frozen
class Changes:
    """Changes that read the values from before them (rule 1.4), and perhaps a line."""

    changes: tuple[Change, ...]
    say: Line | None


@frozen
class When:
    """One way or the other, as a condition holds."""

    test: Formula
    then: Program
    otherwise: Program


@frozen
class Chance:
    """One way or the other, by a draw."""

    percent: Formula
    site: int
    then: Program
    otherwise: Program


@frozen
class OneOf:
    """One way of several, drawn by weight."""

    weights: tuple[Formula, ...]
    site: int
    branches: tuple[Program, ...]


@frozen
class After:
    """Effects that happen later; `number` is their place among the rules' delays."""

    number: int


@frozen
class Open:
    """A table is opened."""

    table: int


@frozen
class Lapse:
    """An agreement ends."""

    table: int


@frozen
class Fire:
    """An inject is fired."""

    inject: int


@frozen
class Give:
    """A promise is given."""

    promise: int


@frozen
class Reveal:
    """A track's value is shown."""

    track: int
    to: Sides


@frozen
class Speak:
    """Something is said."""

    say: Line


@frozen
class End:
    """The game ends."""

    outcome: int


Step = Changes | When | Chance | OneOf | After | Open | Lapse | Fire | Give | Reveal | Speak | End
Program = tuple[Step, ...]


@frozen
class Owner:
    """Whose effects these are: the cause that entries bear, and the sides that learn it."""

    cause: Cause
    seen_by: Sides = None


@frozen
class Block:
    """Effects and whose they are."""

    program: Program
    owner: Owner


@frozen
class Delay:
    """An `after` step: its turns, its effects, and its place among the counters (rule 9.5)."""

    turns: int
    block: Block
    offset: int
    """Its first counter, of what is due one turn later; the next is for two turns, and so on."""
    width: int
    """How many counters it has: its turns, and no more than the game has."""


class Programs:
    """Makes effects ready, and numbers sites and delays in the order in which it meets them."""

    def __init__(self, formulas: Formulas, index: Index, longest: int) -> None:
        self._formulas = formulas
        self._index = index
        self._longest = longest
        self._delays: list[Delay | None] = []
        self.sites: list[int] = []
        self.counters = 0

    @property
    def delays(self) -> tuple[Delay, ...]:
        """Every `after` step met so far."""
        return tuple(delay for delay in self._delays if delay is not None)

    def site(self, path: Path) -> int:
        """The number, among the rules' sites, of a place where chance is drawn."""
        self.sites.append(site(joined(path)))
        return len(self.sites) - 1

    def program(self, effects: Effects, path: Path, owner: Owner) -> Program:
        """The steps at a path, made ready."""
        return tuple(self._step(step, (*path, i), owner) for i, step in enumerate(effects))

    def _step(self, step: written.Step, path: Path, owner: Owner) -> Step:
        index = self._index
        match step:
            case written.Changes(changes=changes, say=say):
                made = tuple(self._change(change) for change in changes)
                return Changes(made, None if say is None else _line(say))
            case written.When(test=test, then=then, otherwise=otherwise):
                condition = self._formulas.at(test, path)
                yes = self.program(then, (*path, "then"), owner)
                return When(condition, yes, self.program(otherwise, (*path, "else"), owner))
            case written.Chance(percent=percent, then=then, otherwise=otherwise):
                formula, place = self._formulas.at(percent, path), self.site(path)
                yes = self.program(then, (*path, "then"), owner)
                return Chance(formula, place, yes, self.program(otherwise, (*path, "else"), owner))
            case written.OneOf(branches=branches):
                return self._one_of(branches, path, owner)
            case written.After(turns=turns, then=then):
                return self._after(turns, then, path, owner)
            case written.Open(table=table):
                return Open(index.tables[table])
            case written.Lapse(table=table):
                return Lapse(index.tables[table])
            case written.Fire(inject=inject):
                return Fire(index.injects[inject])
            case written.Give(promise=promise):
                return Give(index.promises[promise])
            case written.Reveal(track=track, to=to):
                return Reveal(index.tracks[track], to)
            case written.Speak(say=say):
                return Speak(_line(say))
            case written.End(outcome=outcome):
                return End(index.outcomes[outcome])

    def _change(self, change: written.Change) -> Change:
        amount = self._formulas.amount(change.track, change.operator, change.amount)
        return Change(self._index.tracks[change.track], change.operator, amount)

    def _one_of(self, branches: tuple[written.Branch, ...], path: Path, owner: Owner) -> OneOf:
        place = self.site(path)
        weights = tuple(self._formulas.at(branch.weight, path) for branch in branches)
        programs = tuple(
            self.program(branch.then, (*path, "one_of", i, "then"), owner)
            for i, branch in enumerate(branches)
        )
        return OneOf(weights, place, programs)

    def _after(self, turns: int, then: Effects, path: Path, owner: Owner) -> After:
        number, offset, width = len(self._delays), self.counters, min(turns, self._longest)
        self._delays.append(None)
        self.counters += width
        program = self.program(then, (*path, "then"), owner)
        self._delays[number] = Delay(turns, Block(program, owner), offset, width)
        return After(number)


def joined(path: Path) -> str:
    """A path as it is written in sites and causes."""
    return "/".join(map(str, path))


def _line(say: written.Say) -> Line:
    return Line(say.text, say.to)
