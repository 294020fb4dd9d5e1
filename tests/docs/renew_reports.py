"""Write into docs/language.md what `check` says now about its examples; look at the difference.

.venv/bin/python tests/docs/renew_reports.py
"""

import re
import sys
import tempfile
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1]))

import test_language as page


def main() -> None:
    text = page.PAGE
    for example in page.EXAMPLES:
        if example.kind in ("wrong", "translation"):
            block = f"```{' '.join(example.marks)}\n{example.text}```\n"
            behind = text.index(block) + len(block)
            rest = re.sub(r"\A\n```text\n.*?^```\n", "", text[behind:], flags=re.M | re.S)
            text = f"{text[:behind]}\n```text\n{report(example)}```\n{rest}"
    page.PATH.write_text(text, encoding="utf-8", newline="\n")


def report(example: page.Example) -> str:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        _, problems = page.check(example, Path(folder), patch)
        return "".join(f"{problem}\n" for problem in problems)


if __name__ == "__main__":
    main()
