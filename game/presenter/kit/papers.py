"""The papers of the players: the situation, and what each side and each seat reads alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.document.sheets import SheetBook
from game.model.expressions import Number
from game.model.scenario import titled
from game.presenter.explanations import about_track
from game.presenter.kit.room_papers import KitWords, side_mark
from game.presenter.papers import (
    DossierScoreLine,
    briefed_seat,
    card_audience,
    held_cards,
    score_lines,
    source_notes,
)
from game.presenter.prose import name_without_article, with_footnotes, without_sources
from game.presenter.worded_game import WordedGame
from game.session.offer_draft import weight_of_issue
from game.words.sentences import number
from game.words.wording import Wording

_NOTE_LINES, _LINES_FOR_SENTENCE, _MOST_COLUMNS = 4, 3, 12


def add_situation(book: SheetBook, worded: WordedGame) -> None:
    """Adds what everybody reads."""
    words, notes = worded.words, dict[str, int]()
    scenario = words.scenario
    book.begin_sheet(KitWords(words).label("ui.briefing.situation"))
    book.heading(words.say("ui.briefing.situation"), 1)
    book.paragraph(without_sources(scenario.summary), "lede")
    for text in with_footnotes(scenario.situation, scenario, notes):
        book.paragraph(text)
    _add_sources(book, words, notes)


def add_side(book: SheetBook, worded: WordedGame, side: str, *, dealt: bool) -> None:
    """Adds the paper of a side. dealt: whether it names the cards that the side is dealt."""
    words, notes = worded.words, dict[str, int]()
    say, scenario, view = words.say, words.scenario, worded.view(side)
    written = scenario.sides[side]
    book.begin_sheet(KitWords(words).secret_label(side), side_mark(scenario, side))
    book.heading(name_without_article(words, side), 1)
    book.heading(say("ui.briefing.brief"))
    for text in with_footnotes(written.brief, scenario, notes):
        book.paragraph(text)
    cards = held_cards(words, view) if dealt else ()
    if cards:
        book.heading(words.counted("ui.briefing.cards", len(cards)))
        for card in cards:
            first, *others = with_footnotes(card.brief, scenario, notes) or [""]
            book.paragraph(first, strong=say("kit.card.name", deal=card.deal, name=card.name))
            for text in others:
                book.paragraph(text)
        book.paragraph(card_audience(words, view).sentence, "small")
    elif view.cards:
        book.paragraph(say("kit.cards.later"), "note")
    book.heading(say("ui.briefing.score"))
    book.table((), _scored(words, score_lines(words, view)))
    par = say("kit.par", par=say("ui.briefing.par"), points=number(written.par))
    book.paragraph(say("ui.briefing.par.about"), strong=f"{par}.")
    for id, table in scenario.tables.items():
        reserve = view.tables[id].reserves.get(side)
        if side in table.between and reserve is not None and (dealt or not scenario.deals):
            values = {"table": words.naming.table(id), "worth": number(reserve)}
            book.paragraph(say("kit.reserve.about"), strong=say("kit.reserve", **values))
    if written.seats:
        book.heading(say("ui.briefing.seats"))
        names = [titled(seat.name, id) for id, seat in written.seats.items()]
        decides = words.counted("ui.briefing.seats.count", len(names))
        book.paragraph(" · ".join(names), strong=f"{decides}.")
    _add_tracks(book, worded, side, dealt=dealt)
    _add_sources(book, words, notes)


def _scored(words: Wording, lines: Iterable[DossierScoreLine]) -> list[tuple[str, str]]:
    """What counts, with the range of its points, or what it gives at the start."""
    return [
        (
            line.label,
            line.range or words.say("kit.score.start", points=number(line.points or 0)),
        )
        for line in lines
    ]


def _add_tracks(book: SheetBook, worded: WordedGame, side: str, *, dealt: bool) -> None:
    """The tracks that a side sees; with their values only where luck is known too."""
    words = worded.words
    book.heading(words.say("kit.tracks"))
    head = ["kit.tracks.name", "kit.tracks.about", *(["kit.tracks.start"] if dealt else [])]
    rows = _track_rows(worded, side, dealt=dealt)
    book.explained([words.say(key) for key in head], rows)


def _track_rows(worded: WordedGame, side: str, *, dealt: bool) -> Iterator[tuple[str, ...]]:
    words, view = worded.words, worded.view(side)
    for id, track in words.scenario.tracks.items():
        if id not in view.tracks and id not in view.bands:
            continue
        about = about_track(words, id, side)
        if not track.levels and id in view.tracks:
            low, high = map(number, track.bounds)
            scale = words.say("ui.briefing.score.between", low=low, high=high)
            about = words.say("kit.tracks.scaled", scale=scale, about=about)
        row = (words.naming.track(id), about)
        yield (*row, _start(worded, side, id)) if dealt else row


def _start(worded: WordedGame, side: str, id: str) -> str:
    words, view = worded.words, worded.view(side)
    track = words.scenario.tracks[id]
    if id in view.tracks and not track.levels:
        return words.naming.measure(id, view.tracks[id])
    names = tuple(track.levels.values()) or tuple(band.name for band in track.bands)
    band = track.band_of(view.tracks[id]) if id in view.tracks else view.bands[id]
    return names[band] if band < len(names) else ""


def add_seat(
    book: SheetBook, worded: WordedGame, side: str, seat: str, *, dealt: bool
) -> None:  # fmt: skip
    """Adds the paper that only one seat of a side reads. dealt: whether it may tell what a card
    that is dealt says."""
    words, notes = worded.words, dict[str, int]()
    say, scenario = words.say, words.scenario
    seats = scenario.sides[side].seats
    book.begin_sheet(KitWords(words).secret_label(side, seat), side_mark(scenario, side))
    book.role(titled(seats[seat].name, seat), name_without_article(words, side), "")
    others = [titled(other.name, id) for id, other in seats.items() if id != seat]
    brief = [str(text) for text in with_footnotes(seats[seat].brief, scenario, notes)]
    texts = [(say("kit.seat.brief"), brief)]
    if others:
        around = say("kit.seat.with", seats=words.listed(others))
        texts.append((say("kit.seat.around"), [around]))
    table, weights = _weights(worded, side, dealt=dealt)
    book.columns(texts, weights, say("kit.seat.weights"), table, source_notes(words, notes))
    own = briefed_seat(words, worded.view(side), seat).score
    if own:
        book.heading(say("seat.brief.counts"))
        book.paragraph(say("seat.brief.counts.about"), "small")
        book.table((), _scored(words, own))
    book.heading(say("kit.seat.sentence"))
    book.paragraph(say("kit.seat.sentence.about"), "small")
    book.blanks([""] * _LINES_FOR_SENTENCE)
    book.heading(say("kit.seat.tally"))
    rows = [
        (name_without_article(words, each), side_mark(scenario, each)) for each in scenario.sides
    ]
    book.tally(say("kit.observer.turn"), rows, min(scenario.turns, _MOST_COLUMNS))
    book.heading(say("kit.notes"))
    book.blanks([""] * _NOTE_LINES)


def _weights(
    worded: WordedGame, side: str, *, dealt: bool
) -> tuple[str, list[tuple[str, str]]]:  # fmt: skip
    """What each issue of the side's first negotiation weighs for it, where that is a number, and
    which negotiation that is."""
    words = worded.words
    for id, table in words.scenario.tables.items():
        if side not in table.between or (side in table.weights_by and not dealt):
            continue
        weights = [
            (issue, weight_of_issue(table, worded.view(side), issue)) for issue in table.issues
        ]
        known = [(issue, w.value) for issue, w in weights if isinstance(w, Number)]
        if known:
            known.sort(key=lambda each: -each[1])
            rows = [(words.naming.issue(id, issue), number(value)) for issue, value in known]
            return words.naming.table(id), rows
    return "", []


def _add_sources(book: SheetBook, words: Wording, notes: dict[str, int]) -> None:
    if notes:
        book.heading(words.say("ui.briefing.sources"), 3)
        book.footnotes(source_notes(words, notes))
