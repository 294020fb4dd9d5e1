"""English of the window: labels, buttons and hints."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.words.sentences import Message

WINDOW: Mapping[str, Message] = MappingProxyType(
    {
        # The title.
        "ui.title.above": "A negotiation game",
        "ui.title.lede": "Find the words that both sides can sign.",
        "ui.title.next": "Next scenario",
        "ui.title.previous": "Previous scenario",
        "ui.title.which": "{number} of {count}",
        "ui.title.foot": "Invented talks about real events. Offices speak, not people.",
        "ui.continue": "Continue",
        "ui.continue.failed": "This game can’t be continued: {reason}",
        "ui.turn-of": "turn {turn} of {turns}",
        "ui.open": "Open a file…",
        "ui.settings": "Settings",
        "ui.quit": "Quit",
        "ui.play": "Play",
        "ui.back": "Back",
        "ui.length": "Length",
        "ui.minutes": "{least}–{most} min",
        "ui.turns": "Turns",
        "ui.sides": "Sides",
        "ui.own.title": "Your scenarios",
        "ui.own.mark": "Yours",
        "ui.own.line": "Line {line}: ",
        "ui.own.see": "See all",
        "ui.own.about": "Put scenarios of your own (.yaml files, with their translations and the "
        "folders they include) into this folder. They appear on the title, beside those that come "
        "with the game; one with mistakes says what is wrong.",
        "ui.own.show": "Open the folder",
        "ui.own.unmade": "The folder can’t be created: {reason}",
        "ui.own.unshown": "The folder can’t be opened from here. Open it in your file manager.",
        "ui.no-scenarios": "No scenario was found. Open one from disk.",
        "ui.mistakes": ("{n} mistake", "{n} mistakes"),
        "ui.key.enter": "Enter",
        "ui.hint.play": "play",
        "ui.hint.open": "open a file",
        "ui.hint.settings": "settings",
        "ui.hint.full": "full screen",
        # Set-up.
        "ui.setup.begin": "Begin",
        "ui.setup.nobody": "Give at least one seat to people. To let only bots play, use "
        "communique simulate.",
        "ui.who.me": "A team here",
        "ui.who.me.about": "People at this screen decide. With two teams it is handed over, "
        "and a curtain falls between.",
        "ui.who.uniform": "Chance",
        "ui.who.uniform.about": "Picks at random among everything that is allowed.",
        "ui.who.expert": "Expert",
        "ui.who.expert.budget": "Expert, {budget} steps",
        "ui.who.expert.about": "Looks ahead from what its side can know. A hard opponent.",
        "ui.who.expert.many.about": "Looks ahead from what its side can know. Games of {sides} "
        "sides take longer, so it tries at most {budget} steps for a decision, instead of {usual}.",
        "ui.language": "Language",
        "ui.language.spoilt": "Its texts in {language} have mistakes: this scenario is played in "
        "its own language.",
        "ui.seed": "Random seed",
        "ui.seed.other": "Seed {seed}: draw another",
        "ui.seed.about": "With the same seed and the same decisions, chance turns out the same.",
        # What goes with an offer or a statement, word for word.
        "ui.words.argument": "Say why",
        "ui.words.statement": "Your own words",
        "ui.words.change": "Change your words",
        "ui.words.empty": "They are sent as you write them, with your decision.",
        "ui.words.left": "{n} of {most} characters left",
        "ui.words.keep": "Keep these words",
        "ui.keys.game.words": "your own words with an offer or a statement",
        # Everywhere in a game.
        "ui.unchanged": "no change",
        "ui.only-you": "only you see this",
        "ui.you-speak-for": "You speak for",
        "ui.key.backspace": "Backspace",
        # A game that is not saved.
        "ui.unsaved.start": "This game can’t be saved",
        "ui.unsaved.start.about": "It can’t be saved in {place}: {reason}. You can save it "
        "somewhere else, or play it as it is; then it is lost once you leave it.",
        "ui.unsaved.save": "Save it elsewhere",
        "ui.unsaved.play": "Play without saving",
        "ui.unsaved.leaving": "This game is not saved",
        "ui.unsaved.leaving.about": "Once you leave it, it is lost: nobody can go on with it, or "
        "look back at it.",
        "ui.unsaved.leave": "Leave without saving",
        "ui.unsaved.stay": "Stay",
        "ui.unsaved.title": "This can’t be saved",
        "ui.unsaved.about": "{why}. Make room and try again, save the game somewhere else, or play "
        "on without saving.",
        "ui.unsaved.about.elsewhere": "{why}. You can save the game somewhere else, as it is here, "
        "or play on without saving.",
        "ui.again": "Try again",
        "ui.unsaved.without": "Play on without saving",
        "ui.mishap.title": "Something went wrong",
        "ui.mishap.drawing": "A screen could not be shown because of an error in the program. "
        "You are back at the one before.",
        "ui.mishap.acting": "What you asked for could not be done because of an error in the "
        "program.",
        "ui.mishap.last": "Nothing more can be shown because of an error in the program. "
        "Please start it again.",
        "ui.mishap.saved": "The game is saved up to the last decision, and can be continued.",
        "ui.mishap.unsaved": "The game was not being saved.",
        "ui.mishap.noted": "The details are in this file: {path}",
        "ui.mishap.unnoted": "The details could not be written to {path}",
        "ui.go-on": "Go on",
        "ui.mishap.close": "Close the window",
        "ui.mishap.end": "Communiqué had to close because of an error. "
        "The details are in this file: {path}",
        "ui.settings.unkept": "Your settings can’t be saved in {folder} ({reason}): they apply "
        "until you close the window.",
        "ui.tool.record": "Record of proceedings (R)",
        "ui.tool.map": "Map (M)",
        "ui.tool.brief": "Your brief (B)",
        "ui.tool.menu": "Menu (Esc)",
        # The guide through a first game.
        "ui.guide": "A first game",
        "ui.guide.read": "Got it",
        "ui.guide.off": "No more hints",
        "ui.guide.briefing": "Only your side reads these papers. Leaf through them: your brief, "
        "your cards, and what you are scored on. They stay at hand with B.",
        "ui.guide.board": "On the left you see where the talks stand, in the middle what you can "
        "do. Click a card to select it, click again to deselect it; only Confirm makes it count. "
        "F1 explains what you see.",
        "ui.guide.table": "Choose an option on each issue: that is your draft. On the right is "
        "what it is worth to you. Below your reserve, no agreement is better.",
        "ui.guide.question": "Somebody waits for your answer. Below each one is what is known to "
        "follow from it.",
        "ui.guide.over": "You are compared with what is fair for your side, not with the other "
        "one. Look at what was possible at the table.",
        # The board.
        "ui.board.tracks": "State of the talks",
        "ui.board.record": "Record of proceedings",
        "ui.board.instructions": "Your instructions",
        "ui.board.together": "{sides}: choosing at the same time, unseen.",
        "ui.board.turns": "The others see at once what you do, unless it is secret. Then it is the "
        "next side’s turn.",
        "ui.board.last": "The others have already chosen. Once you have, everybody’s choices are "
        "shown.",
        "ui.board.pick": "Pick {number}",
        "ui.board.confirm": "Confirm",
        "ui.board.nothing": "Do nothing",
        "ui.board.idle": "Nothing is picked. Press a digit to pick its card, or N to do nothing.",
        "ui.board.one": "Pick one",
        "ui.board.undo": "Undo",
        "ui.board.short": "Short cards",
        "ui.board.full": "All your picks are made. Confirm them, or take one back first.",
        "ui.board.sure": "Confirm already?",
        "ui.board.nothing.sure": "Do nothing?",
        "ui.board.breaks": "This breaks your promise",
        "ui.board.breaks.yes": "Break it",
        "ui.board.waiting": "To decide: {sides}",
        "ui.board.waiting.about": "The game goes on by itself as soon as they have.",
        "ui.record.turn": "turn {turn}",
        "ui.record.before": "Before the first turn",
        "ui.record.all": "All",
        "ui.record.ours": "Ours",
        "ui.record.theirs": "Theirs",
        "ui.record.news": "News",
        "ui.no-readouts": "Nothing has been told to the press yet.",
        # The table.
        "ui.table.about": "The figure on an option is what it is worth to you.",
        "ui.table.legend.draft": "Your draft",
        "ui.table.legend.standing": "{side}: standing offer",
        "ui.table.legend.outside": "Proposal from outside",
        "ui.table.legend.last": "Your last offer",
        "ui.table.legend.locked": "Not open to you now",
        "ui.table.legend.depends": "Worth depends on a condition",
        "ui.table.legend.does": "Has further effects if signed",
        "ui.table.signed": "If it is signed: {effects}",
        "ui.table.ratified": "Once it is ratified: {effects}",
        "ui.table.weighs": "weighs {weight}",
        "ui.table.in-draft": "your draft",
        "ui.table.same": "both",
        "ui.reply.offered": "{side} makes an offer",
        "ui.reply.passed": "{side} says nothing",
        "ui.reply.accepted": "{side} accepts",
        "ui.reply.means": "What this means",
        "ui.pact.signed": "{table} is signed",
        "ui.pact.ratified": "{table} is ratified and in force",
        "ui.pact.rejected": "{table} is not ratified",
        "ui.pact.agreed": "{table} is signed",
        "ui.pact.collapsed": "{table} is broken off",
        "ui.pact.lapsed": "{table} no longer holds",
        "ui.table.worth": "Worth of your draft",
        "ui.table.worth.offer": "Worth of the offer",
        "ui.table.at": "exactly your reserve of {reserve}",
        "ui.table.above": "{by} above your reserve of {reserve}",
        "ui.table.below": "{by} below your reserve of {reserve}",
        "ui.table.standing.own": "Your standing offer is worth {worth} to you.",
        "ui.table.standing.other": "The offer by {side} is worth {worth} to you.",
        "ui.table.standing.more": "That is {by} more than they last offered you.",
        "ui.table.standing.less": "That is {by} less than they last offered you.",
        "ui.table.standing.outside": "The proposal from outside is worth {worth} to you.",
        "ui.table.more": ("{n} more issue", "{n} more issues"),
        "ui.table.offers": "What each offer is worth to you",
        "ui.table.take-over": "Start from theirs",
        "ui.table.offer": "Offer this draft",
        "ui.table.offer.sure": "Offer this draft?",
        "ui.table.offer.about": "If it has a majority at once, it is signed, and can’t be taken "
        "back.",
        "ui.table.accept": "Accept",
        "ui.table.accept.of": "Accept: {side}, {worth}",
        "ui.table.accept.outside": "Accept the proposal, {worth}",
        "ui.table.accept.sure": "Accept the standing offer?",
        "ui.table.accept.about": "It is worth {worth} to you; no agreement is worth {reserve}. "
        "What is signed can’t be taken back.",
        "ui.table.pass": "Say nothing",
        "ui.table.walk": "Walk out",
        "ui.table.walk.sure": "Walk out?",
        "ui.table.walk.about": "The talks end for all.",
        "ui.table.walk.alone": "The others go on without you. You count as against every package, "
        "and are bound all the same by what a majority agrees.",
    }
)
"""By key, the English sentences of the window."""
