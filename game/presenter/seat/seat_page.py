"""Everything that the page of a participant shows, in one language."""

from __future__ import annotations

from attrs import evolve, frozen

from game.engine.pending import phase_of
from game.presenter.badges import SideBadge, badge_of, side_badges
from game.presenter.seat.actions import ActionsToPick
from game.presenter.seat.context import TABS, Opened, SeatContext, TabName
from game.presenter.seat.decide import Decide, what_to_decide
from game.presenter.seat.dossier import PapersTab
from game.presenter.seat.ending import EndedGame
from game.presenter.seat.messages import MessagesTab
from game.presenter.seat.record import RecordTab
from game.presenter.seat.shared_tabs import SharedTabs
from game.presenter.seat.state import StateTab
from game.presenter.seat.talks import TableToSpeakAt
from game.presenter.seat.team import (
    PenLine,
    TeamLine,
    hands_sentence,
    pen_line,
    seat_name,
    team_lines,
)
from game.presenter.statements import StatementTexts
from game.presenter.stories.story_pages import StoryPage
from game.presenter.worded_game import WordedGame
from game.rules.compiled import VisitRules
from game.session.offer_draft import visited
from game.words.sentences import capital
from game.words.wording import Wording


@frozen
class TabLink:
    """One of the tabs."""

    name: TabName
    label: str
    new: int
    """How much is new in it; 0: nothing, or that isn't counted."""
    new_label: str
    """The same in words; empty where nothing is new."""
    is_current: bool


@frozen
class SeatPage:
    """The page of a participant."""

    opened: Opened
    side: str
    badge: SideBadge
    badges: tuple[SideBadge, ...]
    """Those of all sides, and that of what comes from outside."""
    title: str
    """Who the reader is: a seat, or the side."""
    subtitle: str
    """The table, where there are several, and the side or the first name; may be empty."""
    turn: str
    phase: str
    asked: str
    """What is asked of the side now, in a sentence or two."""
    step: str
    """Tells one decision of the side from another; a page leads to the head of a new one."""
    paused: str
    """That the game is paused; empty where it isn't."""
    bot: str
    """That a bot plays for the side now; empty where its people do."""
    minutes: int
    pen: PenLine
    hand_up: bool
    hands: str
    """Who else has raised a hand; empty where nobody has."""
    team: tuple[TeamLine, ...]
    tabs: tuple[TabLink, ...]
    news: tuple[StoryPage, ...]
    statements: StatementTexts | None
    """What all sides have told the press since this one last decided; None: nothing."""
    decide: Decide
    state: StateTab
    papers: PapersTab
    messages: MessagesTab
    record: RecordTab

    @property
    def is_asked(self) -> bool:
        """Whether the side is to decide something now."""
        return self.decide.kind not in ("waiting", "over")


def seat_page(
    worded: WordedGame,
    side: str,
    context: SeatContext,
    opened: Opened | None = None,
    shared: SharedTabs | None = None,
) -> SeatPage:
    """The page of a participant. opened: left out, the first tab.

    shared: what other devices of the side were shown, if nothing has changed since.
    """
    opened, shared = opened or Opened(), shared or SharedTabs(worded, side)
    worded = shared.worded
    words = worded.words
    asked, decide = what_to_decide(shared, context, opened)
    messages = shared.messages(context.own.seat, context.read, context.occupied)
    seat = seat_name(words, side, context.own.seat)
    talks_again = isinstance(decide, EndedGame) and decide.talks_again
    name = words.naming.side(side)
    return SeatPage(
        opened=opened,
        side=side,
        badge=badge_of(words.scenario, side),
        badges=(*side_badges(words.scenario), badge_of(words.scenario, "")),
        title=seat or name,
        subtitle=_subtitle(words, context, name if seat else context.own.name),
        turn=_turn(worded, side),
        phase=_phase(worded, side),
        asked=asked,
        step=f"{decide.kind} {worded.game.moments[-1].taken[side]}{' again' * talks_again}",
        paused=words.say("refused.paused") if context.paused else "",
        bot="" if side in worded.people else words.say("seat.bot"),
        minutes=context.minutes,
        pen=pen_line(words, side, context),
        hand_up=context.own.hand,
        hands=hands_sentence(words, side, context),
        team=team_lines(words, side, context),
        tabs=tuple(_tab(words, tab, opened, decide, messages) for tab in TABS),
        news=shared.news,
        statements=shared.statements,
        decide=decide,
        state=shared.state,
        papers=shared.papers(context.own.seat),
        messages=messages,
        record=shared.record(opened.show, opened.turn),
    )


def turn_page(page: SeatPage, opened: Opened, shared: SharedTabs) -> SeatPage:
    """The same page with another tab or another part of the record, but the same issue."""
    return evolve(
        page,
        opened=opened,
        tabs=tuple(evolve(each, is_current=each.name == opened.tab) for each in page.tabs),
        record=shared.record(opened.show, opened.turn),
    )


def keep_words(page: SeatPage, to: str, words: str) -> SeatPage:
    """The same page with what was typed and could not be sent.

    to: the addressee of a message; empty: the words were to go with a decision.
    """
    if to:
        return evolve(page, messages=evolve(page.messages, to=to, written=words))
    decide = page.decide
    if not isinstance(decide, ActionsToPick | TableToSpeakAt) or decide.note is None:
        return page
    return evolve(page, decide=evolve(decide, note=evolve(decide.note, words=words)))


def _subtitle(words: Wording, context: SeatContext, name: str) -> str:
    """The table, where there are several, and a name, which may be empty."""
    if not context.table:
        return name
    table = words.say("room.console.table", table=context.table)
    return f"{table} · {name}" if name else table


def _tab(
    words: Wording, tab: TabName, opened: Opened, decide: Decide, messages: MessagesTab
) -> TabLink:
    key = "over" if tab == "decide" and decide.kind == "over" else tab
    new = messages.new if tab == "messages" else 0
    if tab == "decide" and isinstance(decide, EndedGame):
        new = int(decide.talks_again)
    label = words.counted("seat.tab.new", new) if new else ""
    return TabLink(tab, words.say(f"seat.tab.{key}"), new, label, tab == opened.tab)


def _turn(worded: WordedGame, side: str) -> str:
    """As in `Turn 4 of 7, 30 October`."""
    words, turn = worded.words, max(1, worded.view(side).turn)
    text, day = words.say("board.turn", turn=turn, turns=words.scenario.turns), words.day(turn)
    return words.say("seat.turn.day", turn=text, day=day) if day else text


def _phase(worded: WordedGame, side: str) -> str:
    """The step of the turn; at a table also the round, of this turn and in all."""
    words, view = worded.words, worded.view(side)
    if view.phase is None:
        return words.naming.stage(view.stage)
    name, table = words.naming.phase(view.phase), visited(view)
    if table is None:
        return capital(name)
    rounds = words.scenario.tables[table.id].rounds
    number = rounds - table.rounds_left + 1
    visit = phase_of(worded.game.rules, worded.state)
    if isinstance(visit, VisitRules) and visit.rounds < rounds:
        now = visit.rounds - (table.visit_left or 0) + 1
        return words.say(
            "seat.phase.visit",
            phase=capital(name),
            now=now,
            visit=visit.rounds,
            number=number,
            rounds=rounds,
        )
    return words.say("seat.phase.round", phase=capital(name), number=number, rounds=rounds)
