"""Every figure that studies print, computed again from the rows of the games by other code."""

import re
from collections.abc import Mapping
from math import erfc, sqrt

import numpy as np
import pytest
from numpy.typing import NDArray

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.cli import main
from game.kernel.rows import Rows
from game.lab.numbers.paths import with_numbers
from game.lab.run.plan import Plan, PlanPlayer
from game.model.frozen import FrozenMap
from game.model.play import AGREED
from game.model.scenario import Scenario

pytestmark = pytest.mark.usefixtures("compiled")

GAMES, SEED = 40, 7
SCENARIOS = ["kuala-lumpur", "ukraine-pressure"]
COMMON = ["-n", str(GAMES), "--seed", str(SEED)]
Reals = NDArray[np.float64]


class Games:
    """The games of a scenario with some numbers and bots, figure by figure."""

    def __init__(
        self, scenario: Scenario, numbers: Mapping[str, int], seats: Mapping[str, str]
    ) -> None:
        self.scenario = with_numbers(scenario, numbers.items())
        plan = Plan(self.scenario, FrozenMap(seats), GAMES, SEED)
        self.rows: Rows = PlanPlayer(plan).play(0, GAMES)

    def columns(self) -> dict[str, Reals]:
        """By id: shares in per cent, scores in points."""
        rows, scenario = self.rows, self.scenario
        found = {id: 100.0 * (rows.outcome == i) for i, id in enumerate(scenario.outcomes)}
        found |= {id: rows.scores[:, i].astype(float) for i, id in enumerate(scenario.sides)}
        found |= {id: 100.0 * (rows.status[:, i] == AGREED) for i, id in enumerate(scenario.tables)}
        return found


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main([*words, *COMMON]) == 0
    return capsys.readouterr().out.replace("−", "-")


def rows_below(text: str, title: str) -> list[list[str]]:
    """The rows of the table whose first line begins so, cut where two blanks stand."""
    lines = text.splitlines()
    (start,) = [i for i, line in enumerate(lines) if line.startswith(title)]
    rows = []
    for line in lines[start + 1 :]:
        if not line.startswith("  "):
            break
        rows.append(re.split(r"\s{2,}", line.strip()))
    return rows


def seats_of(scenario: Scenario) -> dict[str, str]:
    """By side the first persona made for it."""
    return {
        side: next(id for id, p in scenario.personas.items() if side in (p.sides or (side,)))
        for side in scenario.sides
    }


def seat_words(seats: Mapping[str, str]) -> list[str]:
    return [word for side, bot in seats.items() for word in ("--seat", f"{side}={bot}")]


def close(cell: str, value: float) -> bool:
    """Whether a printed figure is a value rounded to one decimal."""
    return abs(float(cell) - value) <= 0.0501


def check_mean(cell: str, column: Reals, *, is_share: bool) -> None:
    """Compares `70.3 ± 2.1` with the mean and interval of a column."""
    mean, half = cell.split(" ± ")
    assert close(mean, column.mean())
    n = len(column)
    if is_share:  # half of Wilson's interval, whose ends are 0 and 1 where none or all happened
        p, z2 = column.mean() / 100, 1.96**2
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        wide = 1.96 * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
        low, high = (0 if p == 0 else middle - wide), (1 if p == 1 else middle + wide)
        expected = 100 * (high - low) / 2
    else:
        expected = 1.96 * column.std(ddof=1) / sqrt(n)
    assert close(half, expected)


def check_change(cell: str, differences: Reals) -> None:
    mean, half = cell.split(" ± ")
    assert close(mean, differences.mean())
    assert close(half, 1.96 * differences.std(ddof=1) / sqrt(len(differences)))


def check_p(cells: Mapping[str, str], differences: Mapping[str, Reals]) -> None:
    """Compares p-values with Holm's correction of normal tests, computed step by step."""
    plain = {}
    for name, each in differences.items():
        error = each.std(ddof=1) / sqrt(len(each))
        plain[name] = erfc(abs(each.mean() / error) / sqrt(2)) if error else float(not each.any())
    left, least = dict(plain), 0.0
    while left:
        name = min(left, key=lambda name: left[name])
        least = max(least, min(1.0, left.pop(name) * (len(left) + 1)))
        if name in cells:
            cell = cells[name]
            assert (least < 0.005) if cell == "<0.01" else abs(float(cell) - least) <= 0.0051


@pytest.mark.parametrize("id", SCENARIOS)
def test_a_sweep(id: str, capsys: pytest.CaptureFixture[str]) -> None:
    scenario = load(shipped()[id])
    setting, seats = next(iter(scenario.settings)), seats_of(scenario)
    low, high = scenario.settings[setting].bounds
    words = [f"{setting}={low}..{high}:{high - low}", *seat_words(seats)]
    text = printed(capsys, "sweep", id, "--vary", *words)
    ends = [Games(scenario, {setting: value}, seats).columns() for value in (low, high)]
    rows = rows_below(text, f"{setting}: {low} to {high}")
    assert [row[0] for row in rows] == list(ends[0])
    found = 0
    for name, *_, first, second, change, _p, sure in rows:
        is_share = name not in scenario.sides
        check_mean(first, ends[0][name], is_share=is_share)
        check_mean(second, ends[1][name], is_share=is_share)
        check_change(change, ends[1][name] - ends[0][name])
        found += sure == "yes"
    sentences = " ".join(text.split("What it does")[1].split())
    assert sentences.count(f"when {setting} goes from {low} to {high}.") == found
    differences = {name: ends[1][name] - ends[0][name] for name in ends[0]}
    check_p({row[0]: row[-2] for row in rows}, differences)
    (scores,) = [rows_below(text, "Scores")]
    for i, side in enumerate(scenario.sides):
        for row, end in zip(scores, ends, strict=True):
            check_mean(row[1 + i], end[side], is_share=False)
    assert f"par {next(iter(scenario.sides.values())).par}" in text


@pytest.mark.parametrize("id", SCENARIOS)
def test_a_comparison(id: str, capsys: pytest.CaptureFixture[str]) -> None:
    scenario = load(shipped()[id])
    setting, seats = next(iter(scenario.settings)), seats_of(scenario)
    other = scenario.settings[setting].bounds[1]
    side = next(iter(seats))
    text = printed(
        capsys, "compare", id, *seat_words(seats), "--other-seat", f"{side}=uniform",
        "--other-set", f"{setting}={other}",
    )  # fmt: skip
    first = Games(scenario, {}, seats).columns()
    second = Games(scenario, {setting: other}, {**seats, side: "uniform"}).columns()
    rows = rows_below(text, "Scores; the rest in %")
    assert [row[0] for row in rows] == list(first)
    for name, *_, one, two, change, _p, _sure in rows:
        check_mean(one, first[name], is_share=name not in scenario.sides)
        check_mean(two, second[name], is_share=name not in scenario.sides)
        check_change(change, second[name] - first[name])
    check_p({row[0]: row[-2] for row in rows}, {name: second[name] - first[name] for name in first})


@pytest.mark.parametrize("id", SCENARIOS)
def test_a_study_of_sensitivity(id: str, capsys: pytest.CaptureFixture[str]) -> None:
    scenario = load(shipped()[id])
    seats = seats_of(scenario)
    text = printed(capsys, "sensitivity", id, *seat_words(seats))
    base = Games(scenario, {}, seats).columns()
    ends = {
        setting: [Games(scenario, {setting: end}, seats).columns() for end in each.bounds]
        for setting, each in scenario.settings.items()
    }
    shown = {}
    for number, side in enumerate(scenario.sides):
        block = re.findall(r"^The score of [^\n]*?: ([^\n]*) as it is\.", text, re.MULTILINE)
        check_mean(block[number], base[side], is_share=False)
        lines = text.split(f"{block[number]} as it is.\n")[1].splitlines()[1:]
        for line in lines[: len(scenario.settings)]:
            setting, least, most, at_least, at_most, change, p, _ = re.split(
                r"\s{2,}", line.strip()
            )
            low, high = (end[side] for end in ends[setting])
            assert (int(least), int(most)) == scenario.settings[setting].bounds
            assert close(at_least, (low - base[side]).mean())
            assert close(at_most, (high - base[side]).mean())
            check_change(change, high - low)
            shown[f"{setting} {side}"] = p
    assert len(shown) == len(scenario.settings) * len(scenario.sides)
    differences = {
        f"{setting} {name}": high[name] - low[name]
        for setting, (low, high) in ends.items()
        for name in base
    }
    check_p(shown, differences)


@pytest.mark.parametrize("id", SCENARIOS)
def test_a_search(id: str, capsys: pytest.CaptureFixture[str]) -> None:
    scenario = load(shipped()[id])
    setting, seats = next(iter(scenario.settings)), seats_of(scenario)
    low, high = scenario.settings[setting].bounds
    side = next(iter(scenario.sides))
    now = Games(scenario, {}, seats).columns()[side]
    aim = f"score.{side}={int(now.mean()) - 20}..{int(now.mean()) + 20}"
    outcome = f"outcome.{next(iter(scenario.outcomes))}=0..100"
    text = printed(
        capsys, "tune", id, "--vary", f"{setting}={low}..{high}", "--no-claims", "--trials", "3",
        "--aim", aim, "--aim", outcome, *seat_words(seats),
    )  # fmt: skip
    by_aim = {row[0]: row for row in rows_below(text, "Aims")}
    found = by_aim[f"score {side}"]
    assert close(found[3], now.mean())
    assert close(found[4], now.mean()), "the scenario as it is reaches the aims"
    half = 1.96 * now.std(ddof=1) / sqrt(GAMES)
    assert [*map(float, found[5].split(" – "))] == pytest.approx(
        [now.mean() - half, now.mean() + half], abs=0.0501
    )
    again = PlanPlayer(Plan(scenario, FrozenMap(seats), GAMES, SEED + GAMES)).play(0, GAMES)
    assert close(found[6], again.scores[:, 0].mean())
    ended = by_aim[f"outcome {next(iter(scenario.outcomes))}"]
    assert close(
        ended[3], Games(scenario, {}, seats).columns()[next(iter(scenario.outcomes))].mean()
    )
    assert rows_below(text, "Numbers")[0][-4:] == [
        *map(str, (low, high, *[scenario.settings[setting].value] * 2))
    ]


@pytest.mark.parametrize("id", SCENARIOS)
def test_a_tournament(id: str, capsys: pytest.CaptureFixture[str]) -> None:
    scenario = load(shipped()[id])
    bots = {side: [seats_of(scenario)[side], "uniform"] for side in scenario.sides}
    names = list(dict.fromkeys(bot for own in bots.values() for bot in own))
    assert main(["tournament", id, "--bots", *names, *COMMON]) == 0
    text = capsys.readouterr().out.replace("−", "-")
    sides = list(scenario.sides)
    rows, means = [], []
    for first in bots[sides[0]]:
        for second in bots[sides[1]]:
            played = Games(scenario, {}, {sides[0]: first, sides[1]: second}).rows.scores
            for i, (own, other) in enumerate(((first, second), (second, first))):
                rows.append(
                    [float(i == 0), float(i == 1)]
                    + [float(own == name) for name in names]
                    + [float(other == name) for name in names]
                )
                means.append(played[:, i].mean())
    solution = np.linalg.lstsq(np.array(rows), np.array(means), rcond=None)[0]
    own, others = solution[2 : 2 + len(names)], solution[2 + len(names) :]
    table = {row[0]: row for row in rows_below(text, "Bots of ")}
    for i, name in enumerate(names):
        assert close(table[name][1].split(" ± ")[0], own[i] - own.mean())
        assert close(table[name][2].split(" ± ")[0], others[i] - others.mean())
    for i, row in enumerate(rows_below(text, "Roles")):
        role = solution[i] + own.mean() + others.mean()
        assert close(row[-2].split(" ± ")[0], role)
