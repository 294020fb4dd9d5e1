"""`communique balance`: what it prints about a small scenario, and how it ends."""

import json
import re
import sys
import time
from html import unescape
from pathlib import Path

import many
import pytest
import tiny
from processes import alive
from recomputed import close, lines_below

from game.cli import main
from game.lab.standard.report import failures_in_cell

pytestmark = pytest.mark.usefixtures("compiled")

LITTLE = ("-n", "20", "--experts", "2", "--lists", "0")
QUICKEST = ("-n", "5", "--experts", "0", "--forbids", "0")


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A scenario in which only north has a persona."""
    path = tmp_path / "many.yaml"
    sections = (text for key, text in tiny.SECTIONS.items() if f"\n{key}:" not in many.TEXT)
    persona = "personas: {hawk: {name: Hawk, sides: [north]}}"
    path.write_text("\n".join([*sections, many.TEXT, persona]), encoding="utf-8")
    return str(path)


def printed(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    """The exit code of the command, and what it printed on both streams."""
    code = main(["balance", *args])
    out, errors = capsys.readouterr()
    return code, out, errors


def test_it_prints_what_is_held_and_what_misses(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, errors = printed(capsys, file, *LITTLE)
    assert (code, errors) == (0, "")
    assert out.startswith(
        "Tiny: 1 pairings of personas, 20 games each from seed 1; without an action 2 of them "
        "each; of\nexperts 2.\n"
    )
    assert re.search(r"^outcomes +War .* (held|MISSES)$", out, re.MULTILINE)
    assert re.search(r"^Hawk\n  uniform( +[\d.]+ %){5}", out, re.MULTILINE)
    assert re.search(r"^Actions: North .*\n  warm  Warm( +[^ ]+)+$", out, re.MULTILINE)
    assert re.search(r"^  drought  Drought +dated +[\d.]+ %$", out, re.MULTILINE)
    assert re.search(r"^What misses\n- [^:]+: .*", out, re.MULTILINE)


def test_the_json_has_the_figures_of_the_text(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, text, _ = printed(capsys, file, *LITTLE)
    code, out, errors = printed(capsys, file, *LITTLE, "--json")
    assert (code, errors) == (0, "")
    found = json.loads(out)
    block = next(part for part in text.split("\n\n") if part.startswith("outcomes "))
    assert all(each["name"] in words_of(block) for each in found["criteria"])
    assert max(map(len, text.splitlines())) <= 100
    ends = [*((each["seats"], each) for each in found["payoffs"])]
    ends.append(({"expert": "expert"}, found["among_experts"]))
    *pairings, experts, _ = lines_below(text, "North, against  ")
    (head, *_), played = pairings
    assert (head, played[0], experts[0]) == ("Hawk", "uniform", "Experts")
    assert len(ends) == 2
    for line, (_, each) in zip((played, experts), ends, strict=True):
        over_par = [estimate["value"] for estimate in each["over_par"].values()]
        shares = [100 * share for kind in ("outcomes", "agreed") for share in each[kind].values()]
        assert_close(line[1:], [*shares, *over_par])
    (matrix,) = re.findall(r"^Hawk  (\S+ / \S+)$", text, re.MULTILINE)
    assert_close(
        matrix.split(" / "),
        [each["value"] for each in found["payoffs"][0]["scores"].values()],
    )
    lines = [*lines_below(text, "Actions: North"), *lines_below(text, "Actions: South")]
    for line, each in zip(lines, found["actions"], strict=True):
        assert line[0] == each["action"]
        assert close(line[2], each["legal_per_game"], 2)
        for cell, share in zip(line[3:5], (each["chosen"], each["in_games"]), strict=True):
            assert (cell == "–") if share is None else close(cell, 100 * share)
        value, high = each["without"]["value"], each["without"]["high"]
        mean, half = line[5].split(" ± ")
        assert close(mean, value, 2)
        assert close(half, high - value, 2)
    lines = [*lines_below(text, "Injects ")]
    assert [line[0] for line in lines] == [*found["injects"]]
    assert_close([line[-1] for line in lines], [100 * each for each in found["injects"].values()])


def test_why_nothing_is_signed_is_said_in_words_and_as_json(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, hall = Path(file), "{kind: table, table: pact, rounds: 2"
    text = path.read_text(encoding="utf-8")
    assert hall in text
    path.write_text(text.replace(hall, hall + ", when: trust >= 99"), encoding="utf-8")
    code, out, _ = printed(capsys, file, *QUICKEST)
    assert code == 0
    assert "Why not signed" in out
    found = json.loads(printed(capsys, file, *QUICKEST, "--json")[1])
    pact, looked = found["not_signed"]["pact"], found["looked_at"]
    assert f"nothing was signed in {pact['games']} of {looked} games" in words_of(out)
    assert pact["closed"] == {"its step only comes with trust at 99 or more": pact["games"]}


def words_of(text: str) -> str:
    """A printed text without its line breaks."""
    return " ".join(text.split())


def assert_close(shown: list[str], values: list[float]) -> None:
    """Compares printed figures with what they are rounded from."""
    assert len(shown) == len(values)
    for cell, value in zip(shown, values, strict=True):
        assert close(cell, value)


def test_with_strict_it_exits_with_1_if_something_misses(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(capsys, file, *LITTLE, "--strict")[0] == 1


def test_the_table_for_a_note_names_its_command_and_is_short(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = printed(capsys, file, *LITTLE, "--markdown")
    block, command, end, blank, *table = out.splitlines()
    assert (code, block, end, blank) == (0, "```", "```", "")
    assert command == f"communique balance {file} {' '.join(LITTLE)} --markdown"
    assert table[:2] == ["| what | found | aim | held |", "|---|---|---|---|"]
    assert {line.count("|") for line in table} == {5}
    assert len(table) < 30


def test_at_most_four_failures_stand_in_a_cell() -> None:
    assert failures_in_cell("abcd") == "no: a; b; c; d"
    assert failures_in_cell("abcdef") == "no: a; b; c; d; and 2 more"


def test_packages_are_compared_at_the_values_given_for_tracks(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = printed(capsys, file, *QUICKEST, "--at", "trust=70")
    assert code == 0
    assert "best over the middle, The pact" in out


def test_it_writes_a_report_for_a_browser(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.html"
    code, _, errors = printed(capsys, file, *QUICKEST, "--report", str(report))
    assert (code, errors) == (0, "")
    page = report.read_text(encoding="utf-8")
    assert "<title>Tiny: Balance report for its designer</title>" in page
    assert f"--report {report}" in page
    code, out, errors = printed(capsys, file, *QUICKEST, "--report", str(tmp_path))
    assert (code, out) == (1, "")
    assert errors.startswith(f"communique balance: {tmp_path}: ")
    code, out, errors = printed(capsys, file, *QUICKEST, "--report", "nowhere/report.html")
    assert (code, out) == (2, "")
    assert (
        errors == "communique balance: --report nowhere/report.html: there is no folder nowhere\n"
    )


def test_it_writes_a_run_folder_with_its_results(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    assert printed(capsys, file, *LITTLE, "--out", str(out))[0] == 0
    assert sorted(path.name for path in out.iterdir()) == [
        *("manifest.json", "report.html", "results.json"),
    ]
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    assert results["games"] == {"pairing": 20, "experts": 2, "without_action": 2}
    (pairing,) = results["payoffs"]
    assert pairing["seats"] == {"north": "hawk", "south": "uniform"}
    assert results["left"] == {"north": ["hawk"], "south": ["uniform"]}
    names = [each["name"] for each in results["criteria"]]
    assert "outcomes" in names
    findings = [each["requirement"] for each in results["criteria"] if not each["binding"]]
    assert findings == ["own_best"] * 2  # one for each table
    shown = unescape((out / "report.html").read_text(encoding="utf-8")).replace("\u00a0", " ")
    assert all(name in shown for name in names)


def test_several_processes_measure_the_same(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    alone = printed(capsys, file, *LITTLE)
    assert printed(capsys, file, *LITTLE, "--jobs", "2") == alone


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--at", "trust"], "--at trust: write TRACK=VALUE; tracks are trust, heat"),
        (["--at", "trst=3"], '--at trst=3: there is no track "trst"; did you mean "trust"?'),
        (["--at", "trust=calm"], "--at trust=calm: write a whole number from 0 to 100"),
        (["--at", "trust=101"], "--at trust=101: write a whole number from 0 to 100"),
        (["-n", "0"], "-n 0: write a whole number from 1 to 1000000000"),
        (["--jobs", "0"], "--jobs 0: write a whole number from 1 to 256"),
        (["--experts", "some"], "--experts some: write a whole number from 0 to 1000000000"),
    ],
)
def test_a_mistake_in_an_option_is_reported_in_one_line(
    file: str, more: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, errors = printed(capsys, file, *LITTLE, *more)
    assert (code, out) == (2, "")
    assert errors.startswith(f"communique balance: {message}")
    assert len(errors.splitlines()) == 1


def test_a_level_that_a_track_does_not_have_is_reported_with_those_it_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "levels.yaml"
    levels = "tracks: {order: {levels: {calm: Calm, tense: Tense}}, trust: {}}"
    sections = {**tiny.SECTIONS, "tracks": levels}
    path.write_text("\n".join(sections.values()), encoding="utf-8")
    code, _, errors = printed(capsys, str(path), *QUICKEST, "--at", "order=mild")
    assert code == 2
    assert "--at order=mild: write one of its levels, calm, tense" in errors


def test_a_missing_file_is_reported_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, errors = printed(capsys, "nowhere.yaml")
    assert code == 2
    assert errors.startswith("communique balance: there is no file nowhere.yaml")


def test_a_scenario_with_mistakes_is_reported_with_its_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text("title: Wrong\n", encoding="utf-8")
    code, out, errors = printed(capsys, str(path))
    assert (code, out) == (1, "")
    last = errors.splitlines()[-1]
    assert last == f"communique balance: {path} can't be played; correct it first"


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("game.lab.standard.measurement.measure", interrupt)


@pytest.mark.usefixtures("interrupted")
def test_ctrl_c_ends_it_with_one_line(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, file) == (130, "", "communique balance: interrupted\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
def test_ctrl_c_on_a_terminal_ends_all_processes_and_removes_the_bar(tmp_path: Path) -> None:
    import pexpect

    arguments = ["-m", "game", "balance", "kuala-lumpur", "--jobs", "2"]
    child = pexpect.spawn(
        sys.executable, arguments, cwd=tmp_path, encoding="utf-8", timeout=60,
        dimensions=(30, 120),
    )  # fmt: skip
    child.expect(r"\[[#.]{24}\] [\d,]+ of [\d,]+ games, [\d,]+ a (second|minute), [\w ]+ left")
    listed = Path(f"/proc/{child.pid}/task/{child.pid}/children")
    workers = [int(id) for id in listed.read_text("ascii").split()] if listed.exists() else []
    child.sendintr()
    child.expect(r"\r {119}\r")
    child.expect("communique balance: interrupted")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert "Traceback" not in child.before
    patience = time.monotonic() + 10
    while any(map(alive, workers)):
        assert time.monotonic() < patience, "processes are still there"
        time.sleep(0.05)
