"""A sweep by hand: how many rounds of talks are needed for an agreement."""

from __future__ import annotations

import sys

from game import load, numbers_of, simulate


def main(games: int) -> None:
    """Prints by number of rounds how often a table was signed, and the mean scores."""
    scenario = load("kuala-lumpur")
    rounds = numbers_of(scenario)["tables.minute.rounds"]
    print(f"{rounds.path} is {rounds.value}, and can be {rounds.low} to {rounds.high}")
    seats = {"eu": "eu_bridge", "china": "cn_firm"}
    for value in range(2, 13, 2):
        played = simulate(scenario, seats, games, numbers={rounds.path: value})
        signed = (played["signed_turn"] >= 0).mean()
        means = ", ".join(f"{side} {mean:.1f}" for side, mean in played.means("scores").items())
        print(f"{value:3} rounds: signed {signed:6.1%}, {means}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1000)
