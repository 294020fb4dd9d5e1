"""English of what a workshop needs: the time for a decision, playing again, the report."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.words.sentences import Message

WORKSHOP: Mapping[str, Message] = MappingProxyType(
    {
        # The time for a decision.
        "ui.options.minutes": "Time for each decision",
        "ui.options.minutes.about": "A clock counts down, and says when the time is up. Nothing "
        "is decided for anybody.",
        "ui.timer.none": "No limit",
        "ui.timer.minutes": "{n} min",
        "ui.timer.left": "time left",
        "ui.timer.last": "last minute",
        "ui.timer.up": "time is up",
        "ui.timer.up.about": "Time is up. Finish your thought, then decide: nothing happens "
        "by itself.",
        # Taking back.
        "ui.undo.none": "There is nothing to take back yet.",
        "ui.undo.further": "There is nothing to take back here. The menu (Esc) steps back one "
        "decision.",
        "ui.hint.timer": "time",
        "ui.hint.seed": "another seed",
        "ui.seed.typed": "Type digits for a seed of your own.",
        # Keys.
        "ui.keys.table.undo": "take back the last change of your draft",
        "ui.keys.setup": "Set-up",
        "ui.keys.setup.begin": "begin",
        "ui.keys.setup.timer": "more time for each decision, or no limit",
        "ui.keys.setup.seed": "draw another seed",
        "ui.keys.setup.typed": "type a seed of your own",
        "ui.keys.over": "After the end",
        "ui.keys.over.again": "play again",
        "ui.keys.over.report": "save the report",
        "ui.keys.over.replay": "step through the game",
        "ui.keys.over.from-here": "play on from the decision that is shown",
        "ui.keys.over.home": "to the title",
        "ui.keys.over.menu": "back to the overview; from there, the menu",
        # Playing again.
        "ui.over.again": "Play again",
        "ui.again.about": "Everybody keeps their seat.",
        "ui.again.about.chapter": "This chapter only, with what earlier ones left. The campaign "
        "stays as it is.",
        "ui.again.fresh": "With other luck",
        "ui.again.same": "With the same luck",
        "ui.again.seats": "Choose who plays",
        "ui.again.lost": "The scenario’s files can’t be read any more. Begin it from the title.",
        # The report.
        "ui.over.report": "Save report",
        "ui.report": "Report of a game",
        "ui.report.title": "{scenario}: report of a game",
        "ui.report.unfinished": "This game was not over when the report was written. Everything is "
        "as it stood on turn {turn}, and the sides may not know all of it yet.",
        "ui.report.offer.order": "Each offer with what it is worth, in this order: {sides}.",
        "ui.report.offer.agreed": "{worths} ({what})",
        "ui.report.line": "{name}: {what}",
        "ui.report.offer.same": "The same package again",
        "ui.report.offer.changed": "Now with {package}",
        "ui.report.position": "Began in the position",
        "ui.report.handed-over": "from turn {turn} {player}",
        "ui.report.team": "A team",
        "ui.report.seed": "Seed {seed}",
        "ui.report.issue": "Issue",
        "ui.report.option": "Option",
        "ui.report.reserves": "Reserves: no agreement",
        "ui.report.start": "Start",
        "ui.report.scores": "Scores against par",
        "ui.report.par": "par",
        "ui.report.turns": "turn",
        "ui.report.still": "These never moved: {tracks}.",
        "ui.report.payoffs.pair": "{one} and {other}: every package by its worth to both",
        "ui.report.figures": "The same in figures",
        "ui.report.votes": "How the votes went",
        "ui.report.seen": "Seen during the game by {sides} only.",
        "ui.report.seen.nobody": "Nobody saw it during the game.",
        "ui.report.payoffs": "Every package by its worth to both parties",
        "ui.report.offers": "Offers: {side}",
        "ui.report.proposals": "Proposals from outside",
        "ui.report.packages": "packages that could have been agreed",
        "ui.report.note": "Note:",
        "ui.report.more": ("And {n} more thing followed.", "And {n} more things followed."),
        "ui.report.seats": "Who sat where",
        "ui.report.bot": "{name} (bot)",
        "ui.report.knew": "What this side knew when it mattered most ({when})",
        "ui.report.knew.table": "At the table:",
        "ui.report.knew.alone": "Only it knew:",
        "ui.report.knew.hidden": "It could not see:",
        "ui.report.turns.about": "Decisions in one row were taken at the same time or one after "
        "another; the numbers tell their order.",
        "ui.report.note.objective": "{note} (about: {objective})",
        "ui.report.note.by": "{note} ({author})",
        "ui.over.sayings": "What was said",
        "ui.over.sayings.before": "{what} (The game was stepped back later.)",
        "ui.report.about": "How it ended, every score line against par, what was possible at the "
        "table, every decision with its note. It opens in any browser, and prints.",
        "ui.report.entry": "File of the report",
        "ui.report.empty": "Type a path",
        "ui.report.save": "Save",
        "ui.report.beside": "Beside the saved game",
        "ui.report.documents": "Documents",
        "ui.report.desktop": "Desktop",
        "ui.report.home": "Home",
        "ui.report.failed": "The report can’t be written to {folder}: {reason}. Nothing is lost: "
        "choose another folder, or make room and try again.",
        "ui.report.no-folder": "There is no folder {folder}. Choose one that exists.",
        "ui.report.no-name": "Type a name for the file, or choose a folder.",
        "ui.report.saved": "The report is saved",
        "ui.report.done": "Done",
        # A game that is saved by hand.
        "ui.report.games": "Saved games",
        "ui.save.title": "Save the game",
        "ui.save.about": "From its start, and from then on after every decision.",
        "ui.save.entry": "File of the game",
        "ui.save.failed": "The game can’t be saved in {folder}: {reason}. Choose another folder.",
        "ui.save.saved": "The game is saved",
    }
)
"""By key, the English sentences of these."""
