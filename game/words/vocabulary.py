"""What a scenario is put into words with."""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

from game.model.scenario import Scenario
from game.words.formulas import FormulaWords
from game.words.language import Language
from game.words.naming import Naming
from game.words.readings import ReadingWords
from game.words.simplify import Simplifier


@frozen(eq=False)
class Vocabulary:
    """A scenario in a language: its names, its expressions and the language's sentences."""

    scenario: Scenario
    language: Language
    naming: Naming
    simplifier: Simplifier
    formulas: FormulaWords


@lru_cache(maxsize=8)
def vocabulary_of(scenario: Scenario, language: Language) -> Vocabulary:
    """The vocabulary of one scenario in one language; the latest ones are cached."""
    naming, simplifier = Naming(scenario, language), Simplifier(scenario)
    formulas = FormulaWords(ReadingWords(scenario, naming, language), simplifier, language)
    return Vocabulary(scenario, language, naming, simplifier, formulas)
