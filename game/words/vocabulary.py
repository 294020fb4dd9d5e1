"""What everything that puts a scenario into words works with."""

from __future__ import annotations

from attrs import frozen

from game.model.scenario import Scenario
from game.words.formulas import Formulas
from game.words.language import Language
from game.words.naming import Naming
from game.words.plain import Plain
from game.words.readings import Readings


@frozen(eq=False)
class Vocabulary:
    """A scenario in a language: its names, its expressions and the language's sentences."""

    scenario: Scenario
    language: Language
    naming: Naming
    plain: Plain
    formulas: Formulas


def vocabulary_of(scenario: Scenario, language: Language) -> Vocabulary:
    """The vocabulary of one scenario in one language."""
    naming, plain = Naming(scenario, language), Plain(scenario)
    formulas = Formulas(Readings(scenario, naming, language), plain, language)
    return Vocabulary(scenario, language, naming, plain, formulas)
