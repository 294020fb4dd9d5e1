"""How it is noticed what a game exercised: from states, entries, refusals and compiled rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from game.engine.legal import legal
from game.engine.pending import pending
from game.model.decisions import (
    FACILITATOR,
    Accept,
    Act,
    Decision,
    Offer,
    Pass,
    SetTrack,
    Stop,
)
from game.model.effects import Changes as WrittenChanges
from game.model.expressions import Arithmetic, Call, Dotted, Expression, Name, Predicate, children
from game.model.play import (
    CLOSED,
    CLOSING,
    NOBODY,
    NOTHING,
    OPEN,
    Accepted,
    Entry,
    Refusal,
    State,
)
from game.rules.chance import branch, draw
from game.rules.compiled import ActionsRules, InjectsRules, PhaseRules, Rules, VisitRules
from game.rules.evaluate import NO_PACKAGE, Formula
from game.rules.index import Index
from game.rules.program import After, Block, Chance, Fire, OneOf, Program, Step, When
from game.rules.readings import Formulas
from strategies.play import Game

ENTRIES = {
    "dealt": ("a card was dealt", "3.1"),
    "undisclosed": ("a secret action was taken", "4.6"),
    "paid": ("a cost was paid", "4.2"),
    "offered": ("an offer was made", "5.2"),
    "accepted": ("an offer was accepted", "5.2"),
    "agreed": ("a table was agreed", "5.4"),
    "walked": ("a party walked", "5.5"),
    "expired": ("a table expired", "5.5"),
    "lapsed": ("an agreement lapsed", "5.8"),
    "asked": ("a question was asked", "6.5"),
    "answered": ("a question was answered", "6.5"),
    "promised": ("a promise was given", "11.1"),
    "kept": ("a promise was kept", "11.2"),
    "broken": ("a promise was broken", "11.2"),
}
CAUSES = {
    "tag": ("a tag's own effects followed", "4.8"),
    "opening": ("the opening did something", "3.1"),
    "each_turn": ("upkeep of the scenario did something", "3.4"),
    "stage": ("upkeep of a stage did something", "3.4"),
    "option": ("an option's effects happened", "5.5"),
    "table": ("a table's closing effects happened", "5.5"),
    "promise": ("a promise's effects happened", "11.2"),
    "answer": ("an answer's effects happened", "6.5"),
}


@frozen
class Passage:
    """One step of a game: the state before it, what was decided, what happened, the state after.

    The first is the game's beginning: nothing before it, and nobody decided.
    """

    rules: Rules
    before: State | None
    decision: Decision | None
    entries: tuple[Entry, ...]
    after: State

    def codes(self) -> list[str]:
        return [entry.code for entry in self.entries]

    def of(self, code: str) -> Iterator[Entry]:
        return (entry for entry in self.entries if entry.code == code)

    def phase(self) -> PhaseRules | None:
        """The phase in which was decided."""
        if self.before is None or self.before.phase < 0:
            return None
        return self.rules.phases[self.before.phase]

    def resolved(self) -> bool:
        """Whether a together phase came to its resolution."""
        phase = self.phase()
        if not isinstance(phase, ActionsRules) or not phase.together or self.before is None:
            return False
        mine = self.decision is not None and isinstance(self.decision.move, Act | Pass)
        return mine and bool({"acted", "undisclosed"} & {*self.codes()} or self._moved_on())

    def _moved_on(self) -> bool:
        assert self.before is not None
        return (self.before.turn, self.before.phase) != (self.after.turn, self.after.phase)


def passages(game: Game) -> Iterator[Passage]:
    """Every step of a game, its beginning first."""
    yield Passage(game.rules, None, None, game.begun.entries, game.begun.state)
    for tried in game.tried:
        if isinstance(tried.answer, Accepted):
            answer = tried.answer
            yield Passage(game.rules, tried.before, tried.decision, answer.entries, answer.state)


# ---------------------------------------------------------------------------- the whole game


def whole(game: Game) -> Iterator[str]:
    """What shows only in the whole of a game."""
    rules, last = game.rules, game.states[-1]
    if not game.begun.state.to_move:
        yield "a game ended before anyone was asked"
    if len(rules.sides) > 2:
        yield "a game of three or more sides"
    if last.turn == rules.turns and last.outcome != NOTHING:
        yield "a game was played to its last turn"
    if any(line.points(last, NO_PACKAGE) for lines in rules.scores for line in lines):
        yield "a score line was not 0"
    yield from _uses(rules, last)
    yield from _phases(rules, game)
    if _divides_by_nothing(rules, last):
        yield "something was divided by 0"


def _uses(rules: Rules, last: State) -> Iterator[str]:
    takers: dict[str, int] = {}
    for slot, uses in zip(rules.slots, last.uses, strict=True):
        takers[slot.action] = takers.get(slot.action, 0) + bool(uses)
        if slot.cooldown and uses > 1:
            yield "an action was taken again after its rest"
        if uses:
            yield from _written(rules, slot.action)
    if max(takers.values(), default=0) > 1:
        yield "two sides took one action"


def _written(rules: Rules, action: str) -> Iterator[str]:
    """What an action that was taken surely did, as its author wrote it."""
    scenario = rules.scenario
    for step in scenario.actions[action].effects:
        if not isinstance(step, WrittenChanges):
            continue
        earlier: set[str] = set()
        for change in step.changes:
            names = {node.id for node in _nodes(change.amount) if isinstance(node, Name)}
            if names & earlier:
                yield "changes of one step read each other's tracks"
            if change.operator == "=":
                yield "a track was set with ="
                if names & set(scenario.tracks[change.track].levels):
                    yield "a level was set by its name"
            earlier.add(change.track)


def _phases(rules: Rules, game: Game) -> Iterator[str]:
    """Phases that were passed over, turn by turn; only those behind which another came."""
    turn: list[str] = []
    stage = rules.stages[0]
    for passage in passages(game):
        for entry in passage.entries:
            if entry.code == "stage":
                stage = next(s for s in rules.stages if s.id == entry.values["stage"])
            elif entry.code == "turn":
                turn = []
            elif entry.code == "phase":
                turn.append(str(entry.values["phase"]))
                yield from _passed_over(rules, [rules.phases[i].id for i in stage.phases], turn)


def _passed_over(rules: Rules, order: list[str], met: list[str]) -> Iterator[str]:
    here = order.index(met[-1])
    for id in order[:here]:
        if id not in met:
            phase = rules.phases[rules.index.phases[id]]
            if phase.when is None and isinstance(phase, VisitRules):
                yield "a visit was skipped, its table not open"
            elif phase.when is not None and not isinstance(phase, VisitRules):
                yield "a phase was skipped for its `when`"
    phase = rules.phases[rules.index.phases[met[-1]]]
    if isinstance(phase, ActionsRules) and len(phase.sides) < len(rules.sides):
        yield "a side had no part in a phase"


def _divides_by_nothing(rules: Rules, last: State) -> bool:
    """Whether a score line divides by 0 as the game ends."""
    formulas = Formulas(rules.scenario, Index(rules.scenario))
    for id, side in rules.scenario.sides.items():
        for i, line in enumerate(side.score):
            path = ("sides", id, "score", i, "points")
            for node in _nodes(line.points):
                if not isinstance(node, Arithmetic) or node.operator not in ("//", "%"):
                    continue
                if formulas.at(node.right, path)(last, NO_PACKAGE) == 0:
                    return True
    return False


# ---------------------------------------------------------------------------- refusals, questions


def refusals(game: Game) -> set[str]:
    """The codes with which decisions were refused."""
    return {one.answer.code for one in game.tried if isinstance(one.answer, Refusal)}


def asked(game: Game) -> Iterator[str]:
    """Functions and names in what was surely evaluated: scores, and what the sides were offered."""
    scenario, rules = game.rules.scenario, game.rules
    trees = [line.points for side in scenario.sides.values() for line in side.score]
    offered = {
        rules.slots[slot].action
        for state in game.states
        if state.phase >= 0 and isinstance(phase := rules.phases[state.phase], ActionsRules)
        for slots in phase.offered
        for slot in slots
    }
    trees += [tree for id in offered if (tree := scenario.actions[id].when) is not None]
    seen: set[str] = set()
    while trees:
        for node in _nodes(trees.pop()):
            match node:
                case Call(function=word) | Predicate(function=word) | Arithmetic(operator=word):
                    yield word
                case Dotted():
                    yield "issue"
                case Name(id=id) if id in scenario.settings:
                    yield "setting"
                case Name(id=id) if id in scenario.values and id not in seen:
                    seen.add(id)
                    trees.append(scenario.values[id])
                    yield "value"


def _nodes(tree: Expression) -> Iterator[Expression]:
    yield tree
    for child in children(tree):
        yield from _nodes(child)


# ---------------------------------------------------------------------------- entries


def entries(passage: Passage) -> Iterator[str]:
    """What entries tell by themselves."""
    tracks = passage.rules.scenario.tracks
    for entry in passage.entries:
        if entry.code in ENTRIES:
            yield ENTRIES[entry.code][0]
        if entry.cause is not None and entry.cause.kind in CAUSES:
            yield CAUSES[entry.cause.kind][0]
        if entry.cause is not None and entry.cause_seen_by not in (None, ()):
            yield "an entry's cause was kept from some"
        if entry.code == "said" and entry.seen_by is not None:
            yield "a line was said to some"
        if entry.code == "revealed":
            yield f"a value was revealed to {'all' if entry.seen_by is None else 'some'}"
        if entry.code == "changed" and entry.values["asked"] != entry.values["got"]:
            yield "a change was clamped"
        if entry.code == "changed" and entry.seen_by is not None:
            yield "a hidden track changed"
            if tracks[str(entry.values["track"])].band_seen_by:
                yield "a track seen only by its band changed"
        if entry.code == "paid" and entry.values["asked"] != entry.values["got"]:
            yield "a payment was clamped"


# ---------------------------------------------------------------------------- luck


@frozen
class Sites:
    """What is drawn at the sites of some rules."""

    chances: dict[int, Formula]
    forks: dict[int, tuple[Formula, ...]]


def blocks(rules: Rules) -> Iterator[Block]:
    """All effects of a scenario, delayed ones too."""
    yield from (rules.opening, rules.each_turn, *(stage.each_turn for stage in rules.stages))
    for slot in rules.slots:
        yield from slot.blocks
    for table in rules.tables:
        yield from (table.agreed, table.collapsed, table.expired, table.lapsed)
        for issue in table.issues:
            for option in issue.options:
                yield from (option.effects, option.lapsed)
    for promise in rules.promises:
        yield from (promise.kept, promise.breach)
    for inject in rules.injects:
        yield from (inject.block, *(answer.block for answer in inject.answers))
    yield from (delay.block for delay in rules.delays)


def steps(program: Program) -> Iterator[Step]:
    """All steps of a program, those inside others too; delayed ones stand in their own block."""
    for step in program:
        yield step
        if isinstance(step, When | Chance):
            yield from (*steps(step.then), *steps(step.otherwise))
        elif isinstance(step, OneOf):
            for inner in step.branches:
                yield from steps(inner)


_SITES: dict[int, tuple[Rules, Sites]] = {}


def sites_of(rules: Rules) -> Sites:
    """The sites of some rules; those last asked for are remembered."""
    if id(rules) not in _SITES:
        _SITES.clear()
        found = [step for block in blocks(rules) for step in steps(block.program)]
        chances = {step.site: step.percent for step in found if isinstance(step, Chance)}
        forks = {step.site: step.weights for step in found if isinstance(step, OneOf)}
        _SITES[id(rules)] = rules, Sites(chances, forks)
    return _SITES[id(rules)][1]


def _constant(made: Formula) -> int | None:
    """The number that a formula always gives; None where it reads the game."""
    try:
        return made(None, NO_PACKAGE)  # type: ignore[arg-type]
    except AttributeError:
        return None


def luck(passage: Passage) -> Iterator[str]:
    """What was drawn at each site since the state before, in the turn that it is."""
    rules, after, before = passage.rules, passage.after, passage.before
    sites = sites_of(rules)
    fresh = before is None or before.turn != after.turn
    for site, draws in enumerate(after.draws):
        first = 0 if fresh or before is None else before.draws[site]
        if draws > first and draws > 1:
            yield "a site was drawn at twice in a turn"
        for k in range(first, draws):
            drawn = draw(after.seed, after.turn, rules.sites[site], k)
            if site in sites.chances:
                yield from _chance(sites.chances[site], drawn)
            elif site in sites.forks:
                yield from _fork(sites.forks[site], drawn)
    injected = {str(entry.values["inject"]) for entry in passage.of("injected")}
    for inject in rules.injects:
        if inject.chance is not None and after.draws[inject.site] > (
            0 if fresh or before is None else before.draws[inject.site]
        ):
            hit = "hit" if inject.id in injected else "failed"
            yield f"an inject's chance was drawn and {hit}"


def _chance(percent: Formula, drawn: int) -> Iterator[str]:
    known = _constant(percent)
    if known is not None:
        yield f"a chance was drawn and {'hit' if drawn % 100 < known else 'failed'}"
        if known in (0, 100):
            yield "a certain or impossible chance was drawn all the same"


def _fork(weights: tuple[Formula, ...], drawn: int) -> Iterator[str]:
    known = [_constant(weight) for weight in weights]
    constant = [weight for weight in known if weight is not None]
    if len(constant) == len(known) and branch(constant, drawn) < 0:
        yield "one of several was drawn where all weigh 0"
    else:
        yield "one of several was drawn"


# ---------------------------------------------------------------------------- turns


def turns(passage: Passage) -> Iterator[str]:
    """What turns bring."""
    rules, before, after = passage.rules, passage.before, passage.after
    if passage.codes().count("stage") > (before is None):
        yield "a way out changed the stage"
    if before is None or before.turn == after.turn:
        return
    if any(before.today):
        yield "this turn's counts returned to 0"
    if after.turn != before.turn + 1:
        return
    for delay in rules.delays:
        due = before.delays[delay.offset]
        if due:
            yield "delayed effects came due"
            if any(isinstance(step, After) for step in steps(delay.block.program)):
                yield "a delay was scheduled by a delay"
        if due > 1:
            yield "one delay came due twice at once"


def dropped(passage: Passage) -> Iterator[str]:
    """Delays of actions that would fall after the last turn."""
    rules = passage.rules
    for entry in passage.of("acted"):
        slot = rules.slots[
            rules.index.slots[str(entry.values["side"]), str(entry.values["action"])]
        ]
        turn = passage.before.turn if passage.before is not None else 0
        for block in slot.blocks:
            for step in block.program:
                if isinstance(step, After) and turn + rules.delays[step.number].turns > rules.turns:
                    yield "a delay beyond the last turn was dropped"


_ENDINGS = {
    **dict.fromkeys(("acted", "undisclosed"), "after an action"),
    **dict.fromkeys(("passed", "offered", "accepted"), "after words alone"),
    **dict.fromkeys(("agreed", "collapsed", "expired"), "after a table's end"),
    "injected": "after an inject",
    "answered": "after an answer",
    "turn": "at a turn's start",
}


def ending(passage: Passage) -> Iterator[str]:
    """How a game came to its end."""
    rules, after = passage.rules, passage.after
    if after.outcome == NOTHING:
        return
    outcome, move = rules.outcomes[after.outcome], passage.decision and passage.decision.move
    if isinstance(move, Stop):
        with_one = "an outcome" if move.outcome else "the first that held"
        yield f"the facilitator ended the game with {with_one}"
    elif not outcome.now or outcome.when is None or not outcome.when(_running(after), NO_PACKAGE):
        left = outcome.when is None
        if after.phase != CLOSING or after.turn < rules.turns:
            yield "an effect ended the game"
        elif left:
            yield "the last outcome was what was left"
        else:
            yield "a conditional outcome held after the last turn"
    elif isinstance(move, SetTrack):
        yield "an outcome ended the game after a set track"
    else:
        what = next(_ENDINGS[code] for code in reversed(passage.codes()) if code in _ENDINGS)
        together = what == "after an action" and passage.resolved()
        yield f"an outcome ended the game {'after a together phase' if together else what}"


def _running(state: State) -> State:
    return evolve(state, outcome=NOTHING)


# ---------------------------------------------------------------------------- actions


def actions(passage: Passage) -> Iterator[str]:
    """What is picked, and how it is resolved."""
    phase, before = passage.phase(), passage.before
    if not isinstance(phase, ActionsRules) or before is None or passage.decision is None:
        return
    move, side = passage.decision.move, passage.rules.index.sides.get(passage.decision.side, -1)
    if isinstance(move, Pass) and not before.questions:
        yield "a pass ended a side's picks"
        if len(legal(passage.rules, before, passage.decision.side).moves) == 1:
            yield "a side that could do nothing passed"
            if phase.no_pass:
                yield "a pass under no_pass, with nothing legal"
    elif isinstance(move, Act):
        slot = passage.rules.index.slots[passage.decision.side, move.action]
        if slot in before.picks[side]:
            yield "an action was repeated in a phase"
        if not phase.together:
            yield "an action was taken in turn"
            if before.picks[side]:
                yield "second picks were taken in turn"
    if passage.resolved():
        yield from _resolution(passage, phase, before, side)


def _resolution(passage: Passage, phase: ActionsRules, before: State, side: int) -> Iterator[str]:
    picks = list(before.picks)
    assert passage.decision is not None
    if isinstance(passage.decision.move, Act):
        slot = passage.rules.index.slots[passage.decision.side, passage.decision.move.action]
        picks[side] = (*picks[side], slot)
    if sum(1 for each in picks if each) > 1:
        yield "a together phase resolved picks of two sides"
        if list(phase.sides) != sorted(phase.sides):
            yield "sides resolved in another order than the file's"
    if sum(1 for each in picks if len(each) > 1) > 1:
        yield "second picks of two sides were resolved"
    payers: dict[int, set[int]] = {}
    for payer, each in enumerate(picks):
        for slot in each:
            for track, _ in passage.rules.slots[slot].cost:
                payers.setdefault(track, set()).add(payer)
    if any(len(sides) > 1 for sides in payers.values()):
        yield "two sides paid from one track"


def short(game: Game) -> Iterator[str]:
    """Refusals that only a side's own picks explain."""
    for tried in game.tried:
        state = tried.before
        if not isinstance(tried.answer, Refusal) or tried.answer.code not in ("cost", "limit"):
            continue
        rules, side = game.rules, game.rules.index.sides[tried.decision.side]
        assert isinstance(tried.decision.move, Act)
        slot = rules.slots[rules.index.slots[tried.decision.side, tried.decision.move.action]]
        if not pending(rules, state, side):
            continue
        number = rules.index.slots[tried.decision.side, slot.action]
        if tried.answer.code == "limit" and state.uses[number] < (slot.limit or 0):
            yield "a limit was reached with one's own picks"
        elif tried.answer.code == "cost" and all(
            state.tracks[track] - amount >= rules.tracks[track].low for track, amount in slot.cost
        ):
            yield "a cost was short because of one's own picks"


# ---------------------------------------------------------------------------- tables


def tables(passage: Passage) -> Iterator[str]:
    """What is said at tables, and what becomes of them."""
    rules, before, after = passage.rules, passage.before, passage.after
    yield from _statuses(passage)
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
        if at.proposer not in (NOBODY, at.speaker):
            yield "a new offer replaced another's"
        if any(at.accepted):
            yield "a new offer cleared acceptances"
    if isinstance(move, Accept) and len(table.parties) > 2:
        yield "a third party accepted an offer"
    between = rules.scenario.tables[table.id].between
    if between[0] != rules.sides[table.parties[0]]:
        yield "another than the first named spoke first"
    status = after.tables[visit.table].status
    left = after.phase != before.phase or after.turn != before.turn
    if left and status == OPEN and "opened" not in passage.codes():
        yield "a visit ended before its table"
        if after.tables[visit.table].proposer != NOBODY:
            yield "an offer stood between visits"
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


def _statuses(passage: Passage) -> Iterator[str]:
    rules, before, after = passage.rules, passage.before, passage.after
    ended: set[str] = set()
    for entry in passage.entries:
        table = str(entry.values.get("table", ""))
        if entry.code in ("agreed", "collapsed", "expired"):
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


# ---------------------------------------------------------------------------- injects, promises


def injects(passage: Passage) -> Iterator[str]:
    """How injects come, and what they ask."""
    rules, before, after = passage.rules, passage.before, passage.after
    for entry in passage.of("injected"):
        number = rules.index.injects[str(entry.values["inject"])]
        inject, kind = rules.injects[number], entry.cause.kind if entry.cause else ""
        if kind == "facilitator":
            yield "the facilitator fired an inject"
            if inject.once and before is not None and before.fired[number]:
                yield "the facilitator fired a spent inject again"
        elif kind:
            yield "an effect fired an inject"
        elif inject.at is not None:
            yield "an inject happened on its turn"
        elif inject.weight is not None:
            yield "an inject was drawn"
        elif inject.when is not None:
            yield "an inject happened on its condition"
        if not kind and rules.scenario.injects[inject.id].deck:
            yield "an inject of a deck happened"
        if after.fired[number] > 1 and not inject.once:
            yield "an inject happened twice"
    if len(after.questions) > 1:
        yield "two questions waited"
    if passage.resolved() and "asked" in passage.codes()[: _first_phase(passage)]:
        yield "a question was raised by a together phase"
    if "answered" in passage.codes():
        at = passage.codes().index("answered")
        if "paid" in passage.codes()[at : at + 2]:
            yield "an answer's cost was paid"
    yield from _spent(passage)
    yield from _nothing_drawn(passage)


def _first_phase(passage: Passage) -> int:
    return passage.codes().index("phase") if "phase" in passage.codes() else len(passage.entries)


def _spent(passage: Passage) -> Iterator[str]:
    """An action that was taken and whose `fire` came too late."""
    rules, before = passage.rules, passage.before
    for entry in passage.of("acted"):
        slot = rules.slots[
            rules.index.slots[str(entry.values["side"]), str(entry.values["action"])]
        ]
        for block in slot.blocks:
            for step in block.program:
                if not isinstance(step, Fire) or before is None:
                    continue
                if rules.injects[step.inject].once and before.fired[step.inject]:
                    yield "an effect could not fire an inject again"


def _nothing_drawn(passage: Passage) -> Iterator[str]:
    """An injects phase that came and went in this turn without a draw."""
    rules, after = passage.rules, passage.after
    if "turn" in passage.codes() or after.questions:
        return
    for entry in passage.of("phase"):
        phase = rules.phases[rules.index.phases[str(entry.values["phase"])]]
        over = phase.id != _here(rules, after)
        if isinstance(phase, InjectsRules) and phase.draws and over and not after.draws[phase.site]:
            yield "an injects phase had nothing to draw"


def _here(rules: Rules, state: State) -> str:
    return rules.phases[state.phase].id if state.phase >= 0 else ""


def promises(passage: Passage) -> Iterator[str]:
    """How promises are given and judged."""
    rules, before = passage.rules, passage.before
    for entry in passage.of("promised"):
        if (
            before is not None
            and before.promises[rules.index.promises[str(entry.values["promise"])]]
        ):
            yield "a promise was given anew while it ran"
    if before is None:
        return
    for code in ("kept", "broken"):
        for entry in passage.of(code):
            number = rules.index.promises[str(entry.values["promise"])]
            promise = rules.promises[number]
            early = before.promises[number] > 1
            if code == "kept":
                late = promise.kept_when is None
                yield f"a promise was kept {'as its time was up' if late else 'by its `kept_when`'}"
            elif promise.kept_when is None or early:
                yield "a promise was broken by its `broken`"
            elif promise.broken is None:
                yield "a promise was broken as its time was up"


# ---------------------------------------------------------------------------- interventions


def interventions(passage: Passage) -> Iterator[str]:
    """What the facilitator did."""
    decision, before = passage.decision, passage.before
    if decision is None or before is None or decision.side != FACILITATOR:
        return
    if any(before.picks) and isinstance(phase := passage.phase(), ActionsRules) and phase.together:
        yield "an intervention amid a together phase"
    if isinstance(decision.move, SetTrack):
        yield "the facilitator set a track"
        track = passage.rules.tracks[passage.rules.index.tracks[decision.move.track]]
        if not track.low <= decision.move.value <= track.high:
            yield "the facilitator's track was clamped"


NOTICES: tuple[Callable[[Passage], Iterator[str]], ...] = (
    *(entries, luck, turns, dropped, ending, actions, tables, injects, promises, interventions),
)
