"""How much of the engine and of the rules drawn games alone go through; with -s what they miss."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import define, field
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[2]
LEAST = 95.0
"""How many percent of the branches must be gone through, those for an author apart."""
LEAST_REACHABLE = 99.0
"""How many percent of those that a game can take at all."""

LEFT_OUT = {
    "game/rules/expressions.py": "the parser",
    "game/rules/intervals.py": "bounds, which `check` asks for",
    "game/engine/rehearsal.py": "positions of an author's tests (rule 9.6): no games",
}
"""Modules that aren't counted, and why."""

_REPORTED = r"-> (self\._report\(|known = |return None$|return Number\(0|owner, levels = )"
_ELSEWHERE = (
    (
        "game/engine/actions.py",
        r"if phase\.together and not is_picking_finished",
        "only a rehearsal asks it",
    ),
    ("game/engine/actions.py", r"for side in phase\.sides:", "only a rehearsal asks it"),
    ("game/engine/reducer.py", r"case InjectsRules\(\): -> return \(\)", "only in a rehearsal"),
    ("game/rules/name_resolver.py", _REPORTED, "a name that means nothing, which `check` tells"),
    ("game/engine/flow.py", r"cursor\.state", "only a test asks the machine itself"),
    (
        "game/rules/name_resolver.py",
        r"-> if own is not None and own\.levels",
        "how `check` tells it",
    ),
    ("game/rules/name_resolver.py", r"-> return \[f", "ids that `check` proposes"),
    (
        "game/rules/names.py",
        r"if bounds: -> for issue",
        "an issue without options: `check` tells it",
    ),
)
"""Branches for an author, not for a game: by module, by what is written on both sides, and why."""

_NEVER = (
    ("", r"-> (raise|case _:)", "can't be: it says so"),
    ("", r"^case .* -> exit$", "the last of all the cases there are"),
    ("game/engine/reducer.py", r"-> case InjectsRules\(\):$", "nobody decides or waits in it"),
)
"""Branches that no game can take, in the same way."""


@define
class Share:
    """How many branches there are, and those that weren't gone through."""

    branches: int = 0
    missing: list[str] = field(factory=list)

    @property
    def percent(self) -> float:
        return 100 - 100 * len(self.missing) / self.branches

    def without(self, reasons: tuple[tuple[str, str, str], ...]) -> Share:
        """The same without branches for which there are reasons."""
        kept = [one for one in self.missing if not list(reasons_for(one, reasons))]
        return Share(self.branches - len(self.missing) + len(kept), kept)


def reasons_for(missing: str, reasons: tuple[tuple[str, str, str], ...]) -> Iterator[str]:
    """Why a branch isn't gone through, if that is known."""
    module, _, written = missing.split(" ", 2)
    return (
        reason
        for of, pattern, reason in reasons
        if of in ("", module) and re.search(pattern, written)
    )


def sources() -> dict[str, str]:
    """The modules of both folders, by their paths."""
    paths = [path for folder in ("engine", "rules") for path in (ROOT / "game" / folder).iterdir()]
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in paths
        if path.suffix == ".py"
    }


def measured(games: int) -> Share:
    """What some drawn games go through, in a process of their own."""
    path = os.pathsep.join(map(str, (ROOT, ROOT / "tests")))
    before = sources()
    found = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("covering.py")), str(games)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert sources() == before, "a module was changed meanwhile: its lines can't be told"
    share = Share()
    for module, file in json.loads(found.stdout).items():
        if module in LEFT_OUT:
            continue
        share.branches += file["branches"]
        lines = before[module].split("\n")
        for start, end in file["missing"]:
            to = lines[end - 1].strip() if end > 0 else "exit"
            share.missing.append(f"{module} {start}: {lines[start - 1].strip()} -> {to}")
    return share


def told(share: Share) -> Iterator[str]:
    """What was gone through, and what not, with reasons."""
    yield from (f"not counted: {module}, {why}" for module, why in LEFT_OUT.items())
    for one in sorted(share.missing):
        why = next(reasons_for(one, (*_NEVER, *_ELSEWHERE)), "NO REASON KNOWN")
        yield f"never taken: {one} ({why})"
    of_games = share.without(_ELSEWHERE)
    yield f"{share.percent:.1f} % of {share.branches} branches gone through, as they stand"
    yield f"{of_games.percent:.1f} % of {of_games.branches} without those for an author"
    reachable = of_games.without(_NEVER)
    yield f"{reachable.percent:.1f} % of {reachable.branches} without those that no game can take"


@pytest.mark.slow(reason="It plays a thousand drawn games while coverage measures branches.")
def test_drawn_games_alone_go_through_the_branches_of_engine_and_rules() -> None:
    share = measured(max(1000, settings().max_examples))
    print("", *told(share), sep="\n")
    assert share.branches > 500
    assert share.without(_ELSEWHERE).percent >= LEAST
    assert share.without((*_ELSEWHERE, *_NEVER)).percent >= LEAST_REACHABLE
