"""Which branches of the engine and of the rules drawn games go through, as JSON on standard output.

Run by itself, as nothing else may be measuring in the same process:
`python covering.py GAMES`, with `tests/` among the paths.

Only the game itself is measured: rules made of a scenario that was read before, a game begun, its
decisions taken, and at each what a person, a bot and the kernel's test ask about.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import coverage
from hypothesis import HealthCheck, given, settings
from strategies.play import Game, games

from game.engine.core import begin, step, to_move
from game.engine.digest import digest
from game.engine.legal import legal
from game.engine.scores import scores
from game.engine.view import appraise, view
from game.model.decisions import FACILITATOR, PUBLIC, Offer
from game.model.play import Accepted, State
from game.rules.compile import compile_rules
from game.rules.compiled import Rules, VisitRules
from game.rules.forbidding import forbid

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("game/engine", "game/rules")


def played(game: Game) -> None:
    """A drawn game once more, from its scenario on."""
    rules = compile_rules(game.rules.scenario)
    asked(rules, begin(rules, game.seed).state)
    for slot in (*rules.index.slots,)[:1]:
        begin(forbid(rules, *slot), game.seed)
    for one in game.tried:
        if isinstance(one.decision.move, Offer):
            weighed(rules, one.before, one.decision.move)
        answer = step(rules, one.before, one.decision)
        if isinstance(answer, Accepted):
            asked(rules, answer.state)


def asked(rules: Rules, state: State) -> None:
    """All that is asked about a state."""
    digest(rules, state)
    scores(rules, state)
    to_move(state)
    for who in (*rules.sides, FACILITATOR):
        repr(legal(rules, state, who))  # A field may be computed only when it is read.
    for who in (*rules.sides, FACILITATOR, PUBLIC):
        repr(view(rules, state, who))


def weighed(rules: Rules, state: State, offer: Offer) -> None:
    """What an offer would be worth to the one who thinks of it."""
    phase = rules.phases[state.phase] if state.phase >= 0 else None
    if isinstance(phase, VisitRules):
        table = rules.tables[phase.table]
        side = rules.sides[table.parties[state.tables[phase.table].speaker]]
        appraise(rules, state, side, table.id, offer.package)


def measured(examples: int) -> dict[str, Any]:
    """By file, how many branches there are and which were never taken."""
    found = coverage.Coverage(
        branch=True,
        include=[str(ROOT / folder / "*") for folder in FOLDERS],
        data_file=None,
        config_file=False,
    )

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(game=games())
    def play(game: Game) -> None:
        with found.collect():
            played(game)

    play()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "coverage.json"
        modules = [str(p) for f in FOLDERS for p in sorted((ROOT / f).glob("*.py"))]
        found.json_report(modules, outfile=str(path))
        report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {
        Path(name).resolve().relative_to(ROOT).as_posix(): {
            "branches": file["summary"]["num_branches"],
            "missing": file["missing_branches"],
        }
        for name, file in report["files"].items()
    }


if __name__ == "__main__":
    json.dump(measured(int(sys.argv[1])), sys.stdout)
