"""The language of a command that shows a scenario: that of its option, or this computer's."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from game.cli.common import PROBLEMS, CommandError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from game.session.translations import Translations


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
