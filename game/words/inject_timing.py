"""When an inject fires by itself: its turn, its phases, its chance, and what else fires it."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from game.model.effects import Fire
from game.model.flow import InjectsPhase
from game.model.frozen import FrozenMap
from game.model.injects import Inject
from game.rules.places import spot
from game.words.vocabulary import Vocabulary


class InjectTimingWords:
    """Tells the facilitator when the injects of one scenario fire (rule 6.1)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._scenario = vocabulary.scenario
        self._language = vocabulary.language
        self._naming = vocabulary.naming
        self._simplifier = vocabulary.simplifier
        self._formulas = vocabulary.formulas

    def timing(self, id: str) -> str:
        """When an inject fires, as sentences, without its condition."""
        say, inject = self._language.say, self._scenario.injects[id]
        kind, phases = self._kind(inject), list(self._phases(inject))
        sentences = [
            say(
                f"occasion.{kind}",
                turn=inject.at or 0,
                phases=self._language.listed(phases, "or") if phases else "",
                weight=self._amount(id, "weight"),
            )
        ]
        if inject.chance is not None and kind in ("at", "each"):
            sentences.append(say("occasion.chance", percent=self._amount(id, "chance")))
        causes = list(self._causes(id))
        if causes:
            sentences.append(say("occasion.causes", causes=self._language.listed(causes, "or")))
        if not inject.once:
            sentences.append(say("occasion.again"))
        return " ".join(sentences)

    def brief_timing(self, id: str) -> str:
        """The same in a few words."""
        say, inject = self._language.say, self._scenario.injects[id]
        kind = self._kind(inject)
        if kind in ("hand", "lost") and any(self._causes(id)):
            return say("occasion.brief.follows")
        if kind == "each" and inject.when is None:
            kind = "chance"
        return say(f"occasion.brief.{kind}", turn=inject.at or 0)

    def _kind(self, inject: Inject) -> str:
        """How an inject fires: at a turn, each time it can, drawn, or only by hand.

        `lost` is one that would fire by itself if any phase had its deck.
        """
        if inject.at is not None:
            kind = "at"
        elif inject.weight is not None:
            kind = "drawn"
        elif inject.when is not None or inject.chance is not None:
            kind = "each"
        else:
            return "hand"
        return kind if any(self._phases(inject)) else "lost"

    def _phases(self, inject: Inject) -> Iterator[str]:
        """The names of the phases in which an inject can fire."""
        used = {id for stage in self._scenario.stages.values() for id in stage.phases}
        for id, phase in self._scenario.phases.items():
            if not isinstance(phase, InjectsPhase) or id not in used:
                continue
            drawn = inject.weight is None or phase.draw
            if inject.deck in (phase.decks or (None,)) and drawn:
                yield self._language.say("quoted", text=self._naming.phase(id))

    def _causes(self, inject: str) -> Iterator[str]:
        """The names of whatever may fire an inject."""
        scenario, naming = self._scenario, self._naming
        for things, name in (
            (scenario.actions, naming.action),
            (scenario.injects, naming.inject),
            (scenario.tables, naming.table),
            (scenario.promises, naming.promise),
        ):
            for id, thing in things.items():
                if any(step.inject == inject for step in _fires(thing)):
                    yield self._language.say("quoted", text=name(id))

    def _amount(self, id: str, part: str) -> str:
        node = getattr(self._scenario.injects[id], part)
        if node is None:
            return ""
        where = spot(self._scenario, ("injects", id, part))
        tree = self._simplifier.simplify(node, where)
        return (
            self._formulas.amount_before_percent(tree)
            if part == "chance"
            else self._formulas.amount_of(tree)
        )


def _fires(thing: object) -> Iterator[Fire]:
    """The steps that fire an inject, in a part of a scenario."""
    if isinstance(thing, Fire):
        yield thing
    elif isinstance(thing, FrozenMap):
        for each in thing.values():
            yield from _fires(each)
    elif isinstance(thing, tuple):
        for each in thing:
            yield from _fires(each)
    elif attrs.has(cls := type(thing)):
        for field in attrs.fields(cls):
            yield from _fires(getattr(thing, field.name))
