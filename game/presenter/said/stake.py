"""What each result of a vote surely means for a side's own score."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from game.bots.reference.seen_game import SeenGame, see_game
from game.model.entries import may_see
from game.model.expressions import Number
from game.presenter.worded_game import WordedGame
from game.rules.compiled import InjectRules, Rules
from game.rules.evaluate import NO_PACKAGE
from game.rules.program import CompiledChanges, EffectBlock


@frozen
class Stake:
    """What follows for a score from one result: what is written as a number, and nothing else."""

    lines: tuple[tuple[int, int], ...]
    """By line that changes, its index in the side's score and its change in points."""

    @property
    def total(self) -> int:
        """The change of all lines together."""
        return sum(points for _, points in self.lines)


def stakes_of(worded: WordedGame, side: str, inject: str) -> tuple[Stake, Stake]:
    """What it means for a side's score if a proposal is carried, and if it is lost.

    Both are computed from what the side sees (rule 12.2): what is hidden from it changes neither.
    """
    rules = worded.game.rules
    asked = rules.injects[rules.index.injects[inject]]
    assert asked.vote is not None
    seen = see_game(rules, worded.view(side))
    return (
        _stake(rules, side, seen, _after(rules, side, seen, asked, asked.vote.carried, (1, 0))),
        _stake(rules, side, seen, _after(rules, side, seen, asked, asked.vote.lost, (0, 1))),
    )


def _after(
    rules: Rules,
    side: str,
    seen: SeenGame,
    asked: InjectRules,
    block: EffectBlock,
    counts: tuple[int, int],
) -> SeenGame:
    """The game as a side sees it with one result. counts: how much oftener carried, and lost."""
    assert asked.vote is not None
    tracks, votes = list(seen.tracks), list(seen.votes)
    for step in block.program:
        for change in step.changes if isinstance(step, CompiledChanges) else ():
            track, amount = rules.tracks[change.track], change.amount.tree
            if isinstance(amount, Number) and may_see(side, track.seen_by):
                before = tracks[change.track]
                after = {
                    "+": before + amount.value,
                    "-": before - amount.value,
                    "=": amount.value,
                }[change.operator]
                tracks[change.track] = min(max(after, track.low), track.high)
    vote = votes[asked.vote.number]
    carried, lost = vote.carried + counts[0], vote.lost + counts[1]
    votes[asked.vote.number] = evolve(vote, carried=carried, lost=lost)
    return evolve(seen, tracks=tuple(tracks), votes=tuple(votes))


def _stake(rules: Rules, side: str, before: SeenGame, after: SeenGame) -> Stake:
    lines: Sequence[tuple[int, int]] = [
        (i, line.points(after, NO_PACKAGE) - line.points(before, NO_PACKAGE))
        for i, line in enumerate(rules.scores[rules.index.sides[side]])
        if not line.hidden
    ]
    return Stake(tuple((i, points) for i, points in lines if points))
