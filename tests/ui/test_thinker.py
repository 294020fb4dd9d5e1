"""The process in which the expert thinks ends with the window, however that ends."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from processes import alive

ROOT = Path(__file__).resolve().parents[2]
BEGUN = """
import os, sys
from game.authoring.load import load
from game.authoring.shipped import shipped
from game.bots.process import ExpertProcess

if __name__ == "__main__":
    scenario = load(next(iter(shipped().values())))
    side = next(iter(scenario.sides))
    thinker = ExpertProcess(scenario, {side: "expert"}, 1)
    pool = thinker._process()
    print(pool.submit(os.getpid).result(), flush=True)
    if sys.argv[1] == "killed":
        os._exit(9)
    import time
    pool.submit(time.sleep, 60)
    time.sleep(0.5)
    thinker.close()
"""


@pytest.mark.skipif(os.name == "nt", reason="os.kill asks and does not end only where it is POSIX")
@pytest.mark.parametrize("end", ["killed", "closed"])
def test_it_ends_with_the_window(tmp_path: Path, end: str) -> None:
    script = tmp_path / "begun.py"
    script.write_text(BEGUN, encoding="utf-8")
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
