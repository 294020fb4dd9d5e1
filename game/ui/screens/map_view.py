"""The map: where things happen, and what runs between, as far as one side sees it."""

from __future__ import annotations

from collections.abc import Mapping

from game.model.colours import mix_colours
from game.model.scenario import SMOOTH, Link, titled
from game.presenter.prose import without_sources
from game.presenter.track_readings import TrackReading, track_readings
from game.ui.map_drawing.waters import trace_water
from game.ui.map_drawing.world_map import MapLink, MapWater, Site, draw_map
from game.ui.page.commands import GoBack, KeyTable, shortcut
from game.ui.page.elements import Element, Gap, Line, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, cut_bottom
from game.ui.paint.fonts import LABEL, SHEET, SMALL, STRONG, line_height, width_of
from game.ui.paint.theme import looks
from game.ui.program.program import Program
from game.ui.widgets.buttons import GREY, Button
from game.ui.widgets.frame import ground, panel
from game.ui.widgets.gauge import Gauge

KEYS = KeyTable("", (shortcut("enter", GoBack(), also=("escape", "m")),))


class MapView:
    """The whole map, with a list of the links beside it."""

    name = "map"

    def __init__(self, program: Program, side: str) -> None:
        self._program = program
        self._side = side

    @property
    def keys(self) -> Mapping[str, GoBack]:
        return KEYS.commands()

    def handle(self, command: GoBack) -> Answer:  # noqa: ARG002  (as a screen has it)
        return Pop()

    # What there is on it

    def sites(self, page: Page) -> list[Site]:
        """The places."""
        scenario = self._program.playing.words.scenario
        seen = looks(scenario, page.palette)
        return [
            Site(titled(place.name, id), place.at, seen.get(place.side or ""))
            for id, place in scenario.map.places.items()
        ]

    def flows(self) -> list[MapLink]:
        """The links, with how much runs along each as far as the side sees it."""
        words = self._program.playing.words
        order = list(words.scenario.map.places)
        flows = []
        for link in words.scenario.map.links:
            reading = self._readings().get(link.track or "")
            share, figure, remark = None, "", ""
            if reading is not None and reading.value is not None:
                share = reading.share(reading.value)
                figure = reading.measure
            if reading is not None:
                remark = " · ".join(text for text in (reading.band_name, reading.scale) if text)
            ends = order.index(link.start), order.index(link.to)
            name, is_smooth = self._named(link), link.line == SMOOTH
            flows.append(MapLink(name, *ends, share, figure, remark, link.via, is_smooth))
        return flows

    def waters(self) -> list[MapWater]:
        """The rivers and lakes."""
        waters = self._program.playing.words.scenario.map.waters.values()
        return [MapWater(without_sources(water.name), trace_water(water)) for water in waters]

    def _readings(self) -> dict[str, TrackReading]:
        """The tracks that the side sees, or whose band it sees."""
        words, views = self._program.playing.words, self._program.playing.turn_views(self._side)
        readings = track_readings(words, views, self._side)
        return {reading.id: reading for reading in readings}

    def _named(self, link: Link) -> str:
        words = self._program.playing.words
        if link.name or link.track is None:
            return without_sources(link.name)
        # The name of a track that one doesn't see would tell that there is one.
        return words.naming.track(link.track) if link.track in self._readings() else ""

    # Drawing

    def draw(self, page: Page) -> None:
        words, sites = self._program.playing.words, self.sites(page)
        back = Button(GoBack(), words.say("ui.back"), GREY, "back")
        pad = page.px(32)
        if not sites:
            ground(page)
            none = Words(words.say("ui.map.none"), STRONG, page.ink.second)
            none.draw(page, pad, pad, page.rect.w - 2 * pad)
            back.draw(page, pad, page.rect.bottom - pad - page.theme.tall(46), back.natural(page))
            return
        width = min(page.theme.tall(440), page.rect.w * 38 // 100)
        side = Rect(page.rect.right - pad - width, pad, width, page.rect.h - 2 * pad)
        room = Rect(pad, pad, side.x - pad - page.px(24), side.h)
        head = line_height(SHEET, page.theme) + line_height(SMALL, page.theme)
        body = Rect(room.x, room.y + head, room.w, room.h - head)
        body, foot = cut_bottom(body, back.height(page, room.w), page.px(10))
        draw_map(page, body, sites, self.flows(), self.waters())
        self._head(page, room)
        self._list(page, side)
        behind = Rect(foot.x, foot.y, back.natural(page), foot.h)
        page.canvas.box(behind, page.palette.ground, 8)
        back.draw(page, foot.x, foot.y, behind.w)

    def _head(self, page: Page, room: Rect) -> None:
        words, state = self._program.playing.words, self._program.playing.state
        title = words.say("ui.map.title")
        page.canvas.text(title, room.x, room.y, SHEET, page.ink.first)
        turn = words.say("board.turn", turn=max(1, state.turn), turns=words.scenario.turns)
        day = words.day(state.turn)
        subtitle = f"{turn} · {day}" if day else turn
        if width_of(subtitle, SMALL, page.theme) > room.w:
            subtitle = turn
        y = room.y + line_height(SHEET, page.theme)
        page.canvas.text(subtitle, room.x, y, SMALL, page.ink.second)

    def _list(self, page: Page, rect: Rect) -> None:
        words, seen = self._program.playing.words, self._readings()
        inner = panel(page, rect, words.say("ui.map.links"))
        parts: list[Element] = []
        for link in words.scenario.map.links:
            if parts:
                parts.append(Line(mix_colours(page.ink.line, page.ink.ground, 0.4)))
            parts.append(self._row(page, link, seen.get(link.track or "")))
        Scroll("links", tuple(parts), 12).draw_in(page, inner)

    def _row(self, page: Page, link: Link, reading: TrackReading | None) -> Element:
        """A link: what it carries, between which places, and its track as a gauge."""
        words, places = self._program.playing.words, self._program.playing.words.scenario.map.places
        ends = words.say(
            "ui.map.link",
            start=titled(places[link.start].name, link.start),
            end=titled(places[link.to].name, link.to),
        )
        name = self._named(link)
        parts: list[Element] = [Words(name, STRONG, page.ink.first)] if name else []
        parts.append(Words(ends, LABEL, page.ink.third))
        if reading is not None:
            parts += [Gap(6), Gauge(reading, words)]
        else:
            key = "ui.map.hidden" if link.track is not None and link.name else "ui.map.plain"
            parts += [Gap(4), Words(words.say(key), SMALL, page.ink.second)]
        return Stack(tuple(parts))
