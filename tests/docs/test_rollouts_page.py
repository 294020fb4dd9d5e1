"""The examples of the page on rollouts and analysis run."""

import re
from pathlib import Path
from typing import Any

import pytest

from game import scores

PAGE = (Path(__file__).parents[2] / "docs" / "rollouts.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```\n", PAGE, re.MULTILINE | re.DOTALL)


def test_the_examples_run_one_after_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    for example in EXAMPLES:
        exec(example, names)
    assert len(EXAMPLES) == 4
    assert names["grade"].side in {"eu", "china"}
    assert "±" in capsys.readouterr().out
    assert names["means"].shape == (2, 2)
    assert names["guessed"].scores.shape == (2, 100, 2)
    assert names["branches"].differences.any()
    assert [own.final for own in names["whole"].sides.values()] == [
        sheet.total for sheet in scores(names["rules"], names["game"].state).values()
    ]
