"""The title: the map, the scenarios as cards, and the game one can go on with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import assert_never

from game.model.scenario import Scenario
from game.presenter.map.link_paths import Arc
from game.presenter.map.viewport import Viewport
from game.session.campaign_save import CampaignOnDisk
from game.ui.map_drawing.arcs import dot, draw_link
from game.ui.map_drawing.labels import spread
from game.ui.map_drawing.picture import Light, backdrop
from game.ui.map_drawing.waters import trace_water
from game.ui.page.commands import EVERYWHERE, OpenSettings, QuitProgram, ToggleFullScreen
from game.ui.page.elements import Beside, Element, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, GoOn, Push, Quit
from game.ui.paint.canvas import Rect, cut_bottom
from game.ui.paint.fonts import (
    CAPITALS,
    LABEL,
    LEDE,
    SMALL,
    SMALL_STRONG,
    WORDMARK,
    Style,
    line_height,
    width_of,
)
from game.ui.paint.theme import looks
from game.ui.program.library import (
    BrokenScenario,
    Playable,
    PlayableCampaign,
    PlayableScenario,
)
from game.ui.program.program import Program
from game.ui.screens.game_control import UNUSABLE
from game.ui.screens.host.host_setup import HostSetup
from game.ui.screens.options.options import Options
from game.ui.screens.saved_games.file_list import where_in_campaign
from game.ui.screens.saved_games.files import OpenFile
from game.ui.screens.saved_games.trouble import Mistakes
from game.ui.screens.setup.setup import Setup
from game.ui.screens.title.own_folder import OwnFolder
from game.ui.screens.title.shelf import Shelf
from game.ui.screens.title.title_commands import (
    KEYS,
    ChooseScenario,
    ChooseVersion,
    ContinueGame,
    LeafScenarios,
    NextVersion,
    OpenFiles,
    OpenHosting,
    OpenOwnFolder,
    PlayScenario,
    TitleCommand,
)
from game.ui.widgets.buttons import GREY, OUTLINE, Button
from game.ui.widgets.frame import key_hints
from game.words.error_words import reason_of

_SMALLER = Style("title", 76, 1.1)


class Title:
    """The first screen."""

    name = "title"

    def __init__(self, program: Program) -> None:
        self._program = program
        self._path: Path | None = None
        """The file of the chosen scenario; None: the first one is chosen."""
        self._version: PlayableScenario | None = None
        """The variant of the chosen scenario that is on the sheet, if one is."""

    @property
    def _chosen(self) -> int:
        """The index of the chosen scenario; it stays chosen when others come and go."""
        scenarios = self._program.scenarios
        paths = (i for i, each in enumerate(scenarios) if each.path == self._path)
        return next(paths, 0)

    def _choose(self, index: int) -> None:
        scenarios = self._program.scenarios
        self._path = scenarios[index].path if index < len(scenarios) else None

    @property
    def keys(self) -> Mapping[str, TitleCommand]:
        unheard = set[TitleCommand]()
        if isinstance(self._chosen_scenario(), PlayableCampaign):
            unheard.add(OpenHosting())
        if self._program.last_game() is None:
            unheard.add(ContinueGame())
        if not self._program.scenarios:
            unheard |= {PlayScenario(), OpenHosting()}
        if self._program.own is None:
            unheard.add(OpenOwnFolder())
        if not self._variant_ids:
            unheard.add(NextVersion())
        return KEYS.commands(without=unheard)

    def handle(self, command: TitleCommand) -> Answer:
        scenarios = self._program.scenarios
        match command:
            case LeafScenarios(step=step):
                self._choose((self._chosen + step) % max(1, len(scenarios)))
                self._version = None
            case ChooseScenario(index=index):
                scenario = scenarios[index]
                if isinstance(scenario, BrokenScenario):
                    return Push(Mistakes(self._program, scenario))
                self._choose(index)
                self._version = None
            case ChooseVersion(variant=variant):
                return self._choose_version(variant)
            case NextVersion():
                return self._choose_version(self._next_version())
            case PlayScenario():
                playable = self._chosen_scenario()
                if playable is not None:
                    return Push(Setup(self._program, playable))
                return self.handle(ChooseScenario(self._chosen)) if scenarios else None
            case OpenHosting():
                playable = self._chosen_scenario()
                if isinstance(playable, PlayableCampaign):
                    return None
                if playable is not None:
                    return Push(HostSetup(self._program, playable))
                return self.handle(ChooseScenario(self._chosen)) if scenarios else None
            case ContinueGame():
                return self._continue()
            case OpenFiles():
                return Push(OpenFile(self._program))
            case OpenOwnFolder():
                own = self._program.own
                return Push(OwnFolder(self._program, own, self)) if own is not None else None
            case OpenSettings():
                return Push(Options(self._program))
            case QuitProgram():
                return Quit()
            case _:
                assert_never(command)
        return None

    def _entry(self) -> Playable | None:
        """The chosen scenario or campaign on the shelf, where it can be played."""
        scenarios = self._program.scenarios
        scenario = scenarios[self._chosen] if self._chosen < len(scenarios) else None
        return None if isinstance(scenario, BrokenScenario) else scenario

    def _chosen_scenario(self) -> Playable | None:
        """What is on the sheet: the chosen scenario or campaign, or the chosen variant of one."""
        entry = self._entry()
        if entry is None or self._version is None or self._version.path != entry.path:
            return entry
        return self._version

    @property
    def _variant_ids(self) -> tuple[str, ...]:
        entry = self._entry()
        if not isinstance(entry, PlayableScenario):
            return ()
        return tuple(entry.variant_titles(self._program.code))

    def _next_version(self) -> str | None:
        chosen = self._chosen_scenario()
        versions = (None, *self._variant_ids)
        variant = chosen.folder.variant if isinstance(chosen, PlayableScenario) else None
        return versions[(versions.index(variant) + 1) % len(versions)]

    def _choose_version(self, variant: str | None) -> Answer:
        entry = self._entry()
        if not isinstance(entry, PlayableScenario) or variant is None:
            self._version = None
            return None
        version = entry.open_variant(variant)
        if isinstance(version, BrokenScenario):
            return Push(Mistakes(self._program, version))
        self._version = version
        return None

    def _continue(self) -> Answer:
        last = self._program.last_game()
        if last is None:
            return None
        try:
            if isinstance(last, CampaignOnDisk):
                self._program.go_on_with_campaign(last.path)
            else:
                self._program.go_on(last.path)
        except UNUSABLE as error:
            self._program.toast = self._program.say(
                "ui.continue.failed", reason=reason_of(error, self._program.language)
            )
            return None
        return GoOn()

    # Drawing

    def draw(self, page: Page) -> None:
        labels = self._map(page)
        x = page.px(72)
        y = self._head(page, x)
        rest = Rect(x, y, page.theme.width - 2 * x, page.theme.height - y - self._foot(page))
        sheet = self._doors(page, rest)
        self._hints(page, x)
        _name(page, labels, sheet)

    def _map(self, page: Page) -> list[tuple[str, float, float]]:
        """Draws it; the names of places on it, and where they are."""
        page.canvas.box(page.rect, page.palette.ground, 0)
        playable = self._chosen_scenario()
        scenario = playable.scenario(self._program.code) if playable is not None else None
        homes = [each for each in scenario.map.places.values() if each.side] if scenario else []
        size = (page.theme.width, page.theme.height)
        margins = (size[0] * 50 // 100, size[1] * 24 // 100, size[0] // 16, size[1] * 40 // 100)
        places = [place.at for place in homes] or [(10.0, 50.0), (110.0, 30.0)]
        viewport = Viewport.fit(places, size, margins)
        if page.theme.high_contrast or page.canvas.ghost:
            return []
        seen = looks(scenario, page.palette) if scenario is not None else {}
        lights = tuple(Light(*place.at, seen[place.side].colour) for place in homes if place.side)
        waters = map(trace_water, scenario.map.waters.values() if scenario is not None else ())
        page.canvas.picture(backdrop(viewport, lights, tuple(waters)), (0, 0))
        return self._links(page, scenario, viewport) if scenario is not None else []

    def _links(
        self, page: Page, scenario: Scenario, viewport: Viewport
    ) -> list[tuple[str, float, float]]:
        seen, places = looks(scenario, page.palette), scenario.map.places
        pale = page.ink.second
        for link in scenario.map.links:
            start, end = places[link.start], places[link.to]
            if not (start.side and end.side):
                continue
            colours = [seen[each.side].colour if each.side else pale for each in (start, end)]
            # A way by sea would run beneath the cards: here every link is an arc.
            arc = Arc(viewport.at(*start.at), viewport.at(*end.at))
            draw_link(page.canvas.surface, arc, colours[0], colours[1], page.px(5))
        labels = []
        for id, place in places.items():
            if place.side:
                look = seen[place.side]
                x, y = viewport.at(*place.at)
                dot(page.canvas.surface, (x, y), look.colour, look.shape, page.px(7))
                labels.append((place.name or id, x, y))
        return labels

    def _head(self, page: Page, x: int) -> int:
        say, width = self._program.say, page.theme.width
        top = page.px(60)
        page.canvas.text(say("ui.title.above"), x, top, CAPITALS, page.ink.second)
        y = top + line_height(CAPITALS, page.theme)
        mark = "Communiqué"
        fits = width_of(mark, WORDMARK, page.theme) < width * 0.62
        style = WORDMARK if fits else _SMALLER
        page.canvas.text(mark, x, y, style, page.ink.first)
        y += line_height(style, page.theme)
        page.canvas.box(Rect(x + page.px(4), y, page.px(96), max(2, page.px(3))), page.ink.first, 0)
        y += page.px(20)
        lede = Words(say("ui.title.lede"), LEDE, page.ink.first)
        room = min(width - 2 * x, page.theme.tall(760))
        lede.draw(page, x, y, room)
        return y + lede.height(page, room) + page.px(24)

    def _doors(self, page: Page, rest: Rect) -> Rect:
        """Draws what leads on; where the sheet of the chosen scenario is."""
        say = self._program.say
        parts: list[Element] = []
        last = self._program.last_game()
        if last is not None:
            name = self._program.title_of(last)
            if isinstance(last, CampaignOnDisk):
                where = [where_in_campaign(self._program, last)]
            else:
                where = [say("ui.turn-of", turn=max(last.turn, 1), turns=last.turns)]
                where += [say("ui.files.position", name=last.position)] if last.position else []
            parts.append(
                Button(
                    ContinueGame(),
                    say("ui.continue"),
                    OUTLINE,
                    "play",
                    below=" · ".join((name, *where)),
                )
            )
        doors = self._small_doors()
        whole = sum(door.natural(page) for door in doors) + page.px(12) * (len(doors) - 1)
        width = min(rest.w, max(page.theme.tall(620), rest.w * 36 // 100))
        if page.theme.tight:
            width = min(rest.w, max(width, whole))
        # Two rows, where one would lie on the map.
        half = len(doors) if whole <= width else (len(doors) + 1) // 2
        parts += [
            Beside(tuple((door, -door.natural(page)) for door in row), 12)
            for row in (doors[:half], doors[half:])
            if row
        ]
        stack = Stack(tuple(parts), 14)
        room = Rect(rest.x, rest.y, width, stack.height(page, width))
        if page.theme.tight:
            # The map is as wide as the window: nothing of it shines through the doors.
            page.canvas.box(room.inflate(page.px(20), page.px(20)), page.palette.bar, 10)
        stack.draw(page, *room.topleft, width)
        y = room.bottom + page.px(28)
        shelf = Shelf(self._program, self._chosen, self._chosen_scenario(), self._entry())
        return shelf.draw_in(page, Rect(rest.x, y, rest.w, rest.bottom - y))

    def _small_doors(self) -> list[Button]:
        """The buttons that lead to files, the folder of own scenarios, settings, and out."""
        say = self._program.say
        own = [Button(OpenOwnFolder(), say("ui.own.title"), GREY, "pen")]
        return [
            Button(OpenFiles(), say("ui.open"), GREY, "folder"),
            *(own if self._program.own is not None else ()),
            Button(OpenSettings(), say("ui.settings"), GREY, "gear"),
            Button(QuitProgram(), say("ui.quit"), GREY, "power"),
        ]

    def _foot(self, page: Page) -> int:
        """How high the line of hints is."""
        return line_height(SMALL, page.theme) + page.px(26)

    def _hints(self, page: Page, x: int) -> None:
        say = self._program.say
        foot = say("ui.title.foot")
        width = width_of(foot, LABEL, page.theme)
        low = cut_bottom(page.rect, self._foot(page))[1]
        y = low.y + (low.h - line_height(SMALL, page.theme)) // 2
        right = page.theme.width - x
        hosts = not isinstance(self._chosen_scenario(), PlayableCampaign)
        hints = {
            KEYS.keycap(PlayScenario(), say): say("ui.hint.play"),
            **({KEYS.keycap(OpenHosting(), say): say("ui.hint.host-room")} if hosts else {}),
            KEYS.keycap(OpenFiles(), say): say("ui.hint.open"),
            KEYS.keycap(OpenSettings(), say): say("ui.hint.settings"),
            EVERYWHERE.keycap(ToggleFullScreen(), say): say("ui.hint.full"),
        }
        if width < (right - x) * 0.45:
            page.canvas.text(foot, right - width, y, LABEL, page.ink.third)
            right -= width + page.px(30)
        key_hints(page, hints, x, y, right)


def _name(page: Page, labels: list[tuple[str, float, float]], sheet: Rect) -> None:
    """Names the places that nothing lies on, where nothing else stands."""
    height, edge = line_height(SMALL_STRONG, page.theme), page.px(14)
    taken = [sheet, *(target.rect for target in page.targets)]
    taken += [Rect(blit.rect) for blit in page.canvas.texts]
    free = [each for each in labels if Rect(each[1] - 2, each[2] - 2, 4, 4).collidelist(taken) < 0]
    asked = [(x, y, width_of(name, SMALL_STRONG, page.theme) + edge, height) for name, x, y in free]
    room = page.rect.inflate(-2 * edge, -2 * edge)
    for (name, _, _), box in zip(free, spread(asked, room, taken), strict=True):
        if room.contains(box) and box.collidelist(taken) < 0:
            page.canvas.box(box.inflate(0, page.px(4)), page.palette.bar, 5)
            page.canvas.text(name, box.x + edge // 2, box.y, SMALL_STRONG, page.ink.first)
