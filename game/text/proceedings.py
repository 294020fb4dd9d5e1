"""The record of proceedings: all that happened, as far as one side may know, turn by turn."""

from __future__ import annotations

from collections.abc import Iterable

from game.model.entries import CardDealt, Entry, TurnBegan
from game.session.game import Game
from game.text.lines import Line, chosen
from game.text.story import Story
from game.words.wording import Wording


def told(words: Wording, game: Game, who: str, turn: str = "") -> Iterable[Line]:
    """What happened in a turn, or in the whole game; how to ask, where the turn is none."""
    number = chosen(turn, game.state.turn)
    if turn and number is None:
        return [words.say("record.turns", last=game.state.turn)]
    story, lines = Story(), []
    for batch in _batches(game, who):
        kept = [entry for when, entry in batch if number in (None, when)]
        lines += story.lines(words, kept)
    return lines or [words.say("record.nothing")]


def _batches(game: Game, who: str) -> Iterable[list[tuple[int, Entry]]]:
    """What happened together, each with its turn; cards are in one's papers."""
    turn = 0
    for moment in game.history():
        batch = []
        for each in moment.entries:
            entry = each.shown_to(who)
            if entry is None or isinstance(entry.event, CardDealt):
                continue
            if isinstance(entry.event, TurnBegan):
                turn = entry.event.turn
            batch.append((turn, entry))
        yield batch
