"""The record of proceedings: all that happened, as far as one reader may know, turn by turn."""

from __future__ import annotations

from collections.abc import Iterable

from game.presenter.hot_seat import HotSeat
from game.text.lines import Line, read_number
from game.text.narration import Narration


def record_lines(hot_seat: HotSeat, reader: str, turn: str = "") -> Iterable[Line]:
    """What happened in a turn, or in the whole game; how to ask, where there is no such turn."""
    words, last = hot_seat.words, hot_seat.state.turn
    number = read_number(turn, last)
    if turn and number is None:
        return [words.say("record.turns", last=last)]
    narration, lines = Narration(), list[Line]()
    for batch_turn, batch in hot_seat.record(reader):
        if number in (None, batch_turn):
            lines += narration.lines(words, batch)
    return lines or [words.say("record.nothing")]
