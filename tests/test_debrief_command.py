"""`communique debrief` writes the report of a record, and needs no window for it."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest
import tiny
import tinyroom

from game.cli import main
from game.cli.common import CommandError
from game.insight.analysis import analyse
from game.insight.effort import Effort
from game.insight.grades import Label
from game.room.events import Joined, NoteTaken, ObserverAdmitted, WordsHidden
from game.session.game import Game
from game.session.records.recorded_actions import Message, RecordedAction, read_action

WITHOUT_A_WINDOW = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("pygame", "rich"):
            raise ImportError(f"{name} is not installed here")

sys.meta_path.insert(0, Refuse())
from game.cli import main
from game.insight.grades import Label
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of a game of Kuala Lumpur that bots have played to its end."""
    path = tmp_path_factory.mktemp("finished") / "monday.game"
    assert main(["play", "kuala-lumpur", "--auto", "--seed", "7", "--record", str(path)]) == 0
    return path


@pytest.fixture
def record(finished: Path, tmp_path: Path) -> Path:
    """A copy of it in a folder of its own."""
    return Path(shutil.copy(finished, tmp_path / "monday.game"))


@pytest.fixture
def unfinished(record: Path) -> Path:
    """The same record up to its third decision."""
    lines = record.read_bytes().splitlines(keepends=True)
    record.write_bytes(b"".join(lines[:4]))
    return record


def run(capsys: pytest.CaptureFixture[str], *args: str | Path) -> tuple[int, str, str]:
    """The exit code of the command, what it printed, and its errors; without an analysis."""
    code = main(["debrief", *map(str, args), "--budget", "0"])
    return code, *capsys.readouterr()


def test_the_report_lies_beside_the_record_and_bears_its_name(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, printed, errors = run(capsys, record)
    report = record.with_suffix(".html")
    assert (code, printed, errors) == (0, f"The report is saved in {report}.\n", "")
    text = report.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "was not over" not in text


def test_among_many_sides_the_analysis_keeps_a_time_and_says_so_first(
    record: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = []

    def asked(_game: Game, *, seconds: float | None, **_rest: object) -> None:
        given.append((seconds, capsys.readouterr().err))
        raise CommandError("enough")

    import_module("game.insight.process")  # if it came later, it would keep what stands in
    monkeypatch.setattr("game.insight.effort.MANY_SIDES", 1)
    monkeypatch.setattr("game.insight.analysis.analyse", asked)
    assert main(["debrief", str(record)]) == 2
    capsys.readouterr()
    assert main(["debrief", str(record), "--budget", "7"]) == 2
    said = "Analysing the decisions of 2 sides, for 20 seconds; --budget gives it another time\n"
    assert given == [(20, said), (7, "")]


def test_no_file_is_overwritten(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = record.with_suffix(".html")
    report.write_text("Mine", encoding="utf-8")
    assert run(capsys, record, "--out", report)[0] == 0
    assert report.read_text(encoding="utf-8") == "Mine"
    assert (record.parent / "monday-2.html").read_text(encoding="utf-8").endswith("</html>\n")


def test_a_folder_can_be_named_for_the_report(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "reports").mkdir()
    assert run(capsys, record, "--out", tmp_path / "reports")[0] == 0
    assert (tmp_path / "reports" / "monday.html").exists()


@pytest.mark.parametrize("command", ["debrief", "replay"])
def test_a_folder_in_place_of_a_record_is_answered_with_what_to_type(
    record: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert main([command, str(record.parent)]) == 2
    errors = capsys.readouterr().err
    assert f"is a folder; type communique {command} {shlex.quote(str(record))}\n" in errors
    shutil.copy(record, record.with_name("tuesday.game"))
    assert main([command, str(record.parent)]) == 2
    assert "tuesday.game" in capsys.readouterr().err


def test_the_report_speaks_the_language_asked_for(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, printed, _ = run(capsys, record, "--language", "fr")
    assert code == 0
    assert printed.startswith("Le rapport est enregistré")
    assert '<html lang="fr">' in record.with_suffix(".html").read_text(encoding="utf-8")


def test_an_unfinished_game_is_reported_only_where_that_is_asked_for_and_says_so(
    unfinished: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, printed, errors = run(capsys, unfinished)
    assert (code, printed, len(errors.splitlines())) == (2, "", 1)
    assert f"communique play --continue --record {unfinished}" in errors
    assert not unfinished.with_suffix(".html").exists()
    assert run(capsys, unfinished, "--unfinished")[0] == 0
    assert "was not over" in unfinished.with_suffix(".html").read_text(encoding="utf-8")


def test_a_torn_record_is_reported_up_to_its_last_whole_line(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with record.open("ab") as file:
        file.write(b'{"n": ')
    code, _, errors = run(capsys, record)
    assert (code, len(errors.splitlines())) == (0, 1)


def test_each_mistake_is_one_line_that_names_the_file(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = tmp_path / "damaged.game"
    damaged.write_bytes(record.read_bytes().replace(b'"seed":', b'"sead":', 1))
    scenario = tmp_path / "tiny.yaml"
    scenario.write_text("\n".join(tiny.SECTIONS.values()), encoding="utf-8")
    nowhere = tmp_path / "nowhere"
    for arguments, expected_code, named in (
        ((nowhere,), 2, nowhere),
        ((tmp_path,), 2, tmp_path),
        ((scenario,), 1, scenario),
        ((damaged,), 1, damaged),
        ((record, "--out", nowhere / "report.html"), 2, nowhere),
        ((record, "--language", "tlh"), 2, "tlh"),
    ):
        code, printed, errors = run(capsys, *arguments)
        assert (code, printed, len(errors.splitlines())) == (expected_code, "", 1), errors
        assert str(named) in errors


def test_the_report_is_written_where_neither_pygame_nor_rich_can_be_imported(
    record: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_A_WINDOW, "debrief", str(record), "--out", "report.html",
         "--budget", "0"],
        cwd=tmp_path, check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "report.html").exists()


@pytest.fixture
def short(tmp_path: Path) -> Path:
    """The record of a game of a tiny scenario that bots have played to its end."""
    scenario = tmp_path / "tiny.yaml"
    scenario.write_text(tiny.whole(""), encoding="utf-8")
    record = tmp_path / "short.game"
    assert main(["play", str(scenario), "--auto", "--seed", "7", "--record", str(record)]) == 0
    return record


def test_the_report_has_the_analysis_of_decisions_and_of_luck(
    short: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["debrief", str(short), "--budget", "60"]) == 0
    told = short.with_suffix(".html").read_text(encoding="utf-8")
    assert "<h2>Why it ended so</h2>" in told
    for side in ("North", "South"):
        assert f"<figcaption>What {side} could expect</figcaption>" in told
    without = run(capsys, short)
    assert without[0] == 0
    told = (short.parent / "short-2.html").read_text(encoding="utf-8")
    assert "Why it ended so" not in told


def test_an_analysis_is_kept_beside_the_record_and_used_again(
    short: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rough = partial(
        analyse, effort=Effort(usual=20, most=20, start_games=50, runs=2, expert_runs=1)
    )
    two = "game.insight.process.analyse_in_two_processes"
    monkeypatch.setattr(two, lambda game, proceed: rough(game, proceed=proceed))
    monkeypatch.setattr("game.kernel.machine_code.in_use", lambda: True)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert main(["debrief", str(short), "--json"]) == 0
    first = capsys.readouterr().out
    [kept] = short.parent.glob("short-*.analysis")
    monkeypatch.setattr(two, lambda *_, **__: pytest.fail("it was analysed again"))
    assert main(["debrief", str(short), "--json"]) == 0
    assert capsys.readouterr().out == first
    kept.unlink()


def test_the_report_of_a_side_bears_its_name_and_has_only_its_page(
    short: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, short, "--side", "south")[0] == 0
    told = (short.parent / "short-south.html").read_text(encoding="utf-8")
    assert "<h2>South: " in told
    assert "<h2>North: " not in told
    code, _, errors = run(capsys, short, "--side", "west")
    assert (code, len(errors.splitlines())) == (2, 1)
    assert "choose from north, south" in errors
    assert main(["debrief", str(short), "--json", "--side", "south"]) == 0
    assert [*json.loads(capsys.readouterr().out)["sides"]] == ["south"]


def test_the_figures_are_printed_as_json(short: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["debrief", str(short), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert not short.with_suffix(".html").exists()
    assert figures["game"] == {"scenario": "tiny", "seed": 7, "lines": 6}
    north = figures["sides"]["north"]
    parts = ("start", "luck", "own", "others", "facilitator", "remainder")
    assert sum(north[part] for part in parts) == pytest.approx(north["final"], abs=0.05)
    assert {each["label"] for each in north["decisions"]} <= set(get_args(Label))
    assert set(north["baselines"]) == {"uniform", "expert"}


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--json", "--out", "here.html"), "--out"),
        (("--json", "--budget", "0"), "--budget 0"),
        (("--budget", "soon"), "soon"),
        (("--budget", "-1"), "-1"),
    ],
)
def test_what_does_not_go_together_is_said_in_one_line(
    short: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], named: str
) -> None:
    capsys.readouterr()
    assert main(["debrief", str(short), *arguments]) == 2
    printed, errors = capsys.readouterr()
    assert (printed, len(errors.splitlines())) == ("", 1)
    assert named in errors


def action(text: str) -> RecordedAction:
    read = read_action(text)
    assert read is not None, text
    return read


def test_the_report_of_a_table_has_the_notes_of_its_room_and_no_words_that_are_hidden(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    objectives = "objectives: {trade: What can be traded}\n"
    text = tiny.TABLE + objectives + "talk: open\n"
    room = tinyroom.open_room(tmp_path / "room", text, tables=2)
    tinyroom.sit(room, "cho", "south")
    assert room.order(1, [action(f"south: {tiny.SMALL}")], "A foolish argument.", "") is None
    assert room.order(1, [Message("south", "north")], "A foolish message.", "") is None
    assert room.order(1, [Message("south", "north")], "A kind message.", "") is None
    for line, hidden in ((1, True), (2, True), (3, True), (3, False)):
        assert room.do(WordsHidden(1, line, hidden)) is None
    assert room.do(Joined("eve", "Eve", "en")) is None
    assert room.do(ObserverAdmitted("eve", 1, "")) is None
    for note in (
        NoteTaken(1, 1, 1, "They trade words."),
        NoteTaken(1, 1, 0, "They hurry.", device="eve"),
        NoteTaken(2, 1, 0, "Another table."),
    ):
        assert room.do(note) is None
    # Whether the room is open makes no difference.
    record = room.folder.record(1)
    assert run(capsys, record, "--unfinished")[0] == 0
    room.close()
    told = record.with_suffix(".html").read_text(encoding="utf-8")
    assert "foolish" not in told
    assert told.count("The facilitator has hidden these words.") == 2
    assert "A kind message." in told
    assert "They trade words. (about: What can be traded)" in told
    assert "They hurry. (Eve)" in told
    assert "Another table." not in told
    # People have names, unless somebody asks for none.
    assert "A team: Cho" in told
    anonymous = tmp_path / "anonymous.html"
    assert run(capsys, record, "--unfinished", "--anonymous", "--out", anonymous)[0] == 0
    without = anonymous.read_text(encoding="utf-8")
    assert "Cho" not in without
    assert "(Eve)" not in without
    assert "They hurry." in without
    # Away from its room it is a record like any other.
    alone = Path(shutil.copy(record, tmp_path / "table-1.game"))
    assert run(capsys, alone, "--unfinished")[0] == 0
    assert "foolish" in alone.with_suffix(".html").read_text(encoding="utf-8")
    room.folder.journal.write_bytes(b"nonsense\n")
    code, _, errors = run(capsys, record, "--unfinished")
    assert (code, "there is no room in" in errors) == (1, True)
