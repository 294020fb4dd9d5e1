"""What can be opened, as rows of a list: saved games, and the entries of a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from game.session.campaign_save import CampaignOnDisk
from game.ui.page.commands import Command, GoBack, KeyTable, PickListed, numbered, shortcut
from game.ui.page.elements import Element, Words
from game.ui.page.page import Page
from game.ui.paint.fonts import BODY, SMALL
from game.ui.program.folders import CAMPAIGN, FOLDER, GAME, MOST, SCENARIO, UP, FileEntry
from game.ui.program.program import Program, SavedGame
from game.ui.widgets.buttons import GREY, Button
from game.ui.widgets.entry import TypingCommand
from game.ui.widgets.row import Row


@frozen
class OpenTyped(Command):
    """Opens whatever lies at the path that was typed."""


@frozen
class OpenParent(Command):
    """Opens the folder above."""


@frozen
class OpenFolder(Command):
    """Opens a folder; None means the list of drives."""

    folder: Path | None
    place: str = ""
    """Where on the page it is asked for: empty in the list, else `place`."""


@frozen
class OpenScenario(Command):
    """Opens a scenario file."""

    path: Path


@frozen
class OpenGame(Command):
    """Opens a saved game to play on."""

    path: Path
    place: str = ""
    """Where on the page it is asked for: empty in the list of a folder, else `saved`."""


@frozen
class ReplayGame(Command):
    """Opens a saved game to look back at it."""

    path: Path


@frozen
class BeginAt(Command):
    """Begins a game at one of the places in the list of positions."""

    number: int


@frozen
class ReadAgain(Command):
    """Reads a scenario with mistakes once more."""


FilesCommand = (
    OpenTyped
    | OpenParent
    | OpenFolder
    | OpenScenario
    | OpenGame
    | ReplayGame
    | GoBack
    | TypingCommand
)
MistakesCommand = ReadAgain | GoBack
PositionCommand = BeginAt | PickListed | GoBack

FILES_KEYS: KeyTable[FilesCommand] = KeyTable(
    "", (shortcut("enter", OpenTyped()), shortcut("escape", GoBack()))
)
POSITION_KEYS: KeyTable[PositionCommand] = KeyTable(
    "", (numbered(), shortcut("enter", BeginAt(0)), shortcut("escape", GoBack()))
)
MISTAKES_KEYS: KeyTable[MistakesCommand] = KeyTable(
    "", (shortcut("enter", ReadAgain(), also=("r",)), shortcut("escape", GoBack()))
)


SIGNS = {
    FOLDER: "folder", SCENARIO: "document", GAME: "save", CAMPAIGN: "save", UP: "arrow-up"
}  # fmt: skip


def saved_row(program: Program, game: SavedGame) -> Row:
    """The row of a saved game or campaign; a game that is over can also be replayed."""
    path = game.path
    if isinstance(game, CampaignOnDisk):
        how = program.say("ui.files.over") if game.over else where_in_campaign(program, game)
        sign, about = "check" if game.over else "play", f"{how} · {program.language.date(game.at)}"
        command = OpenGame(path, "saved")
        return Row(command, sign, program.title_of(game), "", about, raised=True)
    turn = program.say("ui.turn-of", turn=max(game.turn, 1), turns=game.turns)
    how = program.say("ui.files.over") if game.over else turn
    again = Button(ReplayGame(path), program.say("ui.files.replay"), GREY) if game.over else None
    sign, about = "check" if game.over else "play", f"{how} · {program.language.date(game.at)}"
    if game.position:
        about = f"{about} · {program.say('ui.files.position', name=game.position)}"
    command = OpenGame(path, "saved")  # in the list of a folder it may stand too
    return Row(command, sign, program.title_of(game), "", about, raised=True, aside=again)


def where_in_campaign(program: Program, campaign: CampaignOnDisk) -> str:
    """Which chapter of a saved campaign comes now: `Campaign, chapter 2 of 3`."""
    number = min(campaign.passed + 1, campaign.chapters)
    return program.say("ui.campaign.where", number=number, all=campaign.chapters)


def file_rows(
    page: Page, program: Program, entries: Sequence[FileEntry], nothing: str
) -> tuple[Element, ...]:
    """The rows of a folder. nothing: the sentence for a folder in which nothing can be opened."""
    rows: list[Element] = [_row(program, each) for each in entries[:MOST]]
    if len(entries) > MOST:
        more = program.counted("ui.files.more", len(entries) - MOST)
        rows.append(Words(more, SMALL, page.ink.third))
    if nothing and all(each.kind == UP for each in entries):
        rows.append(Words(nothing, BODY, page.ink.second))
    return tuple(rows)


def _opening(entry: FileEntry) -> FilesCommand:
    """The command that opens an entry."""
    if entry.kind == FOLDER:
        return OpenFolder(entry.path)
    return OpenScenario(entry.path) if entry.kind == SCENARIO else OpenGame(entry.path)


def _row(program: Program, entry: FileEntry) -> Row:
    if entry.kind != UP:
        return Row(_opening(entry), SIGNS[entry.kind], entry.name, entry.changed)
    up = (
        program.say("ui.files.up", folder=entry.name)
        if entry.name
        else program.say("ui.files.drives")
    )
    return Row(OpenParent(), SIGNS[UP], up, quiet=True)
