"""`communique host`: makes this computer the server of a room."""

from __future__ import annotations

import _thread
import os
import sys
import threading
from typing import TYPE_CHECKING

from game.cli.common import (
    FINE,
    PROBLEMS,
    CommandError,
    Parser,
    find_campaign,
    scenario_files,
    system_reason,
    unplayable,
    whole_number,
)
from game.cli.games import compile_for, report_unreadable_parts
from game.cli.hosting.announcement import json_line, lines_for_people, open_pages
from game.cli.hosting.check import check
from game.cli.hosting.door import open_door
from game.cli.hosting.rehearse import begin_rehearsal, bots_for, check_rehearsal
from game.cli.trust import add_trust, trust_bots

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from game.room.room import Room
    from game.web.network.doors import Door

_PIECE = 4096


MOST_TABLES = 12


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    host = commands.add_parser(
        "host",
        help="make this computer the server of a room",
        description="Makes this computer the server of a room: participants join with any browser "
        "in the same network. Everything is kept in a folder.",
        epilog="Example: communique host kuala-lumpur\n"
        "Example: communique host kuala-lumpur --seat china=cn_keeper --address 192.168.0.7\n"
        "Example: communique host kuala-lumpur --tables 3\n"
        "Example: communique host scenarios/campaigns/leaders-and-officials.yaml\n"
        "Example: communique host --continue monday\n"
        "Example: communique host --check\n"
        "Example: communique host kuala-lumpur --rehearse",
    )
    host.add_argument(
        "scenario",
        metavar="SCENARIO",
        nargs="?",
        help="its id (see: communique list), or a file, also of a campaign; with --continue the "
        "folder has it",
    )
    host.add_argument(
        "--tables",
        metavar="N",
        help="how many tables play the same game side by side, each with its own teams "
        f"(1 to {MOST_TABLES}, default: 1)",
    )
    host.add_argument(
        "--seat",
        action="append",
        default=[],
        metavar="SIDE=BOT",
        help="a bot for a side: one of the scenario's personas, uniform (decides at random), "
        "expert or expert:BUDGET (looks ahead), or one of your own, FILE.py:NAME; without it, "
        "people play the side",
    )
    host.add_argument(
        "--seed",
        metavar="N",
        help="the seed of the random numbers; the same seed gives the same luck",
    )
    host.add_argument(
        "--language",
        metavar="CODE",
        help="the language of the wall and the console; each device chooses its own",
    )
    host.add_argument(
        "--port", metavar="N", help="the port to listen on; 0: any that is free (default: 8765)"
    )
    host.add_argument(
        "--address",
        metavar="IP",
        help="the address of this computer at which devices reach it; without it you are asked "
        "in a terminal, and elsewhere only this computer reaches the room",
    )
    host.add_argument(
        "--name", metavar="HOST", help="a name of this computer that devices may use as well"
    )
    host.add_argument(
        "--folder",
        metavar="DIR",
        help="keep the room in this new folder; without it, in the folder of rooms, under the "
        "scenario's name and the time",
    )
    host.add_argument("--json", action="store_true", help="print one line of JSON, for programs")
    host.add_argument(
        "--end-with-input",
        action="store_true",
        help="end the room when standard input is closed, for programs that start it",
    )
    host.add_argument(
        "--continue", dest="go_on", metavar="DIR", help="open the room in this folder again"
    )
    host.add_argument(
        "--cut-journal",
        action="store_true",
        help="with --continue, where the journal of the room is damaged: cut it at its last good "
        "line, and keep what follows in a file beside it",
    )
    host.add_argument(
        "--check",
        action="store_true",
        help="serve a page with which each device proves that it reaches this computer",
    )
    host.add_argument(
        "--rehearse",
        action="store_true",
        help="bots play every seat as fast as people read, so that you see console and wall as in "
        "the workshop; nothing is kept",
    )
    add_trust(host)
    host.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    from game.cli.play_campaign import told
    from game.room.room_refusals import RoomError
    from game.session.campaign_save import CampaignError
    from game.session.records.record import RecordError
    from game.web.network.doors import LARGEST_PORT
    from game.words.error_words import describe_record_error
    from game.words.language import language

    args.port = None if args.port is None else whole_number("--port", args.port, 0, LARGEST_PORT)
    if args.end_with_input:
        _end_with_input()
    if args.cut_journal and args.go_on is None:
        raise CommandError(
            "--cut-journal: only a room that is opened with --continue has a journal"
        )
    if args.rehearse:
        check_rehearsal(args)
    if args.check:
        return check(args)
    try:
        if args.rehearse:
            return _rehearse(args)
        return _go_on(args) if args.go_on is not None else _begin(args)
    except RoomError as error:
        said = language(args.language or "en").say(f"room.unopened.{error.code}", **error.values)
        raise CommandError(said, PROBLEMS) from None
    except CampaignError as error:
        raise told(error) from None
    except RecordError as error:
        raise CommandError(
            f"{args.go_on or args.folder}: {describe_record_error(error)}", PROBLEMS
        ) from None


def _begin(args: argparse.Namespace) -> int:
    import random
    from pathlib import Path

    from game.authoring.load import load
    from game.bots.seats import read_seats
    from game.cli.common import choose_language
    from game.cli.games import keep_files, read_seed
    from game.model.players import ME
    from game.model.problems import ScenarioError
    from game.room.opening import begin_room
    from game.rules.compile import compile_rules
    from game.session.places import rooms_folder
    from game.session.records.games import fresh_folder
    from game.session.seats import SeatError
    from game.session.translations import Translations
    from game.words.error_words import describe_seat_error

    if args.scenario is None:
        raise CommandError(
            "name a scenario (communique list names those there are); see communique host --help"
        )
    if args.folder == "":
        raise CommandError("--folder wants the name of a folder")
    tables = 1 if args.tables is None else whole_number("--tables", args.tables, 1, MOST_TABLES)
    if (campaign := find_campaign(args.scenario)) is not None:
        return _begin_campaign(args, campaign, tables)
    seed, files = read_seed(args.seed), scenario_files(args.scenario)
    try:
        scenario = load(files)
        with_bots = {written.partition("=")[0] for written in args.seat}
        others = [f"{side}={ME}" for side in scenario.sides if side not in with_bots]
        if args.rehearse:
            others = bots_for(scenario, with_bots)
        seats = read_seats(scenario, [*args.seat, *others], bots_only=args.rehearse)
    except ScenarioError as error:
        raise unplayable(files, error) from None
    except SeatError as error:
        raise CommandError(f"--seat {describe_seat_error(error)}") from None
    code = choose_language(args.language, Translations(scenario, files))
    if seed is None:
        seed = random.SystemRandom().randrange(10**6)
    door, kept = open_door(args), keep_files(files)
    try:
        path = Path(args.folder) if args.folder else fresh_folder(rooms_folder(), scenario.id)
        rules = compile_rules(scenario)
        try:
            if args.rehearse:
                room = begin_rehearsal(path, kept, rules, seed, seats, code, tables)
            else:
                room = begin_room(path.absolute(), kept, rules, seed, seats, code, tables)
        except (OSError, ValueError) as error:
            raise _unopened(path, error) from None
    except BaseException:
        door.close()
        raise
    return _serve(args, room, door)


def _unopened(path: Path, error: OSError | ValueError) -> CommandError:
    """The error of the command for a new room that can't be opened in a folder."""
    if isinstance(error, FileExistsError):
        return CommandError(
            f"--folder {path}: it isn't empty; name another, or open the room that is in it: "
            f"communique host --continue {path}"
        )
    return CommandError(f"--folder {path}: {system_reason(error)}; name another folder")


def _begin_campaign(args: argparse.Namespace, source: Path, tables: int) -> int:
    """Opens the room of a campaign's first chapter. Raises CommandError."""
    import random
    from pathlib import Path

    from game.authoring.reading.files import Folder
    from game.cli.common import open_campaign
    from game.cli.games import read_seed
    from game.cli.play_campaign import campaign_language, read_campaign_seats
    from game.model.frozen import FrozenMap
    from game.model.players import ME
    from game.room.chapters import begin_campaign
    from game.session.campaign_save import (
        CampaignGame,
        KeptCampaign,
        compile_checked,
        keep_campaign,
    )
    from game.session.clock import stamp
    from game.session.places import rooms_folder
    from game.session.records.games import fresh_folder

    if args.rehearse:
        raise CommandError(f"--rehearse: {source} is a campaign; rehearse each of its scenarios")
    seed, checked = read_seed(args.seed), open_campaign(source)
    rules = compile_checked(checked)
    with_bots = {written.partition("=")[0] for written in args.seat}
    people = [f"{seat}={ME}" for seat in rules.seats if seat not in with_bots]
    seats = read_campaign_seats(rules, [*args.seat, *people], bots_only=False)
    try:
        files = keep_campaign(Folder(source), checked)
    except (OSError, ValueError) as error:
        raise CommandError(f"{source}: {system_reason(error)}", PROBLEMS) from None
    if seed is None:
        seed = random.SystemRandom().randrange(10**6)
    code = campaign_language(args.language, CampaignGame(rules, files, seed, seats))
    kept = KeptCampaign(rules, files, seed, FrozenMap(seats), stamp(), tables, code)
    door = open_door(args)
    try:
        id = rules.campaign.id
        path = Path(args.folder) if args.folder else fresh_folder(rooms_folder(), id)
        try:
            room = begin_campaign(path.absolute(), kept)
        except (OSError, ValueError) as error:
            raise _unopened(path, error) from None
    except BaseException:
        door.close()
        raise
    return _serve(args, room, door)


def _rehearse(args: argparse.Namespace) -> int:
    """Hosts a room in a folder that is removed in the end, also after an interrupt."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory(prefix="communique-rehearsal-") as folder:
        args.folder = str(Path(folder) / "room")
        return _begin(args)


def _go_on(args: argparse.Namespace) -> int:
    from pathlib import Path

    from game.room.chapters import latest_room, open_again
    from game.room.opening import cut_journal
    from game.session.records.file import read_file
    from game.words.language import language

    given = {
        "SCENARIO": args.scenario, "--tables": args.tables, "--seed": args.seed,
        "--seat": args.seat, "--language": args.language, "--folder": args.folder,
    }  # fmt: skip
    for name, value in given.items():
        if value:
            raise CommandError(f"{name}: a room keeps its own; leave it out with --continue")
    path = Path(args.go_on).absolute()
    try:
        if args.cut_journal:
            rest = cut_journal(latest_room(path))
        room = open_again(path)
    except (OSError, ValueError) as error:
        place = getattr(error, "filename", None) or args.go_on
        way_out = "" if os.access(path, os.W_OK) else "; copy the folder to one of yours first"
        raise CommandError(f"{place}: {system_reason(error)}{way_out}") from None
    if args.cut_journal:
        say = language(room.setup.language).say
        sentence = say("room.host.cut", path=str(rest)) if rest else say("room.host.uncut")
        print(sentence, file=sys.stderr)
    try:
        for number, table in room.tables.items():
            record = room.folder.record(number)
            report_unreadable_parts("host", record, read_file(record))
            trust_bots(table.seats, room.home / "room", trusts=args.trust)
        door = open_door(args, path)
    except BaseException:
        _close(room)
        raise
    return _serve(args, room, door)


def _close(room: Room) -> None:
    room.close()
    if room.campaign is not None:
        room.campaign.close()


def _serve(args: argparse.Namespace, room: Room, door: Door) -> int:
    from game.web.network.server import serve
    from game.words.language import language

    words = language(room.setup.language)

    def announce() -> None:
        if args.json:
            lines = [json_line(room, door)]
        else:
            lines = list(lines_for_people(room, door, words, rehearses=args.rehearse))
        print(*lines, sep="\n", flush=True)
        if not args.json and sys.stdout.isatty():
            open_pages(door)

    try:
        _keep_plan(room, door)
        compile_for(who for table in room.tables.values() for who in table.seats.values())
        serve(room, door.sockets, door.hosts, door.urls, door.qr, announce, rehearses=args.rehearse)
    finally:
        _close(room)
        door.close()
    if args.rehearse:
        print(words.say("rehearsal.host.over"), file=sys.stderr)
        return FINE
    folder = str(room.home)
    print(words.say("room.host.kept", folder=folder), file=sys.stderr)
    print(words.say("room.host.continue", folder=_quoted(folder)), file=sys.stderr)
    return FINE


def _keep_plan(room: Room, door: Door) -> None:
    """Keeps at which address the room listens. Raises RoomError."""
    from game.room.room_refusals import RoomError
    from game.web.network.doors import write_plan

    path = room.home
    try:
        write_plan(path, door.plan)
    except OSError as error:
        raise RoomError("unwritten", path=str(path), reason=system_reason(error)) from error


def _quoted(path: str) -> str:
    import shlex

    return f'"{path}"' if sys.platform == "win32" else shlex.quote(path)


def _end_with_input() -> None:
    """Interrupts the program, as Ctrl-C does, once its standard input is closed.

    Programs that start a room can end it so on every system, and none outlives them.
    """
    threading.Thread(target=_wait_for_end, daemon=True).start()


def _wait_for_end() -> None:
    """Reads without Python's own reader, which a thread would hold when the program ends."""
    try:
        while os.read(sys.stdin.fileno(), _PIECE):
            pass
    except (OSError, ValueError, AttributeError):
        pass  # there is no input, so nobody can close it
    _thread.interrupt_main()
