"""Draw other games for the records of this folder: five, among which much happens.

PYTHONPATH=.:tests .venv/bin/python tests/records/draw.py
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

from golden import FOLDER
from hypothesis import HealthCheck, Phase, given, seed, settings
from renew import new_game, record_of, write
from strategies.play import TEMPERS, Player
from strategies.scenarios import Drawn, built

from game.model.decisions import FACILITATOR, Decision
from game.rules.compiled import ActionsRules
from game.session.game import Game
from game.session.records.lines import record_bytes
from game.session.records.recorded_actions import (
    TO_ALL,
    Announce,
    HandOver,
    Message,
    Note,
    Pause,
    RecordedAction,
    Resume,
    Rewind,
)

BATCHES = 30
GAMES = 5
LARGEST = 40_000
DECISIONS = 60
NOTES = ("They went out for coffee.", "“C'est la vie” — said twice", "Why not?\nWhy indeed?")


def main() -> None:
    games, held = played(), Counter[str]()
    for number in range(1, GAMES + 1):
        game, drawn = max(games, key=lambda one: sum(1 / 4 ** held[x] for x in things(one[0])))
        games = [(other, theirs) for other, theirs in games if theirs is not drawn]
        held.update(things(game))
        write(FOLDER / f"drawn-{number}.game", record_of(game, drawn.kept))
    print(*held.most_common(), sep="\n")


def played() -> list[tuple[Game, Drawn]]:
    """Games of drawn scenarios, always the same."""
    found: list[tuple[Game, Drawn]] = []
    for batch in range(BATCHES):
        _batch(batch, lambda drawn: found.append((session(drawn, Random(len(found))), drawn)))
    return [(game, drawn) for game, drawn in found if size(game, drawn) < LARGEST]


def _batch(number: int, add: Callable[[Drawn], None]) -> None:
    @seed(number)
    @settings(
        max_examples=10, database=None, phases=[Phase.generate], deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(built())
    def collect(drawn: Drawn) -> None:
        add(drawn)

    collect()


def size(game: Game, drawn: Drawn) -> int:
    return len(record_bytes(record_of(game, drawn.kept)))


def session(drawn: Drawn, luck: Random) -> Game:
    """A game in which more is done than to decide."""
    game = new_game(drawn.kept, luck.randrange(2**63))
    player = Player(luck, luck.choice(TEMPERS))
    for _ in range(DECISIONS):
        if not game.state.to_move:
            game.do(Rewind(luck.randrange(len(game.moments)), luck.randrange(2**63)))
        if luck.random() < 0.15:
            besides(game, luck)
        if not game.state.to_move:
            break
        decision = player.decide(game.rules, game.state)
        marked = decision.side != FACILITATOR and luck.random() < 0.05
        player.told(game.decide(decision.side, decision.move, by_facilitator=marked))
    return game


def besides(game: Game, luck: Random) -> None:
    """Something that is no decision, or a side's whose time is up."""
    asked = game.state.to_move
    if asked and luck.random() < 0.3:
        game.time_out(luck.choice(asked))
        return
    line = luck.randrange(len(game.moments))
    members = (*game.rules.sides, TO_ALL)
    deeds: tuple[RecordedAction, ...] = (
        Note(),
        Rewind(line),
        Rewind(line, luck.randrange(2**63)),
        Pause(),
        Announce(),
        HandOver(luck.choice(game.rules.sides), luck.choice(("me", "uniform", "expert"))),
        Message(luck.choice(game.rules.sides), luck.choice(members)),
    )
    deed = luck.choice(deeds)
    game.do(deed, luck.choice(NOTES) if isinstance(deed, Note | Announce | Message) else "")
    if deed == Pause():
        game.do(Resume())


def things(game: Game) -> set[str]:
    """What happened in a game, and what was done, in a word each."""
    found: set[str] = {entry.code for moment in game.moments for entry in moment.entries}
    for line, moment in zip(game.lines, game.moments, strict=False):
        deed = line.action
        found.add(type(deed.move if isinstance(deed, Decision) else deed).__name__)
        found |= {"timeout"} if line.timeout else set()
        found |= {"by the facilitator"} if line.by_facilitator else set()
        found |= {"new luck"} if isinstance(deed, Rewind) and deed.luck is not None else set()
        phase = game.rules.phases[moment.state.phase] if moment.state.phase >= 0 else None
        if isinstance(phase, ActionsRules) and phase.together and all(moment.state.picks):
            found.add("together")
    return found


if __name__ == "__main__":
    main()
