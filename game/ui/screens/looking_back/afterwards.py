"""What the author tells everybody after the game, on paper, and what could be learned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from game.model.players import ME
from game.presenter.debrief.afterword import Afterword, write_afterword
from game.presenter.prose import name_without_article
from game.ui.page.commands import GoBack
from game.ui.page.elements import Beside, Element, Gap, Line, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, GoOn, Pop, Replace, Screen
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, columns
from game.ui.paint.fonts import (
    BODY,
    CAPITALS,
    LABEL,
    PANEL,
    SCENARIO,
    SHEET,
    SMALL,
    SMALL_STRONG,
    Style,
    width_of,
)
from game.ui.paint.theme import looks
from game.ui.program.program import Program, fresh_seed
from game.ui.screens.looking_back.debrief_commands import (
    AGAIN_KEYS,
    PLAY_ON_KEYS,
    AgainCommand,
    ChangeSeats,
    PlayFresh,
    PlayOnCommand,
    PlaySame,
)
from game.ui.screens.setup.seat_choice import SeatChoice, SideHead
from game.ui.screens.setup.setup import Setup
from game.ui.screens.setup.setup_commands import BeginGame, GiveSeat
from game.ui.widgets.buttons import FULL, GREY, OUTLINE, Button
from game.ui.widgets.dialog import Behind, dialog
from game.ui.widgets.frame import panel, sheet
from game.words.wording import Wording

TEXT = Style("serif", 22, 1.42)


def afterwards(
    page: Page,
    rect: Rect,
    words: Wording,
    cards: Sequence[str],
    sayings: Sequence[str] = (),
    objectives: Sequence[tuple[str, Sequence[str]]] = (),
) -> None:
    """Draws the text, and beside it the objectives, the cards and what was said, where there is
    room for them.

    objectives: each with what happened to it, as lines.
    """
    afterword = write_afterword(words)
    beside = bool(objectives or cards or sayings) and not page.theme.tight
    if beside:
        left, right = columns(rect, (-1, page.theme.tall(520)), page.px(24))
    else:
        width = min(rect.w, page.theme.tall(1100))
        left, right = Rect(rect.x + (rect.w - width) // 2, rect.y, width, rect.h), None
    inner = sheet(page, left)
    if inner.w > page.theme.tall(1040):
        free = inner.w - page.theme.tall(1040)
        inner = Rect(inner.x + free // 2, inner.y, inner.w - free, inner.h)
    title = Words(words.say("ending.debrief"), SHEET, page.paper.first)
    parts = [title, *_text(page, words, afterword)]
    if not beside:
        for aside in _asides(page, words, objectives, (cards, sayings), on_paper=True):
            parts += [Gap(10), Line(page.paper.line), *aside]
    Scroll("afterwards", tuple(parts), 14, page.paper.line).draw_in(page, inner)
    if right is not None:
        asides = _asides(page, words, objectives, (cards, sayings), on_paper=False)
        elements = [part for aside in asides for part in (Gap(14), *aside)][1:]
        Scroll("objectives", tuple(elements), 14).draw_in(page, panel(page, right))


def _text(page: Page, words: Wording, afterword: Afterword) -> list[Element]:
    """The author's text, and its sources below it."""
    paper = page.paper
    if not afterword.paragraphs:
        return [Words(words.say("ui.over.afterwards.none"), TEXT, paper.second)]
    parts: list[Element] = [Words(text, TEXT, paper.first) for text in afterword.paragraphs]
    if afterword.sources:
        parts += [Gap(4), Words(words.say("ui.briefing.sources"), CAPITALS, paper.third)]
    for number, source in enumerate(afterword.sources, 1):
        width = width_of("00", LABEL, page.theme) + page.px(4)
        figure = Words(str(number), LABEL, paper.third)
        parts.append(Beside(((figure, width), (Words(source, LABEL, paper.second), -1)), 8))
    return parts


def _asides(
    page: Page,
    words: Wording,
    objectives: Sequence[tuple[str, Sequence[str]]],
    cards_and_sayings: tuple[Sequence[str], Sequence[str]],
    *,
    on_paper: bool,
) -> list[list[Element]]:
    """What could be learned, what the cards were, what was said: each a heading with its lines."""
    cards, sayings = cards_and_sayings
    colours = page.paper if on_paper else page.ink
    head, style = (SMALL_STRONG, SMALL) if on_paper else (PANEL, BODY)
    colour = colours.first if on_paper else colours.second
    above = colours.second if on_paper else colours.first
    asides: list[list[Element]] = []
    if objectives:
        told: list[Element] = [Words(words.say("ui.over.objectives"), head, above)]
        for text, lines in objectives:
            told.append(Words(text, style, colour))
            told += [Marked("flag", line, SMALL, colours.second, colours.brass) for line in lines]
        asides.append(told)
    for key, sentences in (("ending.cards", cards), ("ui.over.sayings", sayings)):
        if sentences:
            title = Words(words.say(key), head, above)
            asides.append([title, *(Words(line, style, colour) for line in sentences)])
    return asides


class Again:
    """The same scenario and seats; which luck is asked."""

    name = "again"

    def __init__(self, program: Program, beneath: Screen | None = None) -> None:
        self._program = program
        self._behind = Behind(beneath)

    @property
    def keys(self) -> Mapping[str, AgainCommand]:
        # Other seats would begin without what earlier chapters have left.
        return AGAIN_KEYS.commands(without={ChangeSeats()} if self._is_chapter else ())

    @property
    def _is_chapter(self) -> bool:
        """Whether it is a chapter of a campaign, which is played on its own then."""
        return self._program.campaign is not None

    def handle(self, command: AgainCommand) -> Answer:
        match command:
            case GoBack():
                return Pop()
            case PlayFresh():
                return self._begin(fresh_seed())
            case PlaySame():
                return self._begin(self._seed)
            case ChangeSeats():
                return self._set_up()
            case _:
                assert_never(command)

    @property
    def _seed(self) -> int:
        """That of the game that was played."""
        hot_seat = self._program.hot_seat
        return hot_seat.game.moments[0].state.seed if hot_seat is not None else 0

    def _begin(self, seed: int) -> Answer:
        hot_seat, playable = self._program.hot_seat, self._program.again()
        if hot_seat is None or playable is None:
            self._program.toast = self._program.say("ui.again.lost")
            return None
        game, seats = hot_seat.game, hot_seat.first_seats
        self._program.begin(playable, seats, seed, game.position, game.rules.starts)
        return GoOn()

    def _set_up(self) -> Answer:
        hot_seat, playable = self._program.hot_seat, self._program.again()
        if hot_seat is None or playable is None:
            self._program.toast = self._program.say("ui.again.lost")
            return None
        position = hot_seat.game.position
        return Replace(
            Setup(self._program, playable, seats=hot_seat.first_seats, position=position)
        )

    def draw(self, page: Page) -> None:
        say, ink = self._program.say, page.ink
        self._behind.draw(page, self._program.code)
        about = "ui.again.about.chapter" if self._is_chapter else "ui.again.about"
        title = Marked("play", say("ui.over.again"), SCENARIO, ink.first, page.palette.brass, 14)
        head = Stack((title, Words(say(about), SMALL, ink.second)), 8)
        seed = say("ui.report.seed", seed=self._seed)
        fresh = Button(
            PlayFresh(),
            say("ui.again.fresh"),
            FULL,
            "bolt",
            below=AGAIN_KEYS.keycap(PlayFresh(), say),
            large=True,
        )
        same = Button(
            PlaySame(),
            say("ui.again.same"),
            OUTLINE,
            below=f"{AGAIN_KEYS.keycap(PlaySame(), say)} · {seed}",
        )
        seats = Button(
            ChangeSeats(),
            say("ui.again.seats"),
            GREY,
            "people",
            below=AGAIN_KEYS.keycap(ChangeSeats(), say),
        )
        back = Button(GoBack(), say("ui.ask.no"), GREY, below=AGAIN_KEYS.keycap(GoBack(), say))
        last = Beside(((seats, -1.2), (back, -1)), 12) if not self._is_chapter else back
        parts: list[Element] = [fresh, same, last]
        dialog(page, head, parts, None, 620)


class PlayOnDialog:
    """Who plays on from before a line of the record."""

    name = "play-on"

    def __init__(
        self, program: Program, line: int, side: str, turn: int, beneath: Screen | None = None
    ) -> None:
        """side: the one that decides first; people sit there unless something else is chosen."""
        hot_seat = program.playing
        self._program, self._line, self._turn = program, line, turn
        self._behind = Behind(beneath)
        before = hot_seat.game.moments[line - 1].new_players
        self._players = {**hot_seat.first_seats, **before, side: ME}

    @property
    def keys(self) -> Mapping[str, PlayOnCommand]:
        return PLAY_ON_KEYS.commands()

    def handle(self, command: PlayOnCommand) -> Answer:
        match command:
            case GoBack():
                return Pop()
            case GiveSeat(side=side, player=player):
                self._players[side] = player
                return None
            case BeginGame():
                return self._begin()
            case _:
                assert_never(command)

    def _begin(self) -> Answer:
        if ME not in self._players.values():
            self._program.toast = self._program.say("ui.setup.nobody")
            return None
        if self._program.play_on(self._line, self._players) is None:
            self._program.toast = self._program.say("ui.again.lost")
            return None
        return GoOn()

    def draw(self, page: Page) -> None:
        program, ink = self._program, page.ink
        say, words = program.say, program.playing.words
        self._behind.draw(page, program.code)
        title = Marked(
            "play", say("insight.from-here"), SCENARIO, ink.first, page.palette.brass, 14
        )
        about = Words(say("insight.from-here.about", turn=self._turn), SMALL, ink.second)
        seen = looks(words.scenario, page.palette)
        parts: list[Element] = [
            Stack(
                (
                    SideHead(
                        seen[side].shape, side, name_without_article(words, side), words.scenario
                    ),
                    SeatChoice(words.scenario, say, side).element(page, player),
                ),
                10,
            )
            for side, player in self._players.items()
        ]
        begin = Button(
            BeginGame(),
            say("insight.from-here"),
            FULL,
            "play",
            below=PLAY_ON_KEYS.keycap(BeginGame(), say),
        )
        back = Button(GoBack(), say("ui.ask.no"), GREY, below=PLAY_ON_KEYS.keycap(GoBack(), say))
        foot = Beside(((begin, -2), (back, -1)), 12)
        dialog(page, Stack((title, about), 8), parts, foot, 860, 20)
