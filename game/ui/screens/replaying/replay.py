"""Looks back at a game line by line, as a side, the public or the facilitator sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import assert_never

from game.model.decisions import FACILITATOR, PUBLIC
from game.model.log_events import GameEnded
from game.presenter.debrief.debrief import kept_words_of
from game.presenter.proceedings import happenings
from game.presenter.prose import short_name
from game.presenter.timeline.timeline import Timeline
from game.presenter.timeline.timeline_lines import TimelineLine
from game.presenter.track_readings import track_readings
from game.presenter.voices import give_voices
from game.session.game import Game
from game.session.records.record import GameRecord
from game.session.records.replay import replay
from game.session.translations import Translations
from game.ui.page.commands import GoBack
from game.ui.page.elements import Beside, Element, Explained, Flow, Gap, Line, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, columns, cut_bottom, cut_top, shrink_box
from game.ui.paint.fonts import BODY, CAPITALS, LEDE, SHEET, SMALL, SMALL_STRONG, STRONG
from game.ui.program.program import Program
from game.ui.screens.replaying.timeline import (
    KEYS,
    Direction,
    GoToLine,
    IconButton,
    LookAs,
    ReplayCommand,
    StepReplay,
    TimelineStrip,
    line_list,
)
from game.ui.widgets.buttons import GREY, Button, toggle
from game.ui.widgets.dialog import scrolled_lines
from game.ui.widgets.frame import ground, panel, sheet
from game.ui.widgets.gauge import Gauge
from game.ui.widgets.proceedings import rows
from game.words.language import language
from game.words.wording import Wording

_BEFORE: tuple[Direction, ...] = ("first", "back")
_AFTER: tuple[Direction, ...] = ("on", "last")
_SIGNS = {"first": "rewind", "back": "arrow-left", "on": "arrow-right", "last": "rewind"}
_SHAPES = ("circle", "square", "rhomb", "triangle", "pentagon", "hexagon")


class Replay:
    """A game's lines, one at a time: what was done, what followed, and where the tracks stood."""

    name = "replay"

    def __init__(
        self,
        program: Program,
        game: Game | GameRecord,
        who: str = FACILITATOR,
        translations: Translations | None = None,
        turn: int = 0,
        saved: Path | None = None,
    ) -> None:
        """who: whose eyes; a game that isn't over is seen with no others.

        translations: where the game is told in the window's language if it can be.
        turn: with which it begins.
        saved: the file of the game, beside which its room may have hidden words.
        """
        self._program = program
        self._game = game if isinstance(game, Game) else replay(game)
        if isinstance(game, GameRecord):
            give_voices(self._game, game.header.seats)
        if translations is not None:
            self._speak(translations)
        scenario = self._game.rules.scenario
        self._words = Wording(scenario, language(scenario.language))
        everybody = (FACILITATOR, PUBLIC, *scenario.sides)
        self.readers = (who,) if self._game.state.to_move else everybody
        self._timelines: dict[str, Timeline] = {}
        self._hidden = kept_words_of(self._game, saved).hidden
        self.who = who
        self.at = self._timeline.first_line_of(turn)

    def _speak(self, translations: Translations) -> None:
        scenario = translations.spoken((self._program.code,))
        if scenario.language != self._game.rules.scenario.language:
            self._game.use_rules(translations.rules(scenario.language))

    @property
    def _timeline(self) -> Timeline:
        if self.who not in self._timelines:
            self._timelines[self.who] = Timeline(self._words, self._game, self.who, self._hidden)
        return self._timelines[self.who]

    @property
    def keys(self) -> Mapping[str, ReplayCommand]:
        return KEYS.commands()

    def handle(self, command: ReplayCommand) -> Answer:
        last = self._timeline.last
        match command:
            case GoBack():
                return Pop()
            case StepReplay(to=to):
                step = self._timeline.step(self.at)
                line = {"first": 0, "back": step[0] - 1, "on": step[-1] + 1, "last": last}[to]
                self.at = min(max(0, line), last)
            case GoToLine(line=line):
                self.at = min(max(0, line), last)
            case LookAs(reader=reader):
                self.who = reader if reader in self.readers else self.who
            case _:
                assert_never(command)
        return None

    # Drawing

    def draw(self, page: Page) -> None:
        ground(page)
        rect = shrink_box(page.rect, page.px(48), page.px(30))
        head, feet = self._head(page, rect.w), self._feet(page)
        top, rest = cut_top(rect, head.height(page, rect.w), page.px(16))
        head.draw(page, top.x, top.y, top.w)
        body, foot = cut_bottom(rest, feet.height(page, rest.w), page.px(16))
        gap = page.px(24)
        if page.theme.tight:
            middle, right = columns(body, (-1.5, -1), gap)
        else:
            left, middle, right = columns(
                body, (page.theme.tall(400), -1, page.theme.tall(416)), gap
            )
            inner = panel(page, left, self._say("ui.replay.lines"))
            line_list(page, inner, self._words, self._timeline, self.at)
        self._happened(page, middle)
        self._tracks(page, right)
        feet.draw(page, foot.x, foot.y, foot.w)

    def _say(self, key: str, **values: object) -> str:
        return self._words.say(key, **values)

    def _head(self, page: Page, width: int) -> Element:
        scenario = self._words.scenario
        title = Stack(
            (
                Words(scenario.title, SHEET, page.ink.first),
                Words(self._say("ui.replay.title"), SMALL, page.ink.second),
            )
        )
        pills = tuple(
            toggle(
                LookAs(who),
                self._named(who),
                who == self.who,
                self._sign(who),
                about=("readers", "", ""),
            )
            for who in self.readers
        )
        natural = sum(pill.size(page)[0] for pill in pills) + page.px(10) * (len(pills) - 1)
        as_whom = Flow(pills, 10, 8)
        if natural > width * 0.62:
            return Stack((title, as_whom), 10)
        return Beside(((title, -1), (as_whom, natural)), 24, centred=True)

    def _named(self, who: str) -> str:
        if who == FACILITATOR:
            return self._say("ui.replay.all")
        return self._say("ui.replay.public") if who == PUBLIC else short_name(self._words, who)

    def _sign(self, who: str) -> str:
        if who in (FACILITATOR, PUBLIC):
            return "facilitator" if who == FACILITATOR else "people"
        return _SHAPES[list(self._words.scenario.sides).index(who) % len(_SHAPES)]

    def _feet(self, page: Page) -> Element:
        """The way back, the steps, and the timeline."""
        say, last = self._program.say, self._timeline.last
        hot_seat = self._program.hot_seat
        goes_on = (
            hot_seat is not None and hot_seat.game is self._game and bool(hot_seat.state.to_move)
        )
        label = say("ui.replay.now" if goes_on else "ui.back")
        back = Button(GoBack(), label, GREY, "back", below=KEYS.keycap(GoBack(), say))
        height = back.height(page, back.natural(page))
        parts: list[tuple[Element, float]] = [(back, back.natural(page))]
        for way in _BEFORE:
            parts.append((self._step(way, height, self.at > 0), page.theme.tall(64)))
        parts.append((TimelineStrip(self._timeline, self.at, height), -1))
        for way in _AFTER:
            parts.append((self._step(way, height, self.at < last), page.theme.tall(64)))
        return Beside(tuple(parts), 12, centred=True)

    def _step(self, way: Direction, height: int, enabled: bool) -> Element:
        label = self._say(f"ui.replay.{way}")
        return IconButton(StepReplay(way), _SIGNS[way], label, height, enabled, way == "last")

    def _happened(self, page: Page, rect: Rect) -> None:
        line, paper = self._timeline.line(self.at), page.paper
        inner = sheet(page, rect)
        width = inner.w - page.px(24)
        where = Explained(Words(self._where(line), CAPITALS, paper.third), "moment")
        parts: list[Element] = [where, Gap(6)]
        step = self._timeline.step(self.at)
        if len(step) > 1:
            parts.append(self._picks(page, step))
        else:
            parts += scrolled_lines(page, line.sentence, LEDE, paper.first, width)
        for issue, option in line.package:
            left, right = Words(issue, BODY, paper.second), Words(option, STRONG, paper.first)
            parts += [Gap(6), Beside(((left, -1), (right, -1.2)), 20)]
        for each in map(self._timeline.line, step):
            if each.quotation:
                parts += [Gap(10), Marked("quote", each.quotation, BODY, paper.first, paper.brass)]
            for sign, text in self._remarks(each):
                parts += [Gap(8), Marked(sign, text, SMALL_STRONG, paper.second, paper.brass)]
        followed = [each for number in step for each in self._timeline.consequences(number)]
        found: list[Element] = []
        for turn, entries in followed:
            for row in rows(page, self._words, list(happenings([(turn, entries)]))):
                found += [row, Gap(12)]
            for entry in entries:
                if isinstance(entry.event, GameEnded):
                    ended = self._words.entry(entry)
                    found.append(Marked("flag", ended, STRONG, paper.first, paper.brass))
        if found:
            parts += [Gap(12), Line(paper.line), Gap(12)]
        Scroll(f"line:{self.who}:{self.at}", (*parts, *found), 0, paper.line).draw_in(page, inner)

    def _picks(self, page: Page, step: Sequence[int]) -> Element:
        """What sides decided at once, beside each other."""
        lines = [self._timeline.line(number) for number in step]
        columns = tuple(
            (
                Stack(
                    tuple(
                        Words(each.sentence, STRONG, page.paper.first)
                        for each in lines
                        if each.side == side
                    ),
                    6,
                ),
                -1.0,
            )
            for side in dict.fromkeys(each.side for each in lines)
        )
        return Beside(columns, 24)

    def _where(self, line: TimelineLine) -> str:
        turns = self._words.scenario.turns
        turn = self._say("board.turn", turn=max(line.turn, 1), turns=turns)
        number = self._say("ui.replay.line", line=self.at, last=self._timeline.last)
        return f"{number} · {turn}" if self.at else turn

    def _remarks(self, line: TimelineLine) -> list[tuple[str, str]]:
        remarks = []
        if line.note:
            remarks.append(("quote", self._say("quoted", text=line.note)))
        if line.timeout:
            remarks.append(("hourglass", self._say("ui.replay.timeout")))
        if line.by_facilitator:
            remarks.append(("facilitator", self._say("ui.replay.by-facilitator")))
        if line.undone:
            stays = line.kind in ("announcement", "message", "seat")
            remarks.append(("undo", self._say(f"ui.replay.{'stayed' if stays else 'undone'}")))
        return remarks

    def _tracks(self, page: Page, rect: Rect) -> None:
        inner = panel(page, rect, self._say("ui.replay.tracks"))
        views = self._timeline.turn_views(self._timeline.step(self.at)[-1])
        readings = track_readings(self._words, views, self.who)
        parts = tuple(Gauge(reading, self._words) for reading in readings)
        Scroll("tracks", parts, 12).draw_in(page, inner)
