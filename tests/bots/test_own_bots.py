"""Bots of one's own: functions and classes, here and in Python files, in games and in records."""

from __future__ import annotations

import io
import json
import os
import pickle
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import cast

import numpy as np
import pytest
import tiny

from game.bots.bot_files import load_bot
from game.bots.custom import CustomGames
from game.bots.own import Bot, BotError, BotRequest
from game.bots.seats import make_bots, read_seats
from game.cli import main
from game.engine.core import start
from game.engine.view import appraise
from game.lab.batches.jobs import run
from game.lab.batches.place import Processes
from game.lab.batches.plan import Plan
from game.lab.batches.reference import play_reference
from game.model.decisions import Act, Move, Offer, Pass
from game.model.frozen import FrozenMap
from game.model.players import is_bot_file
from game.session import seats as session_seats
from game.session.driver import play
from game.session.game import Game
from game.session.records.file import read_file
from game.session.records.replay import replay
from game.session.seats import BotFile, SeatError, has_player
from game.words.error_words import describe_seat_error

FILE = '''
"""Bots for a test."""

import helper
from game.model.decisions import Accept, Act, Offer, Pass

SIDE = 3


def careful(request):
    if request.legal.offer and not request.refused:
        return Offer(request.packages().frontier[-1].options)
    return request.random.choice(request.legal.moves)


class Counting:
    def __init__(self):
        self.asked = 0

    def decide(self, request):
        self.asked += 1
        assert self.asked == request.taken + 1, "a game has a bot of its own"
        return request.legal.moves[-helper.ONE]


def broken(request):
    numbers = []
    return numbers[request.taken]
'''


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a scenario and a bot's file, where one stands; nothing is trusted yet."""
    (tmp_path / "tiny.yaml").write_text(tiny.whole("turns: 4\n"), encoding="utf-8")
    (tmp_path / "mine.py").write_text(FILE, encoding="utf-8")
    (tmp_path / "helper.py").write_text("ONE = 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMMUNIQUE_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(session_seats, "_trusted", {})
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def file_bot(name: str) -> BotFile:
    (seat,) = (who for who in read_seats(tiny.scenario(), [f"north=mine.py:{name}"], bots_only=True)
               .values() if is_bot_file(who))  # fmt: skip
    assert isinstance(seat, BotFile)
    return seat


# ------------------------------------------------------------------------------------------- games


def failing(request: BotRequest) -> Move:
    """Reads a track that there isn't."""
    return request.legal.moves[request.view.tracks["fuel"]]


def first(request: BotRequest) -> Move:
    """Takes the first legal decision."""
    return request.legal.moves[0]


class Remembering:
    """Warms once in each game, and then passes."""

    def __init__(self) -> None:
        self.warmed = False

    def decide(self, request: BotRequest) -> Move:
        """Whether it has warmed is known to this game alone."""
        if not self.warmed and Act("warm") in request.legal.moves:
            self.warmed = True
            return Act("warm")
        return request.legal.moves[-1]


def test_a_class_makes_a_bot_for_each_game() -> None:
    rules = tiny.rules("turns: 5")
    rows = CustomGames(rules, {"north": Remembering}).play(1, 10)
    assert rows is not None
    assert rows.taken[:, rules.index.slots["north", "warm"]].tolist() == [1] * 10


def test_a_bot_draws_the_same_in_every_game_of_a_seed_and_otherwise_in_others() -> None:
    drawn: list[float] = []

    def draws(request: BotRequest) -> Move:
        drawn.append(request.random.random())
        return request.legal.moves[-1]

    games = CustomGames(tiny.rules("turns: 2"), {"north": draws, "south": draws})
    games.play(1, 1)
    once, drawn = drawn, []
    games.play(1, 1)
    again, drawn = drawn, []
    games.play(2, 1)
    assert once == again
    assert len(set(once)) == len(once)
    assert not set(once) & set(drawn)


def test_packages_show_a_side_its_own_worths_and_nobody_elses() -> None:
    seen: list[tuple[int, int]] = []
    rules = tiny.rules(tiny.TABLE)

    def look(request: BotRequest) -> Move:
        if request.legal.offer is None or request.view.turn > 1:
            return request.legal.moves[-1]
        packages = request.packages()
        assert packages.sides == (request.side,)
        for package in packages:
            told = appraise(rules, start(rules, 1), request.side, "pact", package.options)
            assert isinstance(told, int)
            seen.append((package.worths[request.side], told))
        best = packages.frontier[-1].worths[request.side]
        assert best == max(each.worths[request.side] for each in packages if each.signable)
        return Pass()

    CustomGames(rules, {"north": look, "south": look}).play(1, 1)
    assert len(seen) > 4
    assert all(own == told for own, told in seen)


@pytest.mark.parametrize(
    ("bot", "said"),
    [
        (lambda _: 7, "north's bot <lambda> answered 7, which is no decision"),
        (lambda _: Offer(json.loads('{"grain": 5}')), "which is no decision"),
        (lambda _: Act("fly"), r"was refused 100 times in a row, at last fly \(unknown-action\)"),
        (failing, "north's bot failing raised KeyError in line 9[0-9]: 'fuel'; correct it"),
    ],
)
def test_what_is_wrong_with_a_bot_is_told_in_one_line(bot: Bot, said: str) -> None:
    with pytest.raises(BotError, match=said) as caught:
        CustomGames(tiny.rules(), {"north": bot}).play(1, 1)
    assert "\n" not in str(caught.value)


# ------------------------------------------------------------------------------------------- files


@pytest.mark.usefixtures("here")
def test_a_file_names_a_bot_by_its_file_and_digest_and_other_processes_get_its_code() -> None:
    bot = file_bot("careful")
    assert bot.startswith("mine.py:careful@")
    assert is_bot_file(bot)
    sent = pickle.loads(pickle.dumps(FrozenMap({"north": bot})))["north"]
    assert (sent, sent.source, sent.path) == (bot, bot.source, bot.path)
    Path("mine.py").write_text(FILE + "# other\n", encoding="utf-8")
    assert file_bot("careful") != bot
    Path("mine.py").write_text(FILE, encoding="utf-8")
    assert file_bot(bot.removeprefix("mine.py:")) == bot
    assert load_bot(bot) is load_bot(sent)


def test_a_bot_of_another_system_has_the_same_name_here() -> None:
    system = PureWindowsPath if os.name == "posix" else PurePosixPath
    bot = BotFile(Path("mine.py"), FILE, "careful")
    bot.path = cast(Path, system("/elsewhere/bots/mine.py"))
    sent = pickle.loads(pickle.dumps(bot))
    assert (sent, sent.source, sent.path.name) == (bot, FILE, "mine.py")


@pytest.mark.usefixtures("here")
def test_a_file_plays_the_same_on_the_kernel_by_the_reference_and_in_processes() -> None:
    seats = FrozenMap({"north": file_bot("careful"), "south": file_bot("Counting")})
    plan = Plan(tiny.scenario(tiny.TABLE), seats, 12, 3)
    kept: list[np.ndarray] = []
    alone = run(plan, keep=lambda rows: kept.append(rows.scores))
    together = run(plan, Processes(2), alone=0)
    assert alone == together
    rules = tiny.rules(tiny.TABLE)
    reference = play_reference(rules, seats, 3, 12)
    assert np.array_equal(np.concatenate(kept), reference.scores)
    assert alone.digest == reference.digest


@pytest.mark.usefixtures("here")
def test_a_broken_bot_of_a_worker_is_told_in_one_line_too() -> None:
    plan = Plan(tiny.scenario(), FrozenMap({"north": file_bot("broken")}), 12)
    with pytest.raises(
        BotError, match=r"north's bot mine.py:broken raised IndexError in line 28: "
    ):
        run(plan, Processes(2), alone=0)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("none.py:careful", "north=none.py:careful: none.py can’t be read: No such file"),
        ("long.py", "north=long.py: long.py can’t be read: File too large"),
        ("mine.py", "say which bot of the file plays; write mine.py:careful, mine.py:Counting or "),
        ("mine.py:owl", 'mine.py has no bot "owl"; write mine.py:careful, mine.py:Counting or '),
        ("mine.py:SIDE", "SIDE in mine.py is not a bot: name a function"),
        ("wrong.py:bot", "wrong.py fails when it is loaded: SyntaxError in line 2: "),
        ("raises.py:bot", "raises.py fails when it is loaded: NameError in line 1: name 'x' is"),
        ("empty.py:bot", "empty.py has no bot: define a function"),
        ("fünf.py:bot", "rename fünf.py"),
        ("mine.py:careful@0123456789abcdef", "the digest of mine.py is "),
        ("expert:7", "a whole number from 100 to 10000000, as in expert:30000"),
        ("expert:many", "a whole number from 100 to 10000000, as in expert:30000"),
    ],
)
def test_a_bot_that_cannot_be_had_is_told_with_the_way_out(who: str, said: str, here: Path) -> None:
    (here / "wrong.py").write_text("\ndef bot(:\n", encoding="utf-8")
    (here / "raises.py").write_text("x\n", encoding="utf-8")
    (here / "empty.py").write_text("", encoding="utf-8")
    (here / "fünf.py").write_text("", encoding="utf-8")
    (here / "long.py").write_text("#" * (4 * 2**20) + "\n", encoding="utf-8")
    with pytest.raises(SeatError) as caught:
        read_seats(tiny.scenario(), [f"north={who}"], bots_only=True)
    assert said in describe_seat_error(caught.value)


def test_a_name_alone_runs_no_code() -> None:
    name = "mine.py:careful@0123456789abcdef"
    assert not has_player(tiny.scenario(), "north", name)
    with pytest.raises(ValueError, match="its code isn't here"):
        make_bots(tiny.rules(), {"north": name}, 1)


# ----------------------------------------------------------------------------------------- records

PLAY = ["play", "tiny.yaml", "--seed", "7", "--record", "monday.game"]


def begun(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A game is begun in the terminal against a bot of a file, and left; its record."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    seats = ["--seat", "north=me", "--seat", "south=mine.py:careful"]
    assert main([*PLAY, "--text", *seats]) == 0
    monkeypatch.setattr(session_seats, "_trusted", {})
    return Path("monday.game").read_bytes()


def go_on(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["play", "--continue", "--text", "--record", "monday.game", *words])
    return code, capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_a_record_names_a_bot_and_is_replayed_without_its_code() -> None:
    assert main([*PLAY, "--auto", "--seat", "south=mine.py:careful"]) == 0
    record = read_file(Path("monday.game"))
    assert is_bot_file(record.header.seats["south"])
    assert not isinstance(record.header.seats["south"], BotFile)
    Path("mine.py").unlink()
    assert main(["replay", "monday.game"]) == 0
    assert not replay(record).state.to_move


@pytest.mark.usefixtures("here")
def test_a_record_that_names_a_bot_goes_on_only_if_it_is_trusted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = begun(monkeypatch)
    code, said = go_on(capsys)
    assert code == 1
    assert said.count("\n") == 1
    assert "south is played by careful of" in said
    assert "add --trust to run it" in said
    assert Path("monday.game").read_bytes() == before
    assert go_on(capsys, "--trust")[0] == 0


@pytest.mark.usefixtures("here")
def test_a_bot_whose_file_has_changed_or_gone_does_not_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begun(monkeypatch)
    Path("mine.py").write_text("raise SystemExit\n", encoding="utf-8")
    code, said = go_on(capsys, "--trust")
    assert code == 1
    assert "mine.py has changed since; put back the file that played" in said
    Path("mine.py").unlink()
    code, said = go_on(capsys, "--trust")
    assert code == 1
    assert "there is no mine.py beside the record" in said


@pytest.mark.usefixtures("here")
def test_a_seat_is_handed_over_to_a_bot_of_a_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun(monkeypatch)
    seats = ["--seat", "north=mine.py:Counting", "--seat", "south=expert:200"]
    command = ["play", "--from", "monday.game", "--line", "1", "--auto", "--record", "new.game"]
    assert main([*command, *seats]) == 0
    branch = read_file(Path("new.game"))
    assert str(branch.lines[0].action).startswith("seat north mine.py:Counting@")
    assert str(branch.lines[1].action) == "seat south expert:200"
    assert not replay(branch).state.to_move


def test_an_expert_with_a_larger_budget_plays_otherwise() -> None:
    rules = tiny.rules(tiny.TABLE)
    small, large = (dict.fromkeys(rules.sides, f"expert:{n}") for n in (100, 2000))
    ends = []
    for seats in (small, large, large):
        game = Game(rules, 5)
        play(game, make_bots(rules, seats, 5), {})
        ends.append([str(line.action) for line in game.lines])
    assert ends[1] == ends[2] != ends[0]


def test_an_offer_takes_any_mapping() -> None:
    assert Offer({"grain": "low"}) == Offer(FrozenMap({"grain": "low"}))
    assert hash(Offer({"grain": "low"})) == hash(Offer(FrozenMap({"grain": "low"})))
