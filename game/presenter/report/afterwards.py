"""The end of a report: what was said, what the author tells afterwards, objectives, sources."""

from __future__ import annotations

from typing import get_args

from game.document.page import HtmlPage
from game.insight.grades import Label
from game.presenter.debrief.afterword import write_afterword
from game.presenter.debrief.debrief import saying_sentences
from game.presenter.debrief.objectives import objective_stories
from game.presenter.report.shortened import first_of
from game.presenter.report.told import ReportedGame

MOST_NEWS = 200
"""As many letters tell the news about a learning objective."""


def add_afterwards(page: HtmlPage, told: ReportedGame) -> None:
    """Adds the words exchanged, the author's text, the objectives, and what figures mean."""
    words = told.words
    say, afterword = words.say, write_afterword(words.scenario)
    sentences = saying_sentences(told.debrief, anonymous=told.anonymous)
    if sentences:
        page.heading(say("ui.over.sayings"))
        with page.group("compact", "columns"):
            page.items(sentences)
    if afterword.paragraphs:
        page.heading(say("ending.debrief"))
    with page.group("compact", "columns"):
        for text in afterword.paragraphs:
            page.paragraph(text)
    if afterword.objectives:
        page.heading(say("ui.over.objectives"))
        with page.group("compact"):
            page.items(
                told.line(story.text, first_of(story.common, say("semicolon"), MOST_NEWS))
                if story.common
                else story.text
                for story in objective_stories(words, told.debrief.game)
            )
    if told.analysis is not None:
        labels = (
            told.line(say(f"insight.label.{label}"), say(f"insight.label.about.{label}"))
            for label in get_args(Label)
        )
        meanings = say("semicolon").join(labels)
        page.paragraph(f"{say('insight.judgements')} {meanings}.", "small")
    if afterword.sources:
        page.heading(say("ui.over.sources"), 3)
        with page.group("compact", "columns"):
            for place, source in enumerate(afterword.sources, 1):
                page.paragraph(f"{place}. {source}", "small")
