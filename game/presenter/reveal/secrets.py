"""What only one side knew, or no side: the cards that were dealt, and the hidden tracks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from game.model.decisions import FACILITATOR
from game.presenter.badges import SideBadge, badge_of
from game.presenter.debrief.debrief import Debrief
from game.presenter.prose import without_sources
from game.words.sentences import number

MOST_TRACKS = 8
"""As many tracks can be read from eight metres."""
LEAST_PART = 0.25
"""How far beyond start and end a value must be to be told, as a part of their distance."""


@frozen
class RevealedCard:
    """A card that was dealt."""

    deal: str
    name: str
    brief: str
    """What the sides that saw it read; may be empty."""


@frozen
class HiddenCourse:
    """Where a hidden track began, how far it went, and how it ended."""

    name: str
    start: str
    between: str
    """Where it was farthest beyond both; empty where that says nothing, or with several tables."""
    end: str
    """At several tables the least and the greatest."""


@frozen
class SecretsShown:
    """What only some knew."""

    kind = "secrets"

    badge: SideBadge | None
    cards: tuple[RevealedCard, ...]
    tracks: tuple[HiddenCourse, ...]


def secrets_shown(debriefs: Mapping[str, Debrief], side: str) -> SecretsShown:
    """What only a side knew, with those who saw the same; side: empty: what no side could see."""
    first = next(iter(debriefs.values()))
    badge = badge_of(first.words.scenario, side) if side else None
    return SecretsShown(
        badge, tuple(_cards(first, side)), tuple(_tracks(debriefs, side))[:MOST_TRACKS]
    )


def _is_secret_of(side: str, sides: tuple[str, ...]) -> bool:
    return side in sides if side else not sides


def _cards(debrief: Debrief, side: str) -> Iterator[RevealedCard]:
    """The cards, which are the same at all tables, as they have the same luck."""
    words = debrief.words
    for deal, card in debrief.game.view(FACILITATOR).cards.items():
        if _is_secret_of(side, words.scenario.deals[deal].to):
            brief = without_sources(words.scenario.deals[deal].cards[card].brief)
            yield RevealedCard(words.naming.deal(deal), words.naming.card(deal, card), brief)


def _tracks(debriefs: Mapping[str, Debrief], side: str) -> Iterator[HiddenCourse]:
    first = next(iter(debriefs.values()))
    naming = first.words.naming
    courses = [{curve.track: curve.values for curve in each.curves} for each in debriefs.values()]
    for id, track in first.words.scenario.tracks.items():
        if track.seen_by is None or not _is_secret_of(side, track.seen_by):
            continue
        ends = sorted({course[id][-1] for course in courses})
        end = naming.value(id, ends[-1])
        if len(ends) > 1:
            end = _range(ends[0], ends[-1], naming.value(id, ends[0]), end)
        values = courses[0][id]
        farthest = _farthest(values) if len(courses) == 1 else None
        between = "" if farthest is None else naming.value(id, farthest)
        yield HiddenCourse(naming.track(id), naming.value(id, values[0]), between, end)


def _range(least: int, greatest: int, low: str, high: str) -> str:
    """Two values of a track from the one to the other; a unit stands once (`0–8 weeks`)."""
    has_figures = least >= 0 and high.startswith(number(greatest))
    return f"{number(least)}–{high}" if has_figures else f"{low} – {high}"


def _farthest(values: Sequence[int]) -> int | None:
    """The value farthest outside of the first and the last; None: by little beside their distance.

    A track that ends as it began would look as if nothing had happened.
    """
    low, high = sorted((values[0], values[-1]))
    below, above = low - min(values), max(values) - high
    if max(below, above) <= (high - low) * LEAST_PART:
        return None
    return min(values) if below > above else max(values)
