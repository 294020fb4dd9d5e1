"""What each reader of a game has read already: papers, stories, and entries of the record."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from attrs import evolve

from game.model.decisions import PUBLIC
from game.model.entries import Entry
from game.model.log_events import InjectFired, PactEvent, StageBegan
from game.presenter.replies import Reply, replies
from game.presenter.statements import statement_rounds
from game.presenter.steps import Step
from game.session.game import Game
from game.session.said_and_done import Saying, sayings

PactCode = Literal["signed", "agreed", "ratified", "rejected", "collapsed", "lapsed"]
_Place = tuple[int, int]
"""Where an entry stands: the number of a moment in the history, and of the entry in it; -1 is that
of statements, which are read together."""
_SAYINGS: _Place = (-1, -1)
"""Stands for what was said, which is marked by the lines of the record."""


class ReadMarks:
    """What the people at one screen have read of a game, each side for itself.

    A side has read its papers; PUBLIC has read the situation, which all read together.
    """

    def __init__(self, game: Game, people: Collection[str]) -> None:
        self._game = game
        self._people = people
        self._moments = dict.fromkeys((*people, PUBLIC), 0)
        """By reader, how many moments of the history it has read."""
        self._stories: dict[str, set[_Place]] = {}
        """By reader, the stories that it has read of later moments."""
        self._news_turns: dict[str, int] = {}
        """By reader, the turn on which it last read a page of news; later news is brief."""
        self._briefed: set[str] = set()
        self._lines = dict.fromkeys((*people, PUBLIC), 0)
        """By reader, the last line of the record up to which it has read what was said."""

    def change_people(self, people: Collection[str]) -> None:
        """Notes that other sides are played by people now; those that are new read from here on."""
        for side in people:
            self._moments.setdefault(side, self._length())
            self._lines.setdefault(side, len(self._game.moments) - 1)
        self._people = people

    # Papers

    def has_read_papers(self, reader: str) -> bool:
        """Whether a side has read its papers; PUBLIC: whether all have read the situation."""
        return reader in self._briefed

    def mark_papers_read(self, reader: str) -> None:
        """Notes that a side has read its papers; PUBLIC: that all have read the situation."""
        self._briefed.add(reader)

    def mark_papers_unread(self) -> None:
        """Notes that the papers are to be read again."""
        self._briefed.clear()

    def mark_all_papers_read(self) -> None:
        """Notes that everybody has read all papers."""
        self._briefed.update((*self._people, PUBLIC))

    # Stories

    def unread_pages(self, reader: str, except_inject: str = "") -> tuple[Step, ...]:
        """The pages on which a reader is told what it has not read yet; at most three.

        What others said at tables is one page, statements are one, and all else is one: the story
        that matters most in full, the others in brief.
        except_inject: the inject that asks a question now, whose story is told with the question.
        """
        return tuple(page for _, page in self._pages(reader, except_inject))

    def mark_page_read(self, reader: str, except_inject: str = "") -> None:
        """Notes that a reader has read the first of its unread pages."""
        for places, page in self._pages(reader, except_inject)[:1]:
            self._stories.setdefault(reader, set()).update(places)
            stories = (page, *page.also)
            if any(story.kind == "words" for story in stories):
                self.mark_sayings_read(reader)
            if any(story.kind in ("pact", "stage", "news") for story in stories):
                self._news_turns[reader] = self._game.state.turn

    def take_briefs(self, reader: str, except_inject: str = "") -> tuple[Step, ...]:
        """The stories without a page, as the reader has read one on this turn; they are read now.

        They are told in a line above the screen on which it decides.
        """
        briefs = {
            place: story
            for place, story in self._unread(reader, except_inject)
            if self._is_brief(reader, place, story)
        }
        self._stories.setdefault(reader, set()).update(briefs)
        return tuple(briefs.values())

    def _is_brief(self, reader: str, place: _Place, story: Step) -> bool:
        """Whether a story needs no page: it is the second one of a turn, and not the trainer's."""
        state, history = self._game.state, list(self._game.history())
        if story.kind != "news" or not state.to_move:
            return False
        cause = history[place[0]].entries[place[1]].cause
        is_fired = cause is not None and cause.kind == "facilitator"
        return self._news_turns.get(reader) == state.turn and not is_fired

    def _pages(self, reader: str, except_inject: str) -> list[tuple[set[_Place], Step]]:
        """The pages to be read, each with the places of its stories."""
        unread = list(self._unread(reader, except_inject))
        pages = []
        for kinds in (("reply",), ("statements",), ("words", "pact", "stage", "news")):
            stories = {place: story for place, story in unread if story.kind in kinds}
            if "words" in kinds and self.unread_sayings(reader):
                stories = {_SAYINGS: Step("words", reader)} | stories
            if any(not self._is_brief(reader, *each) for each in stories.items()):
                page = max(reversed(stories.values()), key=self._weight)
                # Two stories of one table tell what became of it last.
                also = tuple(dict.fromkeys(each for each in stories.values() if each != page))
                pages.append((set(stories) - {_SAYINGS}, evolve(page, also=also)))
        return pages

    def _weight(self, story: Step) -> tuple[int, int]:
        """How much a story matters: a table or a stage more than an inject with the longest text,
        that more than what was only said."""
        ranks = {"pact": 3, "stage": 2, "news": 1}
        injects = self._game.rules.scenario.injects
        length = len(injects[story.inject].text) if story.inject else 0
        return ranks.get(story.kind, 0), length

    def mark_inject_read(self, reader: str, inject: str) -> None:
        """Notes that a reader has read every story about an inject."""
        places = [place for place, story in self._unread(reader, "") if story.inject == inject]
        self._stories.setdefault(reader, set()).update(places)

    def _unread(self, reader: str, except_inject: str) -> Iterator[tuple[_Place, Step]]:
        stage = ""
        replied = {reply.last.place: reply for reply in replies(self._game, reader)}
        moments = list(self._game.history())
        shown = [moment.shown_to(reader) for moment in moments]
        spoken = {each[0] for each in statement_rounds(self._game.rules.scenario, shown)}
        for number, moment in enumerate(moments):
            if number in spoken and not self._has_read(reader, (number, -1)):
                yield (number, -1), Step("statements", reader)
            for index, entry in enumerate(moment.entries):
                before, event, place = stage, entry.event, (number, index)
                if isinstance(event, StageBegan):
                    stage = event.stage
                if entry.shown_to(reader) is None or self._has_read(reader, place):
                    continue
                if place in replied and not self._have_others_read(reader, replied[place]):
                    yield place, Step("reply", reader, table=replied[place].table)
                match event:
                    case StageBegan() if before:
                        yield place, Step("stage", reader, stage=stage, before=before)
                    case _ if isinstance(event, PactEvent):
                        yield place, Step("pact", reader, table=event.table)
                    case InjectFired(inject) if inject != except_inject:
                        yield place, Step("news", reader, inject)

    def _has_read(self, reader: str, place: _Place) -> bool:
        """Whether a reader knows a story; PUBLIC knows what all sides of people have read."""
        if place[0] < self._moments.get(reader, 0) or place in self._stories.get(reader, ()):
            return True
        return reader == PUBLIC and all(self._has_read(side, place) for side in self._people)

    def _have_others_read(self, reader: str, reply: Reply) -> bool:
        """Whether all people but those who said it have read a reply, so that PUBLIC has."""
        others = [side for side in self._people if side != reply.last.event.side]
        return reader == PUBLIC and all(self._has_read(side, reply.last.place) for side in others)

    # The record

    def unread_entries(self, reader: str) -> list[tuple[Entry, ...]]:
        """The entries of the record that a reader has not been shown, by moment.

        What every side of people has been shown is not new to PUBLIC.
        """
        first = self._moments[reader]
        if reader == PUBLIC:
            first = max(first, min((self._moments[side] for side in self._people), default=first))
        batches = (moment.shown_to(reader) for moment in list(self._game.history())[first:])
        return [batch for batch in batches if batch]

    def mark_entries_read(self, reader: str) -> None:
        """Notes that a reader has been shown everything that has happened so far."""
        self._moments[reader] = self._length()

    # What was said

    def unread_sayings(self, reader: str) -> list[Saying]:
        """What was said to a reader since it last read such things.

        What every side of people has read is not new to PUBLIC.
        """
        last = self._lines[reader]
        if reader == PUBLIC:
            last = max(last, min((self._lines[side] for side in self._people), default=last))
        return list(sayings(self._game, reader, last))

    def mark_sayings_read(self, reader: str) -> None:
        """Notes that a reader has read everything that was said to it so far."""
        self._lines[reader] = len(self._game.moments) - 1

    def mark_all_read(self) -> None:
        """Notes that everybody has read everything there is, papers too."""
        self._moments = dict.fromkeys(self._moments, self._length())
        self._lines = dict.fromkeys(self._lines, len(self._game.moments) - 1)
        self.mark_all_papers_read()

    def mark_read_up_to_last_action(self) -> None:
        """Notes that everybody has read all that came before the last thing that was done."""
        self._moments = dict.fromkeys(self._moments, max(0, self._length() - 1))
        self._lines = dict.fromkeys(self._lines, max(0, len(self._game.moments) - 2))

    def forget_after_step_back(self) -> None:
        """Drops the marks of moments that the game was just stepped back over."""
        here = self._length() - 1
        self._news_turns.clear()
        self._moments = {reader: min(count, here) for reader, count in self._moments.items()}
        self._stories = {
            reader: {place for place in places if place[0] < here}
            for reader, places in self._stories.items()
        }

    def take_over(self, former: ReadMarks) -> None:
        """Takes over what was read of a former version of the game, which went on the same way."""
        here = self._length()
        for reader in self._moments:
            self._moments[reader] = min(former._moments.get(reader, 0), here)
            last = len(self._game.moments) - 1
            self._lines[reader] = min(former._lines.get(reader, 0), last)
        self._stories = {reader: {*places} for reader, places in former._stories.items()}
        self._news_turns = {**former._news_turns}
        self._briefed = former._briefed & {*self._people, PUBLIC}

    def _length(self) -> int:
        return sum(1 for _ in self._game.history())
