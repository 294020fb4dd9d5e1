"""What the page on bots shows can be typed, and its figures bear out what it says of them."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import tiny

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.bots.seats import make_bots
from game.cli import main
from game.model.decisions import read_move
from game.model.play import STATUS
from game.model.players import EXPERT, UNIFORM, available_bots
from game.session.game import Game

pytestmark = pytest.mark.usefixtures("compiled")

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "bots.md").read_text(encoding="utf-8")
PLAYED, ANSWERS, *REST = re.findall(r"^```\n(.*?)^```\n", PAGE, re.MULTILINE | re.DOTALL)
COURSES = [block for block in REST if " as " in block]
MEASURED = [block for block in REST if "tool strength" in block]
MOMENT = 50
"""Thousandths of a second."""
HEADER = "| scenario | seat | mean score | expert's difference from other bots | ms a decision |"


GRAIN_AND_WOOD = """
turns: 1
sides:
  north: {name: N, brief: B, score: [{label: P, points: POINTS}]}
  south: {name: S, brief: B, score: [{label: P, points: POINTS}]}
stages: {main: {phases: [talks]}}
phases: {talks: {kind: table, table: pact}}
actions: {}
tables:
  pact:
    between: [north, south]
    rounds: 6
    open: true
    speaks_first: south
    reserve: {north: 40, south: 40}
    issues: {grain: {options: {}}, wood: {options: {}}}
personas:
  firm: {name: F, bargaining: {style: boulware, firmness: 3, opening: 95, floor: 50}}
  soft: {name: S, bargaining: {style: conceder, firmness: 2, opening: 85, floor: 45}}
""".replace("POINTS", "worth(pact) if agreed(pact) else reserve(pact)")
WORTHS = re.compile(r"^\| (\w+): ([\w, ]+) \| ([\d, ]+) \| ([\d, ]+) \|$", re.MULTILINE)


def grain_and_wood() -> tiny.Game:
    """The page's small table, with the worths that the page shows."""
    text = GRAIN_AND_WOOD
    for issue, *cells in WORTHS.findall(PAGE):
        options = ", ".join(
            f"{option}: {{worth: {{north: {north}, south: {south}}}}}"
            for option, north, south in zip(*(cell.split(", ") for cell in cells), strict=True)
        )
        text = text.replace(f"{issue}: {{options: {{", f"{issue}: {{options: {{{options}")
    return tiny.Game(text, 1)


def rows(text: str) -> Iterator[list[str]]:
    """Scenario, seat, bot, difference and milliseconds of each bot of tables of figures."""
    tables = re.findall(rf"^{re.escape(HEADER)}\n\|[-:|]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    for row in "".join(tables).splitlines():
        scenario, seat, first, others, spent = (cell.strip() for cell in row.strip("|").split("|"))
        first, _ = first.split(" ")
        bots = [(first, ""), *(bot.split(" ", 1) for bot in others.split(", "))]
        for (bot, difference), milliseconds in zip(bots, spent.split(", "), strict=True):
            yield [scenario, seat, bot, difference, milliseconds]


def files(block: str) -> Iterator[Path]:
    """The scenarios that commands of tools/strength.py name, in order."""
    for command in block.splitlines():
        words = command.split()
        assert words[:4] == ["python3", "tools/dev.py", "tool", "strength"]
        for word in words:
            if word in shipped():
                yield shipped()[word]
            elif word.endswith(".yaml"):
                yield from sorted(ROOT.glob(word))


def seated(path: Path) -> Iterator[list[str]]:
    """Scenario, seat and bot of every row about a scenario."""
    scenario = load(path)
    for side in scenario.sides:
        others = (bot for bot in available_bots(scenario, side) if bot != EXPERT)
        for bot in (EXPERT, *others):
            yield [scenario.id, side, bot]


def ends(difference: str) -> tuple[float, float]:
    """The interval that `+4.0 ± 1.5` is written for."""
    middle, half = (float(number.replace("−", "-")) for number in difference.split(" ± "))
    return middle - half, middle + half


def test_a_game_of_the_page_begins(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program, *command = PLAYED.split()
    assert program == "communique"
    monkeypatch.setattr("sys.stdin", io.StringIO("1\nquit\n"))
    code = main(command)
    assert (code, capsys.readouterr().err) == (0, "")


def test_each_bot_answers_as_the_page_says() -> None:
    begun, *answers = ANSWERS.splitlines()
    assert len(answers) == 4
    for line in answers:
        game = Game(grain_and_wood().rules, 1)
        side, move = begun.split(": ")
        opening = read_move(move)
        assert opening is not None
        game.decide(side, opening)
        side, bot, move = re.split(" as |: ", line)
        decide = make_bots(game.rules, {side: bot}, 1)[side]
        assert (bot, str(decide(game.asking(side)))) == (bot, move)


@pytest.mark.parametrize("course", COURSES)
def test_bots_bargain_as_the_page_says(course: str) -> None:
    lines = [re.split(" as |: ", line) for line in course.splitlines()]
    game = Game(grain_and_wood().rules, 1)
    bots = make_bots(game.rules, {side: bot for side, bot, _ in lines}, 1)
    for side, _, move in lines:
        answer = bots[side](game.asking(side))
        assert (side, str(answer)) == (side, move)
        game.decide(side, answer)
    assert game.state.tables[0].status == STATUS.index("agreed")


def test_the_rows_are_what_the_command_of_the_page_is_about() -> None:
    (command,) = MEASURED
    by_bot = [names for path in files(command) for names in seated(path)]
    assert len(by_bot) > 20
    assert [row[:3] for row in rows(PAGE)] == by_bot


def test_expert_is_above_uniform_in_each_seat_and_below_no_other_bot() -> None:
    measured = [row for row in rows(PAGE) if row[3]]
    assert len({tuple(row[:2]) for row in measured if row[2] == UNIFORM}) > 10
    assert [row for row in measured if row[2] == UNIFORM and ends(row[3])[0] <= 0] == []
    assert [row for row in measured if ends(row[3])[1] < 0] == []


def test_no_bot_takes_longer_for_a_decision_than_a_person_notices() -> None:
    assert [row for row in rows(PAGE) if float(row[4]) > MOMENT] == []


def test_the_command_prints_such_a_table() -> None:
    path = ROOT / "tests" / "scenarios" / "leaders-meeting.yaml"
    command = [sys.executable, str(ROOT / "tools" / "strength.py"), "--games", "2", "--jobs", "1"]
    done = subprocess.run(
        [*command, str(path)], check=True, capture_output=True, encoding="utf-8", timeout=300
    )
    assert done.stdout.startswith(HEADER)
    assert [row[:3] for row in rows(done.stdout)] == list(seated(path))
    assert done.stderr == ""
