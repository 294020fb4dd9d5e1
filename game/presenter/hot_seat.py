"""One game at one screen: who sits there, what they have not read yet, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from attrs import evolve, frozen

from game.bots.process import ExpertProcess
from game.bots.seats import EXPERT, ME, bots
from game.engine.pending import phase_of
from game.engine.refusals import refuse
from game.engine.view import view
from game.model.decisions import FACILITATOR, PUBLIC, Decision, Inject, Move
from game.model.frozen import FrozenMap
from game.model.play import Accepted, Entry, Refusal, State, View
from game.rules.compile import compile_rules
from game.rules.compiled import ActionsRules, VisitRules
from game.session.decision_timer import DecisionTimer
from game.session.driver import MOST_TRIES
from game.session.game import DecisionRequest, Game, Moment
from game.session.recorded_actions import Rewind
from game.session.saved import Saving
from game.session.selection import Selection
from game.session.translations import Translations
from game.words.language import language
from game.words.wording import Wording

T = TypeVar("T")
Batches = list[tuple[int, tuple[Entry, ...]]]
_KNOWN = 2000
"""So many things are kept at most, of each kind, that need not be worked out again."""


PACTS = ("agreed", "collapsed", "lapsed")
"""What becomes of a table, and is told as a story."""


@frozen
class Step:
    """What comes next at the screen.

    kind: situation (for all) · curtain · briefing · news · pact (what became of a table) ·
    stage (another one has begun) · question · table · actions · waiting (a bot thinks) · over.
    """

    kind: str
    side: str = ""
    inject: str = ""
    table: str = ""
    stage: str = ""
    before: str = ""
    """The stage that was before that one."""


class HotSeat:
    """The people at one screen, and their game."""

    def __init__(
        self,
        game: Game,
        seats: Mapping[str, str],
        saving: Saving | None = None,
        translations: Translations | None = None,
        code: str = "",
    ) -> None:
        self.game = game
        self.seats = FrozenMap(seats)
        self.saving = saving
        self.kept = saving.kept if saving is not None else None
        """Gives the scenario's files, where they are known."""
        self.translations = translations or Translations(game.rules.scenario)
        self.people = tuple(side for side, who in seats.items() if who == ME)
        self.at = self.people[0] if len(self.people) == 1 else ""
        """Whose people sit at the screen; empty: nobody, or everybody."""
        self.drafts: dict[tuple[str, str], dict[str, str]] = {}
        """By side and table, the offer that is put together."""
        self.drafts_before: dict[tuple[str, str], list[dict[str, str]]] = {}
        """By side and table, what the draft was before each change since the last decision."""
        self.short_cards: bool | None = None
        """Whether cards say what they do and no more; None: as their number suggests."""
        self.watch = DecisionTimer()
        """The time that people have."""
        own = {side: who for side, who in seats.items() if who != EXPERT}
        self._bots = bots(game.rules, own, game.moments[0].state.seed)
        self._thinker = ExpertProcess(game.rules.scenario, seats, game.moments[0].state.seed)
        self._tentative: tuple[object, Selection] | None = None
        self.unspoken = ""
        """A language that was wished for, and whose texts have mistakes."""
        self._read = dict.fromkeys((*self.people, PUBLIC), 0)
        """By reader, up to which moment of the game's history it has read the news."""
        self._briefed = {*self.people, PUBLIC} if game.lines else set()
        """Who has read its papers; PUBLIC: all together have read the situation."""
        self._stories: dict[str, set[tuple[int, int]]] = {}
        """By reader, the stories it has read: a moment of the history, and a place in it."""
        self._views: dict[tuple[int, str], View] = {}
        self._asked: dict[tuple[int, str], DecisionRequest] = {}
        self._records: dict[tuple[int, str], Batches] = {}
        self._fresh: dict[tuple[int, str], int] = {}
        if game.lines:
            self.catch_up_to_last()
        self.speak(code or self.translations.codes[0])

    def catch_up_to_last(self) -> None:
        """Everybody has read what came before the last thing that was done."""
        self._read = dict.fromkeys(self._read, max(0, len(list(self.game.history())) - 1))

    def caught_up(self) -> None:
        """Everybody has read all there is, their papers too; who is to decide sits down."""
        self._read = dict.fromkeys(self._read, len(list(self.game.history())))
        self._briefed.update((*self.people, PUBLIC))
        if self.state.to_move and self.state.to_move[0] in self.people:
            self.at = self.state.to_move[0]

    # Words

    def speak(self, code: str) -> None:
        """Goes on in another of the scenario's languages, where it has it without mistakes."""
        scenario = self.translations.spoken((code,))
        best = self.translations.best((code,))
        self.unspoken = best if best != scenario.language else ""
        if scenario.language != self.game.rules.scenario.language:
            self.game.retell(compile_rules(scenario))
            self._views.clear()
            self._asked.clear()
            self._records.clear()
            self._tentative = None
        self.words = Wording(scenario, language(scenario.language))

    # What comes next

    @property
    def state(self) -> State:
        """The game as it stands."""
        return self.game.state

    def next(self) -> Step:
        """What is to be shown now."""
        if not self.state.to_move:
            return self._over()
        if len(self.people) > 1 and not self.at and PUBLIC not in self._briefed:
            return Step("situation", PUBLIC)
        reader = next(iter(self.to_read()), "")
        if reader:
            return Step("briefing" if self.at == reader else "curtain", reader)
        side = self.state.to_move[0]
        if side not in self.people:
            return Step("waiting", side)
        if self.at != side:
            return Step("curtain", side)
        told = self.told(side)
        if told is not None:
            return told
        asked = self.asked()
        return Step(asked, side, self._asking_inject() if asked == "question" else "")

    def to_read(self) -> list[str]:
        """The sides of people here that have not read their papers: all do before anybody decides.

        Who sits at the screen reads first; who decides first reads last, and so stays there.
        """
        unread = [side for side in self.people if side not in self._briefed]
        first = self.state.to_move[0]
        return sorted(unread, key=lambda side: (side != self.at, side == first))

    def asked(self) -> str:
        """What a side that is to decide is asked: a `question`, at a `table`, or for `actions`."""
        if self.state.questions:
            return "question"
        at_table = isinstance(phase_of(self.game.rules, self.state), VisitRules)
        return "table" if at_table else "actions"

    def decision(self) -> tuple[str, str, int] | None:
        """Which decision is to be taken now, told from all that were before; None: none is."""
        if not self.state.to_move:
            return None
        return self.state.to_move[0], self.asked(), self._decided()

    def _decided(self) -> int:
        """The last line in which a side decided, or the game was stepped back."""
        for number in range(len(self.game.moments) - 1, 0, -1):
            line = self.game.moments[number].line
            deed = line.deed if line is not None else None
            own = isinstance(deed, Decision) and deed.side != FACILITATOR
            if own or isinstance(deed, Rewind):
                return number
        return 0

    def _over(self) -> Step:
        reader = self.people[0] if len(self.people) == 1 else PUBLIC
        return self.told(reader) or Step("over")

    def _asking_inject(self) -> str:
        return list(self.game.rules.scenario.injects)[self.state.questions[0]]

    def seat(self, side: str) -> None:
        """Somebody of a side sits down at the screen; empty: everybody may look."""
        self.at = side

    def briefed(self, side: str) -> None:
        """A side has read its papers; PUBLIC: all have read the situation."""
        self._briefed.add(side)

    # News

    def told(self, reader: str) -> Step | None:
        """The first story that a reader has not read; None where there is none."""
        return next((told for _, told in self._unread(reader)), None)

    def read(self, reader: str) -> None:
        """A reader has read that story."""
        for key, _ in self._unread(reader):
            self._stories.setdefault(reader, set()).add(key)
            return

    def _unread(self, reader: str) -> Iterator[tuple[tuple[int, int], Step]]:
        """The stories that a reader has not read: a moment of the history and a place, and what.

        Not the one that puts a question now: it is told with it.
        """
        waiting = self._asking_inject() if self.state.questions and self.state.to_move else ""
        stage = ""
        for number, moment in enumerate(self.game.history()):
            for place, entry in enumerate(moment.entries):
                before = stage
                if entry.code == "stage":
                    stage = str(entry.values["stage"])
                shown, key = entry.shown_to(reader), (number, place)
                if shown is None or self._has_read(reader, key):
                    continue
                if shown.code == "stage" and before:
                    yield key, Step("stage", reader, stage=stage, before=before)
                elif shown.code in PACTS:
                    yield key, Step("pact", reader, table=str(shown.values["table"]))
                elif shown.code == "injected" and shown.values["inject"] != waiting:
                    yield key, Step("news", reader, str(shown.values["inject"]))

    def _has_read(self, reader: str, key: tuple[int, int]) -> bool:
        """Whether a reader knows a story; everybody knows what each side of people has read."""
        if key[0] < self._read.get(reader, 0) or key in self._stories.get(reader, ()):
            return True
        return reader == PUBLIC and all(self._has_read(side, key) for side in self.people)

    def consequences(self, reader: str, inject: str) -> tuple[Entry, ...]:
        """What followed from an inject when it last happened, as far as a reader may know."""
        found: tuple[Entry, ...] = ()
        for moment in self.game.history():
            entries = [e for each in moment.entries if (e := each.shown_to(reader)) is not None]
            for place, entry in enumerate(entries):
                if entry.code == "injected" and entry.values["inject"] == inject:
                    found = tuple(_of_inject(entries[place + 1 :], inject))
        return found

    # Deciding

    def asking(self, side: str) -> DecisionRequest:
        """What is asked of a side."""
        return _once(self._asked, (len(self.game.moments), side), self.game.asking)

    def selection(self, side: str) -> Selection:
        """The picks that a side thinks of in this phase."""
        key = (side, self.state.turn, self.state.phase, self.state.picks)
        if self._tentative is None or self._tentative[0] != key:
            self._tentative = (key, Selection(self.game, side))
        return self._tentative[1]

    def submit(self, side: str, moves: Sequence[Move]) -> Refusal | None:
        """Takes decisions of a side, one after the other; why the first wrong one can't be."""
        self.drafts_before.clear()
        asked = self._asking_inject() if self.state.questions else ""
        for move in moves:
            answer = self.game.decide(side, move)
            if isinstance(answer, Refusal):
                return answer
        if asked:
            unread = [key for key, told in self._unread(side) if told.inject == asked]
            self._stories.setdefault(side, set()).update(unread)
        return None

    def think(self, asking: DecisionRequest) -> Move:
        """What the bot in a seat decides; it takes a while, and touches nothing of the game.

        What would be refused is not taken: it is told why, and thinks again.
        """
        state = self.state
        for _ in range(MOST_TRIES):
            move = self._think(asking)
            refused = refuse(self.game.rules, state, Decision(asking.side, move))
            if refused is None or self.state is not state:
                return move
            asking = evolve(asking, refused=(*asking.refused, refused))
        raise RuntimeError(f"{asking.side} was refused {MOST_TRIES} times, at last {move}")

    def _think(self, asking: DecisionRequest) -> Move:
        if self._thinker.thinks_for(asking.side):
            return self._thinker(asking)
        return self._bots[asking.side](asking)

    @property
    def saved(self) -> Path | None:
        """The file in which the game is saved, if it is."""
        return self.saving.path if self.saving is not None else None

    @property
    def loses(self) -> bool:
        """Whether something would be lost if the game were left now."""
        return self.saving is not None and self.saving.loses

    def stop_saving(self) -> None:
        """From now on nothing is kept; what is on disk stays, whole up to the last decision."""
        if self.saving is not None:
            self.saving.stop()

    def close(self) -> None:
        """Lets go of the game's file, and of the process in which its expert thinks."""
        self._thinker.close()
        if self.saving is not None:
            self.saving.close()

    # What a trainer does

    def last_decision(self) -> Moment | None:
        """The last decision of people here in the game as it stands; None where there is none."""
        found = None
        for moment in self.game.history():
            deed = moment.line.deed if moment.line is not None else None
            if isinstance(deed, Decision) and deed.side in self.people:
                found = moment
        return found

    def whole_turn(self) -> list[Moment]:
        """What the team that decided last has decided in that turn, the last decision among it."""
        last = self.last_decision()
        if last is None:
            return []
        return [
            moment
            for moment in self.game.history()
            if _by(moment) == _by(last) and self._turn_of(moment) == self._turn_of(last)
        ]

    def decided_by(self, moment: Moment) -> str:
        """Whose decision a moment came of; empty: nobody's."""
        return _by(moment)

    def _turn_of(self, moment: Moment) -> int:
        """The turn in which something was done."""
        return self.game.moments[moment.before].state.turn

    def picks_before(self, moment: Moment) -> tuple[str, ...]:
        """The actions that a side had picked unseen in the same phase before a decision of its."""
        before = self.game.moments[moment.before].state
        picking = isinstance(phase_of(self.game.rules, before), ActionsRules)
        return self.picked(_by(moment), before) if picking and not before.questions else ()

    def picked(self, side: str, state: State | None = None) -> tuple[str, ...]:
        """The actions that a side has picked, unseen, in the phase of a state; left out: now."""
        rules = self.game.rules
        picks = (state or self.state).picks[rules.index.sides[side]]
        return tuple(rules.slots[slot].action for slot in picks)

    def step_back(self, to: Moment | None = None) -> Accepted | Refusal | None:
        """Takes back a decision and all that followed; None: there is none.

        to: left out, the last decision of people here. Raises RecordError where that can't be kept.
        """
        last = to or self.last_decision()
        if last is None:
            return None
        answer = self.game.do(Rewind(last.before))
        here = len(list(self.game.history())) - 1
        self._read = {reader: min(n, here) for reader, n in self._read.items()}
        self._stories = {
            reader: {(n, place) for n, place in read if n < here}
            for reader, read in self._stories.items()
        }
        self._tentative = None
        self.drafts_before.clear()
        self.at = self.people[0] if len(self.people) == 1 else ""
        return answer

    def fire(self, inject: str) -> Accepted | Refusal:
        """An inject happens because the trainer wants it. Raises RecordError."""
        self._tentative = None
        return self.game.decide(FACILITATOR, Inject(inject))

    # Looking back

    def view(self, who: str) -> View:
        """What somebody may know now."""
        return self._view(len(self.game.moments) - 1, who)

    def _view(self, number: int, who: str) -> View:
        state = self.game.moments[number].state
        make = partial(view, self.game.rules, state)
        return _once(self._views, (number, who), make)

    def boards(self, who: str) -> list[View]:
        """What somebody knew as each turn began, and knows now."""
        begun: dict[int, int] = {}
        for number in self._path():
            begun.setdefault(max(self.game.moments[number].state.turn, 1), number)
        return [self._view(number, who) for number in begun.values()] + [self.view(who)]

    def _path(self) -> list[int]:
        numbers, number = [], len(self.game.moments) - 1
        while number:
            numbers.append(number)
            number = self.game.moments[number].before
        return [0, *reversed(numbers)]

    def record(self, who: str) -> Batches:
        """What happened as far as somebody may know, in batches, each with its turn."""
        return _once(self._records, (len(self.game.moments), who), self._recorded)

    def _recorded(self, who: str) -> Batches:
        turn, found = 0, []
        for moment in self.game.history():
            batch: list[Entry] = []
            for entry in _recorded(moment, who):
                if entry.code == "turn":
                    if batch:
                        found.append((turn, tuple(batch)))
                        batch = []
                    turn = int(str(entry.values["turn"]))
                batch.append(entry)
            if batch:
                found.append((turn, tuple(batch)))
        return found

    def fresh(self, side: str) -> int:
        """How many entries of a side's record, the last ones, are new since it last decided."""
        return _once(self._fresh, (len(self.game.moments), side), self._since)

    def _since(self, side: str) -> int:
        moments = list(self.game.history())
        own = [_by(moment) == side for moment in moments]
        last = max((i for i, mine in enumerate(own) if mine), default=0)
        if not last:
            return 0
        while own[last - 1]:
            last -= 1  # what was confirmed in one go
        return sum(1 for moment in moments[last:] for _ in _recorded(moment, side))


def _by(moment: Moment) -> str:
    """Whose decision a moment came of; empty: nobody's."""
    deed = moment.line.deed if moment.line is not None else None
    return deed.side if isinstance(deed, Decision) else ""


def _recorded(moment: Moment, who: str) -> Iterator[Entry]:
    """What stands of a moment in somebody's record."""
    for each in moment.entries:
        entry = each.shown_to(who)
        if entry is not None and entry.code != "dealt":
            yield entry


def _once(known: dict[tuple[int, str], T], key: tuple[int, str], make: Callable[[str], T]) -> T:
    """What somebody knows at a moment, worked out once: it is asked for all the time."""
    if key not in known:
        if len(known) >= _KNOWN:
            known.clear()
        known[key] = make(key[1])
    return known[key]


def _of_inject(entries: Iterable[Entry], inject: str) -> Iterable[Entry]:
    """The entries that follow from an inject, until something else happens."""
    for entry in entries:
        cause = entry.cause
        if entry.code in ("turn", "phase", "injected", "acted", "asked", "ended"):
            return
        if cause is not None and cause.kind == "inject" and cause.path == f"injects/{inject}":
            yield entry
