"""Compile the kernel into the cache that all processes share: `tools/dev.py test` does it first."""

from __future__ import annotations

import os

from platformdirs import user_cache_dir


def share_cache() -> None:
    """Name the folder of compiled code to every process of the tests, also to those without a home.

    Otherwise a game that a test begins in another home compiles the kernel again.
    """
    os.environ.setdefault("NUMBA_CACHE_DIR", user_cache_dir("communique", appauthor=False))


def main() -> None:
    share_cache()

    from game.authoring.load import load
    from game.authoring.shipped import shipped
    from game.bots.expert import compile_search
    from game.engine.core import start
    from game.kernel.lowering.lower import lower
    from game.kernel.rollouts import roll_out
    from game.lab.run.plan import Plan, PlanPlayer
    from game.model.frozen import FrozenMap

    scenario = load(next(iter(shipped().values())))
    player = PlanPlayer(Plan(scenario, FrozenMap(dict.fromkeys(scenario.sides, "uniform")), 1))
    player.play(0, 1)
    compile_search(player.rules)
    roll_out(lower(player.rules), start(player.rules, 1), {}, 1, 1)


if __name__ == "__main__":
    main()
