"""Loads a campaign with the scenarios of its chapters, and reports every problem in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from game.authoring.bases import named_files
from game.authoring.draft import Draft, WrittenFormula
from game.authoring.load import examine, is_uncertain, word_problems
from game.authoring.merge import ReadNodes, list_variants, own_language, read_file, read_own
from game.authoring.reading.files import Files, Folder, translation_name
from game.authoring.reading.nodes import Finding
from game.authoring.reading.regular_files import Unfit
from game.authoring.reading.yaml_reader import read as read_nodes
from game.authoring.scenario_reader import read_campaign
from game.authoring.shipped import shipped
from game.authoring.translation import overlay
from game.model.campaign import Campaign
from game.model.expressions import Expression
from game.model.frozen import FrozenMap
from game.model.problems import Problem, ScenarioError
from game.model.scenario import Scenario
from game.model.tracks import Track
from game.rules.campaigns import CampaignNames, players_of
from game.rules.expressions import unparse
from game.rules.intervals import Interval, interval, is_countable
from game.rules.name_resolver import known_ids

_CHAPTERS = re.compile(rb"^chapters[ \t]*:", re.MULTILINE)


@frozen
class CheckedCampaign:
    """A campaign that has been checked, with the files of its chapters."""

    campaign: Campaign | None
    """None if one of the problems is an error."""
    problems: tuple[Problem, ...]
    chapters: FrozenMap[str, Files]
    """By chapter, the files of its scenario, as far as they were found."""


def is_campaign(path: Path) -> bool:
    """Whether a file describes a campaign, not a scenario: it has chapters."""
    files = Folder(path)
    try:
        return _CHAPTERS.search(files.read(files.main)) is not None
    except (OSError, ValueError, Unfit):
        return False


def load_campaign(source: str | Path | Files, language: str | None = None) -> Campaign:
    """Loads a campaign from its file, in its own language or that of a translation.

    Raises ScenarioError with all problems if one of them is an error.
    """
    checked = examine_campaign(source, language)
    if checked.campaign is None:
        raise ScenarioError(checked.problems)
    return checked.campaign


def examine_campaign(
    source: str | Path | Files,
    language: str | None = None,
    chapters: Mapping[str, Files] | None = None,
    read: ReadNodes = read_nodes,
) -> CheckedCampaign:
    """Loads and checks a campaign.

    A chapter that isn't translated is played in its own language.
    chapters: the files of the chapters' scenarios, if they are kept elsewhere.
    read: reads the nodes of each file.
    """
    files = Folder(Path(source)) if isinstance(source, str | Path) else source
    document = read_file(files, files.main, read)
    if language is not None and language != (own_language(document.root) or "en"):
        beside = read_file(files, translation_name(files.main, language), read)
        overlay(document.root, beside, document.findings, Campaign)
    draft = read_campaign(document.root)
    draft.findings[:] = document.findings + [
        each for each in draft.findings if not is_uncertain(each, document.damaged)
    ]
    found = _find_chapters(draft, files, chapters, read)
    scenarios = _load_chapters(draft, found, language, read)
    campaign = draft.campaign = evolve(draft.campaign, scenarios=FrozenMap(scenarios))
    if document.root.entries:
        _Check(draft, campaign).run()
    problems = word_problems(draft, None)
    playable = all(problem.severity != "error" for problem in problems)
    if playable and language is not None:
        campaign = evolve(campaign, language=language)
    return CheckedCampaign(campaign if playable else None, problems, FrozenMap(found))


# ------------------------------------------------------------------------------------- chapters


def read_texts(files: Files, language: str) -> Campaign:
    """A campaign with its own texts in a language, unchecked and without its chapters' scenarios.

    Raises OSError where a file can't be read.
    """
    document = read_file(files, files.main, read_nodes)
    is_translated = language in files.languages()
    if is_translated:
        beside = read_file(files, translation_name(files.main, language), read_nodes)
        overlay(document.root, beside, document.findings, Campaign)
    campaign = read_campaign(document.root).campaign
    return evolve(campaign, language=language) if is_translated else campaign


def _find_chapters(
    draft: Draft, files: Files, chapters: Mapping[str, Files] | None, read: ReadNodes
) -> dict[str, Files]:
    """By chapter, the files of its scenario; reports those that can't be found."""
    found: dict[str, Files] = {}
    for id, chapter in draft.campaign.chapters.items():
        if not chapter.scenario:
            continue  # reported when it was read
        place: Files | Finding = (
            _find(files, chapter.scenario, read) if chapters is None else chapters[id]
        )
        if isinstance(place, Finding):
            draft.report(place.code, ("chapters", id, "scenario"), **place.values)
        else:
            found[id] = place
    return found


def _find(files: Files, written: str, read: ReadNodes) -> Files | Finding:
    """The files of the scenario that a chapter names, or what is wrong with that."""
    name, _, variant = written.partition(":")
    base = named_files(files, name)
    if base == "outside":
        return Finding("chapter-outside", values={"found": name, "known": ()})
    if base == "missing":
        known = (*files.list_bases(), *shipped())
        return Finding("chapter-missing", values={"found": name, "known": known})
    if variant:
        known = list_variants(read_own(base, read).root)
        if variant not in known:
            return Finding(
                "chapter-variant", values={"base": name, "found": variant, "known": known}
            )
    return base.of_variant(variant or None)


def _load_chapters(
    draft: Draft, found: Mapping[str, Files], language: str | None, read: ReadNodes
) -> dict[str, Scenario]:
    """By chapter, its scenario; reports those that have mistakes of their own."""
    scenarios: dict[str, Scenario] = {}
    for id, files in found.items():
        spoken = language if language in files.languages() else None
        checked = examine(files, spoken, read, further=False)
        if checked.scenario is not None:
            scenarios[id] = checked.scenario
        else:
            errors = [each for each in checked.problems if each.severity == "error"]
            values = {"found": draft.campaign.chapters[id].scenario, "first": errors[0].message}
            draft.report("chapter-mistakes", ("chapters", id, "scenario"), **values)
    return scenarios


# --------------------------------------------------------------------------------------- checks


class _Check:
    """Checks what a campaign's formulas and ids refer to."""

    def __init__(self, draft: Draft, campaign: Campaign) -> None:
        self._draft = draft
        self._campaign = campaign
        self._names = CampaignNames(campaign)
        self._players = players_of(campaign)

    def run(self) -> None:
        """Reports every problem. What depends on a chapter that can't be loaded isn't checked."""
        for formula in self._draft.formulas:
            match formula.path:
                case ("chapters", str(id), "when"):
                    self._check_when(formula, id)
                case ("chapters", str(id), "start", str(track)):
                    self._check_start(formula, id, track)
                case _:
                    self._check_bounds(formula, self._resolve(formula, None))
        for id, chapter in self._campaign.chapters.items():
            for side, other in chapter.plays.items():
                self._check_plays(id, side, other)
        seats = self._seats_before(None)
        for i, line in enumerate(self._campaign.result):
            if line.side and self._all_loaded(None) and line.side not in seats:
                path = ("result", i, "side")
                self._draft.report("result-side", path, found=line.side, known=seats)

    def _check_when(self, formula: WrittenFormula, chapter: str) -> None:
        bounds = self._check_bounds(formula, self._resolve(formula, chapter))
        if bounds is not None and bounds[0] == bounds[1]:
            code = "always" if bounds[0] else "never"
            self._draft.report(code, formula.path, text=unparse(formula.expression), key="when")

    def _check_start(self, formula: WrittenFormula, chapter: str, id: str) -> None:
        scenario = self._campaign.scenarios.get(chapter)
        if scenario is None:
            return
        track = scenario.tracks.get(id)
        if track is None:
            known = tuple(scenario.tracks)
            self._draft.report_key(
                "unknown-reference", formula.path, kind="track", found=id, known=known
            )
            return
        bounds = self._check_bounds(formula, self._resolve(formula, chapter, id))
        if bounds is not None:
            self._check_reach(formula, track, bounds)

    def _check_reach(self, formula: WrittenFormula, track: Track, bounds: Interval) -> None:
        low, high = track.bounds
        if bounds[1] < low or bounds[0] > high:
            values = {"low": low, "high": high, "text": unparse(formula.expression)}
            self._draft.report("start-outside", formula.path, **values)

    def _check_plays(self, chapter: str, side: str, other: str) -> None:
        path = ("chapters", chapter, "plays", side)
        scenario = self._campaign.scenarios.get(chapter)
        if scenario is not None and side not in scenario.sides:
            known = tuple(known_ids(scenario, "side"))
            self._draft.report_key("unknown-reference", path, kind="side", found=side, known=known)
        known = self._seats_before(chapter)
        if other and self._all_loaded(chapter) and other not in known:
            self._draft.report("plays-unknown", path, found=other, known=known)

    def _seats_before(self, chapter: str | None) -> tuple[str, ...]:
        """The sides of the chapters before one; of all chapters with None."""
        sides: dict[str, None] = {}
        for id, players in self._players.items():
            if id == chapter:
                break
            sides |= dict.fromkeys(players.values() if chapter is None else players)
        return tuple(sides)

    def _all_loaded(self, chapter: str | None) -> bool:
        """Whether all chapters before one are loaded."""
        for id in self._campaign.chapters:
            if id == chapter:
                return True
            if id not in self._campaign.scenarios:
                return False
        return True

    def _resolve(
        self, formula: WrittenFormula, chapter: str | None, track: str | None = None
    ) -> Expression | None:
        failed = False

        def report(code: str, node: Expression, **values: Any) -> None:
            nonlocal failed
            failed = True
            unloaded = self._campaign.chapters.keys() - self._campaign.scenarios.keys()
            if code == "chapter-unknown" and values["found"] in unloaded:
                return  # its scenario has been reported
            self._draft.findings.append(Finding(code, formula.path, values, at=node.at))

        tree = self._names.resolve(formula.expression, chapter, track, report)
        return None if failed else tree

    def _check_bounds(self, formula: WrittenFormula, tree: Expression | None) -> Interval | None:
        """The bounds of a formula; None if there are none, or if they were reported."""
        if tree is None:
            return None
        countable = True

        def overflow(node: Expression, bounds: Interval) -> None:
            nonlocal countable
            countable = False
            values = {"text": unparse(node), "low": bounds[0], "high": bounds[1]}
            self._draft.findings.append(Finding("overflow", formula.path, values, at=node.at))

        bounds = interval(tree, overflow)
        return bounds if countable and is_countable(bounds) else None
