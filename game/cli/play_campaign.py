"""`communique play` with a campaign: its chapters one after the other, in window or terminal."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.branching import AUTO, WINDOW
from game.cli.common import (
    FINE,
    INTERRUPTED,
    PROBLEMS,
    CommandError,
    open_campaign,
    suggestion,
    system_reason,
    whole_number,
)
from game.cli.games import compile_for, must_have_players, read_seed
from game.cli.many_games.bots import read_seat_options
from game.cli.trust import trust_bots

if TYPE_CHECKING:
    import argparse

    from game.rules.campaigns import CampaignRules
    from game.session.campaign_save import CampaignError, CampaignGame, OpenChapter

_OF_ONE_GAME = {"at": "--at", "list_positions": "--list-positions", "branch": "--from",
                "line": "--line"}  # fmt: skip
"""Options of `play` that campaigns don't have."""


def begin_campaign(args: argparse.Namespace, path: Path) -> int:
    """Plays a new campaign. Raises CommandError."""
    from game.authoring.reading.files import Folder
    from game.model.players import ME
    from game.session.campaign_save import CampaignGame, compile_checked, keep_campaign
    from game.session.places import games_folder

    _refuse_options(args, path)
    if args.turn is not None or args.chapter is not None:
        raise CommandError("--chapter and --turn go back in a saved campaign: add --continue")
    seed, checked = read_seed(args.seed), open_campaign(path)
    rules = compile_checked(checked)
    seats = read_campaign_seats(rules, args.seat, bots_only=args.how == AUTO)
    if seed is None:
        seed = random.SystemRandom().randrange(10**6)
    try:
        files = keep_campaign(Folder(path), checked)
    except (OSError, ValueError) as error:
        raise CommandError(f"{path}: {system_reason(error)}", PROBLEMS) from None
    game = CampaignGame(rules, files, seed, seats)
    folder = games_folder() if args.record is None else Path(args.record)
    try:
        if args.record is not None:
            game.save_in(folder)
        elif not args.no_record and ME in seats.values():
            game.save_below(folder)
    except FileExistsError:
        raise CommandError(
            f"--record {folder}: a campaign is saved in a folder of its own, and there is "
            "something of this name; go on with a saved campaign by adding --continue, or name "
            "another folder"
        ) from None
    except (OSError, ValueError) as error:
        raise CommandError(
            f"the campaign can't be saved in {folder}: {system_reason(error)}; name another "
            "folder with --record, or play it unsaved with --no-record"
        ) from None
    return _perform(args, game)


def go_on_with_campaign(args: argparse.Namespace, folder: Path) -> int:
    """Goes on with a saved campaign, or back to an earlier chapter. Raises CommandError."""
    from game.session.campaign_save import CAMPAIGN, CampaignError, open_campaign_save

    _refuse_options(args, folder)
    try:
        game = open_campaign_save(folder)
        game.lock()
    except CampaignError as error:
        raise told(error) from None
    except OSError as error:
        raise CommandError(f"{folder}: {system_reason(error)}") from None
    try:
        _must_be_campaign(args.scenario, game, folder)
        trust_bots(game.players, folder / CAMPAIGN, trusts=args.trust)
        if args.chapter is not None:
            _go_back(args, game, folder)
        elif args.turn is not None:
            raise CommandError(f"--turn {args.turn}: name the chapter to go back to: --chapter")
    except BaseException:
        game.close()
        raise
    return _perform(args, game)


def told(error: CampaignError) -> CommandError:
    """The error of a command for a campaign that can't be used."""
    from game.words.error_words import describe_campaign_error

    return CommandError(f"{error.path}: {describe_campaign_error(error)}", PROBLEMS)


def read_campaign_seats(
    rules: CampaignRules, written: list[str], *, bots_only: bool
) -> dict[str, str]:
    """By seat of a campaign, who sits there, in the order of its seats.

    As for a scenario: a person has the first seat if none is given to a person, and the other seats
    without an option have their first persona, or `uniform` if bots play alone. Raises
    CommandError.
    """
    from game.bots.seats import read_seats
    from game.model.players import ME, UNIFORM, personas_or_uniform
    from game.session.seats import SeatError
    from game.words.error_words import describe_seat_error

    seats: dict[str, str] = {}
    for each in written:
        seat, _, _ = each.partition("=")
        if seat not in rules.seats:
            near = suggestion(seat, rules.seats) or f"; the seats are {', '.join(rules.seats)}"
            raise CommandError(f'--seat {each}: nobody is "{seat}" at first in the campaign{near}')
        if seat in seats:
            raise CommandError(f"--seat {each}: {seat} has a player already; leave one out")
        scenario = rules.campaign.scenarios[rules.seats[seat]]
        try:
            if bots_only:
                seats[seat] = read_seat_options(scenario, [each])[seat]
            else:
                seats[seat] = read_seats(scenario, [each], bots_only=False)[seat]
        except SeatError as error:
            raise CommandError(f"--seat {describe_seat_error(error)}") from None
    if not bots_only and ME not in seats.values():
        seats.setdefault(next(iter(rules.seats)), ME)

    def usual(seat: str) -> str:
        scenario = rules.campaign.scenarios[rules.seats[seat]]
        return UNIFORM if bots_only else personas_or_uniform(scenario, seat)[0]

    return {seat: seats.get(seat) or usual(seat) for seat in rules.seats}


def _refuse_options(args: argparse.Namespace, path: Path) -> None:
    for option, name in _OF_ONE_GAME.items():
        if getattr(args, option):
            raise CommandError(f"{name} is for a single scenario; {path} is a campaign")


def _must_be_campaign(asked: str | None, game: CampaignGame, folder: Path) -> None:
    own = game.rules.campaign.id
    if asked is not None and Path(asked).stem != own:
        raise CommandError(f"{folder} is the campaign {own}, not {asked}")


def _go_back(args: argparse.Namespace, game: CampaignGame, folder: Path) -> None:
    """Goes back to a turn of a chapter that was played. Raises CommandError."""
    from game.session.campaign_save import CampaignError
    from game.session.records.record import RecordError
    from game.words.error_words import describe_record_error

    known = [
        chapter.id
        for number, chapter in enumerate(game.rules.chapters, 1)
        if (path := game.record(number)) is not None and path.exists()
    ][: len(game.played) + 1]
    if args.chapter not in known:
        near = suggestion(args.chapter, known) or (
            f"; those played are {', '.join(known)}" if known else "; none has been played yet"
        )
        raise CommandError(f"--chapter {args.chapter}: no such chapter was played{near}")
    rules = next(each for each in game.rules.chapters if each.id == args.chapter)
    turn = whole_number("--turn", args.turn or "1", 1, rules.scenario.turns)
    try:
        possible = game.go_back(args.chapter, turn)
    except CampaignError as error:
        raise told(error) from None
    except RecordError as error:
        raise CommandError(f"{folder}: {describe_record_error(error)}", PROBLEMS) from None
    except OSError as error:
        raise CommandError(f"{folder}: {system_reason(error)}") from None
    if not possible:
        raise CommandError(f"--turn {turn}: nobody had to decide anything there")


def _perform(args: argparse.Namespace, game: CampaignGame) -> int:
    from game.cli.window import open_campaign as open_campaign_window
    from game.cli.window import tell_why_no_window
    from game.model.players import ME
    from game.session.campaign_save import CampaignError
    from game.session.records.record import RecordError
    from game.text.campaign import play_campaign
    from game.text.console import Console
    from game.words.error_words import describe_record_error

    try:
        code = campaign_language(args.language, game)
        if args.how == WINDOW and (ME in game.players.values() or game.chapter is None):
            return open_campaign_window(game, code)
        if game.chapter is not None:
            tell_why_no_window(args)
        if args.how == AUTO and ME in game.players.values() and game.chapter is not None:
            raise CommandError("a person plays in this campaign; go on with --text in a terminal")
        compile_for(game.players.values())

        def ready(chapter: OpenChapter) -> None:
            scenario, players = chapter.rules.scenario, chapter.game.players(chapter.seats)
            must_have_players(scenario, players, args.how == AUTO)

        play_campaign(game, Console(sys.stdin, sys.stdout), code, ready, reveals=args.reveal)
    except KeyboardInterrupt:
        return INTERRUPTED
    except CampaignError as error:
        raise told(error) from None
    except RecordError as error:
        raise CommandError(f"{game.folder}: {describe_record_error(error)}", PROBLEMS) from None
    except OSError as error:
        raise CommandError(f"{game.folder}: {system_reason(error)}") from None
    finally:
        game.close()
    return FINE


def campaign_language(asked: str | None, game: CampaignGame) -> str:
    """The language to begin in: that of the option, or else that of this computer."""
    import os

    from game.cli.common import languages_of_user
    from game.session.translations import best_code

    codes = game.codes
    if asked is not None and asked not in codes:
        raise CommandError(f"--language {asked}: this campaign is written in {', '.join(codes)}")
    return best_code((asked,) if asked is not None else languages_of_user(os.environ), codes)
