"""The page on editors: what it shows can be read, and the server behind it marks what is wrong."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from language_server import ROOT, LanguageServer, find_server

from game.authoring.reading.nodes import Mapping, Node, Sequence
from game.authoring.reading.yaml_reader import read
from game.authoring.shipped import schemas
from game.cli import main
from game.model import shapes
from game.model.scenario import Scenario

PAGE = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
FOLDERS = ("scenarios", "tests/scenarios", "tests/campaigns")
FILES = sorted(path for folder in FOLDERS for path in ROOT.glob(f"{folder}/**/*.yaml"))
SERVER = find_server()
needs_server = pytest.mark.skipif(
    SERVER is None,
    reason="yaml-language-server is not installed: npm install --no-save yaml-language-server",
)


def block(language: str) -> str:
    """The first block of the page in a language."""
    [text, *_] = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(text)


def server_settings() -> dict[str, Any]:
    """The settings of the server that the page shows for Helix, as for every other editor."""
    servers = tomllib.loads(block("toml"))["language-server"]
    settings: dict[str, Any] = servers["yaml-language-server"]["config"]["yaml"]
    return settings


# The page


def test_the_page_begins_with_a_line_that_leads_from_a_scenario_to_its_schema() -> None:
    modeline, *_ = block("yaml").splitlines()
    path = modeline.removeprefix("# yaml-language-server: $schema=")
    assert (ROOT / "scenarios" / path).resolve() == ROOT / "assets" / "scenario.schema.json"
    shipped = (ROOT / "scenarios" / "kuala-lumpur.yaml").read_text(encoding="utf-8")
    assert shipped.startswith(f"{modeline}\n")


def test_the_page_names_every_schema_and_each_is_where_it_says() -> None:
    named = re.findall(r"^\| a (\w+).*\| `(.*)` \|$", PAGE, re.MULTILINE)
    assert [kind for kind, _ in named] == list(schemas())
    for kind, path in named:
        assert (ROOT / path).resolve() == schemas()[kind]
        assert (ROOT / path).is_file()


def test_the_commands_of_the_page_are_understood(capsys: pytest.CaptureFixture[str]) -> None:
    [command] = re.findall(r"^communique (.+?)  ", PAGE, re.MULTILINE)
    assert main(command.split()) == 0
    assert all(path.as_posix() in capsys.readouterr().out for path in [schemas()["scenario"]])


def test_no_editor_is_told_to_look_for_schemas_on_the_internet() -> None:
    assert json.loads(block("json"))["yaml.schemaStore.enable"] is False
    assert server_settings() == {"schemaStore": {"enable": False}}
    assert "schemaStore = { enable = false }" in block("lua")


def test_neovim_and_helix_start_the_server_that_npm_installs() -> None:
    helix = tomllib.loads(block("toml"))["language-server"]["yaml-language-server"]
    [program, option] = helix["args"]
    folder, name = "yaml-server/node_modules/yaml-language-server", "/bin/yaml-language-server"
    assert (helix["command"], option) == ("node", "--stdio")
    assert program.endswith(folder + name)
    assert f'"~/{folder}"' in block("lua")
    assert f'{{ "node", server .. "{name}", "--stdio" }}' in block("lua")


# The language server, where it is installed


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    assert SERVER is not None
    server = LanguageServer(SERVER, server_settings())
    yield server
    server.close()


def show(server: LanguageServer, kind: str, text: str) -> tuple[Path, list[str]]:
    """Opens a file in scenarios/ that isn't on disk; its path, and what is marked in it."""
    path = ROOT / "scenarios" / f"shown-{kind}-{crc32(text.encode())}.yaml"
    modeline = f"# yaml-language-server: $schema=../assets/{kind}.schema.json\n"
    return path, server.problems(path, modeline + text)


@needs_server
def test_there_is_no_false_alarm_in_any_scenario_translation_or_fragment(
    server: LanguageServer,
) -> None:
    for path in FILES:
        marked = server.problems(path, path.read_text(encoding="utf-8"))
        assert marked == [], path.name


EXTENDING = "format: 1\nid: a\nextends: kuala-lumpur\n"
CHANGES = """\
turns: 4
summary: null
tables.minute.rounds: 6
tracks:
  trust: {start: 30, better: null}
  chips.start: 12
phases:
  talks: {rounds: 1, when: null}
actions.envoy.effects: {trust: +1}
injects: {leak: null}
each_turn: [{trust: -1}]
"""


@needs_server
def test_there_is_no_false_alarm_in_changes_to_a_scenario(server: LanguageServer) -> None:
    below = "".join(f"    {line}\n" for line in CHANGES.splitlines())
    whole = (ROOT / "tests" / "bad" / "valid.yaml").read_text(encoding="utf-8")
    assert show(server, "scenario", EXTENDING + CHANGES)[1] == []
    assert show(server, "scenario", f"{whole}\nvariants:\n  short:\n{below}")[1] == []
    assert show(server, "scenario", f"{EXTENDING}variants:\n  short:\n{below}")[1] == []


@needs_server
@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("scenario", "format: 1\nid: a\nturms: 3\n"),
        ("scenario", "tracks:\n  trust: {start: 40, rnage: [0, 100]}\n"),
        ("scenario", "tracks:\n  trust: {start: 40, range: [0, much]}\n"),
        ("scenario", "format: 1\nid: a\nvariants:\n  short: {turms: 3}\n"),
        ("scenario", f"{EXTENDING}turms: 3\n"),
        ("scenario", f"{EXTENDING}tracks: {{trust: {{strat: 3}}}}\n"),
        ("translation", "language: fr\nvariants: {short: {turns: 3}}\n"),
        ("translation", "language: fr\nturns: 3\n"),
        ("translation", "sides:\n  north: {nmae: Le nord}\n"),
        ("fragment", "tracks:\n  trust: {start: 40}\nturns: 3\n"),
        ("fragment", "actions:\n  wave: {menu: deeds, side: north, nmae: Wave}\n"),
    ],
)
def test_what_is_wrong_is_marked(server: LanguageServer, kind: str, text: str) -> None:
    assert show(server, kind, text)[1] != []


@needs_server
@pytest.mark.parametrize(
    ("kind", "text", "keys"),
    [
        ("scenario", "", {"format", "sides", "tracks", "phases", "map", "include"}),
        ("scenario", "tracks:\n  trust:\n    ", {"start", "range", "bands", "seen_by"}),
        ("scenario", "actions:\n  wave:\n    ", {"menu", "side", "cost", "effects", "when"}),
        ("scenario", "variants:\n  short:\n    ", {"turns", "title", "minutes", "injects"}),
        ("scenario", "variants:\n  short:\n    tracks:\n      trust:\n        ", {"start"}),
        ("scenario", EXTENDING, {"turns", "title", "tracks", "variants", "include"}),
        ("scenario", f"{EXTENDING}tracks:\n  trust:\n    ", {"start", "range", "bands"}),
        ("translation", "sides:\n  north:\n    ", {"name", "brief", "seats", "score"}),
        ("fragment", "", {"sources", "tracks", "actions", "injects", "personas"}),
    ],
)
def test_the_keys_that_can_stand_at_a_place_are_offered(
    server: LanguageServer, kind: str, text: str, keys: set[str]
) -> None:
    path, _ = show(server, kind, text)
    offered = server.completions(path, 1 + text.count("\n"), len(text.rpartition("\n")[2]))
    assert keys <= set(offered)
    if kind == "translation":
        assert "colour" not in offered


def described_keys(shape: Any, node: Node) -> Iterator[tuple[str, int, int, str]]:
    """The keys below a node of a scenario: each with its line and column and what it is about."""
    match shape, node:
        case ((shapes.Record(load=load) | shapes.RecordOr(load=load)), Mapping(entries=entries)):
            known = shapes.keys(load())
            for key, (key_node, value) in entries.items():
                if key in known:
                    about = known[key][1].about
                    yield key, key_node.mark.line - 1, key_node.mark.column, about
                    yield from described_keys(known[key][1].shape, value)
        case shapes.ById(of=of), Mapping(entries=entries):
            for _, value in entries.values():
                yield from described_keys(of, value)
        case shapes.Many(of=of), Sequence(items=items):
            for item in items:
                yield from described_keys(of, item)
        case _:
            pass


@needs_server
def test_each_key_is_explained(server: LanguageServer) -> None:
    text = (ROOT / "tests" / "every-text.yaml").read_text(encoding="utf-8")
    path, _ = show(server, "scenario", text)
    root = read(path.name, text.encode()).root
    once = {
        (key, about): (line, column)
        for key, line, column, about in described_keys(shapes.Record(lambda: Scenario), root)
    }
    assert len(once) > 60
    for (key, about), (line, column) in once.items():
        # The first line names the schema.
        assert about in server.hover(path, line + 1, column).replace("\\", ""), key
