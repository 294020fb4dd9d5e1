"""A campaign that is played, and its save: a folder with a record for each chapter (rule 18).

Everything follows from the records: which chapters are over, and what they have left to others. The
file `campaign.json` beside them holds what they don't have: the scenarios of chapters still to
come, the seed and the seats; and the results so far, for people to read. So a program that is
killed at any moment loses nothing that was decided.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from copy import copy
from pathlib import Path
from typing import Any, Self

from attrs import evolve, frozen

from game.authoring.campaigns import CheckedCampaign, examine_campaign
from game.authoring.reading.files import Files, KeptFiles, translation_name
from game.authoring.reading.regular_files import read_regular
from game.authoring.resolved import resolve_files
from game.model.campaign import Campaign
from game.model.decisions import FACILITATOR
from game.model.frozen import FrozenMap
from game.model.play import STATUS
from game.model.problems import ScenarioError
from game.rules.campaigns import (
    CampaignRules,
    ChapterRules,
    Past,
    compile_campaign,
    not_played,
)
from game.rules.compile import compile_rules
from game.rules.rng import LARGEST_SEED
from game.session.clock import stamp
from game.session.game import Game
from game.session.records.file import read_file, sync_folder
from game.session.records.games import fresh_folder
from game.session.records.record import Header, RecordError
from game.session.records.recorded_actions import Rewind
from game.session.records.replay import first_line_of, replay
from game.session.records.safe_files import PRIVATE, FolderLock, LockHeld, part_file
from game.session.records.saved import Saving, begin_saved, continue_saved
from game.session.translations import Translations

CAMPAIGN = "campaign.json"
"""The file that makes a folder the save of a campaign."""
FORMAT = 1
_FORMAT = "communique-campaign"
_LARGEST = 64 * 1024 * 1024
_ASIDE = "aside"
"""The folder inside the save for chapters that were played after one that was gone back to."""


class CampaignError(Exception):
    """A saved campaign that can't be used.

    code: `damaged`, `later` (found known), `in-use`, `nothing`, `of-room`, `of-terminal`,
    `of-chapter` (folder), `scenario` (problem),
    `record` (error).
    """

    def __init__(self, code: str, path: Path, **values: object) -> None:
        super().__init__(code, path, values)
        self.code = code
        self.path = path
        """The file, or the folder, that it is about."""
        self.values = values


@frozen
class CampaignFiles:
    """The files of a campaign and of its chapters, as they are kept in a save."""

    campaign: KeptFiles
    chapters: FrozenMap[str, KeptFiles]


@frozen
class PlayedChapter:
    """A chapter that is over, or that wasn't played."""

    past: Past
    game: Game | None = None
    """None if it wasn't played."""


@frozen
class OpenChapter:
    """The chapter that is played now."""

    number: int
    """From 1."""
    rules: ChapterRules
    game: Game
    seats: FrozenMap[str, str]
    """By side, who played it as the chapter began."""
    saving: Saving
    translations: Translations


class CampaignGame:
    """A campaign being played: the chapters so far, and the one that comes now."""

    def __init__(
        self,
        rules: CampaignRules,
        files: CampaignFiles,
        seed: int,
        seats: Mapping[str, str],
        folder: Path | None = None,
        at: str = "",
    ) -> None:
        """seats: by seat of the campaign, `me` or a bot. folder: where it is saved, if it is.

        Raises CampaignError for a record there that can't be played again, and OSError.
        """
        self.rules = rules
        self.seed = seed
        self.seats = FrozenMap(seats)
        """By seat of the campaign, who sat there first."""
        self.folder = folder
        self._files = files
        self._at = at or stamp()
        self._lock: FolderLock | None = None
        self._languages: dict[str, Campaign] = {}
        self._translations: dict[str, Translations] = {}
        self.played: list[PlayedChapter] = []
        """The chapters until now, those that weren't played too."""
        if folder is not None:
            self._read_chapters()
        self._skip()

    # Looking

    @property
    def chapter(self) -> ChapterRules | None:
        """The chapter to be played now; None if all are over."""
        number = len(self.played)
        return self.rules.chapters[number] if number < len(self.rules.chapters) else None

    @property
    def pasts(self) -> list[Past]:
        """What the chapters until now have left."""
        return [each.past for each in self.played]

    @property
    def players(self) -> FrozenMap[str, str]:
        """By seat of the campaign, who sits there now: seats may have been handed over."""
        players = dict(self.seats)
        for chapter, played in zip(self.rules.chapters, self.played, strict=False):
            for side, player in (played.game.new_players if played.game else {}).items():
                players[chapter.players[side]] = player
        return FrozenMap(players)

    @property
    def results(self) -> tuple[int | None, ...]:
        """By line of the result, its points; None as long as a chapter that it reads isn't over."""
        over = len(self.played)
        pasts = [*self.pasts, *(not_played(each.scenario) for each in self.rules.chapters[over:])]
        lines = zip(self.rules.result, self.rules.results_after, strict=True)
        return tuple(line(pasts) if after <= over else None for line, after in lines)

    @property
    def is_begun(self) -> bool:
        """Whether something was done in the chapter that comes now, before it was left."""
        path = self.record(len(self.played) + 1)
        with suppress(OSError, RecordError):
            return path is not None and path.exists() and bool(read_file(path).lines)
        return False

    def seats_of(self, chapter: ChapterRules) -> FrozenMap[str, str]:
        """By side, who plays the chapter that comes now, as it begins."""
        return chapter.seated(self.players)

    def record(self, number: int) -> Path | None:
        """The file of a chapter's record; None where nothing is saved."""
        if self.folder is None or number > len(self.rules.chapters):
            return None
        return self.folder / f"{number}-{self.rules.chapters[number - 1].id}.game"

    @property
    def codes(self) -> tuple[str, ...]:
        """Its languages: its own first, and those that only chapters have last."""
        kept = (self._files.campaign, *self._files.chapters.values())
        beside = (code for files in kept for code in files.languages())
        of_chapters = (chapter.scenario.language for chapter in self.rules.chapters)
        return tuple(dict.fromkeys((self.rules.campaign.language, *beside, *of_chapters)))

    def languages(self, chapter: str) -> tuple[str, ...]:
        """The languages of the translations of a chapter's scenario."""
        return self._files.chapters[chapter].languages()

    def language(self, code: str) -> Campaign:
        """The campaign with its texts in a language, or in its own if it lacks that one."""
        own = self.rules.campaign
        if code == own.language or code not in self._files.campaign.languages():
            return own
        if code not in self._languages:
            spoken = examine_campaign(self._files.campaign, code, self._files.chapters).campaign
            self._languages[code] = spoken or own
        return self._languages[code]

    def translations(self, chapter: str) -> Translations:
        """A chapter's scenario in all its languages, by the chapter's id."""
        if chapter not in self._translations:
            scenario = self.rules.campaign.scenarios[chapter]
            files = self._files.chapters[chapter]
            self._translations[chapter] = Translations(scenario, files)
        return self._translations[chapter]

    # Playing

    def open_chapter(self) -> OpenChapter:
        """Opens the chapter that comes now: begins it, or goes on with its record.

        Records of it and of later chapters that don't follow from those before are put aside.
        Raises CampaignError, RecordError or OSError.
        """
        chapter, number = self.chapter, len(self.played) + 1
        assert chapter is not None
        path, files = self.record(number), self._files.chapters[chapter.id]
        seats, starts = self.seats_of(chapter), chapter.starts(self.pasts)
        scenario = chapter.scenario
        if path is None:
            game = Game(evolve(compile_rules(scenario), starts=starts), chapter.seed(self.seed))
            saving = Saving(game, seats, lambda: files)
        else:
            goes_on = path.exists() and self._follows(read_file(path).header, chapter)
            self._put_aside(number + 1 if goes_on else number)
            if goes_on:
                game, file, _ = continue_saved(path)
            else:
                rules = evolve(compile_rules(scenario), starts=starts)
                game, file = begin_saved(path, files, rules, chapter.seed(self.seed), seats)
            saving = Saving(game, seats, lambda: files, file)
        translations = Translations(game.rules.scenario, files)
        return OpenChapter(number, chapter, game, seats, saving, translations)

    def finish_chapter(self, game: Game) -> None:
        """Takes over what a chapter has left, once its game is over. Raises OSError."""
        self._note(game)
        self._skip()
        self._write()

    def after(self, game: Game) -> Self:
        """The campaign as it stands once its chapter ends as a game has; nothing is written."""
        other = copy(self)
        other.played = [*self.played]
        other._note(game)
        other._skip()
        return other

    def go_back(self, id: str, turn: int) -> bool:
        """Goes back to a turn of a chapter that was played; later chapters are put aside.

        Returns whether that is possible: somebody had to decide something on that turn. Raises
        CampaignError, RecordError or OSError.
        """
        number = [chapter.id for chapter in self.rules.chapters].index(id) + 1
        path = self.record(number)
        assert path is not None
        game, file, _ = continue_saved(path)
        with file:
            line = first_line_of(game, turn)
            if line is None:
                return False
            # Once this is on disk, the chapter isn't over any more, and later ones don't count.
            game.do(Rewind(line - 1))
        del self.played[number - 1 :]
        self._put_aside(number + 1)
        self._write()
        return True

    # Saving

    def save_in(self, folder: Path) -> None:
        """Saves the campaign in a new folder, which may exist but must be empty.

        Raises FileExistsError, CampaignError if it is in use, or another OSError.
        """
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise FileExistsError(folder)
        self.folder = folder
        self.lock()
        self._write()

    def save_below(self, folder: Path) -> None:
        """Does the same in a new folder inside a folder, under a new name."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.save_in(fresh_folder(folder, self.rules.campaign.id))

    def lock(self) -> None:
        """Keeps other programs out of the folder until `close`. Raises CampaignError, OSError."""
        if self.folder is None or self._lock is not None:
            return
        try:
            self._lock = FolderLock(self.folder)
        except LockHeld:
            raise CampaignError("in-use", self.folder) from None

    def close(self) -> None:
        """Lets other programs use the folder."""
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.remove()

    def _write(self) -> None:
        if self.folder is None:
            return
        kept = KeptCampaign(self.rules, self._files, self.seed, self.seats, self._at)
        write_campaign(self.folder, kept, self.results_of_chapters)

    @property
    def results_of_chapters(self) -> dict[str, Any]:
        """What each chapter until now has left, by id, for people to read."""
        chapters = zip(self.rules.chapters, self.played, strict=False)
        return {chapter.id: _result(chapter, played) for chapter, played in chapters}

    # The chapters until now

    def _read_chapters(self) -> None:
        """Reads those that are over, up to the first that isn't."""
        while (chapter := self._skip()) is not None:
            path = self.record(len(self.played) + 1)
            assert path is not None
            if not path.exists():
                return
            try:
                record = read_file(path)
                if not self._follows(record.header, chapter):
                    return
                game = replay(record)
            except RecordError as error:
                raise CampaignError("record", path, error=error) from None
            if game.state.to_move:
                return
            self._note(game)

    def _follows(self, header: Header, chapter: ChapterRules) -> bool:
        """Whether a record is that of a chapter, after what those before it have left."""
        return (
            header.seed == chapter.seed(self.seed)
            and header.starts == chapter.starts(self.pasts)
            and header.seats == self.seats_of(chapter)
        )

    def _note(self, game: Game) -> None:
        state = game.state
        sheets = game.view(FACILITATOR).scores
        scores = tuple(sheets[side].total for side in game.rules.sides)
        status = tuple(table.status for table in state.tables)
        self.played.append(PlayedChapter(Past(state.tracks, state.outcome, status, scores), game))

    def _skip(self) -> ChapterRules | None:
        """Passes over chapters that aren't played; returns the one to be played."""
        while (chapter := self.chapter) is not None and not chapter.is_played(self.pasts):
            self.played.append(PlayedChapter(not_played(chapter.scenario)))
        return chapter

    def _put_aside(self, first: int) -> None:
        """Moves the records of chapters from one number on, with what lies beside them."""
        assert self.folder is not None
        files = [
            path
            for number, chapter in enumerate(self.rules.chapters, 1)
            if number >= first
            for path in sorted(self.folder.glob(f"{number}-{chapter.id}*"))
        ]
        if not files:
            return
        aside = new_aside(self.folder)
        for path in reversed(files):  # a later chapter never stays without those before it
            path.rename(aside / path.name)
        sync_folder(self.folder)


def new_aside(folder: Path) -> Path:
    """A new folder in that of a campaign for what was gone back from. Raises OSError."""
    numbers = range(1, 100_000)
    path = next(path for n in numbers if not (path := folder / _ASIDE / str(n)).exists())
    path.mkdir(mode=0o700, parents=True)
    return path


def _result(chapter: ChapterRules, played: PlayedChapter) -> dict[str, Any]:
    """What a chapter has left, by id, for people to read."""
    past, scenario = played.past, chapter.scenario
    if not past.played:
        return {"played": False}
    tables = zip(scenario.tables, past.status, strict=True)
    return {
        "played": True,
        "outcome": list(scenario.outcomes)[past.outcome],
        "tracks": dict(zip(scenario.tracks, past.tracks, strict=True)),
        "tables": {id: STATUS[status] for id, status in tables},
        "scores": dict(zip(scenario.sides, past.scores, strict=True)),
    }


def _files_json(files: KeptFiles) -> dict[str, Any]:
    return {"main": files.main, "texts": dict(files.texts)}


# ---------------------------------------------------------------------------------- new and open


def keep_campaign(files: Files, checked: CheckedCampaign) -> CampaignFiles:
    """The files of a campaign and of its chapters, to be kept in a save.

    Raises OSError if one can't be read, UnicodeDecodeError if it isn't text.
    """
    names = (files.main, *(translation_name(files.main, code) for code in files.languages()))
    texts = {name: files.read(name).decode("utf-8") for name in names}
    chapters = ((id, resolve_files(each)) for id, each in checked.chapters.items())
    return CampaignFiles(KeptFiles(files.main, FrozenMap(texts)), FrozenMap(chapters))


def compile_checked(checked: CheckedCampaign) -> CampaignRules:
    """Compiles a campaign in which the check found no mistake."""
    assert checked.campaign is not None
    return compile_campaign(checked.campaign)


def is_campaign_save(path: Path) -> bool:
    """Whether a folder is the save of a campaign."""
    try:
        return (path / CAMPAIGN).is_file()
    except (OSError, ValueError):
        return False


@frozen(eq=False)
class KeptCampaign:
    """What the file of a campaign holds besides its results."""

    rules: CampaignRules
    files: CampaignFiles
    seed: int
    seats: FrozenMap[str, str]
    """By seat of the campaign, who sat there first."""
    at: str
    """When it began."""
    tables: int = 0
    """How many tables of a room play it; 0: it isn't played in a room."""
    language: str = ""
    """That of the room's wall and console."""


def open_campaign_save(folder: Path) -> CampaignGame:
    """The campaign in a folder, as far as it was played. Raises CampaignError or OSError."""
    kept = read_campaign(folder)
    if kept.tables:
        raise CampaignError("of-room", folder, folder=str(folder))
    return CampaignGame(kept.rules, kept.files, kept.seed, kept.seats, folder, kept.at)


def write_campaign(folder: Path, kept: KeptCampaign, results: Mapping[str, Any]) -> None:
    """Writes the file of a campaign. results: for people to read. Raises OSError."""
    path, of_room = folder / CAMPAIGN, {"tables": kept.tables, "language": kept.language}
    values = {
        _FORMAT: FORMAT,
        "campaign": kept.rules.campaign.id,
        "title": kept.rules.campaign.title,
        "at": kept.at,
        "seed": kept.seed,
        "seats": dict(kept.seats),
        **(of_room if kept.tables else {}),
        "results": results,
        "files": _files_json(kept.files.campaign),
        "chapters": {id: _files_json(each) for id, each in kept.files.chapters.items()},
    }
    data = json.dumps(values, ensure_ascii=True, indent=1).encode("ascii")
    with part_file(path, data + b"\n", PRIVATE) as part:
        part.replace(path)
    sync_folder(folder)


def read_campaign(folder: Path) -> KeptCampaign:
    """What the file of a campaign in a folder holds. Raises CampaignError or OSError."""
    path = folder / CAMPAIGN
    values = _read_values(path)
    match values:
        case {
            "at": str(at),
            "seed": int(seed),
            "seats": dict(seats),
            "files": files,
            "chapters": dict(chapters),
        } if 0 <= seed <= LARGEST_SEED and _are_texts(seats):
            kept = _read_files(files)
            by_chapter = {id: _read_files(each) for id, each in chapters.items()}
        case _:
            raise CampaignError("damaged", path)
    tables, language = values.get("tables", 0), values.get("language", "")
    whole = FrozenMap((id, each) for id, each in by_chapter.items() if each is not None)
    is_whole = type(tables) is int and tables >= 0 and isinstance(language, str)
    if kept is None or len(whole) < len(by_chapter) or not is_whole:
        raise CampaignError("damaged", path)
    try:
        checked = examine_campaign(kept, chapters=whole)
    except KeyError:
        raise CampaignError("damaged", path) from None
    if checked.campaign is None:
        raise CampaignError("scenario", path, problem=ScenarioError(checked.problems).problems[0])
    rules = compile_campaign(checked.campaign)
    if set(rules.seats) != set(seats):
        raise CampaignError("damaged", path)
    files_kept = CampaignFiles(kept, whole)
    return KeptCampaign(rules, files_kept, seed, FrozenMap(seats), at, tables, language)


def _read_values(path: Path) -> Mapping[str, Any]:
    try:
        values = json.loads(read_regular(path, _LARGEST))
    except (ValueError, RecursionError):
        raise CampaignError("damaged", path) from None
    form = values.get(_FORMAT) if isinstance(values, dict) else None
    if not isinstance(form, int) or isinstance(form, bool) or form < 1:
        raise CampaignError("damaged", path)
    if form > FORMAT:
        raise CampaignError("later", path, found=form, known=FORMAT)
    assert isinstance(values, dict)
    return values


def _read_files(values: object) -> KeptFiles | None:
    match values:
        case {"main": str(main), "texts": dict(texts)} if main in texts and _are_texts(texts):
            return KeptFiles(main, FrozenMap(texts))
    return None


def _are_texts(values: Mapping[object, object]) -> bool:
    return all(isinstance(each, str) for pair in values.items() for each in pair)


def saved_campaigns(folder: Path) -> Iterator[Path]:
    """The saves of campaigns in a folder, the one that was played last first."""
    try:
        saves = [path for path in folder.iterdir() if is_campaign_save(path)]
    except OSError:
        return
    yield from sorted(saves, key=last_change, reverse=True)


@frozen
class CampaignOnDisk:
    """What a list of games shows of a saved campaign."""

    path: Path
    """Its folder."""
    campaign: str
    """Its id."""
    title: str
    at: str
    """The date and time when it began."""
    passed: int
    """How many chapters are over, or weren't played."""
    chapters: int

    @property
    def over(self) -> bool:
        """Whether all its chapters are over."""
        return self.passed >= self.chapters


def campaigns_on_disk(folder: Path, most: int = 30) -> Iterator[CampaignOnDisk]:
    """The saved campaigns in a folder, the one played last first; unreadable ones are left out."""
    for save in list(saved_campaigns(folder))[:most]:
        with suppress(OSError, CampaignError):
            match _read_values(save / CAMPAIGN):
                case {
                    "campaign": str(id),
                    "title": str(title),
                    "at": str(at),
                    "results": dict(results),
                    "chapters": dict(chapters),
                }:
                    yield CampaignOnDisk(save, id, title, at, len(results), len(chapters))


def latest_unfinished_campaign(folder: Path, id: str | None = None) -> Path | None:
    """The unfinished campaign in a folder that was played last; of one id, if it is given."""
    for save in saved_campaigns(folder):
        with suppress(OSError, CampaignError):
            game = open_campaign_save(save)
            if game.chapter is not None and id in (None, game.rules.campaign.id):
                return save
    return None


def last_change(save: Path) -> int:
    """When something was last written in a save; 0 if that is unknown."""
    times = [0]
    with suppress(OSError):
        times += (path.stat().st_mtime_ns for path in save.iterdir() if path.is_file())
    return max(times)
