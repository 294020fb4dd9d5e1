"""One game at one screen that its people share: who sits there, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from game.bots.players import BotPlayers
from game.model.decisions import FACILITATOR, PUBLIC, FireInject, HoldInject, Move, ReleaseInject
from game.model.play import Accepted
from game.model.refusals import Refusal, refusal
from game.presenter.own_words import own_words
from game.presenter.read_marks import ReadMarks
from game.presenter.steps import DecisionKind, Step
from game.presenter.worded_game import WordedGame
from game.session.clock import DecisionTimer
from game.session.game import DecisionRequest, Game, Moment
from game.session.records.recorded_actions import Announce, HandOver, Rewind
from game.session.records.saved import Saving
from game.session.said_and_done import last_change_of_hands, last_decision
from game.session.talk import refuse_words, words_with
from game.session.translations import Translations


class HotSeat(WordedGame):
    """A game at a screen that people share: who sits there, what each has read and drafted."""

    def __init__(
        self,
        game: Game,
        seats: Mapping[str, str],
        saving: Saving | None = None,
        translations: Translations | None = None,
        code: str = "",
    ) -> None:
        """seats: by side, `me` or a bot, as the game began. code: the language to begin in, left
        out: the first."""
        self.deputy = self.seated = ""
        super().__init__(game, seats, translations, code)
        self.saving = saving
        """Where the game is saved, or can be; None where it can't."""
        self.scenario_files = saving.scenario_files if saving is not None else None
        """Gives the scenario's files, where they are known."""
        self.seated = self.only_side
        """The side whose people sit at the screen; empty: nobody, or everybody."""
        self.short_cards: bool | None = None
        """Whether cards show only what they do; None: that depends on how many there are."""
        self.decision_timer = DecisionTimer()
        self.bots = BotPlayers(game.rules, self.seats, game.moments[0].state.seed)
        self.read_marks = ReadMarks(game, self.people)
        self.deputy = ""
        """The side for which the facilitator takes the decision that is asked for now."""
        if game.lines:
            self.read_marks.mark_all_papers_read()
            self.read_marks.mark_read_up_to_last_action()

    def take_over(self, former: HotSeat) -> None:
        """Seats the people of a former version of the game, with what they had read and prepared.

        What they had selected and drafted is kept as far as the changed scenario still has it.
        """
        if former.seated in self.people:
            self.seated = former.seated
        if former.deputy in self.people:
            self.deputy = former.deputy
        self.short_cards = former.short_cards
        self.decision_timer = former.decision_timer
        self.read_marks.take_over(former.read_marks)
        if self.seated in self.state.to_move and self.seated in former.state.to_move:
            self.selection(self.seated).take_over(former.selection(self.seated))
        for (side, table), draft in former.preparations.offer_drafts.items():
            if side in self.seats and table in self.game.rules.scenario.tables:
                self.offer_draft(side, table).take_over(draft)

    @property
    def reader(self) -> str:
        """The side at the screen, whose pages are shown; PUBLIC where everybody may look."""
        return self.deputy or self.seated or self.only_side or PUBLIC

    # Who sits at the screen

    def seat(self, side: str) -> None:
        """Seats the people of a side at the screen; empty: everybody may look."""
        self.seated = side

    def mark_all_read(self) -> None:
        """Notes that everybody has read everything, and seats the side that is to decide."""
        self.read_marks.mark_all_read()
        if self.state.to_move and self.state.to_move[0] in self.people:
            self.seated = self.state.to_move[0]

    # What comes next

    def next_step(self) -> Step:
        """What is to be shown now."""
        if not self.state.to_move:
            return self._step_after_end()
        if self.deputy in self.state.to_move:
            return Step(self.decision_kind(), self.deputy, self.asking_inject)
        together = len(self.people) > 1 and not self.seated
        if together and not self.read_marks.has_read_papers(PUBLIC):
            return Step("situation", PUBLIC)
        unbriefed = self.sides_to_brief()
        if unbriefed:
            reader = unbriefed[0]
            return Step("briefing" if self.seated == reader else "curtain", reader)
        side = self.state.to_move[0]
        if side not in self.people:
            return Step("waiting", side)
        if self.seated != side:
            return Step("curtain", side)
        story = self.next_story(side)
        if story is not None:
            return story
        return Step(self.decision_kind(), side, self.asking_inject)

    def _step_after_end(self) -> Step:
        return self.next_story(self.only_side or PUBLIC) or Step("over")

    def sides_to_brief(self) -> list[str]:
        """The sides of people that have not read their papers; all do before anybody decides.

        The side at the screen reads first. The one that decides first reads last, and so stays.
        """
        unread = [side for side in self.people if not self.read_marks.has_read_papers(side)]
        first = self.state.to_move[0]
        return sorted(unread, key=lambda side: (side != self.seated, side == first))

    def mark_papers_read(self, side: str) -> None:
        """Notes that a side has read its papers; PUBLIC: that all have read the situation."""
        self.read_marks.mark_papers_read(side)

    def next_story(self, reader: str) -> Step | None:
        """The first page that a reader has not read; None where there is none."""
        return next(iter(self.read_marks.unread_pages(reader, self.asking_inject)), None)

    def mark_story_read(self, reader: str) -> None:
        """Notes that a reader has read the page that `next_story` gives."""
        self.read_marks.mark_page_read(reader, self.asking_inject)

    def current_decision(self) -> tuple[str, DecisionKind, int] | None:
        """What tells the decision to be taken now from all before it; None: none is to be taken."""
        if not self.state.to_move:
            return None
        return self.state.to_move[0], self.decision_kind(), last_change_of_hands(self.game)

    # Deciding

    def submit(self, side: str, moves: Sequence[Move]) -> Refusal | None:
        """Takes decisions of a side one after the other; the refusal of the first wrong one."""
        inject = self.asking_inject
        by_facilitator = self.deputy == side
        for move in moves:
            words = "" if by_facilitator else self.words_with(side, move)
            answer = self.game.decide(side, move, words, by_facilitator=by_facilitator)
            if isinstance(answer, Refusal):
                return answer
            self.forget_words(side)
        if inject:
            self.read_marks.mark_inject_read(side, inject)
        if by_facilitator:
            # The side's own people come back to the screen and learn what was decided for them.
            self.deputy, self.seated = "", self.only_side
        return None

    def write(self, side: str, words: str) -> Refusal | None:
        """Keeps what a side writes to go with its next offer or statement; empty: nothing.

        Returns why it is refused; None where it isn't.
        """
        asked = own_words(self, side)
        if asked is None:
            return refusal("no-talk")
        refused = refuse_words(self.game.rules.scenario, asked.kind, words.strip())
        if refused is None:
            self.preparations.words[side] = words.strip()
        return refused

    def written(self, side: str) -> str:
        """What a side has written to go with its next offer or statement."""
        return self.preparations.words.get(side, "")

    def words_with(self, side: str, move: Move) -> str:
        """What a side has written, if it goes with a decision."""
        kind = words_with(self.game.rules.scenario, self.view(side).phase, move)
        return self.written(side) if kind is not None else ""

    def forget_words(self, side: str) -> None:
        """Drops what a side has written, because it has decided."""
        self.preparations.words.pop(side, None)

    def think(self, request: DecisionRequest) -> Move:
        """What the bot of a side decides; it may take a while, and changes nothing in the game."""
        return self.bots.decide(self.game, request)

    # Saving

    @property
    def saved(self) -> Path | None:
        """The file in which the game is saved, if it is."""
        return self.saving.path if self.saving is not None else None

    @property
    def loses(self) -> bool:
        """Whether something would be lost if the game were left now."""
        return self.saving is not None and self.saving.loses

    def stop_saving(self) -> None:
        """Saves nothing from now on; what is on disk stays, whole up to the last decision."""
        if self.saving is not None:
            self.saving.stop()

    def close(self) -> None:
        """Closes the game's file, and ends the process in which its expert thinks."""
        self.bots.close()
        if self.saving is not None:
            self.saving.close()

    # What a trainer does

    def announce(self, text: str) -> Accepted | Refusal:
        """Announces something to everybody. Raises RecordError where it can't be saved."""
        return self.game.do(Announce(), text)

    @property
    def may_decide_for(self) -> str:
        """The side of people for which the facilitator can decide now; empty: there is none."""
        side = self.state.to_move[0] if self.state.to_move else ""
        return side if side in self.people and side != self.deputy else ""

    def decide_for(self, side: str) -> None:
        """Lets the facilitator take the decision that a side is asked for now."""
        self.deputy = self.seated = side
        self.preparations.forget_selections()

    def hand_over(self, side: str, player: str) -> Accepted | Refusal:
        """Hands the seat of a side over to people (`me`) or a bot.

        Raises RecordError where it can't be saved.
        """
        answer = self.game.do(HandOver(side, player))
        if isinstance(answer, Accepted):
            bots, self.bots = self.bots, BotPlayers(
                self.game.rules, self.seats, self.game.moments[0].state.seed
            )  # fmt: skip
            bots.close()
            self.read_marks.change_people(self.people)
            self.preparations.forget_selections()
            self.deputy = ""
            if self.seated not in self.people:
                self.seated = self.only_side
        return answer

    def last_decision(self) -> Moment | None:
        """The last decision of people here in the game as it stands; None where there is none."""
        return last_decision(self.game, self.people)

    def step_back(self, to: Moment | None = None) -> Accepted | Refusal | None:
        """Takes back a decision and all that followed; None where there is none.

        to: left out, the last decision of people here. Raises RecordError where it can't be saved.
        """
        last = to or self.last_decision()
        if last is None:
            return None
        answer = self.game.do(Rewind(last.before))
        self.read_marks.forget_after_step_back()
        self.preparations.forget_selections()
        self.seated = self.only_side
        return answer

    def fire(self, inject: str) -> Accepted | Refusal:
        """Makes an inject happen because the trainer wants it.

        Raises RecordError where it can't be saved.
        """
        self.preparations.forget_selections()
        return self.game.decide(FACILITATOR, FireInject(inject))

    def hold(self, inject: str) -> Accepted | Refusal:
        """Holds an inject, or releases it where it is held; nobody at the screen learns of it.

        Raises RecordError where it can't be saved.
        """
        return self.game.decide(FACILITATOR, self.holding(inject) or HoldInject(inject))

    def holding(self, inject: str) -> HoldInject | ReleaseInject | None:
        """Which of the two the trainer may decide about an inject; None where neither."""
        moves = (HoldInject(inject), ReleaseInject(inject))
        return next((m for m in moves if self.game.objection(FACILITATOR, m) is None), None)
