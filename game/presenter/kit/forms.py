"""What is filled in by hand: the observer's sheet, and a form for each negotiation."""

from __future__ import annotations

from game.document.sheets import BallotIssue, SheetBook
from game.presenter.kit.labels import KitWords, side_mark
from game.presenter.prose import name_without_article, without_sources
from game.words.wording import Wording


def add_observer(book: SheetBook, words: Wording) -> None:
    """Adds the observer's sheet: the learning objectives, then the turns."""
    say, scenario = words.say, words.scenario
    label = KitWords(words).label("kit.part.observer")
    book.begin_sheet(label)
    book.heading(say("kit.observer"), 1)
    book.paragraph(say("kit.observer.about"))
    book.blanks(map(say, ("kit.observer.name", "kit.observer.watches", "kit.observer.date")))
    if scenario.objectives:
        book.note_rows(
            (say("kit.observer.objective"), say("kit.observer.seen")),
            [(without_sources(text), "") for text in scenario.objectives.values()],
        )
        book.begin_sheet(label)
    book.heading(say("kit.observer.turns"))
    head = ("kit.observer.turn", "kit.observer.event", "kit.observer.question")
    book.note_rows(
        tuple(map(say, head)),
        [(_turn(words, turn), "", "") for turn in range(1, scenario.turns + 1)],
        by_turn=True,
    )


def _turn(words: Wording, turn: int) -> str:
    day = words.day(turn)
    return words.say("kit.turn.date", turn=turn, day=day) if day else str(turn)


def add_minute(book: SheetBook, words: Wording, table: str) -> None:
    """Adds the form of a negotiation, to be ticked and signed."""
    say, naming, written = words.say, words.naming, words.scenario.tables[table]
    label = say("kit.label", scenario=words.scenario.title, part=naming.table(table))
    book.begin_sheet(label)
    book.heading(naming.table(table), 1)
    book.paragraph(say("kit.minute.between", sides=naming.sides(written.between)), "lede")
    if written.text:
        book.paragraph(without_sources(written.text))
    book.paragraph(say("kit.minute.about"), "note")
    book.ballot(
        BallotIssue(
            naming.issue(table, id),
            without_sources(issue.text),
            tuple(
                (naming.option(table, id, option), without_sources(each.text))
                for option, each in issue.options.items()
            ),
        )
        for id, issue in written.issues.items()
    )
    book.signatures(
        [
            (name_without_article(words, side), side_mark(words.scenario, side))
            for side in written.between
        ],
        say("kit.minute.sign"),
        say("kit.minute.turn"),
    )
