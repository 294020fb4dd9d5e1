"""Compile the kernel into the cache that all processes share: `tools/dev.py test` does it first."""

from __future__ import annotations

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.bots.expert import warm
from game.lab.run.plan import Plan, Player
from game.model.frozen import FrozenMap


def main() -> None:
    scenario = load(next(iter(shipped().values())))
    player = Player(Plan(scenario, FrozenMap(dict.fromkeys(scenario.sides, "uniform")), 1))
    player.play(0, 1)
    warm(player.rules)


if __name__ == "__main__":
    main()
