"""What can be opened, as lines of a list: saved games, and what lies in a folder."""

from __future__ import annotations

from collections.abc import Sequence

from game.session.games import SavedGame
from game.ui.page.commands import Do
from game.ui.page.elements import Element, Words
from game.ui.page.page import Page
from game.ui.paint.fonts import BODY, SMALL
from game.ui.program.folders import FOLDER, GAME, MOST, SCENARIO, UP, Found
from game.ui.program.program import Program
from game.ui.widgets.buttons import GREY, Button
from game.ui.widgets.row import Row
from game.words.dates import local_time

SIGNS = {FOLDER: "folder", SCENARIO: "document", GAME: "save", UP: "arrow-up"}


def saved_row(program: Program, game: SavedGame) -> Row:
    """A saved game; one that is over can also be looked back at."""
    path = str(game.path)
    turn = program.say("ui.turn-of", turn=max(game.turn, 1), turns=game.turns)
    how = program.say("ui.files.over") if game.over else turn
    again = Button(Do("replay", path), program.say("ui.files.replay"), GREY) if game.over else None
    sign, about = "check" if game.over else "play", f"{how} · {local_time(game.at)}"
    do = Do("game", path, "saved")  # in the list of a folder it may stand too
    return Row(do, sign, game.title, "", about, raised=True, aside=again)


def file_rows(
    page: Page, program: Program, found: Sequence[Found], nothing: str
) -> tuple[Element, ...]:
    """What lies in a folder; nothing: a sentence for where nothing can be opened there."""
    rows: list[Element] = [_row(program, each) for each in found[:MOST]]
    if len(found) > MOST:
        more = program.counted("ui.files.more", len(found) - MOST)
        rows.append(Words(more, SMALL, page.ink.third))
    if nothing and all(each.kind == UP for each in found):
        rows.append(Words(nothing, BODY, page.ink.second))
    return tuple(rows)


def _row(program: Program, found: Found) -> Row:
    if found.kind != UP:
        return Row(Do(found.kind, str(found.path)), SIGNS[found.kind], found.name, found.changed)
    up = (
        program.say("ui.files.up", folder=found.name)
        if found.name
        else program.say("ui.files.drives")
    )
    return Row(Do("up"), SIGNS[UP], up, quiet=True)
