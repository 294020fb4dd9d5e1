"""What everybody heard last: a story, an announcement, or what the sides told the press."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Literal

from attrs import evolve, frozen

from game.model.decisions import FACILITATOR, PUBLIC
from game.model.log_events import ActionTaken, InjectFired, PactEvent
from game.presenter.own_words import words_of_statement
from game.presenter.participants import member_name
from game.presenter.prose import without_sources
from game.presenter.sides.badges import SideBadge, badge_of
from game.presenter.statements import latest_statements
from game.presenter.stories.stories import TrackChange, pact_of, story_of
from game.presenter.stories.story_pages import (
    StoryPage,
    announcement_page,
    inject_page,
    pact_page,
)
from game.presenter.told_game import ToldGame
from game.presenter.verdicts import judge_change
from game.room.events import (
    WallShows,
)
from game.room.room import Room
from game.session.game import Game
from game.session.records.recorded_actions import TO_ALL
from game.session.sayings import Saying, sayings
from game.words.sentences import signed
from game.words.wording import Wording

NOTHING_YET = -1
"""Stands for the moment of news where there was none."""
_LONG, _VERY_LONG = 150, 330
"""The letters of a text that is to be read from eight metres in smaller, and smallest, type."""

_HEADLINE = 120
"""The most letters of an announcement that is its own headline."""

TextLength = Literal["short", "long", "very-long"]


@frozen
class StoryChange:
    """A track that a story changed, in a few words."""

    text: str
    direction: int
    verdict: str


@frozen
class WallStory:
    """The last story, for the whole wall and for the strip."""

    moment: int
    """Of the game: the one in which it broke."""
    head: str
    date: str
    headline: str
    paragraphs: tuple[str, ...]
    length: TextLength
    changes: tuple[StoryChange, ...]
    """What it changed that all may know."""


@frozen
class WallStatement:
    """The newest that a side said to everybody."""

    moment: int
    badge: SideBadge
    side: str
    turn: str
    title: str
    """The name of a statement to the press, or who wrote a message; may be empty."""
    text: str
    brief: str
    """One line for the board: own words, or the name of the statement."""
    length: TextLength
    is_for_press: bool
    """Whether all sides spoke at the same time, in a phase of the game."""


@frozen
class WallNews:
    """What the wall can show besides the board."""

    story: WallStory | None
    statements: tuple[WallStatement, ...]
    """The newest of each side that has said something, in the order of the scenario."""

    @property
    def newest(self) -> int:
        """The moment in which something last broke; NOTHING_YET where nothing has."""
        moments = [each.moment for each in self.statements if each.is_for_press]
        if self.story is not None:
            moments.append(self.story.moment)
        return max(moments, default=NOTHING_YET)

    @property
    def leads_with_statements(self) -> bool:
        """Whether the sides spoke to the press after the last story."""
        return self.story is None or self.story.moment < self.newest


def wall_news(room: Room, told: ToldGame) -> WallNews:
    """The latest that everybody may know.

    Of several tables nobody is told, so with them there are only announcements to all.
    """
    if len(room.tables) > 1:
        return WallNews(_common_announcement(room, told), ())
    announced = _latest_announcement(told)
    story = _latest_story(told, announced.moment if announced is not None else NOTHING_YET)
    return WallNews(story or announced, tuple(_statements(told)))


# Stories


def _latest_story(told: ToldGame, after: int) -> WallStory | None:
    """The last story that broke after a moment; None where there was none."""
    for number, event in _public_events(told):
        if number <= after:
            return None
        if isinstance(event, InjectFired):
            page = inject_page(told, PUBLIC, event.inject)
            return _story(told.words, number, page, story_of(told, PUBLIC, event.inject).changes)
        if isinstance(event, PactEvent):
            page = pact_page(told, PUBLIC, event.table)
            return _story(told.words, number, page, pact_of(told, PUBLIC, event.table)[1].changes)
    return None


def _public_events(told: ToldGame) -> Iterator[tuple[int, object]]:
    """What happened as far as all may know, the latest first, each with its moment."""
    moments = told.game.moments
    for number in reversed(told.path()):
        for entry in reversed(moments[number].shown_to(PUBLIC)):
            yield number, entry.event


def _story(
    words: Wording, moment: int, page: StoryPage, changes: tuple[TrackChange, ...]
) -> WallStory:
    paragraphs = page.paragraphs or page.clauses
    return WallStory(
        moment,
        page.head,
        page.date,
        page.headline,
        paragraphs,
        text_length("".join(paragraphs)),
        tuple(_changes(words, changes)),
    )


def text_length(text: str) -> TextLength:
    """How long a text is for a reader at eight metres."""
    return "short" if len(text) <= _LONG else "long" if len(text) <= _VERY_LONG else "very-long"


def _changes(words: Wording, changes: tuple[TrackChange, ...]) -> Iterator[StoryChange]:
    for each in changes:
        track, delta = words.scenario.tracks[each.track], each.after - each.before
        if delta and not track.levels:
            text = f"{words.naming.track(each.track)} {signed(delta)}"
            verdict = judge_change(track, PUBLIC, delta) or "even"
            yield StoryChange(text, 1 if delta > 0 else -1, verdict)


# Announcements


def _latest_announcement(told: ToldGame) -> WallStory | None:
    said = _announcements(told.game, told.hidden_words)
    return _announcement(told.words, said[-1]) if said else None


def _announcements(game: Game, hidden: Container[int]) -> list[Saying]:
    """What was announced and isn't hidden by its line."""
    return [
        saying
        for saying in sayings(game, PUBLIC)
        if saying.sender == FACILITATOR and saying.number not in hidden
    ]


def _announcement(words: Wording, saying: Saying) -> WallStory:
    """What was announced; a short one without a headline of its own is its headline."""
    page = announcement_page(words, saying, saying.turn)
    text = "".join(page.paragraphs)
    if page.headline == words.say("ui.words.announcement") and len(text) <= _HEADLINE:
        page = evolve(page, headline=text, paragraphs=())
    return _story(words, saying.number, page, ())


def _common_announcement(room: Room, told: ToldGame) -> WallStory | None:
    """The last announcement that was made at all tables; its date is that of no table."""
    saying = _last_heard_by_all(room, told)
    return evolve(_announcement(told.words, saying), date="") if saying is not None else None


def _last_heard_by_all(room: Room, told: ToldGame) -> Saying | None:
    """The last announcement that was made at all tables."""
    others = [
        {saying.words for saying in _announcements(table.game, table.hidden_words)}
        for table in room.tables.values()
    ]
    said = reversed(_announcements(told.game, told.hidden_words))
    return next((each for each in said if all(each.words in heard for heard in others)), None)


def question_after_end(room: Room, told: ToldGame) -> tuple[str, ...]:
    """What was asked in the debrief since the wall last showed another step, line by line."""
    saying = _last_heard_by_all(room, told)
    if saying is None or saying.number < room.revealed_line:
        return ()
    is_over = not told.game.moments[saying.number].state.to_move
    return tuple(saying.words.splitlines()) if is_over else ()


# Statements


def _statements(told: ToldGame) -> Iterator[WallStatement]:
    for side in told.words.scenario.sides:
        spoken = [_press_statement(told, side), _message(told, side)]
        known = [each for each in spoken if each is not None]
        if known:
            yield max(known, key=lambda each: each.moment)


def _press_statement(told: ToldGame, side: str) -> WallStatement | None:
    """What a side told the press last; None where it has told it nothing."""
    words, latest = told.words, latest_statements(told, PUBLIC)
    statement = next((s for s in latest.statements if s.side == side), None) if latest else None
    if latest is None or statement is None:
        return None
    made = ActionTaken(side, statement.action)
    moment = next(number for number, event in _public_events(told) if event == made)
    quotation = statement.entries[0].quotation
    written = words_of_statement(told, latest.turn, side, statement.action)
    own_words = quotation.text if quotation is not None else written
    text = (
        words.say("quoted", text=own_words)
        if own_words
        else without_sources(words.scenario.actions[statement.action].text)
    )
    title = words.naming.action(statement.action)
    return _statement(
        told, side, moment, latest.turn, title, text,
        is_for_press=True, has_own_words=bool(own_words),
    )  # fmt: skip


def _message(told: ToldGame, side: str) -> WallStatement | None:
    """What somebody of a side wrote to everybody last; None where nobody did."""
    said = [
        saying
        for saying in sayings(told.game, PUBLIC)
        if saying.to == TO_ALL
        and saying.sender.partition(".")[0] == side
        and saying.words
        and saying.number not in told.hidden_words
    ]
    if not said:
        return None
    saying, words = said[-1], told.words
    seat = saying.sender.partition(".")[2]
    title = words.scenario.sides[side].seats[seat].name if seat else ""
    text = words.say("quoted", text=" ".join(saying.words.split()))
    return _statement(
        told, side, saying.number, saying.turn, title, text,
        is_for_press=False, has_own_words=True,
    )  # fmt: skip


def _statement(
    told: ToldGame, side: str, moment: int, turn: int, title: str, text: str,
    *, is_for_press: bool, has_own_words: bool,
) -> WallStatement:  # fmt: skip
    words = told.words
    return WallStatement(
        moment,
        badge_of(words.scenario, side),
        member_name(words, side),
        words.say("console.agenda.turn", turn=max(1, turn)),
        title,
        text,
        text if has_own_words else title,
        text_length(text),
        is_for_press,
    )


# Whether it still fills the wall


def is_overtaken(told: ToldGame, moment: int) -> bool:
    """Whether something was decided after a moment, as far as everybody may know."""
    later = (told.game.moments[number] for number in told.path() if number > moment)
    if any(each.shown_to(PUBLIC) for each in later):
        return True
    then = told.turn_views(PUBLIC, moment)[-1]
    return then.to_move != told.view(PUBLIC).to_move


def shown_on_wall(room: Room, told: ToldGame, news: WallNews, *, is_new: bool) -> WallShows:
    """What the wall shows: what it was turned to, or a story that broke a moment ago.

    is_new: whether the time of the newest isn't up. What is turned by hand stays until something
    new breaks.
    """
    if news.story is None and not news.statements:
        return "board"
    if room.wall_shows and room.wall_line > news.newest:
        return "story" if room.wall_shows == "story" else "board"
    if news.newest == NOTHING_YET or (room.story_seconds and not is_new):
        return "board"
    # Of several tables nobody is told whether something was decided.
    is_alone = len(room.tables) == 1
    return "board" if is_alone and is_overtaken(told, news.newest) else "story"
