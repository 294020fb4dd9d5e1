"""Plays a kept game again, also in a changed scenario, and branches it off before a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from attrs import evolve, frozen

from game.authoring.load import load
from game.engine.digest import digest
from game.model.decisions import Decision
from game.model.frozen import FrozenMap
from game.model.problems import ScenarioError
from game.model.refusals import Refusal
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.rules.compiled import Rules
from game.session.game import Game
from game.session.positions import Position, find_position
from game.session.records.record import GameRecord, Header, RecordError, RecordLine
from game.session.records.recorded_actions import Rewind


def scenario_of(header: Header) -> Scenario:
    """The scenario that a record contains, as it was when the game began.

    Raises RecordError if this version of the program can't read it.
    """
    try:
        return load(header.files)
    except ScenarioError as error:
        raise RecordError("scenario", problem=str(error.problems[0])) from error


def replay(record: GameRecord, after: Callable[[RecordLine], None] = lambda _line: None) -> Game:
    """Replays a record to its last line and returns the game.

    after: is called after each line, to show the progress.
    Raises RecordError at the first line that is refused or leads to another digest.
    """
    rules = compile_rules(scenario_of(record.header), record.header.rules)
    times = (line.at for line in record.lines)
    if set(record.header.seats) != set(rules.sides):
        raise RecordError("unread", line=1)
    rules = _started(rules, record.header.starts)
    lines: list[RecordLine] = []
    position = _position_of(record.header, rules.scenario)
    game = Game(rules, record.header.seed, lines.append, wall=times.__next__, position=position)
    _compare(record.header.digest, digest(game.rules, game.state), 0)
    for line in record.lines:
        answer = game.do(
            line.action,
            line.note,
            timeout=line.timeout,
            by_facilitator=line.by_facilitator,
            recorded=True,
        )
        if isinstance(answer, Refusal):
            raise RecordError(
                "refused", line=line.number + 1, action=str(line.action), why=answer.code
            )
        _compare(line.digest, lines[-1].digest, line.number)
        after(line)
    return game


def _started(rules: Rules, starts: FrozenMap[str, int]) -> Rules:
    """The rules with other values at the start. Raises RecordError for those that can't be."""
    if not starts:
        return rules
    tracks = {track.id: track for track in rules.tracks}
    for id, value in starts.items():
        if id not in tracks or not tracks[id].low <= value <= tracks[id].high:
            raise RecordError("unread", line=1)
    return evolve(rules, starts=starts)


def _position_of(header: Header, scenario: Scenario) -> Position | None:
    """The position in which a game began; None if it began at its start. Raises RecordError."""
    if not header.position:
        return None
    position = find_position(scenario, header.position)
    if position is None:
        raise RecordError("position", position=header.position)
    return position


def _compare(expected: str, found: str, number: int) -> None:
    if found != expected:
        raise RecordError("differs", line=number + 1, expected=expected, found=found)


def branch_off(record: GameRecord, line: int) -> Game:
    """The game of a record as it stood before one of its lines, which nothing saves yet.

    Its own record has the same header and the same lines up to there. Raises RecordError as
    `replay` does, and ValueError for a line that the record hasn't.
    """
    if not 1 <= line <= len(record.lines) + 1:
        raise ValueError(f"line {line} of {len(record.lines)}")
    game = replay(evolve(record, lines=record.lines[: line - 1], torn=0))
    # Its times were those of the record; from here on they are those of the clock.
    game.keep_with(lambda _line: None)
    return game


def branch_of(game: Game, line: int) -> Game:
    """A game as it stood before one of its lines, as a game of its own, which nothing saves yet.

    Raises ValueError for a line that the game hasn't.
    """
    if not 1 <= line <= len(game.moments):
        raise ValueError(f"line {line} of {len(game.moments) - 1}")
    branch = Game(game.rules, game.moments[0].state.seed, position=game.position)
    branch.moments[:] = game.moments[:line]
    return branch


def first_line_of(game: Game, turn: int) -> int | None:
    """The number of the record's first line in a turn; None if the turn has no decision.

    Lines that were taken back don't count.
    """
    for moment in game.history():
        if moment.state.turn == turn and moment.state.to_move:
            return 1 if moment.line is None else moment.line.number + 1
    return None


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
