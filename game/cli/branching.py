"""The options of `communique play`; and `--from`, which plays on from a moment of a saved game."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.common import CommandError, system_reason, whole_number
from game.cli.trust import add_trust, trust_bots

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from game.authoring.reading.files import KeptFiles
    from game.session.game import Game
    from game.session.records.record import GameRecord
    from game.session.records.saved import Saving


def add_options(play: argparse.ArgumentParser) -> None:
    """The options of `play` that choose a moment of a saved game."""
    play.add_argument(
        "--from",
        dest="branch",
        metavar="FILE",
        help="play on from a moment of this saved game, as a new game: from its turn --turn, or "
        "before its line --line (communique debrief --json has the numbers of lines); --seat then "
        "says who plays on, and that file stays as it is",
    )
    play.add_argument("--turn", metavar="N", help="with --from: at the first decision of this turn")
    play.add_argument("--line", metavar="N", help="with --from: before this line of the record")


def open_branch(args: argparse.Namespace) -> tuple[Game, Mapping[str, str], Saving, KeptFiles]:
    """The new game, who plays it, where it is saved, and its files. Raises CommandError."""
    from game.session.places import games_folder
    from game.session.records.file import read_file
    from game.session.records.replay import branch_off
    from game.session.records.saved import Saving

    for name, given in (("--seed", args.seed), ("--at", args.at), ("--continue", args.go_on)):
        if given:
            raise CommandError(f"{name} doesn't go with --from: leave it out")
    source = Path(args.branch)
    try:
        record = read_file(source)
        game = branch_off(record, _line(args, record))
    except FileNotFoundError:
        raise CommandError(f"there is no file {source}") from None
    except (OSError, ValueError) as error:
        raise CommandError(f"{source}: {system_reason(error)}") from None
    if not game.state.to_move:
        raise CommandError(f"{source}: the game is over there; name an earlier moment")
    _seat(args, game, record)
    files, seats = record.header.files, game.players(record.header.seats)
    trust_bots(seats, source, trusts=args.trust)
    saving = Saving(game, record.header.seats, lambda: files)
    if not args.no_record:
        try:
            if args.record is not None:
                saving.begin(Path(args.record))
            else:
                games_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
                saving.begin_in(games_folder())
        except (OSError, ValueError) as error:
            if args.record is not None and isinstance(error, FileExistsError):
                raise CommandError(
                    f"--record {args.record}: there is such a file already; name another"
                ) from None
            place = args.record or games_folder()
            raise CommandError(
                f"the new game can't be saved in {place}: {system_reason(error)}; name another "
                "file with --record, or play it unsaved with --no-record"
            ) from None
    return game, seats, saving, files


def _line(args: argparse.Namespace, record: GameRecord) -> int:
    """The line of the record before which the new game begins."""
    from game.session.records.replay import first_line_of, replay

    if (args.turn is None) == (args.line is None):
        raise CommandError("--from wants the moment: --turn N or --line N")
    if args.line is not None:
        return whole_number("--line", args.line, 1, len(record.lines) + 1)
    game = replay(record)
    line = first_line_of(game, whole_number("--turn", args.turn, 1, game.rules.turns))
    if line is None:
        raise CommandError(f"{args.branch}: nobody had to decide anything on turn {args.turn}")
    return line


def _seat(args: argparse.Namespace, game: Game, record: GameRecord) -> None:
    """Hands seats over as the options say; without people, you play the side that is to decide."""
    from game.bots.seats import read_seats
    from game.model.players import ME
    from game.session.records.recorded_actions import HandOver
    from game.session.seats import SeatError
    from game.words.error_words import describe_seat_error

    players = dict(game.players(record.header.seats))
    asked = {each.partition("=")[0] for each in args.seat}
    try:
        wanted = read_seats(game.rules.scenario, args.seat, bots_only=False)
    except SeatError as error:
        raise CommandError(f"--seat {describe_seat_error(error)}") from None
    for side in game.rules.sides:
        if side in asked and players[side] != wanted[side]:
            game.do(HandOver(side, wanted[side]))
            players[side] = wanted[side]
    if ME not in players.values() and not asked:
        game.do(HandOver(game.state.to_move[0], ME))


WINDOW, TEXT, AUTO = "window", "--text", "--auto"
"""In the window, in the terminal, or by bots alone: the option for each, where there is one."""


def add_play_options(play: argparse.ArgumentParser) -> None:
    """Adds the options to the command."""
    play.add_argument(
        "scenario",
        metavar="SCENARIO",
        nargs="?",
        help="its id (see: communique list), or a file, also that of a campaign; with --continue "
        "the record has it",
    )
    play.add_argument(
        "--seat",
        action="append",
        default=[],
        metavar="SIDE=WHO",
        help="who plays a side: me, or a bot: one of the scenario's personas, uniform (decides at "
        "random), expert or expert:BUDGET (looks ahead), or one of your own, FILE.py:NAME; without "
        "it, the first side is yours, and bots play the others",
    )
    play.add_argument(
        "--at",
        metavar="NAME",
        help="begin in the position that a test of the scenario describes, before its decisions, "
        "with the seed of the test unless another is given",
    )
    play.add_argument(
        "--list-positions",
        action="store_true",
        help="list the positions that the scenario's tests describe, and don't play",
    )
    play.add_argument(
        "--seed",
        metavar="N",
        help="the seed of the random numbers; the same seed gives the same luck",
    )
    play.add_argument(
        "--language",
        metavar="CODE",
        help="en, fr: a language that the scenario has; without it, that of this computer if "
        "possible",
    )
    where = play.add_mutually_exclusive_group()
    where.add_argument(
        "--record",
        metavar="FILE",
        help="save the game in this new file, a campaign in this new folder; without it, a game "
        "that people play is saved in the folder of games, under the scenario's name and the time",
    )
    where.add_argument("--no-record", action="store_true", help="don't save the game")
    play.add_argument(
        "--continue",
        dest="go_on",
        action="store_true",
        help="go on with the game that is saved in the record; without --record, with the one of "
        "the folder of games that was played last and isn't over",
    )
    play.add_argument(
        "--chapter",
        metavar="CHAPTER",
        help="with --continue, in a campaign: go back to this chapter, to its beginning or to "
        "--turn N; the chapters after it are put aside and played anew",
    )
    add_options(play)
    add_trust(play)
    how = play.add_mutually_exclusive_group()
    how.add_argument("--text", action="store_true", help="play in the terminal")
    how.add_argument("--auto", action="store_true", help="let bots play every side, and watch")
    play.add_argument(
        "--reveal",
        action="store_true",
        help="with --auto: show what sides keep from each other as well: cards, hidden tracks, and "
        "secret decisions",
    )
