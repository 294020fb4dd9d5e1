"""What the screens of a game share: the words, the top bar, and the keys that lead elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from game.presenter.cards.picking import purse_of, purse_track
from game.presenter.explanations import about_phase, about_purse, about_stage
from game.presenter.hot_seat import HotSeat
from game.presenter.promises import promises_in_force
from game.presenter.prose import name_without_article, short_name, without_sources
from game.ui.page.commands import (
    GameCommand,
    KeyTable,
    OpenMap,
    OpenMenu,
    OpenPapers,
    OpenReadouts,
    OpenRecord,
    WriteOwnWords,
    shortcut,
)
from game.ui.page.elements import Element, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import SMALL, STRONG, line_height, width_of
from game.ui.paint.theme import SideLook, looks
from game.ui.program.program import Program
from game.ui.widgets.buttons import side_badge
from game.ui.widgets.timeface import TimeFace
from game.ui.widgets.top_bar import Top, turn_phases
from game.words.wording import Wording

_TOOLS = (
    (OpenRecord(), "record", "document"),
    (OpenMap(), "map", "map"),
    (OpenPapers(), "brief", "folder"),
    (OpenMenu(), "menu", "gear"),
)
KEYS: KeyTable[GameCommand] = KeyTable(
    "game",
    (
        shortcut("escape", OpenMenu()),
        shortcut("b", OpenPapers(), "brief"),
        shortcut("m", OpenMap(), "map"),
        shortcut("r", OpenRecord(), "record"),
        shortcut("w", OpenReadouts(), "readouts"),
        shortcut("y", WriteOwnWords(), "words"),
    ),
)
"""The keys that lead from a screen of a game to others."""


class GameContext:
    """One side at a screen of a game."""

    def __init__(self, program: Program, side: str) -> None:
        self._program = program
        self.side = side

    @property
    def hot_seat(self) -> HotSeat:
        """The game being played."""
        return self._program.playing

    @property
    def words(self) -> Wording:
        """The words of its scenario."""
        return self.hot_seat.words

    @property
    def keys(self) -> Mapping[str, GameCommand]:
        """The keys that lead elsewhere."""
        return KEYS.commands()

    def nothing_to_undo(self) -> None:
        """Says that there is nothing to undo here, and where to step back further."""
        further = self.hot_seat.last_decision() is not None
        self._program.toast = self.words.say("ui.undo.further" if further else "ui.undo.none")

    def promises(self, page: Page, *, brief: bool) -> list[Element]:
        """The promises in force. brief: without their texts, which a hint still tells."""
        words, view = self.words, self.hot_seat.view(self.side)
        seen = looks(words.scenario, page.palette)
        return [
            PromiseLine(
                seen[promise.sides[0]], promise.name, promise.text, promise.turns_left, brief
            )
            for promise in promises_in_force(words, view)
        ]


def top_of(page: Page, hot_seat: HotSeat, side: str, deciding: bool = True) -> Top:
    """What the bar at the top tells one side; deciding: whether it is asked, so that time runs."""
    words, state, scenario = hot_seat.words, hot_seat.state, hot_seat.words.scenario
    turn = max(state.turn, 1)
    return Top(
        title=scenario.title,
        stage=words.naming.stage(list(scenario.stages)[state.stage]),
        turn=turn,
        turns=scenario.turns,
        turn_words=words.say("board.turn", turn=turn, turns=scenario.turns),
        day=words.day(turn),
        phases=turn_phases(hot_seat),
        look=looks(scenario, page.palette).get(side),
        speaks=words.say("ui.you-speak-for"),
        side=name_without_article(words, side) if side in scenario.sides else "",
        short_side=short_name(words, side) if side in scenario.sides else "",
        purse=purse_of(hot_seat, side),
        time=time_face(hot_seat) if deciding else None,
        about=_about(hot_seat, side),
        tools=tuple(
            (command, sign, words.say(f"ui.tool.{name}")) for command, name, sign in _TOOLS
        ),
    )


def _about(hot_seat: HotSeat, side: str) -> Mapping[str, str]:
    """The explanations of the things in the bar."""
    words, state = hot_seat.words, hot_seat.state
    ids, stages = list(words.scenario.phases), list(words.scenario.stages)
    phases = {
        ids[number]: about_phase(words, ids[number])
        for number in hot_seat.game.rules.stages[state.stage].phases
    }
    paid = purse_track(words.scenario, side)
    return {
        **phases,
        "stage": about_stage(words, stages[state.stage]),
        "purse": about_purse(words, paid) if paid is not None else "",
    }


def time_face(hot_seat: HotSeat) -> TimeFace | None:
    """The time that is left for a decision; None where there is no limit."""
    return (
        TimeFace(hot_seat.decision_timer, hot_seat.words.say)
        if hot_seat.decision_timer.left() is not None
        else None
    )


@frozen
class PromiseLine:
    """One promise, on paper with an edge of its side's colour."""

    look: SideLook
    name: str
    text: str
    left: str
    brief: bool = False
    """Whether its text is told by a hint alone."""

    def _inner(self, page: Page, width: int) -> int:
        left = width_of(self.left, STRONG, page.theme)
        return width - page.theme.tall(26) - page.px(66) - left

    def _about(self, page: Page) -> Words:
        return Words(without_sources(self.text), SMALL, page.paper.second, most=2)

    @property
    def _tells(self) -> bool:
        return bool(self.text) and not self.brief

    def height(self, page: Page, width: int) -> int:
        inner = self._inner(page, width)
        height = Words(self.name, STRONG, page.paper.first).height(page, inner)
        if self._tells:
            height += self._about(page).height(page, inner)
        return height + page.px(20)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        rect = Rect(x, y, width, self.height(page, width))
        page.canvas.box(rect, page.paper.ground, 6)
        page.canvas.box(Rect(x, y, page.px(7), rect.h), self.look.colour, 3)
        size, inner = page.theme.tall(26), self._inner(page, width)
        side_badge(page, self.look, (x + page.px(18), y + page.px(10)), size)
        left, top = x + page.px(30) + size, y + page.px(10)
        page.explain(
            Rect(x, y, left + inner - x, rect.h), "promise", self.name, without_sources(self.text)
        )
        name = Words(self.name, STRONG, page.paper.first)
        name.draw(page, left, top, inner)
        if self._tells:
            self._about(page).draw(page, left, top + name.height(page, inner), inner)
        left_width = width_of(self.left, STRONG, page.theme)
        page.explain(
            Rect(rect.right - left_width - page.px(18), y, left_width, rect.h), "promise.left"
        )
        down = y + (rect.h - line_height(STRONG, page.theme)) // 2
        page.canvas.text(
            self.left, rect.right - left_width - page.px(18), down, STRONG, page.paper.first
        )
