"""What stands small at the top of each sheet of the kit, and the marks of sides on paper."""

from __future__ import annotations

from attrs import frozen

from game.document.marks import MarkStyle, Shape, readable_colour
from game.model.scenario import Scenario, titled
from game.presenter.badges import badge_of
from game.presenter.prose import name_without_article
from game.words.wording import Wording

_SHAPES: tuple[Shape, ...] = ("circle", "square", "diamond", "triangle", "hexagon", "star")


@frozen
class KitWords:
    """The labels of sheets."""

    words: Wording

    def label(self, key: str) -> str:
        """The label of a sheet that anybody may read. key: that of the name of its part."""
        title = self.words.scenario.title
        return self.words.say("kit.label", scenario=title, part=self.words.say(key))

    def secret_label(self, side: str, seat: str = "") -> str:
        """The label of a sheet that only a side, or only one of its seats, may read."""
        name = name_without_article(self.words, side)
        if seat:
            written = self.words.scenario.sides[side].seats[seat].name
            name = self.words.say("room.place", side=name, seat=titled(written, seat))
        title = self.words.scenario.title
        return self.words.say("kit.label.secret", scenario=title, reader=name)

    def facilitator_label(self) -> str:
        """The label of a sheet that only the facilitator may read."""
        title = self.words.scenario.title
        return self.words.say("kit.label.facilitator", scenario=title)


def side_mark(scenario: Scenario, side: str) -> MarkStyle:
    """The mark of a side on paper: its shape, and its colour as dark as paper needs it."""
    badge = badge_of(scenario, side)
    return MarkStyle(readable_colour(badge.colour), _SHAPES[badge.shape % len(_SHAPES)])
