"""docs/language.md: every example is run, and every key of the language is in one of them.

How its blocks are marked: `yaml scenario` is a whole one; `yaml` is laid over all before it and
stays; `yaml wrong` is laid over them and gives exactly the report in the `text` block behind it;
`yaml file PATH` lies beside the scenario; `yaml translation LANGUAGE` is its texts in a language;
`yaml campaign` is one whose chapters are the first example; `yaml whole FILE` is a scenario by
itself; `yml` is a part of what
`communique texts` writes after that.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tiny
from attrs import field, frozen
from draft07 import errors

from game import compile_rules, start, to_move
from game.authoring.campaigns import examine_campaign
from game.authoring.family import examine_family
from game.authoring.language_reference.json_schema import campaign_schema, json_schema
from game.authoring.load import examine, inspect
from game.authoring.merge import ReadNodes
from game.authoring.reading.files import Folder
from game.authoring.reading.nodes import Mapping, Scalar, Sequence, plain
from game.authoring.reading.yaml_builder import Document
from game.authoring.reading.yaml_reader import read
from game.bots.seats import make_bots
from game.cli import main
from game.engine.view import appraise
from game.lab.author_tests.tests import AuthorTestRunner
from game.lab.batches.campaign_games import play_campaigns
from game.model import shapes
from game.model.campaign import Campaign
from game.model.effects import STEP_WORDS
from game.model.expressions import FUNCTIONS, PREDICATES, Expression
from game.model.frozen import FrozenMap
from game.model.problems import Problem
from game.model.scenario import Scenario
from game.rules.campaigns import compile_campaign
from game.rules.compiled import Rules
from game.rules.evaluate import NO_PACKAGE, formula
from game.rules.expressions import parse
from game.session.driver import play
from game.session.game import Game

PATH = Path(__file__).parent.parent.parent / "docs/language.md"
PAGE = PATH.read_text(encoding="utf-8")
STALE = "mend the example, or run `.venv/bin/python tests/docs/renew_reports.py` and look"
NAME = "the-dam.yaml"
PAGES = {
    "glossary.md",
    "editors.md",
    "playing.md",
    "simulating.md",
    "keys.md",
    "room.md",
    "rules.md",
    "window.md",
}


@frozen
class Example:
    """A block of the page: its line, how it is marked, its text, and the report behind it."""

    line: int
    marks: tuple[str, ...]
    text: str = field(repr=False)
    report: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return self.marks[1] if len(self.marks) > 1 else "fragment"


def read_page() -> Iterator[Example]:
    block = re.compile(r"^```(yaml[^\n]*)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.M | re.S)
    for found in block.finditer(PAGE):
        line = PAGE.count("\n", 0, found.start()) + 1
        report = tuple((found.group(3) or "").splitlines())
        yield Example(line, tuple(found.group(1).split()), found.group(2), report)


BLOCKS = list(read_page())
EXAMPLES = [example for example in BLOCKS if example.kind not in ("campaign", "whole")]
WHOLE = [example for example in BLOCKS if example.kind == "whole"]
CAMPAIGNS = [example for example in BLOCKS if example.kind == "campaign"]


def lay(under: Mapping, over: Mapping, path: tuple[str, ...] = ()) -> None:
    """Puts an example over what stands there: keys join, all else replaces."""
    for key, (key_node, value) in over.entries.items():
        if key not in under.entries and path == ("outcomes",):
            last = list(under.entries)[-1]
            under.entries = {**under.entries, key: (key_node, value), last: under.entries[last]}
            under.entries[last] = under.entries.pop(last)
            continue
        before = under.entries.get(key, (None, None))[1]
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            lay(before, value, (*path, key))
        else:
            under.entries[key] = (key_node, value)


def built(upto: Example) -> Document:
    """The scenario as the page has it after an example."""
    document = read(NAME, b"")
    document.findings, document.damaged = [], set()
    for example in EXAMPLES[: EXAMPLES.index(upto) + 1]:
        stays = example.kind in ("scenario", "fragment")
        if stays or (example is upto and example.kind == "wrong"):
            more = read(NAME, example.text.encode())
            document.findings += more.findings
            document.damaged |= more.damaged
            lay(document.root, more.root)
    return document


def reader(example: Example) -> ReadNodes:
    """Reads files from disk, but the scenario as the page has it after an example."""
    return lambda shown, data: built(example) if shown == NAME else read(shown, data)


def check(
    example: Example, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """What `check --play` says about the page's scenario after an example, from its own folder."""
    monkeypatch.chdir(folder)
    Path(NAME).touch()
    for other in EXAMPLES:
        if other.kind == "file":
            path = Path(other.marks[2])
            path.parent.mkdir(exist_ok=True)
            path.write_text(other.text, encoding="utf-8")
    language = example.marks[2] if example.kind == "translation" else None
    if language is not None:
        Path(NAME).with_suffix(f".{language}.yaml").write_text(example.text, encoding="utf-8")

    versions = [*examine_family(Folder(Path(NAME)), language, reader(example))]
    # What an example begins, only a later one may use.
    problems = [p for version in versions for p in version.problems if p.code not in tiny.IDLE]
    for version in versions:
        found = version.checked
        if found.scenario is not None:
            failures = AuthorTestRunner(compile_rules(found.scenario)).failures()
            problems += map(found.to_problem, failures)
    return versions[0].checked.scenario, tuple(problems)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"line_{example.line}")
def test_every_example_gives_the_report_that_stands_behind_it(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario, problems = check(example, tmp_path, monkeypatch)
    assert tuple(map(str, problems)) == example.report, STALE
    assert bool(example.report) == (example.kind in ("wrong", "translation"))
    if example.kind in ("scenario", "fragment"):
        assert scenario is not None
        compile_rules(scenario)
        schema = json_schema()
        assert list(errors(schema, plain(built(example).root), schema)) == []


def test_the_first_example_is_the_file_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(NAME).write_text(EXAMPLES[0].text, encoding="utf-8")
    scenario, problems = inspect(NAME)
    assert scenario is not None
    assert [problem for problem in problems if problem.code not in tiny.IDLE] == []
    assert len(EXAMPLES[0].text.splitlines()) <= 30


@pytest.mark.parametrize("example", WHOLE, ids=lambda example: example.marks[2])
def test_a_scenario_by_itself_has_no_problem_and_is_played(
    example: Example,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    file = Path(example.marks[2])
    file.write_text(example.text, encoding="utf-8")
    assert main(["check", "--play", str(file)]) == 0
    assert capsys.readouterr().out == f"{file}: no problems, 1 test played\n"
    scenario, _ = inspect(str(file))
    assert scenario is not None
    for seed in range(20):
        game = Game(compile_rules(scenario), seed)
        play(game, make_bots(game.rules, dict.fromkeys(scenario.sides, "uniform"), seed), {})
        assert game.state.outcome >= 0


@pytest.mark.parametrize("example", CAMPAIGNS, ids=lambda example: f"line_{example.line}")
def test_a_campaign_of_the_page_has_no_problem_and_all_its_keys(
    example: Example, tmp_path: Path
) -> None:
    (tmp_path / NAME).write_text(EXAMPLES[0].text, encoding="utf-8")
    (tmp_path / "two-summers.yaml").write_text(example.text, encoding="utf-8")
    checked = examine_campaign(tmp_path / "two-summers.yaml")
    assert checked.problems == ()
    assert checked.campaign is not None
    root = read("", example.text.encode()).root
    assert list(errors(campaign_schema(), plain(root), campaign_schema())) == []
    known = {(cls, key) for cls in classes(Campaign) for key in shapes.keys(cls)}
    missing = {key for _, key in known - set(used_in(Campaign, root))}
    assert missing == {"summary", "language"}
    tally = play_campaigns(
        compile_campaign(checked.campaign), {"north": "uniform", "south": "uniform"}, 20, 1
    )
    assert tally.played(0) == 20


def test_the_stub_of_a_translation_on_the_page_is_what_the_command_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [translation] = (example.text for example in EXAMPLES if example.kind == "translation")
    [stub] = re.findall(r"^```yml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(tmp_path)
    Path(NAME).write_text(EXAMPLES[0].text, encoding="utf-8")
    french = Path(NAME).with_suffix(".fr.yaml")
    french.write_text(translation, encoding="utf-8")
    commands = re.findall(r"^communique (texts .*?)(?:  .*)?$", PAGE, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        assert main(command.split()) == 0
    assert stub in french.read_text(encoding="utf-8")
    assert "10 texts to translate, 3 kept" in capsys.readouterr().out


def rules_after(example: Example, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Rules:
    scenario, _ = check(example, folder, monkeypatch)
    assert scenario is not None
    return compile_rules(scenario)


@pytest.mark.parametrize("example", [EXAMPLES[0], None], ids=["first", "last"])
@pytest.mark.parametrize("seed", range(5))
def test_the_first_scenario_and_the_last_can_be_played_to_their_end(
    example: Example | None, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = rules_after(example or last(), tmp_path, monkeypatch)
    state = play(
        Game(rules, seed), make_bots(rules, dict.fromkeys(rules.sides, "uniform"), seed), {}
    )
    assert to_move(state) == ()
    assert state.turn <= 4


@pytest.mark.parametrize("example", [each for each in EXAMPLES if each.kind == "file"])
def test_a_file_of_the_page_that_extends_the_scenario_has_no_problem(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "extends:" in example.text:
        check(last(), tmp_path, monkeypatch)
        checked = examine(example.marks[2], None, reader(last()))
        assert checked.problems == ()
        assert checked.scenario is not None
        assert (
            list(errors(json_schema(), plain(read("", example.text.encode()).root), json_schema()))
            == []
        )


@cache
def last() -> Example:
    return [example for example in EXAMPLES if example.kind == "fragment"][-1]


def used(shape: Any, node: Any) -> Iterator[tuple[type, str]]:
    """Every key of every record that a node makes use of."""
    match shape, node:
        case ((shapes.Record(load=load) | shapes.RecordOr(load=load)), Mapping()):
            yield from used_in(load(), node)
        case shapes.Variant(key=key, load=load), Mapping():
            yield from used_in(load()[plain(node.entries[key][1])], node)
        case shapes.Steps(load=load), Sequence(items=items) if load is not None:
            for item in items:
                if isinstance(item, Mapping) and "effects" in item.entries:
                    yield from used_in(load(), item)
        case shapes.Many(of=of), Sequence(items=items):
            for item in items:
                yield from used(of, item)
        case shapes.Many(of=of), _:
            yield from used(of, node)
        case ((shapes.ById(of=of) | shapes.BySide(of=of) | shapes.ByCard(of=of)), Mapping()):
            for _, value in node.entries.values():
                yield from used(of, value)


def used_in(cls: type, node: Mapping) -> Iterator[tuple[type, str]]:
    for key, (_, description) in shapes.keys(cls).items():
        if key in node.entries:
            yield cls, key
            yield from used(description.shape, node.entries[key][1])


# Keys that so many records have that one example must do.
EVERYWHERE = {"allow", "source"}
# Keys of a file beside the scenario of the page.
BESIDE = {"extends"}


def test_every_key_of_the_language_is_in_an_example() -> None:
    found = set(used_in(Scenario, built(last()).root))
    known = {(cls, key) for cls in classes(Scenario) for key in shapes.keys(cls)}
    missing = {
        f"{cls.__name__}.{key}" for cls, key in known - found if key not in EVERYWHERE | BESIDE
    }
    assert missing == set()
    assert {key for _, key in found} >= EVERYWHERE


def classes(cls: type) -> Iterator[type]:
    yield cls
    for _, description in shapes.keys(cls).values():
        shape = description.shape
        while hasattr(shape, "of"):
            shape = shape.of
        loaded = shape.load() if getattr(shape, "load", None) is not None else ()
        for inner in loaded.values() if isinstance(loaded, dict) else [loaded] if loaded else []:
            yield from classes(inner)


def test_every_word_of_effects_is_in_an_example() -> None:
    words: set[str] = set()

    def walk(node: Any) -> None:
        if isinstance(node, Mapping):
            words.update(node.entries)
            for _, value in node.entries.values():
                walk(value)
        elif isinstance(node, Sequence):
            for item in node.items:
                walk(item)
        else:
            assert isinstance(node, Scalar)

    walk(built(last()).root)
    assert set(STEP_WORDS) - words == set()


def rows(head: str) -> list[list[str]]:
    """The rows of the page's table that begins so, cell by cell."""
    table = PAGE[PAGE.index(f"| {head} |") :].split("\n\n")[0]
    return [[cell.strip(" `") for cell in row.split("|")[1:-1]] for row in table.splitlines()[2:]]


@pytest.mark.parametrize(("text", "value"), rows("You write"))
def test_every_worked_expression_is_what_the_page_says(text: str, value: str) -> None:
    def no_name(_: Expression) -> int:
        raise AssertionError

    assert formula(parse(text), no_name)(None, NO_PACKAGE) == int(value)  # type: ignore[arg-type]


def test_every_question_of_expressions_is_in_the_table_and_can_be_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = [row[0] for row in rows("Question")]
    named = {re.split(r"\(", question)[0] for question in [*questions, *dict(rows("You write"))]}
    assert {*FUNCTIONS, *PREDICATES} <= named
    own = [q for q in questions if q.startswith(("worth(", "reserve("))]
    lines = [f"      - {{label: A line, points: {question}}}" for question in own]
    then = [f"      - ({question}) > -99" for question in questions if question not in own]
    text = [
        "sides:",
        "  north:",
        "    score:",
        *lines,
        "tests:",
        "  - name: All",
        "    then:",
        *then,
    ]
    asked = Example(0, ("yaml",), "\n".join(text))
    monkeypatch.setattr(f"{__name__}.EXAMPLES", [*EXAMPLES, asked])
    assert check(asked, tmp_path, monkeypatch)[1] == ()


def test_the_worked_example_of_worth_is_what_the_rules_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    products = re.findall(r"(\d+) × (\d+) // 100 = (\d+)", PAGE)
    assert len(products) >= 4
    for weight, value, worth in products:
        assert int(weight) * int(value) // 100 == int(worth)
    rules = rules_after(last(), tmp_path, monkeypatch)
    state = next(s for seed in range(99) if (s := start(rules, seed)).cards[0] == 0)
    package = FrozenMap({"release": "half", "notice": "week", "gauges": "both"})
    north, south = (
        str(appraise(rules, state, side, "treaty", package)) for side in ("north", "south")
    )
    assert ["together", north, south] in rows("issue")


def test_every_link_leads_somewhere() -> None:
    anchors = {title.lower().replace(" ", "-") for title in re.findall(r"^#+ (.+)$", PAGE, re.M)}
    links = re.findall(r"\]\(([^)]+)\)", PAGE)
    assert {link[1:] for link in links if link.startswith("#")} <= anchors
    assert {link.split("#")[0] for link in links if not link.startswith("#")} == PAGES
