"""Write the records of this folder anew; look at the difference.

.venv/bin/python tests/records/renew.py

A shipped scenario has a game of bots by today's scenario: its decisions with their digests, and
what everyone may read of it. In the drawn games, which are whole records, the same is done again.
Under the same version of the rules a game of the same scenario must still give the same digests:
nothing is written where one doesn't, until that version is raised.

The games in `version-1` stay as they are. Where a shipped scenario has changed so that its game of
version 1 can't be replayed any more, the file is removed.
"""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from golden import (
    EARLIER,
    FOLDER,
    SUFFIX,
    golden_of,
    golden_text,
    kept_record,
    read_golden,
    scenario_files,
    time_stamp,
    time_stamps,
)

from game.authoring.load import load
from game.authoring.reading.files import KeptFiles
from game.authoring.shipped import shipped
from game.bots.seats import make_bots
from game.cli import main as communique
from game.engine.digest import digest
from game.model.frozen import FrozenMap
from game.model.refusals import Refusal
from game.rules.compile import compile_rules
from game.session.driver import play
from game.session.game import Game
from game.session.records.lines import record_bytes
from game.session.records.record import GameRecord, Header, RecordError
from game.session.records.recorded_actions import read_action
from game.session.records.replay import replay
from game.words.error_words import describe_record_error

SEED = 1


def main() -> int:
    drawn = sorted(FOLDER.glob("*.game"))
    paths = [*drawn, *sorted(FOLDER.glob(f"*{SUFFIX}"))]
    fixed = [path for path in paths if not may_be_renewed(path)]
    if fixed:
        print("raise RULES_VERSION in game/model/version.py first; nothing was written")
        return 1
    for scenario in shipped():
        write_text(FOLDER / f"{scenario}{SUFFIX}", golden_text(golden_of(bots_game(scenario))))
        write_text(FOLDER / f"{scenario}.txt", read_aloud(scenario))
    for path in drawn:
        write(path, done_again(path))
    for path in EARLIER.glob(f"*{SUFFIX}"):
        if read_golden(path.read_text(encoding="utf-8")).is_of_todays_scenario():
            continue
        try:
            replay(kept_record(path))
        except RecordError:
            print(f"{path}: its scenario has changed; the file is removed")
            path.unlink()
    return 0


def may_be_renewed(path: Path) -> bool:
    """Whether a record still gives the same digests, or its scenario or the rules are others."""
    if path.suffix == SUFFIX:
        golden = read_golden(path.read_text(encoding="utf-8"))
        if golden.scenario not in shipped() or not golden.is_of_todays_scenario():
            return True
    try:
        replay(kept_record(path))
    except RecordError as error:
        if error.code != "other-rules":
            print(f"{path}: {describe_record_error(error)}")
            return False
    return True


def write(path: Path, record: GameRecord) -> None:
    path.write_bytes(record_bytes(record))


def write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def new_game(files: KeptFiles, seed: int) -> Game:
    return Game(compile_rules(load(files)), seed, wall=time_stamps().__next__)


def record_of(game: Game, files: KeptFiles) -> GameRecord:
    """The record of a game that was played."""
    start, seats = game.moments[0].state, FrozenMap(dict.fromkeys(game.rules.sides, "uniform"))
    first = digest(game.rules, start)
    header = Header(game.rules.version, start.seed, seats, files, time_stamp(0), first)
    return GameRecord(header, tuple(game.lines))


def bots_game(scenario: str) -> GameRecord:
    """A game of bots of a shipped scenario."""
    files = scenario_files(scenario)
    game = new_game(files, SEED)
    play(game, make_bots(game.rules, dict.fromkeys(game.rules.sides, "uniform"), SEED), {})
    return record_of(game, files)


def read_aloud(scenario: str) -> str:
    """The same game as it is shown to those who look on."""
    out = StringIO()
    command = ["play", scenario, "--auto", "--seed", str(SEED), "--language", "en"]
    with redirect_stdout(out):
        assert communique(command) == 0
    return out.getvalue()


def done_again(path: Path) -> GameRecord:
    """The game in which everything that a record says is done again, up to what is refused now."""
    header, *lines = (json.loads(line) for line in path.read_bytes().splitlines())
    files = KeptFiles(header["scenario"], FrozenMap(header["files"]))
    game = new_game(files, header["seed"])
    for line in lines:
        answer = do(game, line)
        if isinstance(answer, Refusal):
            print(f"{path}: line {line['n']}, {line['do']}, is refused now: {answer.code}")
            break
    return record_of(game, files)


def do(game: Game, line: dict[str, Any]) -> object:
    action = read_action(line["do"])
    assert action is not None, line["do"]
    return game.do(
        action,
        line.get("note", ""),
        timeout=line.get("timeout", False),
        by_facilitator=line.get("facilitator", False),
        recorded=True,
    )


if __name__ == "__main__":
    sys.exit(main())
