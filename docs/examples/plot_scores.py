"""Columns to pandas, with a plot: the scores of both sides by how the game ended.

Needs pandas and matplotlib.
"""

from __future__ import annotations

import sys

import matplotlib.pyplot as plt

from game import simulate


def main(games: int, path: str) -> None:
    """Draws a box for each outcome, and prints the same figures."""
    played = simulate("kuala-lumpur", {"eu": "eu_bridge", "china": "cn_bridge"}, games)
    frame = played.to_pandas()
    scores = [f"scores.{side}" for side in played.axis("scores")]
    print(frame.groupby("outcome", observed=True)[scores].agg(["count", "mean", "std"]).round(1))
    figure, axes = plt.subplots(1, len(scores), figsize=(10, 4), sharey=True)
    for axis, name in zip(axes, scores, strict=True):
        groups = frame.groupby("outcome", observed=True)[name]
        axis.boxplot([values for _, values in groups], tick_labels=[id for id, _ in groups])
        axis.set_title(name)
        axis.tick_params(axis="x", rotation=30)
    figure.tight_layout()
    figure.savefig(path)


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if sys.argv[1:] else 1000,
        sys.argv[2] if sys.argv[2:] else "scores.svg",
    )
