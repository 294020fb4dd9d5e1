"""The options of `communique play`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.cli.branching import add_options
from game.cli.trust import add_trust

if TYPE_CHECKING:
    import argparse

WINDOW, TEXT, AUTO = "window", "--text", "--auto"
"""How a game is played."""


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
