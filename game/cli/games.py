"""The arguments of `communique play` about games: seeds, positions, files and records."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from game.cli.common import PROBLEMS, CommandError, split_variant, suggestion, system_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from game.authoring.reading.files import Folder, KeptFiles
    from game.model.scenario import Scenario
    from game.rules.compiled import Rules
    from game.session.game import Game
    from game.session.positions import Position
    from game.session.records.record import GameRecord


def read_position(rules: Rules, written: str, seed: int | None) -> tuple[Position, int]:
    """The position with this name, in which a side has to decide, and the seed of its game.

    seed: left out, that of the test. Raises CommandError.
    """
    from game.model.characters import one_line
    from game.session.positions import begin_game, find_position, list_positions
    from game.session.records.record import RecordError

    position = find_position(rules.scenario, written)
    if position is None:
        names = [each.name for each in list_positions(rules.scenario)]
        if not names:
            raise CommandError(
                f"--at {written}: {rules.scenario.id} has no tests, and so no positions to begin in"
            )
        print("The positions of this scenario are those of its tests:", file=sys.stderr)
        print(*(f"  {one_line(name)}" for name in names), sep="\n", file=sys.stderr)
        near = suggestion(written, names)
        raise CommandError(f"--at {written}: no test of {rules.scenario.id} is called so{near}")
    luck = position.test(rules.scenario).seed if seed is None else seed
    try:
        begin_game(rules, luck, position)
    except RecordError:
        raise CommandError(
            f"--at {written}: no side has to decide anything in this position; give the test a "
            "`phase` in which one has to"
        ) from None
    return position, luck


def print_positions(scenario: Scenario) -> None:
    """Prints the positions of a scenario, by name, each with its turn."""
    from game.model.characters import one_line
    from game.session.positions import list_positions
    from game.words.language import ENGLISH

    positions = list_positions(scenario)
    if not positions:
        print(ENGLISH.say("positions.none"))
    for position in positions:
        turn = position.test(scenario).given.turn or 1
        print(ENGLISH.say("positions.line", name=one_line(position.name), turn=turn))


def keep_files(folder: Folder) -> KeptFiles:
    """The scenario's files, to be kept in the record."""
    from game.authoring.resolved import resolve_files

    try:
        return resolve_files(folder)
    except (OSError, ValueError) as error:
        raise CommandError(
            f"a translation beside {folder.path} can't be kept in the record: "
            f"{system_reason(error)}; correct it or move it away",
            PROBLEMS,
        ) from None


def latest_record(scenario: str | None) -> Path:
    """The record of the latest unfinished game, of one scenario if it is named."""
    from game.session.campaign_save import last_change, latest_unfinished_campaign
    from game.session.places import games_folder
    from game.session.records.games import latest_unfinished

    folder, kind = games_folder(), _kind(scenario) if scenario is not None else None
    path, campaign = latest_unfinished(folder, kind), latest_unfinished_campaign(folder, kind)
    if campaign is not None and (path is None or last_change(campaign) > path.stat().st_mtime_ns):
        return campaign
    if path is None:
        of = f" of {kind}" if kind is not None else ""
        raise CommandError(
            f"there is no unfinished game{of} in {folder}; name the record of one: --record FILE"
        )
    return path


def read_game(source: str | Path) -> tuple[GameRecord, Game]:
    """A record, and its game played again. Raises CommandError, and RecordError if damaged."""
    from pathlib import Path

    from game.session.records.file import read_file
    from game.session.records.replay import replay

    try:
        record = read_file(Path(source))
        return record, replay(record)
    except FileNotFoundError:
        raise CommandError(f"there is no file {source}") from None
    except (OSError, ValueError) as error:
        raise CommandError(f"{source}: {system_reason(error)}") from None


def report_unreadable_parts(command: str, path: Path, record: GameRecord) -> None:
    """Reports the parts of a saved game that can't be read; the game goes on without them."""
    from game.session.records.file import words_path
    from game.words.language import ENGLISH

    if record.torn:
        print(f"communique {command}: {path}: {ENGLISH.say('record.torn')}", file=sys.stderr)
    if record.unread_words:
        said = ENGLISH.counted("unread-words", record.unread_words)
        print(f"communique {command}: {words_path(path)}: {said}", file=sys.stderr)


def must_be_game_of(asked: str | None, kept: str, path: Path) -> None:
    """Raises CommandError if the game is of another scenario than the one named."""
    from pathlib import PurePosixPath

    own = PurePosixPath(kept).stem
    if asked is not None and _kind(asked) != own:
        raise CommandError(f"{path} is a game of {own}, not of {asked}")


def _kind(asked: str) -> str:
    """The name under which games of a scenario are listed: kuala-lumpur, or kuala-lumpur:short."""
    from pathlib import PurePath

    scenario, variant = split_variant(asked)
    return PurePath(scenario).stem + (f":{variant}" if variant is not None else "")


def must_have_players(scenario: Scenario, seats: Mapping[str, str], auto: bool) -> None:
    """Raises CommandError if one of the players isn't available."""
    from game.model.players import ME
    from game.session.seats import has_player

    for side, who in seats.items():
        if who == ME and auto:
            raise CommandError(
                f"a person plays {side} in this game; go on with --text in a terminal"
            )
        if who != ME and not has_player(scenario, side, who):
            raise CommandError(
                f'{side} is played by "{who}", whom this version of the game has not'
            )


def compile_for(players: Iterable[str]) -> None:
    """Compiles the kernel only if a bot looks ahead; others are fast enough without."""
    from game.kernel import machine_code
    from game.model.players import is_expert

    if not any(map(is_expert, players)):
        machine_code.make_do()


def read_seed(written: str | None) -> int | None:
    """The seed of the option; None without one. Raises CommandError."""
    if written is None:
        return None
    if not (written.isascii() and written.isdecimal() and int(written) < 2**63):
        raise CommandError(f"--seed {written}: a seed is a whole number from 0 to {2**63 - 1}")
    return int(written)
