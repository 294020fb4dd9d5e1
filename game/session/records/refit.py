"""Plays the decisions of a game again in a changed scenario, as far as they still fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from attrs import evolve, frozen

from game.model.decisions import Decision
from game.model.frozen import FrozenMap
from game.model.refusals import Refusal
from game.rules.compiled import Rules
from game.session.game import Game
from game.session.positions import find_position
from game.session.records.record import RecordError, RecordLine
from game.session.records.recorded_actions import Rewind


@frozen
class Misfit:
    """The first decision of a game that a changed scenario refuses."""

    number: int
    """The number of its line in the record of the former game."""
    refusal: Refusal


@frozen
class RefittedGame:
    """A game of a changed scenario that repeats a former game."""

    game: Game
    complete: bool
    """Whether it repeats every line of the record, including those that were taken back."""
    misfit: Misfit | None
    """Where the repetition ends; None if all lines that count are repeated."""


def refit(former: Game, rules: Rules) -> RefittedGame:
    """Plays all lines of a game again under other rules, or if they don't fit, those that count.

    Lines that were taken back don't count: they may use what the scenario no longer has.
    """
    game, misfit = _repeat(former, former.lines, rules)
    if misfit is None:
        return RefittedGame(game, complete=True, misfit=None)
    game, misfit = _repeat(former, _lines_that_count(former), rules)
    return RefittedGame(game, complete=False, misfit=misfit)


def _repeat(former: Game, lines: Iterable[RecordLine], rules: Rules) -> tuple[Game, Misfit | None]:
    """A game that repeats lines of a former one, up to the first refused decision."""
    times: list[str] = []
    game, misfit = _begin(former, rules, lambda: times[-1]), None
    for line in lines:
        times.append(line.at)
        action = line.action
        if isinstance(action, Rewind) and action.to >= len(game.moments):
            action = evolve(action, to=len(game.moments) - 1)
        answer = game.do(
            action,
            line.note,
            timeout=line.timeout,
            by_facilitator=line.by_facilitator,
            recorded=True,
        )
        if isinstance(answer, Refusal) and isinstance(action, Decision):
            misfit = Misfit(line.number, answer)
            break
    game.keep_with(lambda _line: None)
    return game, misfit


def _begin(former: Game, rules: Rules, wall: Callable[[], str]) -> Game:
    """A game that begins where the former did, or at its start if the position is gone."""
    seed, position = former.moments[0].state.seed, None
    known = {track.id for track in rules.tracks}
    starts = former.rules.starts.items()
    rules = evolve(rules, starts=FrozenMap((id, value) for id, value in starts if id in known))
    if former.position is not None:
        position = find_position(rules.scenario, former.position.name)
    try:
        return Game(rules, seed, wall=wall, position=position)
    except RecordError:  # nobody decides anything there now
        return Game(rules, seed, wall=wall)


def _lines_that_count(game: Game) -> Iterator[RecordLine]:
    """The lines that led to the current state; a step back counts only for its new luck."""
    for moment in game.history():
        line = moment.line
        if line is None:
            continue
        if not isinstance(line.action, Rewind):
            yield line
        elif line.action.luck is not None:
            # Further than any line, which stands for the last one there is.
            yield evolve(line, action=evolve(line.action, to=len(game.moments)))
