"""What was evaluated in a game, and how it came out: every formula of its rules is listened to.

The game is played once more under rules that are the same but for formulas that note each asking.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import attrs
from attrs import define, field

from game.engine.core import begin, step
from game.engine.legal import legal
from game.engine.scores import scores
from game.engine.view import view
from game.model.expressions import (
    And,
    Arithmetic,
    Call,
    Comparison,
    Expression,
    IfElse,
    Negative,
    Not,
    Number,
    Or,
    Read,
    children,
)
from game.model.play import AGREED, Accepted
from game.model.scenario import Scenario
from game.rules.compiled import InjectRules, Rules
from game.rules.evaluate import CompiledFormula, Package, Reading
from game.rules.index import Index
from game.rules.program import CompiledChance, CompiledChange, CompiledOneOf, CompiledWhen
from game.rules.readings import FormulaCompiler
from strategies.play import Game

ENOUGH = 6
"""How often a formula is looked at closely in one game."""

CONDITIONS = {
    ("phases", "when"): ("a phase's `when`", "3.2"),
    ("stages", "next"): ("a way out", "3.3"),
    ("slots", "when"): ("an action's `when`", "4.1"),
    ("tables", "rules"): ("a table's rule", "5.3"),
    ("tables", "issues", "when"): ("an issue's `when`", "5.3"),
    ("tables", "issues", "options", "when"): ("an option's `when`", "5.3"),
    ("tables", "issues", "options", "needs"): ("an option's `needs`", "5.3"),
    ("promises", "broken"): ("a promise's `broken`", "11.2"),
    ("promises", "kept_when"): ("a promise's `kept_when`", "11.2"),
    ("injects", "when"): ("an inject's `when`", "6.1"),
    ("injects", "answers", "when"): ("an answer's `when`", "6.5"),
    ("outcomes", "when"): ("an outcome's `when`", "3.5"),
    "CompiledWhen": ("a `when` among effects", "1.1"),
}
"""Where conditions stand: each must be seen to hold, and not to hold."""
NUMBERS = {
    ("deals", "weights"): ("a card's weight", "2.3"),
    ("tables", "reserves"): ("a reserve", "5.6"),
    ("tables", "issues", "options", "worth"): ("an option's worth", "5.6"),
    ("injects", "chance"): ("an inject's chance", "2.3"),
    ("injects", "weight"): ("an inject's weight", "6.1"),
    ("injects", "vote", "members", "leans"): ("a voice's lean", "13.3"),
    ("projects", "takes"): ("the turns of a project", "15.1"),
    ("scores", "points"): ("a score line", "8.1"),
    "CompiledChange": ("the amount of a change", "1.4"),
    "CompiledAfter": ("the turns of a delay", "3.4"),
    "CompiledHasten": ("by how much a project was hastened", "15.4"),
    "CompiledChance": ("a chance among effects", "2.3"),
    "CompiledOneOf": ("the weight of one of several", "2.3"),
}
"""Where numbers stand: each must be seen to be computed from something that changes."""

READINGS = {
    **{f"{what} held": rule for what, rule in CONDITIONS.values()},
    **{f"{what} did not hold": rule for what, rule in CONDITIONS.values()},
    **{f"{what} was computed": rule for what, rule in NUMBERS.values()},
    "something was divided by 0": "1.1",
    "the rest of a division by 0 was taken": "1.1",
    "a division below 0 was rounded down": "1.1",
    "a rest was taken below 0": "1.1",
    "another number than 0 and 1 counted as true": "1.1",
    "a change asked for nothing": "1.2",
    "the turn was read on turn 0": "1.3",
    "a change took away what was computed": "1.4",
    "the x of a `by` was clamped": "1.6",
    "an issue was read without an agreement": "1.6",
    "an issue was read after an agreement": "1.6",
    "a level or an option was read beside its track or issue": "1.6",
    "a rule read the package at hand": "1.6",
    "a worth read the package at hand": "1.6",
    "an option's `when` read the package at hand": "1.6",
    "an option's `needs` read the package at hand": "1.6",
    "a chance beyond 0 to 100 was clamped": "2.3",
    "a weight below 0 counted as 0": "2.3",
    "an inject's chance was not drawn, its `when` not holding": "2.3",
    "an inject's turn came and its `when` did not hold": "6.1",
    "the second way out was taken": "3.3",
    "effects of a together phase read what was picked": "4.3",
    "effects read a track that their own cost had been paid from": "4.2",
    "a worth was read without an agreement": "5.6",
    "a worth was read after an agreement": "5.6",
    "an inject's effects read how often it had happened": "6.4",
    "effects read a track that some don't see": "7.4",
    "an outcome read a score": "8.2",
}
"""What is noticed here beside the words that are asked, with its rule."""

_OF_PACKAGE = {
    ("tables", "rules"): "a rule read the package at hand",
    ("tables", "issues", "options", "worth"): "a worth read the package at hand",
    ("tables", "issues", "options", "when"): "an option's `when` read the package at hand",
    ("tables", "issues", "options", "needs"): "an option's `needs` read the package at hand",
}

Place = tuple[str | int, ...]


@define
class _Listener:
    """Notes what is asked of the formulas of some rules."""

    rules: Rules
    found: set[str] = field(factory=set)
    formulas: FormulaCompiler = field(init=False)
    together: bool = False
    """Whether effects of a together phase are under way."""
    made: dict[int, tuple[Expression, CompiledFormula]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.formulas = FormulaCompiler(self.rules.scenario, Index(self.rules.scenario))

    def listening(self) -> Rules:
        """The same rules with formulas that are listened to."""
        return cast(Rules, self._copied(self.rules, (), None))

    def _copied(self, value: Any, place: Place, holder: Any) -> Any:
        if callable(value) and hasattr(value, "tree"):
            return self._heard(value, place, holder)
        if isinstance(value, tuple):
            copies = [self._copied(one, (*place, i), holder) for i, one in enumerate(value)]
            changed = any(a is not b for a, b in zip(copies, value, strict=True))
            return tuple(copies) if changed else value
        if not attrs.has(type(value)) or isinstance(value, Scenario):
            return value
        changes = {}
        for each in attrs.fields(type(value)):
            part = getattr(value, each.name)
            copy = self._copied(part, (*place, each.name), value)
            if copy is not part:
                changes[each.name] = copy
        return attrs.evolve(value, **changes) if changes else value

    def _heard(self, formula: CompiledFormula, place: Place, holder: Any) -> CompiledFormula:
        kind = type(holder).__name__
        key = kind if kind in CONDITIONS or kind in NUMBERS else _words(place)
        left = ENOUGH

        def heard(reading: Reading, package: Package, /) -> int:
            nonlocal left
            value = formula(reading, package)
            if key in CONDITIONS:
                self.found.add(f"{CONDITIONS[key][0]} {'held' if value else 'did not hold'}")
            if left:
                left -= 1
                tree = formula.tree
                if key in NUMBERS and not isinstance(tree, Number):
                    self.found.add(f"{NUMBERS[key][0]} was computed")
                self.found.update(self._here(tree, place, holder, key, value, reading))
                for node in self._nodes(tree):
                    self.found.update(self._at(node, reading, package, key))
            return value

        made = cast(CompiledFormula, heard)
        made.tree = formula.tree
        return made

    def _nodes(self, tree: Expression) -> Iterator[Expression]:
        """A resolved tree's nodes, through named values."""
        yield tree
        if isinstance(tree, Read) and tree.kind == "value":
            id = tree.of[0]
            yield from self._nodes(
                self.formulas.tree(self.rules.scenario.values[id].formula, ("values",))
            )
        for child in children(tree):
            yield from self._nodes(child)

    def _here(
        self, tree: Expression, place: Place, holder: Any, key: Any, value: int, reading: Reading
    ) -> Iterator[str]:
        """What the place tells of a value."""
        match holder:
            case CompiledChange(operator=operator, track=track):
                asked = value - reading.tracks[track] if operator == "=" else value
                if not asked:
                    yield "a change asked for nothing"
                if operator == "-" and not isinstance(tree, Number):
                    yield "a change took away what was computed"
            case CompiledChance() if not 0 <= value <= 100:
                yield "a chance beyond 0 to 100 was clamped"
            case InjectRules() if key == ("injects", "when") and not value:
                if holder.chance is not None:
                    yield "an inject's chance was not drawn, its `when` not holding"
                if holder.at == reading.turn:
                    yield "an inject's turn came and its `when` did not hold"
        weighs = isinstance(holder, CompiledOneOf) or key in (
            ("deals", "weights"),
            ("injects", "weight"),
        )
        if weighs and value < 0:
            yield "a weight below 0 counted as 0"
        if key == ("injects", "chance") and not 0 <= value <= 100:
            yield "a chance beyond 0 to 100 was clamped"
        if key == ("stages", "next") and value and place[3] == 1:
            yield "the second way out was taken"
        if isinstance(holder, CompiledChange | CompiledWhen | CompiledChance | CompiledOneOf):
            yield from self._effects(tree, place)

    def _effects(self, tree: Expression, place: Place) -> Iterator[str]:
        """What effects read."""
        for read in self.formulas.reads(tree):
            if read.kind in ("used", "chose", "count") and self.together and place[0] == "slots":
                yield "effects of a together phase read what was picked"
            own = self.rules.injects[int(place[1])].id if place[0] == "injects" else ""
            if read.kind == "fired" and read.of[0] == own:
                yield "an inject's effects read how often it had happened"
            if read.kind == "track":
                track = self.rules.index.tracks[read.of[0]]
                if self.rules.tracks[track].seen_by is not None:
                    yield "effects read a track that some don't see"
                if place[0] == "slots" and any(
                    track == paid for paid, _ in self.rules.slots[int(place[1])].cost
                ):
                    yield "effects read a track that their own cost had been paid from"

    def _at(self, node: Expression, reading: Reading, package: Package, key: Any) -> Iterator[str]:
        """What a node is, and what its parts come to."""

        def come_to(part: Expression) -> int:
            if id(part) not in self.made:
                self.made[id(part)] = part, self.formulas.of(part)
            return self.made[id(part)][1](reading, package)

        match node:
            case Read():
                yield from self._read(node, reading, key)
            case Arithmetic(operator=sign):
                yield f"asked: {sign}"
                if sign in ("//", "%"):
                    yield from _divided(sign, come_to(node.left), come_to(node.right))
            case Call(function=function, arguments=arguments):
                yield f"asked: {function}"
                if function == "by" and not 0 <= come_to(arguments[0]) < len(arguments) - 1:
                    yield "the x of a `by` was clamped"
            case And(terms=terms) | Or(terms=terms):
                yield f"asked: {'and' if isinstance(node, And) else 'or'}"
                if any(come_to(term) not in (0, 1) for term in terms):
                    yield "another number than 0 and 1 counted as true"
            case Not():
                yield "asked: not"
            case Negative():
                yield "asked: the negative"
            case IfElse():
                yield "asked: if"
            case Comparison(operators=signs, terms=terms):
                yield from (f"asked: {sign}" for sign in signs)
                if len(signs) > 1:
                    yield "asked: a chain of comparisons"
                if any(isinstance(term, Read) and term.kind == "level" for term in terms):
                    yield "a level or an option was read beside its track or issue"

    def _read(self, node: Read, reading: Reading, key: Any) -> Iterator[str]:
        match node.kind:
            case "option" | "worth" as kind:
                table = self.rules.index.tables[node.of[0]]
                what = "an issue" if kind == "option" else "a worth"
                agreed = reading.tables[table].status == AGREED
                yield f"{what} was read {'after' if agreed else 'without'} an agreement"
            case "package" if key in _OF_PACKAGE:
                yield _OF_PACKAGE[key]
            case "turn" if reading.turn == 0:
                yield "the turn was read on turn 0"
            case "score":
                yield "an outcome read a score"
        if node.kind == "count":
            yield f"asked: count{' of a side' if len(node.of) > 1 else ''}"
        elif node.kind == "answered":
            yield f"asked: answered{' of a side' if len(node.of) > 2 else ''}"
        else:
            yield f"asked: {node.kind}"


def _words(place: Place) -> tuple[str, ...]:
    return tuple(word for word in place if isinstance(word, str))


def _divided(sign: str, left: int, right: int) -> Iterator[str]:
    if right == 0:
        yield (
            "something was divided by 0"
            if sign == "//"
            else "the rest of a division by 0 was taken"
        )
    elif (left < 0) != (right < 0) and left % right:
        yield (
            "a division below 0 was rounded down" if sign == "//" else "a rest was taken below 0"
        )


def readings(game: Game) -> set[str]:
    """What was evaluated in a game as it was played, and in what was shown and offered."""
    listener = _Listener(game.rules)
    rules = listener.listening()
    seen = [begin(rules, game.seed).state]
    for one in game.tried:
        listener.together = _together(rules, one.before.phase)
        step(rules, one.before, one.decision)
        if isinstance(one.answer, Accepted):
            seen.append(one.answer.state)
    for state in seen:
        for side in state.to_move:
            repr(legal(rules, state, side))  # A field may be computed only when it is read.
            repr(view(rules, state, side))
    scores(rules, seen[-1])
    return listener.found


def _together(rules: Rules, phase: int) -> bool:
    return phase >= 0 and bool(getattr(rules.phases[phase], "together", False))
