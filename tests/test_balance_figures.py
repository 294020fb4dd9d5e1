"""Every figure that `balance` prints, worked out again from rows of the same games.

Two lines are left to tests of their own: how far the best package lies above the middle
(tests/bargaining/test_integrative_gain.py), and two personas that pay (tests/lab/test_findings.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path

import many
import numpy as np
import pytest
import tiny
from attrs import frozen
from numpy.typing import NDArray
from recomputed import (
    cells,
    check_change,
    close,
    half_width,
    lines_below,
    number,
    personas,
    play,
    printed,
)

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.kernel.rows import Rows
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.standard.measurement import slot_names
from game.lab.summary.columns import join_words
from game.model.frozen import FrozenMap
from game.model.play import AGREED
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.words.naming import Naming

pytestmark = pytest.mark.usefixtures("compiled")

GAMES, SEED = 24, 7
SCENARIOS = ["kuala-lumpur", "nexperia-standoff"]
QUICK = ("--experts", "0", "--lists", "0", "--jobs", "1")
Bots = tuple[str, ...]
Reals = NDArray[np.float64]


@frozen(eq=False)
class Balance:
    """What the command printed, and the rows of the same games by who plays."""

    text: str
    scenario: Scenario
    rows: dict[Bots, Rows]

    @property
    def sides(self) -> list[str]:
        return list(self.scenario.sides)

    @property
    def bots(self) -> list[list[str]]:
        return [personas(self.scenario, side) for side in self.sides]

    def all(self, column: Callable[[Rows], NDArray[np.generic]]) -> Reals:
        """A column of all games together."""
        return np.concatenate([np.asarray(column(each), float) for each in self.rows.values()])

    def measured(self) -> dict[str, str]:
        """By criterion what was measured."""
        (block,) = re.findall(r"\n\n(outcomes  .*?)\n\n", self.text, re.DOTALL)
        lines = block.splitlines()
        start, end, *_ = (found.start() for found in re.finditer(r"(?<=  )\S", lines[0]))
        rows: dict[str, list[str]] = {}
        for line in lines:
            if not line.startswith(" "):
                said = rows.setdefault(line[:start].strip(), [])
            said.append(line[start:end].strip())
        return {name: " ".join(parts).strip() for name, parts in rows.items()}

    @property
    def naming(self) -> Naming:
        return Naming(self.scenario)

    def side(self, number: int) -> str:
        return self.naming.side_in_table(self.sides[number])

    def bot(self, name: str) -> str:
        """The bot of a name, which may stand inside a sentence."""
        names = {self.naming.persona(id).casefold(): id for id in self.scenario.personas}
        return names[name.casefold()]

    def slots(self) -> list[str]:
        return slot_names(compile_rules(self.scenario))


@pytest.fixture(scope="module", params=SCENARIOS)
def balance(request: pytest.FixtureRequest) -> Balance:
    scenario = load(shipped()[request.param])
    words = ("-n", str(GAMES), "--seed", str(SEED), "--forbids", "0", *QUICK)
    text = printed("balance", request.param, *words)
    rows = {
        bots: play(scenario, dict(zip(scenario.sides, bots, strict=True)), GAMES, SEED)
        for bots in product(*(personas(scenario, side) for side in scenario.sides))
    }
    return Balance(text, scenario, rows)


def shares(text: str) -> dict[str, float]:
    """`a 10.9 %, b 0 %` by name."""
    parts = re.findall(r"(?:^|, )(.+?) ([<>]?[\d.]+ %)", text)
    return {name: number(share) for name, share in parts}


def test_outcomes_scores_and_injects_of_all_games(balance: Balance) -> None:
    found, scenario, naming = balance.measured(), balance.scenario, balance.naming
    outcome = balance.all(lambda rows: rows.outcome)
    expected = {
        naming.outcome(id): 100 * (outcome == i).mean() for i, id in enumerate(scenario.outcomes)
    }
    assert shares(found["outcomes"]) == pytest.approx(expected, abs=0.0501)
    scores = balance.all(lambda rows: rows.scores)
    margins = scores - [side.par for side in scenario.sides.values()]
    for i, side in enumerate(map(balance.side, range(len(balance.sides)))):
        alone = (margins[:, i] > np.delete(margins, i, axis=1).max(axis=1)).mean()
        assert shares(found["alone most over par"])[side] == pytest.approx(100 * alone, abs=0.0501)
        over = 100 * float((margins[:, i] > 0).mean())
        assert close(found[f"personas over par, {side}"], over)
    fired = (balance.all(lambda rows: rows.fired) > 0).mean(axis=0)
    assert found["injects that fire somewhere"] == f"{(fired > 0).sum()} of {len(fired)}"
    undated = {
        naming.inject(id): 100 * part
        for (id, each), part in zip(scenario.injects.items(), fired, strict=True)
        if each.at is None
    }
    most = max(undated, key=lambda name: undated[name])
    assert shares(found["an inject without a date"]) == pytest.approx(
        {most: undated[most]}, abs=0.0501
    )
    for (id, name, *dated, part), true in zip(
        lines_below(balance.text, "Injects  "), fired, strict=True
    ):
        assert name == naming.inject(id)
        assert close(part, 100 * true)
        assert bool(dated) == (scenario.injects[id].at is not None)


def test_what_is_signed(balance: Balance) -> None:
    found, scenario = balance.measured(), balance.scenario
    options = balance.all(lambda rows: rows.options)
    total = [len(i.options) for table in scenario.tables.values() for i in table.issues.values()]
    used = [len(set(column[column >= 0].tolist())) for column in options.T]
    assert found["options agreed somewhere"] == f"{sum(used)} of {sum(total)}"
    rules = compile_rules(scenario)
    gains = []
    for bots in balance.rows:
        seats = FrozenMap(zip(scenario.sides, bots, strict=True))
        kept, _ = PlanPlayer(Plan(scenario, seats, GAMES, SEED)).keep(0, GAMES)
        gains.append(kept.unused_gains)
    for table, column in zip(rules.tables, np.concatenate(gains).T, strict=True):
        unused = column[column >= 0] / 1000
        name = f", {balance.naming.table(table.id)}" if len(rules.tables) > 1 else ""
        measured = found[f"unused gain of what personas sign{name}"]
        assert close(measured, 100 * float(unused.mean()))


def test_actions(balance: Balance) -> None:
    found, slots = balance.measured(), balance.slots()
    legal, taken = balance.all(lambda rows: rows.legal), balance.all(lambda rows: rows.taken)
    lines = action_lines(balance.text, balance.scenario)
    assert list(lines) == slots
    chosen, used = {}, {}
    for i, name in enumerate(slots):
        could, did = legal[:, i], taken[:, i]
        assert close(lines[name][0], could.mean(), 2)
        if could.any():
            chosen[name] = 100 * did.sum() / could.sum()
            used[name] = 100 * (did > 0).sum() / (could > 0).sum()
            assert close(lines[name][1], chosen[name])
            assert close(lines[name][2], used[name])
    for pick, of, line in (
        (max, chosen, "an action where it is legal"),
        (min, used, "a game where it is legal"),
    ):
        (told,) = shares(found[line])
        assert of[told] == pytest.approx(pick(of.values()))
        assert close(found[line].removeprefix(f"{told} "), of[told])


def action_lines(text: str, scenario: Scenario) -> dict[str, list[str]]:
    """By action as criteria name it, its cells."""
    naming = Naming(scenario)
    sides = [naming.side_in_table(side) for side in scenario.sides]
    return {
        f"{side}: {naming.action(id)}": row
        for side in sides
        for id, _, *row in lines_below(text, f"Actions: {side}  ")
    }


def test_scores_without_an_action(tmp_path: Path) -> None:
    sections = (text for key, text in tiny.SECTIONS.items() if f"\n{key}:" not in many.TEXT)
    file = tmp_path / "many.yaml"
    persona = "personas: {hawk: {name: Hawk, sides: [north]}}"
    file.write_text("\n".join([*sections, many.TEXT, persona]), encoding="utf-8")
    scenario, games = load(file), 10
    words = ("-n", str(GAMES), "--seed", str(SEED), "--forbids", str(games), *QUICK)
    text = printed("balance", str(file), *words)
    lines = {name: row[-1] for name, row in action_lines(text, scenario).items()}
    seats = {"north": "hawk", "south": "uniform"}
    usual = play(scenario, seats, games, SEED).scores.astype(float)
    shown: dict[str, float] = {}
    for name, cell in lines.items():
        side, action = name.casefold().removeprefix("the ").split(": ")
        i = list(seats).index(side)
        other = play(scenario, seats, games, SEED, forbidden=((side, action),)).scores[:, i]
        apart = (other - usual[:, i]) / usual[:, i].std(ddof=1)
        check_change(cell, apart, 2)
        shown[name] = apart.mean()
    assert any(shown.values())
    largest = max(shown, key=lambda name: abs(shown[name]))
    measured = Balance(text, scenario, {}).measured()
    assert measured["its side without an action"] == f"{largest} {lines[largest]} sd"


def test_pairings(balance: Balance) -> None:
    naming, first, by_bots = balance.naming, "", dict[Bots, list[str]]()
    # A table that is too wide goes on below, with the same names in front.
    table, _ = balance.text.split(f"{balance.side(0)}, against ", 1)[1].split("\nOutcomes and ", 1)
    for name, *row in map(cells, table.splitlines()):
        if not row and name.casefold() in {naming.persona(b).casefold() for b in balance.bots[0]}:
            first = balance.bot(name)
        elif first and row and balance.side(0) not in name:
            with suppress(KeyError):
                bots = (first, *map(balance.bot, name.split(", ")))
                by_bots.setdefault(bots, []).extend(row)
    for bots, rows in balance.rows.items():
        ends = [100 * (rows.outcome == i).mean() for i in range(len(balance.scenario.outcomes))]
        standing = [100 * (column == AGREED).mean() for column in rows.status.T]
        over = [
            rows.scores[:, i].mean() - side.par
            for i, side in enumerate(balance.scenario.sides.values())
        ]
        expected = [*ends, *standing, *over]
        shown = zip(by_bots[bots], expected, strict=True)
        assert all(close(cell, value) for cell, value in shown)
    (header,) = re.findall(r"^.*?: (\d+) pairings of personas, (\d+) games each from seed (\d+);",
                           balance.text)  # fmt: skip
    assert [int(each) for each in header] == [len(balance.rows), GAMES, SEED]


def test_personas_over_chance(balance: Balance) -> None:
    """Chance sits in each seat; the personas of the others take turns from game to game."""
    found = balance.measured()
    for i, side in enumerate(balance.sides):
        others = [bots if j != i else ["uniform"] for j, bots in enumerate(balance.bots)]
        line_ups = list(product(*others))
        scores, leads = np.zeros(GAMES), np.zeros(GAMES)
        for first, bots in enumerate(line_ups):
            seats = dict(zip(balance.sides, bots, strict=True))
            own = play(balance.scenario, seats, GAMES, SEED).scores[:, i]
            usual = np.mean(
                [
                    balance.rows[*bots[:i], bot, *bots[i + 1 :]].scores[:, i]
                    for bot in balance.bots[i]
                ],
                axis=0,
            )
            turns = slice(first, GAMES, len(line_ups))
            scores[turns], leads[turns] = own[turns], (usual - own)[turns]
        name = balance.side(i)
        check_change(found[f"personas over chance, {name}"].removesuffix(" points"), leads)
        par = balance.scenario.sides[side].par
        assert close(found[f"chance over par, {name}"], 100 * float((scores > par).mean()))


def own_scores(balance: Balance, side: int, bot: str, others: Bots) -> Reals:
    return balance.rows[*others[:side], bot, *others[side:]].scores[:, side].astype(float)


def matrices(balance: Balance) -> Iterator[tuple[Bots, list[str]]]:
    """The cells of the matrices of mean scores, by who plays."""
    text = balance.text.split("the best reply to the others.\n")[1]
    blocks = text.split("\n\n")
    for others, block in zip(product(*balance.bots[2:]), blocks, strict=False):
        lines = [cells(line) for line in block.strip("\n").splitlines()]
        names = [balance.naming.persona(bot) for bot in balance.bots[0]]
        rows = [line for line in lines if line[0] in names and len(line) > 1]
        assert [row[0] for row in rows] == names
        for bot, row in zip(balance.bots[0], rows, strict=True):
            for column, cell in zip(balance.bots[1], row[1:], strict=True):
                yield (bot, column, *others), cell.split(" / ")


def test_the_matrix_with_its_best_replies(balance: Balance) -> None:
    shown = dict(matrices(balance))
    assert set(shown) == set(balance.rows)
    for bots, figures in shown.items():
        for i, figure in enumerate(figures):
            mean = balance.rows[bots].scores[:, i].mean()
            others = (*bots[:i], *bots[i + 1 :])
            best = max(own_scores(balance, i, bot, others).mean() for bot in balance.bots[i])
            assert close(figure, mean)
            assert figure.endswith("*") == (mean == best)


def test_best_replies_are_ahead_by_so_much(balance: Balance) -> None:
    told = 0
    names = [balance.side(i) for i in range(len(balance.sides))]
    for side, name, replies in re.findall(
        r"^([\w ]+): ([\w ]+) is the best reply to (.*)\.$",
        re.sub(r"(?<![.\n])\n(?!\n)", " ", balance.text),
        re.MULTILINE,
    ):
        i, bot = names.index(side), balance.bot(name)
        for line_up, lead, unsure in re.findall(
            r"(?:^|, | and )([\w ]+?) \(([^,)]+)(, may be luck)?\)", replies
        ):
            others = tuple(map(balance.bot, line_up.split(" with ")))
            rivals = [
                own_scores(balance, i, bot, others) - own_scores(balance, i, rival, others)
                for rival in balance.bots[i] if rival != bot
            ]  # fmt: skip
            nearest = min(rivals, key=lambda apart: apart.mean())
            check_change(lead, nearest)
            assert bool(unsure) == (nearest.mean() <= half_width(nearest))
            told += 1
    line_ups = sum(len(balance.rows) // len(own) for own in balance.bots)
    assert told >= line_ups


def test_who_is_dominated(balance: Balance) -> None:
    left = [list(own) for own in balance.bots]
    sentence = (
        r"^([\w ]+): ([\w ]+) is dominated by ([\w ]+), which does better (.*?), by (.*) where"
    )
    text = re.sub(r"(?<![.\n])\n(?!\n)", " ", balance.text)
    names = [balance.side(i) for i in range(len(balance.sides))]
    for side, loser, winner, among, least in re.findall(sentence, text, re.MULTILINE):
        i, bot, by = names.index(side), balance.bot(loser), balance.bot(winner)

        def leads(
            pool: list[list[str]], i: int = i, bot: str = bot, by: str = by
        ) -> list[tuple[float, Reals]]:
            against = product(*(own for j, own in enumerate(pool) if j != i))
            apart = [
                own_scores(balance, i, by, others) - own_scores(balance, i, bot, others)
                for others in against
            ]
            return sorted(((a.mean() - half_width(a), a) for a in apart), key=lambda pair: pair[0])

        low, apart = leads(left)[0]
        assert low > 0
        check_change(least, apart)
        assert (among == "whoever sits opposite") == (leads(balance.bots)[0][0] > 0)
        left[i].remove(bot)
    rest = re.findall(r"^Left: (.*)\.$", text, re.MULTILINE)
    if rest:
        called = [join_words(map(balance.naming.persona, own)) for own in left]
        expected = [f"{side}: {who}" for side, who in zip(names, called, strict=True)]
        assert rest == ["; ".join(expected)]
    else:
        assert left == balance.bots
