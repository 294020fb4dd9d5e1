"""Who reads a dossier, on leaves of what size, and in which letters."""

from __future__ import annotations

from attrs import frozen

from game.model.play import View
from game.ui.page.elements import Element, Explained, Labelled, Words
from game.ui.page.page import Page
from game.ui.paint.fonts import PANEL, SMALL, Style
from game.ui.paint.theme import SideLook
from game.ui.screens.briefing.leaves import LeafPart
from game.words.wording import Wording


@frozen
class Letters:
    """How large the texts of a dossier are set."""

    body: Style
    small: Style
    """On cards."""
    fine: Style
    """Of sources."""


SETTINGS = tuple(
    Letters(Style("sans", body, 1.34), Style("sans", small, 1.3), Style("sans", fine, 1.3))
    for body, small, fine in ((20, 18, 14.8), (19.2, 17.4, 14.4), (18.4, 16.8, 14))
)
"""The first, where it is no matter; the others where it saves turning over."""


@frozen
class Reader:
    """Who reads, and on leaves of what size."""

    words: Wording
    view: View
    look: SideLook
    width: int
    height: int
    letters: Letters = SETTINGS[0]
    remark: str = ""
    """A sentence above the situation, such as in which position the game began; maybe empty."""

    @property
    def side(self) -> str:
        """Whose papers they are."""
        return self.view.who


def heading(page: Page, text: str, before: float = 26, right: str = "", term: str = "") -> LeafPart:
    """The title of a section, which stands on the same leaf as what follows."""
    head: Element = Words(text, PANEL, page.paper.first)
    if right:
        head = Labelled(Words(text, PANEL, page.paper.first), Words(right, SMALL, page.paper.third))
    if term:
        head = Explained(head, term)
    return LeafPart(head, before, keep=True, section=text)
