"""Texts of expressions that are valid where they stand, and whose bounds stay small (rule 1.3)."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from attrs import evolve, frozen

from strategies.plan import COUNTS, MEMBERS, Plan, TrackPlan

COUNTED = 9999
TOO_LARGE = 10**8
_FORMS = ("+", "-", "*", "//", "%", "min", "max", "abs", "by", "minus", "choice", "truth")
_STATES = ("is_open", "agreed", "agreed", "collapsed", "expired", "lapsed", "signed")
_COMPARISONS = ("<", "<=", "==", "!=", ">=", ">", ">=", "<=")


@frozen
class Spot:
    """Where an expression stands: who asks for worths, whose package is at hand, what is known."""

    asking: tuple[str, ...] = ()
    table: str = ""
    dealt: bool = True
    scores: bool = False
    values: int | None = None
    """How many of the named values may be named; None: all."""


ANYWHERE = Spot()

Sized = tuple[str, int]
"""A text, and a number that its value never exceeds either way."""


class Formulas:
    """Makes expressions over the names of a plan."""

    def __init__(self, plan: Plan, luck: Random) -> None:
        self.plan = plan
        self.luck = luck

    def test(self, spot: Spot = ANYWHERE, depth: int | None = None) -> str:
        """A condition, which usually could go either way."""
        depth = self._depth(depth)
        roll = self.luck.randrange(14)
        if roll == 12:
            return f"{self._some_track()[0]} {self.luck.choice(('and', 'or'))} {self._near()}"
        if roll == 13:
            return self.switch()
        if depth > 0 and roll < 4:
            first, second = (self.test(spot, depth - 1) for _ in range(2))
            return (
                f"({first}) and ({second})",
                f"({first}) or ({second})",
                f"not ({first})",
                f"({first}) or not ({second})",
            )[roll]
        if depth > 0 and roll == 4:
            one, other = self.number(spot, depth - 1)[0], self.number(spot, depth - 1)[0]
            return f"{one} {self.luck.choice(_COMPARISONS)} {other}"
        if roll == 5:
            yes, no = self._predicate(spot), self.luck.random() < 0.5
            return f"not {yes}" if no else yes
        if roll < 8:
            return self.on_ladder(spot)
        return self._threshold(spot)

    def event(self) -> str:
        """A condition that doesn't hold as a game begins, and may come to hold."""
        plan, luck = self.plan, self.luck
        found = [f"used({luck.choice(tuple(plan.actions))}) >= {luck.choice((1, 2, 2))}"]
        found += [f"fired({inject}) >= {luck.choice((1, 1, 2))}" for inject in plan.injects]
        if plan.questions:
            found += [f"{self._answered()} >= 1"]
        found += [f"{luck.choice(('carried', 'lost'))}({vote}) >= 1" for vote in plan.votes]
        found += [f"{luck.choice(('begun', 'done'))}({work}) >= 1" for work in plan.projects]
        for table in plan.tables:
            words = ("agreed", "agreed", "collapsed", "expired", "lapsed", "signed")
            found += [f"{luck.choice(words)}({table})"] * 5
        return luck.choice(found)

    def switch(self) -> str:
        """A condition that is settled before the game begins."""
        plan, luck = self.plan, self.luck
        known = (*plan.settings, *("2", "5")[len(plan.settings) :])
        one, other = (f"{id} {luck.choice(_COMPARISONS)} {luck.randint(0, 6)}" for id in known)
        return luck.choice((one, f"{one} and {other}", f"{one} or {other}"))

    def turning(self) -> str:
        """A condition that may well hold at one time and not at another."""
        roll = self.luck.randrange(3)
        return (self.test(), self.event(), f"not {self.event()}")[roll]

    def number(self, spot: Spot = ANYWHERE, depth: int | None = None) -> Sized:
        """A number of any form."""
        depth = self._depth(depth)
        if depth <= 0 or self.luck.random() < 0.4:
            return self._leaf(spot)
        (a, high), (b, other) = (self.number(spot, depth - 1) for _ in range(2))
        text, bound = self._joined(spot, depth, (a, high), (b, other))
        return (text, bound) if bound <= TOO_LARGE else (f"min(max({text}, -90), 90)", 90)

    def _joined(self, spot: Spot, depth: int, one: Sized, two: Sized) -> Sized:
        (a, high), (b, other) = one, two
        match self.luck.choice(_FORMS):
            case "+" | "-" as sign:
                return f"({a} {sign} {b})", high + other
            case "*":
                wide = high * other > 10**6
                return (f"({a} - {b})", high + other) if wide else (f"({a} * {b})", high * other)
            case "//":
                return f"({a} // {b})", high
            case "%":
                if self.luck.random() < 0.3:
                    return f"(-{a} % {self.luck.randint(2, 9)})", 9
                return f"({a} % {b})", other
            case "min" | "max" as function:
                return f"{function}({a}, {b}, {self.luck.randint(0, 9)})", max(high, other, 9)
            case "abs":
                return f"abs({a})", high
            case "by":
                return f"by({a}, {self.luck.randint(0, 9)}, {b}, 4)", max(other, 9)
            case "minus":
                return f"(-{a})", high
            case "choice":
                settled = self.luck.random() < 0.2
                test = self.switch() if settled else self.test(spot, depth - 1)
                return f"({a} if {test} else {b})", max(high, other)
            case _:
                return f"({self.test(spot, depth - 1)})", 1

    def small(self, spot: Spot = ANYWHERE, most: int = 6) -> str:
        """A number of some form, squeezed to the size of a usual amount."""
        text, bound = self.number(spot)
        return text if bound <= most else f"min(max({text}, -{most}), {most})"

    def _depth(self, depth: int | None) -> int:
        if depth is not None:
            return depth
        deepest = self.plan.shape.depth if "formulas" in self.plan.shape.features else 0
        return self.luck.randint(0, deepest)

    # What has no parts.

    def _leaf(self, spot: Spot) -> Sized:
        if self.luck.random() < 0.25:
            number = self.luck.choice((0, 1, 2, 3, 5, 10, 50))
            return str(number), number
        found = self.luck.choice(self._sources(spot))(spot)
        return found if found is not None else ("turn", self.plan.shape.turns)

    def _sources(self, spot: Spot) -> tuple[Callable[[Spot], Sized | None], ...]:
        own = (self._own, self._own, self._own) if spot.asking else ()
        package = (self._package,) * 4 if spot.table else ()
        scores = (self._score,) * 2 if spot.scores else ()
        return (
            self._track,
            self._track,
            self._track,
            self._named,
            self._counted,
            self._counted,
            self._promised,
            self._agreed,
            self._truth,
            *own,
            *package,
            *scores,
        )

    def _track(self, _spot: Spot) -> Sized:
        id, track = self._some_track()
        return id, max(abs(track.low), abs(track.high))

    def _some_track(self) -> tuple[str, TrackPlan]:
        id = self.luck.choice(tuple(self.plan.tracks))
        return id, self.plan.tracks[id]

    def _named(self, spot: Spot) -> Sized | None:
        """A setting or a value."""
        values = list(self.plan.values.items())[: spot.values]
        known = [*((id, 9) for id in self.plan.settings), *values]
        return self.luck.choice(known) if known else None

    def _counted(self, _spot: Spot) -> Sized:
        plan, luck = self.plan, self.luck
        action = luck.choice(tuple(plan.actions))
        found = [f"used({action})", f"chose({luck.choice(plan.actions[action].sides)}.{action})"]
        if plan.tags:
            tag, side = luck.choice(plan.tags), luck.choice(plan.sides)
            found += [f"count({tag})", f"count({side}.{tag})"]
        if plan.injects:
            found += [f"fired({luck.choice(plan.injects)})"]
        if plan.questions:
            found += [self._answered(), self._answered()]
        if plan.projects and luck.random() < 0.4:
            project = luck.choice(plan.projects)
            return f"{luck.choice(('begun', 'done', 'left'))}({project})", COUNTED
        if plan.votes and luck.random() < 0.4:
            return self._of_vote()
        return luck.choice(found), COUNTED

    def _of_vote(self) -> Sized:
        """What came of a vote. Its first member always takes part."""
        vote, luck = self.luck.choice(self.plan.votes), self.luck
        form = luck.choice(("carried", "lost", "support", "voted"))
        if form == "support":
            return f"support({vote}.{luck.choice(COUNTS)}) // 10", 10
        if form == "voted":
            return f"voted({vote}.{MEMBERS[0]})", 1
        return f"{form}({vote})", COUNTED

    def _answered(self) -> str:
        """How often an answer was given, by any side or by one."""
        id = self.luck.choice(tuple(self.plan.questions))
        question = self.plan.questions[id]
        side = f", {self.luck.choice(question.sides)}" if self.luck.random() < 0.5 else ""
        return f"answered({id}.{self.luck.choice(question.answers)}{side})"

    def _promised(self, _spot: Spot) -> Sized | None:
        if not self.plan.promises:
            return None
        id = self.luck.choice(tuple(self.plan.promises))
        return f"promised({id})", self.plan.promises[id]

    def _agreed(self, _spot: Spot) -> Sized | None:
        if not self.plan.tables:
            return None
        table = self.luck.choice(tuple(self.plan.tables))
        return f"{table}.{self.luck.choice(tuple(self.plan.tables[table].issues))}", 4

    def _own(self, spot: Spot) -> Sized | None:
        """What an agreement, or none, is worth to those who ask."""
        tables = [
            id for id, table in self.plan.tables.items() if {*spot.asking} <= {*table.between}
        ]
        if not tables:
            return None
        return f"{self.luck.choice(('worth', 'reserve'))}({self.luck.choice(tables)})", 2000

    def _package(self, spot: Spot) -> Sized:
        return self.luck.choice(tuple(self.plan.tables[spot.table].issues)), 4

    def ahead(self) -> str:
        """A comparison of scores."""
        one, other = self.luck.sample(self.plan.sides, 2)
        return f"score({one}) {self.luck.choice(_COMPARISONS)} score({other})"

    def _score(self, _spot: Spot) -> Sized:
        side = self.luck.choice(self.plan.sides)
        return f"score({side})", self.plan.points[side]

    def _truth(self, spot: Spot) -> Sized:
        return self._predicate(spot), 1

    def _predicate(self, spot: Spot) -> str:
        plan, luck = self.plan, self.luck
        found = [f"stage({luck.choice(plan.stages)})", f"ended({luck.choice(plan.outcomes)})"]
        if plan.deals and spot.dealt:
            deal = luck.choice(tuple(plan.deals))
            found += [f"dealt({deal}.{luck.choice(plan.deals[deal])})"] * 3
        for table in plan.tables:
            word = luck.choice(_STATES)
            found += [f"{word}({table})"] * 2
        return luck.choice(found)

    # Conditions without parts.

    def _threshold(self, spot: Spot) -> str:
        """A comparison with a number that is near."""
        luck = self.luck
        roll = luck.randrange(10)
        if roll < 6:
            return self._near()
        if roll < 8:
            return f"{self._counted(spot)[0]} {luck.choice(('>=', '<'))} {luck.choice((1, 1, 2))}"
        if roll == 8:
            return (
                f"turn {luck.choice(('>=', '<=', '=='))} {luck.randint(1, self.plan.shape.turns)}"
            )
        id, track = self._some_track()
        return f"{self._around(track)} <= {id} < {track.high}"

    def _near(self) -> str:
        id, track = self._some_track()
        if track.levels and self.luck.random() < 0.7:
            return f"{id} {self.luck.choice(_COMPARISONS)} {self.luck.choice(track.levels)}"
        return f"{id} {self.luck.choice(('>=', '>', '<', '<=', '!='))} {self._around(track)}"

    def _around(self, track: TrackPlan) -> int:
        wide = max(1, (track.high - track.low) // 8)
        return track.start + self.luck.randint(-wide, wide)

    def on_ladder(self, spot: Spot) -> str:
        """A level or option beside its track or issue."""
        luck, plan = self.luck, self.plan
        sign = luck.choice(_COMPARISONS)
        if spot.table and luck.random() < 0.7:
            issues = plan.tables[spot.table].issues
            issue = luck.choice(tuple(issues))
            return f"{issue} {sign} {luck.choice(issues[issue])}"
        if plan.tables:
            id = luck.choice(tuple(plan.tables))
            issues = plan.tables[id].issues
            issue = luck.choice(tuple(issues))
            return f"{id}.{issue} {sign} {luck.choice(issues[issue])}"
        return self._near()


def before(spot: Spot, values: int) -> Spot:
    """A spot where only the first of the named values may be named."""
    return evolve(spot, values=values)
