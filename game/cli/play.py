"""`communique play`: plays a scenario in the window or the terminal, or lets bots play it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.branching import AUTO, TEXT, WINDOW, add_play_options, open_branch
from game.cli.common import (
    FINE,
    INTERRUPTED,
    PROBLEMS,
    CommandError,
    Parser,
    choose_language,
    find_campaign,
    scenario_files,
    system_reason,
    unplayable,
)
from game.cli.games import (
    compile_for,
    keep_files,
    latest_record,
    must_be_game_of,
    must_have_players,
    print_positions,
    read_position,
    read_seed,
    report_unreadable_parts,
)
from game.cli.trust import trust_bots

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from game.authoring.reading.files import Folder
    from game.model.scenario import Scenario
    from game.rules.compiled import Rules
    from game.session.game import Game
    from game.session.positions import Position
    from game.session.records.saved import Saving
    from game.session.translations import Translations
    from game.text.console import Console


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    play = commands.add_parser(
        "play",
        help="play a scenario",
        description="Plays a scenario in the window, in the terminal, or by bots alone. "
        "A game that people play is saved after every decision.",
        epilog="Example: communique play kuala-lumpur --text --seat china=me --seat eu=eu_bridge\n"
        "Example: communique play --continue\n"
        "Example: communique play kuala-lumpur --record monday.game\n"
        'Example: communique play my-scenario.yaml --at "A late crisis" --seat eu=me\n'
        "Example: communique play --continue --record monday.game\n"
        "Example: communique play --from monday.game --turn 4 --seat china=expert",
    )
    add_play_options(play)
    play.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    from game.session.records.record import RecordError
    from game.words.error_words import describe_record_error

    if args.record == "":
        raise CommandError("--record wants the name of a file")
    if args.reveal and not args.auto:
        raise CommandError("--reveal shows what sides keep from each other: add --auto")
    args.how, args.why = _how(args)
    try:
        if args.branch is not None:
            return _branch(args)
        if args.line is not None or (args.turn is not None and not args.go_on):
            raise CommandError("--turn and --line choose a moment of a saved game: add --from FILE")
        return _go_on(args) if args.go_on else _begin(args)
    except RecordError as error:
        raise CommandError(f"{args.record}: {describe_record_error(error)}", PROBLEMS) from None


def _begin(args: argparse.Namespace) -> int:
    import random

    from game.authoring.load import load
    from game.bots.seats import read_seats
    from game.model.problems import ScenarioError
    from game.rules.compile import compile_rules
    from game.session.seats import SeatError
    from game.words.error_words import describe_seat_error

    if args.scenario is None:
        raise CommandError(
            "name a scenario (communique list names those there are); see communique play --help"
        )
    if (campaign := find_campaign(args.scenario)) is not None:
        from game.cli.play_campaign import begin_campaign

        return begin_campaign(args, campaign)
    seed, folder = read_seed(args.seed), scenario_files(args.scenario)
    try:
        scenario = load(folder)
        if args.list_positions:
            print_positions(scenario)
            return FINE
        seats = read_seats(scenario, args.seat, bots_only=args.how == AUTO)
    except ScenarioError as error:
        raise unplayable(folder, error) from None
    except SeatError as error:
        raise CommandError(f"--seat {describe_seat_error(error)}") from None
    rules = compile_rules(scenario)
    position = None
    if args.at is not None:
        position, seed = read_position(rules, args.at, seed)
    if seed is None:
        seed = random.SystemRandom().randrange(10**6)
    return _new(args, rules, folder, seed, seats, position)


def _new(
    args: argparse.Namespace,
    rules: Rules,
    folder: Folder,
    seed: int,
    seats: dict[str, str],
    position: Position | None,
) -> int:
    from functools import partial
    from pathlib import Path

    from game.authoring.resolved import resolve_files
    from game.model.players import ME
    from game.session.game import Game
    from game.session.places import games_folder
    from game.session.records.saved import Saving, begin_in_folder, begin_saved
    from game.session.translations import Translations

    translations = Translations(rules.scenario, folder)
    code = choose_language(args.language, translations)
    keep = partial(resolve_files, folder)
    if args.record is None:
        if args.no_record or ME not in seats.values():
            game = Game(rules, seed, position=position)
            saving = Saving(game, seats, keep)
        else:
            game, saving = begin_in_folder(games_folder(), keep, rules, seed, seats, position)
        return _perform(args, game, seats, saving, translations, code)
    path, files = Path(args.record), keep_files(folder)
    try:
        if path.is_dir():
            raise CommandError(f"--record {path} is a folder; name a file in it")
        game, file = begin_saved(path, files, rules, seed, seats, position)
    except FileExistsError:
        raise CommandError(
            f"--record {args.record}: there is such a file already; go on with its game by adding "
            "--continue, or name another file"
        ) from None
    except FileNotFoundError:
        raise CommandError(f"--record {path}: there is no folder {path.parent}") from None
    except (OSError, ValueError) as error:
        raise CommandError(f"--record {args.record}: {system_reason(error)}") from None
    saving = Saving(game, seats, keep, file)
    return _perform(args, game, seats, saving, translations, code)


def _go_on(args: argparse.Namespace) -> int:
    """Continues a saved game with the scenario, seed and seats of its record."""
    from pathlib import Path

    from game.session.campaign_save import is_campaign_save
    from game.session.records.saved import Saving, continue_saved
    from game.session.translations import Translations

    if args.no_record:
        raise CommandError("--no-record: a saved game goes on in its record; leave it out")
    for name, given in (("--seed", args.seed), ("--seat", args.seat), ("--at", args.at)):
        if given:
            raise CommandError(f"{name}: a record keeps its own; leave it out with --continue")
    if args.record is None:
        args.record = latest_record(args.scenario)
    path = Path(args.record)
    if is_campaign_save(path):
        from game.cli.play_campaign import go_on_with_campaign

        return go_on_with_campaign(args, path)
    if args.chapter is not None or args.turn is not None:
        raise CommandError(f"--chapter and --turn go back in a saved campaign; {path} is none")
    try:
        game, file, record = continue_saved(path)
    except FileNotFoundError:
        raise CommandError(
            f"{path}: there is no such record; without --continue a new one begins"
        ) from None
    except OSError as error:
        way_out = "" if os.access(path, os.W_OK) else "; copy the file to a folder of yours first"
        raise CommandError(f"{path}: {system_reason(error)}{way_out}") from None
    except ValueError as error:
        raise CommandError(f"{path}: {error}") from None
    files, seats = record.header.files, game.players(record.header.seats)
    with file:
        must_be_game_of(args.scenario, files.main, path)
        translations = Translations(game.rules.scenario, files)
        code = choose_language(args.language, translations)
        if game.state.to_move:
            trust_bots(seats, path, trusts=args.trust)
            must_have_players(game.rules.scenario, seats, args.how == AUTO)
        report_unreadable_parts("play", path, record)
        saving = Saving(game, record.header.seats, lambda: files, file)
        return _perform(args, game, seats, saving, translations, code)


def _branch(args: argparse.Namespace) -> int:
    """Plays on from a moment of a saved game, as a new game."""
    from game.session.translations import Translations

    game, seats, saving, files = open_branch(args)
    must_be_game_of(args.scenario, files.main, Path(args.branch))
    translations = Translations(game.rules.scenario, files)
    code = choose_language(args.language, translations)
    must_have_players(game.rules.scenario, seats, args.how == AUTO)
    return _perform(args, game, seats, saving, translations, code)


def _perform(
    args: argparse.Namespace,
    game: Game,
    seats: Mapping[str, str],
    saving: Saving,
    translations: Translations,
    code: str,
) -> int:
    from game.cli.window import open_game, tell_why_no_window
    from game.model.players import ME
    from game.text.console import Console
    from game.text.play import play_text

    if args.how == WINDOW and (ME in seats.values() or not game.state.to_move):
        return open_game(game, seats, saving, translations, code)
    if game.state.to_move:
        tell_why_no_window(args)
        compile_for(seats.values())
    console = Console(sys.stdin, sys.stdout)
    try:
        if ME in seats.values() and (game.state.to_move or console.live):
            play_text(game, seats, console, saving, translations, code)
        else:
            scenario = translations.scenario(code)
            _look_on(game, seats, console, saving, scenario, reveals=args.reveal)
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        saving.close()
    return FINE


def _look_on(
    game: Game,
    seats: Mapping[str, str],
    console: Console,
    saving: Saving,
    scenario: Scenario,
    *,
    reveals: bool,
) -> None:
    from game.rules.compile import compile_rules
    from game.text.play import farewell, play_auto
    from game.words.language import language
    from game.words.wording import Wording

    if scenario is not game.rules.scenario:
        game.use_rules(compile_rules(scenario))
    words = Wording(scenario, language(scenario.language))
    try:
        play_auto(game, seats, console, words, reveals=reveals)
    except KeyboardInterrupt:
        if saving.path is not None:
            console.show(*farewell(words, saving.path))
        raise


def _how(args: argparse.Namespace) -> tuple[str, str]:
    """How the game is played, and why not in the window, unless the user chose that."""
    if args.auto or args.text:
        return (AUTO if args.auto else TEXT), ""
    from game.cli.window import why_no_window

    why = why_no_window()
    if not why:
        return WINDOW, ""
    # There may be nobody who reads what we print and can answer.
    return (TEXT if sys.stdin.isatty() and sys.stdout.isatty() else AUTO), why
