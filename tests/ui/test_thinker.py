"""The processes of the expert and of the analysis end with the window, however that ends."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from processes import alive

ROOT = Path(__file__).resolve().parents[2]
THINKING = """
import os, sys, time
from multiprocessing import active_children
from threading import Thread
from game.authoring.load import load
from game.authoring.shipped import shipped
from game.bots.players import ExpertProcess
from game.rules.compile import compile_rules
from game.session.game import Game

if __name__ == "__main__":
    rules = compile_rules(load(next(iter(shipped().values()))))
    side = next(iter(rules.sides))
    thinker = ExpertProcess(rules.scenario, {side: "expert"}, 1)
    Thread(target=thinker, args=(Game(rules, 1).asking(side),), daemon=True).start()
    while not active_children():
        time.sleep(0.01)
    print(active_children()[0].pid, flush=True)
    time.sleep(0.5)
    if sys.argv[1] == "killed":
        os._exit(9)
    thinker.close()
"""


ANALYSING = """
import os, time
from game.authoring.load import load
from game.authoring.shipped import shipped
from game.insight.effort import Effort
from game.insight.process import AnalysisProcess
from game.rules.compile import compile_rules
from game.session.game import Game

if __name__ == "__main__":
    rules = compile_rules(load(next(iter(shipped().values()))))
    # So many games are played without a word meanwhile.
    analysing = AnalysisProcess(Game(rules, 1), lambda: None, Effort(start_games=3_000_000))
    time.sleep(4)
    print(analysing._child.process.pid, flush=True)
    os._exit(9)
"""


@pytest.mark.skipif(os.name == "nt", reason="os.kill asks and does not end only where it is POSIX")
@pytest.mark.parametrize(
    ("begun_by", "end"), [(THINKING, "killed"), (THINKING, "closed"), (ANALYSING, "killed")]
)
def test_it_ends_with_the_window(tmp_path: Path, begun_by: str, end: str) -> None:
    script = tmp_path / "begun.py"
    script.write_text(begun_by, encoding="utf-8")
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(script), end],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=50,
        check=False,
    )
    process = int(done.stdout)
    while alive(process):
        assert time.monotonic() < begun + 50, "it is still there"
        time.sleep(0.1)
