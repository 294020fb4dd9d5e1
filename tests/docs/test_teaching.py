"""The notes for trainers say what is so, command by command, name by name."""

import contextlib
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from attrs import fields, has
from teaching import IDS, each, italics, prose, scenario, table, text

from game.authoring.shipped import shipped
from game.cli import main
from game.web.network import server


def test_every_scenario_that_comes_with_the_game_has_notes_for_trainers() -> None:
    assert set(IDS) == set(shipped())


# Commands


def commands(id: str) -> list[tuple[list[str], str | None]]:
    """The arguments of every command, and the file its output goes to."""
    found = re.findall(r"(?:^|`|\| )communique ([^`\n>#]+)(?:> (\S+))?", text(id), re.MULTILINE)
    return [(args.split(), file or None) for args, file in found]


FEW_GAMES = {"-n": "40", "--experts": "0", "--forbids": "0"}
"""Enough to see that a measurement runs: in full it takes a computer long."""


def shortened(args: list[str]) -> list[str]:
    """The arguments of a command, those of a measurement with fewer games."""
    if args[0] != "balance":
        return args
    few = [FEW_GAMES.get(before, arg) for before, arg in zip(["", *args], args, strict=False)]
    return [*few, "--lists", "0"]


@each
def test_every_command_of_the_notes_runs(
    id: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(server, "serve", lambda *given, **_more: given[-1]())
    (tmp_path / f"my-{id}.yaml").write_bytes(shipped()[id].read_bytes())
    assert len(commands(id)) == text(id).count("communique ") > 0
    for args, file in commands(id):
        monkeypatch.setattr("sys.stdin", io.StringIO("quit\nquit\n"))
        out, errors = io.StringIO(), io.StringIO()
        window = args[0] == "play" and "--text" not in args
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
            own_port = ["--port", "0"] if args[0] == "host" else []
            code = main([*shortened(args), *["--text"][:window], *own_port])
        if args[0] == "host":  # a room that is open for a moment tells where it is kept
            assert out.getvalue().startswith("The room ")
        assert (code, errors.getvalue() if args[0] != "host" else "") == (0, ""), args
        if file:  # a print of one team's papers, and of no other's
            assert out.getvalue().count("For your eyes only") == 1


@each
def test_the_notes_begin_with_the_room_and_come_to_one_laptop_second(id: str) -> None:
    assert [args[0] for args, _ in commands(id)][:2] == ["host", "play"]
    notes = text(id)
    assert notes.index("### In a room") < notes.index("### On one laptop") < notes.index("## 3.")


# Names


def names(thing: object) -> Iterator[str]:
    """Every name in a scenario, wherever it stands."""
    if isinstance(thing, Mapping):
        yield from (name for value in thing.values() for name in names(value))
    elif isinstance(thing, tuple):
        yield from (name for value in thing for name in names(value))
    elif has(cls := type(thing)):
        for field in fields(cls):
            value = getattr(thing, field.name)
            if field.name == "name" and isinstance(value, str):
                yield value
            else:
                yield from names(value)


@each
def test_what_is_in_italics_is_a_name_in_the_scenario(id: str) -> None:
    known = {*names(scenario(id)), *scenario(id).variants.values(), "in italics"}
    assert [name for name in italics(prose(id)) if name not in known] == []


@each
def test_keys_are_sources_and_codes_are_objectives(id: str) -> None:
    found = {
        key
        for keys in re.findall(r"\[([A-Z][A-Za-z0-9,\s-]*)\](?!\()", prose(id))
        for key in re.split(r",\s*", keys)
    }
    assert found
    assert found - set(scenario(id).sources) == set()
    assert set(re.findall(r"\bLO\d+\b", text(id))) == set(scenario(id).objectives)
    listed = {key.strip("[]"): as_of for key, _, as_of in table(id, "key", "what", "as of").rows}
    assert set(listed) == found
    for key, as_of in listed.items():
        assert str(scenario(id).sources[key].as_of) == as_of, key


@each
def test_the_news_said_to_be_from_the_record_is_what_the_scenario_calls_historical(
    id: str,
) -> None:
    begun = text(id).index("**From the record**")
    said = italics(text(id)[begun : text(id).index("**Invented**", begun)])
    historical = [inject.name for inject in scenario(id).injects.values() if inject.historical]
    assert sorted(said) == sorted(historical)
