"""Whether skill pays: how often chance, personas and an expert are over par, and a blind list."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from game.document.axes import NumberAxis
from game.document.figures import ChartFigure
from game.document.row_chart import ChartRow, row_chart
from game.lab.standard.findings import OVER_PAR, over_par, over_par_sample
from game.lab.standard.lists import BlindSeat
from game.lab.standard.measurement import Measurement
from game.lab.studies.labels import SHARES, Labels, share_text
from game.lab.summary.columns import decimal, difference, per_cent, quantity
from game.model.players import EXPERT, UNIFORM

NAMES = {UNIFORM: "Chance", "": "Personas", EXPERT: "Expert"}


def skill_chart(labels: Labels, measurement: Measurement) -> ChartFigure:
    """By side, the share of games over par of chance, of personas and of an expert."""
    rows: list[ChartRow] = []
    for side in range(len(labels.sides)):
        own = []
        for bot, (_, _, least, most) in OVER_PAR.items():
            sample = over_par_sample(measurement, side, bot)
            if sample is not None:
                over = over_par(measurement, sample, side)
                own.append(
                    ChartRow(
                        NAMES[bot], over.value, per_cent(over.value), over.low, over.high,
                        share_text(over.low, over.high), labels.style(side), (least, most),
                    )
                )  # fmt: skip
        rows += [evolve(own[0], heading=labels.naming.side(labels.sides[side])), *own[1:]]
    axis = NumberAxis(low=0.0, high=1.0, names=SHARES)
    return row_chart("Games over par", rows, axis, kind="marks", aim_name="what is aimed at")


def skill_rows(labels: Labels, measurement: Measurement) -> list[tuple[str, ...]]:
    """The same as rows of a table: side, who, games, share over par, interval, mean score."""
    rows: list[tuple[str, ...]] = []
    for side in range(len(labels.sides)):
        for bot in OVER_PAR:
            sample = over_par_sample(measurement, side, bot)
            if sample is not None:
                over = over_par(measurement, sample, side)
                figures = (
                    f"{len(sample.scores):,}",
                    per_cent(over.value),
                    share_text(over.low, over.high),
                    decimal(float(sample.scores[:, side].mean())),
                )
                rows.append((labels.short(side), NAMES[bot], *figures))
    return rows


def list_sentences(labels: Labels, lists: Sequence[BlindSeat]) -> list[str]:
    """How an expert does beside the best list of actions that is fixed before the game."""
    return [
        f"{labels.naming.side(seat.side)}: an expert's score less that of the best list of actions "
        f"that is fixed before the game: {difference(seat.lead)} points. The list makes "
        f"{decimal(seat.score.value)} on other games; {quantity(seat.games, 'game')} were played "
        "to find it."
        for seat in lists
    ]
