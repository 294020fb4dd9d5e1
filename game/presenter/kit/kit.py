"""The kit on paper as one document, with a first page that tells what is in it."""

from __future__ import annotations

from collections.abc import Iterator

from game.document.sheets import SheetBook
from game.presenter.kit.events import add_event_cards
from game.presenter.kit.forms import add_minute, add_observer
from game.presenter.kit.labels import KitWords
from game.presenter.kit.papers import add_seat, add_side, add_situation
from game.presenter.kit.room_papers import (
    KitRoom,
    add_connection,
    add_plates,
    add_slips,
    plate_count,
)
from game.presenter.kit.turn import add_turn
from game.presenter.prose import name_without_article
from game.presenter.told_game import ToldGame
from game.words.wording import Wording


def kit(told: ToldGame, seed: int | None, room: KitRoom | None = None) -> str:
    """The kit of a game that has just begun, as the text of an HTML file.

    seed: that of the game, if the cards that it deals are to be printed; None: they aren't.
    """
    words = told.words
    scenario = words.scenario
    book = SheetBook(words.say("kit.title", scenario=scenario.title), words.language.code)
    _add_contents(book, words, seed, room)
    add_situation(book, told)
    for side in scenario.sides:
        add_side(book, told, side, dealt=seed is not None)
        for seat in briefed_seats(words, side):
            add_seat(book, told, side, seat)
    add_turn(book, words)
    add_plates(book, words)
    if scenario.injects:
        add_event_cards(book, words)
    add_observer(book, words)
    for table in scenario.tables:
        add_minute(book, words, table)
    add_connection(book, words, room)
    if room is not None:
        add_slips(book, words, room)
    return book.text()


def briefed_seats(words: Wording, side: str) -> tuple[str, ...]:
    """The seats of a side that have a paper of their own."""
    return tuple(id for id, seat in words.scenario.sides[side].seats.items() if seat.brief)


def _add_contents(book: SheetBook, words: Wording, seed: int | None, room: KitRoom | None) -> None:
    say, scenario = words.say, words.scenario
    book.begin_sheet(KitWords(words).facilitator_label())
    book.heading(scenario.title, 1)
    book.paragraph(say("kit.contents"), "lede")
    book.paragraph(say("kit.contents.about"))
    book.paragraph(say("kit.contents.secret"), "note")
    if seed is not None:
        book.paragraph(say("kit.contents.seed", seed=seed), "note")
    elif scenario.deals:
        book.paragraph(say("kit.contents.unseeded"), "note")
    head = ("kit.contents.part", "kit.contents.readers", "kit.contents.copies")
    book.table([say(key) for key in head], _contents(words, room), words=3)


def _contents(words: Wording, room: KitRoom | None) -> Iterator[tuple[str, str, str]]:
    """The parts, whom they are for, and how many are needed."""
    say, counted, scenario = words.say, words.counted, words.scenario
    one, each = say("kit.copies.each"), say("kit.copies.person")
    everybody, alone = say("kit.readers.all"), say("kit.readers.facilitator")
    yield say("kit.part.situation"), everybody, each
    for side in scenario.sides:
        name = name_without_article(words, side)
        yield say("kit.part.side", side=name), say("kit.readers.side"), each
        seats = len(briefed_seats(words, side))
        if seats:
            part = counted("kit.part.seats", seats, side=name)
            yield part, say("kit.readers.seat"), one
    yield say("kit.part.turn"), everybody, each
    yield counted("kit.part.plates", plate_count(words)), say("kit.readers.tables"), one
    if scenario.injects:
        yield counted("kit.part.cards", len(scenario.injects)), alone, one
    yield say("kit.part.observer"), say("kit.readers.observers"), say("kit.copies.observer")
    for id, table in scenario.tables.items():
        part = say("kit.part.minute", table=words.naming.table(id))
        yield part, words.naming.sides(table.between), one
    yield say("kit.part.wifi"), say("kit.readers.room"), say("kit.copies.wifi")
    if room is not None:
        slips = counted("kit.part.slips", len(room.slips))
        yield slips, say("kit.readers.seat"), one
