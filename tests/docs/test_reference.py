"""The key reference and the editors' schemas: up to date, complete, and true of every file."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from draft07 import errors

from game.authoring.language_reference.json_schema import (
    campaign_schema,
    fragment_schema,
    json_schema,
)
from game.authoring.language_reference.markdown import key_reference
from game.authoring.language_reference.translation_schema import translation_schema
from game.authoring.merge import SECTIONS, merge
from game.authoring.reading.files import Folder
from game.authoring.reading.nodes import plain
from game.authoring.reading.yaml_reader import read
from game.authoring.translation import texts_of
from game.model import shapes
from game.model.campaign import Campaign
from game.model.effects import STEP_WORDS
from game.model.expressions import ARITHMETIC, COMPARISONS, FUNCTIONS, PREDICATES
from game.model.scenario import Scenario

ROOT = Path(__file__).parent.parent.parent
SCHEMA = json_schema()
SCHEMAS = {
    "scenario": SCHEMA,
    "translation": translation_schema(),
    "fragment": fragment_schema(),
    "campaign": campaign_schema(),
}
FOLDERS = ("scenarios", "tests/scenarios", "tests/campaigns")
FILES = sorted(path for folder in FOLDERS for path in ROOT.glob(f"{folder}/**/*.yaml"))
SCENARIOS = [path for path in FILES if path.parent.name == "scenarios" and "." not in path.stem]
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
STALE = "what the language is has changed: run `python3 tools/dev.py tool reference`, then look"


def test_the_key_reference_is_up_to_date() -> None:
    assert (ROOT / "docs/keys.md").read_text(encoding="utf-8") == key_reference(), STALE


@pytest.mark.parametrize("kind", SCHEMAS)
def test_each_schema_for_editors_is_up_to_date(kind: str) -> None:
    written = (ROOT / f"assets/{kind}.schema.json").read_text(encoding="utf-8")
    assert json.loads(written) == SCHEMAS[kind], STALE


def records(cls: type = Scenario) -> Iterator[type]:
    yield cls
    for _, description in shapes.keys(cls).values():
        shape = description.shape
        while hasattr(shape, "of"):
            shape = shape.of
        if isinstance(shape, shapes.Record | shapes.RecordOr | shapes.Steps) and shape.load:
            yield from records(shape.load())
        elif isinstance(shape, shapes.Variant):
            for each in shape.load().values():
                yield from records(each)


@pytest.mark.parametrize("cls", list(dict.fromkeys([*records(), *records(Campaign)])))
def test_every_key_is_in_both_and_says_what_it_is_about(cls: type) -> None:
    campaign = SCHEMAS["campaign"]
    definitions = {"Campaign": campaign, **campaign["definitions"], **SCHEMA["definitions"]}
    listed, reference = definitions[cls.__name__], key_reference()
    for name, (_, description) in shapes.keys(cls).items():
        assert re.fullmatch(r"[A-Z`].*\.", description.about), description.about
        assert f"| `{name}` |" in reference
        assert listed["properties"][name]["description"] == description.about


def test_every_word_of_effects_and_expressions_is_described() -> None:
    text = key_reference()
    for word in STEP_WORDS:
        assert f"| `{word}:" in text
    for function in (*FUNCTIONS, *PREDICATES):
        assert f"| `{function}(" in text
    signs = " ".join(re.findall(r"^\| `([^`(]+)` \|", text[text.index("| Sign |") :], re.MULTILINE))
    assert {*ARITHMETIC, *COMPARISONS, "and", "or", "not", "if", "else"} <= {*signs.split()}


def test_every_link_of_the_reference_leads_to_a_heading() -> None:
    text = key_reference()
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    anchors = [title.lower().replace(" ", "-") for title in titles]
    assert len(set(anchors)) == len(anchors)
    links = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert links
    assert links - set(anchors) == set()


def mistakes(data: Any, kind: str = "scenario") -> list[str]:
    return list(errors(SCHEMAS[kind], data, SCHEMAS[kind]))


def kind_of(path: Path, data: dict[str, Any]) -> str:
    if data.keys() <= {*SECTIONS}:
        return "fragment"
    if "." in path.stem:
        return "translation"
    return "campaign" if "chapters" in data else "scenario"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_names_its_schema_in_its_first_line_and_passes_it(path: Path) -> None:
    document = read(path.name, path.read_bytes())
    data = plain(document.root)
    kind = kind_of(path, data)
    assert document.findings == []
    assert mistakes(data, kind) == []
    modeline = MODELINE.match(path.read_text(encoding="utf-8"))
    assert modeline is not None
    assert (path.parent / modeline[1]).resolve() == ROOT / "assets" / f"{kind}.schema.json"


def test_there_are_files_of_each_kind() -> None:
    kinds = {kind_of(path, plain(read(path.name, path.read_bytes()).root)) for path in FILES}
    assert kinds == {*SCHEMAS}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_unknown_key_stops_every_file(path: Path) -> None:
    data = plain(read(path.name, path.read_bytes()).root)
    kind = kind_of(path, data)
    assert mistakes({**data, "turm": 3}, kind)
    section = {"fragment": "tables", "campaign": "chapters"}.get(kind, "sides")
    assert mistakes({**data, section: {"north": {"nmae": "The North"}}}, kind)


@pytest.mark.parametrize("path", [*SCENARIOS, ROOT / "tests/every-text.yaml"], ids=lambda p: p.stem)
def test_a_translation_of_every_text_passes_the_schema_and_nothing_else_does(path: Path) -> None:
    root = merge(Folder(path)).root
    texts = texts_of(root)
    stub = translated(plain(root), (), {*texts})
    assert mistakes({"language": "fr", **stub}, "translation") == []
    assert mistakes({"turns": 3}, "translation")
    assert mistakes({"tracks": {"trust": {"start": 40}}}, "translation")


def translated(data: Any, path: tuple[str | int, ...], texts: set[tuple[str | int, ...]]) -> Any:
    """The translation of a part of a scenario: its texts, and `{}` where there are none."""
    if path in texts:
        return "Un texte"
    if isinstance(data, dict):
        parts = {key: translated(each, (*path, key), texts) for key, each in data.items()}
        return {key: part for key, part in parts.items() if part != {}}
    if isinstance(data, list):
        parts_of_list = [translated(each, (*path, i), texts) for i, each in enumerate(data)]
        return parts_of_list if any(part != {} for part in parts_of_list) else {}
    return {}


def small(**more: Any) -> dict[str, Any]:
    """A scenario that passes, with more in it."""
    side = {"name": "A side", "brief": "Read this.", "score": [{"label": "All", "points": "trust"}]}
    return {
        "format": 1, "id": "small", "title": "Small", "language": "en", "turns": 1,
        "sides": {"north": side, "south": side},
        "tracks": {"trust": {"start": 40}},
        "stages": {"talks": {"phases": "moves"}},
        "phases": {"moves": {"kind": "actions", "menus": ["moves"]}},
        "actions": {"wave": {"side": "north", "menu": "moves", "name": "Wave"}},
        "outcomes": {"over": {}},
        **more,
    }  # fmt: skip


def effects(steps: Any) -> dict[str, Any]:
    return small(opening=steps)


@pytest.mark.parametrize(
    "data",
    [
        small(),
        small(title=2024),
        small(summary="> 3"),
        small(phases={"news": {"kind": "injects", "draw": 1}}),
        {"tracks": {"trust": {"start": 40}}, "sources": {"KL-1": {"title": "A fragment"}}},
        effects({"trust": 3, "flow": "- flow // 2", "say": "It is so.", "to": "north"}),
        effects([{"when": "trust >= 3", "then": {"open": "talks"}, "else": [{"end": "over"}]}]),
        effects({"one_of": [{"weight": 2, "then": {"fire": "rain"}}, {"then": {"trust": -1}}]}),
        effects({"after": 2, "then": [{"reveal": "trust", "to": ["south"]}, {"promise": "calm"}]}),
    ],
)
def test_the_schema_lets_what_is_right_pass(data: Any) -> None:
    assert mistakes(data) == []


@pytest.mark.parametrize(
    "data",
    [
        {key: value for key, value in small().items() if key != "turns"},
        small(turn=3),
        small(turns="3"),
        small(turns=0),
        small(summary=" "),
        small(minutes=[45]),
        small(minutes=[45, 60, 75]),
        small(sides={"north": small()["sides"]["north"]}),
        small(tracks={"Trust": {}}),
        small(tracks={"trust": {"better": "higher"}}),
        small(tracks={"trust": {"range": [0, 1.5]}}),
        small(phases={"moves": {"kind": "actions", "menus": ["moves"], "rounds": 2}}),
        small(phases={"moves": {"menus": ["moves"]}}),
        small(allow={"hidden": "I know."}),
        small(map={"places": {"oslo": {"at": [200, 60]}}}),
        small(tests=[{"name": "It passes", "play": "pass"}]),
        effects("trust + 3"),
        effects({"trust": "3"}),
        effects({"trust": 0.5}),
        effects({"when": "trust >= 3", "trust": 1}),
        effects({"when": "trust >= 3"}),
        effects({"to": "north", "trust": 1}),
        effects({"open": "talks", "say": "It is open."}),
        effects({"one_of": []}),
        {"tracks": {"trust": {}}, "turns": 3},
    ],
)
def test_the_schema_stops_what_is_wrong(data: Any) -> None:
    assert len(mistakes(data)) >= 1


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("fragment", {"tracks": {"trust": {"start": 40}}, "turns": 3}),
        ("fragment", {"include": ["more/texts.yaml"]}),
        ("fragment", {"sides": small()["sides"]}),
        ("fragment", {"tracks": {"trust": {"start": 0.5}}}),
        ("translation", {"language": "French"}),
        ("translation", {"sides": {"north": {"name": {}}}}),
        ("translation", {"opening": [{"say": "C'est ouvert.", "trust": 3}]}),
        ("translation", {"calendar": [{"name": "mai"}]}),
    ],
)
def test_the_schemas_of_fragments_and_translations_stop_what_is_wrong(kind: str, data: Any) -> None:
    assert len(mistakes(data, kind)) >= 1


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("fragment", {"tracks": {"trust": {"start": 40}}, "sources": {"KL-1": {"title": "One"}}}),
        ("translation", {}),
        ("translation", {"calendar": ["mai", {}], "title": 2024}),
        ("translation", {"opening": [{}, {"then": {"say": "Oui."}, "else": [{"one_of": [{}]}]}]}),
        ("translation", {"phases": {"hall": {"name": "La salle", "text": "Une table."}}}),
    ],
)
def test_the_schemas_of_fragments_and_translations_let_what_is_right_pass(
    kind: str, data: Any
) -> None:
    assert mistakes(data, kind) == []
