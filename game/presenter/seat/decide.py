"""What is asked of a side now, with the sentence that says so."""

from __future__ import annotations

from attrs import frozen

from game.model.play import View
from game.presenter.cards.decision_cards import DecisionCard, answer_cards
from game.presenter.cards.picking import chosen_sentence, is_together, others_to_choose
from game.presenter.cards.question_notes import (
    StakeRow,
    notes_on_question,
    secrecy_of_answer,
    stake_rows,
)
from game.presenter.debriefing.take_home import take_home
from game.presenter.offers.clauses import package_clauses
from game.presenter.seat.actions import ActionsToPick, actions_to_pick
from game.presenter.seat.buttons import ConfirmButton, Weight
from game.presenter.seat.context import Opened, SeatContext
from game.presenter.seat.ending import EndedGame, game_over
from game.presenter.seat.shared_tabs import SharedTabs
from game.presenter.seat.talks import TableToSpeakAt, table_to_speak_at
from game.presenter.stories.story_pages import StoryPage, inject_page
from game.presenter.worded_game import WordedGame
from game.session.offer_draft import visited
from game.words.sentences import capital, number
from game.words.wording import Wording


@frozen
class Waiting:
    """Nothing is asked of the side now."""

    kind = "waiting"

    others: str
    """Who decides."""
    about: str
    """What one can do meanwhile."""
    chosen: str
    """What the side has confirmed already and the others don't see; may be empty."""
    offer: tuple[str, ...]
    """The side's own offer that stands at the table, issue by issue; empty where none stands."""
    worth: str
    """What that offer is worth to the side, beside its reserve; empty where that isn't known."""


def waiting_for(worded: WordedGame, side: str) -> Waiting:
    """What a side sees while others decide."""
    words, view = worded.words, worded.view(side)
    table = visited(view)
    offer: tuple[str, ...] = ()
    worth = ""
    if table is not None and table.proposer == side and table.offer is not None:
        offer = package_clauses(words, table.id, table.offer)
        own, reserve = table.worths.get(side), table.reserves.get(side)
        if own is not None and reserve is not None:
            worth = words.say("seat.waiting.worth", worth=number(own), reserve=number(reserve))
    deciding = [other for other in view.to_move if other != side]
    by_people = any(other in worded.people for other in deciding)
    about = words.say("seat.waiting.about" if by_people else "seat.waiting.bot")
    return Waiting(words.naming.sides(deciding), about, chosen_sentence(worded, side), offer, worth)


@frozen
class QuestionToAnswer:
    """A question to a side."""

    kind = "question"

    fingerprint: str
    inject: str
    is_vote: bool
    story: StoryPage
    notes: tuple[str, ...]
    stakes: tuple[StakeRow, ...]
    """Of a vote, what its results surely mean for the side's score, the sum last."""
    secrecy: str
    """Who learns the answer, and when."""
    answers: tuple[DecisionCard, ...]
    confirm: ConfirmButton | None
    """Gives an answer whose id follows what it confirms; None without the pen."""
    waits_for_pen: str
    """Who gives the answer, as a sentence; empty for the one who does."""


def question_to_answer(worded: WordedGame, side: str, context: SeatContext) -> QuestionToAnswer:
    """The question that a side is to answer now. Raises ValueError where it is asked none."""
    words, question = worded.words, worded.view(side).question
    if question is None:
        raise ValueError("no question is asked")
    paused = words.say("refused.paused") if context.paused else ""
    is_vote = bool(words.body_that_votes(question.inject))
    label = words.say("seat.ballot" if is_vote else "seat.answer")
    weight: Weight = "filled" if is_vote else "outline"
    confirm = ConfirmButton("answer:", label, weight, closed=paused)
    return QuestionToAnswer(
        context.fingerprint,
        question.inject,
        is_vote,
        inject_page(worded, side, question.inject),
        notes_on_question(worded, side, question, with_stakes=False),
        stake_rows(worded, side, question),
        secrecy_of_answer(worded, question),
        answer_cards(words, side, question.inject, worded.asking(side).legal),
        confirm if context.holds_pen else None,
        "" if context.holds_pen else words.say("seat.answer.pen"),
    )


Decide = ActionsToPick | QuestionToAnswer | TableToSpeakAt | Waiting | EndedGame
"""What the first tab shows."""


def what_to_decide(shared: SharedTabs, context: SeatContext, opened: Opened) -> tuple[str, Decide]:
    """The sentence that says what is asked of a side, and what it decides with."""
    worded, side = shared.worded, shared.side
    words, view = worded.words, worded.view(side)
    if not view.to_move:
        after = shared.after
        home = take_home(after, side, context.device) if after is not None else None
        over = game_over(worded, side, home, context.own.seat)
        return over.ending.outcome, over
    if side not in view.to_move:
        waiting = waiting_for(worded, side)
        others = capital(waiting.others)
        return words.counted("seat.asked.waiting", len(view.to_move), sides=others), waiting
    match worded.decision_kind():
        case "question":
            question = view.question
            of_vote = words.body_that_votes(question.inject) if question is not None else ""
            key = "seat.asked.vote" if of_vote else "seat.asked.question"
            asked = words.say(key, side=words.naming.side_inside(side), body=of_vote)
            return asked, question_to_answer(worded, side, context)
        case "table":
            table = table_to_speak_at(shared.table, context, opened)
            return _asked_at_table(words, view, side, drafts=table.drafts), table
        case "actions":
            return _asked_to_pick(worded, side), actions_to_pick(worded, side, context)


def _asked_at_table(words: Wording, view: View, side: str, *, drafts: bool) -> str:
    table = visited(view)
    if table is None or not table.has_offer_to(side):
        key = "seat.asked.table" if drafts else "seat.asked.table.none"
        return words.say(key, side=words.naming.side_inside(side))
    if table.proposer is None:
        return words.say("seat.asked.table.outside")
    return words.say("seat.asked.table.offer", side=words.naming.side_inside(table.proposer))


def _asked_to_pick(worded: WordedGame, side: str) -> str:
    """As in `Choose two moves for Europe. China chooses at the same time, unseen.`"""
    words, view, others = worded.words, worded.view(side), others_to_choose(worded, side)
    name = words.naming.side_inside(side)
    if not is_together(worded):
        return words.say("seat.asked.next", side=name)
    count, numerals = max(1, view.picks_left), words.say("seat.numerals").split()
    numeral = numerals[count - 1] if count <= len(numerals) else str(count)
    more = ".more" if view.picks.get(side) else ""
    asked = words.counted(f"seat.asked.pick{more}", count, numeral=numeral, side=name)
    if not others:
        return asked
    unseen = words.counted(
        "seat.asked.unseen", len(others), sides=capital(words.naming.sides(others))
    )
    return f"{asked} {unseen}"
