"""The kit on paper as one document, with a first page that tells what is in it."""

from __future__ import annotations

from collections.abc import Iterator

from game.document.sheets import BallotIssue, CutCard, SheetBook
from game.model.decisions import FACILITATOR, PUBLIC
from game.model.effects import Give
from game.model.injects import Inject
from game.presenter.console.agenda import agenda
from game.presenter.console.questions import questions_of_scenario
from game.presenter.explanations import about_phase
from game.presenter.kit.papers import add_seat, add_side, add_situation
from game.presenter.kit.room_papers import (
    KitRoom,
    KitWords,
    add_connection,
    add_plates,
    add_slips,
    plate_count,
    side_mark,
)
from game.presenter.prose import name_without_article, without_sources
from game.presenter.worded_game import WordedGame
from game.rules.places import spot
from game.words.course import STEPS, TurnStep, about_step, steps_of_turn
from game.words.sentences import capital
from game.words.wording import Wording

_BEFORE = "papers", "connect", "begin"
_ASKED = "surprised", "turned", "other", "gave", "without", "next"
_SAID = "welcome", "papers", "turn", "table", "end"
_OBJECTIVES_HIGH, _TURNS_HIGH, _AGENDA_HIGH = 160, 205, 110
"""So many millimetres the rows of a table to write in share, below its heads on Letter."""


def kit(worded: WordedGame, seed: int | None, room: KitRoom | None = None) -> str:
    """The kit of a game that has just begun, as the text of an HTML file.

    seed: that of the game, if the cards that it deals are to be printed; None: they aren't.
    """
    words = worded.words
    scenario = words.scenario
    book = SheetBook(words.say("kit.title", scenario=scenario.title), words.language.code)
    _add_contents(book, words, seed, room)
    add_situation(book, worded)
    public = worded.words_for(PUBLIC)
    for side in scenario.sides:
        known = worded.known_to(side)
        add_side(book, known, side, dealt=seed is not None)
        for seat in briefed_seats(words, side):
            add_seat(book, known, side, seat, dealt=seed is not None)
    add_turn(book, public)
    add_plates(book, words)
    if scenario.injects:
        _add_event_cards(book, words)
    add_observer(book, public)
    add_agenda(book, words)
    add_questions(book, words)
    for table in scenario.tables:
        add_minute(book, words, table)
    add_connection(book, words, room)
    if room is not None:
        add_slips(book, words, room)
    return book.text()


def briefed_seats(words: Wording, side: str) -> tuple[str, ...]:
    """The seats of a side that have a paper of their own."""
    seats = words.scenario.sides[side].seats
    return tuple(id for id, seat in seats.items() if seat.brief or seat.score)


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
    yield say("ui.briefing.situation"), everybody, each
    for side in scenario.sides:
        name = name_without_article(words, side)
        yield say("kit.part.side", side=name), say("kit.readers.side"), each
        seats = len(briefed_seats(words, side))
        if seats:
            part = counted("kit.part.seats", seats, side=name)
            yield part, say("kit.readers.seat"), one
    yield say("course"), everybody, each
    yield counted("kit.part.plates", plate_count(words)), say("kit.readers.tables"), one
    if scenario.injects:
        yield counted("kit.part.cards", len(scenario.injects)), alone, one
    yield say("kit.part.agenda"), alone, one
    yield say("kit.part.questions"), alone, one
    yield say("kit.part.observer"), say("kit.readers.observers"), say("kit.copies.observer")
    for id, table in scenario.tables.items():
        part = say("kit.part.minute", table=words.naming.table(id))
        yield part, words.naming.sides(table.between), one
    yield say("kit.part.wifi"), say("kit.readers.room"), say("kit.copies.wifi")
    if room is not None:
        slips = counted("kit.part.slips", len(room.slips))
        yield slips, say("kit.readers.seat"), one


def add_turn(book: SheetBook, words: Wording) -> None:
    """Adds the page."""
    say, scenario = words.say, words.scenario
    book.begin_sheet(KitWords(words).label("course"))
    book.heading(say("course"), 1)
    names = _names_by_step(words)
    book.steps(
        (say("kit.turn.step", step=say(f"course.{step}")), about_step(words, step))
        for step in STEPS
        if step in names
    )
    if len(scenario.stages) > 1:
        book.heading(say("kit.turn.stages"))
        book.explained(
            (say("kit.turn.stage"), say("kit.turn.order")),
            [
                (words.naming.stage(id), " → ".join(map(words.naming.phase, stage.phases)))
                for id, stage in scenario.stages.items()
            ],
        )
    book.heading(say("kit.turn.phases"))
    used = {id for stage in scenario.stages.values() for id in stage.phases}
    book.explained(
        (),
        [
            (words.naming.phase(id), without_sources(phase.text) or about_phase(words, id))
            for id, phase in scenario.phases.items()
            if id in used
        ],
    )
    days = [(turn, words.day(turn)) for turn in range(1, scenario.turns + 1)]
    dates = [say("kit.turn.date", turn=turn, day=day) for turn, day in days if day]
    if dates:
        book.paragraph(say("semicolon").join(dates) + ".", strong=say("kit.turn.dates"))
    book.paragraph(words.counted("course.end", scenario.turns))


def _names_by_step(words: Wording) -> set[TurnStep]:
    """The steps that a turn of some stage has."""
    return {step for stage in words.scenario.stages for step, _ in steps_of_turn(words, stage)}


def _add_event_cards(book: SheetBook, words: Wording) -> None:
    """Adds a card for each inject: those with a date first, those by hand last."""
    book.begin_sheet(KitWords(words).facilitator_label())
    book.heading(words.say("kit.events"), 1)
    book.paragraph(words.say("kit.events.about"), "small")
    injects = words.scenario.injects
    book.cards(_event_card(words, id) for id in sorted(injects, key=lambda id: _rank(injects[id])))


def _rank(inject: Inject) -> tuple[int, int]:
    if inject.at is not None:
        return 0, inject.at
    if inject.weight is not None:
        return 2, 0
    return (1 if inject.when is not None or inject.chance is not None else 3), 0


def _event_card(words: Wording, id: str) -> CutCard:
    inject = words.scenario.injects[id]
    return CutCard(
        title=words.naming.inject(id),
        kind=capital(inject.kind),
        text=without_sources(words.fill(inject.text, None)),
        lines=tuple(_lines(words, id, inject)),
    )


def _lines(words: Wording, id: str, inject: Inject) -> Iterator[tuple[str, str]]:
    say = words.say
    needs = words.needs(inject.when, spot(words.scenario, ("injects", id, "when")))
    timing = words.inject_timing(id)
    yield say("kit.event.when"), f"{timing} {needs}" if needs else timing
    yield say("kit.event.effects"), words.effects(inject.effects, FACILITATOR)
    if inject.ask:
        yield say("kit.event.question"), _question(words, id, inject)
    for answer, option in inject.answers.items():
        label = say("kit.event.answer", answer=words.naming.answer(id, answer))
        parts = (words.cost(option.cost), words.effects(option.effects, FACILITATOR))
        yield label, " ".join(part for part in parts if part)
    guidance = without_sources(inject.facilitator)
    yield say("kit.event.guidance"), guidance
    if inject.historical:
        yield "", say("kit.event.historical")


def _question(words: Wording, id: str, inject: Inject) -> str:
    sides = words.naming.sides(inject.ask)
    answers = words.listed(
        [words.say("quoted", text=words.naming.answer(id, answer)) for answer in inject.answers],
        "or",
    )
    if len(inject.ask) > 1 and inject.reveal is not None:
        return words.say("ui.injects.asks.together", sides=sides, answers=answers)
    return words.counted("ui.injects.asks", len(inject.ask), sides=sides, answers=answers)


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
            (say("console.notes.objective"), say("kit.observer.seen")),
            [(without_sources(text), "") for text in scenario.objectives.values()],
            filling=_OBJECTIVES_HIGH,
        )
        book.begin_sheet(label)
    book.heading(say("kit.observer.turns"))
    head = ("kit.observer.turn", "kit.observer.event", "kit.observer.question")
    book.note_rows(
        tuple(map(say, head)),
        [(_turn(words, turn), "", "") for turn in range(1, scenario.turns + 1)],
        by_turn=True,
        filling=_TURNS_HIGH,
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
    book.paragraph(say("kit.minute.about"), "note")
    book.ballot(
        BallotIssue(
            naming.issue(table, id), tuple(naming.option(table, id, each) for each in issue.options)
        )
        for id, issue in written.issues.items()
    )
    promises = [
        (
            naming.promise(id),
            words.counted("kit.minute.promise", each.turns),
            side_mark(words.scenario, each.by[0]),
        )
        for id, each in words.scenario.promises.items()
        if Give(id) in written.agreed
    ]
    if promises:
        book.terms(promises)
    rules = [
        words.rule(rule, spot(words.scenario, ("tables", table, "rules", index)))
        for index, rule in enumerate(written.rules)
    ]
    rules += words.what_binds(table)
    if rules:
        book.paragraph(" ".join(rules), "small", strong=say("kit.minute.rules"))
    book.signatures(
        [
            (name_without_article(words, side), side_mark(words.scenario, side))
            for side in written.between
        ],
        say("kit.minute.sign"),
        (say("kit.minute.table"), say("kit.minute.turn")),
        say("kit.minute.seal"),
    )


def add_agenda(book: SheetBook, words: Wording) -> None:
    """Adds the page with the times of a session, for the facilitator."""
    say, scenario = words.say, words.scenario
    book.begin_sheet(KitWords(words).facilitator_label(), kind="large")
    book.heading(say("kit.agenda"), 1)
    parts = agenda(words, (), 1, begun=False, over=False).parts
    book.note_rows(
        tuple(map(say, ("kit.agenda.part", "kit.agenda.minutes", "kit.agenda.yours"))),
        [(part.name, str(part.minutes or ""), "") for part in parts],
        filling=_AGENDA_HIGH,
    )
    book.heading(say("kit.agenda.before"))
    book.steps((say(f"kit.agenda.{key}"), say(f"kit.agenda.{key}.about")) for key in _BEFORE)
    book.begin_sheet(KitWords(words).facilitator_label(), kind="large")
    book.heading(say("kit.say"), 1)
    text = without_sources(scenario.summary)
    book.steps(
        (say(f"kit.say.{key}"), say(f"kit.say.{key}.about", summary=text, turns=scenario.turns))
        for key in _SAID
    )


def add_questions(book: SheetBook, words: Wording) -> None:
    """Adds the page with the questions for the debrief, for the facilitator."""
    say = words.say
    book.begin_sheet(KitWords(words).facilitator_label())
    book.heading(say("kit.questions"), 1)
    book.paragraph(say("kit.questions.about"))
    asked = [say(f"kit.questions.{key}") for key in _ASKED]
    asked += questions_of_scenario(words.scenario)
    book.note_rows((say("kit.questions.ask"), say("kit.questions.heard")), [(q, "") for q in asked])
