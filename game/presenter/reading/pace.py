"""How long a person takes to read what a decision has brought about."""

from __future__ import annotations

from game.model.decisions import PUBLIC
from game.model.log_events import InjectFired
from game.presenter.reading.reading_time import SPEED
from game.presenter.stories.story_pages import inject_page
from game.presenter.told_game import ToldGame

SHORTEST, LONGEST = 3.0, 25.0
"""The seconds that anything takes to be noticed, and the most for any text."""


def seconds_to_read(told: ToldGame) -> float:
    """The seconds to read what the last action of a game brought about, as far as all may know."""
    shown = [each for each in told.game.latest if each.shown_to(PUBLIC) is not None]
    texts = list(told.words.entries(shown))
    for entry in shown:
        if isinstance(entry.event, InjectFired):
            texts += inject_page(told, PUBLIC, entry.event.inject).paragraphs
    count = sum(len(text.split()) for text in texts)
    return min(LONGEST, SHORTEST + count * 60 / SPEED)
