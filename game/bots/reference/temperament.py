"""What a persona likes, and how much it demands at a table (rule 12.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod
from typing import assert_never

from attrs import frozen

from game.bots.reference.seen_game import SeenGame
from game.model.bodies import BALLOT_VALUES, BALLOTS
from game.model.effects import Begin, Changes, Effects
from game.model.expressions import Number
from game.model.frozen import FrozenMap
from game.model.play import View
from game.model.sides import ConcessionStyle
from game.rules.compiled import Rules

LARGEST_LIKING = 10**9
"""The most that anything can be liked or disliked, before its draw."""


@frozen
class Temperament:
    """A persona's temperament at one decision, after all shifts whose conditions hold."""

    tags: Mapping[str, int]
    """By tag, how much the persona likes actions that have it."""
    tracks: Mapping[str, int]
    """By track, how much the persona likes each additional point."""
    heat: int
    style: ConcessionStyle
    firmness: int
    opening: int
    floor: int

    def aim(self, used: int, rounds: int) -> int:
        """The share of its best package that it aims for, in %. used: the rounds used so far."""
        span, left = self.opening - self.floor, rounds - used
        match self.style:
            case "boulware":
                return self.opening - span * self._raise(used) // self._raise(rounds)
            case "conceder":
                return self.floor + span * self._raise(left) // self._raise(rounds)
            case "linear":
                return self.opening - span * used // rounds
            case _:
                assert_never(self.style)

    def _raise(self, rounds: int) -> int:
        """Raises a number of rounds to the power of the firmness."""
        return prod([rounds] * self.firmness)

    def like_action(self, rules: Rules, id: str, view: View) -> int:
        """How much it likes an action of which it knows what its view shows, before its draw."""
        action, tags = rules.scenario.actions[id], rules.scenario.tags
        changes = [*_changes(rules, view, action.effects, action.cost)]
        for tag in action.tags:
            changes += _changes(rules, view, tags[tag].effects)
        return self._like(sum(self.tags.get(tag, 0) for tag in action.tags), changes, view)

    def like_answer(self, rules: Rules, inject: str, id: str, view: View) -> int:
        """How much it likes an answer to an inject's question, before its draw."""
        vote = rules.scenario.injects[inject].vote
        if vote is not None:
            carried, lost = (
                self._like(0, [*_changes(rules, view, effects)], view)
                for effects in (vote.carried, vote.lost)
            )
            return like_ballot(id, carried - lost)
        answer = rules.scenario.injects[inject].answers[id]
        return self._like(0, [*_changes(rules, view, answer.effects, answer.cost)], view)

    def like_ratification(
        self, rules: Rules, id: str, package: FrozenMap[str, str], view: View
    ) -> int:
        """How much better it likes it if a signed package is ratified than if it isn't."""
        table = rules.scenario.tables[id]

        def likes(effects: Effects) -> int:
            return self._like(0, [*_changes(rules, view, effects)], view)

        liking = likes(table.agreed) - likes(table.rejected)
        for issue in package:
            option = table.issues[issue].options[package[issue]]
            provisional = issue in table.provisional
            liking += -likes(option.lapsed) if provisional else likes(option.effects)
        return liking

    def _like(self, liking: int, changes: list[tuple[str, int]], view: View) -> int:
        """Ten times the liking for tags and for changes of tracks, within the limits."""
        liking += sum(
            self.tracks.get(track, 0) * amount for track, amount in changes if track in view.tracks
        )
        return max(-LARGEST_LIKING, min(10 * liking, LARGEST_LIKING))


def temperament(rules: Rules, persona: str, game: SeenGame) -> Temperament:
    """A persona's temperament in a game as its side sees it."""
    base = rules.scenario.personas[persona]
    tags, tracks, bargaining = dict(base.tags), dict(base.tracks), base.bargaining
    style, firmness = bargaining.style, bargaining.firmness
    opening, floor = bargaining.opening, bargaining.floor
    for shift, holds in zip(base.shifts, rules.shifts[persona], strict=True):
        if not holds(game, ()):
            continue
        tags |= dict(shift.tags)
        tracks |= dict(shift.tracks)
        changed = shift.bargaining
        style = style if changed.style is None else changed.style
        firmness = firmness if changed.firmness is None else changed.firmness
        opening = opening if changed.opening is None else changed.opening
        floor = floor if changed.floor is None else changed.floor
    return Temperament(tags, tracks, base.heat, style, firmness, opening, floor)


def like_ballot(ballot: str, lean: int) -> int:
    """How much a ballot is liked where `for` is liked so much, before its draw (rule 13.7)."""
    lean = max(-LARGEST_LIKING, min(lean, LARGEST_LIKING))
    return lean * BALLOT_VALUES[BALLOTS.index(ballot)]


def _changes(
    rules: Rules, view: View, effects: Effects, cost: Mapping[str, int] = FrozenMap()
) -> Iterator[tuple[str, int]]:
    """Yields the tracks that certainly change by a literal number, each with the amount.

    A project of which the side knows counts, where it begins, as what it brings when it is done.
    """
    yield from ((track, -cost[track]) for track in cost)
    for step in effects:
        if isinstance(step, Begin) and step.project in view.projects:
            yield from _sure(rules.scenario.projects[step.project].done)
    yield from _sure(effects)


def _sure(effects: Effects) -> Iterator[tuple[str, int]]:
    for step in effects:
        if isinstance(step, Changes):
            for change in step.changes:
                if isinstance(change.amount, Number) and change.operator in ("+", "-"):
                    sign = 1 if change.operator == "+" else -1
                    yield change.track, sign * change.amount.value
