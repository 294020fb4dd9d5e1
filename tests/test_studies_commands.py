"""The commands of studies: what they print, and what they say of what can't be."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import tiny

from game.cli import main

pytestmark = pytest.mark.usefixtures("compiled")

SCENARIO = """
settings:
  push: {value: 3, range: [0, 9], name: How hard they push}
  gift: {value: 2, range: [0, 5]}
turns: 2
sides:
  north: {name: North, brief: N, par: 52, score: [{label: Trust, points: trust}]}
  south: {name: South, brief: S, score: [{label: Purse, points: "10 + 3 * gift"}]}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +push}}
personas:
  warmer: {name: Warmer, tracks: {trust: 5}}
"""
NAMED = (
    tiny.TABLE.replace("  pact:", "  pact:\n    name: The covenant")
    + """
settings:
  push: {value: 3, range: [0, 9]}
sides:
  north: {name: The League of Ports, short: Ports, brief: N, score: [{label: T, points: 9 * push}]}
  south: {name: Free Cities, brief: S, score: [{label: Purse, points: trust}]}
outcomes:
  dark: {name: A winter that goes on for longer than anybody thought, when: push > 5}
  calm: {name: Still weather}
"""
)
"""No name of a side, an outcome or a table is its id."""
STUDIES = {
    "sweep": ["--vary", "push=0..9:3"],
    "sensitivity": [],
    "tune": ["--vary", "push=0..9", "--aim", "score.south=10..20", "--trials", "4"],
    "compare": ["--other-set", "push=9"],
    "tournament": [],
}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("tiny.yaml").write_text(tiny.whole(SCENARIO), encoding="utf-8")
    return "tiny.yaml"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main([*words]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


@pytest.mark.parametrize("study", STUDIES)
def test_a_study_prints_lines_that_fit_and_one_json_document(
    study: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [study, file, *STUDIES[study], "-n", "20"]
    lines = run(capsys, *words).splitlines()
    assert max(map(len, lines)) <= 80
    assert "Tiny" in "\n".join(lines[:3])
    document: dict[str, Any] = json.loads(run(capsys, *words, "--json"))
    assert document["seed"] == 1
    again = json.loads(run(capsys, *words, "--json", "--jobs", "1"))
    assert again == document
    assert json.loads(run(capsys, *words, "--json", "--seed", "2")) != document


@pytest.mark.parametrize("study", STUDIES)
def test_a_study_of_one_game_says_what_it_cannot_know(
    study: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(constant: str) -> None:
        raise AssertionError(f"JSON has no {constant}")

    words = [study, file, *STUDIES[study], "-n", "1", "--report", "page.html"]
    json.loads(run(capsys, *words, "--json"), parse_constant=refuse)
    printed = run(capsys, *words)
    for told in (printed, Path("page.html").read_text(encoding="utf-8")):
        assert not re.search(r"\b(nan|inf)\b", told)


@pytest.mark.parametrize("study", ["sweep", "sensitivity", "compare"])
def test_a_study_calls_sides_outcomes_and_tables_by_their_names(
    study: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(file).write_text(tiny.whole(NAMED), "utf-8")
    lines = run(capsys, study, file, *STUDIES[study], "-n", "20").splitlines()
    assert max(map(len, lines)) <= 80
    printed = " ".join(" ".join(lines).split())
    assert not {"north", "south", "dark", "calm", "pact"} & {*re.findall(r"\w+", printed)}
    assert "The League of Ports: uniform; Free Cities: uniform" in printed
    assert "A winter that goes on for longer than anybody thought" in printed
    assert "he score of the League of Ports" in printed


def test_a_sweep_has_names_over_its_columns_and_before_its_rows(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(file).write_text(tiny.whole(NAMED), "utf-8")
    printed = run(capsys, "sweep", file, "--vary", "push=0..9:9", "-n", "20")
    for heads in (
        """
                      A winter that
                        goes on for
                        longer than
                            anybody
How the games end, %        thought  Still weather
  0                      0 (≤ 16.1)   100 (≥ 83.9)
""",
        """
                      Free Cities,
Scores  Ports, par 0         par 0
""",
        "\nAgreements at the end, %  The covenant\n",
    ):
        assert heads in printed
    rows = printed.partition("push: 0 to 9")[2].splitlines()[1:8]
    assert [row[2:40].rstrip() for row in rows] == [
        "A winter that goes on for longer than", "    anybody thought",
        "Still weather", "Ports", "Free Cities", "The covenant", "",
    ]  # fmt: skip


def test_versions_with_nothing_in_common_are_refused_before_they_are_played(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tiny.whole(SCENARIO).replace("north", "east").replace("south", "west")
    Path("other.yaml").write_text(other.replace("calm:", "still:"), "utf-8")
    assert main(["compare", file, "other.yaml", "-n", "20"]) == 2
    assert "tiny.yaml and other.yaml have nothing to compare: no side, " in capsys.readouterr().err


def test_simulate_breaks_down_the_games_of_all_pairings(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["simulate", file, "--pairings", "-n", "20"]
    printed = run(capsys, *words)
    for title in ("Mean scores by pairing", "Points by line: North", "With and without: North"):
        assert title in printed
    document = json.loads(run(capsys, *words, "--json"))
    assert document["pairings"][0]["seats"] == {"north": "warmer", "south": "warmer"}
    assert document["games"] == 20
    assert [line["points"]["value"] for line in document["breakdown"]["lines"]] == [
        each["mean"] for each in document["scores"].values()
    ]


def test_a_seat_is_the_same_in_all_pairings_and_each_has_a_file_in_the_run_folder(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["simulate", file, "--pairings", "-n", "20", "--seat", "south=uniform"]
    document = json.loads(run(capsys, *words, "--json", "--out", "all"))
    assert document["seats"] == {"north": "every persona", "south": "uniform"}
    (pairing,) = document["pairings"]
    assert pairing["seats"] == {"north": "warmer", "south": "uniform"}
    alone = [*words[:2], *words[3:], "--seat", "north=warmer"]
    run(capsys, *alone, "--out", "alone.npz")
    assert Path("all", pairing["file"]).read_bytes() == Path("alone.npz").read_bytes()
    results = json.loads(Path("all", "results.json").read_text(encoding="utf-8"))
    assert results == {key: document[key] for key in results}
    assert {*document} - {*results} == {"seconds", "decisions_per_second"}
    report = Path("all", "report.html").read_text(encoding="utf-8")
    assert "All pairings" in report
    assert f"{pairing['scores']['north']['value']:.1f}" in report
    assert "file" not in json.loads(run(capsys, *words, "--json"))["pairings"][0]


def test_a_tournament_names_bots_of_files_without_digests_that_nobody_needs(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = "def first(request):\n    return request.legal.moves[0]\n"
    Path("mine.py").write_text(code, encoding="utf-8")
    words = ["tournament", file, "-n", "5", "--bots", "uniform", "mine.py:first"]
    assert re.search(r"^  mine\.py:first  ", run(capsys, *words), re.MULTILINE)
    Path("other").mkdir()
    Path("other", "mine.py").write_text(f"{code}\n", encoding="utf-8")
    words += ["other/mine.py:first", "--report", "page.html"]
    printed = run(capsys, *words)
    digests = re.findall(r"^  mine\.py:first@([0-9a-f]{16})  ", printed, re.MULTILINE)
    assert len(set(digests)) == 2
    page = Path("page.html").read_text(encoding="utf-8")
    assert all(digest in page for digest in digests)


def test_what_matters_names_every_number_that_surely_changes_a_figure(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(file).write_text(
        tiny.whole(SCENARIO.replace("points: trust", "points: trust + gift")), "utf-8"
    )
    printed = " ".join(run(capsys, "sensitivity", file, "-n", "50").split())
    assert re.search(
        r"- “How hard they push” \(push\) changes the score of North most: by \+[^;]*; "
        r"then gift \+5.0 ",
        printed,
    )


@pytest.mark.parametrize("study", STUDIES)
def test_help_has_examples_of_the_study(study: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([study, "--help"]) == 0
    examples = re.findall(rf"^Example: communique {study} ", capsys.readouterr().out, re.MULTILINE)
    assert len(examples) == 3


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ["sweep", "tiny.yaml", "--vary", "push"],
            "--vary push: write NAME=LOWER..UPPER or NAME=LOWER..UPPER:STEP, as in push=0..8:2",
        ),
        (["sweep", "tiny.yaml", "--vary", "push=0..10"], "push can be 0 to 9, not 10"),
        (["sweep", "tiny.yaml", "--vary", "push=5..2"], "write the lower value first"),
        (["sweep", "tiny.yaml", "--vary", "push=0..9:0"], "a step is at least 1"),
        (["sweep", "tiny.yaml", "--vary", "pusch=0..9"], 'did you mean "push"?'),
        (
            ["sweep", "tiny.yaml", "--vary", "push=0..9", "--vary", "settings.push=0..9"],
            "push is varied twice",
        ),
        (
            ["sweep", "tiny.yaml", "--vary", "push=0..9", "--set", "push=4"],
            "--set gives push a value, too",
        ),
        (
            [
                *("sweep", "tiny.yaml", "--vary", "tracks.trust.start=0..100:1"),
                *("--vary", "turns=1..200:1"),
            ],
            "20,200 combinations are too many",
        ),
        (
            ["sweep", "tiny.yaml", "--vary", "push=0..9:1", "-n", "9000000"],
            "90,000,000 games in all are more than the 50,000,000 that are compared at most",
        ),
        (["sensitivity", "tiny.yaml", "--sobol", "100"], "--sobol 100: write a power of 2"),
        (
            ["sensitivity", "tiny.yaml", "--set", "push=1", "--set", "gift=1"],
            "the scenario has no settings with a range that aren't set",
        ),
        (["compare", "tiny.yaml"], "both are the same"),
        (
            ["simulate", "tiny.yaml", "--pairings", "--out", "games.npz"],
            "--pairings --out games.npz: name a folder, without an ending; there every pairing",
        ),
        (["simulate", "tiny.yaml", "--pairings", "--seat", "east=uniform"], '"east"'),
        (["compare", "tiny.yaml", "--other-seat", "north=nobody"], "--other-seat north=nobody: "),
        (["compare", "tiny.yaml", "--other-set", "push=x"], '--other-set push=x: "x" is not'),
        (["tournament", "tiny.yaml", "--bots", "nobody"], 'there is no bot "nobody"'),
        (["tune", "tiny.yaml", "--vary", "push=0..9"], "there is nothing to aim at"),
        (
            ["tune", "tiny.yaml", "--vary", "push=0..9", "--aim", "scores.north=1..2"],
            'there is no "scores" to aim at; did you mean "score"?',
        ),
        (
            ["tune", "tiny.yaml", "--vary", "push=0..9", "--aim", "score.east=1..2"],
            'there is no "east"; there is north, south',
        ),
        (
            ["tune", "tiny.yaml", "--vary", "push=0..9", "--aim", "north=1..2"],
            "write WHAT.ID=LOW..HIGH, with at most two decimals, as in score.north=70..80",
        ),
    ],
)
@pytest.mark.usefixtures("file")
def test_what_cannot_be_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], words: list[str], line: str
) -> None:
    assert main(words) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"communique {words[0]}: ")
    assert line in told
    assert told.count("\n") == 1


def test_values_with_which_the_scenario_has_mistakes_are_refused(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(file)
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}opening: [{{chance: 50, then: {{heat: +1}}}}]\n", encoding="utf-8")
    assert main(["sweep", file, "--vary", "opening.chance=0..150"]) == 2
    assert "--vary opening.chance=150: then opening.chance: " in capsys.readouterr().err


def test_an_aim_that_is_missed_is_marked_and_told(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--vary", "push=0..9", "--aim", "score.south=90..95", "--trials", "3", "-n", "5"]
    assert main(["tune", file, *words]) == 1
    printed = capsys.readouterr().out
    assert "! 16.0" in printed
    assert (
        "Result: No other number comes nearer to an aim\n- Score: South. 16.0 with the best"
        in printed
    )


@pytest.mark.parametrize("study", ["sensitivity", "compare", "tournament", "tune", "sweep"])
def test_ctrl_c_ends_a_study(
    study: str,
    file: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupt(*_: object, **_options: object) -> None:
        raise KeyboardInterrupt

    for home in ("jobs", "threads"):
        monkeypatch.setattr(f"game.lab.batches.{home}.play_range", interrupt)
    assert main([study, file, *STUDIES[study], "-n", "20"]) == 130
    assert f"communique {study}: interrupted" in capsys.readouterr().err
