"""What everybody heard last: a story, an announcement, or what the sides told the press."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Literal

from attrs import evolve, frozen

from game.model.decisions import FACILITATOR, PUBLIC
from game.model.log_events import ActionTaken, InjectFired, PactEvent, VoteCounted
from game.presenter.badges import SideBadge, badge_of
from game.presenter.participants import member_name
from game.presenter.prose import paragraphs, without_sources
from game.presenter.said.tally import Tally
from game.presenter.statements import latest_statements
from game.presenter.stories.stories import TrackChange, pact_of, story_of
from game.presenter.stories.story_pages import (
    StoryPage,
    announcement_page,
    dateline,
    inject_page,
    pact_page,
)
from game.presenter.verdicts import judge_change
from game.presenter.wall.several_tables import CommonStory, common_stories
from game.presenter.worded_game import WordedGame
from game.room.events import (
    WallShows,
)
from game.room.room import Room
from game.session.game import Game
from game.session.records.recorded_actions import TO_ALL
from game.session.said_and_done import Saying, sayings
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
    told: str = ""
    """Who has had it, where several tables play."""
    tally: Tally | None = None
    """The result of a vote, as far as it is told."""


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


def wall_news(room: Room, worded: WordedGame) -> WallNews:
    """The latest that everybody may know; of several tables what all of them have had."""
    if len(room.tables) > 1:
        return WallNews(_common_news(room, worded), ())
    announced = _latest_announcement(worded)
    story = _latest_story(worded, announced.moment if announced is not None else NOTHING_YET)
    return WallNews(story or announced, tuple(_statements(worded)))


# Stories


def _latest_story(worded: WordedGame, after: int) -> WallStory | None:
    """The last story that broke after a moment; None where there was none."""
    for number, event in _public_events(worded):
        if number <= after:
            return None
        if isinstance(event, InjectFired | VoteCounted):
            page = inject_page(worded, PUBLIC, event.inject)
            story = story_of(worded, PUBLIC, event.inject)
            return _story(worded.words, number, page, story.changes)
        if isinstance(event, PactEvent):
            page = pact_page(worded, PUBLIC, event.table)
            _, story = pact_of(worded, PUBLIC, event.table)
            return _story(worded.words, number, page, story.changes)
    return None


def _public_events(worded: WordedGame) -> Iterator[tuple[int, object]]:
    """What happened as far as all may know, the latest first, each with its moment."""
    moments = worded.game.moments
    for number in reversed(worded.path()):
        for entry in reversed(moments[number].shown_to(PUBLIC)):
            yield number, entry.event


def _story(
    words: Wording, moment: int, page: StoryPage, changes: tuple[TrackChange, ...]
) -> WallStory:
    shown = (each.sentence for each in page.consequences if each.kind == "revealed")
    paragraphs = (*(page.paragraphs or page.clauses), *shown)
    return WallStory(
        moment,
        page.head,
        page.date,
        page.headline,
        paragraphs,
        text_length("".join(paragraphs)),
        tuple(_changes(words, changes)),
        tally=page.tally,
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


def _latest_announcement(worded: WordedGame) -> WallStory | None:
    """The last announcement of this turn."""
    said = _announcements(worded.game, worded.hidden_words)
    if not said or said[-1].turn < worded.state.turn:
        return None
    return _announcement(worded.words, said[-1])


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


def _common_news(room: Room, worded: WordedGame) -> WallStory | None:
    """The last story that all tables have had, or what was announced to all after it.

    What is announced is shown until the first table ends its turn. Its number among all news takes
    the place of a moment, as each table has its own.
    """
    stories, announced = common_stories(room), _heard_by_all(room, worded)
    number = len(stories) + len(announced)
    latest = stories[-1] if stories else None
    if announced and _is_of_this_turn(room, latest, announced[-1].words):
        return evolve(_announcement(worded.words, announced[-1]), moment=number, date="")
    return _common_story(worded.words, latest, number) if latest is not None else None


def _is_of_this_turn(room: Room, latest: CommonStory | None, words: str) -> bool:
    """Whether no table has ended the turn of an announcement, and no story came after it."""
    for number, table in room.tables.items():
        if not table.game.state.to_move:
            continue
        said = [e for e in _announcements(table.game, table.hidden_words) if e.words == words]
        came_after = latest is not None and latest.moments.get(number, 0) > said[-1].number
        if came_after or said[-1].turn < table.game.state.turn:
            return False
    return True


def _common_story(words: Wording, story: CommonStory, number: int) -> WallStory:
    """A story without what it changed, as that isn't the same at all tables."""
    text = words.scenario.injects[story.inject].text
    texts = tuple(paragraphs(words.fill(text, story.figures)))
    return WallStory(
        number,
        words.say("ui.news.wire"),
        dateline(words, story.turn),
        words.naming.inject(story.inject),
        texts,
        text_length("".join(texts)),
        (),
        words.say("wall.story.told"),
    )


def _heard_by_all(room: Room, worded: WordedGame) -> list[Saying]:
    """What was announced at all tables."""
    others = [
        {saying.words for saying in _announcements(table.game, table.hidden_words)}
        for table in room.tables.values()
    ]
    said = _announcements(worded.game, worded.hidden_words)
    return [each for each in said if all(each.words in heard for heard in others)]


def question_after_end(room: Room, worded: WordedGame) -> tuple[str, ...]:
    """What was asked in the debrief since the wall last showed another step, line by line."""
    heard = _heard_by_all(room, worded)
    if not heard or heard[-1].number < room.revealed_line:
        return ()
    saying = heard[-1]
    is_over = not worded.game.moments[saying.number].state.to_move
    return tuple(saying.words.splitlines()) if is_over else ()


# Statements


def _statements(worded: WordedGame) -> Iterator[WallStatement]:
    for side in worded.words.scenario.sides:
        spoken = [_press_statement(worded, side), _message(worded, side)]
        known = [each for each in spoken if each is not None]
        if known:
            yield max(known, key=lambda each: each.moment)


def _press_statement(worded: WordedGame, side: str) -> WallStatement | None:
    """What a side told the press last; None where it has told it nothing."""
    words, latest = worded.words, latest_statements(worded, PUBLIC)
    statement = next((s for s in latest.statements if s.side == side), None) if latest else None
    if latest is None or statement is None:
        return None
    made = ActionTaken(side, statement.action)
    moment = next(number for number, event in _public_events(worded) if event == made)
    quotation = statement.quotation
    text = (
        words.say("quoted", text=quotation.text)
        if quotation is not None
        else without_sources(words.scenario.actions[statement.action].text)
    )
    title = words.naming.action(statement.action)
    return _statement(
        worded, side, moment, latest.turn, title, text,
        is_for_press=True, has_own_words=quotation is not None,
    )  # fmt: skip


def _message(worded: WordedGame, side: str) -> WallStatement | None:
    """What somebody of a side wrote to everybody last; None where nobody did."""
    said = [
        saying
        for saying in sayings(worded.game, PUBLIC)
        if saying.to == TO_ALL
        and saying.sender.partition(".")[0] == side
        and saying.words
        and saying.number not in worded.hidden_words
    ]
    if not said:
        return None
    saying, words = said[-1], worded.words
    seat = saying.sender.partition(".")[2]
    title = words.scenario.sides[side].seats[seat].name if seat else ""
    text = words.say("quoted", text=" ".join(saying.words.split()))
    return _statement(
        worded, side, saying.number, saying.turn, title, text,
        is_for_press=False, has_own_words=True,
    )  # fmt: skip


def _statement(
    worded: WordedGame, side: str, moment: int, turn: int, title: str, text: str,
    *, is_for_press: bool, has_own_words: bool,
) -> WallStatement:  # fmt: skip
    words = worded.words
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


def is_overtaken(worded: WordedGame, moment: int) -> bool:
    """Whether something was decided after a moment, as far as everybody may know."""
    later = (worded.game.moments[number] for number in worded.path() if number > moment)
    if any(each.shown_to(PUBLIC) for each in later):
        return True
    then = worded.turn_views(PUBLIC, moment)[-1]
    return then.to_move != worded.view(PUBLIC).to_move


def shown_on_wall(room: Room, worded: WordedGame, news: WallNews, *, is_new: bool) -> WallShows:
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
    return "board" if is_alone and is_overtaken(worded, news.newest) else "story"
