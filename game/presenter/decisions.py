"""The decisions of a finished game: what each side decided, and what followed from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from attrs import field, frozen

from game.model.decisions import FACILITATOR, Act, Answer, Decision, Move
from game.model.entries import Cause, Entry
from game.model.scenario import Scenario
from game.presenter.prose import flowing
from game.session.game import Game
from game.words.wording import Wording

DECISION_CODES = ("acted", "passed", "offered", "accepted", "walked", "answered")
"""The codes of the entries that report a side's decision."""
_TABLE_CODES = ("agreed", "collapsed", "expired", "lapsed")


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
    """What the side noted when it decided."""
    consequences: list[tuple[int, Entry]] = field(factory=list)
    """Each with the turn on which it came."""

    @property
    def package(self) -> Mapping[str, str]:
        """The package of an offer, by issue; empty for every other decision."""
        if self.entry.code != "offered":
            return {}
        return cast("Mapping[str, str]", self.entry.values["package"])


def list_decisions(game: Game) -> list[PastDecision]:
    """The decisions of all sides, in the order in which they took effect."""
    decisions: list[PastDecision] = []
    notes: dict[tuple[str, str, str], list[str]] = {}
    turn = 0
    for moment in game.history():
        action = moment.line.deed if moment.line is not None else None
        if isinstance(action, Decision) and moment.line is not None and action.side != FACILITATOR:
            notes.setdefault(_key_of_move(action.side, action.move), []).append(moment.line.note)
        for entry in moment.entries:
            if entry.code == "turn":
                turn = int(str(entry.values["turn"]))
            if entry.code in DECISION_CODES:
                side = str(entry.values["side"])
                waiting = notes.get((side, entry.code, _choice_of_entry(entry)))
                note = waiting.pop(0) if waiting else ""
                offer_number = _count_offers(decisions, entry) + 1 if entry.code == "offered" else 0
                decisions.append(
                    PastDecision(len(decisions), turn, side, entry, offer_number, note)
                )
                continue
            origin = _origin(decisions, entry, game.rules.scenario)
            if origin is not None:
                origin.consequences.append((turn, entry))
    return decisions


def _count_offers(decisions: Sequence[PastDecision], entry: Entry) -> int:
    """How many offers the side of an entry has made at its table so far."""
    side_and_table = entry.values["side"], entry.values["table"]
    return sum(
        decision.entry.code == "offered"
        and (decision.entry.values["side"], decision.entry.values["table"]) == side_and_table
        for decision in decisions
    )


def _key_of_move(side: str, move: Move) -> tuple[str, str, str]:
    """The side, code and choice that the entry of a decision will have."""
    match move:
        case Act(action=id):
            return side, "acted", id
        case Answer(answer=id):
            return side, "answered", id
        case _:
            codes = {"offer": "offered", "accept": "accepted", "walk": "walked"}
            return side, codes.get(str(move).split(" ")[0], "passed"), ""


def _choice_of_entry(entry: Entry) -> str:
    """The action or the answer that an entry names; empty where it names none."""
    return str(entry.values.get("action", entry.values.get("answer", "")))


def _origin(
    decisions: Sequence[PastDecision], entry: Entry, scenario: Scenario
) -> PastDecision | None:
    """The latest decision that an entry follows from; None where it follows from none."""
    cause = entry.cause
    table = str(entry.values.get("table", "")) if entry.code in _TABLE_CODES else ""
    if cause is not None and cause.kind in ("table", "option"):
        table = cause.path.split("/")[1]
    for decision in reversed(decisions):
        if table and decision.entry.values.get("table") == table:
            return decision
        own = cause is not None and cause.side == decision.side
        if cause is not None and own and _is_cause(decision, cause, scenario):
            return decision
    return None


def _is_cause(decision: PastDecision, cause: Cause, scenario: Scenario) -> bool:
    """Whether a cause of the same side is this decision."""
    values = decision.entry.values
    match cause.kind, decision.entry.code:
        case "action", "acted":
            return cause.path == f"actions/{values['action']}"
        case "tag", "acted":
            tags = scenario.actions[str(values["action"])].tags
            return cause.path.removeprefix("tags/") in tags
        case "answer", "answered":
            return cause.path == f"injects/{values['inject']}/answers/{values['answer']}"
        case _:
            return False


# In words


def decision_title(words: Wording, decision: PastDecision) -> str:
    """A decision in a few words, such as the name of the action."""
    values, code = decision.entry.values, decision.entry.code
    if code == "acted":
        return words.naming.action(str(values["action"]))
    if code == "answered":
        return words.naming.answer(str(values["inject"]), str(values["answer"]))
    if code == "passed" and "table" in values:
        return words.say("ui.over.did.passed.table")
    if code == "offered":
        return words.say("ui.over.did.offered", count=decision.offer_number)
    return words.say(f"ui.over.did.{code}")


def decision_text(words: Wording, decision: PastDecision) -> str:
    """What there is to say of a decision below its title."""
    values, scenario = decision.entry.values, words.scenario
    match decision.entry.code:
        case "acted":
            return flowing(scenario.actions[str(values["action"])].text)
        case "answered":
            return words.naming.inject(str(values["inject"]))
        case "offered":
            return words.naming.table(str(values["table"]))
        case _:
            return words.entry(decision.entry)


def named_package(words: Wording, decision: PastDecision) -> list[tuple[str, str]]:
    """The names of the issues of an offer, each with the name of its option."""
    table = str(decision.entry.values.get("table", ""))
    return [
        (words.naming.issue(table, issue), words.naming.option(table, issue, option))
        for issue, option in decision.package.items()
    ]


def consequences_by_turn(decision: PastDecision) -> list[tuple[int, list[Entry]]]:
    """What followed from a decision, by turn."""
    turns = dict.fromkeys(turn for turn, _ in decision.consequences)
    return [
        (turn, [entry for when, entry in decision.consequences if when == turn]) for turn in turns
    ]


def consequence_sentences(words: Wording, decision: PastDecision) -> list[str]:
    """What followed from a decision in sentences; those of a later turn begin with it."""
    sentences: list[str] = []
    for turn, entries in consequences_by_turn(decision):
        here = words.entries([decision.entry, *entries])[1:]
        if turn != decision.turn:
            later = words.day(turn) or words.say("ui.over.did.later", turn=turn)
            here = [words.say("ui.report.line", name=later, what=sentence) for sentence in here]
        sentences += here
    return sentences
