"""How balanced a scenario is: plays it by personas and experts, and holds it to the standard.

    python3 tools/dev.py tool balance kuala-lumpur                             the whole measure
    python3 tools/dev.py tool balance my.yaml -n 2000 --experts 40             a first look
    python3 tools/dev.py tool balance my.yaml -n 2000 --experts 0 --forbids 0  the quickest
    python3 tools/dev.py tool balance kuala-lumpur --markdown                  as a note's table

Every pairing of personas plays so many games (of three sides every way to seat them); what is said
of personas is of all these games together. An action is forbidden in the same games again, where it
was legal. An expert sits in each seat in turn against personas, on the same seeds, and experts play
each other. Exit 0, with --strict 1 where something misses.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from game.cli.progress import Bar
    from game.lab.standard.measurement import Extent, Measured, Progress
    from game.lab.standard.samples import Sample
    from game.lab.standard.standard import Line
    from game.model.scenario import Scenario

TYPED = ("python3", "tools/dev.py", "tool", "balance")
"""How this is started from a checkout."""
MOST_FORBIDS = 500
IN_A_CELL = 4


def main(argv: Sequence[str]) -> int:
    """Measures, and prints what was found."""
    from game.authoring.load import load
    from game.cli import output_lost
    from game.cli.common import Trouble, located
    from game.model.problems import ScenarioError

    asked = _parser().parse_args(argv)
    try:
        scenario = load(located(asked.scenario))
        return _measured(asked, scenario, shlex.join([*TYPED, *argv]))
    except (Trouble, ScenarioError) as error:
        print(f"balance.py: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        return output_lost(error)
    except KeyboardInterrupt:
        print("balance.py: interrupted", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    summary, _, rest = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        prog="balance.py",
        description=summary,
        epilog=rest,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("scenario", metavar="SCENARIO", help="its id, or a file")
    add("-n", dest="games", type=_count, default=20_000, help="games a pairing: 20,000")
    add("--experts", type=_count, default=400, help="games of experts, by seat and together: 400")
    add(
        "--forbids",
        type=_count,
        help=f"games a pairing without each action: a tenth of -n, {MOST_FORBIDS} at most",
    )
    add("--seed", type=_count, default=1, help="of the first games: 1")
    add("--jobs", type=_count, default=1, help="how many processes play: 1")
    add(
        "--at",
        nargs="+",
        default=[],
        metavar="TRACK=VALUE",
        help="where tracks stand when packages are compared, and only those that can be signed "
        "then; left out: at their start, and conditions of options set aside",
    )
    add("--markdown", action="store_true", help="the table of a teaching note")
    add("--strict", action="store_true", help="exit 1 where something misses")
    return parser


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is no whole number")
    return int(text)


def _measured(asked: argparse.Namespace, scenario: Scenario, command: str) -> int:
    from game.bargaining.integrative_gain import gains
    from game.lab.standard.measurement import Extent, measure
    from game.lab.standard.standard import standard

    forbids = min(asked.games // 10, MOST_FORBIDS) if asked.forbids is None else asked.forbids
    extent = Extent(max(1, asked.games), asked.experts, min(forbids, asked.games), asked.seed)
    at = _places(scenario, asked.at) if asked.at else None
    bars = _Bars()
    try:
        found = measure(scenario, extent, max(1, asked.jobs), bars.begin)
    finally:
        bars.end()
    lines = list(standard(found, list(gains(found.rules, at))))
    told = _markdown(lines, command) if asked.markdown else _told(found, lines)
    print(*told, sep="\n")
    return int(asked.strict and not all(line.held for line in lines))


def _places(scenario: Scenario, written: Sequence[str]) -> dict[str, int | str]:
    from game.cli.common import Trouble

    places: dict[str, int | str] = {}
    for each in written:
        track, equals, value = each.partition("=")
        if not equals or track not in scenario.tracks:
            raise Trouble(
                f"--at {each}: write TRACK=VALUE; tracks are {', '.join(scenario.tracks)}"
            )
        places[track] = int(value) if value.lstrip("-").isdecimal() else value
    return places


class _Bars:
    """A line on the terminal that tells how far the games of one kind have come, then the next."""

    def __init__(self) -> None:
        self._now: Bar | None = None

    def begin(self, total: int, what: str) -> Progress:
        from game.cli.progress import Bar

        self.end()
        self._now = Bar(sys.stderr, max(1, total), what)
        return self._now.show

    def end(self) -> None:
        if self._now is not None:
            self._now.clear()


# What is printed


def _told(found: Measured, lines: Sequence[Line]) -> Iterator[str]:
    yield f"{found.rules.scenario.title}: {_extent(found.extent, len(found.pairings))}."
    yield ""
    yield from _grid([(line.what, line.found, line.aim, _held(line)) for line in lines])
    yield ""
    yield from _by_pairing(found)
    yield ""
    yield from _by_action(found)
    yield ""
    yield from _by_inject(found)
    yield ""
    misses = [line for line in lines if not line.held]
    yield "What misses" if misses else "Everything is held."
    for line in misses:
        yield f"- {line.what}: {'; '.join(line.misses)}. Aim: {line.aim}."


def _extent(extent: Extent, pairings: int) -> str:
    return (
        f"{pairings} pairings of personas, {extent.games:,} games each from seed {extent.seed}; "
        f"without an action {extent.forbids:,} of them each; of experts {extent.experts:,}"
    )


def _held(line: Line) -> str:
    return "held" if line.held else "MISSES"


def _by_pairing(found: Measured) -> Iterator[str]:
    outcomes = [each.id for each in found.rules.outcomes]
    tables = [table.id for table in found.rules.tables]
    heads = ("personas", *outcomes, *tables, *(f"{s} over par" for s in found.rules.sides))
    rows = [
        (" ".join(seats.values()), *_row(found, each)) for seats, each in found.pairings.items()
    ]
    if found.experts is not None:
        rows.append(("expert", *_row(found, found.experts)))
    yield from _grid([heads, *rows])
    yield "Outcomes and agreements at the end in % of games; scores over par on average."


def _row(found: Measured, sample: Sample) -> Iterator[str]:
    from game.lab.run.tally import margin
    from game.lab.summary.columns import decimal, per_cent

    for games in (*sample.tally.outcomes, *sample.agreed.sum(axis=0).tolist()):
        yield per_cent(games / sample.tally.games)
    for side in range(len(found.rules.sides)):
        yield decimal(margin(found.rules, sample.tally, side).value)


def _by_action(found: Measured) -> Iterator[str]:
    from game.lab.standard.action_use import chosen, slots, taking
    from game.lab.summary.columns import difference, per_cent, rate

    tally = found.pooled.tally
    rows: list[tuple[str, ...]] = [("action", "legal", "chosen", "in games", "without it, sd")]
    for number, id in enumerate(slots(found.rules)):
        shares = (chosen(found)[number], taking(found)[number])
        change = found.forbidden.get(number)
        rows.append(
            (
                id,
                rate(tally.legal[number], tally.games),
                *("–" if share is None else per_cent(share) for share in shares),
                "–" if change is None else difference(change, 2),
            )
        )
    yield from _grid(rows)
    yield "Legal: decisions a game. Chosen: of these. In games: taken, of those where it was legal."


def _by_inject(found: Measured) -> Iterator[str]:
    from game.lab.summary.columns import per_cent

    injects, tally = found.rules.scenario.injects, found.pooled.tally
    rows = [("inject", "games", "")]
    for id, games in zip(injects, tally.firing, strict=True):
        rows.append((id, per_cent(games / tally.games), "timed" if injects[id].at else ""))
    yield from _grid(rows)


def _grid(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(f"{cell:{w}}" for cell, w in zip(row, widths, strict=True)).rstrip()


def _markdown(lines: Sequence[Line], command: str) -> Iterator[str]:
    yield "```"
    yield command
    yield "```"
    yield ""
    yield "| what | found | aim | held |"
    yield "|---|---|---|---|"
    for line in lines:
        yield f"| {line.what} | {line.found} | {line.aim} | {_missing(line.misses) or 'yes'} |"


def _missing(misses: Sequence[str]) -> str:
    """What misses, in the room of a cell."""
    if not misses:
        return ""
    more = f"; and {len(misses) - IN_A_CELL} more" if len(misses) > IN_A_CELL else ""
    return f"no: {'; '.join(misses[:IN_A_CELL])}{more}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
