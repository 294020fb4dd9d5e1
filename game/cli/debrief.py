"""`communique debrief`: writes the report of a saved game, without a window."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.common import (
    FINE,
    PROBLEMS,
    CommandError,
    Parser,
    json_text,
    must_be_writable,
    refuse_folder,
    system_reason,
    whole_number,
)
from game.cli.games import read_game, report_unreadable_parts

if TYPE_CHECKING:
    from game.insight.analysis import Analysis
    from game.presenter.debrief.debrief import Debrief
    from game.room.kept_room import KeptWords
    from game.session.campaign_save import CampaignGame
    from game.session.game import Game
    from game.session.records.record import GameRecord

LONGEST = 3600
"""Seconds that an analysis may take."""


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    debrief = commands.add_parser(
        "debrief",
        help="write the report of a saved game, to be read in a browser and printed",
        description="Writes the report of a saved game as one HTML file, which any browser opens "
        "and prints on about ten sheets: how and why the game ended so, what was agreed and what "
        "was possible, a page for each side (its score, turning points, luck and skill, what it "
        "knew, learning objectives), how the tracks moved, every decision with what followed, and "
        "the notes. Of a table of a room it has the notes that were taken there, and no words that "
        "are hidden. No window is needed. Exit 0: the report is written, 1: the record is damaged, "
        "2: anything else is wrong.",
        epilog="Example: communique debrief monday.game\n"
        "Example: communique debrief monday.game --out reports/monday.html --language fr\n"
        "Example: communique debrief monday.game --side china --anonymous --out china.html\n"
        "Example: communique debrief monday.game --json --budget 20",
    )
    debrief.add_argument(
        "record",
        metavar="RECORD",
        help="the file of a saved game, or the folder of a campaign, also of one in a room: then "
        "each chapter that is over gets a report, at each table",
    )
    debrief.add_argument(
        "--out",
        metavar="FILE",
        help="the file of the report, or a folder for it; left out: beside the record. No file is "
        "overwritten: where the name is taken, a number is added to it",
    )
    debrief.add_argument(
        "--language",
        metavar="CODE",
        help="the language of the report, which the scenario must have",
    )
    debrief.add_argument(
        "--json",
        action="store_true",
        help="write no report, and print the figures of the analysis as JSON",
    )
    debrief.add_argument(
        "--budget",
        metavar="SECONDS",
        help="how long the analysis of decisions and luck may take; a shorter time gives wider "
        "intervals; 0: no analysis",
    )
    debrief.add_argument(
        "--side",
        metavar="SIDE",
        help="of the pages of the sides, only this one's; what is for all stays, so that it can be "
        "taken home by that team. With --json, only its figures",
    )
    debrief.add_argument(
        "--anonymous",
        action="store_true",
        help="leave out people's names, and tell who wrote something by the side alone",
    )
    debrief.add_argument(
        "--unfinished",
        action="store_true",
        help="write the report of a game that is not over, too; it tells everything that the sides "
        "still hide from each other",
    )
    debrief.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    from game.session.campaign_save import is_campaign_save

    source = Path(args.record)
    return _of_campaign(args, source) if is_campaign_save(source) else _of_game(args, source)


def _of_campaign(args: argparse.Namespace, folder: Path) -> int:
    """Writes a report of each chapter that is over, and says how the campaign stands.

    Raises CommandError.
    """
    from game.cli.play_campaign import campaign_language, told
    from game.presenter.said.campaign_standing import campaign_standing
    from game.room.campaign_of_room import TableCampaign
    from game.session.campaign_save import CampaignError, open_campaign_save, read_campaign
    from game.words.language import language

    found = [*folder.glob("*.game"), *folder.glob("[0-9]*-*/table-*.game")]
    records = " or ".join(shlex.quote(str(path)) for path in sorted(found, key=_number))
    if args.json or args.side is not None:
        option = "--json" if args.json else "--side"
        raise CommandError(f"{option} is for one chapter of a campaign: name {records}")
    if args.out and not Path(args.out).is_dir():
        raise CommandError(
            f"--out {args.out}: a campaign has a report for each chapter; name a folder there is"
        )
    try:
        kept = read_campaign(folder)
        numbers = range(1, kept.tables + 1)
        games: list[CampaignGame] = [TableCampaign(kept, folder, n) for n in numbers]
        games = games or [open_campaign_save(folder)]
    except CampaignError as error:
        raise told(error) from None
    except OSError as error:
        raise CommandError(f"{folder}: {system_reason(error)}") from None
    code = campaign_language(args.language, games[0])
    over = [played for game in games for played in game.played if played.past.played]
    if not over and not args.unfinished:
        raise CommandError(f"{folder}: none of its chapters is over yet")
    for game in games:
        _of_chapters(args, game)
    for number, game in enumerate(games, 1):
        words = language(game.language(code).language)
        head = [words.say("room.console.table", table=number)] if len(games) > 1 else []
        print("", *head, *campaign_standing(game, code).sentences, sep="\n")
    return FINE


def _of_chapters(args: argparse.Namespace, game: CampaignGame) -> None:
    """Writes a report of each chapter that is over. Raises CommandError."""
    for number, chapter in enumerate(game.rules.chapters[: len(game.played) + 1], 1):
        path = game.record(number)
        over = number <= len(game.played) and game.played[number - 1].past.played
        if path is not None and path.exists() and (over or args.unfinished):
            languages = (chapter.scenario.language, *game.languages(chapter.id))
            spoken = args.language if args.language in languages else None
            _of_game(argparse.Namespace(**{**vars(args), "language": spoken}), path)


def _number(record: Path) -> tuple[int, str]:
    """The number of a record's chapter, by its name or, in a room, by its folder's; its name."""
    name = record.parent.name if record.name.startswith("table-") else record.name
    number = name.partition("-")[0]
    return (int(number) if number.isdecimal() else 0), record.name


def _of_game(args: argparse.Namespace, source: Path) -> int:
    """Writes the report of a game. Raises CommandError."""
    from game.presenter.debrief.debrief import Debrief
    from game.presenter.hindsight.as_json import analysis_as_json
    from game.presenter.report.file import file_name, write_report
    from game.presenter.report.report import report
    from game.words.language import language
    from game.words.wording import Wording

    refuse_folder("debrief", source)
    budget = None
    if args.budget is not None:
        budget = whole_number("--budget", args.budget, 0, LONGEST)
    if args.json and (budget == 0 or args.out):
        raise CommandError("--json prints the analysis: leave out --out, and --budget 0")
    record, game = _replayed(source)
    if game.state.to_move and not args.unfinished:
        turns = game.rules.scenario.turns
        raise CommandError(
            f"{source}: this game is on turn {game.state.turn} of {turns} and not over, and a "
            "report tells what the sides still hide; go on with it by "
            f"communique play --continue --record {source}, or add --unfinished"
        )
    side = _side(game, args.side)
    _speak(game, record, args.language)
    scenario = game.rules.scenario
    words = Wording(scenario, language(scenario.language))
    debrief = Debrief(game, words, record.header.seats, source, _kept_words(source))
    target = args.out or str(source.with_name(file_name(debrief, side)))
    if not args.json:
        must_be_writable("--out", _report_path(target, debrief))
    analysis = None if budget == 0 else _analysis(game, budget, source, record)
    if args.json:
        assert analysis is not None
        print(json_text(analysis_as_json(words, game, analysis, side)))
        return FINE
    text = report(debrief, analysis, side, anonymous=args.anonymous)
    try:
        path = write_report(_report_path(target, debrief), text)
    except OSError as error:
        raise CommandError(f"{target}: {system_reason(error)}") from None
    print(words.say("report.saved", file=path))
    return FINE


def _report_path(target: str, debrief: Debrief) -> Path:
    """The file of the report. Raises CommandError."""
    from game.presenter.report.file import report_path

    try:
        return report_path(target, debrief)
    except FileNotFoundError as error:
        raise CommandError(f"there is no folder {error.filename}") from None
    except (OSError, ValueError) as error:
        raise CommandError(f"{target}: {system_reason(error)}") from None


def _side(game: Game, asked: str | None) -> str:
    """The side of the option; empty for all. Raises CommandError."""
    if asked is None:
        return ""
    if asked not in game.rules.sides:
        raise CommandError(
            f"--side {asked}: there is no such side; choose from {', '.join(game.rules.sides)}"
        )
    return asked


def _kept_words(source: Path) -> KeptWords:
    """What the room of a record keeps about its game. Raises CommandError."""
    from game.room.kept_room import read_kept_words
    from game.room.room_refusals import RoomError
    from game.words.language import ENGLISH

    try:
        return read_kept_words(source)
    except RoomError as error:
        said = ENGLISH.say(f"room.unopened.{error.code}", **error.values)
        raise CommandError(said, PROBLEMS) from None
    except OSError as error:
        raise CommandError(f"{source.parent}: {system_reason(error)}") from None


def _analysis(game: Game, seconds: int | None, source: Path, record: GameRecord) -> Analysis:
    """The analysis of a game: one kept beside the record, or a new one, with a progress bar."""
    from game.cli.progress import ProgressBar
    from game.insight.analysis import analyse
    from game.insight.effort import AMONG_MANY, MANY_SIDES, WITHOUT_COMPILER
    from game.insight.kept import keep, kept_path, read_kept
    from game.insight.process import analyse_in_two_processes
    from game.kernel import machine_code

    path = kept_path(source, game, record.header.files)
    kept = read_kept(path, game)
    if kept is not None:
        return kept
    if seconds is None and not machine_code.in_use():
        seconds = WITHOUT_COMPILER
    if seconds is None and len(game.rules.sides) > MANY_SIDES:
        seconds = AMONG_MANY
        print(
            f"Analysing the decisions of {len(game.rules.sides)} sides, for {seconds} seconds; "
            "--budget gives it another time",
            file=sys.stderr,
            flush=True,
        )
    bar = ProgressBar(sys.stderr, 100, "% of the analysis")
    bar.show(0)

    def proceed(share: float) -> bool:
        bar.show(round(100 * share))
        return True

    if seconds is None and (os.cpu_count() or 1) > 1:
        analysis = analyse_in_two_processes(game, proceed=proceed)
    else:
        analysis = analyse(game, seconds=seconds, proceed=proceed)
    bar.clear()
    if seconds is None:
        # In a folder that can't be written to it's worked out again the next time.
        with suppress(OSError):
            keep(path, game, analysis)
    return analysis


def _replayed(source: Path) -> tuple[GameRecord, Game]:
    """A record, and its game played again. Raises CommandError."""
    from game.session.records.record import RecordError
    from game.words.error_words import describe_record_error

    try:
        record, game = read_game(source)
    except RecordError as error:
        raise CommandError(f"{source}: {describe_record_error(error)}", PROBLEMS) from None
    report_unreadable_parts("debrief", source, record)
    return record, game


def _speak(game: Game, record: GameRecord, asked: str | None) -> None:
    """Switches a game to the language of the option, or else to that of this computer."""
    from game.cli.common import choose_language
    from game.session.translations import Translations

    translations = Translations(game.rules.scenario, record.header.files)
    code = choose_language(asked, translations)
    if code != game.rules.scenario.language:
        game.use_rules(translations.rules(code))
