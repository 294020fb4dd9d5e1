"""Who opens a saved game or a room runs no code that it names, unless they say so."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny

from game.authoring.load import load
from game.authoring.reading.files import Folder
from game.authoring.resolved import resolve_files
from game.cli import main
from game.cli.common import CommandError
from game.cli.trust import trust_bots
from game.model.play import Accepted
from game.model.refusals import Refusal
from game.room.events import Ordered, event_values
from game.room.opening import begin_room
from game.rules.compile import compile_rules
from game.session import seats as session_seats
from game.session.game import Game
from game.session.records.file import read_file
from game.session.records.lines import join_values
from game.session.records.record import RecordError
from game.session.records.recorded_actions import HandOver
from game.session.records.saved import save
from game.session.seats import BotFile
from game.ui.program.program import Program
from game.ui.program.settings import Settings
from game.web.network import server
from game.words.error_words import describe_record_error

CODE = """from pathlib import Path

Path("ran").touch()


def bot(request):
    return request.legal.moves[0]
"""


@pytest.fixture
def bot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BotFile:
    """A bot whose code leaves a trace where it is run; nothing has run it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMMUNIQUE_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(session_seats, "_trusted", {})
    (tmp_path / "mine.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "tiny.yaml").write_text(tiny.whole("turns: 4\n"), encoding="utf-8")
    return BotFile(tmp_path / "mine.py", CODE, "bot")


def test_the_window_does_not_run_it_and_says_how_to_go_on(bot: BotFile) -> None:
    files = resolve_files(Folder(Path("tiny.yaml")))
    game = Game(compile_rules(load(files)), 1)
    save(game, Path("monday.game"), files, {"north": "me", "south": bot}).close()
    with pytest.raises(RecordError) as caught:
        Program(Settings(), None, Path("data")).go_on(Path("monday.game"))
    said = describe_record_error(caught.value)
    assert said.startswith("south is played by mine.py:bot, which is Python code")
    assert "communique play --continue --record FILE" in said
    assert read_file(Path("monday.game")).lines == ()
    assert not Path("ran").exists()


def test_a_room_that_is_continued_asks_for_trust(
    bot: BotFile, capsys: pytest.CaptureFixture[str]
) -> None:
    files = resolve_files(Folder(Path("tiny.yaml")))
    rules = compile_rules(load(files))
    begin_room(
        Path("room").absolute(), files, rules, 1, {"north": "me", "south": bot}, "en"
    ).close()
    assert main(["host", "--continue", "room", "--port", "0"]) == 1
    said = capsys.readouterr().err
    assert "south is played by bot of" in said
    assert "add --trust to run it" in said
    assert not Path("ran").exists()


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("replay FOLDER/table-1.game", 0),
        ("debrief FOLDER/table-1.game --unfinished --budget 0 --out report.html", 0),
        ("print --room FOLDER FOLDER/tiny.yaml --out kit.html", 0),
        ("play --from FOLDER/table-1.game --line 2 --seat north=uniform --text", 1),
        ("play --continue --record FOLDER/table-1.game --text", 1),
        ("host --continue FOLDER --port 0", 1),
    ],
)
def test_no_command_runs_a_bot_that_lies_in_a_strangers_folder(
    command: str,
    code: int,
    bot: BotFile,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "serve", lambda *_, **__: pytest.fail("the room is open"))
    files = resolve_files(Folder(Path("tiny.yaml")))
    rules = compile_rules(load(files))
    folder = Path("given").absolute()
    room = begin_room(folder, files, rules, 1, {"north": "me", "south": "me"}, "en")
    # The seat was handed over later, and once more when the program died.
    assert isinstance(room.tables[1].game.do(HandOver("south", bot)), Accepted)
    room.close()
    for name in ("mine.py", "tiny.yaml"):
        Path(name).rename(folder / name)
    again = Ordered("", 1, 2, (str(HandOver("south", bot)),), "", by_facilitator=False)
    with (folder / "room.journal").open("ab") as journal:
        journal.write(join_values({**event_values(again), "key": "", "at": ""}))
    before = (folder / "table-1.game").read_bytes()
    assert main(command.replace("FOLDER", str(folder)).split()) == code
    said = capsys.readouterr().err
    assert ("add --trust to run it" in said) == bool(code), said
    assert (folder / "table-1.game").read_bytes() == before
    assert not Path("ran").exists()


def test_the_name_of_a_folder_hides_nothing_of_the_question(
    bot: BotFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    hides = Path("given\x1b[2K\r\u202e")
    hides.mkdir()
    (hides / "mine.py").write_text(CODE, encoding="utf-8")
    Path("mine.py").unlink()
    asked: list[str] = []
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True, raising=False)

    def refuse(question: str) -> str:
        asked.append(question)
        return "n"

    monkeypatch.setattr("builtins.input", refuse)
    with pytest.raises(CommandError, match="the bot was not run"):
        trust_bots({"south": bot[:]}, hides / "monday.game", trusts=False)
    assert all(each.isprintable() for each in asked)


@pytest.mark.parametrize("answer", ["y", "YES", "n", "", None])
def test_in_a_terminal_a_question_is_asked(
    answer: str | None, bot: BotFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def reply(question: str) -> str:
        asked.append(question)
        if answer is None:
            raise EOFError
        return answer

    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", reply)
    seats = {"north": "me", "south": bot[:]}
    if answer in ("y", "YES"):
        trust_bots(seats, Path("monday.game"), trusts=False)
        assert Path("ran").exists()
    else:
        with pytest.raises(CommandError, match="the bot was not run"):
            trust_bots(seats, Path("monday.game"), trusts=False)
        assert not Path("ran").exists()
    assert asked == [
        f"south is played by bot of {bot.path}, which is Python code. "
        "It may do whatever you may. Run it? [y/N] "
    ]


def test_a_seat_is_not_handed_over_to_a_bot_whose_code_is_not_here(bot: BotFile) -> None:
    name = bot[:]  # a text without the code
    assert not isinstance(name, BotFile)
    game = Game(tiny.rules("turns: 4"), 1)
    refused = game.do(HandOver("south", name))
    assert isinstance(refused, Refusal)
    assert refused.code == "unknown-who"
    assert isinstance(game.do(HandOver("south", name), recorded=True), Accepted)
    assert isinstance(game.do(HandOver("south", bot)), Accepted)
