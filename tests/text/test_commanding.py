"""What the facilitator types in the terminal, and what people write to each other there."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import tiny
from well import ONE, TWO, files, spaced, told, written

from game.cli import main
from game.model.decisions import FACILITATOR, Decision
from game.session.game import Game
from game.session.records.file import read_file
from game.session.records.recorded_actions import Announce, HandOver, Message
from game.session.records.saved import Saving
from game.text.console import Console
from game.text.play import play_text

PLAIN = """
injects: {storm: {name: The storm, text: Roofs fly., at: 3, effects: {trust: -9}}}
personas: {dove: {name: Dove, sides: [south], tags: {}}}
"""


def played(typed: str, seats: dict[str, str] | None = None) -> tuple[Game, str]:
    """A tiny game in which this is typed, and what is shown of it."""
    game, out = Game(tiny.rules(PLAIN), 1), io.StringIO()
    seats = seats or {"north": "me", "south": "me"}
    saving = Saving(game, seats, files)
    play_text(game, seats, Console(io.StringIO(typed), out), saving)
    return game, spaced(out.getvalue())


def deeds(game: Game) -> list[str]:
    return [str(line.action) for line in game.lines]


START = "\n" * 5
"""Past the papers of two sides and the curtains between them."""


@pytest.mark.parametrize(
    ("typed", "deed"),
    [
        ("inject storm", "facilitator: inject storm"),
        ("hold storm", "facilitator: hold storm"),
        ("set trust 40", "facilitator: set trust 40"),
        ("SET Trust 40", "facilitator: set trust 40"),
        ("end calm", "facilitator: end calm"),
        ("end", "facilitator: end"),
        ("announce Ten minutes", "announce"),
        ("seat south dove", "seat south dove"),
        ("for north warm", "north: warm"),
        ("for north: pass", "north: pass"),
    ],
)
@pytest.mark.parametrize("before", ["facilitator: ", "facilitator ", "Facilitator:  "])
def test_the_facilitator_can_type_every_command_at_a_prompt(
    typed: str, deed: str, before: str
) -> None:
    game, _ = played(f"{START}{before}{typed}\n")
    assert deeds(game) == [deed]
    assert game.lines[0].by_facilitator == deed.startswith("north")
    assert game.lines[0].note == ("Ten minutes" if deed == "announce" else "")


def test_release_follows_hold() -> None:
    game, seen = played(f"{START}facilitator: hold storm\nfacilitator: release storm\n")
    assert deeds(game) == ["facilitator: hold storm", "facilitator: release storm"]
    assert seen.count("Done.") == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("inject strom", "There is no event “strom” here."),
        ("release storm", "“The storm” is not held back."),
        ("set calm 4", "There is no track “calm” here."),
        ("seat East me", "There is no side “East” here."),
        ("seat south hawk", "No player called “hawk” can play South; write me, dove,"),
        ("announce", "There is nothing written in it."),
        ("for south warm", "It is not South’s turn"),
        ("for north dance", "There is no action “dance” here."),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_reason(typed: str, sentence: str) -> None:
    game, seen = played(f"{START}facilitator: {typed}\n")
    assert deeds(game) == []
    assert sentence.split("'")[0] in seen


@pytest.mark.parametrize("typed", ["", "help", "dance", "inject", "set trust", "seat south", "for"])
def test_where_it_is_no_command_all_there_are_are_shown(typed: str) -> None:
    game, seen = played(f"{START}facilitator: {typed}\n")
    assert deeds(game) == []
    assert ("“dance” is no command of the facilitator." in seen) == (typed == "dance")
    for form in ("inject ID", "set TRACK NUMBER", "announce WORDS", "seat SIDE WHO"):
        assert form in seen


def test_the_list_shows_what_is_hidden_only_to_whom_says_to_be_the_facilitator() -> None:
    _, seen = played(f"{START}facilitator: list\nno\n")
    assert "Nothing was shown." in seen
    assert "storm" not in seen
    _, seen = played(f"{START}facilitator: hold storm\nfacilitator: list\nyes\n")
    for line in ("storm  The storm · held back", "secret  Secret: 7", "south  A team"):
        assert line.lower() in seen.lower(), line


def test_help_names_the_facilitator_at_every_prompt() -> None:
    _, seen = played(f"{START}help\n")
    assert "facilitator COMMAND" in seen
    assert "tell SIDE WORDS" in seen


def test_the_side_at_the_prompt_is_asked_anew_with_what_has_changed() -> None:
    game, seen = played(f"{START}facilitator: inject storm\nwarm\n\n")
    assert deeds(game) == ["facilitator: inject storm", "north: warm"]
    after = seen.split("Done.")[1]
    assert after.index("The storm") < after.index("Your choice")


def test_picks_that_were_planned_are_dropped_when_the_facilitator_decides() -> None:
    """In the well both sides make two picks at once."""
    seen = told("\n\n\n1\nfacilitator: for north warm\nquit\nquit\n", ONE)
    assert "Decided for North." in seen
    assert "You can do one more thing" in seen.split("Decided for North.")[1]


def test_a_seat_can_be_handed_to_a_bot_and_back_while_it_decides() -> None:
    game, seen = played(f"{START}facilitator: seat north uniform\n")
    assert deeds(game)[0] == "seat north uniform"
    assert deeds(game)[1].startswith("north: ")
    assert "North is played by" in seen
    game, _ = played("\n\n\nfacilitator: seat south me\n1\n\n\n\n\n1\n\n", ONE)
    assert deeds(game)[0] == "seat south me"
    assert [d for d in deeds(game)[1:3] if d.startswith("south")]


def test_when_all_seats_are_handed_over_bots_play_to_the_end() -> None:
    game, seen = played(f"{START}facilitator: seat south dove\nfacilitator: seat north uniform\n")
    assert not game.state.to_move
    assert "Calm" in seen


def test_an_announcement_is_read_by_each_side_once_when_it_comes_to_decide() -> None:
    _, seen = played(f"{START}facilitator: announce Ten minutes\n1\n\n\n1\n\n")
    said = "The facilitator announces: Ten minutes"
    assert seen.count(said) == 2
    assert seen.index(said) > seen.index("Announced.")


def test_people_write_to_each_other_and_only_whom_it_is_for_reads_it() -> None:
    game, seen = played(f"{START}tell south Warm yourself\n1\n\n\n1\n\n")
    assert isinstance(game.lines[0].action, Message)
    assert game.lines[0].note == "Warm yourself"
    assert seen.count("North to South: Warm yourself") == 1
    assert "Sent." in seen


@pytest.mark.parametrize("typed", ["tell", "tell south", "tell so?uth hallo", "tell all "])
def test_who_writes_to_nobody_is_told_how(typed: str) -> None:
    game, seen = played(f"{START}{typed}\n")
    assert deeds(game) == []
    assert "Type tell, a side or all, and what you want to say." in seen


def test_words_to_nobody_and_too_many_are_refused() -> None:
    game, seen = played(f"{START}tell East hallo\ntell south {'x' * 501}\ntell all: hallo\n")
    assert deeds(game) == ["north tells all"]
    assert "There is no side “East” here." in seen
    assert "at most 500 characters" in seen


def test_in_french_all_of_it_can_be_typed_in_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "puits.yaml"
    path.write_text(tiny.whole(PLAIN).replace("language: en", "language: fr"), encoding="utf-8")
    typed = "animateur : retenir storm\nanimateur: annoncer Dix minutes\nanimateur\nquitter\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(f"\n\n{typed}"))
    record = tmp_path / "puits.game"
    seats = ["--seat", "north=me", "--seat", "south=uniform"]
    code = main(["play", str(path), "--text", "--record", str(record), *seats])
    seen = spaced(capsys.readouterr().out)
    assert code == 0
    actions = [line.action for line in read_file(record).lines]
    assert [type(action) for action in actions] == [Decision, Announce]
    assert isinstance(actions[0], Decision)
    assert actions[0].side == FACILITATOR
    assert "L’animateur annonce : Dix minutes" in seen
    assert "retenir ID" in seen


def test_a_game_is_continued_with_the_seats_it_has_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, record = written(tmp_path), tmp_path / "well.game"
    monkeypatch.setattr("sys.stdin", io.StringIO("\n\n\nfacilitator: seat south me\nquit\n"))
    assert main(["play", str(path), "--text", "--record", str(record)]) == 0
    assert HandOver("south", "me") in [line.action for line in read_file(record).lines]
    monkeypatch.setattr("sys.stdin", io.StringIO("\nquit\n"))
    assert main(["play", "--continue", "--record", str(record), "--text"]) == 0
    assert "The southern paper." in capsys.readouterr().out or TWO
