"""What of the kit on paper a side may read."""

from __future__ import annotations

from game.document.sheets import SheetBook
from game.model.decisions import PUBLIC
from game.presenter.kit.kit import add_minute, add_turn, briefed_seats
from game.presenter.kit.papers import add_seat, add_side, add_situation
from game.presenter.worded_game import WordedGame


def print_sheets(worded: WordedGame, side: str) -> str:
    """The sheets that anybody may read, and those of a side with the cards dealt; side: empty:
    of none."""
    known = worded.known_to(side or PUBLIC)
    book, words = SheetBook("", worded.words.language.code), known.words
    add_situation(book, known)
    add_turn(book, words)
    if side:
        add_side(book, known, side, dealt=True)
        for seat in briefed_seats(words, side):
            add_seat(book, known, side, seat, dealt=True)
    for id, table in words.scenario.tables.items():
        if side in table.between:
            add_minute(book, words, id)
    return book.text()
