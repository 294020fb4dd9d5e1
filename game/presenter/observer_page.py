"""Everything that the page of an observer shows: what one reader may know, and a place for notes.

An observer reads what all may know, or what one side knows, and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, get_args

from attrs import frozen

from game.engine.pending import phase_of
from game.model.decisions import PUBLIC
from game.model.log_events import OfferMade
from game.presenter.badges import SideBadge, badge_of, side_badges
from game.presenter.offers.clauses import package_clauses
from game.presenter.own_words import argument_of_standing_offer
from game.presenter.papers import source_notes
from game.presenter.participants import saying_text
from game.presenter.proceedings import happenings, sentences
from game.presenter.prose import with_footnotes, without_sources
from game.presenter.seat.context import Opened
from game.presenter.seat.dossier import PapersTab, papers_tab
from game.presenter.seat.ending import EndedGame, game_over
from game.presenter.seat.messages import unless_hidden
from game.presenter.seat.news import stories_among
from game.presenter.seat.record import RecordTab, record_tab
from game.presenter.seat.state import StateTab, state_for
from game.presenter.stories.story_pages import StoryPage
from game.presenter.track_lines import track_line
from game.presenter.track_readings import track_readings
from game.presenter.wall.wall_page import deciding_sentence, public_readings, reopened
from game.presenter.worded_game import WordedGame
from game.room.people import Device, Watch
from game.room.room import Room
from game.room.state import RoomNote
from game.rules.compiled import ActionsRules
from game.session.offer_draft import visited
from game.session.said_and_done import sayings
from game.words.sentences import capital, local_time
from game.words.wording import Wording

LONGEST_NOTE_HERE = 500
"""The most characters of a note on the page."""
_MOST_STORIES = 4
_MOST_LATEST = 6
_MOST_SAYINGS = 6


ObserverTab = Literal["now", "state", "papers", "record"]
OBSERVER_TABS: tuple[ObserverTab, ...] = get_args(ObserverTab)


@frozen
class OpenedByObserver:
    """A tab, and what is shown of the record."""

    tab: ObserverTab = "now"
    show: str = "all"
    """The key of the filter of the record."""
    turn: int = 0
    """The newest turn of the record that is shown; 0: the present one."""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> OpenedByObserver:
        """What the query of an address names; whatever it names that does not exist is left out."""
        tab = next((name for name in OBSERVER_TABS if name == query.get("tab")), OBSERVER_TABS[0])
        rest = Opened.read(query)
        return cls(tab, rest.show, rest.turn)

    @property
    def address(self) -> str:
        """What reads as the same again, behind `?tab=`."""
        rest = Opened(show=self.show, turn=self.turn).address.partition("&")[2]
        return f"{self.tab}&{rest}" if rest else self.tab


@frozen
class ObserverTabLink:
    """One of the tabs."""

    name: ObserverTab
    label: str
    is_current: bool


@frozen
class SideStands:
    """A side, and whether the game waits for it."""

    badge: SideBadge
    name: str
    decides: bool
    state: str
    """In words."""


@frozen
class SituationPaper:
    """What everybody has read before the game."""

    summary: str
    paragraphs: tuple[str, ...]
    sources: tuple[str, ...]


@frozen
class OwnNote:
    """A note that this observer wrote."""

    time: str
    turn: str
    objective: str
    """The label of its learning objective; empty where it has none."""
    text: str


@frozen
class ObserverPage:
    """The page of an observer."""

    opened: OpenedByObserver
    badge: SideBadge | None
    """That of the side whose view it is; None where it is what all may know."""
    badges: tuple[SideBadge, ...]
    title: str
    subtitle: str
    """Whose view it is; of several tables also which."""
    turn: str
    phase: str
    headline: str
    """What is going on now."""
    is_over: bool
    reopened: tuple[str, int] | None
    """That the table is open again, and when its talks end, in seconds since 1970."""
    sides: tuple[SideStands, ...]
    tabs: tuple[ObserverTabLink, ...]
    prepared: str
    """What the side has selected so far; empty where that isn't shown."""
    draft: ObservedOffer | None
    offers: tuple[ObservedOffer, ...]
    news: tuple[StoryPage, ...]
    latest: tuple[str, ...]
    """What happened last, as sentences, the newest first."""
    sayings: tuple[str, ...]
    """What was said, the newest first."""
    ending: EndedGame | None
    """How the game ended for the side; None while it plays, and for who sees what all may know."""
    state: StateTab
    side_papers: PapersTab | None
    """The papers of the side; None where they aren't shown."""
    side_name: str
    situation: SituationPaper
    record: RecordTab
    objectives: tuple[str, ...]
    """The learning objectives, each with its label."""
    notes: tuple[OwnNote, ...]
    """Its own, the newest first."""
    longest_note: int = LONGEST_NOTE_HERE


def observer_page(
    room: Room, worded: WordedGame, device: Device, watch: Watch, opened: OpenedByObserver
) -> ObserverPage:
    """The page of an observer. worded: the game of the table that is observed."""
    worded = worded.known_to(watch.reader)
    words, reader, side = worded.words, watch.reader, watch.side
    scenario, over = words.scenario, not worded.state.to_move
    prepared, draft = (
        what_is_prepared(worded, side, room.tables[watch.table].words(side)) if side else ("", None)
    )
    said = [
        saying_text(words, unless_hidden(worded, each)) for each in sayings(worded.game, reader)
    ]
    return ObserverPage(
        opened=opened,
        badge=badge_of(scenario, side) if side else None,
        badges=(*side_badges(scenario), badge_of(scenario, "")),
        title=words.say("observe.title.named", name=device.name)
        if device.name
        else words.say("observe.title"),
        subtitle=watch_name(words, watch, len(room.tables)),
        turn=_turn(worded, reader),
        phase=_phase(worded, reader),
        headline=_headline(room, worded, watch),
        is_over=over,
        reopened=reopened((room.tables[watch.table],), words) if over else None,
        sides=() if over else tuple(_sides(worded)),
        tabs=tuple(
            ObserverTabLink(each, words.say(f"observe.tab.{each}"), each == opened.tab)
            for each in OBSERVER_TABS
        ),
        prepared=prepared,
        draft=draft,
        offers=tuple(standing_offers(worded, reader)),
        news=() if over else _news(worded, reader),
        latest=tuple(_latest(worded, reader)),
        sayings=tuple(reversed(said[-_MOST_SAYINGS:])),
        ending=game_over(worded, side) if over and side else None,
        state=_state(worded, watch),
        side_papers=papers_tab(worded, side, "") if side else None,
        side_name=words.naming.side(side) if side else "",
        situation=_situation(words),
        record=record_tab(worded, reader, opened.show, opened.turn, observes=True),
        objectives=tuple(
            f"{label} · {without_sources(text)}" for label, text in scenario.objectives.items()
        ),
        notes=tuple(
            _own_note(words, note) for note in reversed(room.notes) if note.device == device.id
        ),
    )


def watch_name(words: Wording, watch: Watch, tables: int = 1) -> str:
    """What an observer sees, in words; of several tables also which."""
    name = words.say("observe.public")
    if watch.side:
        name = words.say("observe.side", side=words.naming.side_inside(watch.side))
    if tables == 1:
        return name
    return words.say("observe.at-table", table=watch.table, what=name)


def _headline(room: Room, worded: WordedGame, watch: Watch) -> str:
    if not worded.state.to_move:
        return worded.words.say("room.wall.over")
    if room.tables[watch.table].game.paused:
        return worded.words.say("room.wall.paused")
    return deciding_sentence(worded)


def _sides(worded: WordedGame) -> Iterator[SideStands]:
    """How far each side is, which everybody can see."""
    words, to_move = worded.words, worded.view(PUBLIC).to_move
    phase = phase_of(worded.game.rules, worded.state)
    together = isinstance(phase, ActionsRules) and phase.together and not worded.state.questions
    for side in words.scenario.sides:
        decides = side in to_move
        key = "room.wall.decides" if decides else "room.wall.ready" if together else "wall.listens"
        yield SideStands(
            badge_of(words.scenario, side), words.naming.side(side), decides, words.say(key)
        )


def _turn(worded: WordedGame, reader: str) -> str:
    words, turn = worded.words, max(1, worded.view(reader).turn)
    text, day = words.say("board.turn", turn=turn, turns=words.scenario.turns), words.day(turn)
    return words.say("seat.turn.day", turn=text, day=day) if day else text


def _phase(worded: WordedGame, reader: str) -> str:
    naming, view = worded.words.naming, worded.view(reader)
    return capital(naming.phase(view.phase) if view.phase is not None else naming.stage(view.stage))


def _news(worded: WordedGame, reader: str) -> tuple[StoryPage, ...]:
    """The last stories, the newest first."""
    entries = [(entry, True) for entry in worded.game.log(reader)]
    return tuple(reversed(list(stories_among(worded, reader, entries))))[:_MOST_STORIES]


def _latest(worded: WordedGame, reader: str) -> Iterator[str]:
    """What happened last, without the offers, which stand by themselves or in the record."""
    record = [
        each
        for each in happenings(worded.record(reader))
        if not isinstance(each.head.event, OfferMade)
    ]
    for each in reversed(record[-_MOST_LATEST:]):
        yield " ".join(sentences(worded.words, each))


def _state(worded: WordedGame, watch: Watch) -> StateTab:
    words, only = worded.words, ""
    if watch.side:
        readings = track_readings(words, worded.turn_views(watch.side), watch.side)
        only = words.say("console.seen.one", side=words.naming.side_inside(watch.side))
    else:
        readings = list(public_readings(worded))
    # What explains a track is not worded for the side, whom it would address.
    tracks = [track_line(words, each, PUBLIC) for each in readings]
    return state_for(worded, watch.reader, tracks, only)


def _situation(words: Wording) -> SituationPaper:
    notes: dict[str, int] = {}
    scenario = words.scenario
    paragraphs = tuple(with_footnotes(scenario.situation, scenario, notes))
    return SituationPaper(
        without_sources(scenario.summary), paragraphs, tuple(source_notes(words, notes))
    )


def _own_note(words: Wording, note: RoomNote) -> OwnNote:
    turn = words.say("console.agenda.turn", turn=max(1, note.turn))
    labels = ("", *words.scenario.objectives)
    label = labels[note.objective] if note.objective < len(labels) else ""
    return OwnNote(local_time(note.at)[-5:], turn, label, note.text)


# Offers and drafts


@frozen
class ObservedOffer:
    """An offer that stands, or one that a side prepares."""

    badge: SideBadge
    head: str
    clauses: tuple[str, ...]
    """Issue by issue."""
    argument: str
    """What was written with it; may be empty."""


def standing_offers(worded: WordedGame, reader: str) -> Iterator[ObservedOffer]:
    """The offers that stand, as far as a reader may know."""
    words = worded.words
    for table in worded.view(reader).tables.values():
        if table.status != "open" or table.offer is None:
            continue
        head = words.say("console.offer.outside")
        if table.proposer is not None:
            head = words.say("console.offer", side=words.naming.side_inside(table.proposer))
        argument = argument_of_standing_offer(worded, reader, table.id)
        yield ObservedOffer(
            badge_of(words.scenario, table.proposer or ""),
            head,
            package_clauses(words, table.id, table.offer),
            words.say("quoted", text=argument) if argument else "",
        )


def what_is_prepared(
    worded: WordedGame, side: str, written: str
) -> tuple[str, ObservedOffer | None]:
    """What people of a side have selected, as a sentence, and the offer that they prepare.

    written: what is to be said with it; may be empty.
    """
    words, kind = worded.words, worded.decision_kind()
    if side not in worded.state.to_move or side not in worded.people:
        return "", None
    quoted = words.say("quoted", text=written.strip()) if written.strip() else ""
    if kind == "actions":
        names = [words.naming.action(action) for action in worded.selection(side).picks]
        said = words.say("console.side.prepared", actions=", ".join(names)) if names else ""
        return " · ".join(each for each in (said, quoted) if each), None
    table = visited(worded.view(side))
    if kind != "table" or table is None or not worded.asking(side).legal.offer:
        return "", None
    package = worded.offer_draft(side, table.id).package
    if not package:
        return "", None
    head = words.say("observe.draft", side=words.naming.side_inside(side))
    clauses = package_clauses(words, table.id, package)
    return "", ObservedOffer(badge_of(words.scenario, side), head, clauses, quoted)
