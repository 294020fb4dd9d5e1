"""The board: where the talks stand, what can be done, what is picked, and what has happened."""

from __future__ import annotations

from collections.abc import Mapping

from game.model.decisions import Pass
from game.model.refusals import Refusal
from game.presenter.cards.decision_cards import action_cards, count_tags, offered_actions
from game.presenter.cards.picking import purse_of, unused_picks
from game.presenter.proceedings import happenings
from game.presenter.promises import breaking_sentence
from game.presenter.prose import without_sources
from game.presenter.said.closed_tables import closed_sentences
from game.presenter.said.under_way import projects_under_way
from game.presenter.track_readings import track_readings
from game.session.game import DecisionRequest
from game.session.selection import Selection
from game.ui.page.commands import DIGITS, FilterRecord, PickListed, Undo
from game.ui.page.elements import Element, Fixed, Flow, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, MoveFocusTo, Push, Submit
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, columns, cut_bottom, cut_top, shrink_box
from game.ui.paint.fonts import LABEL, SMALL, STRONG
from game.ui.program.program import Program
from game.ui.screens.ask import Ask
from game.ui.screens.board.board_commands import (
    KEYS,
    BoardCommand,
    ConfirmPicks,
    DoNothing,
    DropAction,
    FilterCards,
    PickAction,
    ToggleShortCards,
)
from game.ui.screens.board.deck import deck
from game.ui.screens.board.tray import Tray, tray
from game.ui.screens.game_context import GameContext, top_of
from game.ui.screens.open_screen import open_screen
from game.ui.widgets.buttons import toggle
from game.ui.widgets.frame import ground, panel, sheet
from game.ui.widgets.gauge import Gauge, ProjectGauge
from game.ui.widgets.proceedings import draw_record, rows
from game.ui.widgets.top_bar import below_bar, top_bar
from game.words.wording import Wording

_MANY = 8
"""So many cards say all that can be said of them; where there are more, they are short."""
_FOR_PROMISES = 0.3
"""The share of the cards' box above which promises come after the cards."""


class Board:
    """One side's board in an actions phase."""

    name = "board"

    def __init__(self, program: Program, side: str, deciding: bool = True) -> None:
        """deciding: False while others decide, and this side looks on."""
        self._program = program
        self._side = side
        self._deciding = deciding
        self._tag = ""
        self._filter = "all"
        self._context = GameContext(program, side)

    @property
    def side(self) -> str:
        """Whose board it is."""
        return self._side

    @property
    def keys(self) -> Mapping[str, BoardCommand]:
        if not self._deciding:
            return self._context.keys
        unheard: set[BoardCommand] = {
            PickListed(i) for i in range(len(self._offered()), len(DIGITS))
        }
        if self._thought.picks:
            unheard.add(DoNothing())
        return {**self._context.keys, **KEYS.commands(without=unheard)}

    def handle(self, command: BoardCommand) -> Answer:
        match command:
            case PickAction(action=action) | DropAction(action=action):
                return self._toggle(action) if self._deciding else None
            case PickListed(index=index):
                return self._toggle(self._offered()[index]) if self._deciding else None
            case Undo():
                if self._deciding and not self._thought.undo():
                    self._context.nothing_to_undo()
            case ConfirmPicks() if self._thought.picks or not self._may_pass():
                return self._confirm() if self._deciding else None
            case ConfirmPicks():
                # Whoever reads on with Enter doesn't lose a turn by it.
                self._program.toast = self._context.words.say("ui.board.idle")
            case DoNothing():
                return self._confirm() if self._deciding else None
            case ToggleShortCards():
                self._context.hot_seat.short_cards = not self._short
            case FilterCards(tag=tag):
                self._tag = "" if tag == self._tag else tag
            case FilterRecord(kind=kind):
                self._filter = kind
            case _:
                return open_screen(self._program, self._side, command, self)
        return None

    # Deciding

    @property
    def _thought(self) -> Selection:
        return self._context.hot_seat.selection(self._side)

    def _may_pass(self) -> bool:
        """Whether its side may decide nothing."""
        return Pass() in self._asking().legal.moves

    def _asking(self) -> DecisionRequest:
        return (
            self._thought.asking() if self._deciding else self._context.hot_seat.asking(self._side)
        )

    def _offered(self) -> list[str]:
        """The actions on the cards that are sifted out."""
        actions = self._context.words.scenario.actions
        return [id for id in self._all_offered() if not self._tag or self._tag in actions[id].tags]

    def _all_offered(self) -> list[str]:
        """All actions on the menu; selecting one doesn't change their order."""
        hot_seat = self._context.hot_seat
        return offered_actions(hot_seat.words, hot_seat.asking(self._side).legal)

    @property
    def _short(self) -> bool:
        """Whether cards are short: as was chosen in this game, else where there are many."""
        chosen = self._context.hot_seat.short_cards
        return len(self._all_offered()) > _MANY if chosen is None else chosen

    def _toggle(self, action: str) -> Answer:
        """Picks an action or puts it back; with all picks made the focus goes to what confirms."""
        thought = self._thought
        if action in thought.picks:
            thought.remove(action)
            return None
        refused = thought.add(action)
        if refused is None:
            return None
        if not thought.room:
            self._program.toast = self._context.words.say("ui.board.full")
            return MoveFocusTo(ConfirmPicks())
        self._program.toast = self._context.words.refusal(refused, self._side)
        return None

    def _confirm(self) -> Answer:
        thought, words = self._thought, self._context.words
        moves = thought.plan()
        if isinstance(moves, Refusal):
            self._program.toast = words.refusal(moves, self._side)
            return None
        answer = Submit(self._side, tuple(moves))
        broken = breaking_sentence(self._context.hot_seat, self._side, thought)
        unused = unused_picks(words, thought)
        if not broken and not unused:
            return answer
        title, yes = "ui.board.breaks", "ui.board.breaks.yes"
        if not broken:
            title = "ui.board.sure" if thought.picks else "ui.board.nothing.sure"
            yes = "ui.board.confirm" if thought.picks else "ui.board.nothing"
        text = " ".join(filter(None, (broken, unused)))
        asked = Ask(self._program, self, words.say(title), text, words.say(yes), answer, final=True)
        return Push(asked)

    # Drawing

    def draw(self, page: Page) -> None:
        ground(page)
        body = shrink_box(below_bar(page), page.px(24), page.px(16))
        left, middle, right = self._columns(page, body)
        self._tracks(page, left)
        self._middle(page, middle)
        if right is not None:
            self._record(page, right)
        # Last, so that the keys reach first what is decided here.
        top_bar(page, top_of(page, self._context.hot_seat, self._side, self._deciding))

    def _columns(self, page: Page, body: Rect) -> tuple[Rect, Rect, Rect | None]:
        gap = page.px(24)
        if page.theme.tight:
            left = min(page.theme.tall(392), body.w * 36 // 100)
            first, second = columns(body, (left, -1), gap)
            return first, second, None
        found = columns(body, (page.theme.tall(392), -1, page.theme.tall(416)), gap)
        return found[0], found[1], found[2]

    def _tracks(self, page: Page, rect: Rect) -> None:
        words = self._context.words
        purse = purse_of(self._context.hot_seat, self._side)
        inner = panel(page, rect, words.say("ui.board.tracks"))
        views = list(self._context.hot_seat.turn_views(self._side))
        views[-1] = self._asking().view
        parts = tuple(
            Gauge(reading, words)
            for reading in track_readings(words, views, self._side)
            if purse is None or reading.id != purse.track
        )
        projects = tuple(
            map(ProjectGauge, projects_under_way(words, self._context.hot_seat, self._side))
        )
        head = (Words(words.say("seat.projects"), LABEL, page.ink.second),) if projects else ()
        Scroll("tracks", (*parts, *head, *projects), 12).draw_in(page, inner)

    def _middle(self, page: Page, rect: Rect) -> None:
        low = self._tray()
        body, foot = cut_bottom(rect, low.height(page, rect.w), page.px(16))
        promises = self._promises(page)
        many = Stack(promises, 10).height(page, body.w) > body.h * _FOR_PROMISES
        head = Stack((*(() if many else promises), *self._sieve(page)), 10)
        if head.parts:
            top, body = cut_top(body, head.height(page, body.w), page.px(12))
            head.draw(page, top.x, top.y, top.w)
        beneath = promises if many else ()
        if self._deciding:
            self._cards(page, body, beneath)
        else:
            self._others(page, body, beneath)
        low.draw_in(page, foot)

    def _promises(self, page: Page) -> tuple[Element, ...]:
        """The promises in force, in a line each where they or the cards are many; closed tables."""
        several = len(self._context.hot_seat.view(self._side).promises) > 1
        brief = self._deciding and (self._short or several)
        closed = closed_sentences(self._context.hot_seat, self._side)
        return (
            *self._context.promises(page, brief=brief),
            *(Marked("lock", each, SMALL, page.ink.second) for each in closed),
        )

    def _sieve(self, page: Page) -> tuple[Element, ...]:
        """The marks by which cards can be sifted."""
        sifted = self._deciding and not page.theme.tight
        return (Flow(self._pills(), 8, 8),) if sifted else ()

    def _pills(self) -> tuple[Fixed, ...]:
        words = self._context.words
        tags = count_tags(words, self._all_offered())[:7]
        pill = toggle(ToggleShortCards(), words.say("ui.board.short"), self._short, "document")
        if len(tags) < 2:
            return (pill,)
        return (
            toggle(FilterCards(""), words.say("ui.replay.all"), not self._tag),
            *(self._tagged(words, *tag) for tag in tags),
            pill,
        )

    def _tagged(self, words: Wording, id: str, name: str, count: int) -> Fixed:
        """A mark by which cards are sifted."""
        about = ("tag", name, without_sources(words.scenario.tags[id].text))
        return toggle(FilterCards(id), f"{name} {count}", self._tag == id, about=about)

    def _cards(self, page: Page, rect: Rect, beneath: tuple[Element, ...]) -> None:
        box = rect.inflate(0, -page.px(10))
        thought, hot_seat = self._thought, self._context.hot_seat
        words, side, offered = hot_seat.words, self._side, self._offered()
        unpicked = action_cards(words, side, hot_seat.asking(side).legal, offered)
        cards = action_cards(
            words, side, self._asking().legal, offered, thought.picks, thought.room
        )
        name = f"cards:{self._tag}"
        if not cards:
            none = Words(words.say("choice.none"), STRONG, page.ink.second)
            Scroll(name, (none, *beneath), 12).draw_in(page, box)
            return
        # Where nobody has chosen, and there are few, it depends on the room that there is.
        short = self._short or hot_seat.short_cards
        deck(page, name, cards, unpicked, beneath, box, short=short).draw_in(page, box)

    def _others(self, page: Page, rect: Rect, beneath: tuple[Element, ...]) -> None:
        """While others decide: what has happened last."""
        inner = sheet(page, rect, self._context.words.say("ui.board.record"))
        hot_seat = self._context.hot_seat
        found = list(happenings(hot_seat.record(self._side), hot_seat.new_entries(self._side)))
        Scroll(
            "lately",
            (*rows(page, self._context.words, found, jumps=True), *beneath),
            12,
            page.paper.line,
        ).draw_in(page, inner)

    def _tray(self) -> Tray:
        return tray(self._context.hot_seat, self._side, self._thought, self._deciding)

    def _record(self, page: Page, rect: Rect) -> None:
        inner = sheet(page, rect, self._context.words.say("ui.board.record"))
        draw_record(page, self._context.hot_seat, self._side, self._filter, inner)
