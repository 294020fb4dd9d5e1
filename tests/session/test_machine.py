"""Sessions in which anything is done in any order, beside an own account of what must be so.

Each is saved in a real file. It is closed, killed amid a line and gone on with, rewound and paused,
and its scenario's file is mended, broken or deleted meanwhile.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from collections import Counter
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any, NoReturn

import pytest
from account import Account, Told
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from recorded import line_of, values_of
from strategies.play import Player, Temper, nonsense
from strategies.scenarios import Drawn, built, real, text_of

from game.authoring.load import load
from game.authoring.reading.files import KeptFiles
from game.engine.digest import digest
from game.engine.legal import legal
from game.engine.view import view
from game.model.decisions import FACILITATOR, Decision
from game.model.play import Accepted
from game.model.refusals import Refusal
from game.model.scenario import Scenario
from game.model.version import RULES_VERSION
from game.rules.compile import compile_rules
from game.rules.compiled import Rules
from game.session.game import Game
from game.session.records.file import RecordFile, read_file
from game.session.records.record import FORMAT, RecordError, RecordLine
from game.session.records.recorded_actions import (
    Announce,
    HandOver,
    Message,
    Note,
    Pause,
    RecordedAction,
    Resume,
    Rewind,
    read_action,
)
from game.session.records.replay import replay, scenario_of
from game.session.records.saved import begin_saved, continue_saved
from game.session.selection import Selection

SEEDS = st.integers(0, 2**63 - 1)
EDGES = st.sampled_from([0, 2**63 - 1])
PLACES = st.integers(0, 2**16)
"""Which one of several, counted round and round."""
LUCK = st.binary(min_size=4, max_size=4)
NOTES = st.one_of(st.sampled_from(["", " \n", "Why not?\nC'est la vie", "\ud800"]), st.text())
WAYS_TO_CHANGE = ("mended", "broken", "deleted", "restored")

PLAIN = Temper()
AGREEING = Temper(offer=70, accept=85, walk=0, passing=5)
DARING = Temper(daring=40, nonsense=20, intervene=10)
MEDDLING = Temper(intervene=100, stop=10)

reached: Counter[str] = Counter()
"""How often something worth reaching was reached."""


@lru_cache(100)
def loaded(files: KeptFiles) -> Scenario:
    """The scenario of these files; it is read again and again."""
    return load(files)


@lru_cache(100)
def compiled(scenario: Scenario, version: int = RULES_VERSION) -> Rules:
    """The rules of a scenario, which are compiled again and again."""
    return compile_rules(scenario, version)


class Session(RuleBasedStateMachine):
    """One session, its account, and one who plays its file again line by line as it grows."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "session.game"
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(os, "fsync", lambda _file: None)  # nobody cuts the power here
        self.patch.setattr("game.session.records.replay.load", loaded)
        self.patch.setattr("game.session.records.replay.compile_rules", compiled)
        self.file: RecordFile | None = None

    @initialize(drawn=st.one_of(built(), built(), real()), seed=SEEDS)
    def begin(self, drawn: Drawn, seed: int) -> None:
        self.drawn = drawn
        self.change("restored")
        seats = dict.fromkeys(drawn.rules.sides, "uniform")
        self.game, self.file = begin_saved(self.path, drawn.kept, drawn.rules, seed, seats)
        self.account = Account(compiled(loaded(drawn.kept)), seed)
        self.bytes = self.path.read_bytes()
        """The whole lines in the file that have been looked at."""
        self.tail = b""
        """What else is in the file: a torn line, or one that was interrupted."""
        self.interrupted: tuple[Told, Accepted] | None = None
        """A line that is on disk and of which the game knows nothing."""
        self.looked_at = 0
        self.thoughts: dict[str, Selection] = {}
        self._check_header(seats)
        header = read_file(self.path).header
        assert scenario_of(header) == drawn.rules.scenario
        self.follower = Game(self.account.rules, header.seed)

    def _check_header(self, seats: dict[str, str]) -> None:
        assert self.bytes == line_of(
            {
                **{"communique": FORMAT, "rules": RULES_VERSION},
                **{"seed": self.account.seed, "seats": seats},
                **{"scenario": self.drawn.main, "files": self.drawn.files},
                "at": stamp_in(self.bytes),
                "digest": digest(self.account.rules, self.account.state),
            }
        )

    # Doing

    @rule(luck=LUCK, note=NOTES, temper=st.sampled_from([DARING, MEDDLING]), marked=st.booleans())
    def decide(self, luck: bytes, note: str, temper: Temper, marked: bool) -> None:
        self._decide(Player(Random(luck), temper), note, marked)

    @rule(luck=LUCK, count=st.integers(1, 8))
    def play_on(self, luck: bytes, count: int) -> None:
        self._play_on(Player(Random(luck), PLAIN), count)

    @rule(count=st.integers(1, 8), luck=LUCK)
    def come_to_terms(self, count: int, luck: bytes) -> None:
        self._play_on(Player(Random(luck), AGREEING), count)

    def _play_on(self, player: Player, count: int) -> None:
        """Several decisions, most of them legal; a game that is over begins anew some way back."""
        if self.account.paused:
            self._do(Resume())
        if not self.account.state.to_move:
            self._rewind(player.luck.randrange(len(self.account.states)), None)
        for _ in range(count):
            self._decide(player)

    def _decide(self, player: Player, note: str = "", marked: bool = False) -> None:
        rules, state = self.account.rules, self.account.state
        over = not state.to_move
        decision = nonsense(rules, player.luck) if over else player.decide(rules, state)
        expected = self.account.answer(decision, note)
        marked = marked and decision.side != FACILITATOR
        given = self.game.decide(decision.side, decision.move, note, by_facilitator=marked)
        self._check(given, decision, note, expected, facilitator=marked)
        player.told(given)

    @rule(place=PLACES)
    def time_out(self, place: int) -> None:
        side = self._thinker(place)
        moves = legal(self.account.rules, self.account.state, side).moves
        move = self.account.timed_out(side, moves)
        given = self.game.time_out(side)
        if move is None:
            assert code(given) == "not-your-turn"
            return
        decision = Decision(side, move)
        self._check(given, decision, "", self.account.answer(decision), timeout=True)

    @rule(place=PLACES, player=st.sampled_from(["me", "uniform", "expert", "nobody"]))
    def hand_over(self, place: int, player: str) -> None:
        sides = (*self.account.rules.sides, *self.account.rules.sides, "ghost")
        self._do(HandOver(sides[place % len(sides)], player))

    @rule(place=PLACES, to=PLACES, words=st.one_of(NOTES, st.just("x" * 500), st.just("x" * 501)))
    def tell(self, place: int, to: int, words: str) -> None:
        sides = self.account.rules.sides
        members = (*sides, "all", "ghost", f"{sides[0]}.ghost", *sides)
        self._do(Message(members[place % len(members)], members[to % len(members)]), words)

    @rule(deed=st.sampled_from([Pause(), Pause(), Resume(), Note(), Announce()]), words=NOTES)
    def be_more_than_a_game(self, deed: RecordedAction, words: str) -> None:
        self._do(deed, words)

    @rule(place=PLACES, luck=st.one_of(st.none(), EDGES, SEEDS))
    def rewind(self, place: int, luck: int | None) -> None:
        self._rewind(place % len(self.account.states), luck)

    @rule(place=PLACES, luck=st.integers(2**63, 10**19 - 1), far=st.booleans())
    def rewind_to_nowhere(self, place: int, luck: int, far: bool) -> None:
        """To a line that isn't there yet, or with a seed that is none."""
        lines = len(self.account.states)
        self._do(Rewind(lines + place) if far else Rewind(place % lines, luck))

    def _rewind(self, to: int, luck: int | None) -> None:
        reached["rewound while picks wait"] += any(self.account.state.picks)
        reached["rewound while paused"] += self.account.paused
        reached["rewound to a rewind"] += isinstance(self._deed(to), Rewind)
        reached["rewound an end"] += not self.account.state.to_move
        reached["rewound with new luck"] += luck is not None
        self._do(Rewind(to, luck))

    def _deed(self, line: int) -> RecordedAction | None:
        return self.account.told[line - 1].action if line else None

    def _do(self, deed: RecordedAction, note: str = "") -> None:
        expected = self.account.answer(deed, note)
        self._check(self.game.do(deed, note), deed, note, expected)

    def _check(
        self,
        given: Accepted | Refusal,
        deed: RecordedAction,
        note: str,
        expected: Accepted | str,
        *,
        timeout: bool = False,
        facilitator: bool = False,
    ) -> None:
        """Compares an answer with the one expected, and counts what was done."""
        if isinstance(expected, str):
            assert code(given) == expected, deed
            reached[f"refused: {expected}"] += 1
            return
        assert given == expected, deed
        told = self.account.telling(deed, note, timeout, expected, facilitator)
        self.account.add(told, expected)
        reached[type(deed).__name__] += 1
        reached["decided by the facilitator"] += facilitator
        reached["an interrupted line was replaced"] += self.interrupted is not None
        self.tail, self.interrupted = b"", None
        reached["timed out"] += timeout
        for entry in expected.entries:
            reached[entry.code] += 1

    # Thinking

    @rule(place=PLACES, luck=LUCK, count=st.integers(1, 3))
    def think(self, place: int, luck: bytes, count: int) -> None:
        rng = Random(luck)
        for _ in range(count):
            self._think(self._thinker(place), rng)

    @rule(luck=LUCK, place=PLACES, note=NOTES, meddled=st.booleans())
    def think_and_confirm(self, luck: bytes, place: int, note: str, meddled: bool) -> None:
        player = Player(Random(luck), PLAIN)
        for _ in range(6):
            if self.account.state.to_move and not self.account.picks_of_two:
                self._decide(player)
        self.think(place, luck, 3)
        if meddled:
            self._decide(Player(Random(luck), MEDDLING))
        self.confirm(place, note)

    def _think(self, side: str, luck: Random) -> None:
        """Thinks of one more pick: one shown as possible, one shown as refused, or any."""
        thought = self._thought(side)
        before, state = thought.picks, self.account.after(side, thought.picks)
        actions = list(self.account.rules.index.actions)
        shown = thought.asking().legal
        likely = [str(move) for move in shown.moves if str(move) in actions]
        refused_too = [id for id in (*before, *shown.refused) if id in actions]
        ways = [way for way in (likely, likely, refused_too, actions) if way]
        action = luck.choice(luck.choice(ways))
        refused, more = thought.add(action), (*before, action)
        assert thought.picks == (before if refused else more)
        if isinstance(state, str):  # what it thought of has become impossible meanwhile
            return
        room = self.account.picking(side, before, state)
        possible = room and not isinstance(self.account.after(side, more), str)
        assert (refused is None) == possible
        reached["thought of two"] += possible and len(before) == 1

    @rule(place=PLACES)
    def take_back(self, place: int) -> None:
        thinking = [side for side, thought in self.thoughts.items() if thought.picks]
        thought = self._thought(thinking[0] if thinking else self._side(place))
        before = thought.picks
        assert thought.undo() == bool(before)
        assert thought.picks == before[:-1]

    @rule(place=PLACES, note=NOTES)
    def confirm(self, place: int, note: str) -> None:
        side = self._thinker(place)
        thought = self._thought(side)
        before = thought.picks
        moves = self.account.moves(side, before)
        refused = thought.confirm(note)
        if isinstance(moves, str):
            assert refused is not None
            assert (refused.code, thought.picks) == (moves, before)
            return
        assert (refused, thought.picks) == (None, ())
        for i, move in enumerate(moves):
            decision, words = Decision(side, move), note if i == 0 else ""
            expected = self.account.answer(decision)
            assert isinstance(expected, Accepted)
            self._check(expected, decision, words, expected)
        reached["confirmed"] += bool(before)
        reached["confirmed, and passed"] += len(moves) > len(before) > 0

    def _side(self, place: int) -> str:
        sides = self.account.rules.sides
        return sides[place % len(sides)]

    def _thinker(self, place: int) -> str:
        """A side; twice as often one that is asked."""
        asked = self.account.state.to_move
        return asked[place % len(asked)] if asked and place % 3 else self._side(place)

    def _thought(self, side: str) -> Selection:
        return self.thoughts.setdefault(side, Selection(self.game, side))

    # What happens to the file

    @rule()
    def close_and_go_on(self) -> None:
        self._load()

    @rule(luck=LUCK, note=NOTES, cut=PLACES)
    def kill(self, luck: bytes, note: str, cut: int) -> None:
        """The process dies while it writes the line of a decision, or just after."""
        written = self._next(luck, note)
        if written is not None:
            told, answer = written
            line = told.line(len(self.account.states), "2026-03-05T09:30:00Z")
            self.tail = line[: 1 + cut % len(line)]
            self.interrupted = (told, answer) if self.tail == line else None
            self.path.write_bytes(self.bytes + self.tail)
        self._load()

    @rule(luck=LUCK, note=NOTES, place=PLACES, full=st.booleans())
    def fail_to_write(self, luck: bytes, note: str, place: int, full: bool) -> None:
        """The disk is full after a part of a line, or the player interrupts just there."""
        written = self._next(luck, note)
        if written is None:
            return
        error = OSError(errno.ENOSPC, "full") if full else KeyboardInterrupt()

        def write(file: int, data: bytes) -> NoReturn:
            _write(file, data[: place % len(data)])
            raise error

        _write = os.write
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "write", write)
            with pytest.raises(RecordError if full else KeyboardInterrupt):
                self.game.do(written[0].action, note)
        self.tail, self.interrupted = b"", None
        reached["unwritten"] += 1

    @rule(luck=LUCK, note=NOTES)
    def interrupt_when_written(self, luck: bytes, note: str) -> None:
        """The player interrupts when a line is on disk and the game hasn't counted it."""
        written, file = self._next(luck, note), self.file
        if written is None or file is None:
            return

        def keep(line: RecordLine) -> NoReturn:
            file.append(line)
            raise KeyboardInterrupt

        self.game.keep_with(keep)
        with pytest.raises(KeyboardInterrupt):
            self.game.do(written[0].action, note)
        self.game.keep_with(file.append)
        tail = self.path.read_bytes()[len(self.bytes) :]
        assert tail == written[0].line(len(self.account.states), stamp_in(tail))
        self.tail, self.interrupted = tail, written
        reached["interrupted"] += 1

    def _next(self, luck: bytes, note: str) -> tuple[Told, Accepted] | None:
        """What the next line could say, and what it leads to."""
        if not self.account.state.to_move:
            return None
        player = Player(Random(luck), PLAIN)
        decision = player.decide(self.account.rules, self.account.state)
        answer = self.account.answer(decision, note)
        if isinstance(answer, str):
            return None
        return self.account.telling(decision, note, False, answer), answer

    def _load(self) -> None:
        """Closes the file, as a process does that dies, and goes on with the game in it."""
        assert self.file is not None
        self.file.close()
        if self.interrupted is not None:
            reached["gone on while interrupted"] += 1
            self.account.add(*self.interrupted)
            self.tail, self.interrupted = b"", None
        self.game, self.file, record = continue_saved(self.path)
        assert record.torn == len(self.tail)
        assert self.game.rules.scenario == self.drawn.rules.scenario
        self.thoughts = {}
        self._check_all(self.game)
        reached["gone on"] += 1
        reached["gone on after a torn line"] += record.torn > 0
        reached["gone on while a question waits"] += bool(self.account.state.questions)
        reached["gone on while picks wait"] += any(self.account.state.picks)
        reached["gone on while paused"] += self.account.paused
        reached["gone on after the end"] += not self.account.state.to_move

    @rule(way=st.sampled_from(WAYS_TO_CHANGE))
    def change(self, way: str) -> None:
        """The scenario's author goes on with it."""
        path = self.folder / self.drawn.main
        match way:
            case "mended":
                data = {**self.drawn.data, "title": "Mended", "turns": 9}
                path.write_text(text_of(data), encoding="utf-8")
            case "broken":
                path.write_bytes(b"\xfftitle: [")
            case "deleted":
                path.unlink(missing_ok=True)
            case "restored":
                for name, text in self.drawn.files.items():
                    (self.folder / name).parent.mkdir(exist_ok=True)
                    (self.folder / name).write_bytes(text.encode("utf-8"))

    # What holds after each

    @invariant()
    def the_file_has_a_line_for_each_deed_and_says_what_was_done(self) -> None:
        if self.file is None:
            return
        data = self.path.read_bytes()
        assert data.startswith(self.bytes)
        assert data.endswith(self.tail)
        new = data[len(self.bytes) : len(data) - len(self.tail)]
        for line in new.splitlines(keepends=True):
            told = self.account.told[self.looked_at]
            self.looked_at += 1
            assert line == told.line(self.looked_at, stamp_in(line))
            self._follow(line)
        assert self.looked_at == len(self.account.told)
        self.bytes += new

    def _follow(self, line: bytes) -> None:
        """Plays one more line of the file again."""
        values = values_of(line)
        deed = read_action(values["do"])
        assert deed is not None
        note, timeout = values.get("note", ""), values.get("timeout", False)
        marks = {"timeout": timeout, "by_facilitator": values.get("facilitator", False)}
        assert isinstance(self.follower.do(deed, note, **marks, recorded=True), Accepted)
        assert self.follower.lines[-1].digest == values["digest"]

    @invariant()
    def the_game_stands_where_it_must(self) -> None:
        if self.file is None:
            return
        for game in (self.game, self.follower):
            assert game.state == self.account.state
            assert len(game.moments) == len(self.account.states)
            assert len(game.lines) == len(self.account.told)
            assert game.paused == self.account.paused
            assert dict(game.new_players) == self.account.players
        assert self.game.latest == self.account.entries[-1]
        assert stands(self.game) == self.account.paused
        last = len(self.account.told)
        for side, count in self.account.taken(last).items():
            assert self.game.asking(side).taken == count

    @invariant()
    def the_history_is_the_game_without_what_was_rewound(self) -> None:
        if self.file is None:
            return
        found = [(moment.state, moment.entries) for moment in self.game.history()]
        account = self.account
        assert found == [(account.states[n], account.entries[n]) for n in account.history]

    @invariant()
    def what_is_thought_of_is_shown_to_its_side_as_if_picked(self) -> None:
        for side, thought in self.thoughts.items():
            asking = thought.asking()
            after = self.account.after(side, thought.picks)
            before = self.game.asking(side)
            others = [other for other in self.account.rules.sides if other != side]
            for other in others:
                assert asking.view.picks.get(other) == before.view.picks.get(other)
            if not thought.picks:
                assert asking == before
            elif not isinstance(after, str) and self.account.picking(side, thought.picks, after):
                assert asking.legal == legal(self.account.rules, after, side)
                assert asking.view == view(self.account.rules, after, side)
                assert asking.taken == self.account.taken(len(self.account.told))[side]

    def _check_all(self, game: Game, *, with_words: bool = True) -> None:
        """Compares every line and moment of a game, and the words of messages if it has them."""
        account = self.account
        lines = [
            Told(
                n.action,
                n.note if with_words or not isinstance(n.action, Message) else told.note,
                n.timeout,
                n.digest,
                n.by_facilitator,
            )
            for n, told in zip(game.lines, account.told, strict=True)
        ]
        assert [moment.state for moment in game.moments] == account.states
        assert [moment.entries for moment in game.moments] == account.entries
        assert lines == account.told
        assert [line.number for line in game.lines] == list(range(1, len(account.states)))
        for line, moment in enumerate(game.moments):
            assert moment.taken == account.taken(line)
        assert game.paused == account.paused

    def teardown(self) -> None:
        if self.file is not None:
            self.file.close()
            self._check_all(self.game)
            self._check_all(self.follower, with_words=False)
            self.path.write_bytes(self.bytes)
            self._check_all(replay(read_file(self.path)))
            assert self.account.played_again() == self.account.state
            reached["lines"] += len(self.account.told)
            self.file = None
        self.patch.undo()
        shutil.rmtree(self.folder)


def code(answer: Accepted | Refusal) -> str:
    assert isinstance(answer, Refusal), "accepted"
    return answer.code


def stamp_in(line: bytes) -> str:
    """The time that stands in a line, which is one."""
    at = values_of(line)["at"]
    assert isinstance(at, str)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", at)
    return at


def stands(game: Game) -> bool:
    """Whether the game's clock stands still."""
    now = game.clock.now()
    return all(game.clock.now() == now for _ in range(1000))


TIMES = max(50, settings().max_examples)
SURE = (
    *("agreed", "asked", "answered", "ended", "promised", "revealed", "undisclosed", "injected"),
    *("timed out", "confirmed", "thought of two", "unwritten", "interrupted"),
    *("rewound while picks wait", "rewound to a rewind", "rewound an end", "rewound with new luck"),
    *("gone on", "gone on after a torn line", "gone on while paused", "gone on after the end"),
    *("refused: paused", "refused: not-paused", "refused: over", "refused: no-words"),
    *("refused: no-such-line", "refused: no-such-seed", "refused: unknown-who"),
    *("Announce", "HandOver", "Message", "decided by the facilitator", "refused: too-long"),
)
RARE = (
    *("collapsed", "expired", "lapsed", "kept", "broken", "confirmed, and passed"),
    *("gone on while a question waits", "gone on while picks wait", "gone on while interrupted"),
    "an interrupted line was replaced",
)
"""What sessions must reach, some of them only where there are many, or they try too little."""


BATCH = 10
"""After ten sessions Hypothesis would try each once more, five times, with hardly a change."""


@pytest.mark.parametrize(
    ("batches", "rules", "likely"),
    [
        (TIMES // BATCH - 1, 40, SURE),
        pytest.param(
            *(2 * TIMES // 5, 80, SURE + RARE),
            marks=pytest.mark.slow(reason="Rare events need four times as many, longer sessions."),
        ),
    ],
    ids=["some", "many"],
)
def test_whatever_is_done_in_a_session_its_game_and_file_say_just_that(
    batches: int, rules: int, likely: tuple[str, ...]
) -> None:
    reached.clear()
    how = settings(max_examples=BATCH, stateful_step_count=rules)
    luck = Random(batches) if how.derandomize else Random()
    run: Any = run_state_machine_as_test  # some versions of Hypothesis leave it untyped
    for _ in range(batches):
        sessions = seed(luck.randrange(2**32))(Session)
        run(sessions, settings=how)
    print(*reached.most_common(), sep="\n")
    assert [what for what in likely if not reached[what]] == []
