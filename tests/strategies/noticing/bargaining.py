"""What is said at tables, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.legal import legal
from game.engine.packages import complete_package, package_to_ids
from game.model.bodies import FOR
from game.model.decisions import (
    Accept,
    Offer,
    Pass,
    Walk,
)
from game.model.frozen import FrozenMap
from game.model.play import (
    AGREED,
    CLOSED,
    NOBODY,
    NOTHING,
    OPEN,
    OUTSIDE,
    SIGNED,
    STATUS,
    TableState,
)
from game.rules.compiled import InjectsRules, VisitRules
from game.rules.program import CompiledLapse, CompiledOpen, CompiledPropose
from strategies.noticing.passages import Passage


def tables(passage: Passage) -> Iterator[str]:
    """What is said at tables, and what becomes of them."""
    rules, before, after = passage.rules, passage.before, passage.after
    yield from _statuses(passage)
    yield from _followed(passage)
    yield from _last_offers(passage)
    yield from _proposals(passage)
    yield from _ratifications(passage)
    yield from _majorities(passage)
    yield from (f"a table was {STATUS[table.status]}" for table in after.tables)
    if any(entry.seen_by is not None for entry in passage.of("offered")):
        yield "an offer was heard by its parties alone"
    visit = passage.phase()
    if before is None or passage.decision is None or not isinstance(visit, VisitRules):
        return
    table, at = rules.tables[visit.table], before.tables[visit.table]
    move = passage.decision.move
    if isinstance(move, Pass):
        yield "a party passed at a table"
        if at.proposer != NOBODY:
            yield "a party passed with an offer standing"
    if isinstance(move, Offer):
        if len(move.package) < len(table.issues):
            yield "an offer left out an issue off the agenda"
        if at.proposer == OUTSIDE:
            yield "an offer replaced a proposal"
        elif at.proposer not in (NOBODY, at.speaker):
            yield "a new offer replaced another's"
        if any(at.accepted):
            yield "a new offer cleared acceptances"
    if isinstance(move, Accept) and len(table.parties) > 2:
        yield "a third party accepted an offer"
    if isinstance(move, Accept) and at.proposer == OUTSIDE:
        yield f"a proposal was accepted at a table of {'two' if len(at.accepted) == 2 else 'more'}"
        if "agreed" in passage.codes():
            yield "a proposal was agreed"
    between = rules.scenario.tables[table.id].between
    if between[0] != rules.sides[table.parties[0]]:
        yield "another than the first named spoke first"
    status = after.tables[visit.table].status
    left = after.phase != before.phase or after.turn != before.turn
    if left and status == OPEN and "opened" not in passage.codes():
        yield "a visit ended before its table"
        if after.tables[visit.table].proposer != NOBODY:
            yield "an offer stood between visits"
        if any(after.tables[visit.table].accepted):
            yield "an acceptance stood between visits"
    refused = legal(rules, before, passage.decision.side).accept
    if refused is not None and refused.code in (
        "option-when",
        "rule",
        "off-agenda",
        "issue-missing",
    ):
        yield "a standing offer no longer qualified"
    if refused is not None and refused.code == "needs":
        yield "a standing offer was barred by the needs of one"


def _last_offers(passage: Passage) -> Iterator[str]:
    """What becomes of each party's last offer."""
    rules, before, after = passage.rules, passage.before, passage.after
    for table, at in zip(rules.tables, after.tables, strict=True):
        if _offering(at) and len(table.parties) < len(rules.sides):
            yield "last offers were kept from some"
    for entry in passage.entries:
        if before is None or entry.code not in (
            "offered",
            "agreed",
            "signed",
            "collapsed",
            "expired",
        ):
            continue
        table = rules.tables[rules.index.tables[str(entry.values["table"])]]
        at = before.tables[rules.index.tables[table.id]]
        if entry.code != "offered":
            if _offering(at):
                yield "last offers were gone as talks ended"
            continue
        party = table.parties.index(rules.index.sides[str(entry.values["side"])])
        if (
            party in _offering(at)
            and package_to_ids(table, at.last_offers[party]) != entry.values["package"]
        ):
            yield "a party's next offer replaced its last"
        if _offering(at) - {party}:
            yield "a party's last offer stayed while another offered"


def _proposals(passage: Passage) -> Iterator[str]:
    """Packages from outside, and what they replace."""
    rules, before, after = passage.rules, passage.before, passage.after
    for entry in passage.of("proposed"):
        number = rules.index.tables[str(entry.values["table"])]
        package = entry.values["package"]
        stood = before.tables[number] if before is not None else None
        if entry.seen_by is not None:
            yield "a proposal was heard by the parties alone"
        if isinstance(package, FrozenMap) and len(package) < len(rules.tables[number].issues):
            yield "a proposal left out an issue off the agenda"
        if stood is not None and stood.status == OPEN and stood.proposer >= 0:
            yield "a proposal replaced an offer"
    for entry in passage.of("unproposed"):
        yield f"a proposal failed for {entry.values['reason']}"
    for number, at in enumerate(after.tables):
        if at.proposer == OUTSIDE and (before is None or before.turn < after.turn):
            yield "a proposal stood as a turn began"
        if at.proposer == OUTSIDE:
            whole = complete_package(rules.tables[number], at.options)
            needs = (
                rules.tables[number].issues[i].options[option].needs
                for i, option in enumerate(whole)
            )
            if any(need is not None and not need(after, whole) for all in needs for need in all):
                yield "a proposal stood that the needs of one forbid"


def _offering(at: TableState) -> set[int]:
    """The parties that have made an offer since the table was opened."""
    return {party for party, offer in enumerate(at.last_offers) if {*offer} - {NOTHING}}


def _followed(passage: Passage) -> Iterator[str]:
    """What follows the end of a table, or of an agreement."""
    causes = {entry.cause.kind for entry in passage.entries if entry.cause is not None}
    ends = [code for code in passage.codes() if code in _ENDS]
    if len(ends) == 1:
        if "table" in causes:
            yield f"something followed a table that was {ends[0]}"
        if "option" in causes and ends[0] == "lapsed":
            yield "an option's `lapsed` effects happened"
    for entry in passage.of("acted"):
        slot = passage.rules.slots[
            passage.rules.index.slots[str(entry.values["side"]), str(entry.values["action"])]
        ]
        for step in (step for block in slot.blocks for step in block.program):
            if not isinstance(step, CompiledOpen | CompiledLapse | CompiledPropose):
                continue
            if passage.before is None or ends:
                continue
            status = passage.before.tables[step.table].status
            if isinstance(step, CompiledOpen) and status in (OPEN, AGREED, SIGNED):
                yield f"an `open` found its table {STATUS[status]}"
            elif isinstance(step, CompiledLapse) and status not in (AGREED, SIGNED):
                yield "a `lapse` found no agreement"
            elif isinstance(step, CompiledPropose) and status != OPEN:
                yield "a `propose` found its table not open"
    before, after = passage.before, passage.after
    if before is not None and before.turn < after.turn and not ends:
        due = (delay for delay in passage.rules.delays if before.delays[delay.offset])
        for step in (step for delay in due for step in delay.block.program):
            if isinstance(step, CompiledOpen) and before.tables[step.table].status == SIGNED:
                yield "an `open` found its table signed"


_ENDS = ("agreed", "collapsed", "expired", "lapsed", "signed", "ratified", "rejected")


def _majorities(passage: Passage) -> Iterator[str]:
    """What happens at tables where a majority agrees packages."""
    before, visit = passage.before, passage.phase()
    if before is None or passage.decision is None or not isinstance(visit, VisitRules):
        return
    table, at = passage.rules.tables[visit.table], before.tables[visit.table]
    majority, codes, move = table.majority, passage.codes(), passage.decision.move
    if majority is None:
        return
    if majority.proposes not in (NOTHING, at.speaker):
        yield "only one side could make offers"
    for entry in passage.of("counted"):
        ballots = entry.values["ballots"]
        assert isinstance(ballots, FrozenMap)
        if any(m.leans is not None and ballots[m.id] == FOR for m in majority.count.members):
            yield "a voice was for a package"
        if at.proposer == OUTSIDE and isinstance(move, Accept):
            yield "a package from outside was counted"
    if "agreed" in codes or "signed" in codes:
        agrees = "an offer was agreed at once" if isinstance(move, Offer) else ""
        yield agrees or "an acceptance was agreed by a majority"
        theirs = {at.proposer, at.speaker, *(i for i, yes in enumerate(at.accepted) if yes)}
        if len(theirs - {OUTSIDE, NOBODY}) < len(table.parties):
            yield "a package was agreed without all parties"
    if isinstance(move, Walk):
        if "collapsed" not in codes:
            yield "a party walked and others went on"
        elif majority.proposes == at.speaker:
            yield "the side that proposes walked"
        else:
            yield "a table collapsed as a majority was out of reach"
    elif at.walked[(at.speaker + 1) % len(table.parties)]:
        yield "a party that had walked was passed over"


def _ratifications(passage: Passage) -> Iterator[str]:
    """What becomes of signed packages."""
    before, after = passage.before, passage.after
    paths = {entry.cause.path for entry in passage.entries if entry.cause is not None}
    options = any("/options/" in path for path in paths)
    ends = [code for code in passage.codes() if code in _ENDS]
    if ends == ["signed"] and options:
        yield "an option's provisional effects happened"
    if ends == ["rejected"] and options:
        yield "what was provisional lapsed"
    if ends == ["ratified"] and options:
        yield "an option's effects happened as it was ratified"
    for entry in passage.of("rejected"):
        if entry.cause is None:
            yield "the time of a signed package was up"
        elif entry.cause.kind == "inject" and "voted" in passage.codes():
            yield "a vote rejected a signed package"
        else:
            yield "a `lapse` withdrew a signed package"
    if after.outcome != NOTHING and any(table.status == SIGNED for table in after.tables):
        yield "a game ended with a package signed"
    for number, at in enumerate(after.tables):
        if any(at.ratified) and before is not None and not any(before.tables[number].ratified):
            yield "the first of several votes carried a signed package"
    if before is not None and "phase" in passage.codes():
        yield from _passed_over(passage)


def _passed_over(passage: Passage) -> Iterator[str]:
    """A vote whose turn it was in a phase that has passed, while nothing waited for it."""
    rules, state = passage.rules, passage.after
    phases = [phase for phase in rules.phases if isinstance(phase, InjectsRules)]
    entered = {str(entry.values["phase"]) for entry in passage.of("phase")}
    for phase in phases:
        if phase.id not in entered:
            continue
        for number in phase.conditional:
            inject = rules.injects[number]
            waits = any(state.tables[table].status == SIGNED for table in inject.ratifies)
            told = {str(entry.values["inject"]) for entry in passage.of("injected")}
            if inject.ratifies and not waits and inject.id not in told:
                yield "a vote that ratifies was passed over"


def _statuses(passage: Passage) -> Iterator[str]:
    rules, before, after = passage.rules, passage.before, passage.after
    ended: set[str] = set()
    for entry in passage.entries:
        table = str(entry.values.get("table", ""))
        if entry.code in ("agreed", "signed", "collapsed", "expired"):
            ended.add(table)
        if entry.code == "opened" and table in ended and "turn" not in passage.codes():
            yield "a table was reopened in the breath that ended it"
        if entry.code == "opened" and before is not None:
            status = before.tables[rules.index.tables[table]].status
            yield (
                "a table was opened for the first time"
                if status == CLOSED
                else ("a table was reopened")
            )
    for entry in passage.of("agreed"):
        number = rules.index.tables[str(entry.values["table"])]
        if len(rules.tables[number].parties) > 2:
            yield "an agreement of three or more"
        if rules.scenario.tables[rules.tables[number].id].weights_by:
            yield "an agreement was weighed by a card"
        if any(after.tables[number].worths):
            yield "an agreement was worth something to a party"
        if any(worth < 0 for worth in after.tables[number].worths):
            yield "an agreement was worth less than nothing to a party"
        if before is not None and NOTHING in before.tables[number].options:
            yield "an agreement counted an issue as its `otherwise`"
