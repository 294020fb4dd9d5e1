"""What must hold in every game, of every scenario: the shipped ones, and drawn ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import islice, product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies.play import TEMPERS, Game, Player, Temper, every_move, games, played
from strategies.scenarios import REAL, as_it_is, finished, real, scenarios

from game.engine.core import begin, step
from game.engine.digest import digest
from game.engine.legal import legal
from game.engine.scores import scores
from game.engine.view import view
from game.model.decisions import FACILITATOR, PUBLIC, Answer, Decision, Offer, read_decision
from game.model.entries import Entry
from game.model.frozen import FrozenMap
from game.model.play import NOTHING, STATUS, Accepted, Legal, State
from game.model.refusals import Refusal
from game.rules.compiled import ActionsRules, PhaseRules, Rules, VisitRules

SOME = settings(max_examples=max(4, settings().max_examples // 2))
FEW = settings(max_examples=max(4, settings().max_examples // 5))
MOST_PACKAGES = 60

drawn_games = games(scenarios())
real_games = games(real())
any_games = st.one_of(drawn_games, drawn_games, drawn_games, real_games)


# ---------------------------------------------------------------------------- chance and replay


@SOME
@given(game=any_games)
def test_the_same_seed_and_decisions_give_the_same_digests_with_rules_compiled_anew(
    game: Game,
) -> None:
    again = game.drawn.again()
    assert again.scenario == game.rules.scenario
    begun = begin(again, game.seed)
    assert begun == game.begun
    state = begun.state
    for one in game.tried:
        answer = step(again, state, one.decision)
        assert answer == one.answer
        if isinstance(answer, Accepted) and isinstance(one.answer, Accepted):
            state = answer.state
            assert digest(again, state) == digest(game.rules, one.answer.state)


@SOME
@given(game=any_games)
def test_draws_elsewhere_shift_no_draw(game: Game) -> None:
    """Rule 2.2: every list of effects gets one more draw at its end, whose result nobody reads."""
    more = finished(with_more_draws(game.drawn.data), game.drawn.origin)
    assert more is not None
    begun = begin(more.rules, game.seed)
    assert unchanged(begun.state, game.begun.state)
    assert told(begun.entries) == told(game.begun.entries)
    state = begun.state
    for one in game.tried:
        answer = step(more.rules, state, one.decision)
        if isinstance(one.answer, Refusal) or isinstance(answer, Refusal):
            assert answer == one.answer
        else:
            state = answer.state
            assert unchanged(state, one.answer.state)
            assert told(answer.entries) == told(one.answer.entries)


_EXTRA = {"chance": 50, "then": {"say": "drawn for nothing", "to": []}}
_LISTS = (
    *("effects", "opening", "each_turn", "agreed", "collapsed", "expired", "lapsed", "kept"),
    *("signed", "rejected"),
)
_SECTIONS = ("stages", "tags", "actions", "tables", "promises", "injects")


def with_more_draws(data: dict[str, Any]) -> dict[str, Any]:
    """A scenario with one more draw at the end of each list of effects that has steps."""
    data = deepcopy(data)
    holders: list[dict[str, Any]] = [data]
    for entry in (entry for section in _SECTIONS for entry in data.get(section, {}).values()):
        issues = entry.get("issues", {}).values()
        options = [option for issue in issues for option in issue["options"].values()]
        holders += [entry, *entry.get("answers", {}).values(), *options]
    for holder in holders:
        for key in _LISTS:
            steps = holder.get(key)
            if steps:
                holder[key] = [*(steps if isinstance(steps, list) else [steps]), _EXTRA]
    return data


def unchanged(state: State, other: State) -> bool:
    """Whether two states differ in draws alone."""
    return evolve(state, draws=()) == evolve(other, draws=())


def told(entries: tuple[Entry, ...]) -> list[Entry]:
    """What is told to anybody but the facilitator."""
    return [entry for entry in entries if entry.seen_by != ()]


# ---------------------------------------------------------------------------- bounds


@SOME
@given(game=any_games)
def test_tracks_counts_and_clocks_stay_within_their_bounds(game: Game) -> None:
    for state in game.states:
        assert_bounded(game.rules, state, by_hand=fired_by_hand(game))
    for one in game.tried:
        if isinstance(one.answer, Accepted):
            for entry in one.answer.entries:
                if entry.code in ("changed", "paid"):
                    asked, got = entry.values["asked"], entry.values["got"]
                    assert isinstance(asked, int)
                    assert isinstance(got, int)
                    assert asked
                    assert 0 <= got <= asked or asked <= got <= 0


@SOME
@given(game=any_games)
def test_the_log_tells_all_that_changed(game: Game) -> None:
    """Tracks, counts, stages, tables and outcome follow from the entries (rules 1.2, 1.5, 3.4)."""
    log = Log(game.rules)
    log.add(game.begun.entries)
    log.compare(game.begun.state)
    for one in game.tried:
        if isinstance(one.answer, Accepted):
            log.add(one.answer.entries)
            log.compare(one.answer.state)


class Log:
    """A state as far as entries tell it."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.turn = 0
        self.seen: dict[str, str] = {"outcome": ""}
        self.tracks = {track.id: track.start for track in rules.tracks}
        self.tables = {t.id: "open" if t.open else "closed" for t in rules.tables}
        self.uses, self.today, self.fired = (Counter[str]() for _ in range(3))
        self.last: dict[str, int] = {}

    def add(self, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            told = {key: str(value) for key, value in entry.values.items()}
            match entry.code:
                case "changed" | "paid":
                    self.tracks[told["track"]] += int(told["got"])
                    assert self.tracks[told["track"]] == int(told["value"])
                case "turn":
                    self.turn, self.today = int(told["turn"]), Counter()
                case "acted":
                    slot = f"{told['side']}.{told['action']}"
                    self.uses[slot] += 1
                    self.today[slot] += 1
                    self.last[slot] = self.turn
                case "injected":
                    self.fired[told["inject"]] += 1
                case "opened":
                    self.tables[told["table"]] = "open"
                case "ratified":
                    self.tables[told["table"]] = "agreed"
                case "rejected":
                    self.tables[told["table"]] = "lapsed"
                case "signed" | "agreed" | "collapsed" | "expired" | "lapsed":
                    self.tables[told["table"]] = entry.code
                case "stage":
                    self.seen["stage"] = told["stage"]
                case "ended":
                    self.seen["outcome"] = told["outcome"]
                case "dealt":
                    self.seen[told["deal"]] = told["card"]

    def compare(self, state: State) -> None:
        rules = self.rules
        slots = [f"{rules.sides[slot.side]}.{slot.action}" for slot in rules.slots]
        assert state.turn == self.turn
        assert state.tracks == tuple(self.tracks.values())
        assert state.uses == tuple(self.uses[slot] for slot in slots)
        assert state.today == tuple(self.today[slot] for slot in slots)
        assert state.last == tuple(self.last.get(slot, 0) for slot in slots)
        assert state.fired == tuple(self.fired[inject.id] for inject in rules.injects)
        assert [STATUS[at.status] for at in state.tables] == list(self.tables.values())
        assert rules.stages[state.stage].id == self.seen["stage"]
        ended = rules.outcomes[state.outcome].id if state.outcome != NOTHING else ""
        assert ended == self.seen["outcome"]
        for deal, card in zip(rules.deals, state.cards, strict=True):
            assert deal.cards[card] == self.seen[deal.id]


def fired_by_hand(game: Game) -> set[str]:
    return {str(one.decision.move).removeprefix("inject ") for one in game.tried}


def assert_bounded(rules: Rules, state: State, by_hand: set[str]) -> None:
    """Rules 1.2, 3.2, 3.4, 4.1, 5.5, 6.2, 11.1."""
    for track, value in zip(rules.tracks, state.tracks, strict=True):
        assert track.low <= value <= track.high
    assert 0 <= state.turn <= rules.turns
    for slot, uses, today in zip(rules.slots, state.uses, state.today, strict=True):
        assert today <= uses <= (slot.limit or uses)
    for inject, fired in zip(rules.injects, state.fired, strict=True):
        assert fired <= 1 or not inject.once or inject.id in by_hand
    for promise, left in zip(rules.promises, state.promises, strict=True):
        assert 0 <= left <= promise.turns
    for table, at in zip(rules.tables, state.tables, strict=True):
        assert 0 <= at.rounds < table.rounds
        assert 0 <= at.speaker < len(table.parties)
        for issue, option in zip(table.issues, at.options, strict=True):
            assert NOTHING <= option < len(issue.options)
    phase = rules.phases[state.phase] if state.phase >= 0 else None
    assert all(not picks for picks in state.picks) or isinstance(phase, ActionsRules)
    if isinstance(phase, ActionsRules):
        assert all(len(picks) <= phase.picks for picks in state.picks)
    assert set(state.to_move) <= set(rules.sides)


@SOME
@given(game=any_games)
def test_a_game_ends_within_its_bound_of_decisions(game: Game) -> None:
    """Rule 3.9; answers are bounded by the questions asked, interventions don't count."""
    rules, answers, asked = game.rules, 0, Counter[tuple[int, int]]()
    for one in game.tried:
        if isinstance(one.answer, Refusal) or one.decision.side == FACILITATOR:
            continue
        if isinstance(one.decision.move, Answer):
            answers += 1
        else:
            asked[one.before.turn, one.before.phase] += 1
    assert asked.total() <= rules.most_decisions
    assert answers <= sum(entry.code == "asked" for entry in all_entries(game))
    for (_, phase), decisions in asked.items():
        assert decisions <= most(rules, rules.phases[phase])


def most(rules: Rules, phase: PhaseRules) -> int:
    """The most decisions that a phase asks in a turn."""
    if isinstance(phase, VisitRules):
        return len(rules.tables[phase.table].parties) * phase.rounds
    return len(phase.sides) * phase.picks if isinstance(phase, ActionsRules) else 0


def all_entries(game: Game) -> Iterator[Entry]:
    yield from game.begun.entries
    for one in game.tried:
        if isinstance(one.answer, Accepted):
            yield from one.answer.entries


@SOME
@given(game=any_games)
def test_somebody_can_decide_until_the_end_and_nobody_after_it(game: Game) -> None:
    rules = game.rules
    for state in game.states:
        assert (state.outcome == NOTHING) == bool(state.to_move)
        for side in rules.sides:
            assert bool(legal(rules, state, side).moves) == (side in state.to_move)
    last = game.states[-1]
    if last.outcome != NOTHING:
        assert all(legal(rules, last, who) == Legal() for who in (*rules.sides, FACILITATOR))
        for decision in every_decision(rules, Random(0)):
            assert step(rules, last, decision) == Refusal("over")


@SOME
@given(game=any_games)
def test_scores_lie_within_their_bounds(game: Game) -> None:
    """Rule 8.3."""
    for state in game.states:
        for sheet in scores(game.rules, state).values():
            assert all(line.low <= line.points <= line.high for line in sheet.lines)
            assert sheet.low <= sheet.total <= sheet.high
            assert sheet.total == sum(line.points for line in sheet.lines)


# ---------------------------------------------------------------------------- legal and refused


def every_decision(rules: Rules, luck: Random) -> Iterator[Decision]:
    """Every decision of everybody, in turn and out of it; offers and set tracks by chance."""
    for moves in every_move(rules, luck):
        for side in (*rules.sides, FACILITATOR, "nobody"):
            yield from (Decision(side, move) for move in moves)


@SOME
@given(game=any_games, luck=st.randoms(use_true_random=True))
def test_what_is_listed_is_accepted_and_all_else_is_refused_and_changes_nothing(
    game: Game, luck: Random
) -> None:
    rules = game.rules
    for state in luck.sample(game.states, min(3, len(game.states))):
        before = digest(rules, state), deepcopy(state)
        found = {side: legal(rules, state, side) for side in (*rules.sides, FACILITATOR)}
        for side, listed in found.items():
            for move in listed.moves:
                assert isinstance(step(rules, state, Decision(side, move)), Accepted)
        for decision in every_decision(rules, luck):
            accepted = isinstance(step(rules, state, decision), Accepted)
            may = decision.side in found and may_be(decision, found[decision.side])
            if isinstance(decision.move, Offer):
                assert not accepted or may
            else:
                assert accepted == may
        assert (digest(rules, state), state) == before


def may_be(decision: Decision, found: Legal) -> bool:
    """Whether a decision is among those listed; an offer: whether its options are."""
    match decision.move:
        case Offer(package=package):
            if found.offer is None or set(package) != set(found.offer):
                return False
            return all(package[issue] in found.offer[issue] for issue in package)
        case move if decision.side == FACILITATOR and hasattr(move, "track"):
            return move.track in found.tracks
        case move:
            return move in found.moves


@SOME
@given(game=any_games)
def test_an_offer_of_listed_options_is_refused_only_for_what_no_list_can_say(game: Game) -> None:
    """Rules, needs, and conditions that read the package; what is barred is refused."""
    rules = game.rules
    for state in visited(game):
        side = state.to_move[0]
        found = legal(rules, state, side)
        if found.offer is None:
            continue
        issues = list(found.offer)
        for options in islice(product(*found.offer.values()), MOST_PACKAGES):
            offer = Offer(FrozenMap(zip(issues, options, strict=True)))
            answer = step(rules, state, Decision(side, offer))
            barred = [o in found.barred.get(i, FrozenMap()) for i, o in offer.package.items()]
            if isinstance(answer, Refusal):
                assert answer.code in ("rule", "needs", "option-when")
                if answer.code == "option-when":
                    issue, option = answer.values["issue"], answer.values["option"]
                    assert reads_package(rules, state, str(issue), str(option))
            else:
                assert not any(barred)


def visited(game: Game) -> list[State]:
    """Up to five states in which a party speaks."""
    rules = game.rules
    found = [
        state
        for state in game.states
        if state.outcome == NOTHING
        and not state.questions
        and isinstance(rules.phases[state.phase], VisitRules)
    ]
    return found[:5]


def reads_package(rules: Rules, state: State, issue: str, option: str) -> bool:
    visit = rules.phases[state.phase]
    assert isinstance(visit, VisitRules)
    ladder = next(one for one in rules.tables[visit.table].issues if one.id == issue)
    return ladder.options[ladder.numbers[option]].when_reads_package


@SOME
@given(game=any_games)
def test_the_text_of_a_decision_is_read_as_the_same_decision(game: Game) -> None:
    decisions = [one.decision for one in game.tried]
    for decision in (*decisions, *every_decision(game.rules, Random(0))):
        assert read_decision(str(decision)) == decision


# ---------------------------------------------------------------------------- together


@SOME
@given(game=any_games, luck=st.randoms(use_true_random=True))
def test_the_order_of_submitting_changes_nothing_in_a_together_phase(
    game: Game, luck: Random
) -> None:
    """Rule 4.3."""
    rules = game.rules
    for state in beginnings(game):
        sequences = picked(rules, state, luck)
        first = submitted(rules, state, [one for each in sequences for one in each])
        for _ in range(3):
            again = submitted(rules, state, shuffled_together(sequences, luck))
            assert again == first
            assert digest(rules, again[0]) == digest(rules, first[0])


Pick = tuple[Decision, Legal]
"""What a side picks, and what it was offered as if nobody else had picked."""


def beginnings(game: Game) -> list[State]:
    """Up to four states in which several sides may pick and none has."""
    rules = game.rules
    found = []
    for state in game.states:
        phase = rules.phases[state.phase] if state.phase >= 0 else None
        together = isinstance(phase, ActionsRules) and phase.together
        if together and len(state.to_move) > 1 and not any(state.picks) and not state.questions:
            found.append(state)
    return found[:4]


def picked(rules: Rules, state: State, luck: Random) -> list[list[Pick]]:
    """What each side picks, as if it alone picked: its own picks are all that it goes by."""
    sequences = []
    for side in state.to_move:
        alone, own = state, list[Pick]()
        player = Player(luck, Temper(passing=25))
        while side in alone.to_move and not alone.questions:
            decision = player.decide(rules, evolve(alone, to_move=(side,)))
            own.append((decision, legal(rules, alone, side)))
            answer = step(rules, alone, decision)
            assert isinstance(answer, Accepted)
            assert answer.entries == ()
            alone = answer.state
        sequences.append(own)
    return sequences


@SOME
@given(game=any_games, luck=st.integers(0, 2**32 - 1))
def test_the_order_in_which_sides_answer_together_changes_nothing(game: Game, luck: int) -> None:
    rules, chance = game.rules, Random(luck)
    for state in asked_together(game):
        answers = [answered(rules, state, side, chance) for side in state.to_move]
        first, again = (shuffled_together(answers, chance) for _ in range(2))
        assert submitted(rules, state, again) == submitted(rules, state, first)


def asked_together(game: Game) -> list[State]:
    """Up to four states in which several sides must answer and none has."""
    states = [state for state in game.states if state.questions and len(state.to_move) > 1]
    return [s for s in states if all(answer == NOTHING for answer in s.hidden_answers)][:4]


def answered(rules: Rules, state: State, side: str, luck: Random) -> list[Pick]:
    """What a side answers, and what it was offered."""
    offered = legal(rules, state, side)
    return [(Decision(side, luck.choice(offered.moves)), offered)]


def shuffled_together(sequences: list[list[Pick]], luck: Random) -> list[Pick]:
    """All picks, each side's own in their order."""
    order = [i for i, each in enumerate(sequences) for _ in each]
    luck.shuffle(order)
    waiting = [iter(each) for each in sequences]
    return [next(waiting[i]) for i in order]


def submitted(rules: Rules, state: State, picks: list[Pick]) -> tuple[State, tuple[Entry, ...]]:
    """What comes of picks; until the last nothing is told, and nobody is offered otherwise."""
    entries: tuple[Entry, ...] = ()
    for decision, offered in picks:
        assert entries == ()
        assert legal(rules, state, decision.side) == offered
        answer = step(rules, state, decision)
        assert isinstance(answer, Accepted)
        state, entries = answer.state, answer.entries
    return state, entries


# ---------------------------------------------------------------------------- sight


@SOME
@given(game=any_games)
def test_views_and_entries_show_no_hidden_track(game: Game) -> None:
    rules = game.rules
    for state in game.states:
        for who in (*rules.sides, PUBLIC):
            seers = {who} if who != PUBLIC else {*rules.sides}
            seen = {t.id for t in rules.tracks if t.seen_by is None or seers <= {*t.seen_by}}
            assert set(view(rules, state, who).tracks) == seen
    for entry in all_entries(game):
        for who in rules.sides:
            shown = entry.shown_to(who)
            if shown is not None and "track" in shown.values and shown.code != "revealed":
                track = rules.tracks[rules.index.tracks[str(shown.values["track"])]]
                assert track.seen_by is None or who in track.seen_by


# ---------------------------------------------------------------------------- many


PROPERTIES = (
    test_the_same_seed_and_decisions_give_the_same_digests_with_rules_compiled_anew,
    test_draws_elsewhere_shift_no_draw,
    test_tracks_counts_and_clocks_stay_within_their_bounds,
    test_the_log_tells_all_that_changed,
    test_a_game_ends_within_its_bound_of_decisions,
    test_somebody_can_decide_until_the_end_and_nobody_after_it,
    test_scores_lie_within_their_bounds,
    test_an_offer_of_listed_options_is_refused_only_for_what_no_list_can_say,
    test_the_text_of_a_decision_is_read_as_the_same_decision,
    test_views_and_entries_show_no_hidden_track,
)
WITH_LUCK = (
    test_what_is_listed_is_accepted_and_all_else_is_refused_and_changes_nothing,
    test_the_order_of_submitting_changes_nothing_in_a_together_phase,
)


@pytest.mark.slow(reason="It checks all properties on 2,000 drawn games instead of 50.")
@settings(max_examples=max(2000, settings().max_examples))
@given(game=any_games, luck=st.randoms(use_true_random=True))
def test_all_of_it_holds_in_thousands_of_games(game: Game, luck: Random) -> None:
    for test in PROPERTIES:
        inner(test)(game)
    for one in WITH_LUCK:
        inner(one)(game, luck)


def inner(test: Any) -> Callable[..., None]:
    """What a property test asks of one example."""
    found: Callable[..., None] = test.hypothesis.inner_test
    return found


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_each_shipped_scenario_is_played_to_its_end_within_all_bounds(path: Path) -> None:
    for seed, temper in enumerate(TEMPERS):
        game = played(as_it_is(path), seed, Player(Random(seed), temper))
        assert game.states[-1].outcome != NOTHING
        for test in PROPERTIES[2:7]:
            inner(test)(game)
