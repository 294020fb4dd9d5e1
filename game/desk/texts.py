"""The texts of a scenario that a translation can replace, and those that it replaces."""

from __future__ import annotations

import re
from pathlib import Path as FilePath

from attrs import evolve, frozen

from game.authoring.load import examine
from game.authoring.merge import read_own
from game.authoring.reading.files import Folder, KeptFiles, translation_name
from game.authoring.reading.nodes import Finding, Path, show_path
from game.authoring.reading.nodes import Mapping as MappingNode
from game.authoring.reading.yaml_reader import read
from game.authoring.translation import overlay, texts_of
from game.model.frozen import FrozenMap
from game.model.problems import ScenarioError

_BRACKETS = re.compile(r"\[([^\[\]]+)\]")


@frozen
class SourceText:
    """A text of a scenario, and where its author wrote it."""

    path: Path
    text: str
    file: str
    line: int

    @property
    def name(self) -> str:
        """Its path as `check` prints it: `sides.north.name`."""
        return show_path(self.path)


@frozen(eq=False)
class ScenarioTexts:
    """All texts of a scenario, in the order of its file; those of fragments come last."""

    files: KeptFiles
    root: MappingNode
    texts: FrozenMap[Path, SourceText]
    language: str
    """The language that they are written in."""
    source_ids: frozenset[str]
    """What a text can cite in square brackets."""

    def by_name(self) -> dict[str, SourceText]:
        """The texts by their path as `check` prints it."""
        return {source.name: source for source in self.texts.values()}

    def citations(self, text: str) -> set[str]:
        """The sources that a text cites."""
        groups = _BRACKETS.findall(text)
        return {id.strip() for group in groups for id in group.split(",")} & self.source_ids


@frozen
class Translation:
    """A translation of a scenario."""

    content: str
    """What its file contains; empty if there is none."""
    translated: FrozenMap[Path, str]
    """The texts that are translated, by the path of the original."""


def read_scenario_texts(path: FilePath) -> ScenarioTexts:
    """Reads the texts of a scenario. Raises ScenarioError if it has mistakes."""
    folder = Folder(path)
    checked = examine(folder)
    if checked.scenario is None:
        raise ScenarioError(checked.problems)
    files = folder.keep(translations=False)
    root = read_own(files).root
    texts = {
        path: SourceText(path, text.text, text.mark.file, text.mark.line)
        for path, text in texts_of(root).items()
    }
    sources = frozenset(checked.scenario.sources)
    return ScenarioTexts(files, root, FrozenMap(texts), checked.scenario.language, sources)


def read_translation(texts: ScenarioTexts, code: str, content: str, shown: str) -> Translation:
    """Reads what a translation's file contains; an empty one translates nothing.

    shown: the file's name in problems.
    Raises ScenarioError if the scenario can't be played with it.
    """
    if not content:
        return Translation("", FrozenMap())
    name = translation_name(texts.files.main, code)
    files = evolve(texts.files, texts=FrozenMap({**texts.files.texts, name: content}))
    checked = examine(files, code)
    if checked.scenario is None:
        problems = (
            evolve(problem, file=shown) if problem.file == name else problem
            for problem in checked.problems
        )
        raise ScenarioError(tuple(each for each in problems if each.severity == "error"))
    root = read_own(files).root
    findings: list[Finding] = []
    translated = overlay(root, read(name, files.read(name)), findings)
    done = {path: text.text for path, text in texts_of(root).items() if path in translated}
    return Translation(content, FrozenMap(done))


def is_long(text: SourceText) -> bool:
    """Whether a translation of this text needs more than a line."""
    return "\n" in text.text or len(text.text) > 60
