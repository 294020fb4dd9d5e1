"""No input makes `inspect` raise or hang: a little of `tools/fuzz.py`, and what it once found."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import Written, documents

from game.authoring.load import inspect

TOOL = Path(__file__).parent.parent.parent / "tools" / "fuzz.py"
LIMIT = 10.0  # seconds an input may take: a busy machine is no hang


@pytest.fixture(scope="module")
def fuzz() -> Any:
    """The fuzzer's module."""
    spec = importlib.util.spec_from_file_location("fuzz_under_test", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_hundreds_of_broken_scenarios_are_reported_each_in_its_place(
    fuzz: Any, tmp_path: Path
) -> None:
    failures = fuzz.run(1, range(400), tmp_path / "input", LIMIT, fuzz.bases())
    assert [(failure.number, failure.kind) for failure in failures] == []


def test_an_input_follows_from_its_seed_and_number_alone(fuzz: Any) -> None:
    bases = fuzz.bases()[:12]
    assert [fuzz.make(3, i, bases) for i in range(9)] == [fuzz.make(3, i, bases) for i in range(9)]
    assert fuzz.make(3, 1, bases) != fuzz.make(4, 1, bases)


def test_the_fuzzer_tells_what_was_raised_and_where(
    fuzz: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.authoring.merge._expand_paths", lambda *_: 1 // 0)
    given = fuzz.Input({"scenario.yaml": b"a: 1\nb: 2\n"})
    failure = fuzz.attempt(given, tmp_path / "input", LIMIT)
    assert failure.kind == "ZeroDivisionError in merge.py:read_own"
    assert "division" in failure.report
    small = fuzz.smaller(given, failure.kind, tmp_path / "small", LIMIT)
    assert small.files == {"scenario.yaml": b""}


@pytest.mark.skipif(not hasattr(__import__("signal"), "setitimer"), reason="no such clock")
def test_the_fuzzer_ends_what_would_go_on_for_ever(
    fuzz: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def for_ever(*_: object) -> None:
        while True:
            pass

    monkeypatch.setattr("game.authoring.merge._expand_paths", for_ever)
    failure = fuzz.attempt(fuzz.Input({"scenario.yaml": b""}), tmp_path / "input", 0.05)
    assert failure.kind.startswith("TookTooLong in ")


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_the_fuzzer_lays_down_files_of_every_kind(fuzz: Any, tmp_path: Path) -> None:
    bases = [*fuzz.bases()[:1], *fuzz.bases()[-12:]]
    kinds = {kind for i in range(600) for kind in fuzz.make(5, i, bases).odd.values()}
    assert kinds == {*fuzz.ODD_FILES, "file"}
    for kind in fuzz.ODD_FILES:
        given = fuzz.Input({"scenario.yaml": TINY, "scenario.fr.yaml": b""}, "fr")
        given.odd["scenario.fr.yaml"] = kind
        assert fuzz.attempt(given, tmp_path / "input", LIMIT) is None
        path = tmp_path / "input" / "scenario.fr.yaml"
        assert path.is_symlink() == kind.startswith("link")
        assert path.is_fifo() == (kind == "pipe")
        assert path.exists() or kind in ("missing", "link to nothing", "link to itself")


@pytest.mark.skipif(sys.platform == "win32", reason="nobody may make links there")
def test_the_fuzzer_notices_what_is_read_from_outside_the_folder(
    fuzz: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "game.authoring.reading.files.read_inside", lambda _folder, path, _: path.read_bytes()
    )
    given = fuzz.Input({"scenario.yaml": TINY, "scenario.fr.yaml": b""}, "fr")
    given.odd["scenario.fr.yaml"] = "link out"
    assert fuzz.attempt(given, tmp_path / "input", LIMIT).kind.startswith("Leaked in ")


@pytest.mark.parametrize("escape", [r"\e", r"\x9b", r"\0", r"\u202e", r"\ud800", r"\u2066"])
def test_the_fuzzer_notices_a_problem_that_cannot_be_printed(
    fuzz: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, escape: str
) -> None:
    data = TINY.replace(b"side: [north, south]", b'side: "x%s"' % escape.encode())
    assert fuzz.attempt(fuzz.Input({"scenario.yaml": data}), tmp_path / "input", LIMIT) is None
    if escape == r"\ud800":
        return  # the YAML library refuses it first
    monkeypatch.setattr("game.authoring.reading.yaml_builder.find_forbidden", lambda _text: None)
    monkeypatch.setattr("game.authoring.load.neutralise", lambda text: text)
    failure = fuzz.attempt(fuzz.Input({"scenario.yaml": data}), tmp_path / "input", LIMIT)
    assert failure.kind.startswith("Unprintable in ")


@given(st.binary(max_size=200))
def test_any_bytes_are_reported_and_are_no_scenario(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    path.write_bytes(data)
    scenario, problems = inspect(path)
    assert scenario is None
    assert any(problem.severity == "error" for problem in problems)


@given(documents())
def test_any_yaml_is_reported_and_is_no_scenario(
    tmp_path_factory: pytest.TempPathFactory, written: Written
) -> None:
    path = tmp_path_factory.getbasetemp() / "data.yaml"
    path.write_text(written.text, encoding="utf-8", newline="\n")
    scenario, problems = inspect(path)
    assert scenario is None
    assert {"missing-key"} <= {problem.code for problem in problems}


TINY = b"""
format: 1
id: tiny
title: Tiny
language: en
turns: 3
sides:
  north: {name: North, brief: Go., score: [{label: Trust, points: trust}]}
  south: {name: South, brief: Go., score: [{label: Trust, points: trust}]}
tracks: {trust: {start: 50}}
stages: {main: {phases: [deeds]}}
phases: {deeds: {kind: actions, menus: [deeds]}}
actions: {warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}}
outcomes: {calm: {name: Calm}}
values: {a: VALUE}
"""
NAMELESS = TINY.replace(b"VALUE", b"nothing").replace(
    b"{trust: {start: 50}}", b'{trust: {start: 50}, "TRACK": {levels: {x: X, y: Y}, start: x}}'
)
# What was found, by the fuzzer or by thinking of large files, made small: each raised, hung, or was
# reported at a place outside the file.
FOUND = {
    "a bracket left open at the end of the file": b"phases: [moves,",
    "a brace left open at the end of the file": b"            value: {",
    "a key left open in braces at the end of the file": b"a:\n  b: {north: 100, sou",
    "a directive without a document": b"%YAML 1.1",
    "a line of dashes in a bracket": b"id: [" + b"- " * 200_000 + b"\nb: 1\n",
    "a line of dashes with a slip behind it": b"a: 1\n" + b"- " * 200_000 + b"\n  b: ]\n",
    "a million blanks in a text": b"a: [x" + b" " * 1_000_000 + b"y: z ] b\nb: 1\n",
    "a long row of words before a second colon": b"a: " + (b"x" * 3000 + b" ") * 300 + b": b\n",
    "a deep thing with an attribute": TINY.replace(b"VALUE", b"(" + b"-" * 900 + b"trust).x"),
    "a deep thing that is called": TINY.replace(b"VALUE", b"(" + b"-" * 900 + b"trust)(1)"),
    "a number that swallows a word": TINY.replace(b"VALUE", b"1.or 2"),
    "a track without a name, and a name of nothing": NAMELESS.replace(b"TRACK", b""),
    "a track of an invisible name, and a name of nothing": NAMELESS.replace(b"TRACK", b"\\ufffe"),
    "a long row of values, each in need of the next": TINY.replace(
        b"a: VALUE", b", ".join(b"v%d: v%d + 1" % (i, i + 1) for i in range(300)) + b", v300: trust"
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_once_went_wrong_is_reported_in_its_place(
    fuzz: Any, tmp_path: Path, name: str
) -> None:
    failure = fuzz.attempt(fuzz.Input({"scenario.yaml": FOUND[name]}), tmp_path / "input", LIMIT)
    assert failure is None, failure.report
