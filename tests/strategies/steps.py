"""Effects of every kind, as plain data, valid where they stand."""

from __future__ import annotations

from random import Random
from typing import Any

from attrs import evolve, frozen

from strategies.formulas import ANYWHERE, Formulas, Spot
from strategies.plan import Plan

Step = dict[str, Any]

_KINDS = {
    "changes": 30,
    "say": 4,
    "when": 8,
    "chance": 8,
    "one_of": 5,
    "after": 7,
    "open": 5,
    "lapse": 5,
    "propose": 11,
    "fire": 7,
    "promise": 5,
    "begin": 9,
    "stop": 4,
    "hasten": 5,
    "reveal": 4,
    "ballots": 8,
    "end": 2,
}
_FEATURES = {"open": "open", "fire": "fire", "reveal": "reveal", "lapse": "lapse", "end": "end"}
_FEATURES |= {"propose": "propose", "chance": "chance", "one_of": "one_of", "after": "after"}
_FEATURES |= {"ballots": "reveal"}


@frozen
class Where:
    """What effects may do where they stand."""

    fires_from: int = 0
    """The first inject they may fire at once; an inject fires only later ones, never in circles."""
    depth: int = 0
    often: bool = False
    """Whether they happen turn after turn, so that what they promise would hardly be judged."""
    stops: bool = True
    """Whether they may stop projects; what comes of a stop doesn't, or it could go on for ever."""
    ends: bool = False
    """Whether they stand under something that may not happen, so that they may end the game."""


ANY = Where()


class Steps:
    """Makes effects over the names of a plan."""

    def __init__(self, plan: Plan, luck: Random) -> None:
        self.plan = plan
        self.luck = luck
        self.formulas = Formulas(plan, luck)

    def upkeep(self) -> list[Step] | Step:
        """What happens turn after turn, some of it in parts that say from when on."""
        where = Where(often=True)
        steps = [
            self._part(where) if self.plan.may("parts", self.luck, 40) else self.step(where)
            for _ in range(self.luck.randint(1, 2))
        ]
        return steps[0] if len(steps) == 1 and self.luck.random() < 0.5 else steps

    def _part(self, where: Where) -> Step:
        """A part of `each_turn`."""
        part: Step = {}
        if self.luck.random() < 0.7:
            part["from"] = self.luck.choice((1, 1, 2, 3, 4))
        if self.luck.random() < 0.4:
            part["when"] = self.formulas.test()
        return {**part, "effects": self.some(where, 2)}

    def some(self, where: Where = ANY, most: int = 3) -> list[Step] | Step:
        """One step, or a list of steps."""
        steps = [self.step(where) for _ in range(self.luck.randint(1, most))]
        return steps[0] if len(steps) == 1 and self.luck.random() < 0.5 else steps

    def step(self, where: Where) -> Step:
        """A step of any kind that may stand here."""
        match self._kind(where):
            case "say":
                return self._say()
            case "when":
                return self._fork(where, "when", self.formulas.test())
            case "chance":
                return self._fork(where, "chance", self._percent())
            case "one_of":
                branches = [self._branch(where) for _ in range(self.luck.randint(1, 3))]
                weights = {"weight": 0} if self.luck.random() < 0.1 else {}
                return {"one_of": [{**branch, **weights} for branch in branches]}
            case "after":
                # What comes later comes from outside: it may fire any inject.
                turns = self.luck.choice((1, 1, 1, 2, 3, self.formulas.small(most=4)))
                return {
                    "after": turns,
                    "then": self._inner(evolve(where, fires_from=0, stops=True)),
                }
            case "open" | "lapse" as word:
                # Rather where something may wait for its ratification, which is rare.
                return {word: self.luck.choice((*self.plan.tables, *[*self.plan.ratifiers] * 3))}
            case "propose":
                return {"propose": self._proposal()}
            case "fire":
                return {"fire": self.luck.choice(self.plan.injects[where.fires_from :])}
            case "promise":
                return {"promise": self.luck.choice(tuple(self.plan.promises))}
            case "begin" | "stop" as word:
                return {word: self.luck.choice(self.plan.projects)}
            case "hasten":
                return {"hasten": self._hasten()}
            case "reveal":
                return {"reveal": self.luck.choice(tuple(self.plan.tracks)), **self._to()}
            case "ballots":
                return {"reveal": self.luck.choice(self.plan.votes), **self._to()}
            case "end":
                return {"end": self.luck.choice(self.plan.outcomes)}
            case _:
                return self._changes()

    def _kind(self, where: Where) -> str:
        kinds = {kind: weight for kind, weight in _KINDS.items() if self._fits(kind, where)}
        return self.luck.choices(list(kinds), list(kinds.values()))[0]

    def _fits(self, kind: str, where: Where) -> bool:
        if kind in _FEATURES and _FEATURES[kind] not in self.plan.shape.features:
            return False
        match kind:
            case "when" | "chance" | "one_of" | "after":
                return where.depth < self.plan.shape.depth
            case "open" | "lapse" | "propose":
                return bool(self.plan.tables)
            case "fire":
                return where.fires_from < len(self.plan.injects)
            case "promise":
                return bool(self.plan.promises) and not where.often
            case "begin" | "hasten":
                return bool(self.plan.projects)
            case "stop":
                return bool(self.plan.projects) and where.stops
            case "ballots":
                return bool(self.plan.votes)
            case "end":
                return where.ends
            case _:
                return True

    def _proposal(self) -> Step:
        """A package for a table: of the first options, which its rules allow, or of others."""
        id = self.luck.choice(tuple(self.plan.tables))
        issues = self.plan.tables[id].issues
        plain = self.luck.random() < 0.4
        package = {
            issue: options[0] if plain else self.luck.choice(options[1:] or options)
            for issue, options in issues.items()
        }
        return {"table": id, "package": package}

    def _hasten(self) -> Step:
        """By how much some projects are hastened, or delayed."""
        projects = self.plan.projects
        count = min(len(projects), self.luck.choice((1, 1, 2)))
        return {
            id: self.luck.choice((1, 1, 2, -1, self.formulas.small(most=3)))
            for id in self.luck.sample(projects, count)
        }

    def _inner(self, where: Where) -> list[Step] | Step:
        return self.some(evolve(where, depth=where.depth + 1), 2)

    def _fork(self, where: Where, word: str, test: str | int) -> Step:
        inner = evolve(where, ends=True)
        step = {word: test, "then": self._inner(inner)}
        if self.luck.random() < 0.5:
            step["else"] = self._inner(inner)
        return step

    def _percent(self) -> str | int:
        if self.luck.random() < 0.7:
            return self.luck.choice((0, 10, 30, 50, 50, 70, 90, 100))
        return self.formulas.number()[0]

    def _branch(self, where: Where) -> Step:
        step: Step = {"then": self._inner(where)}
        if self.luck.random() < 0.7:
            step["weight"] = self.weight()
        return step

    def weight(self, spot: Spot = ANYWHERE) -> str | int:
        """The weight of one of several that are drawn from."""
        if self.luck.random() < 0.8:
            return self.luck.choice((0, 1, 1, 2, 5))
        return f"max({self.formulas.number(spot)[0]}, -5) + 5 * (turn % 2)"

    def _to(self) -> Step:
        """Who is told: everybody, or some."""
        if self.luck.random() < 0.4:
            return {}
        sides = [side for side in self.plan.sides if self.luck.random() < 0.5]
        return {"to": sides or [self.plan.sides[0]]}

    def _say(self) -> Step:
        return {
            "say": self.luck.choice(("It rains.", "A line.", "Words: many, and few")),
            **self._to(),
        }

    def _changes(self) -> Step:
        tracks = list(self.plan.tracks)
        count = min(len(tracks), self.luck.choice((1, 1, 2, 3)))
        changes: Step = {track: self._change(track) for track in self.luck.sample(tracks, count)}
        if count > 1 and self.luck.random() < 0.25:
            first, *_, last = changes
            changes[last] = f"+ min(max({first}, -3), 3)"
        return {**changes, **self._say()} if self.luck.random() < 0.15 else changes

    def _change(self, id: str) -> str | int:
        track, luck = self.plan.tracks[id], self.luck
        usual = max(1, (track.high - track.low) // 12)
        roll = luck.randrange(20)
        if roll == 0:
            return f"= {luck.randint(track.low, track.high)}"
        if roll == 1:
            return f"= {self.formulas.number()[0]}"
        if roll in (2, 3, 4) and track.levels:
            level = luck.choice(track.levels)
            if luck.random() < 0.5:
                return f"= {level}"
            return f"= {level} if {self.formulas.test()} else {luck.choice(track.levels)}"
        if roll < 6:
            return f"{luck.choice('+-')} {self.formulas.small(most=2 * usual)}"
        amount = luck.choice((1, usual, usual, 2 * usual, 6 * usual))
        return f"+{amount}" if luck.random() < 0.5 else -amount
