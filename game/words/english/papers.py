"""English of what is handed over and read: the dossier, the curtain, the news."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.words.sentences import Message

PAPERS: Mapping[str, Message] = MappingProxyType(
    {
        # The dossier.
        "ui.briefing.setup": "Set-up",
        "ui.briefing": "Briefing",
        "ui.briefing.dossier": "Dossier · {side}",
        "ui.briefing.stamp": "Eyes only",
        # What all teams at one screen read together.
        "ui.briefing.public": "Before the game",
        "ui.briefing.public.stamp": "For the eyes of",
        "ui.briefing.public.who": "Everybody",
        "ui.briefing.public.told": "Read this together. Then each team reads its own papers alone.",
        "ui.briefing.public.on": "On to the teams’ papers",
        "ui.briefing.situation": "The situation",
        "ui.briefing.brief": "Your brief",
        "ui.briefing.sources": "Sources",
        "ui.briefing.source": "{title}, {date}",
        "ui.briefing.cards": ("Your card", "Your cards"),
        "ui.briefing.card.secret": (
            "Dealt in secret: nobody else has seen it.",
            "Dealt in secret: nobody else has seen them.",
        ),
        "ui.briefing.card.shared": "Seen by {sides}.",
        "ui.briefing.score": "What you are scored on",
        "ui.briefing.score.now": "as things stand",
        "ui.briefing.score.of": "of {n}",
        "ui.briefing.score.between": "{low} to {high}",
        "ui.briefing.score.later": "later",
        "ui.briefing.par": "A fair result (par)",
        "ui.briefing.par.about": "Your score is compared with this, not with anybody else’s.",
        "ui.briefing.seats": "Around you",
        "ui.briefing.seats.count": ("{n} seat, one decision", "{n} seats, one decision"),
        "ui.briefing.seat.counts": "Counts for this seat alone: {lines}.",
        "ui.briefing.seat.counts.line": "{label} ({points})",
        "ui.briefing.begin": "Begin turn {turn}",
        "ui.briefing.read": "We have read this",
        "ui.briefing.over": "Turn over",
        "ui.briefing.back": "Turn back",
        "ui.briefing.leaf": "Page {page}",
        "ui.briefing.screen": "One screen, {teams} teams",
        "ui.briefing.away": (
            "{sides} looks away while you read.",
            "{sides} look away while you read.",
        ),
        "ui.briefing.curtain": "Draw the curtain",
        "ui.hint.begin": "begin",
        "ui.hint.hand-over": "hand over",
        "ui.hint.over": "turn the page",
        "ui.hint.back": "back",
        "ui.hint.leaf": "leaf through",
        "ui.hint.curtain": "draw the curtain",
        "ui.hint.menu": "menu",
        "ui.key.space": "Space",
        # How a turn goes.
        "course": "How a turn goes",
        "course.about": "Every turn has the same few steps. The bar at the top of the screen shows "
        "where you are.",
        "course.numbered": "{number}. {step}",
        "course.here": "Here: {phases}",
        "course.read": "Read the news",
        "course.read.about": "First comes what has happened since your last decision: what "
        "changed, why, and what it means to your side.",
        "course.choose": "Choose",
        "course.choose.about": "Each side picks its actions. Sides that pick at the same time "
        "don’t see each other’s picks; if they take turns, each sees what the others have done.",
        "course.table": "Negotiate",
        "course.table.about": "Offers go back and forth at the table. You may accept, say nothing, "
        "or walk out. Nothing is agreed until all sides accept the same package.",
        "course.table.about.majority": "Offers go back and forth at the table. You may accept, say "
        "nothing, or walk out. A package is agreed when all sides accept it or, where a majority "
        "decides, as soon as enough are for it.",
        "course.press": "Tell the press",
        "course.press.about": "Each side makes a public statement, before it knows the others’.",
        "course.follow": "See what follows",
        "course.follow.about": "Events happen, promises are judged, and delayed effects come due. "
        "Then the next turn begins.",
        "course.end": (
            "After {n} turn the game ends, and the debrief shows what was possible.",
            "After {n} turns the game ends, and the debrief shows what was possible.",
        ),
        "ui.course.on": "Explain this screen",
        # The curtain.
        "ui.curtain.above": "The screen changes hands",
        "ui.curtain.come": "Please come to the screen.",
        "ui.curtain.away": ("{sides} looks away.", "{sides} look away."),
        "ui.curtain.open": "We are here",
        # The news, and questions that news put.
        "ui.news.wire": "The wire",
        "ui.news.date": "{day}, turn {turn} of {turns}",
        "ui.news.changed": "What changed",
        "ui.news.rises": "up by {n}",
        "ui.news.falls": "down by {n}",
        "ui.news.stays": "no change",
        "ui.news.becomes": "is now {value}",
        "ui.news.judged": "{change}, {verdict}",
        "ui.news.cause": "What led to it: {cause}.",
        "ui.news.source": "Source: {sources}.",
        "ui.news.briefs": "In brief",
        "ui.news.read": "Read on",
        "ui.news.stage": "Another stage",
        "ui.news.stage.after": "after: {stage}",
        "ui.news.stage.now": "Now: {stage}",
        "ui.news.stage.different": "What is different now",
        "ui.hint.read": "read on",
        "ui.question.for": "A question for {side}",
        "ui.question.title": "What do you answer?",
        "ui.question.together": "Asked at the same time: {sides}.",
        "ui.question.answered": "Already answered: {sides}.",
        "ui.question.later": "Asked after you: {sides}.",
        "ui.question.foot.together": "Nobody learns your answer before all have answered; then "
        "everybody does. More may follow from it than is known here.",
        "ui.question.foot": "Everybody learns your answer. More may follow from it than is known "
        "here.",
        "ui.hint.brief": "your papers",
    }
)
"""By key, the English sentences of what is read."""
