"""Golden records: the decisions of a game with the digests they lead to, in a file one can read.

The file names its scenario instead of holding it, so that a changed text changes no line:

    scenario kuala-lumpur
    content 0123456789abcdef
    rules 2
    seed 1
    seats eu=uniform china=uniform
    start 53bb55d16653a47e

    e4a84d83c24ec82c eu: present_data
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

from attrs import frozen

from game.authoring.load import load
from game.authoring.merge import merge
from game.authoring.reading.files import Files, Folder, KeptFiles
from game.authoring.reading.nodes import Mapping, Node, Scalar, Sequence
from game.authoring.reading.nodes import Path as NodePath
from game.authoring.shipped import shipped
from game.authoring.translation import texts_of
from game.model.frozen import FrozenMap
from game.session.records.lines import read_record, record_bytes
from game.session.records.record import GameRecord, Header, RecordLine
from game.session.records.recorded_actions import read_action

FOLDER = Path(__file__).parent
SUFFIX = ".decisions"
EARLIER = FOLDER / "version-1"
"""Games of version 1 of the rules, which are replayed by it and never renewed."""
BEFORE = {1: EARLIER, 2: FOLDER / "version-2"}
"""By earlier version of the rules, the folder of the records that were played by it."""
BEGUN = datetime(2026, 3, 5, 9, 30)


@frozen
class Golden:
    """What a file of decisions says."""

    scenario: str
    """The id of a shipped scenario."""
    content: str
    """The content hash of that scenario when the file was written."""
    rules: int
    """The version of the rules under which the game was played."""
    seed: int
    seats: FrozenMap[str, str]
    start: str
    """The digest of the state at the first decision."""
    decisions: tuple[tuple[str, str], ...]
    """Each decision in its text form, after the digest of the state it led to."""

    def record(self) -> GameRecord:
        """The whole record, with the scenario's files of today."""
        header = Header(
            self.rules,
            self.seed,
            self.seats,
            scenario_files(self.scenario),
            time_stamp(0),
            self.start,
        )
        return GameRecord(header, tuple(self._lines()))

    def _lines(self) -> Iterator[RecordLine]:
        for number, (digest, text) in enumerate(self.decisions, 1):
            action = read_action(text)
            assert action is not None, text
            yield RecordLine(number, action, time_stamp(number), digest)

    def is_of_todays_scenario(self) -> bool:
        return self.content == content_hash(scenario_files(self.scenario))


def golden_of(record: GameRecord) -> Golden:
    """The golden record of a game in which nothing but decisions was recorded."""
    header = record.header
    assert all(not (line.note or line.timeout) for line in record.lines)
    return Golden(
        Path(header.files.main).stem,
        content_hash(header.files),
        header.rules,
        header.seed,
        header.seats,
        header.digest,
        tuple((line.digest, str(line.action)) for line in record.lines),
    )


def golden_text(golden: Golden) -> str:
    """A golden record as it stands in its file."""
    seats = " ".join(f"{side}={player}" for side, player in golden.seats.items())
    head = (
        f"scenario {golden.scenario}\ncontent {golden.content}\nrules {golden.rules}\n"
        f"seed {golden.seed}\nseats {seats}\nstart {golden.start}\n\n"
    )
    return head + "".join(f"{digest} {decision}\n" for digest, decision in golden.decisions)


def read_golden(text: str) -> Golden:
    """The golden record that a file holds."""
    head, _, body = text.partition("\n\n")
    values = dict(line.split(" ", 1) for line in head.splitlines())
    seats = (seat.split("=", 1) for seat in values["seats"].split())
    decisions = (line.split(" ", 1) for line in body.splitlines())
    return Golden(
        values["scenario"],
        values["content"],
        int(values["rules"]),
        int(values["seed"]),
        FrozenMap((side, player) for side, player in seats),
        values["start"],
        tuple((digest, decision) for digest, decision in decisions),
    )


def kept_record(path: Path) -> GameRecord:
    """The whole record that a file of this folder holds or stands for.

    Raises RecordError where it is of another version of the rules, or damaged.
    """
    if path.suffix != SUFFIX:
        return read_record(path.read_bytes())
    record = read_golden(path.read_text(encoding="utf-8")).record()
    return read_record(record_bytes(record))


def scenario_files(scenario: str) -> KeptFiles:
    """The files of a shipped scenario, without its translations, which change no game."""
    folder = Folder(shipped()[scenario])
    load(folder)
    return folder.keep(translations=False)


def content_hash(files: Files) -> str:
    """A hash of everything in a scenario except its texts and variants, which change no game."""
    root = merge(files).root
    root.entries.pop("variants", None)
    texts, hashed = texts_of(root), sha256()
    for path, node in _scalars(root, ()):
        if path not in texts:
            hashed.update(f"{path} {node.value!r}\n".encode())
    return hashed.hexdigest()[:16]


def _scalars(node: Node, path: NodePath) -> Iterator[tuple[NodePath, Scalar]]:
    """All values in the order of the file, each with its path."""
    match node:
        case Scalar():
            yield path, node
        case Mapping(entries=entries):
            for key, (_, child) in entries.items():
                yield from _scalars(child, (*path, key))
        case Sequence(items=items):
            for index, child in enumerate(items):
                yield from _scalars(child, (*path, index))


def time_stamp(number: int) -> str:
    """The time of a line, which is the same whenever the record is written: a minute for each."""
    return (BEGUN + timedelta(minutes=number)).strftime("%Y-%m-%dT%H:%M:%SZ")


def time_stamps() -> Iterator[str]:
    return map(time_stamp, count(1))
