"""What all screens share: the settings, the language, the scenarios, and the game being played."""

from __future__ import annotations

import locale
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from attrs import evolve

from game.authoring.resolved import resolve_files
from game.desk.rooms.room_process import RoomProcess
from game.insight.analysis import Analysis
from game.insight.process import AnalysisProcess, kept_beside
from game.model.frozen import EMPTY, FrozenMap
from game.model.players import ME, available_bots, is_bot_file
from game.model.scenario import Scenario
from game.presenter.hot_seat import HotSeat
from game.session.campaign_save import (
    CampaignError,
    CampaignGame,
    CampaignOnDisk,
    OpenChapter,
    campaigns_on_disk,
    last_change,
    open_campaign_save,
)
from game.session.positions import Position
from game.session.records.games import GameOnDisk, saved_games
from game.session.records.record import RecordError
from game.session.records.recorded_actions import HandOver
from game.session.records.replay import branch_of
from game.session.records.saved import Saving, begin_in_folder, continue_saved, save_in_folder
from game.session.seats import has_player
from game.session.translations import Translations
from game.ui.page.events import wake_loop
from game.ui.program.folders import shorten_path
from game.ui.program.library import (
    OpenedScenario,
    OwnScenarios,
    PlayableCampaign,
    PlayableScenario,
    open_shipped,
)
from game.ui.program.settings import Settings, keep_settings
from game.words.error_words import reason_of
from game.words.language import Language, language, languages

SEEDS = 10**6


class Program:
    """The state of the program outside any game."""

    def __init__(
        self,
        settings: Settings,
        settings_path: Path | None,
        games: Path,
        own: Path | None = None,
        scenarios: list[OpenedScenario] | None = None,
    ) -> None:
        """settings_path: None where changed settings are not kept; scenarios: those that were read
        before, None where they have to be read."""
        self.settings = settings
        self._settings_path = settings_path
        self.games = games
        self.own = own
        self.hot_seat: HotSeat | None = None
        self.campaign: CampaignGame | None = None
        """The campaign being played; one of its chapters may be the game being played."""
        self._chapter: OpenChapter | None = None
        """The chapter that is the game being played."""
        self.analysis: AnalysisProcess | None = None
        """Works out what the decisions of the game being played were worth, once it is over."""
        self.room: RoomProcess | None = None
        """The room that is hosted; it stays here when it has ended, until it is left."""
        self.toast = ""
        """A sentence that is shown for a while to whoever sits at the screen now."""
        self.notice = ""
        """A sentence that everybody may read, whoever comes to the screen."""
        self._scenarios = scenarios
        self._unread: Iterator[OpenedScenario] | None = None
        self._own_scenarios: OwnScenarios | None = None
        self._saved: list[SavedGame] | None = None

    # Language

    @property
    def language(self) -> Language:
        """The language of the window."""
        return language(self.code)

    @property
    def code(self) -> str:
        """The code of the language."""
        return self.settings.language or _of_this_computer()

    def say(self, key: str, **values: object) -> str:
        """A sentence in the language of the window."""
        return self.language.say(key, **values)

    def counted(self, key: str, n: int, **values: object) -> str:
        """A sentence with a number, in the language of the window."""
        return self.language.counted(key, n, **values)

    # Settings

    def change(self, **what: object) -> None:
        """Changes settings and saves them."""
        self.settings = evolve(self.settings, **what)  # type: ignore[arg-type]  # by name
        if "language" in what and self.hot_seat is not None:
            self.hot_seat.speak(self.code)
            self._tell_unspoken(self.hot_seat)
        if self._settings_path is not None:
            error = keep_settings(self.settings, self._settings_path)
            if error is not None:
                self.notice = self.say(
                    "ui.settings.unkept",
                    folder=shorten_path(str(self._settings_path.parent), 60),
                    reason=error.strerror or str(error),
                )
                self._settings_path = None

    # Scenarios and games

    @property
    def scenarios(self) -> list[OpenedScenario]:
        """The scenarios on the shelf; while they are read one by one, those read so far."""
        if self._scenarios is None:
            self._scenarios = list(self._open_all())
        return self._scenarios

    def read_by_and_by(self) -> None:
        """Begins to read the scenarios one by one, and reads the first."""
        self._scenarios, self._unread = [], self._open_all()
        self.read_on()

    def _open_all(self) -> Iterator[OpenedScenario]:
        """The scenarios that come with the game, the shortest first, then the person's own."""
        yield from open_shipped()
        if self._own_scenarios is None or self._own_scenarios.folder != self.own:
            self._own_scenarios = OwnScenarios(self.own)
        yield from self._own_scenarios.read()

    def notice_own_scenarios(self) -> bool:
        """Begins to read the person's own scenarios again if their folder has changed.

        Returns whether it has.
        """
        own = self._own_scenarios
        if own is None or self._scenarios is None or self.reading or not own.changed():
            return False
        self._scenarios = [each for each in self._scenarios if not each.own]
        self._unread = own.read()
        self.read_on()
        return True

    @property
    def reading(self) -> bool:
        """Whether there are scenarios left to read."""
        return self._unread is not None

    def read_on(self) -> bool:
        """Reads one more scenario; False where none is left."""
        scenario = next(self._unread, None) if self._unread is not None else None
        if scenario is None:
            self._unread = None
            return False
        if self._scenarios is not None:
            self._scenarios.append(scenario)
        return True

    def forget_scenarios(self) -> None:
        """Has the scenarios read again when they are next asked for."""
        self._scenarios = self._unread = None

    def saved(self) -> list[SavedGame]:
        """The games and campaigns on disk, the newest first."""
        if self._saved is None:
            both: list[SavedGame] = [*saved_games(self.games), *campaigns_on_disk(self.games)]
            self._saved = sorted(both, key=_changed, reverse=True)
        return self._saved

    def forget_saved(self) -> None:
        """Has the saved games listed again when they are next asked for."""
        self._saved = None

    def last_game(self) -> SavedGame | None:
        """The newest game or campaign that isn't over."""
        return next((game for game in self.saved() if not game.over), None)

    def title_of(self, game: SavedGame) -> str:
        """A saved game's title in the window's language, where its scenario is among those read."""
        if isinstance(game, CampaignOnDisk):
            campaigns = (each for each in self.scenarios if isinstance(each, PlayableCampaign))
            named = (each for each in campaigns if each.campaign.id == game.campaign)
            return next((each.texts(self.code).title for each in named), game.title)
        known = (each for each in self.scenarios if isinstance(each, PlayableScenario))
        own = (each for each in known if each.path.stem == game.scenario)
        titles = (each.translated_title(game.title, self.code) for each in own)
        return next((title for title in titles if title is not None), game.title)

    def begin(
        self,
        playable: PlayableScenario,
        seats: Mapping[str, str],
        seed: int,
        position: Position | None = None,
        starts: FrozenMap[str, int] = EMPTY,
    ) -> HotSeat:
        """Begins a game that is saved as it is played, or played unsaved where that fails.

        position: where it begins; left out: at its start. starts: by track, its first value where
        that isn't the scenario's, as in a chapter of a campaign.
        """
        self.leave_all()
        rules = playable.translations.rules(playable.translations.codes[0])
        rules = evolve(rules, starts=starts)
        files = partial(resolve_files, playable.folder)
        game, saving = begin_in_folder(self.games, files, rules, seed, seats, position)
        self.forget_saved()
        return self._sit(HotSeat(game, seats, saving, playable.translations, self.code))

    def play_on(self, line: int, players: Mapping[str, str]) -> HotSeat | None:
        """Plays on from before a line of the game being played, as a new game that is saved.

        players: by side, who decides from there on. None where the scenario's files are gone.
        """
        old = self.playing
        if old.scenario_files is None:
            return None
        game, seats = branch_of(old.game, line), old.first_seats
        for side, player in players.items():
            if game.players(seats)[side] != player:
                game.do(HandOver(side, player))
        files, translations = old.scenario_files, old.translations
        self.leave_all()
        saving = save_in_folder(game, self.games, files, seats)
        self.forget_saved()
        return self._sit(HotSeat(game, seats, saving, translations, self.code))

    @property
    def playing(self) -> HotSeat:
        """The game being played. Raises ValueError where none is."""
        if self.hot_seat is None:
            raise ValueError("no game is being played")
        return self.hot_seat

    def again(self) -> PlayableScenario | None:
        """The scenario of the current game, to play it again; None where its files are gone."""
        hot_seat = self.hot_seat
        if hot_seat is None or hot_seat.scenario_files is None:
            return None
        try:
            files = hot_seat.scenario_files()
        except (OSError, ValueError):
            return None
        return PlayableScenario(Path(files.main), hot_seat.translations, files)

    def go_on(self, path: Path) -> HotSeat:
        """Continues a saved game. Raises RecordError, OSError, ValueError, ScenarioError."""
        self.leave_all()
        game, file, record = continue_saved(path)
        files, seats = record.header.files, record.header.seats
        scenario = game.rules.scenario
        try:
            _must_have_players(scenario, game.players(seats))
        except RecordError:
            file.close()
            raise
        saving = Saving(game, seats, lambda: files, file)
        translations = Translations(scenario, files)
        return self._sit(HotSeat(game, seats, saving, translations, self.code))

    def take_over(self, hot_seat: HotSeat) -> HotSeat:
        """Goes on with another game in place of the one being played, which is closed already."""
        self._stop_analysis()
        self.forget_saved()
        return self._sit(hot_seat)

    def _sit(self, hot_seat: HotSeat) -> HotSeat:
        self.hot_seat = hot_seat
        self._tell_unspoken(hot_seat)
        return hot_seat

    def _tell_unspoken(self, hot_seat: HotSeat) -> None:
        if hot_seat.unavailable_language:
            self.notice = self.say(
                "ui.language.spoilt",
                language=language(hot_seat.unavailable_language).say("language.name"),
            )

    def analyse(self) -> None:
        """Has the game being played analysed if it is over, unless that has begun already."""
        hot_seat = self.hot_seat
        over = hot_seat if hot_seat is not None and not hot_seat.state.to_move else None
        if self.analysis is not None and (over is None or not self.analysis.of(over.game)):
            self._stop_analysis()
        if over is not None and self.analysis is None:
            beside = kept_beside(over.saved, over.scenario_files)
            self.analysis = AnalysisProcess(over.game, wake_loop, kept=beside)

    @property
    def analysed(self) -> Analysis | None:
        """The analysis of the game being played; None where there is none yet."""
        return self.analysis.analysis if self.analysis is not None else None

    def _stop_analysis(self) -> None:
        if self.analysis is not None:
            self.analysis.close()
        self.analysis = None

    # Campaigns

    def begin_campaign(
        self, playable: PlayableCampaign, seats: Mapping[str, str], seed: int
    ) -> CampaignGame:
        """Begins a campaign that is saved as it is played, or played unsaved where that fails.

        Raises OSError or ValueError where its files can't be read.
        """
        self.leave_all()
        campaign = CampaignGame(playable.rules, playable.files(), seed, seats)
        try:
            campaign.save_below(self.games)
        except (OSError, CampaignError) as error:
            campaign.folder = None
            reason = reason_of(error, self.language)
            self.notice = self.say("ui.campaign.unsaved", reason=reason)
        return self.take_campaign(campaign)

    def go_on_with_campaign(self, folder: Path) -> CampaignGame:
        """Continues a saved campaign. Raises CampaignError, RecordError or OSError."""
        self.leave_all()
        campaign = open_campaign_save(folder)
        campaign.lock()
        return self.take_campaign(campaign)

    def take_campaign(self, campaign: CampaignGame) -> CampaignGame:
        """Has this campaign played."""
        self.campaign = campaign
        self.forget_saved()
        return campaign

    def play_chapter(self) -> HotSeat:
        """Opens the chapter of the campaign that comes now, and sits down to its game.

        Raises CampaignError, RecordError or OSError.
        """
        campaign = self.campaign
        if campaign is None or campaign.chapter is None:
            raise ValueError("there is no chapter to be played")
        self.leave()
        chapter = campaign.open_chapter()
        try:
            _must_have_players(chapter.rules.scenario, chapter.game.players(chapter.seats))
        except RecordError:
            chapter.saving.close()
            raise
        self._chapter = chapter
        return self._sit(
            HotSeat(chapter.game, chapter.seats, chapter.saving, chapter.translations, self.code)
        )

    def look_back(self, number: int) -> HotSeat | None:
        """Opens the game of a chapter that is over, by its number, to look back at it.

        None where it wasn't played. Raises RecordError or OSError.
        """
        campaign = self.campaign
        if campaign is None or not 0 < number <= len(campaign.played):
            return None
        game, path = campaign.played[number - 1].game, campaign.record(number)
        if game is None:
            return None
        self.leave()
        rules = campaign.rules.chapters[number - 1]
        seats, saving = rules.seated(campaign.seats), None
        if path is not None:
            game, file, record = continue_saved(path)
            seats, files = record.header.seats, record.header.files
            saving = Saving(game, seats, lambda: files, file)
        hot_seat = HotSeat(game, seats, saving, campaign.translations(rules.id), self.code)
        hot_seat.mark_all_read()
        return self._sit(hot_seat)

    @property
    def is_looking_back(self) -> bool:
        """Whether the game that is shown is a chapter that was over before."""
        return self.campaign is not None and self._chapter is None and self.hot_seat is not None

    @property
    def loses_campaign(self) -> bool:
        """Whether something of an unsaved campaign would be lost if it were left now."""
        campaign = self.campaign
        if campaign is None or campaign.folder is not None:
            return False
        playing = self._chapter is not None and bool(self._chapter.game.lines)
        return playing or any(each.past.played for each in campaign.played)

    def leave_all(self) -> None:
        """Closes the game being played, and the campaign that it is a chapter of, if any."""
        self.leave()
        campaign, self.campaign = self.campaign, None
        if campaign is not None:
            campaign.close()

    def _end_chapter(self) -> None:
        """Takes over what the chapter being played has left, if it is over."""
        chapter, self._chapter = self._chapter, None
        if chapter is None or self.campaign is None or chapter.game.state.to_move:
            return
        try:
            self.campaign.finish_chapter(chapter.game)
        except OSError as error:
            # The record of the chapter has all of it: only what people may read is lacking.
            self.notice = self.say("ui.campaign.unwritten", reason=reason_of(error, self.language))

    def leave(self) -> None:
        """Closes the game being played; it stays on disk. A campaign goes on after its chapter."""
        self._end_chapter()
        self._stop_analysis()
        if self.hot_seat is not None:
            with suppress(OSError):
                self.hot_seat.close()
        self.hot_seat = None
        self.forget_saved()

    # A room

    @property
    def hosts(self) -> bool:
        """Whether a room is open, or about to be."""
        return self.room is not None and self.room.running

    def host(self, arguments: Sequence[str]) -> None:
        """Hosts a room in a process of its own. Raises OSError.

        arguments: of `communique host`.
        """
        self.leave_room()
        self.room = RoomProcess(arguments, wake_loop)

    def leave_room(self) -> None:
        """Ends the room that is hosted, if any; it stays on disk."""
        if self.room is not None:
            self.room.close()
        self.room = None


SavedGame = GameOnDisk | CampaignOnDisk
"""What can be gone on with."""


def _changed(saved: SavedGame) -> int:
    """When something was last written of a saved game or campaign; 0 if that is unknown."""
    if isinstance(saved, CampaignOnDisk):
        return last_change(saved.path)
    try:
        return saved.path.stat().st_mtime_ns
    except OSError:
        return 0


def _must_have_players(scenario: Scenario, players: Mapping[str, str]) -> None:
    """Raises RecordError if one of the players isn't available."""
    for side, who in players.items():
        if who != ME and not has_player(scenario, side, who):
            if is_bot_file(who):
                raise RecordError("bot-file", side=side, bot=who.partition("@")[0])
            raise RecordError("scenario", problem=f"{side}={who}")


def fresh_seed() -> int:
    """A random seed for a new game."""
    return random.SystemRandom().randrange(SEEDS)


def usual_seats(scenario: Scenario) -> dict[str, str]:
    """The seats before anything is chosen: a person for the first side, personas for the others."""
    return usual_players(dict.fromkeys(scenario.sides, scenario))


def usual_players(seats: Mapping[str, Scenario]) -> dict[str, str]:
    """The same for seats, each with the scenario that its personas come from."""
    return {
        seat: ME if i == 0 else available_bots(scenario, seat)[0]
        for i, (seat, scenario) in enumerate(seats.items())
    }


def _of_this_computer() -> str:
    """The first language of this computer that the game has."""
    wished = [os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    with suppress(ValueError):
        wished.append(locale.getlocale()[0] or "")
    for each in wished:
        code = each.partition(":")[0].partition(".")[0].partition("_")[0].lower()
        if code in languages():
            return code
    return languages()[0]
