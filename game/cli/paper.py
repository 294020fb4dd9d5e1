"""`communique print`: writes the kit on paper of a scenario, for one room or for any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.cli.common import (
    FINE,
    PROBLEMS,
    CommandError,
    Parser,
    scenario_files,
    system_reason,
    unplayable,
)

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from game.model.scenario import Scenario
    from game.presenter.kit.room_papers import KitRoom
    from game.room.kept_room import KeptSlips
    from game.room.state import ObserverSlip, Slip


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    kit = commands.add_parser(
        "print",
        help="write everything that a session needs on paper, to be printed from a browser",
        description="Writes the kit on paper as one HTML file, which any browser opens and prints, "
        "on A4 or Letter, in colour or in black and white: the situation, a paper for each side "
        "and each seat, name plates, how a turn goes, event cards, the observer's sheet, forms to "
        "sign, and how to connect; with --room also the slips of a room. Exit 0: the kit is "
        "written, 1: the scenario has mistakes, or there is no such room, 2: anything else is "
        "wrong.",
        epilog="Example: communique print kuala-lumpur\n"
        "Example: communique print kuala-lumpur --seed 7 --language fr --out monday.html\n"
        "Example: communique print kuala-lumpur --room monday",
    )
    kit.add_argument(
        "scenario", metavar="SCENARIO", help="its id (see: communique list), or a file"
    )
    kit.add_argument(
        "--seed",
        metavar="N",
        help="print the cards that this seed deals, too; the game must begin with the same seed",
    )
    kit.add_argument(
        "--room",
        metavar="DIR",
        help="print the slips of the room in this folder, too; it may be open",
    )
    kit.add_argument(
        "--language",
        metavar="CODE",
        help="the language of the papers, which the scenario must have",
    )
    kit.add_argument(
        "--out",
        metavar="FILE",
        default="kit.html",
        help="the file of the kit, or a folder for it (default: kit.html). No file is overwritten: "
        "where the name is taken, a number is added to it",
    )
    kit.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    from game.authoring.load import load
    from game.cli.common import choose_language
    from game.cli.games import read_seed
    from game.model.players import ME
    from game.model.problems import ScenarioError
    from game.presenter.kit.kit import kit
    from game.presenter.report.file import write_report
    from game.presenter.worded_game import WordedGame
    from game.rules.compile import compile_rules
    from game.session.game import Game
    from game.session.translations import Translations

    seed, files = read_seed(args.seed), scenario_files(args.scenario)
    try:
        scenario = load(files)
    except ScenarioError as error:
        raise unplayable(files, error) from None
    translations = Translations(scenario, files)
    code = choose_language(args.language, translations)
    room = _room(args.room, scenario, seed) if args.room is not None else None
    game = Game(compile_rules(scenario), seed or 0)
    worded = WordedGame(game, dict.fromkeys(scenario.sides, ME), translations, code)
    try:
        path = write_report(_target(args.out), kit(worded, seed, room))
    except (OSError, ValueError) as error:
        raise CommandError(f"{args.out}: {system_reason(error)}") from None
    print(worded.words.say("kit.saved", file=path))
    return FINE


def _target(written: str) -> Path:
    """The file to write. Raises CommandError, OSError or ValueError."""
    from pathlib import Path

    path = Path(written)
    if path.is_dir():
        path /= "kit.html"
    path = path if path.suffix else path.with_name(f"{path.name}.html")
    if not path.parent.is_dir():
        raise CommandError(f"there is no folder {path.parent}")
    return path


def _room(folder: str, scenario: Scenario, seed: int | None) -> KitRoom:
    """The room in a folder, which must play this scenario with this seed. Raises CommandError."""
    from pathlib import Path

    from game.cli.play_campaign import told
    from game.room.chapters import latest_room
    from game.room.kept_room import read_slips
    from game.room.room_refusals import RoomError
    from game.session.campaign_save import CampaignError
    from game.session.records.record import RecordError
    from game.words.error_words import describe_record_error
    from game.words.language import ENGLISH

    try:
        kept = read_slips(latest_room(Path(folder).absolute()))
    except CampaignError as error:
        raise told(error) from None
    except RoomError as error:
        said = ENGLISH.say(f"room.unopened.{error.code}", **error.values)
        raise CommandError(said, PROBLEMS) from None
    except RecordError as error:
        raise CommandError(f"{folder}: {describe_record_error(error)}", PROBLEMS) from None
    except (OSError, ValueError) as error:
        raise CommandError(f"{folder}: {system_reason(error)}") from None
    if kept.scenario.id != scenario.id:
        raise CommandError(f"--room {folder}: this room plays {kept.scenario.id}")
    if seed is not None and seed != kept.seed:
        raise CommandError(
            f"--seed {seed}: the game of this room has the seed {kept.seed}; name that one, or "
            "leave it out"
        )
    return _with_addresses(Path(folder).absolute(), kept)


def _with_addresses(folder: Path, kept: KeptSlips) -> KitRoom:
    """The room with the addresses at which it was last open, if they are known."""
    from game.desk.rooms.addresses import qr_rows
    from game.presenter.kit.room_papers import KitRoom, PaperSlip
    from game.web.network.doors import plan_urls, read_plan

    plan = read_plan(folder)
    url = plan_urls(plan)[0] if plan is not None and plan.port else ""
    reachable = plan is not None and bool(url and plan.address)
    slips = []
    every: tuple[Slip | ObserverSlip, ...] = (*kept.slips, *kept.observer_slips)
    for slip in every:
        address = f"{url}/slip/{slip.code}" if url else ""
        slips.append(PaperSlip(slip, address, qr_rows(address) if reachable else ()))
    return KitRoom(kept.code, url, qr_rows(url) if reachable else (), kept.tables, slips)
