"""A replay with values: what each side could expect after every decision of a saved game."""

from __future__ import annotations

import sys

from game import Game, account, compile_rules, load, open_record, play, save_record


def main(rollouts: int, path: str) -> None:
    """Plays and saves a game, opens it again, and prints the expected scores along it."""
    seats = {"eu": "eu_firm", "china": "cn_bridge"}
    game = Game(compile_rules(load("kuala-lumpur")), seed=7)
    play(game, seats)
    save_record(path, game, "kuala-lumpur", seats)

    saved = open_record(path)
    print(f"begun {saved.at}: {dict(saved.seats)}")
    for point in account(saved.game, rollouts).after_steps:
        what = ", ".join(str(made.decision) for made in point.step.decisions) or "the start"
        values = "  ".join(f"{side} {each.mean:5.1f}" for side, each in point.expected.items())
        print(f"turn {point.turn}  {values}  {what}")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if sys.argv[1:] else 200,
        sys.argv[2] if sys.argv[2:] else "replayed.game",
    )
