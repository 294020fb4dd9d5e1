"""Tables at which nobody can meet now: what keeps each closed, and what number would open it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.engine.pending import phase_of
from game.engine.view import view
from game.model.decisions import FACILITATOR
from game.model.expressions import And, Comparison, Expression, Name, Number, Read
from game.model.play import NOTHING, OPEN, State, View
from game.presenter.said.ending import standing_sentence
from game.presenter.worded_game import WordedGame
from game.rules.compiled import Rules, VisitRules
from game.rules.evaluate import NO_PACKAGE
from game.rules.known import knows_of
from game.rules.places import spot
from game.rules.readings import FormulaCompiler
from game.session.game import Game
from game.words.sentences import number
from game.words.wording import Wording


@frozen
class ClosedTable:
    """A table that would be visited if a condition held."""

    table: str
    needs: tuple[str, ...]
    """What is missing, each in a few words: `trust 12, needs 15`."""
    sentence: str


def closed_tables(words: Wording, rules: Rules, state: State, who: str) -> tuple[ClosedTable, ...]:
    """The tables that are open, and that no step of the stage visits as the game stands.

    who: the reader, a side or PUBLIC or FACILITATOR, in whose view the tables and tracks are.
    """
    seen = view(rules, state, who)
    return tuple(
        ClosedTable(id, needs, _sentence(words, id, needs))
        for id in seen.tables
        if (needs := _missing(words, rules, state, seen, id)) is not None
    )


def closed_sentences(worded: WordedGame, who: str) -> tuple[str, ...]:
    """Which tables are closed to a reader now, and what would open each, in sentences.

    Before them: at which tables something is signed, and what ratifies it.
    """
    words, seen = worded.words_for(who), worded.view(who)
    closed = closed_tables(words, worded.game.rules, worded.state, who)
    waiting = [table for table in seen.tables.values() if table.status == "signed"]
    return (
        *(standing_sentence(words, each) for each in waiting if seen.outcome is None),
        *(table.sentence for table in closed),
    )


def closed_to_the_end(words: Wording, game: Game, table: str, who: str) -> str:
    """From when on nobody could meet at a table until the game ended, and what was missing then.

    Empty where somebody could meet on the last turn. who: as in `closed_tables`.
    """
    rules, met, last = game.rules, 0, dict[int, State]()
    for moment in game.history():
        state = moment.state
        if state.outcome == NOTHING:
            last[max(1, state.turn)] = state
            phase = phase_of(rules, state)
            if isinstance(phase, VisitRules) and phase.table == rules.index.tables[table]:
                met = state.turn
    missing = dict[int, tuple[str, ...]]()
    for turn in sorted(last, reverse=True):
        closed = closed_tables(words, rules, last[turn], who)
        here = next((each.needs for each in closed if each.table == table), ())
        if not here or turn < met:
            break
        missing[turn] = here
    # Where people met on the last turn, what is missing at its end kept nobody out.
    if not missing or met == max(last):
        return ""
    turn = min(missing)
    needs = "; ".join(missing[turn])
    if turn == min(last) and not met:
        return words.say("closed.always", needs=needs)
    return words.say("closed.from", turn=turn + (turn == met), needs=needs)


def _sentence(words: Wording, table: str, needs: tuple[str, ...]) -> str:
    return words.say("closed.table", table=words.naming.table(table), needs="; ".join(needs))


def _missing(
    words: Wording, rules: Rules, state: State, seen: View, table: str
) -> tuple[str, ...] | None:
    """What the step misses that is nearest to visiting a table; None where one visits it."""
    number = rules.index.tables[table]
    visits = [
        phase
        for each in rules.stages[state.stage].phases
        if isinstance(phase := rules.phases[each], VisitRules) and phase.table == number
    ]
    if state.tables[number].status != OPEN or not visits or seen.outcome is not None:
        return None
    if any(phase.when is None or phase.id == seen.phase for phase in visits):
        return None
    missing = [list(_missing_terms(words, rules, state, seen.who, phase)) for phase in visits]
    nearest = min(missing, key=len)
    return tuple(_need(words, seen, term) for term in nearest) if nearest else None


def _missing_terms(
    words: Wording, rules: Rules, state: State, who: str, phase: VisitRules
) -> Iterator[Expression]:
    """The terms of a step's condition that don't hold, as the author wrote them.

    What a reader can't see counts as met, and what hangs on steps that others may take in secret
    as missing, so that nothing is learnt of either.
    """
    when, path = rules.scenario.phases[phase.id].when, ("phases", phase.id, "when")
    compiler = FormulaCompiler(rules.scenario, rules.index)
    assert when is not None, "it is compiled"
    for term in when.terms if isinstance(when, And) else (when,):
        tree = compiler.tree(term, path)
        reads = list(compiler.reads(tree))
        if not all(knows_of(rules.scenario, who, read) for read in reads):
            continue
        if not words.is_hidden(term, who, spot(rules.scenario, path)):
            secret = any(_is_secret(rules, who, read) for read in reads)
            if secret or not compiler.of(tree)(state, NO_PACKAGE):
                yield term


def _is_secret(rules: Rules, who: str, read: Read) -> bool:
    """Whether something counts steps that another side may have taken in secret."""
    if read.kind not in ("used", "chose", "count") or who in (FACILITATOR, read.of[0]):
        return False
    actions = rules.scenario.actions
    return any(action.secret for id, action in actions.items() if read.of[-1] in (id, *action.tags))


def _need(words: Wording, seen: View, term: Expression) -> str:
    """What a condition misses: for a track that is seen its value, and the one that is needed."""
    match term:
        case Comparison(operators=(">=",), terms=(Name(id="turn"), Number(value=n))):
            return words.say("closed.turn", turn=number(n))
        case Comparison(operators=(sign,), terms=(Name(id=id), Number(value=n))) if (
            id in seen.tracks and sign in (">=", ">", "<=", "<")
        ):
            least = sign in (">=", ">")
            bound = n + (sign == ">") - (sign == "<")
            key = "closed.least" if least else "closed.most"
            track = words.naming.inside(words.naming.track(id))
            now, needed = (words.naming.value(id, each) for each in (seen.tracks[id], bound))
            return words.say(key, track=track, now=now, needed=needed)
        case _:
            return words.say("closed.condition", condition=words.circumstance(term))
