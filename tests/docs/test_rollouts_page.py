"""The examples of the page on rollouts and bots of one's own run."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.engine.scores import scores
from game.kernel.batch import Batch
from game.kernel.lowering.lower import lower
from game.model.play import AGREED

PAGE = (Path(__file__).parents[2] / "docs" / "rollouts.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```\n", PAGE, re.MULTILINE | re.DOTALL)


def test_the_examples_run_one_after_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    for example in EXAMPLES:
        exec(example, names)
    assert len(EXAMPLES) == 7
    assert "±" in capsys.readouterr().out
    assert names["means"].shape == (2, 2)
    assert names["guessed"].scores.shape == (2, 100, 2)
    assert names["what_if"].differences.any()
    assert [len(runs) for runs in names["baselines"].values()] == [200, 200]
    assert [own.final for own in names["account"].sides.values()] == [
        sheet.total for sheet in scores(names["rules"], names["game"].state).values()
    ]
    rules, rows = names["rules"], names["rows"]
    assert len(rows) == 50
    others = Batch(lower(rules), {"eu": "uniform", "china": "cn_bridge"}).play(1, 50)
    assert others is not None
    assert not np.array_equal(rows.scores, others.scores)
    assert (rows.status == AGREED).any()
