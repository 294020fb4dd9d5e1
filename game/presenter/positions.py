"""In which position a game began, where it didn't begin at its start."""

from __future__ import annotations

from game.session.game import Game
from game.words.wording import Wording


def position_name(words: Wording, game: Game) -> str:
    """The name of the position in which a game began; empty where it began at its start."""
    return game.position.test(words.scenario).position_name if game.position is not None else ""


def position_sentence(words: Wording, game: Game) -> str:
    """In which position a game began, as a sentence; empty where it began at its start."""
    name = position_name(words, game)
    return words.say("position.began", name=name) if name else ""
