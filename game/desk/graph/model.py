"""Everything that the picture of a scenario shows, in words; the drawing adds only places."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.desk.graph.course import EndingNode, StageNode, ending_nodes, stage_nodes
from game.desk.graph.origins import origins
from game.desk.graph.timeline import InjectTimeline, TimelineGroup
from game.rules.compiled import Rules
from game.words.wording import Wording


@frozen(eq=False)
class ScenarioGraph:
    """A scenario at a glance."""

    title: str
    facts: str
    """Its turns, sides and events, as one line."""
    words: Wording
    stages: tuple[StageNode, ...]
    endings: tuple[EndingNode, ...]
    turns: int
    dates: tuple[str, ...]
    """What each turn is called; empty if the scenario has no calendar."""
    groups: tuple[TimelineGroup, ...]

    @property
    def description(self) -> str:
        """The picture in words, for those who can't see it."""
        return " ".join(self._sentences())

    def stage_name(self, id: str) -> str:
        """The name of a stage."""
        return next(stage.name for stage in self.stages if stage.id == id)

    def _sentences(self) -> Iterator[str]:
        say, sentence = self.words.say, self.words.language.sentence
        yield sentence(self.facts)
        for stage in self.stages:
            phases = ", ".join(phase.name for phase in stage.phases)
            yield say("graph.alt.stage", stage=stage.name, phases=phases)
            for way in stage.ways:
                if way.target not in (None, stage.id) or (way.target and way.condition):
                    target = self.stage_name(way.target)
                    yield say("graph.alt.way", stage=target, condition=way.condition)
        names = ", ".join(ending.name for ending in self.endings)
        yield say("graph.alt.endings", endings=names)
        for group in self.groups:
            for row in group.rows:
                yield say("graph.alt.row", name=row.name, trigger=row.trigger).rstrip()


def graph_of(rules: Rules, words: Wording) -> ScenarioGraph:
    """Gathers what the picture of a scenario shows."""
    scenario, parts = rules.scenario, tuple(origins(words))
    facts = " · ".join(
        [
            words.counted("turns", scenario.turns),
            ", ".join(map(words.naming.side, scenario.sides)),
            words.counted("graph.facts.stages", len(scenario.stages)),
            words.counted("graph.facts.injects", len(scenario.injects)),
        ]
    )
    return ScenarioGraph(
        scenario.title,
        facts,
        words,
        stage_nodes(rules, words),
        ending_nodes(rules, words, parts),
        scenario.turns,
        scenario.calendar,
        InjectTimeline(rules, words, parts).groups(),
    )
