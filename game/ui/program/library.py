"""Reads the scenarios and campaigns that can be chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import field, frozen

from game.authoring.campaigns import CheckedCampaign, examine_campaign, is_campaign, read_texts
from game.authoring.load import load, unreadable_file
from game.authoring.reading.files import Files, Folder, split_translation
from game.authoring.shipped import shipped, shipped_campaigns
from game.desk.watch import FileVersion, WatchedFiles
from game.model.campaign import Campaign
from game.model.problems import Problem, ScenarioError
from game.model.scenario import Scenario, titled
from game.rules.campaigns import CampaignRules
from game.session.campaign_save import CampaignFiles, compile_checked, keep_campaign
from game.session.translations import Translations

_ENDINGS = ("*.yaml", "*.yml")
_MINUTES = re.compile(r"^minutes: *\[ *(\d+) *, *(\d+) *\]", re.MULTILINE)


@frozen
class PlayableScenario:
    """A scenario that can be played, in all its languages."""

    path: Path
    translations: Translations
    folder: Files
    own: bool = False
    """Whether it comes from the person's own folder or disk."""

    def scenario(self, code: str) -> Scenario:
        """The scenario in a language, or in its own where it is not translated."""
        return self.translations.spoken((code,))

    def variant_titles(self, code: str) -> dict[str, str]:
        """The titles of its variants in a language, by their ids."""
        if self.folder.variant is not None:
            return {}
        variants = self.scenario(code).variants
        return {id: titled(title, id) for id, title in variants.items()}

    def translated_title(self, title: str, code: str) -> str | None:
        """Its own title, or that of a variant, in a language; None where it isn't one of these."""
        own = self.translations.codes[0]
        if title == self.scenario(own).title:
            return self.scenario(code).title
        variants, translated = self.variant_titles(own), self.variant_titles(code)
        return next((translated[id] for id, each in variants.items() if each == title), None)

    def open_variant(self, id: str) -> PlayableScenario | BrokenScenario:
        """Reads one of its variants."""
        return open_scenario(self.path, self.own, id)


@frozen
class BrokenScenario:
    """A scenario with mistakes."""

    path: Path
    problems: tuple[Problem, ...]
    own: bool = True
    """Whether it comes from the person's own folder or disk."""

    @property
    def first_problem(self) -> Problem:
        """Its first error, in file order."""
        return min(self.problems, key=lambda problem: (problem.severity != "error", problem))


@frozen(eq=False)
class PlayableCampaign:
    """A campaign that can be played, in all its languages."""

    path: Path
    checked: CheckedCampaign
    own: bool = False
    """Whether it comes from the person's own folder or disk."""
    _texts: dict[str, Campaign] = field(factory=dict, init=False)
    _chapters: dict[str, Translations] = field(factory=dict, init=False)

    @property
    def campaign(self) -> Campaign:
        """The campaign in its own language, with the scenarios of its chapters."""
        assert self.checked.campaign is not None
        return self.checked.campaign

    @property
    def rules(self) -> CampaignRules:
        """The compiled campaign."""
        return compile_checked(self.checked)

    @property
    def codes(self) -> tuple[str, ...]:
        """Its languages, its own first."""
        own = self.campaign.language
        return (own, *(code for code in Folder(self.path).languages() if code != own))

    def texts(self, code: str) -> Campaign:
        """The campaign's own texts in a language, or in its own if it lacks that one."""
        if code not in self._texts:
            try:
                found = read_texts(Folder(self.path), code) if code in self.codes else self.campaign
            except (OSError, ValueError):
                found = self.campaign
            self._texts[code] = found
        return self._texts[code]

    def files(self) -> CampaignFiles:
        """Its files, to be kept in a save. Raises OSError or ValueError."""
        return keep_campaign(Folder(self.path), self.checked)

    @property
    def minutes(self) -> tuple[int, int] | None:
        """How long all chapters take together; None where that is unknown."""
        least = most = 0
        for scenario in self.campaign.scenarios.values():
            if scenario.minutes is None:
                return None
            least, most = least + scenario.minutes[0], most + scenario.minutes[1]
        return least, most

    def seats(self, code: str) -> dict[str, Scenario]:
        """Its seats, each with the scenario in which it is first seated, in a language."""
        return {
            seat: self.translations(chapter).spoken((code,))
            for seat, chapter in self.rules.seats.items()
        }

    def translations(self, chapter: str) -> Translations:
        """The scenario of a chapter in all its languages."""
        if chapter not in self._chapters:
            scenario = self.campaign.scenarios[chapter]
            self._chapters[chapter] = Translations(scenario, self.checked.chapters[chapter])
        return self._chapters[chapter]

    def scenario(self, code: str) -> Scenario:
        """The scenario of its first chapter in a language."""
        return self.translations(next(iter(self.campaign.chapters))).spoken((code,))


Playable = PlayableScenario | PlayableCampaign
OpenedScenario = PlayableScenario | PlayableCampaign | BrokenScenario


def open_scenario(
    path: Path, own: bool = True, variant: str | None = None
) -> PlayableScenario | BrokenScenario:
    """Reads a scenario from disk; raises nothing, so that one bad file leaves the others usable."""
    return open_folder(Folder(path, variant), own)


def open_campaign(path: Path, own: bool = True) -> PlayableCampaign | BrokenScenario:
    """Reads a campaign from disk; raises nothing."""
    try:
        checked = examine_campaign(path)
    except Exception as error:
        problem = unreadable_file(path, str(error) or type(error).__name__)
        return BrokenScenario(path, (problem,), own)
    if checked.campaign is None:
        return BrokenScenario(path, checked.problems, own)
    return PlayableCampaign(path, checked, own)


def open_playable(path: Path) -> OpenedScenario:
    """Reads a person's own scenario or campaign from disk; raises nothing."""
    return open_campaign(path) if is_campaign(path) else open_scenario(path)


def open_folder(folder: Folder, own: bool = True) -> PlayableScenario | BrokenScenario:
    """Reads a scenario from its folder; raises nothing."""
    path = folder.path
    try:
        scenario = load(folder)
    except ScenarioError as error:
        return BrokenScenario(path, tuple(error.problems), own)
    except Exception as error:
        problem = unreadable_file(path, str(error) or type(error).__name__)
        return BrokenScenario(path, (problem,), own)
    return PlayableScenario(path, Translations(scenario, folder), folder, own)


def open_shipped() -> Iterator[OpenedScenario]:
    """The scenarios that come with the game, the shortest first, and then the campaigns.

    Each is read when it is asked for.
    """
    for path in sorted(shipped().values(), key=_length):
        yield open_scenario(path, own=False)
    for path in shipped_campaigns().values():
        yield open_campaign(path, own=False)


class OwnScenarios:
    """The scenarios in a person's own folder, each read again only when its files have changed."""

    def __init__(self, folder: Path | None) -> None:
        """folder: None where there is none, so that nothing is found."""
        self.folder = folder
        self._read: dict[Path, tuple[WatchedFiles, Mapping[str, FileVersion], OpenedScenario]] = {}
        """By path, the files of each scenario, what they were like, and what was read of them."""

    def read(self) -> Iterator[OpenedScenario]:
        """The scenarios in the folder, by name; each is read when it is asked for."""
        paths = self._paths()
        self._read = {path: self._read[path] for path in paths if path in self._read}
        for path in paths:
            if self._changed(path):
                self._open(path)
            yield self._read[path][2]

    def changed(self) -> bool:
        """Whether a scenario was added, saved or removed since they were read."""
        paths = self._paths()
        return set(paths) != set(self._read) or any(map(self._changed, paths))

    def _open(self, path: Path) -> None:
        watched, folder = WatchedFiles(path), Folder(path)
        before = watched.look()
        opened = open_campaign(path) if is_campaign(path) else open_folder(folder)
        watched.follow(folder.names)
        self._read[path] = watched, {**watched.look(), **before}, opened

    def _changed(self, path: Path) -> bool:
        known = self._read.get(path)
        return known is None or known[0].look() != known[1]

    def _paths(self) -> list[Path]:
        """The scenarios' files by name; none where the folder can't be read."""
        if self.folder is None:
            return []
        try:
            paths = sorted(path for pattern in _ENDINGS for path in self.folder.glob(pattern))
        except OSError:
            return []
        return [p for p in paths if not p.name.startswith(".") and split_translation(p) is None]


def open_scenarios(own: Path | None = None) -> Iterator[OpenedScenario]:
    """The scenarios that come with the game, then those of a folder."""
    yield from open_shipped()
    yield from OwnScenarios(own).read()


def _length(path: Path) -> tuple[int, str]:
    """A sort key: the minutes a scenario takes, found without reading the whole file; else last."""
    try:
        minutes = _MINUTES.search(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        # What is wrong with it is said when it is opened.
        minutes = None
    return sum(map(int, minutes.groups())) if minutes else 10**6, path.stem
