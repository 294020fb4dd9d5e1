"""When every inject can happen: its turns, its trigger in words, and what it may follow from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from attrs import frozen

from game.desk.graph.origins import Origin, delays
from game.desk.graph.possible import PossibleTurns, Turns
from game.model.effects import Fire
from game.model.injects import Inject
from game.rules.compiled import Rules
from game.rules.places import spot
from game.words.wording import Wording

RowKind = Literal["stage", "turn", "condition", "chance", "draw", "follow", "hand"]


@frozen
class TimelineRow:
    """A line of the timeline: a stage, or an inject with all the ways in which it can happen."""

    id: str
    kind: RowKind
    name: str
    about: str
    """What kind of event it is, in the author's word; empty if there is none."""
    trigger: str
    """When it happens, as sentences."""
    turns: Turns
    """The turns on which it can happen by itself."""
    certain: bool = False
    """Whether it happens on its turn whatever the sides do, if its phase is played."""
    following: Turns = frozenset()
    """The turns on which something else can fire it."""
    later: Turns = frozenset()
    """The turns on which its delayed effects can come."""
    historical: bool = False
    asks: bool = False
    """Whether it puts a question to a side."""


@frozen
class TimelineGroup:
    """Lines of the timeline that come about in the same way."""

    heading: str
    rows: tuple[TimelineRow, ...]


class InjectTimeline:
    """The timeline of one scenario."""

    def __init__(self, rules: Rules, words: Wording, origins: Sequence[Origin]) -> None:
        self._rules = rules
        self._words = words
        self._possible = PossibleTurns(rules)
        self._origins = origins
        self._own = {
            id: self._possible.inject(number) for id, number in rules.index.injects.items()
        }
        self._following: dict[str, Turns] = dict.fromkeys(rules.scenario.injects, frozenset())
        self._follow()

    def groups(self) -> tuple[TimelineGroup, ...]:
        """The lines in groups: the stages, then the injects by how they come about."""
        say = self._words.say
        groups: dict[str, list[TimelineRow]] = {}
        if len(self._rules.stages) > 1:
            groups[say("graph.group.stage")] = list(self._stages())
        order: tuple[RowKind, ...] = ("turn", "condition", "chance", "draw", "follow", "hand")
        rows = sorted(
            ((self._inject(id), id) for id in self._rules.scenario.injects),
            key=lambda row: (
                (order.index(row[0].kind), min(row[0].turns, default=0))
                if row[0].kind == "turn"
                else (order.index(row[0].kind), 0)
            ),
        )
        for row, id in rows:
            groups.setdefault(self._heading(row.kind, id), []).append(row)
        return tuple(TimelineGroup(heading, tuple(rows)) for heading, rows in groups.items())

    def _stages(self) -> Iterator[TimelineRow]:
        for number, stage in enumerate(self._rules.stages):
            turns = self._possible.stage(number)
            first = min(turns, default=0)
            trigger = self._words.say(
                "graph.stage.never" if not first else "graph.stage.from", turn=first
            )
            name = self._words.naming.stage(stage.id)
            yield TimelineRow(stage.id, "stage", name, "", trigger, turns)

    def _heading(self, kind: RowKind, id: str) -> str:
        if kind != "draw":
            return self._words.say(f"graph.group.{kind}")
        return self._words.say("graph.group.draw", phases=self._phases(id))

    def _phases(self, id: str) -> str:
        """The names of the phases in which an inject can happen by itself."""
        number = self._rules.index.injects[id]
        phases = [self._rules.phases[i].id for i in self._possible.bringing_phases(number)]
        names = [self._words.say("quoted", text=self._words.naming.phase(each)) for each in phases]
        return self._words.listed(dict.fromkeys(names), "or")

    def _inject(self, id: str) -> TimelineRow:
        inject = self._rules.scenario.injects[id]
        kind, following = self._kind(id), self._following[id]
        happening = self._own[id] | following
        return TimelineRow(
            id,
            kind,
            self._words.naming.inject(id),
            inject.kind,
            " ".join(self._trigger(id, kind)),
            self._own[id],
            certain=inject.when is None and inject.chance is None,
            following=following,
            later=frozenset().union(
                *(
                    self._possible.shifted(happening, delay)
                    for delay in delays(self._rules.scenario, inject)
                )
            ),
            historical=inject.historical,
            asks=bool(inject.ask),
        )

    def _kind(self, id: str) -> RowKind:
        inject = self._rules.scenario.injects[id]
        if any(self._possible.bringing_phases(self._rules.index.injects[id])):
            if inject.at is not None:
                return "turn"
            if inject.weight is not None:
                return "draw"
            return "condition" if inject.chance is None else "chance"
        return "follow" if any(self._causes(id)) else "hand"

    # In words

    def _trigger(self, id: str, kind: RowKind) -> Iterator[str]:
        """When an inject happens, sentence by sentence."""
        words, inject = self._words, self._rules.scenario.injects[id]
        own = list(self._own_trigger(id, inject)) if kind not in ("follow", "hand") else []
        if own:
            yield words.language.sentence(words.say("semicolon").join(own))
        if own and not self._own[id]:
            yield words.say("graph.trigger.never")
        causes = [self._cause(origin, ways) for origin, ways in self._causes(id)]
        if causes:
            yield words.say("graph.trigger.causes", causes=words.listed(causes, "or"))
        if kind == "hand" and _wants_a_phase(inject):
            yield words.say("graph.trigger.lost")
        if inject.ask:
            yield self._question(inject)
        if not inject.once:
            yield words.say("occasion.again")
        later = sorted(delays(self._rules.scenario, inject))
        if later:
            parts = [words.counted("graph.later", delay) for delay in later]
            yield words.say("graph.trigger.later", when=words.listed(parts))

    def _question(self, inject: Inject) -> str:
        """Whom an inject asks, and whether one after the other."""
        words = self._words
        sides = words.listed([words.naming.side_inside(side) for side in inject.ask])
        if len(inject.ask) < 2:
            return words.say("graph.asks", sides=sides)
        key = "graph.asks.together" if inject.reveal == "together" else "graph.asks.in-turn"
        return words.say(key, sides=sides)

    def _own_trigger(self, id: str, inject: Inject) -> Iterator[str]:
        words = self._words

        def place(part: str) -> tuple[str, ...]:
            return ("injects", id, part)

        if inject.at is not None:
            yield words.say("occasion.brief.at", turn=inject.at)
        if inject.weight is not None:
            weight = words.amount(inject.weight, spot(words.scenario, place("weight")))
            yield words.say("graph.trigger.weight", weight=weight)
        if inject.when is not None:
            where = spot(words.scenario, place("when"))
            yield words.demand_inside("graph.trigger.when", inject.when, where)
        if inject.chance is not None:
            percent = words.percent(inject.chance, spot(words.scenario, place("chance")))
            yield words.say("graph.trigger.chance", percent=percent)
        if inject.deck is not None and inject.weight is None:
            yield words.say("graph.trigger.phases", phases=self._phases(id))

    def _cause(self, origin: Origin, ways: Iterable[int]) -> str:
        """What may fire an inject, with the turns by which that is delayed."""
        parts = [
            self._words.counted("graph.later", delay) if delay else self._words.say("graph.at-once")
            for delay in sorted(set(ways))
        ]
        if set(ways) == {0}:
            return origin.name
        when = self._words.listed(parts, "or")
        return self._words.say("graph.cause", cause=origin.name, when=when)

    # What follows from what

    def _causes(self, id: str) -> Iterator[tuple[Origin, list[int]]]:
        """What may fire an inject, each with its delays."""
        for origin in self._origins:
            ways = [
                placed.delay
                for placed in origin.steps
                if isinstance(placed.step, Fire) and placed.step.inject == id
            ]
            if ways:
                yield origin, ways

    def _follow(self) -> None:
        """Finds the turns on which injects are fired, until nothing more follows from them."""
        firing = [
            (origin, placed, placed.step.inject)
            for origin in self._origins
            for placed in origin.steps
            if isinstance(placed.step, Fire)
        ]
        growing = True
        while growing:
            before = dict(self._following)
            for origin, placed, id in firing:
                turns = frozenset(
                    turn for turn in self._turns_of(origin) if turn >= placed.first_turn
                )
                if placed.ending_agreement:
                    turns = self._possible.onwards(turns)
                self._following[id] |= self._possible.shifted(turns, placed.delay)
            growing = before != self._following

    def _turns_of(self, origin: Origin) -> Turns:
        """The turns on which an origin's effects can begin, before `each_turn` limits them."""
        possible, every = self._possible, self._possible.every
        match origin.kind:
            case "opening":
                return frozenset({1})
            case "each_turn":
                return every
            case "stage":
                numbers = [i for i, s in enumerate(self._rules.stages) if s.id == origin.id]
                return possible.stage(numbers[0])
            case "tag":
                actions = self._rules.scenario.actions.items()
                tagged = [id for id, action in actions if origin.id in action.tags]
                return frozenset().union(*map(possible.action, tagged))
            case "action":
                return possible.action(origin.id)
            case "table":
                return possible.table(origin.id)
            case "promise":
                return every - {1}  # judged from the turn after it was made
            case "project":
                return every  # one may have begun in the opening, and a stop comes at any time
            case "inject":
                return self._own[origin.id] | self._following[origin.id]


def _wants_a_phase(inject: Inject) -> bool:
    """Whether an inject would happen by itself if a phase brought its deck."""
    triggers = (inject.at, inject.when, inject.chance, inject.weight)
    return any(trigger is not None for trigger in triggers)
