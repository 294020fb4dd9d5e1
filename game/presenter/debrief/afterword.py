"""What the author tells everybody after the game, with its sources, and what could be learned."""

from __future__ import annotations

from attrs import frozen

from game.model.scenario import Scenario
from game.presenter.prose import with_footnotes, without_sources


@frozen
class Afterword:
    """The author's last words on a game."""

    paragraphs: tuple[str, ...]
    """With the raised numbers of their sources."""
    sources: tuple[str, ...]
    """In the order of their numbers, from 1."""
    objectives: tuple[str, ...]
    """What could be learned."""


def write_afterword(scenario: Scenario) -> Afterword:
    """The last words of a scenario; its parts are empty where the author wrote none."""
    numbers: dict[str, int] = {}
    paragraphs = with_footnotes(scenario.debrief, scenario, numbers)
    sources = [scenario.sources[key] for key in numbers]
    return Afterword(
        tuple(paragraphs),
        tuple(
            without_sources(source.title) + (f", {source.as_of}" if source.as_of else "")
            for source in sources
        ),
        tuple(without_sources(text) for text in scenario.objectives.values()),
    )
