"""Every figure that `simulate` prints, worked out again from the file of its games."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import numpy as np
import pytest
from attrs import frozen
from numpy.typing import NDArray
from recomputed import (
    cells,
    check_ends,
    check_share,
    close,
    half_width,
    number,
    own_lines,
    personas,
    printed,
    rows_below,
    seat_words,
)

from game.authoring.load import load
from game.authoring.shipped import shipped

pytestmark = pytest.mark.usefixtures("compiled")

GAMES = 50
SCENARIOS = ["kuala-lumpur", "nexperia-standoff"]
QUANTILES = (5, 25, 50, 75, 95)


@frozen(eq=False)
class Kept:
    """What a run printed, and the columns of its file."""

    text: str
    columns: dict[str, NDArray[np.generic]]
    par: dict[str, int]

    def __getitem__(self, name: str) -> NDArray[np.int64]:
        return self.columns[name].astype(np.int64)

    def ids(self, name: str) -> list[str]:
        return [str(id) for id in self.columns[f"{name}_ids"].tolist()]


@pytest.fixture(scope="module", params=SCENARIOS)
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    out = tmp_path_factory.mktemp("run") / "games.npz"
    scenario = load(shipped()[request.param])
    seats = seat_words({side: personas(scenario, side)[-1] for side in scenario.sides})
    text = printed(
        "simulate", request.param, "-n", str(GAMES), "--seed", "7", *seats, "--out", str(out)
    )
    with np.load(out) as file:
        columns = {name: file[name] for name in file.files}
    return Kept(text, columns, json.loads(str(columns["about"]))["par"])


def test_outcomes_and_scores(kept: Kept) -> None:
    outcomes = rows_below(kept.text, "Outcomes")
    assert [row[0] for row in outcomes] == kept.ids("outcome")
    for i, (*_, games, share, interval) in enumerate(outcomes):
        assert int(games) == (kept["outcome"] == i).sum()
        check_share(share, interval, kept["outcome"] == i)
    margins = kept["scores"] - [kept.par[side] for side in kept.ids("side")]
    scores = rows_below(kept.text, "Scores  ")
    assert [row[0] for row in scores] == kept.ids("side")
    for i, (*_, par, mean, interval, spread, over, ahead) in enumerate(scores):
        own = kept["scores"][:, i].astype(float)
        assert int(par) == kept.par[kept.ids("side")[i]]
        assert close(mean, own.mean())
        check_ends(interval, own.mean() - half_width(own), own.mean() + half_width(own))
        assert close(spread, own.std(ddof=1))
        assert close(over, own.mean() - int(par))
        others = np.delete(margins, i, axis=1).max(axis=1)
        assert close(ahead, 100 * (margins[:, i] > others).mean())


def test_distributions_and_lengths(kept: Kept) -> None:
    columns = [*kept["scores"].T, kept["turns"]]
    for values, row in zip(columns, rows_below(kept.text, "Scores and turns"), strict=True):
        ranked = sorted(values.tolist())
        expected = [ranked[-(-GAMES * each // 100) - 1] for each in QUANTILES]
        assert [number(cell) for cell in row[-7:]] == [ranked[0], *expected, ranked[-1]]
    words = " ".join(kept.text.split())
    mean = f"{kept['turns'].mean():.1f} turns and {kept['decisions'].mean():.1f} decisions."
    assert f"On average a game takes {mean}" in words
    total = int(kept["decisions"].sum())
    assert f"{GAMES} games of " in words.split(f": {total:,} decisions in ")[0]


def test_agreements(kept: Kept) -> None:
    agreed = kept.ids("status").index("agreed")
    tables = rows_below(kept.text, "Agreements")
    assert [row[0] for row in tables] == kept.ids("table")
    for i, row in enumerate(tables):
        check_share(row[-4], row[-3], kept["signed_turn"][:, i] >= 0)
        check_share(row[-2], row[-1], kept["status"][:, i] == agreed)
    for i, row in enumerate(rows_below(kept.text, "Tables at the end")):
        expected = [100 * (kept["status"][:, i] == j).mean() for j in range(len(row[-6:]))]
        assert all(close(cell, value) for cell, value in zip(row[-6:], expected, strict=True))
    options = kept.columns["option_ids"].tolist()
    issues = [issue.split(".")[1] for issue in kept.ids("issue")]
    (title,) = re.findall(r"^Signed: .*?(?=  )", kept.text, re.MULTILINE)
    signed = kept["signed_turn"][:, 0] >= 0
    issue, shown = -1, 0
    for row in rows_below(kept.text, title):
        if issue + 1 < len(issues) and row[0] == issues[issue + 1] and len(row) == 2:
            issue += 1
            continue
        chosen = kept["options"][signed, issue] == options[issue].index(row[0])
        assert int(row[-2]) == chosen.sum()
        assert close(row[-1], 100 * chosen.mean())
        shown += 1
    assert shown == sum(bool(option) for each in options for option in each)


def sections(kept: Kept) -> Iterator[tuple[str, list[list[str]]]]:
    """By side the rows of its actions, in their order."""
    blocks = re.findall(r"^Actions: .*\n((?:  .*\n)+)", kept.text, re.MULTILINE)
    for side, block in zip(kept.ids("side"), blocks, strict=True):
        yield side, [cells(line) for line in own_lines(block.splitlines())]


def test_actions_and_injects(kept: Kept) -> None:
    slots = kept.ids("slot")
    shown = []
    for side, rows in sections(kept):
        for id, *_, legal, taken, chosen, games in rows:
            slot = slots.index(f"{side}:{id}")
            could, did = kept["legal"][:, slot], kept["taken"][:, slot]
            assert close(legal, could.mean(), 2)
            assert close(taken, did.mean(), 2)
            assert close(games, 100 * (did > 0).mean())
            if could.any():
                assert close(chosen, 100 * did.sum() / could.sum())
            shown.append(slot)
    assert sorted(shown) == [*range(len(slots))]
    injects = rows_below(kept.text, "Injects")
    assert [row[0] for row in injects] == kept.ids("inject")
    for i, (*_, rate, games) in enumerate(injects):
        assert close(rate, kept["fired"][:, i].mean(), 2)
        assert close(games, 100 * (kept["fired"][:, i] > 0).mean())


def test_what_is_striking(kept: Kept) -> None:
    words = " ".join(kept.text.split("What is striking")[1].split())
    never = {
        "outcome": [id for i, id in enumerate(kept.ids("outcome")) if i not in kept["outcome"]],
        "inject": [
            id for id, times in zip(kept.ids("inject"), kept["fired"].T, strict=True)
            if not times.any()
        ],
    }  # fmt: skip
    for kind, ids in never.items():
        told = re.findall(rf"(?:(\d+) of \d+ {kind}s|only {kind}) w\w+ never \w+: ([^.]*)\.", words)
        named = [id for _, ids in told for id in re.split(", | and ", ids)]
        assert named == ids
    unused = [
        slot.split(":")[1]
        for slot, could, did in zip(kept.ids("slot"), kept["legal"].T, kept["taken"].T, strict=True)
        if could.any() and not did.any()
    ]
    told = re.findall(r"legal, but never taken: ([^.]*)\.", words)
    assert [id for ids in told for id in re.split(", | and ", ids)] == unused
    margins = kept["scores"] - [kept.par[side] for side in kept.ids("side")]
    for share in re.findall(r"Far ahead: in ([\d.]+) % of games", words):
        alone = [
            100 * (margins[:, i] > np.delete(margins, i, axis=1).max(axis=1)).mean()
            for i in range(margins.shape[1])
        ]
        assert close(share, max(alone))
    for best, worst, spread in re.findall(
        r"margin over par is (-?[\d.]+) for .*? and (-?[\d.]+) for .*? spread by ([\d.]+)\.", words
    ):
        means = margins.mean(axis=0)
        assert close(best, means.max())
        assert close(worst, means.min())
        ends = (means.argmin(), means.argmax())
        assert close(spread, max(margins[:, i].std(ddof=1) for i in ends))
