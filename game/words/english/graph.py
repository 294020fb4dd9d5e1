"""English of the picture of a scenario, which its designer looks at."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.words.sentences import Message

GRAPH: Mapping[str, Message] = MappingProxyType(
    {
        # The command, headings and the legend.
        "graph.saved": "The picture is saved: {file}",
        "graph.facts.stages": ("{n} stage", "{n} stages"),
        "graph.facts.injects": ("{n} event", "{n} events"),
        "graph.stages": "Stages and phases",
        "graph.stages.about": "Each turn runs through the phases of its stage from top to bottom. "
        "At its end the ways out are tested in their order.",
        "graph.stages.about.one": "Each turn runs through the phases in their order.",
        "graph.ways": "At the end of a turn",
        "graph.way.last": "after turn {turn}",
        "graph.way.again": "otherwise again",
        "graph.way.again.always": "the same again",
        "graph.phase.side": ("{side} ({n} action)", "{side} ({n} actions)"),
        "graph.phase.together": (
            "{sides}: {n} choice each, unseen by the others.",
            "{sides}: {n} choices each, unseen by the others.",
        ),
        "graph.phase.alternate": (
            "{sides}: {n} choice each, one after the other.",
            "{sides}: {n} choices each, one at a time in turn.",
        ),
        "graph.phase.nobody": "Nobody has an action here.",
        "graph.phase.no-pass": "Nobody may pass.",
        "graph.phase.table": (
            "{table}, {n} round: {sides}.",
            "{table}, {n} rounds: {sides}.",
        ),
        "graph.phase.events": "Events: {parts}.",
        "graph.phase.no-events": "No events.",
        "graph.phase.timed": ("{n} on a fixed turn", "{n} on fixed turns"),
        "graph.phase.each": ("{n} by condition or chance", "{n} by condition or chance"),
        "graph.phase.drawn": ("{n} drawn of {of}", "{n} drawn of {of}"),
        "graph.phase.when": "Only with {condition}.",
        "phrase.graph.phase.when": "{condition}.",
        "graph.endings": "Endings",
        "graph.endings.about": "Tested in this order after turn {turn}.",
        "graph.endings.about.early": "Tested in this order after turn {turn}; those marked "
        "“at once” after every decision too.",
        "graph.ending.at-once": "at once",
        "graph.ending.otherwise": "If no other applies.",
        "graph.ending.causes": "Also brought about by {causes}.",
        "graph.timeline": "What can happen when",
        "graph.timeline.about": "A turn is marked where the rules allow an event; whether it comes "
        "depends on what is played.",
        "graph.timeline.none": "This scenario has no events.",
        "graph.historical": "historical",
        "graph.question": "question",
        "graph.asks": "Asks {sides}.",
        "graph.asks.in-turn": "Asks {sides}, one after the other.",
        "graph.asks.together": "Asks {sides} at the same time; all answers take effect together.",
        "graph.group.stage": "Stages",
        "graph.group.turn": "On a fixed turn",
        "graph.group.condition": "On a condition",
        "graph.group.chance": "By chance",
        "graph.group.draw": "Drawn in {phases}",
        "graph.group.follow": "Only after something else",
        "graph.group.hand": "Only by the facilitator",
        "graph.stage.from": "Possible from turn {turn}.",
        "graph.stage.never": "Never reached.",
        "graph.trigger.weight": "weight {weight}",
        "graph.trigger.when": "needs {condition}",
        # The same, where the condition is only in an author's words: "only in a dry year".
        "phrase.graph.trigger.when": "{condition}",
        "graph.trigger.chance": "chance {percent}\u00a0%",
        "graph.trigger.phases": "in {phases}",
        "graph.trigger.causes": "May follow from {causes}.",
        "graph.trigger.lost": "No phase brings it.",
        "graph.trigger.never": "The rules never allow it.",
        "graph.trigger.later": "Has further effects {when}.",
        "graph.cause": "{cause} ({when})",
        "graph.at-once": "at once",
        "graph.later": ("{n} turn later", "{n} turns later"),
        "graph.key.turn": "on this turn",
        "graph.key.turn.maybe": "on this turn, with a condition or chance",
        "graph.key.condition": "whenever its condition holds",
        "graph.key.chance": "with a chance each turn",
        "graph.key.draw": "may be drawn",
        "graph.key.follow": "may follow from something else",
        "graph.key.later": "further effects",
        "graph.key.hand": "at any time, by hand",
        "graph.alt.stage": "Stage {stage}: {phases}.",
        "graph.alt.way": "Then {stage}, {condition}.",
        "graph.alt.endings": "Endings: {endings}.",
        "graph.alt.row": "{name}: {trigger}",
    }
)
