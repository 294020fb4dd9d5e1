"""Projects that are under way: how far each has come, and when it is ready (rule 15)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

from game.model.log_events import ProjectBegun
from game.model.play import View
from game.presenter.game_views import GameViews
from game.presenter.prose import without_sources
from game.presenter.track_lines import BandPiece, TrackLine
from game.words.wording import Wording

_MOST_PIECES = 12
"""A bar of more turns isn't cut into turns."""


@frozen
class UnderWay:
    """A project that is under way."""

    id: str
    name: str
    about: str
    """What its author says of it, and what it will bring as far as the reader can know."""
    gone: int
    """The turns that have gone by since it began; 0 where that isn't known."""
    left: int
    when: str
    """When it is ready: the date of a turn or its number; or after the game."""
    in_turns: str
    """In how many turns that is."""
    end: float | None
    """Where along its turns the game ends, from 0 to 1; None if it is ready before."""

    @property
    def share(self) -> float:
        """How much of it has gone by, from 0 to 1."""
        return self.gone / (self.gone + self.left)

    @property
    def cuts(self) -> tuple[float, ...]:
        """Where its turns begin and end along its bar, from 0 to 1; of very many only the ends."""
        turns = self.gone + self.left
        return tuple(i / turns for i in range(turns + 1)) if turns <= _MOST_PIECES else (0.0, 1.0)


def projects_under_way(words: Wording, views: GameViews, reader: str) -> tuple[UnderWay, ...]:
    """The projects of which a reader sees that they are under way, in file order."""
    view = views.view(reader)
    if view.outcome is not None or not any(each.left for each in view.projects.values()):
        return ()
    began = {
        entry.event.project: entry.turn
        for _, batch in views.record(reader)
        for entry in batch
        if isinstance(entry.event, ProjectBegun)
    }
    return tuple(_each(words, view, began))


def _each(words: Wording, view: View, began: dict[str, int]) -> Iterator[UnderWay]:
    for id, state in view.projects.items():
        if not state.left:
            continue
        written, turn = words.scenario.projects[id], max(view.turn, 0)
        gone, ready = max(0, turn - began.get(id, turn)), turn + state.left
        beyond = ready > words.scenario.turns
        about = without_sources(written.text), words.effects(written.done, view.who)
        yield UnderWay(
            id,
            words.naming.project(id),
            " ".join(part for part in about if part),
            gone,
            state.left,
            words.ready(ready),
            words.counted("project.left", state.left),
            (gone + words.scenario.turns - turn) / (gone + state.left) if beyond else None,
        )


def project_line(project: UnderWay) -> TrackLine:
    """A project as a page draws it: a bar cut at its turns, with a tick where the game ends."""
    cuts = project.cuts
    pieces = tuple(
        BandPiece(
            round(start, 4),
            round(end, 4),
            round(min(max(project.share, start), end), 4),
            is_current=False,
        )
        for start, end in pairwise(cuts)
    )
    return TrackLine(
        id=f"project-{project.id}",
        name=project.name,
        figure=project.when,
        band=project.in_turns,
        pieces=pieces,
        tick=None if project.end is None else round(project.end, 4),
        change="",
        direction=0,
        verdict=None,
        is_private=False,
        about=project.about,
        curve=(),
    )
