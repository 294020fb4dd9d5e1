"""`communique texts`: writes the stub of a translation, or exchanges a .po file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from game.cli.common import (
    FINE,
    PROBLEMS,
    CommandError,
    Parser,
    checkable_files,
    problem_lines,
    system_reason,
    unplayable,
)

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from game.desk.texts import ScenarioTexts, Translation

YAML = (".yaml", ".yml")
PO = ".po"
LARGEST_PO = 16 * 1024 * 1024
"""In bytes."""


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    texts = commands.add_parser(
        "texts",
        help="write the stub of a translation, or exchange it with translators' tools",
        description="Writes the translation of a scenario beside it: the texts that are translated "
        "stay as they are, and each of the others gets a place below its original. The file can be "
        "played at any time: texts without a translation are shown in the original. With --out "
        "FILE.po all texts go into a file that translators' tools open, and --from FILE.po reads "
        "it back, whole or not at all. "
        "Exit 0: written, or nothing to do, 1: a file has mistakes, 2: anything else is wrong.",
        epilog="Example: communique texts my-scenario.yaml --to fr\n"
        "Example: communique texts my-scenario.yaml --to fr --out fr.po\n"
        "Example: communique texts my-scenario.yaml --to fr --from fr.po",
    )
    texts.add_argument("file", metavar="FILE", help="a scenario's file, or the id of a shipped one")
    texts.add_argument(
        "--to", metavar="CODE", required=True, help="the language to translate into, such as fr"
    )
    texts.add_argument(
        "--out",
        metavar="FILE",
        help="the file to write; left out: the scenario's translation, beside it. A translation "
        "(.yaml) or .po file of that name is brought up to date, and what is translated in it is "
        "kept",
    )
    texts.add_argument(
        "--from",
        dest="source",
        metavar="FILE.po",
        help="put the translations of this file into the scenario's translation",
    )
    texts.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    path = _scenario(args.file, args.to)
    texts = _read_texts(path)
    _check_code(args.to, texts)
    beside = _beside(path, args.to)
    target = _target(args.out, path, beside)
    if target.suffix == PO:
        if args.source is not None:
            raise CommandError("--from reads a .po file, so --out can only be a translation, .yaml")
        return _export(texts, args, target, _read_translation(texts, args.to, beside))
    before = _read_translation(texts, args.to, target if target.exists() else beside)
    counts, content = _import(texts, args, before) if args.source else _add(texts, args, before)
    if target.exists() and content == before.content:
        counts += "; the file stays as it is"
    else:
        _write(target, content)
        counts += "" if target == beside else f"; the game reads it as {beside}"
    print(f"{target}: {counts}")
    return FINE


def _add(texts: ScenarioTexts, args: argparse.Namespace, before: Translation) -> tuple[str, str]:
    """A report, and the translation with empty places for all that is missing."""
    from game.desk.translation_file import write_translation

    content = write_translation(texts, args.to, before)
    kept = len(before.translated)
    missing = len(texts.texts) - kept
    counts = f"{_quantity(missing, 'text')} to translate" if missing else "nothing to translate"
    return (f"{counts}, {kept} kept" if kept and missing else counts), content


def _import(texts: ScenarioTexts, args: argparse.Namespace, before: Translation) -> tuple[str, str]:
    """A report, and the translation with the texts of a .po file."""
    from pathlib import Path

    from game.desk.po import PoError
    from game.desk.po_exchange import import_po

    source = Path(args.source)
    try:
        taken = import_po(texts, args.to, _read_bytes(source), before)
    except PoError as error:
        update = (
            f"; communique texts {args.file} --to {args.to} --out {source} brings the file up to "
            "date and keeps what is translated in it"
            if error.outdated
            else ""
        )
        problem = f"{source}:{error.line}: {error}; nothing was written{update}"
        raise CommandError(problem, PROBLEMS) from None
    missing = len(texts.texts) - len(taken.translation.translated)
    counts = f"{taken.new} new, {taken.changed} changed, {missing} still to translate"
    fuzzy = f", {taken.fuzzy} left out as fuzzy" if taken.fuzzy else ""
    return counts + fuzzy, taken.translation.content


def _export(
    texts: ScenarioTexts, args: argparse.Namespace, target: Path, translation: Translation
) -> int:
    """Writes a .po file, or brings it up to date."""
    from game.desk.po import PoError, write_po
    from game.desk.po_exchange import po_entries

    before = _read_bytes(target) if target.exists() else None
    try:
        entries = po_entries(texts, args.to, translation, before)
    except PoError as error:
        problem = f"{target}:{error.line}: {error}; correct it, or name another file with --out"
        raise CommandError(problem, PROBLEMS) from None
    _write(target, write_po(entries, args.to, texts.files.main))
    done = sum(bool(entry.translation) and not entry.fuzzy for entry in entries)
    fuzzy = sum(entry.fuzzy for entry in entries)
    doubtful = f", {fuzzy} marked fuzzy" if fuzzy else ""
    print(f"{target}: {_quantity(len(entries), 'text')}, {done} translated{doubtful}")
    return FINE


def _scenario(name: str, code: str) -> Path:
    """The path of the scenario to translate. Raises CommandError for a translation."""
    from game.authoring.reading.files import split_translation

    path = checkable_files(name).path  # the texts of variants are in the same translation
    parts = split_translation(path)
    if parts is not None:
        main, _ = parts
        raise CommandError(f"{name} is a translation; write: communique texts {main} --to {code}")
    return path


def _read_texts(path: Path) -> ScenarioTexts:
    from game.authoring.reading.files import Folder
    from game.desk.texts import read_scenario_texts
    from game.model.problems import ScenarioError

    try:
        return read_scenario_texts(path)
    except ScenarioError as error:
        raise unplayable(Folder(path), error) from None


def _check_code(code: str, texts: ScenarioTexts) -> None:
    """Raises CommandError unless a text is the code of another language."""
    import re

    from game.model import shapes
    from game.model.scenario import Scenario

    shape = shapes.keys(Scenario)["language"][1].shape
    assert isinstance(shape, shapes.Pattern)
    if not re.fullmatch(shape.pattern, code):
        raise CommandError(f"--to {code}: write the code of a language, such as fr or pt-BR")
    if code == texts.language:
        raise CommandError(f"--to {code}: that is the language the scenario is written in")


def _beside(path: Path, code: str) -> Path:
    """Where the game looks for the translation of a scenario."""
    from game.authoring.reading.files import translation_name

    return path.with_name(translation_name(path.name, code))


def _target(out: str | None, path: Path, beside: Path) -> Path:
    """The file to write. Raises CommandError if it is of another kind."""
    from pathlib import Path

    target = beside if out is None else Path(out)
    if target.is_dir():
        raise CommandError(f"--out {target} is a folder; name a file in it")
    if target.suffix not in (*YAML, PO):
        raise CommandError(
            f"--out {target}: let its name end in .yaml for a translation, or in .po"
        )
    if out is not None and target.exists() and target.samefile(path):
        raise CommandError(f"--out {target} is the scenario itself; name another file")
    return target


def _read_translation(texts: ScenarioTexts, code: str, path: Path) -> Translation:
    """Reads a translation, if there is one. Prints its mistakes and raises CommandError."""
    from game.desk.texts import read_translation
    from game.model.problems import ScenarioError

    content = _read_bytes(path).decode("utf-8", "surrogateescape") if path.exists() else ""
    try:
        return read_translation(texts, code, content, str(path))
    except ScenarioError as error:
        for line in problem_lines(error.problems, f"communique check {path} --all"):
            print(line, file=sys.stderr)
        raise CommandError(f"{path} has mistakes; correct it first", PROBLEMS) from None


def _read_bytes(path: Path) -> bytes:
    from game.authoring.reading.regular_files import read_regular

    try:
        return read_regular(path, LARGEST_PO)
    except FileNotFoundError:
        raise CommandError(f"there is no file {path}") from None
    except (OSError, ValueError) as error:
        raise CommandError(f"{path}: {system_reason(error)}") from None


def _write(path: Path, content: str | bytes) -> None:
    """Writes a whole file, or changes nothing. Raises CommandError."""
    from game.session.records.safe_files import part_file

    try:
        data = content.encode() if isinstance(content, str) else content
        with part_file(path, data) as part:
            part.replace(path)
    except FileNotFoundError:
        raise CommandError(f"there is no folder {path.parent}") from None
    except (OSError, ValueError) as error:
        raise CommandError(
            f"{path}: {system_reason(error)}; name another file with --out"
        ) from None


def _quantity(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"
