"""The end of a game and the look back on it: outcome, tracks, the table, decisions, afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import assert_never

from attrs import evolve

from game.insight.analysis import Analysis
from game.presenter.debrief.debrief import Debrief, debrief_of, saying_sentences
from game.presenter.debrief.objectives import objective_lines
from game.presenter.hindsight.debriefed import AnalysisTexts, analysis_progress, analysis_texts
from game.presenter.hindsight.waterfall import Waterfall
from game.presenter.report.file import file_name, write_report
from game.presenter.report.report import report
from game.ui.page.commands import DIGITS, Command, GoBack, GoToTurn, LeaveGame, PickListed
from game.ui.page.elements import Flow, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, GoOn, Home, Push, Screen
from game.ui.paint.canvas import Rect, cut_bottom, cut_top, shrink_box
from game.ui.paint.fonts import BODY, PANEL, SCENARIO, SMALL, line_height, width_of
from game.ui.program.program import Program
from game.ui.screens.looking_back.afterwards import Again, PlayOnDialog, afterwards
from game.ui.screens.looking_back.analysis.asked import Asked
from game.ui.screens.looking_back.analysis.luck import luck_page
from game.ui.screens.looking_back.debrief_commands import (
    KEYS,
    AskWhatIf,
    ChooseDecision,
    ChoosePair,
    ChooseSheet,
    ChooseSide,
    ChooseTable,
    FindDecision,
    OpenReplay,
    OpenReport,
    OverCommand,
    PlayAgain,
    PlayFromHere,
    ReturnToCampaign,
    ShowCourse,
    SwitchTab,
)
from game.ui.screens.looking_back.decision_list import (
    decision_page,
    decision_panel,
    decision_panel_height,
    detail,
)
from game.ui.screens.looking_back.lookback import (
    outcome_page,
    outcome_sheet,
    table_page,
    table_panel,
    track_page,
    track_panel,
)
from game.ui.screens.looking_back.outcome import OutcomeSheet
from game.ui.screens.menu.menu import Menu
from game.ui.screens.replaying.replay import Replay
from game.ui.screens.save_file import SaveFile
from game.ui.screens.unsaved import before_leaving
from game.ui.widgets.buttons import FULL, GREY, OUTLINE, Button, SignButton, toggle
from game.ui.widgets.frame import ground, panel
from game.ui.widgets.top_bar import bar_height

OVERVIEW, OUTCOME, TRACKS = "overview", "outcome", "tracks"
TABLE, DECISIONS, LUCK, DEBRIEF = "table", "decisions", "luck", "debrief"
SCORE_LINES = 5
"""The most lines of a score on the overview."""


class Over:
    """The screen after the end, when everything is open to everybody."""

    name = "over"

    def __init__(self, program: Program) -> None:
        self._program = program
        self.tab = OVERVIEW
        self._debrief: Debrief | None = None
        self._texts: tuple[Debrief, Analysis, AnalysisTexts] | None = None
        self._table, self._pair = "", ""
        self._shows_course = False
        self._decision = -1
        self._side = ""
        self._asked = Asked(program)

    @property
    def debrief(self) -> Debrief:
        """The debrief of the game, in the language that is spoken now."""
        hot_seat = self._program.hot_seat
        if hot_seat is None:
            raise ValueError("no game is being played")
        if self._debrief is None or self._debrief.words is not hot_seat.words:
            self._debrief = debrief_of(hot_seat)
        self._debrief.show(self._table, self._decision, self._pair)
        return self._debrief

    @property
    def texts(self) -> AnalysisTexts:
        """What is said of the analysis of the game, as far as that has got."""
        debrief, process = self.debrief, self._program.analysis
        if process is None or not process.of(debrief.game):
            return AnalysisTexts()
        analysis = process.analysis
        if analysis is None:
            return analysis_progress(debrief.words, process)
        if self._texts is None or self._texts[:2] != (debrief, analysis):
            self._texts = debrief, analysis, analysis_texts(debrief, analysis)
        return self._texts[2]

    @property
    def side(self) -> str:
        """The side whose score is explained."""
        return self._side or self.debrief.game.rules.sides[0]

    @property
    def is_answered(self) -> bool:
        """Whether what was asked about the decision that is shown is known, or can't be."""
        decision = self.debrief.decision
        if decision is None:
            return True
        asking = self._asked.asking(self.debrief, decision, self.texts)
        return asking.chosen < 0 or asking.told is not None or self._asked.is_over

    @property
    def tabs(self) -> tuple[str, ...]:
        """The names of the tabs, in their order."""
        table = (TABLE,) if self.debrief.tables else ()
        luck = (LUCK,) if self.texts.status else ()
        return OVERVIEW, OUTCOME, TRACKS, *table, DECISIONS, *luck, DEBRIEF

    @property
    def keys(self) -> Mapping[str, OverCommand]:
        unheard: set[Command] = {PickListed(i) for i in range(len(self.tabs), len(DIGITS))}
        if self._program.campaign is None:
            unheard.add(ReturnToCampaign())
        if self._program.loses_campaign:
            unheard.add(PlayAgain())
        return KEYS.commands(without=unheard)

    def handle(self, command: OverCommand) -> Answer:
        match command:
            case SwitchTab(tab=tab):
                self.tab = tab if tab in self.tabs else self.tab
            case PickListed(index=index):
                self.tab = self.tabs[index]
            case GoBack() if self.tab != OVERVIEW:
                # From another tab back to the overview, and from there to the menu.
                self.tab = OVERVIEW
            case GoBack():
                return Push(Menu(self._program, self))
            case ChooseTable(table=table):
                if table in self.debrief.tables:
                    self._table, self._pair = table, ""
            case ChoosePair(pair=pair):
                if pair in self.debrief.pairs:
                    self._pair = pair
            case ShowCourse(is_shown=is_shown):
                self._shows_course = is_shown
            case ChooseDecision(number=number) | FindDecision(number=number):
                self._decision = number
            case ChooseSide(side=side):
                self._side = side
            case ChooseSheet(sheet=sheet):
                self._asked.open(sheet)
            case AskWhatIf(number=number):
                self._asked.ask(self.debrief, self.texts, number)
            case PlayFromHere():
                return self._play_on()
            case OpenReplay():
                return Push(self._replay())
            case GoToTurn(turn=turn):
                return Push(self._replay(turn))
            case PlayAgain():
                return before_leaving(self._program, self, Push(Again(self._program, self)))
            case ReturnToCampaign():
                self._program.leave()
                return GoOn()
            case OpenReport():
                return Push(SaveReport(self._program, self.debrief, self))
            case LeaveGame():
                return Home()
            case _:
                assert_never(command)
        return None

    def _play_on(self) -> Answer:
        """Asks who plays on from the decision that is shown."""
        decision = self.debrief.decision
        if decision is None:
            return None
        at = decision.line, decision.side, decision.turn
        return before_leaving(self._program, self, Push(PlayOnDialog(self._program, *at, self)))

    def _replay(self, turn: int = 0) -> Replay:
        return Replay(self._program, self.debrief.game, turn=turn, saved=self.debrief.saved)

    # Drawing

    def draw(self, page: Page) -> None:
        ground(page)
        body = shrink_box(self._bar(page), page.px(24), page.px(16))
        match self.tab:
            case "tracks":
                track_page(page, body, self.debrief)
            case "table":
                table_page(page, body, self.debrief, shows_course=self._shows_course)
            case "decisions":
                decision_page(page, body, self.debrief, self.texts, self._asked, self.side)
            case "luck":
                self._luck(page, body)
            case "debrief":
                words, sayings = self.debrief.words, saying_sentences(self.debrief)
                told = objective_lines(words, self.debrief.game)
                afterwards(page, body, words, self.debrief.cards, sayings, told)
            case "overview" if self._roomy(page, body):
                self._overview(page, body)
            case _:
                outcome_page(page, body, self.debrief, self.texts)

    def _overview(self, page: Page, body: Rect) -> None:
        """Draws the outcome, and all the rest below it."""
        sheet, gap = self._overview_sheet(page, body), page.px(16)
        top, rest = cut_top(body, sheet.natural(page, body.w), gap)
        sheet.draw_in(page, top)
        needed = decision_panel_height(page, _split(page, rest)[0].w, self.debrief)
        needed = max(needed, page.theme.tall(240))
        upper, lower = cut_bottom(rest, needed, gap)
        whole = upper.h >= page.theme.tall(300)
        upper = upper if whole else rest
        tracks, table = _split(page, upper) if self.debrief.tables else (upper, upper)
        track_panel(page, tracks, self.debrief)
        if self.debrief.tables:
            table_panel(page, table, self.debrief)
        if whole:
            left, right = _split(page, lower)
            decision_panel(page, left, self.debrief, self.texts)
            detail(page, right, self.debrief, self.texts, self._asked)

    def _luck(self, page: Page, body: Rect) -> None:
        """Draws where the score of a side came from, as soon as that is known."""
        debrief, texts = self.debrief, self.texts
        shown = texts.sums.get(self.side, texts.status)
        if isinstance(shown, Waterfall):
            luck_page(page, body, debrief.words, shown)
        else:
            inner = panel(page, body, debrief.words.say("insight.sum"))
            Words(shown, BODY, page.ink.second).draw(page, inner.x, inner.y, inner.w)

    def _roomy(self, page: Page, body: Rect) -> bool:
        """Whether an overview has room for everything."""
        if page.theme.tight or body.w < page.theme.tall(1500):
            return False
        return _fits(page, body, self._overview_sheet(page, body))

    def _overview_sheet(self, page: Page, body: Rect) -> OutcomeSheet:
        """The outcome, without the results of seats: where the rest has no room beside it, without
        its causes, then also without the papers, and then without the epilogue; the page of the
        outcome has them all."""
        whole = outcome_sheet(self.debrief, self.texts, SCORE_LINES)
        whole = evolve(whole, scores=tuple(evolve(score, seats=()) for score in whole.scores))
        shorter, ending, sheets = evolve(whole, causes=()), whole.ending, [whole]
        if ending is not None:
            unread = evolve(ending, papers=())
            shorter = evolve(shorter, ending=evolve(unread, epilogue=()))
            sheets += [evolve(whole, causes=()), evolve(whole, causes=(), ending=unread)]
        return next((each for each in sheets if _fits(page, body, each)), shorter)

    def _bar(self, page: Page) -> Rect:
        """Draws the bar with the tabs and the ways out; returns the room below it."""
        height = bar_height(page)
        tabs = self._tabs(page)
        left = page.px(24) + self._title_width(page) + page.px(40)
        leave = self._leave(page, page.theme.width - page.px(24) - left)
        right = page.theme.width - page.px(24)
        right -= sum(each.natural(page) + page.px(12) for each in leave)
        tabs_width = sum(part.size(page)[0] + page.px(8) for part in tabs.parts)
        below = left + tabs_width > right
        row = tabs.height(page, page.theme.width - 2 * page.px(24)) if below else 0
        bar = Rect(0, 0, page.theme.width, height + (row + page.px(12) if below else 0))
        page.canvas.box(bar, page.palette.bar, 0)
        page.canvas.box(Rect(0, bar.bottom - 1, bar.w, 1), page.ink.line, 0)
        self._title(page, height)
        if below:
            tabs.draw(page, page.px(24), height, bar.w - 2 * page.px(24))
        else:
            x = left + max(0, right - left - tabs_width) // 2
            y = (height - tabs.height(page, tabs_width)) // 2
            tabs.draw(page, x, y, tabs_width + page.px(8))
        x = right + page.px(12)
        for each in leave:
            natural = each.natural(page)
            y = (height - each.height(page, natural)) // 2
            each.draw(page, x, y, natural)
            x += natural + page.px(12)
        return Rect(0, bar.bottom, page.theme.width, page.theme.height - bar.bottom)

    def _leave(self, page: Page, room: int) -> list[Button | SignButton]:
        """The ways out. Where words have no room they are icons, the least important ones first."""
        say = self.debrief.words.say
        ways: tuple[tuple[OverCommand, str, str, str], ...] = (
            (LeaveGame(), "home", "door", GREY),
            (PlayAgain(), "again", "rewind", OUTLINE),
            (OpenReport(), "report", "save", OUTLINE),
            (OpenReplay(), "replay", "play", FULL),
        )
        if self._program.campaign is not None:
            ways = (
                ways[0],
                # Another game closes the campaign, which must be on disk then.
                *(() if self._program.loses_campaign else (ways[1],)),
                ways[2],
                (OpenReplay(), "replay", "play", OUTLINE),
                (ReturnToCampaign(), "campaign", "arrow-right", FULL),
            )
        buttons: list[Button | SignButton] = []
        for command, name, sign, weight in ways:
            label, key = say(f"ui.over.{name}"), KEYS.keycap(command, say)
            own = sign if weight == FULL else ""
            buttons.append(Button(command, label, weight, own, tip=f"{label} ({key})"))
        for i, (command, name, sign, _) in enumerate(ways[:-1]):
            if sum(each.natural(page) + page.px(12) for each in buttons) > room:
                key = KEYS.keycap(command, say)
                buttons[i] = SignButton(command, sign, f"{say(f'ui.over.{name}')} ({key})")
        return buttons

    def _tabs(self, page: Page) -> Flow:
        words = self.debrief.words
        shown, here = list(self.tabs), self.tab
        if page.theme.tight:
            shown.remove(OVERVIEW)
            here = OUTCOME if here == OVERVIEW else here
        return Flow(
            tuple(
                toggle(SwitchTab(tab), words.say(f"ui.over.tab.{tab}"), tab == here)
                for tab in shown
            ),
            8,
            8,
        )

    def _title_texts(self) -> tuple[str, str]:
        debrief = self.debrief
        played = debrief.words.counted("ui.over.played", debrief.game.state.turn)
        return debrief.words.scenario.title, played

    def _title_width(self, page: Page) -> int:
        title, played = self._title_texts()
        style = SCENARIO if not page.theme.tight else PANEL
        return max(width_of(title, style, page.theme), width_of(played, SMALL, page.theme))

    def _title(self, page: Page, height: int) -> None:
        title, played = self._title_texts()
        style = SCENARIO if not page.theme.tight else PANEL
        both = line_height(style, page.theme) + line_height(SMALL, page.theme)
        y = (height - both) // 2
        page.canvas.text(title, page.px(24), y, style, page.ink.first)
        y += line_height(style, page.theme)
        page.canvas.text(played, page.px(24), y, SMALL, page.ink.third)


def _fits(page: Page, body: Rect, sheet: OutcomeSheet) -> bool:
    """Whether a sheet leaves room enough for all the rest of an overview."""
    return sheet.natural(page, body.w) <= body.h * 42 // 100


def _split(page: Page, rect: Rect) -> tuple[Rect, Rect]:
    """Two columns, the left one wider."""
    gap = page.px(24)
    left = (rect.w - gap) * 1112 // 1856
    first = Rect(rect.x, rect.y, left, rect.h)
    return first, Rect(first.right + gap, rect.y, rect.w - left - gap, rect.h)


class SaveReport(SaveFile):
    """A path to type or to choose, until the report is written."""

    name = "report"
    ending = ".html"
    title, texts = "ui.over.report", "ui.report"

    def __init__(self, program: Program, debrief: Debrief, beneath: Screen | None = None) -> None:
        self._debrief = debrief
        path = debrief.saved
        # Where the game is saved comes first.
        folders = {"beside": path.resolve().parent} if path is not None else {}
        super().__init__(program, folders, file_name(debrief), beneath)

    def _write(self, path: Path) -> Path:
        return write_report(path, report(self._debrief, self._program.analysed))
