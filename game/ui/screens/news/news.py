"""The news: an inject as a story on the wire, and the question that it may put."""

from __future__ import annotations

from collections.abc import Mapping

from game.model.decisions import PUBLIC
from game.model.decisions import Answer as Reply
from game.model.play import Legal, Question
from game.presenter.cards.decision_cards import answer_cards
from game.presenter.cards.question_notes import notes_on_question, secrecy_of_answer
from game.presenter.steps import Step
from game.presenter.stories.reply_page import next_page
from game.presenter.stories.story_pages import inject_page
from game.ui.page.commands import DIGITS, OpenMenu, OpenPapers, PickListed, ReadOn
from game.ui.page.page import Page
from game.ui.page.screen import Answer, GoOn, Submit
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import SMALL, line_height
from game.ui.paint.theme import looks
from game.ui.program.program import Program
from game.ui.screens.board.board import Board
from game.ui.screens.game_context import KEYS as GAME_KEYS
from game.ui.screens.game_context import GameContext, time_face
from game.ui.screens.news.answers import (
    NEWS_KEYS,
    QUESTION_KEYS,
    AnswerFace,
    GiveAnswer,
    LookAtAnswers,
    NewsCommand,
    QuestionCommand,
    QuestionPanel,
)
from game.ui.screens.news.story import StorySheet
from game.ui.screens.open_screen import open_screen
from game.ui.screens.readouts import draw_statements
from game.ui.widgets.buttons import FULL, Button
from game.ui.widgets.dialog import Behind
from game.ui.widgets.frame import ground, key_hints

WIDE = 1328
"""How wide a story is at most, in steps that grow with text."""


def _behind(program: Program, side: str) -> Behind:
    """What lies behind a story: the reader's board; nothing where everybody reads."""
    return Behind(None if side == PUBLIC else Board(program, side, deciding=False))


def _column(page: Page) -> Rect:
    """The column in which a story stands, as high as the window but for margins."""
    width = min(page.theme.width - 2 * page.px(48), page.theme.tall(WIDE))
    margin = page.px(40)
    return Rect((page.theme.width - width) // 2, margin, width, page.theme.height - 2 * margin)


def _rising(page: Page, rect: Rect) -> Rect:
    """Where a paper is that comes up from below for a moment."""
    return rect.move(0, round((1 - page.progress()) * page.px(36)))


class News:
    """What one side reads before it decides, or everybody after the game: a story, with others in
    brief, or the statements of all sides."""

    name = "news"

    def __init__(self, program: Program, step: Step) -> None:
        """step: what is read, and by whom; PUBLIC: by everybody."""
        self._program = program
        self.step = step
        self.side = step.side
        self._context = GameContext(program, step.side)
        self._behind = _behind(program, step.side)

    @property
    def keys(self) -> Mapping[str, NewsCommand]:
        elsewhere = self._context.keys
        if self.side == PUBLIC:
            elsewhere = {key: each for key, each in elsewhere.items() if each == OpenMenu()}
        return {**elsewhere, **NEWS_KEYS.commands()}

    def handle(self, command: NewsCommand) -> Answer:
        if isinstance(command, ReadOn):
            self._context.hot_seat.mark_story_read(self.side)
            return GoOn()
        return open_screen(self._program, self.side, command, self)

    def draw(self, page: Page) -> None:
        column, gap = _column(page), page.px(24)
        foot = self._go_on().height(page, column.w) + 2 * page.px(12)
        if self.step.kind == "statements":
            ground(page)
            lower = Rect(column.x, column.bottom - foot, column.w, foot)
            upper = Rect(column.x, column.y, column.w, column.h - foot - gap)
            draw_statements(page, self._context.hot_seat, self.side, upper)
            self._foot(page, lower)
            return
        self._behind.draw(page, self._context.words.language.code)
        paper = StorySheet(next_page(self._context.hot_seat, self.step))
        height, room = paper.natural(page, column.w), column.h - foot - gap
        if height > room:
            height = min(room, paper.squeezed(page, column.w))
        top = column.y + (column.h - height - foot - gap) * 2 // 5
        paper.draw_in(page, _rising(page, Rect(column.x, top, column.w, height)))
        self._foot(page, Rect(column.x, top + height + gap, column.w, foot))

    def _go_on(self) -> Button:
        label = self._context.words.say("ui.news.read")
        return Button(ReadOn(), label, FULL, after="arrow-right", large=True)

    def _foot(self, page: Page, rect: Rect) -> None:
        """The way on, and the keys."""
        say, pad = self._context.words.say, page.px(12)
        page.canvas.box(rect, page.palette.bar, 10, page.ink.line)
        button = self._go_on()
        width = max(button.natural(page), page.theme.tall(260))
        place = Rect(rect.right - pad - width, rect.y + pad, width, rect.h - 2 * pad)
        button.draw_in(page, place)
        hints = {NEWS_KEYS.keycap(ReadOn(), say): say("ui.hint.read")}
        if self.side != PUBLIC:
            hints[GAME_KEYS.keycap(OpenPapers(), say)] = say("ui.hint.brief")
        hints[GAME_KEYS.keycap(OpenMenu(), say)] = say("ui.hint.menu")
        down = rect.y + (rect.h - line_height(SMALL, page.theme)) // 2
        key_hints(page, hints, rect.x + page.px(24), down, place.x - page.px(24))


class QuestionScreen:
    """A story that asks one side something, with the answers it may give."""

    name = "question"

    def __init__(self, program: Program, side: str, inject: str) -> None:
        self._program = program
        self.side = side
        self.inject = inject
        self._context = GameContext(program, side)
        self._behind = _behind(program, side)

    @property
    def keys(self) -> Mapping[str, QuestionCommand]:
        unheard = {PickListed(i) for i in range(min(9, len(self._open())), len(DIGITS))}
        return {
            **self._context.keys,
            **{letter: GiveAnswer(id) for id, letter in self._letters().items()},
            **QUESTION_KEYS.commands(without=unheard),
        }

    def handle(self, command: QuestionCommand) -> Answer:
        match command:
            case LookAtAnswers():
                return None
            case PickListed(index=index):
                return self._give(self._open()[index])
            case GiveAnswer(answer=answer):
                return self._give(answer)
            case _:
                return open_screen(self._program, self.side, command, self)

    def _give(self, answer: str) -> Answer:
        """Gives an answer, or says why it can't be given."""
        refusal = self._legal.refused.get(answer)
        if refusal is not None:
            words = self._context.words
            self._program.toast = words.refusal(refusal, self.side, self.inject)
            return None
        return Submit(self.side, (Reply(answer),))

    @property
    def _legal(self) -> Legal:
        return self._context.hot_seat.asking(self.side).legal

    def _open(self) -> list[str]:
        """The answers that can be given."""
        return [move.answer for move in self._legal.moves if isinstance(move, Reply)]

    def _letters(self) -> dict[str, str]:
        """By answer, its first letter, where no other key is called so."""
        naming, letters = self._context.words.naming, dict[str, str]()
        taken = set(self._context.keys)
        for id in self._open()[:9]:
            letter = naming.answer(self.inject, id)[:1].lower()
            if letter.isalpha() and letter not in taken:
                letters[id] = letter
            taken.add(letter)
        return letters

    def _shortcuts(self) -> dict[str, tuple[str, ...]]:
        """By answer, the keys that give it: a number, and its first letter where that is free."""
        letters, numbers = self._letters(), zip(self._open()[:9], DIGITS, strict=False)
        return {id: (digit, letters[id]) if id in letters else (digit,) for id, digit in numbers}

    # Drawing

    def draw(self, page: Page) -> None:
        hot_seat, words = self._context.hot_seat, self._context.words
        self._behind.draw(page, words.language.code)
        column, gap = _column(page), page.px(28)
        paper = StorySheet(inject_page(hot_seat, self.side, self.inject))
        panel = self._panel(page)
        room = column.h - gap
        upper, lower = paper.natural(page, column.w), panel.natural(page, column.w)
        if upper + lower > room:
            upper, lower = paper.squeezed(page, column.w), panel.squeezed(page, column.w)
            lower = min(lower, max(room * 60 // 100, room - upper))
            upper = min(upper, room - lower)
        top = column.y + (room - upper - lower) * 2 // 5
        paper.draw_in(page, _rising(page, Rect(column.x, top, column.w, upper)))
        panel.draw_in(page, Rect(column.x, top + upper + gap, column.w, lower))

    def _panel(self, page: Page) -> QuestionPanel:
        words, shortcuts = self._context.words, self._shortcuts()
        faces = [
            AnswerFace(card, tuple(key.upper() for key in shortcuts.get(card.id, ())))
            for card in answer_cards(words, self.side, self.inject, self._legal)
        ]
        hot_seat, name = self._context.hot_seat, words.naming.side_inside(self.side)
        question = hot_seat.view(self.side).question or Question(self.inject, (self.side,))
        return QuestionPanel(
            words.say("ui.question.for", side=name),
            words.say("ui.question.title"),
            notes_on_question(hot_seat, self.side, question),
            secrecy_of_answer(hot_seat, question),
            tuple(faces),
            looks(words.scenario, page.palette)[self.side],
            time_face(self._context.hot_seat),
        )
