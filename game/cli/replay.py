"""`communique replay`: plays a record again and compares every digest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypedDict

from game.cli.common import (
    FINE,
    LONGEST_LINE,
    PROBLEMS,
    CommandError,
    Parser,
    json_text,
    refuse_folder,
)
from game.cli.games import read_game, report_unreadable_parts
from game.model.characters import shorten

if TYPE_CHECKING:
    import argparse

    from game.session.game import Game
    from game.session.records.record import GameRecord, RecordError


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    replay = commands.add_parser(
        "replay",
        help="play a record again and compare every digest",
        description="Plays a record again and compares the digest of every state with the one that "
        "was saved. Exit 0: all the same, 1: not the same or damaged, 2: no such file.",
        epilog="Example: communique replay monday.game",
    )
    replay.add_argument("record", metavar="RECORD", help="the file of a saved game")
    replay.add_argument("--json", action="store_true", help="print one JSON document")
    replay.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    from game.session.records.record import RecordError
    from game.words.error_words import describe_record_error

    refuse_folder("replay", Path(args.record))
    try:
        record, game = read_game(args.record)
    except RecordError as error:
        if args.json:
            failed: DifferentJson = {
                "record": args.record,
                "same": False,
                "problem": _problem(error),
            }
            print(json_text(failed))
            return PROBLEMS
        raise CommandError(f"{args.record}: {describe_record_error(error)}", PROBLEMS) from None
    if args.json:
        print(json_text(_description(args.record, record, game)))
    else:
        _print(args.record, record, game)
    return FINE


def _print(path: str, record: GameRecord, game: Game) -> None:
    from game.words.language import ENGLISH

    report_unreadable_parts("replay", Path(path), record)
    seats = ", ".join(f"{side}={who}" for side, who in record.header.seats.items())
    title = shorten(game.rules.scenario.title)
    print(shorten(f"{title}, seed {record.header.seed}, {seats}", LONGEST_LINE))
    if record.header.position:
        print(ENGLISH.say("position.began", name=record.header.position))
    print(ENGLISH.counted("replay.same", len(record.lines)))
    print(*_besides(game), _standing(game), sep="\n")


def _besides(game: Game) -> list[str]:
    """Everything besides decisions of sides: seats handed over, words, the facilitator's."""
    from game.model.decisions import FACILITATOR
    from game.session.said_and_done import sayings
    from game.words.language import ENGLISH

    said = list(sayings(game, FACILITATOR))
    counts = {
        "replay.sayings": len(said),
        "replay.deleted": sum(not saying.words for saying in said),
        "replay.marked": sum(line.by_facilitator for line in game.lines),
    }
    sentences = [ENGLISH.counted(key, count) for key, count in counts.items() if count]
    if game.new_players:
        seats = ", ".join(f"{side}={who}" for side, who in game.new_players.items())
        sentences.append(ENGLISH.say("replay.seats", seats=seats))
    return sentences


def _standing(game: Game) -> str:
    """The turn or outcome at the end of a game's record."""
    from game.engine.scores import scores
    from game.words.language import ENGLISH
    from game.words.naming import Naming
    from game.words.sentences import number

    naming, state = Naming(game.rules.scenario), game.state
    if state.to_move:
        sides = naming.sides(state.to_move)
        return ENGLISH.say("replay.open", turn=state.turn, sides=sides)
    totals = ENGLISH.listed(
        f"{naming.side(side)} {number(sheet.total)}"
        for side, sheet in scores(game.rules, state).items()
    )
    outcome = naming.outcome(game.rules.outcomes[state.outcome].id)
    return ENGLISH.say("replay.over", turn=state.turn, outcome=outcome, scores=totals)


class RecordProblemJson(TypedDict):
    """Why a record can't be replayed, or where it differs."""

    code: Annotated[str, "What kind of problem it is."]
    message: Annotated[str, "The problem, as a sentence."]
    line: Annotated[int | None, "The line of the record, from 1; null where it is about none."]


class DifferentJson(TypedDict):
    """A record that can't be replayed, or whose game goes on differently."""

    record: Annotated[str, "The file."]
    same: Annotated[Literal[False], "Not every digest is that of the record."]
    problem: Annotated[RecordProblemJson, "What is wrong."]


class ReplayedJson(TypedDict):
    """A record whose game was the same at every line."""

    record: Annotated[str, "The file."]
    same: Annotated[Literal[True], "Every digest is that of the record."]
    problem: Annotated[None, "Nothing is wrong."]
    scenario: Annotated[str, "The id of the scenario."]
    seed: Annotated[int, "The seed of the game."]
    position: Annotated[
        str | None, "The test from whose position the game began; null where it began normally."
    ]
    seats: Annotated[dict[str, str], "By side, who played it at first: me, or a bot."]
    players: Annotated[dict[str, str], "By side, who played it at the end."]
    rules: Annotated[int, "The version of the rules."]
    lines: Annotated[int, "How many lines the record has after its first."]
    torn_bytes: Annotated[int, "How many bytes of an unfinished last line were left out."]
    turn: Annotated[int, "The turn at the end of the record."]
    outcome: Annotated[str | None, "How the game ended; null where it isn't over."]
    scores: Annotated[dict[str, int], "By side, its score there, in points."]
    digest: Annotated[str, "The digest of the last state."]


def _problem(error: RecordError) -> RecordProblemJson:
    from game.words.error_words import describe_record_error

    message, line = describe_record_error(error), error.values.get("line")
    return {"code": error.code, "message": message, "line": line if isinstance(line, int) else None}


def _description(path: str, record: GameRecord, game: Game) -> ReplayedJson:
    """The game that was replayed, as a JSON document."""
    from game.engine.digest import digest
    from game.engine.scores import scores

    state = game.state
    return {
        "record": path,
        "same": True,
        "problem": None,
        "scenario": game.rules.scenario.id,
        "seed": record.header.seed,
        "position": record.header.position or None,
        "seats": dict(record.header.seats),
        "players": dict(game.players(record.header.seats)),
        "rules": record.header.rules,
        "lines": len(record.lines),
        "torn_bytes": record.torn,
        "turn": state.turn,
        "outcome": game.view("public").outcome,
        "scores": {side: sheet.total for side, sheet in scores(game.rules, state).items()},
        "digest": digest(game.rules, state),
    }
