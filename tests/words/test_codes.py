"""Codes are closed sets: each is made somewhere, and each has its sentence."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

from game.model.entries import CauseKind, EntryCode
from game.model.log_events import LogEvent
from game.model.play import TableStatus
from game.model.refusals import RefusalCode
from game.session.records.record import RecordErrorCode
from game.session.seats import SeatErrorCode
from game.words.english.engine import SENTENCES
from game.words.english.terminal import TERMINAL

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "game").rglob("*.py"))

SPOKEN_OTHERWISE = {"changed": "entry.change", "said": None}
"""Entries whose sentence stands under another key, or is the author's own."""


def calls(*names: str) -> Iterator[ast.Call]:
    """Every call in game/ of a function or class with one of these names."""
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        here = any(f"{name}(" in text for name in names)
        for node in ast.walk(ast.parse(text)) if here else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if name in names:
                    yield node


def made(*names: str, at: int = 0) -> dict[str, set[str]]:
    """By code that is written out in a call of these names, the names of the values given;
    at: which of the arguments is the code."""
    codes: dict[str, set[str]] = {}
    for call in calls(*names):
        for node in ast.walk(call.args[at]) if call.args[at:] else ():
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                values = {keyword.arg or "" for keyword in call.keywords}
                codes[node.value] = codes.get(node.value, values) & values
    return codes


def slots(key: str) -> set[str]:
    """The values that an English sentence names."""
    sentence = SENTENCES[key]
    texts = (sentence,) if isinstance(sentence, str) else sentence
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


def keys(start: str) -> set[str]:
    """What follows this in the keys of the sentences."""
    return {key.removeprefix(start) for key in SENTENCES if key.startswith(start)}


def test_every_refusal_code_is_made_and_has_its_sentence_and_none_is_left_over() -> None:
    codes = set(get_args(RefusalCode))
    assert codes == set(made("refusal", "Refusal"))
    assert codes == keys("refused.")


def test_every_code_of_a_record_error_is_made_and_its_sentence_names_its_values() -> None:
    codes = made("RecordError")
    assert set(get_args(RecordErrorCode)) == set(codes) == keys("record.") - {"torn"}  # no error
    assert [code for code in codes if not slots(f"record.{code}") >= codes[code]] == []


def test_every_code_of_a_seat_error_is_made_and_its_sentence_names_its_values() -> None:
    codes = made("SeatError")
    assert set(get_args(SeatErrorCode)) == set(codes) == keys("seat.")
    assert [code for code in codes if not slots(f"seat.{code}") >= codes[code]] == []


def test_every_entry_code_has_one_event_that_the_engine_logs() -> None:
    events = get_args(LogEvent)
    assert sorted(get_args(EntryCode)) == sorted(event.code for event in events)
    engine = "\n".join(p.read_text(encoding="utf-8") for p in SOURCES if "engine" in p.parts)
    named = {node.id for node in ast.walk(ast.parse(engine)) if isinstance(node, ast.Name)}
    assert {event.__name__ for event in events} <= named


def test_every_entry_code_has_its_sentence_and_none_is_left_over() -> None:
    wanted = {SPOKEN_OTHERWISE.get(code, f"entry.{code}") for code in get_args(EntryCode)}
    assert wanted - {None} <= SENTENCES.keys()
    first_words = {key.partition(".")[0] for key in keys("entry.")}
    assert first_words - {"change", "becomes", "rose", "fell", "stays"} <= set(get_args(EntryCode))


def test_every_kind_of_cause_is_made() -> None:
    assert set(get_args(CauseKind)) == set(made("Cause"))


def test_every_status_of_a_table_has_its_word() -> None:
    assert {f"status.{status}" for status in get_args(TableStatus)} <= TERMINAL.keys()


PLANTED = """# mypy: warn-unreachable
from game.model.entries import Cause, Entry
from game.model.log_events import TrackChanged, LogEvent
from game.model.refusals import Refusal, RefusalCode, refusal
from game.model.play import TableView
from game.session.records.record import RecordError

Refusal("cooldwon")
refusal("not-ofered", action="x")
Cause("injekt", "injects/x")
TrackChanged(track="trust", asked=1, gott=1, value=1)
TableView(id="pact", status="colapsed", rounds_left=0)
RecordError("damagd", line=1)


def is_rest(why: Refusal, event: LogEvent, entry: Entry) -> bool:
    return why.code == "cooldwon" or event.code == "chnaged" or entry.code == "acted"


def kind(cause: Cause) -> str:
    match cause.kind:
        case "injekt":
            return "an inject"
        case _:
            return "something else"
"""


def test_mypy_refuses_a_misspelt_code(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(PLANTED, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(ROOT / ".mypy_cache"),
         "--config-file", str(ROOT / "pyproject.toml"), str(planted)],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    lines = PLANTED.split("\n")
    wrong = {int(each.split(":")[1]) for each in run.stdout.splitlines() if ": error:" in each}
    assert {lines[number - 1].split("(")[0].strip() for number in wrong} == {
        "Refusal",
        "refusal",
        "Cause",
        "TrackChanged",
        "TableView",
        "RecordError",
        'return "an inject"',
        'return why.code == "cooldwon" or event.code == "chnaged" or entry.code == "acted"',
    }
    assert run.stdout.count('"comparison-overlap"') + run.stdout.count("[comparison-overlap]") == 2
