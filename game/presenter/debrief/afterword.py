"""What the author tells everybody after the game, with its sources, and what could be learned."""

from __future__ import annotations

from attrs import frozen

from game.presenter.papers import source_text
from game.presenter.prose import with_footnotes, without_sources
from game.words.wording import Wording


@frozen
class Afterword:
    """The author's last words on a game."""

    paragraphs: tuple[str, ...]
    """With the raised numbers of their sources."""
    sources: tuple[str, ...]
    """In the order of their numbers, from 1."""
    objectives: tuple[str, ...]
    """What could be learned."""


def write_afterword(words: Wording) -> Afterword:
    """The last words of a scenario; its parts are empty where the author wrote none."""
    scenario, numbers = words.scenario, dict[str, int]()
    paragraphs = with_footnotes(scenario.debrief, scenario, numbers)
    sources = [scenario.sources[key] for key in numbers]
    return Afterword(
        tuple(paragraphs),
        tuple(source_text(words, source) for source in sources),
        tuple(without_sources(text) for text in scenario.objectives.values()),
    )
