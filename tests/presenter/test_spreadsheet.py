"""No cell of a file for a spreadsheet is taken for a formula, whatever people or files hold."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import tiny
from attrs import evolve

from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.files.about import about_plan
from game.lab.files.any_kind import games_file
from game.lab.files.columns import layout_of
from game.model.decisions import FACILITATOR
from game.model.frozen import FrozenMap
from game.presenter.console.results import Results, TableResult, results_file, write_rows
from game.presenter.said.score import score_of
from game.session.game import Game
from game.words.language import language
from game.words.wording import Wording

SIGNS = {
    "equals": "=",
    "plus": "+",
    "minus": "-",
    "at": "@",
    "tab": "\t",
    "carriage return": "\r",
    "line feed": "\n",
    "equals of full width": "\uff1d",
    "plus of full width": "\uff0b",
    "minus of full width": "\uff0d",
    "at of full width": "\uff20",
}
BEFORE = {
    "nothing": "",
    "spaces": "  ",
    "a no-break space": "\u00a0",
    "a mark": "\ufeff",
    "a space without width": "\u200b",
}


def rows_of(text: str, words: Wording) -> list[list[str]]:
    separator = words.say("console.file.separator")
    return [*csv.reader(io.StringIO(text, newline=""), delimiter=separator)]


@pytest.fixture(params=["en", "fr"])
def words(request: pytest.FixtureRequest) -> Wording:
    return Wording(tiny.scenario(), language(request.param))


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("sign", SIGNS)
def test_a_cell_that_begins_with_a_sign_of_formulas_is_a_text(
    sign: str, before: str, words: Wording
) -> None:
    text = f"{BEFORE[before]}{SIGNS[sign]}HYPERLINK(A1)"
    assert rows_of(write_rows(words, [[text, "a"]]), words) == [[f"'{text}", "a"]]


@pytest.mark.parametrize("text", ["", "a=1", "(-1)", "'=1", "They said: @once", "5 - 3", "\u22125"])
def test_any_other_text_is_as_it_was(text: str, words: Wording) -> None:
    assert rows_of(write_rows(words, [[text, "a"]]), words) == [[text, "a"]]


def test_a_number_stays_a_number(words: Wording) -> None:
    assert rows_of(write_rows(words, [[-5, 0]]), words) == [["-5", "0"]]


@pytest.mark.parametrize("separator", [",", ";", '"', "\r\n", "\n"])
def test_a_text_cannot_begin_a_cell_of_its_own(separator: str, words: Wording) -> None:
    text = f"a{separator}=1+1"
    assert rows_of(write_rows(words, [[text, "b"]]), words) == [[text, "b"]]


@pytest.mark.parametrize("sign", SIGNS)
def test_results_of_tables_have_no_formulas(sign: str, words: Wording) -> None:
    name = f"{SIGNS[sign]}1+1"
    view = Game(tiny.rules(), 1).view(FACILITATOR)
    north, south = (score_of(words, view, side) for side in ("north", "south"))
    scores = evolve(north, side=name, total=4), evolve(south, total=-5)
    results = Results((TableResult(1, 3, name, scores),))
    head, row, par = rows_of(results_file(results, words), words)
    assert head[3:] == [f"'{name}", "South"]
    assert row == ["1", "3", f"'{name}", "4", "-5"]
    assert par[3:] == ["0", "0"]


def test_every_text_in_a_file_of_games_begins_with_a_letter(tmp_path: Path) -> None:
    """Ids alone stand there; what a stranger's file has for ids is checked when it is read."""
    plan = Plan(tiny.scenario(tiny.TABLE), FrozenMap({"north": "uniform", "south": "uniform"}), 30)
    player = PlanPlayer(plan)
    about = evolve(about_plan(plan, player.rules), title="=1+1")
    with games_file(tmp_path / "a.csv", about, layout_of(player.rules)) as file:
        rows = player.play(0, 30)
        file.add(rows)
        file.finish(30, rows.digest)
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as written:
        head, *lines = csv.reader(written)
    cells = {cell for line in [head, *lines] for cell in line if not cell.lstrip("-").isdigit()}
    assert len(cells) > 20
    assert all(not cell or (cell[0].isascii() and cell[0].islower()) for cell in cells)
