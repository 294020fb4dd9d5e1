"""Games at a real terminal, driven key by key, and its screen read as a person reads it."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from random import Random

import pytest
from sitting import CTRL_C, CTRL_D, ESCAPE, WIPED, Sitting
from well import FRENCH, run, said, written

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.cli import main
from game.session.file import read_file
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


def at(place: str, *args: str) -> Sitting:
    """Somebody who has come to a place in the small game."""
    kind, phase, answers = {**PLACES, **SHARED}[place]
    seats = BOTH if place in SHARED and "--continue" not in args else ()
    sitting = Sitting(*args, *seats)
    if kind == "sure of accepting":
        # Once the other's offer stands, it is accepted.
        sitting.reaches("choice", "Talks")
        while "1. Accept the offer" not in sitting.said:
            sitting.types("offer water=ours" if sitting.kind == "choice" else "")
        sitting.types("1")
        assert sitting.kind == kind
        return sitting
    return sitting.reaches(kind, phase, **answers)


# Whole games


@pytest.mark.parametrize("seats", ["first", "second", "both"])
def test_the_shipped_game_is_played_to_its_end_at_a_terminal(seats: str, tmp_path: Path) -> None:
    one, other = load(shipped()[SHIPPED]).sides
    who = {"first": ("me", "uniform"), "second": ("uniform", "me"), "both": ("me", "me")}[seats]
    record = tmp_path / "a.game"
    sitting = Sitting(
        SHIPPED, "--seed", "5", "--record", str(record),
        "--seat", f"{one}={who[0]}", "--seat", f"{other}={who[1]}",
    ).plays(Random(seats))  # fmt: skip
    assert sitting.left() == 0
    assert END.search(sitting.seen)
    assert " ".join(sitting.seen.split()).endswith(
        f"{said('ending.saved')} {said('command.record', file=record)}"
    )
    assert max(len(line) for line in sitting.lines if str(record) not in line) <= 80
    assert main(["replay", str(record)]) == 0


# What can be asked


def test_every_command_of_help_answers_at_a_terminal_and_asks_the_same_again(
    well: str, tmp_path: Path
) -> None:
    sitting = at("a table", well, "--no-record")
    prompt = sitting.said.splitlines()[-1]
    sitting.types("help")
    typed = re.findall(r"^  ([a-z]+)(?: \[?[A-Z]+\]?)? +\w", sitting.said, re.MULTILINE)
    assert len(typed) == len(set(typed)) > 10
    arguments = {"note": "Hm – é", "save": str(tmp_path / "a.game"), "record": "1"}
    choices = {"offer", "pass", "walk"}
    for word in sorted(set(typed) - {"quit", "language", "help"} - choices):
        line = f"{word} {arguments.get(word, '')}".rstrip()
        assert sitting.types(line) == "choice", word
        # The line as typed, its answer, the prompt.
        assert len(sitting.said.splitlines()) >= 3, word
        assert sitting.said.splitlines()[-1] == prompt, word
        assert "is not on the list" not in sitting.said, word
    french = language("fr").counted("choice.prompt", 3, last=3)
    sitting.presses("language fr\r", f"{french} ")
    sitting.child.send("language en\r")
    sitting.until()
    assert said("language.now") in sitting.said
    sitting.child.send("quit\r")
    assert sitting.left() == 0
    assert read_file(tmp_path / "a.game").lines[-1].note == "North: Hm – é"


# Nonsense


@pytest.mark.parametrize("place", [*list(PLACES)[1:], "an acceptance"])
def test_nonsense_at_any_prompt_is_answered_and_asked_again(well: str, place: str) -> None:
    sitting = at(place, well, "--seed", "4")
    kind, prompt = sitting.kind, sitting.said.splitlines()[-1]
    for line in ODD:
        if kind == "confirm" and not line.strip():
            continue
        assert sitting.types(line) == kind, line
        answer = sitting.said.splitlines()
        assert answer[-1] == prompt, line
        assert answer[-2].strip(), line
    assert sitting.leaves(CTRL_D) == 0


def test_at_a_pause_and_at_a_curtain_any_line_goes_on(well: str) -> None:
    sitting = Sitting(well, *BOTH)
    sitting.reaches("pause")
    assert sitting.types("foo") == "curtain"
    assert sitting.types("99 é→") == "pause"
    assert "The southern paper." in sitting.seen
    assert sitting.types("walk") == "curtain"
    assert sitting.types("") == "pause"
    assert "The northern paper." in sitting.seen
    assert sitting.types("offer water=ours") == "choice"
    assert sitting.leaves(CTRL_D) == 0


def test_quit_asks_once_more_and_nonsense_takes_it_back(well: str) -> None:
    sitting = at("a table", well, "--seed", "4", "--no-record")
    for line in ("quit", "foo", "quit", "tracks", "quit"):
        assert sitting.types(line) == "choice"
        asked = said("quit.unsaved") in " ".join(sitting.said.split())
        assert asked == (line == "quit")
    assert sitting.leaves("quit\r") == 0
    assert sitting.lines[-2:] == [said("left"), ""]


# Ctrl-C and Ctrl-D


@everywhere()
def test_a_recorded_game_is_whole_wherever_one_breaks_off_and_goes_on_from_there(
    well: str, tmp_path: Path, place: str
) -> None:
    record = tmp_path / "a.game"
    sitting = at(place, well, "--seed", "4", "--record", str(record))
    there, kind, decided = sitting.phase, sitting.kind, len(read_file(record).lines)
    farewell = f"{said('left.saved')} {said('command.record', file=record)}"
    assert sitting.leaves(CTRL_C) == 130
    assert " ".join(sitting.seen.split()).endswith(f"{said('interrupted')} {farewell}")
    assert len(read_file(record).lines) == decided
    assert main(["replay", str(record)]) == 0

    if place == "the pause before the game":
        again = Sitting("--continue", "--record", str(record)).reaches("pause")
    elif place in SHARED:
        again = Sitting("--continue", "--record", str(record))
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


@everywhere()
@pytest.mark.parametrize(("key", "code"), [(CTRL_C, 130), (CTRL_D, 0)], ids=["C", "D"])
def test_one_who_breaks_off_without_a_record_is_told_so(
    well: str, place: str, key: str, code: int
) -> None:
    sitting = at(place, well, "--seed", "4", "--no-record")
    before, decided = len(sitting.seen), place not in UNDECIDED
    if decided:
        sitting.presses(key, "without saving:")
        assert sitting.leaves("\r") == code
    else:
        assert sitting.leaves(key) == code
    last = " ".join(sitting.seen[before:].split())
    asked = [said("interrupted")] * (code == 130) + [said("rescue")] * decided
    assert last == " ".join([*asked, said("left")])


# Windows


@pytest.mark.parametrize("columns", [60, 40])
@pytest.mark.parametrize("game", ["well", "shipped"])
def test_no_line_is_longer_than_a_narrow_window(well: str, columns: int, game: str) -> None:
    words = ("help", "tracks", "tables", "score", "brief", "situation", "menu", "record", "foo")
    if game == "well":
        sitting = Sitting(
            well, "--text", "--no-record", *BOTH, "--seed", "4", columns=columns, rows=200
        )
        for kind, phase, answers in PLACES.values():
            sitting.reaches(kind, phase, **answers)
            for word in words if kind not in ("pause", "curtain") else ():
                assert sitting.types(word) == kind, (word, phase)
            away = {"draft": "back", "sure of walking out": "no"}
            sitting.types(away.get(kind, ""))
        sitting.plays(Random(1))
        assert END.search(sitting.seen)
    else:
        sitting = Sitting(
            SHIPPED, "--text", "--no-record", "--seed", "4", columns=columns, rows=200
        ).reaches("choice")
        for word in words:
            sitting.types(word)
        luck = Random(2)
        for _ in range(40):
            sitting.types("" if sitting.kind == "pause" else luck.choice(["1", "", "2", "yes"]))
        sitting.leaves(f"{CTRL_D}\r")
    assert not [line for line in sitting.printed if len(line) > columns]
    assert any(len(line) > columns - 5 for line in sitting.printed)


def test_an_answer_longer_than_the_window_is_read_page_by_page(well: str) -> None:
    sitting = Sitting(well, "--seed", "4", rows=12).reaches("choice", "Deeds")
    assert sitting.types("help") == "pause"
    pages = [sitting.said]
    while sitting.kind == "pause":
        assert len(pages[-1].splitlines()) <= 13  # with the line that was typed
        sitting.types("")
        pages.append(sitting.said)
    assert len(pages) >= 2
    assert sitting.kind == "choice"
    assert said("help.quit") in " ".join(pages[-1].split())
    assert sitting.leaves(CTRL_D) == 0


def test_lines_follow_a_window_that_is_resized_while_one_plays(well: str) -> None:
    sitting = at("a choice", well)
    for columns, widest in ((50, 50), (200, 80), (40, 40), (20, 40)):
        sitting.resized(columns)
        sitting.types("menu")
        sitting.types("help")
        longest = max(map(len, sitting.said.splitlines()))
        assert widest - 15 <= longest <= widest, columns
    assert sitting.leaves(CTRL_D) == 0


# Signs and colours


def test_a_console_of_an_old_code_page_gets_the_signs_it_has(well: str) -> None:
    sitting = Sitting(well, "--seed", "4", environment={"PYTHONIOENCODING": "cp1252"})
    sitting.reaches("choice", "Deeds")
    assert "#####....." in sitting.said
    lines = ["gift", "warm", "", "tracks", "note é", "offer", "1 2", "help", "back", "walk", "yes"]
    for line in (*lines, "é"):
        sitting.types(line)
        assert sitting.kind, line
    assert "−" not in sitting.seen
    assert "-4" in sitting.seen
    assert "“é”" in sitting.seen
    assert sitting.leaves(CTRL_C) == 130


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
    sitting = Sitting(well, *BOTH, "--seed", "4", environment=environment).plays(Random(3))
    assert sitting.left() == 0
    assert END.search(sitting.seen)
    cleared = sitting.raw.count(WIPED)
    assert (cleared > 4) == ("TERM" not in environment)
    found = set(ESCAPE.findall(sitting.raw.replace(WIPED, "")))
    # The line editor erases, and says when what is pasted begins and ends.
    found -= {"\x1b[K", "\x1b[?2004h", "\x1b[?2004l"}
    assert bool(found) == bool(allowed)
    assert allowed <= found
    assert ("\x1b" in sitting.raw) == ("TERM" not in environment)


def test_a_pipe_gets_no_escapes(well: str) -> None:
    done = run("play", well, "--text", *BOTH, "--seed", "4", typed=b"\npass\n\n" * 9)
    assert b"\x1b" not in done.stdout + done.stderr


# Two at one screen


def test_at_the_curtain_nothing_of_the_other_is_left_on_the_screen_or_above_it(well: str) -> None:
    sitting = Sitting(well, *BOTH, "--seed", "4", rows=30)
    sitting.reaches("choice", "Deeds")
    sitting.types("gift")
    for word in ("brief", "tracks", "score", "menu", "record", "help"):
        sitting.types(word)
    before = "\n".join(sitting.screen())
    for secret in ("Northern purse", "The northern paper.", "Your aim"):
        assert secret in before
    sitting.types("pass")
    assert sitting.types("") == "curtain"
    seen = [line for line in sitting.screen() if line]
    assert seen == [said("curtain.for", side="South"), said("curtain.ready", side="South")]
    sitting.types("")
    after = "\n".join(sitting.screen())
    for secret in ("orthern purse", "northern paper", "Your aim", "gift"):
        assert secret not in after
    sitting.reaches("choice", "Deeds")
    sitting.types("spy")
    sitting.types("pass")
    assert sitting.types("") == "curtain"
    seen = [line for line in sitting.screen() if line]
    assert seen == [said("curtain.for", side="North"), said("curtain.ready", side="North")]
    sitting.types("")
    after = "\n".join(sitting.screen())
    assert "South does something undisclosed." in after
    for secret in ("A spy", "coffer", "southern paper"):
        assert secret not in after
    assert sitting.leaves(CTRL_D) == 0


def test_after_the_end_nothing_of_one_side_is_left_on_a_shared_screen(well: str) -> None:
    sitting = Sitting(well, *BOTH, "--seed", "4")
    sitting.until()
    while not END.search(sitting.seen):
        deed = "spy" if ". A spy" in sitting.said else "pass"
        answers = {"Deeds": deed, "Talks": "pass", "News": "leave"}
        sitting.types(answers[sitting.phase] if sitting.kind == "choice" else "")
    sitting.types("record")
    shown = "\n".join(sitting.screen())
    assert END.search(shown)
    assert "South does something undisclosed." in shown
    for secret in ("A spy", "coffer", "purse", "paper"):
        assert secret not in shown
    while sitting.types(""):
        pass
    assert sitting.left() == 0


# Keys


LEFT, UP, DOWN, HOME, BACKSPACE, DELETE = "\x1b[D", "\x1b[A", "\x1b[B", "\x01", "\x7f", "\x1b[3~"


YANKS = ("\x19", "\x1b\x19", "\x1by", "\x19\x1by")


def test_keys_edit_the_line_and_leave_no_garbage(well: str) -> None:
    sitting = at("a choice", well)
    prompt = sitting.said.splitlines()[-1]
    sitting.types(f"x{BACKSPACE}arn{LEFT}{DELETE}m{HOME}w")
    line = next(line for line in sitting.screen()[::-1] if line.startswith(prompt))
    assert line == f"{prompt}warm"
    assert "Warm word" in sitting.said
    assert sitting.kind == "choice"
    sitting.types(f"{LEFT}{UP}{DOWN}\t\x1b[C{LEFT}undo")
    assert said("choice.undone") in sitting.said
    assert "^[" not in sitting.seen
    assert sitting.leaves(CTRL_D) == 0


def test_no_key_brings_back_what_another_typed_or_deleted(well: str) -> None:
    sitting = Sitting(well, *BOTH).reaches("choice", "Deeds")
    sitting.types("hush-hush")
    sitting.types("hush-again\x15")
    sitting.types("pass")
    assert sitting.types("") == "curtain"
    sitting.reaches("choice", "Deeds")
    for keys in (UP, UP * 3, *YANKS, "\x10", "\x12hush", "\x1b.", "\x1b_", "\x1b<"):
        sitting.child.send(f"{keys}\x07\r")
        sitting.until()
        assert "hush-" not in sitting.said, repr(keys)
    assert sitting.leaves(CTRL_D) == 0
