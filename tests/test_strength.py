"""`tools/strength.py --blind` compares experts with the best blind lists."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import tiny

pytestmark = pytest.mark.usefixtures("compiled")

TOOL = Path(__file__).parent.parent / "tools" / "strength.py"
HEADER = (
    "| scenario | seat | expert | blind list | expert's difference "
    "| list on other seeds | games of lists | starts |\n"
)
# What is best is best whatever happens, so that looking gains nothing.
DOMINATED = """
turns: 2
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  cool: {side: [north, south], menu: deeds, name: Cool, effects: {trust: -3}}
"""


def command(folder: Path, *more: str) -> list[str]:
    """The command for the scenario above, which it writes to a folder."""
    path = folder / "tiny.yaml"
    path.write_text(tiny.whole(DOMINATED), encoding="utf-8")
    return [sys.executable, str(TOOL), "--blind", "--jobs", "1", *more, str(path)]


def test_experts_and_lists_score_the_same_where_one_action_is_always_best(tmp_path: Path) -> None:
    done = subprocess.run(
        command(tmp_path, "--games", "4", "--climb", "2000", "--lists"),
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    header, _, *rows = done.stdout.splitlines()
    assert (f"{header}\n", done.stderr) == (HEADER, "")
    for side, row in zip(("north", "south"), rows, strict=False):
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert cells[:2] == ["tiny", side]
        assert cells[2] == cells[3]
        assert cells[4] == "+0.0 ± 0.0"
        assert 2_000 <= int(cells[6].replace(",", "")) < 5_000
    by_opponent = "against uniform: +0.0 ± 0.0"
    best = "deeds: [1] warm [2] warm"
    north = ["", "tiny, north", by_opponent, best]
    assert rows[2:] == [*north, "", "tiny, south", by_opponent, best]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_ctrl_c_ends_a_climb(tmp_path: Path) -> None:
    climbing = subprocess.Popen(
        command(tmp_path, "--games", "2", "--seconds", "1000"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    with climbing:
        assert climbing.stdout is not None
        assert [climbing.stdout.readline(), climbing.stdout.readline()[:8]] == [HEADER, "|---|---"]
        climbing.send_signal(signal.SIGINT)
        said, complaints = climbing.communicate(timeout=60)
    assert (climbing.returncode, complaints) == (130, "")
    assert said == ""
