"""Games at a real terminal, driven key by key, and its screen read as a person reads it."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from random import Random

import pytest
from hot_seat import CTRL_C, CTRL_D, ESCAPE, WIPED, HotSeat
from well import FRENCH, run, said, written

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.cli import main
from game.session.records.file import read_file
from game.words.language import language

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="there are no pseudo-terminals on Windows"
)

SHIPPED = "kuala-lumpur"
BOTH = ("--seat", "north=me", "--seat", "south=me")
END = re.compile(r"== The end: .+ ==")
ODD = ["99", "-1", "foo", "é→", "1 2 3", "offer x=y", "set trust 3", "²", "x\t1", "1" * 60]
"""Lines that mean nothing at any prompt."""
PLACES: dict[str, tuple[str, str, dict[str, str]]] = {
    "the pause before the game": ("pause", "", {}),
    "a choice": ("choice", "Deeds", {}),
    "a confirmation": ("confirm", "Deeds", {}),
    "a table": ("choice", "Talks", {}),
    "walking out": ("sure of walking out", "Talks", {"talks": "walk"}),
    "a draft": ("draft", "Talks", {"talks": "offer"}),
    "an option": ("option", "Talks", {"talks": "offer", "draft": "1"}),
    "an offer": ("sure of an offer", "Talks", {"talks": "offer"}),
    "a question": ("choice", "News", {}),
}
"""Where one can be, at what kind of prompt and in which phase, and what leads there."""
SHARED: dict[str, tuple[str, str, dict[str, str]]] = {
    "a curtain": ("curtain", "Deeds", {}),
    "an acceptance": ("sure of accepting", "Talks", {"talks": "offer water=ours"}),
}
"""The same where two share the screen."""

UNDECIDED = {"the pause before the game", "a choice", "a confirmation"}
"""Where nothing has been decided yet."""


def everywhere() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("place", [*PLACES, *SHARED])


@pytest.fixture(scope="module")
def well(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The file of the small game, with its translation beside it."""
    path = written(tmp_path_factory.mktemp("terminal"))
    path.with_name("well.fr.yaml").write_text(FRENCH, encoding="utf-8")
    return str(path)


def at(place: str, *args: str) -> HotSeat:
    """Somebody who has come to a place in the small game."""
    kind, phase, answers = {**PLACES, **SHARED}[place]
    seats = BOTH if place in SHARED and "--continue" not in args else ()
    hot_seat = HotSeat(*args, *seats)
    if kind == "sure of accepting":
        # Once the other's offer stands, it is accepted.
        hot_seat.reaches("choice", "Talks")
        while "1. Accept the offer" not in hot_seat.said:
            hot_seat.types("offer water=ours" if hot_seat.kind == "choice" else "")
        hot_seat.types("1")
        assert hot_seat.kind == kind
        return hot_seat
    return hot_seat.reaches(kind, phase, **answers)


# Whole games


@pytest.mark.parametrize("seats", ["first", "second", "both"])
def test_the_shipped_game_is_played_to_its_end_at_a_terminal(seats: str, tmp_path: Path) -> None:
    one, other = load(shipped()[SHIPPED]).sides
    who = {"first": ("me", "uniform"), "second": ("uniform", "me"), "both": ("me", "me")}[seats]
    record = tmp_path / "a.game"
    hot_seat = HotSeat(
        SHIPPED, "--seed", "5", "--record", str(record),
        "--seat", f"{one}={who[0]}", "--seat", f"{other}={who[1]}",
    ).plays(Random(seats))  # fmt: skip
    assert hot_seat.left() == 0
    assert END.search(hot_seat.seen)
    assert " ".join(hot_seat.seen.split()).endswith(
        f"{said('ending.saved')} {said('command.record', file=record)}"
    )
    assert max(len(line) for line in hot_seat.lines if str(record) not in line) <= 80
    assert main(["replay", str(record)]) == 0


# What can be asked


def test_every_command_of_help_answers_at_a_terminal_and_asks_the_same_again(
    well: str, tmp_path: Path
) -> None:
    hot_seat = at("a table", well, "--no-record")
    prompt = hot_seat.said.splitlines()[-1]
    hot_seat.types("help")
    typed = re.findall(r"^  ([a-z]+)(?: \[?[A-Z]+\]?)? +\w", hot_seat.said, re.MULTILINE)
    assert len(typed) == len(set(typed)) > 10
    arguments = {"note": "Hm – é", "save": str(tmp_path / "a.game"), "record": "1"}
    choices = {"offer", "pass", "walk"}
    for word in sorted(set(typed) - {"quit", "language", "help"} - choices):
        line = f"{word} {arguments.get(word, '')}".rstrip()
        assert hot_seat.types(line) == "choice", word
        # The line as typed, its answer, the prompt.
        assert len(hot_seat.said.splitlines()) >= 3, word
        assert hot_seat.said.splitlines()[-1] == prompt, word
        assert "is not on the list" not in hot_seat.said, word
    french = language("fr").counted("choice.prompt", 3, last=3)
    hot_seat.presses("language fr\r", f"{french} ")
    hot_seat.child.send("language en\r")
    hot_seat.until()
    assert said("language.now") in hot_seat.said
    hot_seat.child.send("quit\r")
    assert hot_seat.left() == 0
    assert read_file(tmp_path / "a.game").lines[-1].note == "North: Hm – é"


# Nonsense


@pytest.mark.parametrize("place", [*list(PLACES)[1:], "an acceptance"])
def test_nonsense_at_any_prompt_is_answered_and_asked_again(well: str, place: str) -> None:
    hot_seat = at(place, well, "--seed", "4")
    kind, prompt = hot_seat.kind, hot_seat.said.splitlines()[-1]
    for line in ODD:
        if kind == "confirm" and not line.strip():
            continue
        assert hot_seat.types(line) == kind, line
        answer = hot_seat.said.splitlines()
        assert answer[-1] == prompt, line
        assert answer[-2].strip(), line
    assert hot_seat.leaves(CTRL_D) == 0


def test_at_a_pause_and_at_a_curtain_any_line_goes_on(well: str) -> None:
    hot_seat = HotSeat(well, *BOTH)
    hot_seat.reaches("pause")
    assert hot_seat.types("foo") == "curtain"
    assert hot_seat.types("99 é→") == "pause"
    assert "The southern paper." in hot_seat.seen
    assert hot_seat.types("walk") == "curtain"
    assert hot_seat.types("") == "pause"
    assert "The northern paper." in hot_seat.seen
    assert hot_seat.types("offer water=ours") == "choice"
    assert hot_seat.leaves(CTRL_D) == 0


def test_quit_asks_once_more_and_nonsense_takes_it_back(well: str) -> None:
    hot_seat = at("a table", well, "--seed", "4", "--no-record")
    for line in ("quit", "foo", "quit", "tracks", "quit"):
        assert hot_seat.types(line) == "choice"
        asked = said("quit.unsaved") in " ".join(hot_seat.said.split())
        assert asked == (line == "quit")
    assert hot_seat.leaves("quit\r") == 0
    assert hot_seat.lines[-2:] == [said("left"), ""]


# Ctrl-C and Ctrl-D


@everywhere()
def test_a_recorded_game_is_whole_wherever_one_breaks_off_and_goes_on_from_there(
    well: str, tmp_path: Path, place: str
) -> None:
    record = tmp_path / "a.game"
    hot_seat = at(place, well, "--seed", "4", "--record", str(record))
    there, kind, decided = hot_seat.phase, hot_seat.kind, len(read_file(record).lines)
    farewell = f"{said('left.saved')} {said('command.record', file=record)}"
    assert hot_seat.leaves(CTRL_C) == 130
    assert " ".join(hot_seat.seen.split()).endswith(f"{said('interrupted')} {farewell}")
    assert len(read_file(record).lines) == decided
    assert main(["replay", str(record)]) == 0

    if place == "the pause before the game":
        again = HotSeat("--continue", "--record", str(record)).reaches("pause")
    elif place in SHARED:
        again = HotSeat("--continue", "--record", str(record))
        again.reaches("choice", "Talks") if there == "Talks" else again.reaches("curtain")
    else:
        again = at(place, "--continue", "--record", str(record))
        assert (again.kind, again.phase) == (kind, there)
    assert said("continued") in again.seen or not decided
    assert len(read_file(record).lines) == decided
    assert again.leaves(CTRL_D) == 0
    assert " ".join(again.seen.split()).endswith(farewell)
    assert len(read_file(record).lines) == decided
    assert main(["replay", str(record)]) == 0


@pytest.mark.parametrize("keys", ["quit\r", CTRL_D], ids=["quit", "D"])
def test_one_who_leaves_on_the_first_screenful_leaves_as_anywhere(keys: str) -> None:
    hot_seat = HotSeat(SHIPPED, "--no-record", rows=24)
    assert hot_seat.until() == "pause"
    assert said("welcome") not in hot_seat.seen
    assert hot_seat.leaves(keys) == 0
    assert hot_seat.lines[-2:] == [said("left"), ""]


@everywhere()
@pytest.mark.parametrize(("key", "code"), [(CTRL_C, 130), (CTRL_D, 0)], ids=["C", "D"])
def test_one_who_breaks_off_without_a_record_is_told_so(
    well: str, place: str, key: str, code: int
) -> None:
    hot_seat = at(place, well, "--seed", "4", "--no-record")
    before, decided = len(hot_seat.seen), place not in UNDECIDED
    if decided:
        hot_seat.presses(key, "without saving:")
        assert hot_seat.leaves("\r") == code
    else:
        assert hot_seat.leaves(key) == code
    last = " ".join(hot_seat.seen[before:].split())
    asked = [said("interrupted")] * (code == 130) + [said("rescue")] * decided
    assert last == " ".join([*asked, said("left")])


# Windows


@pytest.mark.parametrize("columns", [60, 40])
@pytest.mark.parametrize("game", ["well", "shipped"])
def test_no_line_is_longer_than_a_narrow_window(well: str, columns: int, game: str) -> None:
    words = ("help", "tracks", "tables", "score", "brief", "situation", "menu", "record", "foo")
    if game == "well":
        hot_seat = HotSeat(
            well, "--text", "--no-record", *BOTH, "--seed", "4", columns=columns, rows=200
        )
        for kind, phase, answers in PLACES.values():
            hot_seat.reaches(kind, phase, **answers)
            for word in words if kind not in ("pause", "curtain") else ():
                assert hot_seat.types(word) == kind, (word, phase)
            away = {"draft": "back", "sure of walking out": "no"}
            hot_seat.types(away.get(kind, ""))
        hot_seat.plays(Random(1))
        assert END.search(hot_seat.seen)
    else:
        hot_seat = HotSeat(
            SHIPPED, "--text", "--no-record", "--seed", "4", columns=columns, rows=200
        ).reaches("choice")
        for word in words:
            hot_seat.types(word)
        luck = Random(2)
        for _ in range(40):
            hot_seat.types("" if hot_seat.kind == "pause" else luck.choice(["1", "", "2", "yes"]))
        hot_seat.leaves(f"{CTRL_D}\r")
    assert not [line for line in hot_seat.printed if len(line) > columns]
    assert any(len(line) > columns - 5 for line in hot_seat.printed)


def test_an_answer_longer_than_the_window_is_read_page_by_page(well: str) -> None:
    hot_seat = HotSeat(well, "--seed", "4", rows=12).reaches("choice", "Deeds")
    assert hot_seat.types("help") == "pause"
    pages = [hot_seat.said]
    while hot_seat.kind == "pause":
        assert len(pages[-1].splitlines()) <= 13  # with the line that was typed
        hot_seat.types("")
        pages.append(hot_seat.said)
    assert len(pages) >= 2
    assert hot_seat.kind == "choice"
    assert said("help.quit") in " ".join(pages[-1].split())
    assert hot_seat.leaves(CTRL_D) == 0


def test_lines_follow_a_window_that_is_resized_while_one_plays(well: str) -> None:
    hot_seat = at("a choice", well)
    for columns, widest in ((50, 50), (200, 80), (40, 40), (20, 40)):
        hot_seat.resized(columns)
        hot_seat.types("menu")
        # The line editor may show its prompt once more at the new width, before the help comes.
        for _ in range(4):
            hot_seat.types("help")
            if hot_seat.said.count("\n") > 4:
                break
        longest = max(map(len, hot_seat.said.splitlines()))
        assert widest - 15 <= longest <= widest, columns
    assert hot_seat.leaves(CTRL_D) == 0


# Signs and colours


def test_a_console_of_an_old_code_page_gets_the_signs_it_has(well: str) -> None:
    hot_seat = HotSeat(well, "--seed", "4", environment={"PYTHONIOENCODING": "cp1252"})
    hot_seat.reaches("choice", "Deeds")
    assert "#####....." in hot_seat.said
    lines = ["gift", "warm", "", "tracks", "note é", "offer", "1 2", "help", "back", "walk", "yes"]
    for line in (*lines, "é"):
        hot_seat.types(line)
        assert hot_seat.kind, line
    assert "−" not in hot_seat.seen
    assert "-4" in hot_seat.seen
    assert "“é”" in hot_seat.seen
    assert hot_seat.leaves(CTRL_C) == 130


@pytest.mark.parametrize(
    ("environment", "allowed"),
    [
        ({}, {"\x1b[1m", "\x1b[0m"}),
        ({"NO_COLOR": "1"}, set()),
        ({"TERM": "dumb"}, set()),
        ({"TERM": "dumb", "NO_COLOR": "1"}, set()),
    ],
    ids=["a terminal", "no colours wished", "a dumb terminal", "both"],
)
def test_colours_are_printed_where_they_can_be_and_are_wished(
    well: str, environment: dict[str, str], allowed: set[str]
) -> None:
    hot_seat = HotSeat(well, *BOTH, "--seed", "4", environment=environment).plays(Random(3))
    assert hot_seat.left() == 0
    assert END.search(hot_seat.seen)
    cleared = hot_seat.raw.count(WIPED)
    assert (cleared > 4) == ("TERM" not in environment)
    found = set(ESCAPE.findall(hot_seat.raw.replace(WIPED, "")))
    # The line editor erases, and says when what is pasted begins and ends.
    found -= {"\x1b[K", "\x1b[?2004h", "\x1b[?2004l"}
    assert bool(found) == bool(allowed)
    assert allowed <= found
    assert ("\x1b" in hot_seat.raw) == ("TERM" not in environment)


def test_a_pipe_gets_no_escapes(well: str) -> None:
    done = run("play", well, "--text", *BOTH, "--seed", "4", typed=b"\npass\n\n" * 9)
    assert b"\x1b" not in done.stdout + done.stderr


# Two at one screen


def test_at_the_curtain_nothing_of_the_other_is_left_on_the_screen_or_above_it(well: str) -> None:
    hot_seat = HotSeat(well, *BOTH, "--seed", "4", rows=30)
    hot_seat.reaches("choice", "Deeds")
    hot_seat.types("gift")
    for word in ("brief", "tracks", "score", "menu", "record", "help"):
        hot_seat.types(word)
    before = "\n".join(hot_seat.screen())
    for secret in ("Northern purse", "The northern paper.", "Your aim"):
        assert secret in before
    hot_seat.types("pass")
    assert hot_seat.types("") == "curtain"
    seen = [line for line in hot_seat.screen() if line]
    assert seen == [said("curtain.for", side="South"), said("curtain.ready", side="South")]
    hot_seat.types("")
    after = "\n".join(hot_seat.screen())
    for secret in ("orthern purse", "northern paper", "Your aim", "gift"):
        assert secret not in after
    hot_seat.reaches("choice", "Deeds")
    hot_seat.types("spy")
    hot_seat.types("pass")
    assert hot_seat.types("") == "curtain"
    seen = [line for line in hot_seat.screen() if line]
    assert seen == [said("curtain.for", side="North"), said("curtain.ready", side="North")]
    hot_seat.types("")
    after = "\n".join(hot_seat.screen())
    assert "South makes a secret move." in after
    for secret in ("A spy", "coffer", "southern paper"):
        assert secret not in after
    assert hot_seat.leaves(CTRL_D) == 0


def test_after_the_end_nothing_of_one_side_is_left_on_a_shared_screen(well: str) -> None:
    hot_seat = HotSeat(well, *BOTH, "--seed", "4")
    hot_seat.until()
    while not END.search(hot_seat.seen):
        deed = "spy" if ". A spy" in hot_seat.said else "pass"
        answers = {"Deeds": deed, "Talks": "pass", "News": "leave"}
        hot_seat.types(answers[hot_seat.phase] if hot_seat.kind == "choice" else "")
    hot_seat.types("record")
    shown = "\n".join(hot_seat.screen())
    assert END.search(shown)
    assert "South makes a secret move." in shown
    for secret in ("A spy", "coffer", "purse", "paper"):
        assert secret not in shown
    while hot_seat.types(""):
        pass
    assert hot_seat.left() == 0


# Keys


LEFT, UP, DOWN, HOME, BACKSPACE, DELETE = "\x1b[D", "\x1b[A", "\x1b[B", "\x01", "\x7f", "\x1b[3~"


YANKS = ("\x19", "\x1b\x19", "\x1by", "\x19\x1by")


def test_keys_edit_the_line_and_leave_no_garbage(well: str) -> None:
    hot_seat = at("a choice", well)
    prompt = hot_seat.said.splitlines()[-1]
    hot_seat.types(f"x{BACKSPACE}arn{LEFT}{DELETE}m{HOME}w")
    line = next(line for line in hot_seat.screen()[::-1] if line.startswith(prompt))
    assert line == f"{prompt}warm"
    assert "Warm word" in hot_seat.said
    assert hot_seat.kind == "choice"
    hot_seat.types(f"{LEFT}{UP}{DOWN}\t\x1b[C{LEFT}undo")
    assert said("choice.undone") in hot_seat.said
    assert "^[" not in hot_seat.seen
    assert hot_seat.leaves(CTRL_D) == 0


def test_no_key_brings_back_what_another_typed_or_deleted(well: str) -> None:
    hot_seat = HotSeat(well, *BOTH).reaches("choice", "Deeds")
    hot_seat.types("hush-hush")
    hot_seat.types("hush-again\x15")
    hot_seat.types("pass")
    assert hot_seat.types("") == "curtain"
    hot_seat.reaches("choice", "Deeds")
    for keys in (UP, UP * 3, *YANKS, "\x10", "\x12hush", "\x1b.", "\x1b_", "\x1b<"):
        hot_seat.child.send(f"{keys}\x07\r")
        hot_seat.until()
        assert "hush-" not in hot_seat.said, repr(keys)
    assert hot_seat.leaves(CTRL_D) == 0
