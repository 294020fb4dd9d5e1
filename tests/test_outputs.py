"""What commands print with `--json` is what the published JSON Schemas say."""

import argparse
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

import many
import pytest
import tiny
from described import assert_described, fits

import game
from game.authoring.shipped import output_schemas
from game.cli import _parser, main
from game.cli.schemas.outputs import OUTPUTS, output_schema, schema_of

pytestmark = pytest.mark.usefixtures("compiled")

MORE = """
settings:
  push: {value: 3, range: [0, 9], name: How hard they push}
  gift: {value: 2, range: [0, 5]}
deals: {mood: {to: north, cards: {good: {name: Good, brief: Yes.}, bad: {name: Bad, brief: No.}}}}
personas:
  warmer: {name: Warmer, tracks: {trust: 5}}
  cooler: {name: Cooler, tracks: {trust: -5}}
"""
TEXT = tiny.whole(
    many.TEXT.replace("effects: {trust: +3}", "effects: {trust: +push}").replace(
        "trust}]}\n  south", "trust + gift}]}\n  south"
    )
    + MORE
)
OWN_BOT = "def choose(request):\n    return request.legal.moves[0]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("tiny.yaml").write_text(TEXT, encoding="utf-8")
    Path("mine.py").write_text(OWN_BOT, encoding="utf-8")
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """What a command prints with --json, which its schema describes."""
    assert main([*words, "--json"]) in (0, 1)
    return assert_described(words[0], capsys.readouterr().out)


@cache
def options(scenario: str) -> dict[str, str]:
    """Words of a command line that name things of a scenario."""
    own = game.load(scenario)
    setting, other = [id for id, each in own.settings.items() if each.bounds[0] < each.bounds[1]][
        :2
    ]
    side, *_ = own.sides
    slot = next(id for id, each in own.actions.items() if side in each.side)
    low, high = own.settings[setting].bounds
    bot = next(id for id, each in own.personas.items() if side in (each.sides or own.sides))
    return {
        "setting": setting,
        "value": str(high),
        "ends": f"{setting}={low}..{high}:{high - low}",
        "other_ends": "{}={}..{}".format(other, *own.settings[other].bounds),
        "seat": f"{side}={bot}",
        "own_seat": f"{side}=mine.py:choose",
        "aim": f"score.{side}=0..1",
        "slot": f"{side}:{slot}",
        "bot": bot,
    }


COMMANDS = {
    "simulate": "simulate {scenario} -n 20",
    "simulate, changed": "simulate {scenario} -n 20 --set {setting}={value} --forbid {slot}",
    "simulate, own bot": "simulate {scenario} -n 3 --seat {own_seat}",
    "simulate, pairings": "simulate {scenario} --pairings -n 5",
    "simulate, pairings kept": "simulate {scenario} --pairings -n 5 --out kept",
    "simulate, one game": "simulate {scenario} -n 1",
    "balance": "balance {scenario} -n 4 --experts 0 --forbids 1 --lists 0",
    "balance, one game": "balance {scenario} -n 1 --experts 0 --forbids 0 --lists 0",
    "sweep": "sweep {scenario} --vary {ends} -n 20 --seat {seat}",
    "sweep, one game": "sweep {scenario} --vary {ends} --vary {other_ends} -n 1",
    "sensitivity": "sensitivity {scenario} -n 10",
    "sensitivity, sobol": "sensitivity {scenario} -n 20 --vary {ends} --sobol 4 --morris 2",
    "sensitivity, one game": "sensitivity {scenario} -n 1",
    "tune": "tune {scenario} --vary {ends} --aim {aim} --no-claims -n 5 --trials 2",
    "tune, balance": "tune {scenario} --vary {ends} --balance -n 2 --trials 1",
    "compare": "compare {scenario} -n 20 --other-set {setting}={value} --other-seat {seat}",
    "compare, one game": "compare {scenario} -n 1 --other-set {setting}={value}",
    "tournament": "tournament {scenario} -n 2",
    "tournament, own bot": "tournament {scenario} -n 2 --bots uniform mine.py:choose",
    "check": "check {scenario} --words",
}


SHIPPED = {case for case in COMMANDS if "," not in case} | {"simulate, changed"}
"""What is printed of a shipped scenario too, one case for each command."""


@pytest.mark.parametrize(
    ("case", "scenario"),
    [
        (case, scenario)
        for case in COMMANDS
        for scenario in ("tiny.yaml", "kuala-lumpur")
        if scenario == "tiny.yaml" or case in SHIPPED
    ],
)
def test_what_a_command_prints_is_what_its_schema_says(
    case: str, scenario: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = COMMANDS[case].format(scenario=scenario, **options(scenario))
    document = printed(capsys, *command.split())
    for path in folder.glob("*/results.json"):
        results = assert_described(command.split()[0], path.read_text(encoding="utf-8"))
        assert results == {key: document[key] for key in results}


def test_an_expert_and_a_blind_list_are_described(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del folder
    sizes = ("-n", "2", "--experts", "1", "--lists", "1")
    document = printed(capsys, "balance", "tiny.yaml", *sizes)
    assert document["blind_lists"]
    assert document["among_experts"]


@pytest.mark.parametrize("command", ["simulate", "sweep"])
def test_a_run_that_goes_on_prints_what_its_schema_says(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["tiny.yaml", "-n", "20", "--out", "run"]
    if command == "sweep":
        words += ["--vary", "push=0..9:9"]
    first = printed(capsys, command, *words)
    again = printed(capsys, command, *words)
    assert again["games"] == first["games"]
    written = (folder / "run" / "results.json").read_text(encoding="utf-8")
    assert "seconds" not in assert_described(command, written)


def test_problems_and_records_are_described(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("wrong.yaml").write_text(TEXT.replace("turns: 4", "turns: many"), encoding="utf-8")
    assert printed(capsys, "check", "wrong.yaml")["problems"]
    assert main(["play", "tiny.yaml", "--auto", "--record", "monday.game"]) == 0
    capsys.readouterr()
    assert printed(capsys, "replay", "monday.game")["same"] is True
    assert printed(capsys, "debrief", "monday.game", "--budget", "5")["no_account"] is None
    lines = Path("monday.game").read_text(encoding="utf-8").splitlines()
    Path("torn.game").write_text("\n".join([lines[0], *lines[2:]]) + "\n", encoding="utf-8")
    assert printed(capsys, "replay", "torn.game")["same"] is False
    del folder


# The schemas themselves


def commands_with_json() -> Iterator[str]:
    (commands,) = (
        each for each in _parser()._actions if isinstance(each, argparse._SubParsersAction)
    )
    for name, parser in commands.choices.items():
        if "--json" in parser._option_string_actions:
            yield name


def test_every_command_with_json_has_a_schema() -> None:
    assert sorted(commands_with_json()) == sorted(OUTPUTS)


@pytest.mark.parametrize("command", OUTPUTS)
def test_each_published_schema_is_up_to_date(command: str) -> None:
    published = output_schemas()[command]
    assert published.parent == Path(game.__file__).parent.parent / "assets" / "outputs"
    assert json.loads(published.read_text(encoding="utf-8")) == output_schema(command), (
        "what commands print has changed: run `python3 tools/dev.py tool reference`, then look"
    )
    assert set(output_schemas()) == set(OUTPUTS)


@pytest.mark.parametrize("command", OUTPUTS)
def test_a_schema_describes_every_key_in_a_sentence_and_allows_no_other(command: str) -> None:
    schema = output_schema(command)
    assert schema["$id"] == f"urn:communique:output:{command}"
    for definition in schema["$defs"].values():
        assert definition["additionalProperties"] is False
        assert re.fullmatch(r"[A-Z].*\.", definition["description"], re.DOTALL)
        for each in definition["properties"].values():
            assert re.fullmatch(r"\w.*\.", each["description"]), each


def test_a_schema_stops_what_lacks_a_key(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del folder
    document = printed(capsys, "compare", "tiny.yaml", "-n", "2", "--other-set", "push=9")
    for key in document:
        assert not fits("compare", {name: document[name] for name in document if name != key})
    assert not fits("compare", {**document, "plans": document["plans"][:1]})


def test_a_type_that_json_lacks_and_two_of_one_name_are_refused() -> None:
    class Pair(TypedDict):
        """A pair."""

        both: tuple[int, int]

    def same() -> Any:
        class Same(TypedDict):
            """One of two."""

        return Same

    with pytest.raises(TypeError, match="JSON has no"):
        schema_of(Pair)
    with pytest.raises(TypeError, match="two types are named Same"):
        schema_of(same() | same())
