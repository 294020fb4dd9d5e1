"""What effects do, in words, as far as a reader may know.

Changes of tracks that the reader doesn't see are left out, and so are the texts that are read out
when the effects happen. Where a condition reads something that the reader doesn't see, only the
possibilities are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, assert_never

from attrs import frozen

from game.model.bodies import Vote
from game.model.effects import (
    After,
    Begin,
    Chance,
    Change,
    Changes,
    Effects,
    End,
    Fire,
    Give,
    Hasten,
    Lapse,
    OneOf,
    Open,
    Propose,
    Reveal,
    RevealBallots,
    Speak,
    Step,
    Stop,
    Upkeep,
    When,
)
from game.model.entries import may_see
from game.model.expressions import Expression, IfElse, Number, Read
from game.model.scenario import titled
from game.rules.intervals import interval
from game.words.runs import (
    Runs,
    about_change,
    join_runs,
    plain_runs,
    tidy_runs,
)
from game.words.sentences import MINUS, number, signed
from game.words.vocabulary import Vocabulary


@frozen
class Phrase:
    """A part of a sentence about effects."""

    runs: Runs
    simple: bool
    """Whether it is so simple that commas can join it with others."""


class EffectWords:
    """Puts the effects and costs of one scenario into words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._scenario = vocabulary.scenario
        self._language = vocabulary.language
        self._naming = vocabulary.naming
        self._simplifier = vocabulary.simplifier
        self._formulas = vocabulary.formulas
        self._told: list[str] = []
        """Votes and projects of which the sentence under way tells what follows."""

    def effects(self, steps: Effects, who: str) -> Runs:
        """Effects as sentences; empty if the reader can't foresee any."""
        phrases = sorted(self._phrases(steps, who), key=lambda phrase: not phrase.simple)
        sentences = [self._language.sentence_of_runs(part) for part in _join_simple(phrases)]
        return tidy_runs(join_runs(sentences, " "))

    def action(self, id: str, who: str) -> Runs:
        """The effects of an action together with those of its tags (rule 4.8)."""
        action = self._scenario.actions[id]
        of_tags = [step for tag in action.tags for step in self._scenario.tags[tag].effects]
        with self._simplifier.counting_this_use(id):
            return self.effects((*action.effects, *of_tags), who)

    def cost(self, cost: Mapping[str, int]) -> str:
        """What something costs, as a sentence; empty if it costs nothing."""
        parts = [
            self._language.say("cost", n=n, track=self._naming.inside(self._naming.track(track)))
            for track, n in cost.items()
        ]
        return self._language.say("costs", costs=self._language.listed(parts)) if parts else ""

    def _phrases(self, steps: Effects, who: str) -> list[Phrase]:
        return [phrase for step in steps for phrase in self._step(step, who)]

    def _inner(self, steps: Effects, who: str) -> Runs:
        """The steps inside another step, as one phrase."""
        phrases = self._phrases(steps, who)
        runs = join_runs(_join_simple(phrases), self._language.say("semicolon"))
        if len(phrases) > 1 and not all(phrase.simple for phrase in phrases):
            return (*plain_runs("("), *runs, *plain_runs(")"))
        return runs

    def _following(self, what: str, steps: Effects, who: str) -> Runs:
        """What follows from something; nothing inside a sentence that tells it already."""
        if what in self._told:
            return ()
        self._told.append(what)
        runs = self._inner(steps, who)
        self._told.pop()
        return runs

    def _simple(self, key: str, **values: object) -> Phrase:
        return Phrase(self._language.runs(key, **values), simple=True)

    def _complex(self, key: str, **values: object) -> Phrase:
        return Phrase(self._language.runs(key, **values), simple=False)

    def _step(self, step: Step, who: str) -> Iterable[Phrase]:
        match step:
            case Changes(changes=changes):
                for change in changes:
                    if may_see(who, self._scenario.tracks[change.track].seen_by):
                        yield self._change(change, who)
            case When(test=test, then=then, otherwise=otherwise):
                tree = self._simplifier.simplify(test)
                hidden = self._simplifier.is_hidden(tree, who)
                first, second = self._inner(then, who), self._inner(otherwise, who)
                yield from (
                    self._either(first, second) if hidden else self._with(tree, first, second)
                )
            case Chance():
                yield from self._chance(step, who)
            case OneOf():
                yield from self._one_of(step, who)
            case After(turns=turns, then=then):
                inner = self._inner(then, who)
                if not inner:
                    return
                if isinstance(turns, int):
                    runs = self._language.counted_runs("after", turns, then=inner)
                    yield Phrase(runs, simple=False)
                else:
                    yield self._complex("after.by", turns=self._turns(turns, who), then=inner)
            case Upkeep():
                yield from self._upkeep(step, who)
            case Speak():
                pass
            case _:
                yield from self._direct(step, who)

    def _direct(
        self,
        step: Open
        | Lapse
        | Propose
        | Fire
        | Give
        | Begin
        | Stop
        | Hasten
        | Reveal
        | RevealBallots
        | End,
        who: str,
    ) -> Iterable[Phrase]:
        """A step without steps inside."""
        naming = self._naming
        match step:
            case Open(table=table):
                yield self._simple("open", table=naming.inside(naming.table(table)))
            case Lapse(table=table):
                yield self._simple("lapse", table=naming.inside(naming.table(table)))
            case Propose(table=table, package=package):
                key = "propose" if len(self._scenario.tables) == 1 else "propose.at"
                yield self._complex(
                    key,
                    table=naming.inside(naming.table(table)),
                    package=naming.package(table, package),
                )
            case Fire(inject=inject):
                vote = self._scenario.injects[inject].vote
                if vote is None:
                    yield self._simple("fire")
                else:
                    yield from self._vote(inject, vote, who)
            case Give(promise=id):
                promise = self._scenario.promises[id]
                yield self._complex(
                    "give" if len(promise.by) == 1 else "give.several",
                    side=naming.sides(promise.by),
                    promise=naming.promise(id),
                    turns=self._language.counted("turns", promise.turns),
                )
            case Begin(project=id):
                yield from self._begin(id, who)
            case Stop(project=id):
                stopped = self._scenario.projects[id].stopped
                inner = self._following(f"stop {id}", stopped, who)
                key = "stop.then" if inner else "stop"
                yield self._complex(key, project=naming.project(id), then=inner)
            case Hasten(projects=projects):
                for id, by in projects:
                    yield self._hasten(id, by)
            case Reveal(track=track, to=to):
                if may_see(who, self._scenario.tracks[track].seen_by) or may_see(who, to):
                    name = naming.inside(naming.track(track))
                    yield from self._shown("reveal", to, who, track=name)
            case RevealBallots(inject=inject, to=to):
                if may_see(who, self._scenario.injects[inject].seen_by):
                    yield from self._shown("ballots", to, who, inject=naming.inject(inject))
            case End():
                yield self._simple("end")
            case _:
                assert_never(step)

    def _shown(
        self, key: str, to: tuple[str, ...] | None, who: str, **shown: str
    ) -> Iterable[Phrase]:
        """What is shown to whom."""
        if to == (who,):
            yield self._simple(f"{key}.you", **shown)
        elif to is None:
            yield self._simple(f"{key}.all", **shown)
        elif to:
            yield self._simple(key, sides=self._naming.sides(to), **shown)

    def _begin(self, id: str, who: str) -> Iterable[Phrase]:
        """What begins, how long it takes, and what it brings."""
        project = self._scenario.projects[id]
        turns = self._turns(project.takes, who)
        inner = self._following(f"begin {id}", project.done, who)
        key = "begin.then" if inner else "begin"
        yield self._complex(key, project=self._naming.project(id), turns=turns, then=inner)

    def _turns(self, takes: Expression, who: str) -> str:
        """How many turns something takes, at least 1."""
        tree, say = self._simplifier.simplify(takes), self._language
        if isinstance(tree, Number):
            return say.counted("turns", max(tree.value, 1))
        if self._simplifier.is_hidden(tree, who):
            return say.say("turns.some")
        return say.say("turns.by", amount=self._formulas.amount_of(tree))

    def _hasten(self, id: str, by: Expression) -> Phrase:
        tree, project = self._simplifier.simplify(by), self._naming.project(id)
        if isinstance(tree, Number):
            key = "hasten" if tree.value >= 0 else "delay"
            turns = self._language.counted("turns", abs(tree.value))
            return self._complex(key, project=project, turns=turns)
        return self._complex("hasten.by", project=project, amount=self._formulas.amount_of(tree))

    def _vote(self, inject: str, vote: Vote, who: str) -> Iterable[Phrase]:
        """What follows if a body carries a proposal, and if it doesn't."""
        body = self._scenario.bodies[vote.body]
        is_told = f"carry {inject}" in self._told or f"lose {inject}" in self._told
        values = {
            "body": self._naming.inside(titled(body.name, vote.body)),
            "inject": self._naming.inject(inject),
            "then": () if is_told else self._result(inject, "carry", vote.carried, who),
            "otherwise": () if is_told else self._result(inject, "lose", vote.lost, who),
        }
        for key, wanted in (
            ("fire.vote.either", ("then", "otherwise")),
            ("fire.vote.carried", ("then",)),
            ("fire.vote.lost", ("otherwise",)),
            ("fire.vote", ()),
        ):
            if all(values[each] for each in wanted):
                yield self._complex(key, **values)
                return

    def _result(
        self, inject: str, result: Literal["carry", "lose"], steps: Effects, who: str
    ) -> Runs:
        """What follows from the result of a vote, also for what it ratifies (rule 16)."""
        parts = []
        for id, table in self._scenario.tables.items():
            if inject in table.ratifiers and may_see(who, table.seen_by):
                several = "several" if len(table.ratifiers) > 1 else "alone"
                key = f"ratify.{several}" if result == "carry" else "ratify.lapses"
                parts.append(self._language.runs(key, table=self._naming.table(id)))
        parts.append(self._following(f"{result} {inject}", steps, who))
        return join_runs(filter(None, parts), ", ")

    def _upkeep(self, step: Upkeep, who: str) -> Iterable[Phrase]:
        """A part of `each_turn`; that it begins on turn 2 goes without saying."""
        steps = (When(step.when, step.effects),) if step.when is not None else step.effects
        inner = self._inner(steps, who)
        if step.first_turn == 2:
            yield from self._phrases(steps, who)
        elif inner:
            yield self._complex("from", turn=number(step.first_turn), then=inner)

    # Changes

    def _change(self, change: Change, who: str) -> Phrase:
        id = change.track
        track = self._naming.inside(self._naming.track(id))
        tree = self._simplifier.simplify_change(id, change.operator, change.amount)
        if self._simplifier.is_hidden(tree, who):
            return self._unclear(id, track, change.operator, tree)
        if change.operator == "=":
            return self._becomes(id, track, tree)
        sign = -1 if change.operator == "-" else 1
        if isinstance(tree, Number):
            return self._by_number(id, track, sign * tree.value)
        if isinstance(tree, IfElse):
            phrase = self._by_case(id, track, sign, tree)
            if phrase is not None:
                return phrase
        amount, shown_sign = self._formulas.amount_after_sign(tree), MINUS if sign < 0 else "+"
        text = self._language.say("change.by", track=track, sign=shown_sign, amount=amount)
        return Phrase(about_change(text, id, 0), simple=False)

    def _amount(self, id: str, track: str, n: int) -> Runs:
        """A change by a number: `trust +3`."""
        return about_change(self._language.say("change", track=track, amount=signed(n)), id, n)

    def _by_number(self, id: str, track: str, n: int) -> Phrase:
        change = self._amount(id, track, n)
        if self._scenario.tracks[id].levels:
            change = self._language.counted_runs("change.steps", n, change=change)
        return Phrase(change, simple=True)

    def _by_case(self, id: str, track: str, sign: int, tree: IfElse) -> Phrase | None:
        """A change by one number or another; None if they aren't numbers."""
        then, otherwise = tree.then, tree.otherwise
        if not (isinstance(then, Number) and isinstance(otherwise, Number)):
            return None
        values = {
            "change": self._amount(id, track, sign * then.value),
            "test": self._formulas.circumstance(tree.test),
        }
        if otherwise.value == 0:
            return self._complex("change.with", **values)
        n = sign * otherwise.value
        return self._complex("change.either", otherwise=about_change(signed(n), id, n), **values)

    def _becomes(self, id: str, track: str, tree: Expression) -> Phrase:
        value = tree.value if isinstance(tree, Number) else None
        if isinstance(tree, Read) and tree.kind == "level":
            value = tree.low
        amount = self._formulas.amount_of(tree) if value is None else self._naming.value(id, value)
        text = self._language.say("change.to", track=track, amount=amount)
        return Phrase(about_change(text, id, 0), simple=value is not None)

    def _unclear(self, id: str, track: str, operator: str, tree: Expression) -> Phrase:
        """A change whose amount the reader can't know, with its bounds where they are close."""
        if operator != "=":
            low, high = interval(tree)
            ends = (-high, -low) if operator == "-" else (low, high)
            if max(ends) - min(ends) <= 20:
                text = self._language.say(
                    "change.between", track=track, low=signed(ends[0]), high=signed(ends[1])
                )
                return Phrase(about_change(text, id, _common_direction(*ends)), simple=True)
        text = self._language.say("change.moves", track=track)
        return Phrase(about_change(text, id, 0), simple=True)

    # Conditions and chance

    def _with(self, test: Expression, then: Runs, otherwise: Runs) -> Iterable[Phrase]:
        if then and otherwise:
            condition = self._formulas.circumstance(test)
            yield self._complex("with.otherwise", test=condition, then=then, otherwise=otherwise)
        elif then:
            yield self._complex("with", test=self._formulas.circumstance(test), then=then)
        elif otherwise:
            circumstance = self._formulas.circumstance(test, holds=False)
            yield self._complex("with", test=circumstance, then=otherwise)

    def _chance(self, step: Chance, who: str) -> Iterable[Phrase]:
        tree = self._simplifier.simplify(step.percent)
        then, otherwise = self._inner(step.then, who), self._inner(step.otherwise, who)
        if self._simplifier.is_hidden(tree, who):
            yield from self._either(then, otherwise)
            return
        # A sign after a number, a noun after anything else.
        key = "chance" if isinstance(tree, Number) else "chance.by"
        percent = self._formulas.amount_before_percent(tree)
        if then and otherwise:
            yield self._complex(f"{key}.otherwise", percent=percent, then=then, otherwise=otherwise)
        elif then:
            yield self._complex(key, percent=percent, then=then)
        elif otherwise:
            rest = (
                number(100 - tree.value) if isinstance(tree, Number) else f"(100 {MINUS} {percent})"
            )
            yield self._complex(key, percent=rest, then=otherwise)

    def _one_of(self, step: OneOf, who: str) -> Iterable[Phrase]:
        weights = [self._simplifier.simplify(branch.weight) for branch in step.branches]
        known = [max(weight.value, 0) for weight in weights if isinstance(weight, Number)]
        parts = []
        for i, branch in enumerate(step.branches):
            inner = self._inner(branch.then, who)
            if inner and len(known) == len(weights) and sum(known):
                percent = 100 * known[i] // sum(known)
                inner = self._language.runs("branch", then=inner, percent=percent)
            if inner:
                parts.append(inner)
        if parts:
            branches = join_runs(parts, self._language.say("semicolon"))
            yield self._complex("one_of", branches=branches)

    def _either(self, then: Runs, otherwise: Runs) -> Iterable[Phrase]:
        """What may happen, where the reader can't know which."""
        if then == otherwise:
            yield from [Phrase(then, simple=False)] if then else []
        elif then and otherwise:
            yield self._complex("either", then=then, otherwise=otherwise)
        elif then or otherwise:
            yield self._complex("perhaps", then=then or otherwise)


def _common_direction(low: int, high: int) -> int:
    """1 if a track can only rise, -1 if it can only fall, 0 if it can do either."""
    if low >= 0:
        return high
    return low if high <= 0 else 0


def _join_simple(phrases: Iterable[Phrase]) -> list[Runs]:
    """Phrases, with neighbouring simple ones joined by commas."""
    parts: list[Runs] = []
    after_simple = False
    for phrase in phrases:
        if phrase.simple and after_simple:
            parts[-1] = join_runs((parts[-1], phrase.runs), ", ")
        else:
            parts.append(phrase.runs)
        after_simple = phrase.simple
    return parts
