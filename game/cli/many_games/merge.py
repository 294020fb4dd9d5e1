"""`communique merge`: puts files of games together, or writes one as a file of another kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.common import FINE, PROBLEMS, CommandError, Parser, system_reason
from game.cli.many_games.endings import exits_on_signals
from game.cli.many_games.out import check_name

if TYPE_CHECKING:
    import argparse

    from game.lab.files.any_kind import KeptGames


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    merge = commands.add_parser(
        "merge",
        help="put files of games together",
        description="Puts files of games of the same plan together, in the order of their seeds; "
        "or writes one file as another kind. Exit 0: done, 1: files that don't belong together, "
        "or that can't be read or written, 2: usage.",
        epilog="Example: communique merge monday.npz tuesday.npz --out week.npz\n"
        "Example: communique merge games.npz --out games.parquet",
    )
    merge.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="what simulate --out has written: .npz, .parquet, .csv or a run folder",
    )
    merge.add_argument(
        "--out", required=True, metavar="FILE", help="where to: .npz, .parquet or .csv"
    )
    merge.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    from game.lab.files.any_kind import KINDS, NotTogether, merge, write_games
    from game.lab.files.games_file import NoLibrary
    from game.model.characters import shorten

    out = Path(args.out)
    check_name(out, [*KINDS], folder=False)
    files = {written: _read(written) for written in args.files}
    if len(files) < len(args.files):
        raise CommandError("a file is named twice")
    try:
        with exits_on_signals():
            games = merge(files)
            write_games(out, games)
    except NotTogether as error:
        raise CommandError(str(error), PROBLEMS) from None
    except NoLibrary as error:
        raise CommandError(f"--out {out}: {error}", PROBLEMS) from None
    except FileNotFoundError:
        raise CommandError(f"--out {out}: there is no folder {out.parent}") from None
    except (OSError, ValueError) as error:
        raise CommandError(f"--out {out}: {system_reason(error)}", PROBLEMS) from None
    print(f"{games.about.games:,} games of {shorten(games.about.title)} in {out}")
    return FINE


def _read(written: str) -> KeptGames:
    from game.lab.files.any_kind import UnreadableFile, read_games
    from game.lab.files.games_file import NoLibrary
    from game.lab.files.run_folder import GAMES

    path = Path(written)
    if path.is_dir():
        path = path / GAMES
    try:
        return read_games(path)
    except FileNotFoundError:
        raise CommandError(f"there is no file {path}") from None
    except (UnreadableFile, NoLibrary) as error:
        raise CommandError(f"{path}: {error}", PROBLEMS) from None
    except (OSError, ValueError) as error:
        raise CommandError(f"{path}: {system_reason(error)}", PROBLEMS) from None
