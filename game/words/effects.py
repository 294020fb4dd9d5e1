"""What effects do, in words, as far as a reader may know.

Changes of tracks that the reader doesn't see are left out, and so is what is said when it happens;
where a condition reads what the reader doesn't see, only the possibilities are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.model.effects import (
    After,
    Chance,
    Change,
    Changes,
    Effects,
    End,
    Fire,
    Give,
    Lapse,
    OneOf,
    Open,
    Reveal,
    Speak,
    Step,
    When,
)
from game.model.expressions import Expression, IfElse, Number, Read
from game.model.play import may_see
from game.model.scenario import Scenario
from game.rules.intervals import interval
from game.words.formulas import Formulas
from game.words.language import Language
from game.words.naming import Naming
from game.words.plain import Plain
from game.words.sentences import MINUS, number, signed

Said = tuple[str, bool]
"""A phrase, and whether it is so simple that commas can join it with others."""


class EffectWords:
    """Says the effects and costs of one scenario."""

    def __init__(
        self,
        scenario: Scenario,
        naming: Naming,
        plain: Plain,
        formulas: Formulas,
        language: Language,
    ) -> None:
        self._scenario = scenario
        self._language = language
        self._naming = naming
        self._plain = plain
        self._formulas = formulas

    def effects(self, steps: Effects, who: str) -> str:
        """Effects as sentences; empty where the reader can't foresee any."""
        said = sorted(self._said(steps, who), key=lambda phrase: not phrase[1])
        return " ".join(self._language.sentence(part) for part in _joined(said))

    def action(self, id: str, who: str) -> str:
        """What an action does, and what its marks bring with them (rule 4.8)."""
        action = self._scenario.actions[id]
        marks = [step for tag in action.tags for step in self._scenario.tags[tag].effects]
        with self._plain.taking(id):
            return self.effects((*action.effects, *marks), who)

    def cost(self, cost: Mapping[str, int]) -> str:
        """What something costs, as a sentence; empty where it costs nothing."""
        parts = [
            self._language.say("cost", n=n, track=self._naming.inside(self._naming.track(track)))
            for track, n in cost.items()
        ]
        return self._language.say("costs", costs=self._language.listed(parts)) if parts else ""

    def _said(self, steps: Effects, who: str) -> list[Said]:
        return [said for step in steps for said in self._step(step, who)]

    def _inner(self, steps: Effects, who: str) -> str:
        """Steps inside another, as one phrase."""
        said = self._said(steps, who)
        phrase = self._language.say("semicolon").join(_joined(said))
        return f"({phrase})" if len(said) > 1 and not all(simple for _, simple in said) else phrase

    def _step(self, step: Step, who: str) -> Iterable[Said]:
        match step:
            case Changes(changes=changes):
                for change in changes:
                    if may_see(who, self._scenario.tracks[change.track].seen_by):
                        yield self._change(change, who)
            case When(test=test, then=then, otherwise=otherwise):
                tree = self._plain.formula(test)
                hidden = self._plain.hidden(tree, who)
                first, second = self._inner(then, who), self._inner(otherwise, who)
                yield from (
                    self._either(first, second) if hidden else self._with(tree, first, second)
                )
            case Chance():
                yield from self._chance(step, who)
            case OneOf():
                yield from self._one_of(step, who)
            case After(turns=turns, then=then):
                phrase = self._inner(then, who)
                if phrase:
                    yield self._language.counted("after", turns, then=phrase), False
            case Speak():
                pass
            case _:
                yield from self._other(step, who)

    def _other(self, step: Step, who: str) -> Iterable[Said]:
        naming = self._naming
        match step:
            case Open(table=table):
                yield self._language.say("open", table=naming.inside(naming.table(table))), True
            case Lapse(table=table):
                yield self._language.say("lapse", table=naming.inside(naming.table(table))), True
            case Fire():
                yield self._language.say("fire"), True
            case Give(promise=id):
                promise = self._scenario.promises[id]
                side, turns = (
                    naming.side_inside(promise.by),
                    self._language.counted("turns", promise.turns),
                )
                yield (
                    self._language.say("give", side=side, promise=naming.promise(id), turns=turns),
                    False,
                )
            case Reveal(track=track, to=to):
                if may_see(who, self._scenario.tracks[track].seen_by) or may_see(who, to):
                    name = naming.inside(naming.track(track))
                    if to == (who,):
                        yield self._language.say("reveal.you", track=name), True
                    elif to is None:
                        yield self._language.say("reveal.all", track=name), True
                    elif to:
                        yield self._language.say("reveal", track=name, sides=naming.sides(to)), True
            case End():
                yield self._language.say("end"), True

    # Changes

    def _change(self, change: Change, who: str) -> Said:
        track = self._naming.inside(self._naming.track(change.track))
        tree = self._plain.change(change.track, change.operator, change.amount)
        if self._plain.hidden(tree, who):
            return self._unclear(track, change.operator, tree)
        if change.operator == "=":
            return self._becomes(change.track, track, tree)
        sign = -1 if change.operator == "-" else 1
        if isinstance(tree, Number):
            return self._by_number(change.track, track, sign * tree.value), True
        if isinstance(tree, IfElse):
            found = self._by_case(track, sign, tree)
            if found:
                return found, False
        amount = self._formulas.loose(tree)
        return self._language.say(
            "change.by", track=track, sign=MINUS if sign < 0 else "+", amount=amount
        ), False

    def _by_number(self, id: str, track: str, n: int) -> str:
        if self._scenario.tracks[id].levels:
            return self._language.counted("change.steps", n, track=track, amount=signed(n))
        return self._language.say("change", track=track, amount=signed(n))

    def _by_case(self, track: str, sign: int, tree: IfElse) -> str:
        """A change by one number or another; empty where they aren't numbers."""
        then, otherwise = tree.then, tree.otherwise
        if not (isinstance(then, Number) and isinstance(otherwise, Number)):
            return ""
        test = self._formulas.tested(tree.test)
        values = {"track": track, "amount": signed(sign * then.value), "test": test}
        if otherwise.value == 0:
            return self._language.say("change.with", **values)
        return self._language.say(
            "change.either", otherwise=signed(sign * otherwise.value), **values
        )

    def _becomes(self, id: str, track: str, tree: Expression) -> Said:
        value = tree.value if isinstance(tree, Number) else None
        if isinstance(tree, Read) and tree.kind == "level":
            value = tree.low
        if value is None:
            return self._language.say(
                "change.to", track=track, amount=self._formulas.spoken(tree)
            ), False
        return self._language.say(
            "change.to", track=track, amount=self._naming.value(id, value)
        ), True

    def _unclear(self, track: str, operator: str, tree: Expression) -> Said:
        """A change whose amount the reader can't know, as far as its bounds tell."""
        if operator == "=":
            return self._language.say("change.moves", track=track), True
        low, high = interval(tree)
        ends = (-high, -low) if operator == "-" else (low, high)
        if max(ends) - min(ends) > 20:
            return self._language.say("change.moves", track=track), True
        return self._language.say(
            "change.between", track=track, low=signed(ends[0]), high=signed(ends[1])
        ), True

    # Forks

    def _with(self, test: Expression, then: str, otherwise: str) -> Iterable[Said]:
        if then and otherwise:
            condition = self._formulas.tested(test)
            yield (
                self._language.say(
                    "with.otherwise", test=condition, then=then, otherwise=otherwise
                ),
                False,
            )
        elif then:
            yield self._language.say("with", test=self._formulas.tested(test), then=then), False
        elif otherwise:
            yield (
                self._language.say("with", test=self._formulas.denied(test), then=otherwise),
                False,
            )

    def _chance(self, step: Chance, who: str) -> Iterable[Said]:
        tree = self._plain.formula(step.percent)
        then, otherwise = self._inner(step.then, who), self._inner(step.otherwise, who)
        if self._plain.hidden(tree, who):
            yield from self._either(then, otherwise)
            return
        # A sign after a number, a noun after anything else.
        key = "chance" if isinstance(tree, Number) else "chance.by"
        percent = self._formulas.tight(tree)
        if then and otherwise:
            phrase = self._language.say(
                f"{key}.otherwise", percent=percent, then=then, otherwise=otherwise
            )
            yield phrase, False
        elif then:
            yield self._language.say(key, percent=percent, then=then), False
        elif otherwise:
            rest = (
                number(100 - tree.value) if isinstance(tree, Number) else f"(100 {MINUS} {percent})"
            )
            yield self._language.say(key, percent=rest, then=otherwise), False

    def _one_of(self, step: OneOf, who: str) -> Iterable[Said]:
        weights = [self._plain.formula(branch.weight) for branch in step.branches]
        known = [max(weight.value, 0) for weight in weights if isinstance(weight, Number)]
        parts = []
        for i, branch in enumerate(step.branches):
            phrase = self._inner(branch.then, who)
            if phrase and len(known) == len(weights) and sum(known):
                phrase = self._language.say(
                    "branch", then=phrase, percent=100 * known[i] // sum(known)
                )
            if phrase:
                parts.append(phrase)
        if parts:
            yield (
                self._language.say("one_of", branches=self._language.say("semicolon").join(parts)),
                False,
            )

    def _either(self, then: str, otherwise: str) -> Iterable[Said]:
        """What may happen, where the reader can't know which."""
        if then == otherwise:
            yield from [(then, False)] if then else []
        elif then and otherwise:
            yield self._language.say("either", then=then, otherwise=otherwise), False
        elif then or otherwise:
            yield self._language.say("perhaps", then=then or otherwise), False


def _joined(said: Iterable[Said]) -> list[str]:
    """Phrases, with neighbouring simple ones joined by commas."""
    parts: list[str] = []
    open_end = False
    for phrase, simple in said:
        if simple and open_end:
            parts[-1] += f", {phrase}"
        else:
            parts.append(phrase)
        open_end = simple
    return parts
