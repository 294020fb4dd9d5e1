"""The decisions of a finished game: what each side decided, and what followed from it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import assert_never

from attrs import evolve, field, frozen

from game.engine.pending import phase_of
from game.insight.history import list_steps
from game.model.decisions import (
    FACILITATOR,
    Accept,
    Act,
    Answer,
    Decision,
    FireInject,
    HoldInject,
    Move,
    Offer,
    Pass,
    ReleaseInject,
    SetTrack,
    Stop,
    Walk,
)
from game.model.entries import Cause, Entry, EntryCode, turn_by_turn
from game.model.log_events import (
    ActionTaken,
    DecisionEvent,
    OfferAccepted,
    OfferMade,
    QuestionAnswered,
    SideWalkedOut,
    TableOutcome,
    TurnPassed,
)
from game.model.scenario import Scenario
from game.presenter.decision_names import decided_name
from game.presenter.prose import without_sources
from game.rules.compiled import ActionsRules
from game.session.game import Game, Moment
from game.session.records.record import RecordLine
from game.words.wording import Wording


@frozen
class PastDecision:
    """A decision of one side, and all that followed from it, at once or later."""

    number: int
    """Its place among all decisions of the game, from 0."""
    turn: int
    side: str
    entry: Entry
    """The entry that reports it."""
    offer_number: int = 0
    """The number of an offer among the offers of its side at its table, from 1."""
    note: str = ""
    """What people of the side wrote with it, or the facilitator who decided for it."""
    is_hidden: bool = False
    """Whether the note only says that those words are hidden."""
    by_facilitator: bool = False
    """Whether the facilitator decided for the side."""
    line: int = 0
    """The number of its line in the record; 0 where it isn't known."""
    consequences: list[Entry] = field(factory=list)

    @property
    def event(self) -> DecisionEvent:
        """The event of the entry."""
        assert isinstance(self.entry.event, DecisionEvent)
        return self.entry.event

    @property
    def report(self) -> Entry:
        """The entry without what a bot said with it."""
        return evolve(self.entry, quotation=None)

    @property
    def package(self) -> Mapping[str, str]:
        """The package of an offer, by issue; empty for every other decision."""
        return self.event.package if isinstance(self.event, OfferMade) else {}


def list_decisions(
    game: Game, hidden: Container[int] = frozenset(), instead: str = ""
) -> list[PastDecision]:
    """The decisions of all sides, in the order in which they took effect.

    hidden: the lines whose words aren't told. instead: what is told in their place.
    """
    decisions: list[PastDecision] = []
    lines: dict[tuple[str, EntryCode, str], list[RecordLine]] = {}
    """The lines of decisions whose entries are still to come."""
    passed: list[PastDecision] = []
    """Passes among picks that are made at once: they come after the picks, when these are told."""
    picking: tuple[int, ...] = ()
    """The turn and the phase of these, and whether a question waited."""

    def tell_passes() -> None:
        decisions.extend(
            evolve(each, number=number) for number, each in enumerate(passed, len(decisions))
        )
        passed.clear()

    for moment in game.history():
        action = moment.line.action if moment.line is not None else None
        if isinstance(action, Decision) and moment.line is not None and action.side != FACILITATOR:
            made = moment.line
            before = game.moments[moment.before].state
            if picking != (now := (before.turn, before.phase, bool(before.questions))):
                tell_passes()
            picking = now
            if isinstance(action.move, Pass) and _is_unlogged(game, moment):
                # The log says nothing of it.
                passed.append(
                    PastDecision(
                        0,
                        before.turn,
                        action.side,
                        Entry(TurnPassed(action.side)),
                        note=instead if made.number in hidden else made.note,
                        is_hidden=made.number in hidden,
                        by_facilitator=made.by_facilitator,
                        line=made.number,
                    )
                )
            else:
                lines.setdefault(_key_of_move(action.side, action.move), []).append(made)
        for entry in moment.entries:
            event = entry.event
            if isinstance(event, DecisionEvent):
                waiting = lines.get((event.side, event.code, _choice_of(event)))
                line = waiting.pop(0) if waiting else None
                count = _count_offers(decisions, event) + 1 if isinstance(event, OfferMade) else 0
                note, marked = ("", False) if line is None else (line.note, line.by_facilitator)
                number = 0 if line is None else line.number
                if is_hidden := number in hidden:
                    note = instead
                decisions.append(
                    PastDecision(
                        len(decisions),
                        entry.turn,
                        event.side,
                        entry,
                        count,
                        note,
                        is_hidden,
                        marked,
                        number,
                    )
                )
                continue
            origin = _origin(decisions, entry, game.rules.scenario)
            if origin is not None:
                origin.consequences.append(entry)
    tell_passes()
    return decisions


def _is_unlogged(game: Game, moment: Moment) -> bool:
    """Whether a pass is one of the picks that sides make at once, so that no entry tells of it."""
    before = game.moments[moment.before].state
    phase = phase_of(game.rules, before)
    return not before.questions and isinstance(phase, ActionsRules) and phase.together


def _count_offers(decisions: Sequence[PastDecision], offer: OfferMade) -> int:
    """How many offers the side of an offer has made at its table before."""
    events = (decision.event for decision in decisions)
    offers = (event for event in events if isinstance(event, OfferMade))
    return sum((each.side, each.table) == (offer.side, offer.table) for each in offers)


def _key_of_move(side: str, move: Move) -> tuple[str, EntryCode, str]:
    """The side, code and choice that the entry of a decision will have."""
    match move:
        case Act(action=id):
            return side, "acted", id
        case Answer(answer=id):
            return side, "answered", id
        case Offer():
            return side, "offered", ""
        case Accept():
            return side, "accepted", ""
        case Walk():
            return side, "walked", ""
        case Pass():
            return side, "passed", ""
        case FireInject() | HoldInject() | ReleaseInject() | SetTrack() | Stop():
            raise ValueError("a side can't intervene")
        case _:
            assert_never(move)


def _choice_of(event: DecisionEvent) -> str:
    """The action or the answer that was chosen; empty for any other decision."""
    match event:
        case ActionTaken(action=action):
            return action
        case QuestionAnswered(answer=answer):
            return answer
        case _:
            return ""


def _table_of(event: DecisionEvent) -> str | None:
    """The table at which something was decided; None where it was decided elsewhere."""
    match event:
        case OfferMade(table) | OfferAccepted(table) | SideWalkedOut(table):
            return table
        case TurnPassed(table=table):
            return table
        case ActionTaken() | QuestionAnswered():
            return None
        case _:
            assert_never(event)


def _origin(
    decisions: Sequence[PastDecision], entry: Entry, scenario: Scenario
) -> PastDecision | None:
    """The latest decision that an entry follows from; None where it follows from none."""
    cause, event, table = entry.cause, entry.event, ""
    if isinstance(event, TableOutcome):
        table = event.table
    if cause is not None and cause.kind in ("table", "option"):
        table = cause.path.split("/")[1]
    for decision in reversed(decisions):
        if table and _table_of(decision.event) == table:
            return decision
        own = cause is not None and cause.side == decision.side
        if cause is not None and own and _is_cause(decision, cause, scenario):
            return decision
    return None


def _is_cause(decision: PastDecision, cause: Cause, scenario: Scenario) -> bool:
    """Whether a cause of the same side is this decision."""
    event = decision.event
    if cause.kind == "tag" and isinstance(event, ActionTaken):
        return cause.path.removeprefix("tags/") in scenario.actions[event.action].tags
    return cause.kind in ("action", "answer") and cause.path == event.path


# In words


def decision_title(words: Wording, decision: PastDecision) -> str:
    """A decision in a few words, such as the name of the action."""
    return decided_name(words, decision.event, decision.offer_number)


def decision_text(words: Wording, decision: PastDecision) -> str:
    """What there is to say of a decision below its title."""
    match decision.event:
        case ActionTaken(action=action):
            return without_sources(words.scenario.actions[action].text)
        case QuestionAnswered(inject=inject):
            return words.naming.inject(inject)
        case OfferMade(table=table):
            return words.naming.table(table)
        case _:
            return words.entry(decision.entry)


def decision_quotation(words: Wording, decision: PastDecision) -> str:
    """What a bot said with a decision, with the speaker; empty where it said nothing."""
    quotation = decision.entry.quotation
    return words.quotation(quotation) if quotation is not None else ""


def written_text(words: Wording, decision: PastDecision) -> str:
    """What people wrote with a decision, with their side; empty where nothing was."""
    text = decision.note.strip()
    if not text or decision.is_hidden:
        return text
    quoted = words.say("quoted", text=" ".join(text.split()))
    if decision.by_facilitator:
        return words.say("ui.report.line", name=words.say("ui.over.did.note"), what=quoted)
    key = "ui.over.did.why" if isinstance(decision.event, OfferMade) else "ui.over.did.wrote"
    return words.say(key, side=words.naming.side(decision.side), text=quoted)


def written_texts(
    words: Wording, decisions: Sequence[PastDecision], decision: PastDecision
) -> list[str]:
    """What was written with a decision, and with the offer that it accepts."""
    event, told = decision.event, [decision]
    if isinstance(event, OfferAccepted):
        offers = (
            each
            for each in reversed(decisions[: decision.number])
            if isinstance(each.event, OfferMade) and each.event.table == event.table
        )
        told = [*list(offers)[:1], decision]
    return [text for each in told if (text := written_text(words, each))]


def named_package(words: Wording, decision: PastDecision) -> list[tuple[str, str]]:
    """The names of the issues of an offer, each with the name of its option."""
    table = _table_of(decision.event) or ""
    return [
        (words.naming.issue(table, issue), words.naming.option(table, issue, option))
        for issue, option in decision.package.items()
    ]


def consequence_sentences(words: Wording, decision: PastDecision) -> list[str]:
    """What followed from a decision in sentences; those of a later turn begin with it."""
    sentences: list[str] = []
    for turn, entries in turn_by_turn(decision.consequences):
        here = words.entries([decision.report, *entries])[1:]
        if turn != decision.turn:
            later = words.day(turn) or words.say("ui.over.did.later", turn=turn)
            here = [words.say("ui.report.line", name=later, what=sentence) for sentence in here]
        sentences += here
    return sentences


def lines_together(game: Game) -> Mapping[int, tuple[int, ...]]:
    """By line of the record, all lines of its step, in their order, where several sides decided
    in it."""
    together: dict[int, tuple[int, ...]] = {}
    for step in list_steps(game):
        if len(step.deciders) > 1:
            lines = tuple(made.line for made in step.decisions)
            together |= dict.fromkeys(lines, lines)
    return together


def decided_beside(
    game: Game, decisions: Sequence[PastDecision]
) -> Mapping[int, tuple[PastDecision, ...]]:
    """By the number of a decision, the decisions that other sides took in the same step."""
    by_line = {decision.line: decision for decision in decisions if decision.line}
    together = lines_together(game)
    return {
        decision.number: tuple(
            by_line[line]
            for line in together[decision.line]
            if line in by_line and by_line[line].side != decision.side
        )
        for decision in decisions
        if decision.line in together
    }
