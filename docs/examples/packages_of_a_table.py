"""The packages of every table at the start of a game, with the Pareto frontier."""

from __future__ import annotations

import sys

from game import compile_rules, load, packages, start


def main(scenario: str) -> None:
    """Prints the frontier of each table, and the two solutions."""
    rules = compile_rules(load(scenario))
    state = start(rules, seed=1)
    for id in rules.scenario.tables:
        table = packages(rules, state, id)
        print(f"{id}: {len(table):,} packages; without one of them: {dict(table.reserves)}")
        for package in table.frontier:
            better = all(gain >= 0 for gain in package.gains.values())
            print("  ", dict(package.worths), "better than no deal for all" if better else "")
        for name, best in (("Nash", table.nash), ("Kalai–Smorodinsky", table.kalai_smorodinsky)):
            if best is not None:
                print(f"{name}: {dict(best.worths)}, {dict(best.options)}")


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else "ukraine-pressure")
