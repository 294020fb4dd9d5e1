"""Records that are kept: what they gave when they were written they give for ever (rule 9.3)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from game.authoring.shipped import shipped
from game.cli import main
from game.engine import effects
from game.engine.draft import Draft
from game.model.version import RULES_VERSION
from game.rules.compiled import ActionsRules
from game.session.game import Game
from game.session.lines import read_record
from game.session.record import RecordError
from game.session.replay import replay
from game.words.records import trouble

FOLDER = Path(__file__).parents[1] / "records"
RECORDS = sorted(FOLDER.glob("*.game"))
RENEW = "renew what is kept with `.venv/bin/python tests/records/renew.py`, and read the difference"
RAISE = "raise RULES_VERSION in game/model/version.py"
LARGEST = 60_000

every_record = pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)


def replayed(path: Path) -> Game:
    """The game of a record that is kept."""
    try:
        return replay(read_record(path.read_bytes()))
    except RecordError as error:
        pytest.fail(
            f"{path.name}: {trouble(error)}\n"
            f"What digests a record has was changed. Where that is meant, {RAISE}, so that older "
            f"records are refused and not misread; then {RENEW}",
            pytrace=False,
        )


@every_record
def test_9_3_a_record_that_is_kept_gives_the_same_digests(path: Path) -> None:
    replayed(path)


@every_record
def test_9_3_a_record_that_is_kept_bears_the_version_of_the_rules(path: Path) -> None:
    header = json.loads(path.read_bytes().split(b"\n")[0])
    assert header["rules"] == RULES_VERSION, f"RULES_VERSION was raised: {RENEW}"


@every_record
def test_a_record_that_is_kept_is_small_and_has_the_line_ends_of_every_system(path: Path) -> None:
    data = path.read_bytes()
    header = json.loads(data.split(b"\n")[0])
    scenario = sum(len(text.encode()) for text in header["files"].values())
    assert len(data) < LARGEST + scenario
    assert [name for name in header["files"] if ".fr." in name] == []
    assert b"\r" not in data
    assert data.endswith(b"}\n")


def test_every_shipped_scenario_has_a_record_and_its_game_can_be_read() -> None:
    kept = {path.name for path in FOLDER.iterdir()}
    wanted = {f"{name}.{kind}" for name in shipped() for kind in ("game", "txt")}
    assert sorted(wanted - kept) == [], RENEW


@pytest.mark.parametrize("scenario", shipped())
def test_a_game_of_bots_reads_as_it_did(scenario: str, capsys: pytest.CaptureFixture[str]) -> None:
    kept = (FOLDER / f"{scenario}.txt").read_bytes().decode("utf-8")
    assert main(["play", scenario, "--auto", "--seed", "1"]) == 0
    assert capsys.readouterr().out == kept, f"it reads otherwise now; where that is meant, {RENEW}"


def held(game: Game) -> set[str]:
    """What happened in a game, and what was done besides deciding."""
    found = {entry.code for moment in game.moments for entry in moment.entries}
    for line, before in zip(game.lines, game.moments, strict=False):
        words = str(line.deed).split()
        found.add("new luck" if "luck" in words else words[0].rstrip(":"))
        found |= {"timeout"} if line.timeout else set()
        phase = game.rules.phases[before.state.phase] if before.state.phase >= 0 else None
        together = isinstance(phase, ActionsRules) and phase.together
        found |= {"together"} if together and all(before.state.picks) else set()
    return found


def test_what_records_depend_on_happens_in_those_that_are_kept() -> None:
    found = {thing for path in RECORDS for thing in held(replayed(path))}
    wanted = {
        *("agreed", "collapsed", "expired", "lapsed", "opened", "walked", "undisclosed"),
        *("together", "asked", "answered", "promised", "kept", "broken", "dealt", "paid"),
        *("injected", "revealed", "stage", "ended", "facilitator", "timeout"),
        *("note", "pause", "resume", "rewind", "new luck"),
    }
    assert sorted(wanted - found) == []


def _not_clamped(asked: int, _high: int) -> int:
    return asked


def _shifted(draft: Draft, site: int, *, _draw: Callable[[Draft, int], int] = Draft.draw) -> int:
    return _draw(draft, site) + 1


def _nothing_asked(_draft: object, _track: int, _asked: int, *_rest: object) -> None:
    return


@pytest.mark.parametrize(
    ("owner", "name", "changed"),
    [
        pytest.param(effects, "min", _not_clamped, id="tracks leave their range"),
        pytest.param(Draft, "draw", _shifted, id="other luck"),
        pytest.param(effects, "change", _nothing_asked, id="nothing changes"),
    ],
)
def test_a_record_that_is_kept_tells_a_change_of_the_engine(
    owner: object, name: str, changed: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owner, name, changed, raising=False)
    told = []
    for path in RECORDS:
        try:
            replayed(path)
        except pytest.fail.Exception as failure:
            told.append(str(failure))
    assert told
    assert all(RAISE in each and RENEW in each for each in told)
