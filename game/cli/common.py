"""What the commands share: exit codes, one-line errors, scenarios and numbers as arguments."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import stat
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from game.model.characters import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from game.session.translations import Translations


_VARIANT = re.compile("[A-Za-z][A-Za-z0-9_-]*")

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from game.authoring.campaigns import CheckedCampaign
    from game.authoring.reading.files import Folder
    from game.model.problems import Problem, ScenarioError
    from game.model.scenario import Scenario

FINE, PROBLEMS, USAGE, INTERRUPTED, CLOSED_PIPE = 0, 1, 2, 130, 141
"""Exit codes."""
MOST_SHOWN = 50
"""How many problems of a scenario are printed unless all are wanted."""
LONGEST_LINE = 2000
"""The longest line about an error, which may quote a stranger's file."""
LARGEST_SEED = 2**63 - 1


class CommandError(Exception):
    """An error that the user can correct: a line that says how, and an exit code."""

    def __init__(self, line: str, code: int = USAGE) -> None:
        super().__init__(line)
        self.code = code


class ExampleHelpFormatter(argparse.HelpFormatter):
    """Formats help so that each example stands on its own line."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        fill = super()._fill_text
        return "\n".join(fill(line, width, indent) for line in text.splitlines())


class Parser(argparse.ArgumentParser):
    """An argument parser that reports an error in one line."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"formatter_class": ExampleHelpFormatter, **options})

    def error(self, message: str) -> NoReturn:
        line = one_line(f"{self.prog}: {message}; see {self.prog} --help")
        self.exit(USAGE, f"{line}\n")


def scenario_path(name: str) -> Path:
    """The path of the scenario that an argument names: the id of a shipped one, or a file.

    Raises CommandError if there is no such scenario or file.
    """
    from pathlib import Path

    from game.authoring.shipped import shipped, shipped_campaigns

    known, path = {**shipped_campaigns(), **shipped()}, Path(name)
    if name in known:
        return known[name]
    try:
        status = path.stat()
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        raise CommandError(f"{name}: {system_reason(error)}") from None
    else:
        if stat.S_ISDIR(status.st_mode):
            raise CommandError(f"{name} is a folder; name a file in it")
        return path  # opening it reports a device or the like
    if path.suffix or len(path.parts) > 1:
        raise CommandError(
            f"there is no file {name}; communique list names the scenarios there are"
        )
    raise CommandError(
        f'there is no scenario "{name}"{suggestion(name, known)}; communique list names those '
        "there are"
    )


def find_campaign(name: str) -> Path | None:
    """The file of the campaign that an argument names; None if it names a scenario.

    Raises CommandError if there is no such file, and for a translation or a variant of a campaign.
    """
    from game.authoring.campaigns import is_campaign

    path = scenario_path(split_variant(name)[0])
    return scenario_files(name).path if is_campaign(path) else None


def open_campaign(path: Path) -> CheckedCampaign:
    """Loads a campaign. Prints its problems and raises CommandError if it has mistakes."""
    from game.authoring.campaigns import examine_campaign
    from game.authoring.reading.files import Folder
    from game.model.problems import ScenarioError

    files = Folder(path)
    checked = examine_campaign(files)
    if checked.campaign is None:
        raise unplayable(files, ScenarioError(checked.problems))
    return checked


def split_variant(name: str) -> tuple[str, str | None]:
    """Splits what an argument names into a scenario and a variant of it: kuala-lumpur:short."""
    from pathlib import Path

    from game.authoring.reading.files import ask_path

    scenario, _, variant = name.rpartition(":")
    if len(scenario) < 2 or not _VARIANT.fullmatch(variant) or ask_path(Path(name).exists):
        return name, None  # the colon is that of a drive, or there is none
    return scenario, variant


def scenario_files(name: str) -> Folder:
    """The files of the scenario that an argument names, perhaps with a variant behind a colon.

    Raises CommandError if there is no such scenario, file or variant, or for a translation.
    """
    from game.authoring.reading.files import split_translation

    files = checkable_files(name)
    translation = split_translation(files.path)
    if translation is not None:
        main, language = translation
        raise CommandError(
            f"{name} is a translation ({language}) and has only the texts; name {main.name}"
        )
    return files


def checkable_files(name: str) -> Folder:
    """The same, or the file of a translation, which can be checked beside its scenario.

    Raises CommandError if there is no such scenario, file or variant.
    """
    from game.authoring.merge import list_variants, read_own
    from game.authoring.reading.files import Folder

    scenario, variant = split_variant(name)
    files = Folder(scenario_path(scenario))
    if variant is None:
        return files
    known = list_variants(read_own(files).root)
    if variant not in known:
        listed = f"; it has {', '.join(known)}" if known else "; it has none"
        near = suggestion(variant, known)
        raise CommandError(f'{scenario} has no variant "{variant}"{near or listed}')
    return files.of_variant(variant)


def version_name(files: Folder, variant: str | None = None) -> str:
    """A scenario as commands show it: its path, and behind a colon the variant."""
    variant = variant or files.variant
    return f"{files.path}:{variant}" if variant is not None else str(files.path)


def load_scenario(name: str) -> Scenario:
    """Loads the scenario that an argument names.

    Prints its problems and raises CommandError if it has mistakes.
    """
    from game.cli.kept_scenarios import keep_scenario, kept_scenario

    main, variant = split_variant(name)
    kept = kept_scenario(scenario_path(main), variant)
    if kept is not None:
        return kept
    from game.authoring.load import load
    from game.model.problems import ScenarioError

    files = scenario_files(name)
    try:
        scenario = load(files)
    except ScenarioError as error:
        raise unplayable(files, error) from None
    keep_scenario(files, scenario)
    return scenario


def unplayable(files: Folder, error: ScenarioError) -> CommandError:
    """Prints the problems of a scenario with mistakes, and returns the error to raise.

    Of a campaign, where a scenario is wanted, it only says that.
    """
    if [problem.code for problem in error.problems] == ["campaign-here"]:
        said = error.problems[0]
        return CommandError(f"{version_name(files)}: {said.message}; {said.hint}")
    for line in problem_lines(error.problems, f"communique check {version_name(files)} --all"):
        print(line, file=sys.stderr)
    return CommandError(f"{version_name(files)} can't be played; correct it first", PROBLEMS)


def problem_lines(problems: Sequence[Problem], command: str) -> Iterator[str]:
    """Problems as lines: all, or if there are very many the first errors, and what shows the rest.

    command: shows all of them.
    """
    by_urgency = sorted(range(len(problems)), key=lambda i: problems[i].severity != "error")
    yield from (str(problems[i]) for i in sorted(by_urgency[:MOST_SHOWN]))
    rest = len(problems) - MOST_SHOWN
    if rest > 0:
        more = "1 more problem is" if rest == 1 else f"{rest:,} more problems are"
        yield f"… {more} not shown; {command} shows all {len(problems):,}"


def whole_number(name: str, written: str, least: int, most: int) -> int:
    """Reads the whole number that an option got. Raises CommandError if it is out of bounds."""
    digits = written.lstrip("0") or "0"
    if written.isascii() and written.isdecimal() and len(digits) <= len(str(most)):
        number = int(digits)
        if least <= number <= most:
            return number
    raise CommandError(f"{name} {written}: write a whole number from {least} to {most}")


def system_reason(error: OSError | ValueError) -> str:
    """Why a file can't be used, in the words of the operating system."""
    return getattr(error, "strerror", None) or str(error)


def must_be_writable(option: str, path: Path) -> None:
    """Raises CommandError if a file can't be written, before work that takes long.

    option: the one that names it.
    """
    import os

    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise CommandError(f"{path} can't be written; name a file in another folder with {option}")


def refuse_folder(command: str, path: Path) -> None:
    """Raises CommandError if a path is a folder, with the commands for the saved games in it."""
    try:
        if not path.is_dir():
            return
        records = sorted(path.glob("*.game"))
    except (OSError, ValueError):
        return  # opening it says why
    if not records:
        raise CommandError(f"{path} is a folder, and no saved game is in it")
    lines = " or ".join(f"communique {command} {shlex.quote(str(record))}" for record in records)
    raise CommandError(f"{path} is a folder; type {lines}")


def json_text(document: object) -> str:
    """A JSON document, in which control characters are escaped for a terminal."""
    import json

    from game.model.characters import CONTROLS, ISOLATES

    written = json.dumps(document, ensure_ascii=False, indent=2)
    # All of these stand in strings: between strings there are only blanks and line feeds.
    hidden = re.compile(f"[{CONTROLS}{ISOLATES}]")
    return hidden.sub(lambda sign: f"\\u{ord(sign.group()):04x}", written)


def suggestion(word: str, known: Iterable[str]) -> str:
    """The known word nearest to a mistyped one, as the end of a sentence; empty if none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f'; did you mean "{near[0]}"?' if near else ""


def choose_language(asked: str | None, translations: Translations) -> str:
    """Chooses the language to begin in: that of the option, or else that of this computer.

    The scenario is read in it here, so that no mistake in its texts comes up later. Raises
    CommandError if the scenario lacks the language, or its texts in it have mistakes.
    """
    from game.model.problems import ScenarioError
    from game.words.language import ENGLISH

    if asked is not None and asked not in translations.codes:
        known = ENGLISH.listed(translations.codes)
        raise CommandError(f"--language {asked}: this scenario is written in {known}")
    code = translations.best((asked,) if asked else languages_of_user(os.environ))
    try:
        translations.scenario(code)
    except ScenarioError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        raise CommandError(
            f"its texts in {code} have mistakes; --language names another", PROBLEMS
        ) from None
    return code


def languages_of_user(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The languages this computer's user reads, best first, in gettext's order of variables."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    set_first = next((environ[name] for name in names if environ.get(name)), "")
    codes = (each.partition(".")[0].replace("_", "-") for each in set_first.split(":"))
    return tuple(code.partition("@")[0] for code in codes)
