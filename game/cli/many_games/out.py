"""The option `--out`: a file of all games, or a run folder, written while games are played."""

from __future__ import annotations

import sys
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar

from game.cli.common import PROBLEMS, CommandError, system_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from game.kernel.rows import Rows
    from game.lab.batches.plan import Plan
    from game.lab.batches.tally import Tally
    from game.lab.files.games_file import GamesFile
    from game.lab.files.run_folder import FolderGames, RunFolder
    from game.lab.summary.closer_look import CloserLook
    from game.rules.compiled import Rules

T = TypeVar("T")
HELP = (
    "write every game into a file: .npz for numpy, .parquet or .csv; a name without an ending "
    "is a run folder, with the summary and a report beside the games, and the same command goes "
    "on with it"
)


class Out(Protocol):
    """Where games are written."""

    goes_on: bool
    """Whether the same command goes on from what is written, after an interrupt."""

    @property
    def before(self) -> Tally | None:
        """The tally of the games that are there already; None where there are none."""

    def add(self, rows: Rows) -> None:
        """Writes games. Raises CommandError."""

    def finish(
        self, tally: Tally, document: Mapping[str, Any], look: CloserLook | None, *, complete: bool
    ) -> None:
        """Writes the end. document: the results. look: at some of the games, one by one.
        complete: whether all games were played."""


class _FileOut:
    goes_on = False
    before = None

    def __init__(self, written: str, file: GamesFile) -> None:
        self._written, self._file = written, file

    def add(self, rows: Rows) -> None:
        _kept(self._written, lambda: self._file.add(rows))

    def finish(
        self, tally: Tally, document: Mapping[str, Any], look: CloserLook | None, *, complete: bool
    ) -> None:
        del document, look, complete
        if tally.games:
            _kept(self._written, lambda: self._file.finish(tally.games, tally.digest))


class _FolderOut:
    goes_on = True

    def __init__(
        self, written: str, folder: RunFolder, games: FolderGames, plan: Plan, rules: Rules
    ) -> None:
        self._written, self._folder, self._games = written, folder, games
        self._plan, self._rules = plan, rules
        self.before = games.tally() if games.games else None

    def add(self, rows: Rows) -> None:
        _kept(self._written, lambda: self._games.add(rows), "the games before are kept")

    def finish(
        self, tally: Tally, document: Mapping[str, Any], look: CloserLook | None, *, complete: bool
    ) -> None:
        if complete:
            _kept(self._written, self._games.finish, "the games are kept")
            _kept(self._written, lambda: self._folder.write_results(timeless(document)))
            _kept(self._written, lambda: self._folder.write_report(self._report(tally, look)))

    def _report(self, tally: Tally, look: CloserLook | None) -> str:
        """The page about the games, with the lines of their scores as they were kept."""
        from game.lab.files.any_kind import read_games
        from game.lab.files.run_folder import GAMES
        from game.lab.pages.lines import LineSums
        from game.lab.pages.simulate_page import simulate_report

        kept = read_games(self._folder.path / GAMES)
        first, *others = (LineSums.of(part["lines"]) for part in kept.parts())
        command = "\n".join(kept.about.commands())
        lines = sum(others, first)
        return simulate_report(self._rules, tally, self._plan.seats, lines, command, look=look)


_OF_THE_TIME = ("seconds", "decisions_per_second")
"""What two runs of the same games don't have in common."""


def timeless(document: Mapping[str, Any]) -> dict[str, Any]:
    """The results of games without the time that they took."""
    return {key: value for key, value in document.items() if key not in _OF_THE_TIME}


@contextmanager
def open_out(written: str | None, plan: Plan, rules: Rules) -> Iterator[Out | None]:
    """What --out names, which can be written; None without --out. Raises CommandError."""
    from pathlib import Path

    from game.lab.files.games_file import NoLibrary
    from game.lab.files.run_folder import FolderInUse, OtherRun

    if written is None:
        yield None
        return
    path = Path(written)
    with ExitStack() as stack:
        try:
            out = _opened(stack, written, path, plan, rules)
        except FileNotFoundError:
            raise CommandError(f"--out {path}: there is no folder {path.parent}") from None
        except FolderInUse as error:
            raise CommandError(f"--out {path}: {error}, or name another folder") from None
        except OtherRun as error:
            raise CommandError(f"--out {path}: {error}; name another folder") from None
        except NoLibrary as error:
            raise CommandError(f"--out {path}: {error}") from None
        except (OSError, ValueError) as error:
            raise CommandError(f"--out {path}: {system_reason(error)}; name another file") from None
        yield out


def _opened(stack: ExitStack, written: str, path: Path, plan: Plan, rules: Rules) -> Out:
    from game.lab.files.about import about_plan
    from game.lab.files.any_kind import KINDS, games_file
    from game.lab.files.columns import layout_of
    from game.lab.files.run_folder import RunFolder, manifest_of

    check_name(path, [*KINDS])
    about, layout = about_plan(plan, rules), layout_of(rules)
    if path.suffix:
        return _FileOut(written, stack.enter_context(games_file(path, about, layout)))
    folder = stack.enter_context(closing(RunFolder(path, manifest_of("simulate", about))))
    games = stack.enter_context(folder.games(about, rules, layout))
    out = _FolderOut(written, folder, games, plan, rules)
    if out.before is not None:
        done = f"{out.before.games:,} of {plan.games:,} games"
        print(f"communique simulate: {path} has {done} already", file=sys.stderr)
    return out


def check_name(path: Path, endings: list[str], *, folder: bool = True) -> None:
    """Raises CommandError for a device, or a name that no file of games can have.

    folder: whether a name without an ending is one, of a run folder.
    """
    if path.is_dir() and (path.suffix or not path.name or not folder):
        raise CommandError(f"--out {path} is a folder; name a file in it")
    if path.suffix not in endings and (path.suffix or not folder):
        known = f"{', '.join(endings[:-1])} or {endings[-1]}"
        raise CommandError(f"--out {path}: let its name end in {known}")
    if path.exists() and not path.is_file() and not path.is_dir():
        raise CommandError(f"--out {path} is a device, or the like; name a file")


def _kept(written: str, write: Callable[[], T], otherwise: str = "nothing is kept") -> T:
    """Writes to the file: an OSError becomes a CommandError."""
    try:
        return write()
    except OSError as error:
        raise CommandError(
            f"--out {written}: {system_reason(error)}; {otherwise}", PROBLEMS
        ) from None
