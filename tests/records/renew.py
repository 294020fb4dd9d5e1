"""Write the records of this folder anew; look at the difference.

.venv/bin/python tests/records/renew.py

A shipped scenario has a game of bots by today's scenario, and what may be read of it by all. In the
other records what was done is done again. What a record gave under the same version of the rules it
must still give: nothing is written where it doesn't, until that version is raised.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import datetime, timedelta
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

from game.authoring.load import load
from game.authoring.reading.files import Folder, Kept
from game.authoring.shipped import shipped
from game.bots.seats import bots
from game.cli import main as communique
from game.engine.digest import digest
from game.model.frozen import FrozenMap
from game.model.play import Refusal
from game.model.version import RULES_VERSION
from game.rules.compile import compile_rules
from game.session.driver import play
from game.session.game import Game
from game.session.lines import read_record, record_bytes
from game.session.record import Header, Record, RecordError
from game.session.recorded_actions import read_action
from game.session.replay import replay
from game.words.records import trouble

FOLDER = Path(__file__).parent
SEED = 1
BEGUN = datetime(2026, 3, 5, 9, 30)


def main() -> int:
    found = sorted(FOLDER.glob("*.game"))
    changed = [path for path in found if not same(path)]
    if changed:
        print("raise RULES_VERSION in game/model/version.py first; nothing was written")
        return 1
    for name, scenario in shipped().items():
        write(FOLDER / f"{name}.game", bots_game(Folder(scenario)))
        text = read_aloud(name)
        (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    for path in found:
        if path.stem not in shipped():
            write(path, done_again(path))
    return 0


def same(path: Path) -> bool:
    """Whether a record still gives what it gave, or may give something else."""
    try:
        replay(read_record(path.read_bytes()))
    except RecordError as error:
        if error.code != "other-rules":
            print(f"{path}: {trouble(error)}")
            return False
    return True


def write(path: Path, record: Record) -> None:
    path.write_bytes(record_bytes(record))


def stamps() -> Iterator[str]:
    """Times of lines that are the same whenever they are written: a minute more for each."""
    return ((BEGUN + timedelta(minutes=n)).strftime("%Y-%m-%dT%H:%M:%SZ") for n in count(1))


def new_game(files: Folder | Kept, seed: int) -> Game:
    return Game(compile_rules(load(files)), seed, wall=stamps().__next__)


def record_of(game: Game, files: Kept) -> Record:
    """The record of a game that was played."""
    start, seats = game.moments[0].state, FrozenMap(dict.fromkeys(game.rules.sides, "uniform"))
    at, first = BEGUN.strftime("%Y-%m-%dT%H:%M:%SZ"), digest(game.rules, start)
    header = Header(RULES_VERSION, start.seed, seats, files, at, first)
    return Record(header, tuple(game.lines))


def bots_game(folder: Folder) -> Record:
    """A game of bots."""
    game = new_game(folder, SEED)
    play(game, bots(game.rules, dict.fromkeys(game.rules.sides, "uniform"), SEED), {})
    kept = folder.kept()
    # Without translations: they change nothing, and make a record twice as long.
    return record_of(game, Kept(kept.main, FrozenMap({kept.main: kept.texts[kept.main]})))


def read_aloud(scenario: str) -> str:
    """The same game as it is shown to those who look on."""
    out = StringIO()
    with redirect_stdout(out):
        assert (
            communique([*("play", scenario, "--auto", "--seed", str(SEED), "--language", "en")])
            == 0
        )
    return out.getvalue()


def done_again(path: Path) -> Record:
    """The game in which all is done again that a record says, up to what is refused now."""
    header, *lines = (json.loads(line) for line in path.read_bytes().splitlines())
    files = Kept(header["scenario"], FrozenMap(header["files"]))
    game = new_game(files, header["seed"])
    for line in lines:
        answer = do(game, line)
        if isinstance(answer, Refusal):
            print(f"{path}: line {line['n']}, {line['do']}, is refused now: {answer.code}")
            break
    return record_of(game, files)


def do(game: Game, line: dict[str, Any]) -> object:
    deed = read_action(line["do"])
    assert deed is not None, line["do"]
    return game.do(deed, line.get("note", ""), timeout=line.get("timeout", False))


if __name__ == "__main__":
    sys.exit(main())
