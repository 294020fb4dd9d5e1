"""The page on what others said at a table last, after its reader spoke there; and any page of
stories that comes next at a screen.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from game.engine.view import appraise, view
from game.model.decisions import PUBLIC
from game.model.log_events import OfferMade
from game.model.play import TableView
from game.model.refusals import Refusal
from game.presenter.hot_seat import HotSeat
from game.presenter.offers.clauses import package_clauses
from game.presenter.own_words import argument_of
from game.presenter.replies import Reply, Spoken, replies
from game.presenter.said.closed_tables import closed_tables
from game.presenter.steps import Step
from game.presenter.stories.story_pages import (
    Consequence,
    StoryPage,
    dateline,
    in_brief,
    inject_page,
    pact_page,
    stage_page,
    words_page,
)
from game.presenter.worded_game import WordedGame
from game.words.sentences import number
from game.words.wording import Wording


def reply_page(worded: WordedGame, reader: str, table: str) -> StoryPage:
    """The page on the last reply at a table: what was said, with what words, and what it means.

    Raises IndexError where nobody replied.
    """
    words = worded.words
    reply = [each for each in replies(worded.game, reader) if each.table == table][-1]
    *earlier, last = reply.spoken
    event = last.event
    said = [words.entry(each.entry) for each in earlier]
    for each in reply.spoken:
        said += _own_words(worded, each)
    return StoryPage(
        head=words.naming.table(table),
        date=dateline(words, worded.game.moments[last.moment.before].state.turn),
        label="",
        headline=words.say(f"ui.reply.{event.code}", side=words.naming.side(event.side)),
        paragraphs=tuple(said),
        clauses=package_clauses(words, table, event.package)
        if isinstance(event, OfferMade)
        else (),
        changes_head=words.say("ui.reply.means"),
        consequences=(
            *(Consequence("other", each) for each in _worth(worded, reader, reply)),
            *(Consequence("opened", each) for each in _what_is_left(worded, reader, reply)),
        ),
        is_open=True,
    )


def next_page(hot_seat: HotSeat, step: Step) -> StoryPage:
    """The page of a story that comes next at the screen, with others in brief; not of statements,
    which have a page of their own."""
    reader = step.side
    match step.kind:
        case "stage":
            page = stage_page(hot_seat, reader, step.before, step.stage)
        case "pact":
            page = pact_page(hot_seat, reader, step.table)
        case "reply":
            page = reply_page(hot_seat, reader, step.table)
        case "words":
            page = words_page(hot_seat, reader)
        case _:
            page = inject_page(hot_seat, reader, step.inject)
    words = hot_seat.words
    briefs = tuple(in_brief(words, next_page(hot_seat, each)) for each in step.also)
    return evolve(page, briefs_head=words.say("ui.news.briefs"), briefs=briefs)


def told_in_brief(hot_seat: HotSeat, side: str) -> str:
    """What has no page of its own, in a sentence; empty where there is nothing."""
    words = hot_seat.words
    briefs = [
        in_brief(words, next_page(hot_seat, each))
        for each in hot_seat.read_marks.take_briefs(side, hot_seat.asking_inject)
    ]
    lines = (words.say("ui.report.line", name=each.headline, what=each.text) for each in briefs)
    return (
        words.say("ui.report.line", name=words.say("ui.news.briefs"), what=" ".join(lines))
        if briefs
        else ""
    )


def _own_words(worded: WordedGame, spoken: Spoken) -> Iterator[str]:
    """What a bot or people said with it, in their own words."""
    words, quotation = worded.words, spoken.entry.quotation
    if quotation is not None:
        yield words.quotation(quotation)
    argument = argument_of(worded, spoken.moment)
    if argument:
        side = words.naming.side(spoken.event.side)
        yield words.say("quotation", side=side, text=words.say("quoted", text=argument))


def _worth(worded: WordedGame, reader: str, reply: Reply) -> Iterator[str]:
    """What the last offer among what was said is worth to the reader, beside its reserve."""
    words, game = worded.words, worded.game
    offers = [each for each in reply.spoken if isinstance(each.event, OfferMade)]
    if reader == PUBLIC or not offers:
        return
    event, before = offers[-1].event, game.moments[offers[-1].moment.before].state
    assert isinstance(event, OfferMade)
    worth = appraise(game.rules, before, reader, reply.table, event.package)
    reserve = view(game.rules, before, reader).tables[reply.table].reserves.get(reader)
    if not isinstance(worth, Refusal) and reserve is not None:
        key = "draft.worth.below" if worth < reserve else "draft.worth"
        yield words.say(key, worth=number(worth), reserve=number(reserve))


def _what_is_left(worded: WordedGame, reader: str, reply: Reply) -> Iterator[str]:
    """Whether the talks go on, and with what on the table."""
    words, game = worded.words, worded.game
    assert reply.end is not None, "nobody speaks any more"
    table = view(game.rules, reply.end, reader).tables[reply.table]
    if table.status == "expired":
        yield used_up(words, table.id)
    elif table.status == "open" and reply.end.to_move:
        yield from adjourned(words, reader, table, reply.rounds)
        yield from (
            each.sentence
            for each in closed_tables(words, game.rules, reply.end, reader)
            if each.table == table.id
        )
        return
    reserve = table.reserves.get(reader)
    if reader != PUBLIC and reserve is not None:
        yield words.say("seat.outcome.reserve", reserve=number(reserve))


def used_up(words: Wording, table: str) -> str:
    """That all rounds of a table are used."""
    return words.counted("seat.outcome.used-up", words.scenario.tables[table].rounds)


def adjourned(words: Wording, side: str, table: TableView, used: int) -> Iterator[str]:
    """How many rounds a visit had and how many are left, and what stays on the table."""
    yield words.counted("seat.outcome.used", used)
    yield words.counted("seat.outcome.left", table.rounds_left)
    if table.offer is None:
        return
    if table.proposer is None:
        yield words.say("seat.outcome.stands.outside")
    elif table.proposer == side:
        yield words.say("seat.outcome.stands.own")
    else:
        yield words.say("seat.outcome.stands", side=words.naming.side_inside(table.proposer))
