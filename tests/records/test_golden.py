"""Records that are kept: what they gave when they were written they give for ever (rule 9.3)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from golden import (
    BEFORE,
    FOLDER,
    SUFFIX,
    Golden,
    content_hash,
    golden_of,
    golden_text,
    kept_record,
    read_golden,
)

from game.authoring.reading.files import KeptFiles
from game.authoring.shipped import shipped
from game.cli import main
from game.engine import effects
from game.model.frozen import FrozenMap
from game.model.version import REPLAYABLE_VERSIONS, RULES_VERSION
from game.rules import rng
from game.rules.compiled import ActionsRules
from game.rules.rng import branch
from game.session.game import Game
from game.session.records.record import RecordError
from game.session.records.replay import replay
from game.words.error_words import describe_record_error

WHOLE = sorted(FOLDER.glob("*.game"))
GOLDEN = sorted(FOLDER.glob(f"*{SUFFIX}"))
RECORDS = [*WHOLE, *GOLDEN]
OF_EARLIER = [
    pytest.param(version, path, id=f"{version}-{path.stem}")
    for version, folder in BEFORE.items()
    for path in sorted([*folder.glob("*.game"), *folder.glob(f"*{SUFFIX}")])
]
RENEW = "renew what is kept with `.venv/bin/python tests/records/renew.py`, and read the difference"
RAISE = "raise RULES_VERSION in game/model/version.py"
LARGEST = 60_000
LONGEST = 300

every_record = pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
every_golden = pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)


def replayed(path: Path) -> Game:
    """The game of a record that is kept."""
    try:
        return replay(kept_record(path))
    except RecordError as error:
        pytest.fail(
            f"{path.name}: {describe_record_error(error)}\n"
            f"What digests a record has was changed. Where that is meant, {RAISE}, so that older "
            f"records are replayed as they were played, or refused; then {RENEW}",
            pytrace=False,
        )


def kept_golden(path: Path) -> Golden:
    """The golden record of a file."""
    return read_golden(path.read_text(encoding="utf-8"))


@every_golden
def test_a_golden_record_is_of_the_scenario_as_it_is_today(path: Path) -> None:
    golden = kept_golden(path)
    assert golden.is_of_todays_scenario(), f"more than texts of {golden.scenario} changed: {RENEW}"


@every_record
def test_9_3_a_record_that_is_kept_gives_the_same_digests(path: Path) -> None:
    replayed(path)


@every_record
def test_9_3_a_record_that_is_kept_bears_the_version_of_the_rules(path: Path) -> None:
    assert version_of(path) == RULES_VERSION, f"RULES_VERSION was raised: {RENEW}"


def version_of(path: Path) -> int:
    """The version of the rules that a record names."""
    if path.suffix == SUFFIX:
        return kept_golden(path).rules
    return int(json.loads(path.read_bytes().split(b"\n")[0])["rules"])


@pytest.mark.parametrize(("version", "path"), OF_EARLIER)
def test_9_3_a_game_of_an_earlier_version_gives_the_digests_that_it_gave_then(
    version: int, path: Path
) -> None:
    assert version_of(path) == version
    if path.suffix == SUFFIX and not kept_golden(path).is_of_todays_scenario():
        with suppress(RecordError):
            replay(kept_record(path))
            return
        pytest.skip("its scenario has changed; the whole records beside it can always be replayed")
    assert replayed(path).rules.version == version


def test_9_3_games_of_earlier_versions_are_kept_whole_so_that_they_can_be_replayed() -> None:
    assert {*BEFORE, RULES_VERSION} == {*REPLAYABLE_VERSIONS}
    assert all(len(list(folder.glob("*.game"))) >= 5 for folder in BEFORE.values())


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_a_whole_record_that_is_kept_is_small_and_has_the_line_ends_of_every_system(
    path: Path,
) -> None:
    data = path.read_bytes()
    header = json.loads(data.split(b"\n")[0])
    scenario = sum(len(text.encode()) for text in header["files"].values())
    assert len(data) < LARGEST + scenario
    assert [name for name in header["files"] if ".fr." in name] == []
    assert b"\r" not in data
    assert data.endswith(b"}\n")


@every_golden
def test_a_golden_record_is_read_as_it_is_written_and_a_difference_shows_in_short_lines(
    path: Path,
) -> None:
    text = path.read_bytes().decode("utf-8")
    assert golden_text(read_golden(text)) == text
    assert golden_text(golden_of(kept_record(path))) == text
    assert max(map(len, text.splitlines())) <= LONGEST


WARM = "  warm: {side: north, menu: deeds, name: Warm, effects: {trust: +1}}\n"
COOL = "  cool: {side: south, menu: deeds, name: Cool, effects: {trust: -1, say: Cold.}}\n"


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("name: Warm", "name: Hot", True),
        ("say: Cold.", "say: Icy.", True),
        (WARM, f"\n  # Not too hot.\n{WARM}", True),
        ("trust: +1", "trust: +2", False),
        ("  warm:", "  wave:", False),
        (WARM + COOL, COOL + WARM, False),
    ],
    ids=["name", "story", "comment", "number", "id", "order"],
)
def test_the_content_hash_changes_with_numbers_ids_and_their_order_and_not_with_texts(
    old: str, new: str, same: bool
) -> None:
    def content(text: str) -> str:
        return content_hash(KeptFiles("tiny.yaml", FrozenMap({"tiny.yaml": text})))

    text = f"actions:\n{WARM}{COOL}"
    assert old in text
    assert (content(text) == content(text.replace(old, new))) == same


def test_every_shipped_scenario_has_a_record_and_its_game_can_be_read() -> None:
    kept = {path.name for path in FOLDER.iterdir()}
    wanted = {f"{name}.{kind}" for name in shipped() for kind in ("decisions", "txt")}
    assert sorted(wanted - kept) == [], RENEW
    assert {path.stem for path in GOLDEN} <= {*shipped()}


@pytest.mark.parametrize("scenario", shipped())
def test_a_game_of_bots_reads_as_it_did(scenario: str, capsys: pytest.CaptureFixture[str]) -> None:
    kept = (FOLDER / f"{scenario}.txt").read_bytes().decode("utf-8")
    assert main(["play", scenario, "--auto", "--seed", "1"]) == 0
    assert capsys.readouterr().out == kept, f"it reads otherwise now; where that is meant, {RENEW}"


def held(game: Game) -> set[str]:
    """What happened in a game, and what was done besides deciding."""
    found: set[str] = {entry.code for moment in game.moments for entry in moment.entries}
    for line, before in zip(game.lines, game.moments, strict=False):
        words = str(line.action).split()
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
        *("note", "pause", "resume", "rewind", "new luck", "held", "released"),
    }
    assert sorted(wanted - found) == []


def _not_clamped(asked: int, _high: int) -> int:
    return asked


def _next_one(weights: Sequence[int], drawn: int) -> int:
    return branch(weights, drawn + 1)


def _nothing_asked(_draft: object, _track: int, _asked: int, *_rest: object) -> None:
    return


@pytest.mark.parametrize(
    ("owner", "name", "changed"),
    [
        pytest.param(effects, "min", _not_clamped, id="tracks leave their range"),
        pytest.param(rng, "branch", _next_one, id="other luck"),
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
