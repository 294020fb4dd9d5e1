"""Opens a scenario or a saved game from disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from game.session.campaign_save import is_campaign_save
from game.session.records.file import read_file
from game.session.records.replay import replay
from game.session.translations import Translations
from game.ui.page.commands import GoBack
from game.ui.page.elements import Beside, Element, Flow, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, GoOn, Pop, Push, Replace
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, columns, cut_bottom, cut_top, shrink_box
from game.ui.paint.fonts import BODY, SHEET, SMALL, SMALL_STRONG
from game.ui.program.folders import (
    FOLDER,
    GAME,
    KINDS,
    UP,
    FileEntry,
    exists,
    filter_by_name,
    is_path,
    list_folder,
    resolve_typed_path,
    shorten_path,
)
from game.ui.program.library import BrokenScenario, PlayableCampaign, open_playable
from game.ui.program.program import Program
from game.ui.screens.game_control import UNUSABLE
from game.ui.screens.replaying.replay import Replay
from game.ui.screens.saved_games.choose_position import ChoosePosition
from game.ui.screens.saved_games.file_list import (
    FILES_KEYS,
    FilesCommand,
    OpenFolder,
    OpenGame,
    OpenParent,
    OpenScenario,
    OpenTyped,
    ReplayGame,
    file_rows,
    saved_row,
)
from game.ui.screens.saved_games.trouble import Mistakes
from game.ui.screens.setup.setup import Setup
from game.ui.widgets.buttons import FULL, GREY, Button, toggle
from game.ui.widgets.entry import TextField, Typing
from game.ui.widgets.frame import ground, panel
from game.words.error_words import reason_of


class OpenFile:
    """Folders, a text field for a path, and the saved games."""

    name = "files"

    def __init__(self, program: Program, folder: Path | None = None) -> None:
        """folder: where to begin; left out, at home."""
        self._program = program
        self.typing = Typing(most=1000)
        self.trouble = ""
        """A sentence that says why something failed; empty: nothing has."""
        self._go(folder or _home())

    @property
    def keys(self) -> Mapping[str, FilesCommand]:
        return {**self.typing.keys, **FILES_KEYS.commands()}

    def handle(self, command: FilesCommand) -> Answer:
        match command:
            case GoBack():
                return Pop()
            case OpenTyped():
                return self._typed()
            case OpenParent():
                self._up()
            case OpenFolder(folder=folder):
                self._go(folder)
            case OpenScenario(path=path):
                return self._scenario(path)
            case OpenGame(path=path):
                return self._game(path)
            case ReplayGame(path=path):
                return self._replay(path)
            case _:
                self.typing.take(command)
                self.trouble = ""
        return None

    # Acting

    def _go(self, folder: Path | None) -> None:
        """Lists a folder; None: the drives."""
        self.folder = folder
        self.listing = list_folder(folder)
        self.typing.clear()
        error = self.listing.error
        reason = (error.strerror or str(error)) if error is not None else ""
        self.trouble = self._program.say("ui.files.closed", reason=reason) if reason else ""

    def _up(self) -> None:
        parent = next((each for each in self.listing.entries if each.kind == UP), None)
        if parent is not None:
            self._go(parent.path if parent.path != Path() else None)

    def shown(self) -> tuple[FileEntry, ...]:
        """The entries on the list: those whose names contain what was typed."""
        return filter_by_name(self.listing.entries, self.typing.text)

    def _typed(self) -> Answer:
        """Opens the typed path, or the only entry whose name contains what was typed."""
        text = self.typing.text
        if not text.strip():
            return None
        path, left = resolve_typed_path(text, self.folder), self.shown()
        if is_campaign_save(path):
            return self._game(path)
        if exists(path) and path.is_dir():
            self._go(path)
        elif exists(path):
            return self._file(path)
        elif len(left) == 1 and left != self.listing.entries:
            only = left[0]
            if only.kind == UP:
                self._up()
            elif only.kind == FOLDER:
                self._go(only.path)
            else:
                return self._file(only.path)
        else:
            self.trouble = self._program.say("ui.files.missing", path=shorten_path(str(path), 70))
        return None

    def _said(self) -> str:
        """The sentence for an empty list; if a path was typed, it says what Enter does."""
        text = self.typing.text.strip()
        if not text:
            return self._program.say("ui.files.nothing")
        path = resolve_typed_path(text, self.folder)
        if exists(path):
            opens = path.suffix.lower() in KINDS or path.is_dir()
            key, name = "press" if opens else "other", shorten_path(path.name or str(path), 50)
            return self._program.say(f"ui.files.{key}", name=name)
        return "" if is_path(text) else self._program.say("ui.files.no-match", typed=text)

    def _file(self, path: Path) -> Answer:
        kind = KINDS.get(path.suffix.lower())
        if kind is None:
            self.trouble = self._program.say("ui.files.other", name=shorten_path(path.name, 50))
            return None
        return self._game(path) if kind == GAME else self._scenario(path)

    def _scenario(self, path: Path) -> Answer:
        try:
            scenario = open_playable(path)
        except (OSError, ValueError) as error:
            self._failed(path, error)
            return None
        if isinstance(scenario, BrokenScenario):
            return Push(Mistakes(self._program, scenario))
        if isinstance(scenario, PlayableCampaign):
            return Replace(Setup(self._program, scenario))
        positions = ChoosePosition(self._program, scenario)
        if len(positions.places) > 1:
            return Push(positions)
        return Replace(Setup(self._program, scenario))

    def _game(self, path: Path) -> Answer:
        try:
            if is_campaign_save(path):
                self._program.go_on_with_campaign(path)
            else:
                self._program.go_on(path)
        except UNUSABLE as error:
            self._failed(path, error)
            return None
        return GoOn()

    def _replay(self, path: Path) -> Answer:
        try:
            record = read_file(path)
            game = replay(record)
            files = Translations(game.rules.scenario, record.header.files)
            return Push(Replay(self._program, game, translations=files, saved=path))
        except UNUSABLE as error:
            self._failed(path, error)
            return None

    def _failed(self, path: Path, error: Exception) -> None:
        reason = reason_of(error, self._program.language)
        self.trouble = self._program.say(
            "ui.files.failed", name=shorten_path(path.name, 50), reason=reason
        )

    # Drawing

    def draw(self, page: Page) -> None:
        ground(page)
        say = self._program.say
        rect = shrink_box(page.rect, page.px(48), page.px(36))
        title = Words(say("ui.files.title"), SHEET, page.ink.first)
        top, rest = cut_top(rect, title.height(page, rect.w), page.px(18))
        title.draw(page, top.x, top.y, top.w)
        back = Button(
            GoBack(), say("ui.back"), GREY, "back", below=FILES_KEYS.keycap(GoBack(), say)
        )
        body, foot = cut_bottom(rest, back.height(page, page.theme.tall(240)), page.px(18))
        left, right = columns(body, (-1, -1.4), page.px(24))
        self._disk(page, right)
        self._games(page, left)
        back.draw_in(page, Rect(foot.x, foot.y, back.natural(page), foot.h))

    def _games(self, page: Page, rect: Rect) -> None:
        say, ink = self._program.say, page.ink
        inner = panel(page, rect, say("ui.files.games"))
        games = self._program.saved()
        if not games:
            Words(say("ui.files.games.none"), BODY, ink.second).draw(
                page, inner.x, inner.y, inner.w
            )
            return
        Scroll("games", tuple(saved_row(self._program, each) for each in games), 10).draw_in(
            page, inner
        )

    def _disk(self, page: Page, rect: Rect) -> None:
        say, ink = self._program.say, page.ink
        inner = panel(page, rect, say("ui.files.disk"))
        entry = TextField(self.typing, say("ui.files.entry"), say("ui.files.empty"), "search")
        button = Button(OpenTyped(), say("ui.files.open"), FULL, enabled=bool(self.typing.text))
        width = button.natural(page)
        parts: list[Element] = [Beside(((entry, -1), (button, width)), 12, centred=True)]
        if self.trouble:
            parts.append(Marked("warning", self.trouble, SMALL_STRONG, ink.worse))
        where = str(self.folder) if self.folder is not None else say("ui.files.drives")
        where = shorten_path(where, 80)
        parts.append(self._places())
        parts.append(Marked("folder", where, SMALL, ink.second, ink.brass))
        head = Stack(tuple(parts), 12)
        top, rest = cut_top(inner, head.height(page, inner.w), page.px(12))
        head.draw(page, top.x, top.y, top.w)
        said = "" if self.trouble else self._said()
        rows = file_rows(page, self._program, self.shown(), said)
        Scroll(f"disk:{where}", rows, 2).draw_in(page, rest)

    def _places(self) -> Element:
        """Buttons for the most likely folders."""
        program = self._program
        places = (("home", _home()), ("own", program.own), ("kept", program.games))
        return Flow(
            tuple(
                toggle(
                    OpenFolder(path, "place"),  # in the list it may stand too
                    program.say(f"ui.files.{name}"),
                    path == self.folder,
                    "folder",
                )
                for name, path in places
                if path is not None and path.is_dir()
            ),
            8,
            8,
        )


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # a computer where nobody has a home
        return Path.cwd()
