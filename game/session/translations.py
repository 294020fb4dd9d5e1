"""A scenario in the languages of the translations beside it, which change only its texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.authoring.load import load
from game.authoring.reading.files import Files
from game.model.problems import ScenarioError
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.rules.compiled import Rules


class Translations:
    """The languages of one scenario; each is read when it is first needed."""

    def __init__(self, own: Scenario, files: Files | None = None) -> None:
        self._files = files
        self._read = {own.language: own}
        self._rules: dict[str, Rules] = {}
        beside = files.languages() if files is not None else ()
        self.codes = (own.language, *(code for code in beside if code != own.language))
        """Its own language first."""

    def scenario(self, code: str) -> Scenario:
        """The scenario in one of its languages. Raises ScenarioError if the translation has
        mistakes."""
        if code not in self._read and self._files is not None:
            self._read[code] = load(self._files, code)
        return self._read[code]

    def rules(self, code: str) -> Rules:
        """The rules of the scenario in one of its languages, compiled once. Raises ScenarioError if
        the translation has mistakes."""
        if code not in self._rules:
            self._rules[code] = compile_rules(self.scenario(code))
        return self._rules[code]

    def spoken(self, wished: tuple[str, ...]) -> Scenario:
        """The scenario in the first language wished for that it has, if that translation has no
        mistakes; else in its own language."""
        try:
            return self.scenario(self.best(wished))
        except ScenarioError:
            return self.scenario(self.codes[0])

    def best(self, wished: tuple[str, ...]) -> str:
        """The first language wished for that the scenario has (`fr` serves `fr-CA`), or its own."""
        return best_code(wished, self.codes)


def best_code(wished: Iterable[str], codes: Sequence[str]) -> str:
    """The first language wished for that is among some (`fr` serves `fr-CA`), or their first."""
    for wish in wished:
        for code in (wish, wish.partition("-")[0]):
            if code in codes:
                return code
    return codes[0]
