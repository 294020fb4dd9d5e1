"""Turns values into HTML: everything that is filled in is escaped.

A part of a page that is made of one value alone, and in one language, is filled once for all
pages: `{{ part("seat/papers.html", page.papers) }}`; its template knows the value as `of`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from game.document.scene_svg import SvgPen, svg_picture
from game.presenter.charts.plane_layout import plane_scene
from game.presenter.charts.talks_layout import talks_scene, vote_scene
from game.presenter.charts.track_layout import track_scene
from game.presenter.charts.waterfall_layout import columns
from game.presenter.debrief.curves import TrackCurve, value_sentences
from game.presenter.debrief.talks_course import TalksCourse, spoken_course
from game.presenter.hindsight.waterfall import Waterfall
from game.presenter.payoff_plane import PayoffPlane
from game.presenter.said.tally import Tally
from game.web.network.doors import qr_picture
from game.words.language import Language, own_name
from game.words.wording import Wording

FOLDER = Path(__file__).parent / "templates"
_COMMON = ("words", "request_key", "language", "codes")
"""What every template of a room is filled with."""
_MOST_PARTS = 1000
"""How many parts are remembered: more than twelve tables show in two languages."""
_FAR = SvgPen({"figure": ("serif", 34), "name": ("strong", 21), "tick": ("sans", 21)})
_CURVE = SvgPen({"tick": ("sans", 28)})
"""The letters of charts on the wall."""
_TALKS = SvgPen({"name": ("strong", 30), "tick": ("sans", 30)})
_TALKS_SIZES = (1056, 752), (844, 590), (530, 560)
"""The place on the wall of the talks at one table, at two and at three."""
_PLANE = SvgPen({"name": ("strong", 11.5), "tick": ("sans", 11.5)})
"""Those of payoff planes, which are small on the console and large on the wall."""


class Templates:
    """The templates of all pages."""

    def __init__(self, static: Callable[[str], str]) -> None:
        """static: the address of a file that a page needs."""
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["static"] = static
        self._environment.globals["own_name"] = own_name
        self._environment.globals["part"] = self._part
        self._known_part = lru_cache(_MOST_PARTS)(self._fill_part)
        self._environment.globals["waterfall"] = _waterfall
        self._environment.globals["track_curve"] = _track_curve
        self._environment.globals["talks"] = _talks
        self._environment.globals["payoffs"] = _payoffs
        self._environment.globals["vote"] = _vote
        self._environment.globals["qr"] = lambda url: Markup(qr_picture(url))

    @pass_context
    def _part(self, context: Context, name: str, value: Hashable) -> Markup:
        """A part of a page; it sees nothing of the page but the value."""
        return self._known_part(name, value, *(context[each] for each in _COMMON))

    def _fill_part(self, name: str, value: Hashable, words: Wording, *common: object) -> Markup:
        return Markup(
            self.fill(name, words, of=value, **dict(zip(_COMMON[1:], common, strict=True)))
        )

    def fill(self, name: str, words: Wording | Language, **values: object) -> str:
        """A template, filled with values."""
        return self._environment.get_template(name).render(
            words=words, say=words.say, counted=words.counted, **values
        )

    def fill_layout(self, main: str, words: Wording | Language, **values: object) -> str:
        """A whole page around its main part, which a template has made."""
        return self.fill("layout.html", words, main=Markup(main), **{"rehearses": False, **values})


def _waterfall(fall: Waterfall) -> Markup:
    """The bars of a score, for who is far away."""
    scene = columns(fall, _FAR, 640, 456, plain=True)
    return Markup(svg_picture(scene, _FAR, fall.text, "fall").source)


def _payoffs(plane: PayoffPlane) -> Markup:
    """What packages are worth to two parties."""
    scene = plane_scene(plane, _PLANE, 300, 212)
    return Markup(svg_picture(scene, _PLANE, plane.spoken, "payoffs").source)


def _vote(tally: Tally) -> Markup:
    """What was for a proposal, by count, and what it needed."""
    spoken = "; ".join(f"{each.name}: {each.figure}, {each.need}" for each in tally.counts)
    return Markup(svg_picture(vote_scene(tally, _TALKS, 860), _TALKS, spoken, "vote-bars").source)


def _talks(words: Wording, course: TalksCourse, tables: int = 1) -> Markup:
    """The chart of the talks of two parties: their reserves and all offers. tables: how many such
    charts stand beside each other."""
    scene = talks_scene(words, course, _TALKS, *_TALKS_SIZES[tables - 1])
    return Markup(svg_picture(scene, _TALKS, spoken_course(words, course), "talks").source)


def _track_curve(words: Wording, curve: TrackCurve) -> Markup:
    """The course of a track whose values stand above it."""
    scene = track_scene(words, curve, _CURVE, 808, 172, plain=True)
    spoken = ", ".join(value_sentences(words, curve))
    return Markup(svg_picture(scene, _CURVE, spoken, "").source)
