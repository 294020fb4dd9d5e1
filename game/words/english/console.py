"""English of the page of the facilitator."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.words.sentences import Message

CONSOLE: Mapping[str, Message] = MappingProxyType(
    {
        # The head.
        "console.devices": ("{n} device", "{n} devices"),
        "console.devices.all": "all connected",
        "console.devices.away": "{connected} connected, {away} away",
        "console.agenda": "Agenda",
        "console.agenda.briefing": "Briefing",
        "console.agenda.turn": "Turn {turn}",
        "console.agenda.turns": "Turns {first}–{last}",
        "console.agenda.debrief": "Debrief",
        "console.agenda.until": "until {minutes}:00",
        "console.agenda.lasts": "{minutes} min",
        "console.agenda.done": "done",
        "console.agenda.edit": "Times",
        "console.agenda.edit.about": "Minutes for each part",
        "console.agenda.set": "Set the agenda",
        "console.agenda.begin": "Begin the session",
        "console.agenda.begin.again": "Begin again from zero",
        "console.agenda.begin.about": "Until then the wall invites people, and the session clock "
        "stands still.",
        "console.agenda.invite": "What the wall says until then",
        "console.agenda.invite.network": "Name of the Wi-Fi",
        "console.agenda.invite.minutes": "Minutes until it begins",
        "console.agenda.invite.set": "Show this",
        "console.agenda.behind": "{step}: behind by",
        "console.agenda.ahead": "{step}: ahead by",
        "console.agenda.in-time": "{step}: on time, time left",
        "console.began": "Began at {time}",
        "console.began.of": "of {minutes}:00",
        "console.clock": "Session clock",
        # Tables.
        "console.place.table": "Table {table}, {place}",
        # Seats.
        "console.seats": "Seats",
        "console.seats.kept": "{name} (table {table})",
        "console.seats.waiting": "Waiting for a seat",
        "console.seats.choose": "Choose a seat…",
        "console.seats.give": "Give the seat",
        "console.seats.where": "Seat for {name}",
        "console.seats.move": "Move",
        "console.seats.all": "Seat everybody",
        "console.seats.each": "One by one",
        "console.seats.close": "Close the empty seats",
        "console.seats.closed": ("{n} seat is closed.", "{n} seats are closed."),
        "console.seats.open": "Open them",
        "console.seats.more": (
            "{n} more is waiting.",
            "{n} more are waiting.",
        ),
        # How the tables ended.
        "console.results": "How the tables ended",
        "console.results.plane": "How far the tables came: {table}",
        "console.results.agreed": "A filled number is what a table signed, an outlined one its "
        "last offer.",
        "console.results.measured": "All are measured by what packages were worth when the talks "
        "at table {table} ended.",
        "console.results.without": "Nothing was offered at: {tables}.",
        "console.plane.pairs": "Parties on the plane",
        "console.results.file": "Save as a file",
        "console.results.table": "Table",
        "console.results.turn": "Last turn",
        "console.results.outcome": "Outcome",
        "console.results.par": "Par",
        "console.whole-side": "The whole side",
        "console.side.decides": "Deciding",
        "console.side.holds": "Holding up the table",
        "console.side.done": "Has decided",
        "console.side.answered": "Has decided: {answer}",
        "console.side.before": "Before the step back: {answer}",
        "console.side.not-turn": "Not its turn",
        "console.side.drafts": "Drafting an offer worth {worths}",
        "console.side.prepared": "Selected: {actions}",
        "console.side.bot": "Played by a bot: {bot}",
        "console.side.player": "Who plays {side}",
        "console.side.hand-over": "Hand over",
        "console.side.pen": "Pen",
        "console.side.pen.give": "Give the pen",
        "console.clock.more": "+1 minute",
        "console.side.hand": "Hand",
        "console.hands": "Raised hands",
        "console.hands.lower": "Lower the hand",
        "console.hands.more": ("{n} more hand is up.", "{n} more hands are up."),
        # What happened last.
        "console.latest": "What happened last",
        # What people wrote.
        "console.words": "What people wrote",
        "console.words.offer": "{side}, with an offer",
        "console.words.statement": "{side}, with a statement",
        "console.words.hide": "Hide",
        "console.words.show": "Show again",
        "console.words.hidden": "hidden from the sides",
        "console.words.stepped-back": "before the step back",
        "console.lock": "Lock the room: nobody new can join",
        "console.unlock": "Let people join again",
        "console.locked": "Locked",
        # The standing offer.
        "console.offer": "Standing offer by {side}",
        "console.offer.outside": "A proposal from outside stands",
        "console.offer.none": "{table}: no offer stands",
        "console.offer.closed": "No table is open",
        "console.offer.closed.about": "Offers, their worth and the bridge appear here as soon as "
        "a table opens.",
        "console.offer.wait": "As soon as an offer is made, it appears here issue by issue.",
        "console.rounds": ("{n} round left", "{n} rounds left"),
        "console.only-you": "Only you see this",
        "console.option": "Option on the table",
        "console.worth": "Worth to each side",
        "console.reserve": "reserve {worth}",
        "console.margin.above": "{by} above",
        "console.margin.below": "{by} below",
        "console.margin.at": "at the reserve",
        "console.bridge": "Bridge",
        "console.bridge.change": "{issue} to {option}",
        "console.bridge.sentence": "Moving {changes} would give",
        "console.bridge.none": "No bridge from here",
        "console.bridge.none.about": "Whichever two issues you change, at least one side would "
        "lose.",
        "console.bridge.waits": "A bridge needs a standing offer.",
        "console.distance": (
            "The offer is {n} point away from the Pareto frontier.",
            "The offer is {n} points away from the Pareto frontier.",
        ),
        "console.distance.none": "The offer lies on the Pareto frontier.",
        "console.unsigned.needs": "{side} can’t sign {option} now. {needs}",
        "console.unsigned.all": "Nobody can sign this now. {why}",
        "console.unsigned.outside": "The frontier counts only packages that all can sign now; this "
        "offer isn’t one of them.",
        "console.unsigned.bridge": "No package nearby that all can sign now is as good for "
        "everybody.",
        # Questions for the room.
        "console.hints": "Questions for the room",
        "console.hints.ask": "Ask the room this",
        "console.hint.bridge": "It is better for everybody, and nobody has offered it yet.",
        "console.ask.bridge": "Which of your points costs you least to give?",
        "console.hint.reserve": "{side} has made an offer that is worth {worth} to itself; "
        "without an agreement it would have {reserve}.",
        "console.ask.reserve": "What does each of you have if nothing is signed? Compare your last "
        "offer with it.",
        "console.hint.other-reserve": "{side} would get {worth} from this offer; without an "
        "agreement it would have {reserve}.",
        "console.ask.other-reserve": (
            "What would the other side need in order to sign this?",
            "What would the other sides need in order to sign this?",
        ),
        "console.hint.silence": "{side} has written nothing for {turns}.",
        "console.ask.silence": "{side}: how does it look from where you sit?",
        "console.hint.promise": "Ending with this turn: {promises}.",
        "console.ask.promise": "Which promises are about to end, and who relies on them?",
        "console.hint.objective": "It has to do with the learning objective {objective}.",
        "console.ask.objective": "“{name}”: what does it change for you, and what do you do "
        "about it?",
        "console.hints.debrief": "for the debrief: from this game, then from the scenario",
        # The same after the end, from the game that was played.
        "console.hint.turning": "A turning point of {side}: {what} ({n}).",
        "console.ask.turning.turn": "{side}: think of turn {turn}. What did you want then, what "
        "did you know, and what else could you have done?",
        "console.ask.turning.done": "{side}: on turn {turn} it was “{what}”. What did you want, "
        "what did you know, and what else could you have done?",
        "console.ask.turning.offer": "{side}: what did you want to reach with your offer of turn "
        "{turn}, and what did you know of the others then?",
        "console.ask.turning.accept": "{side}: what made you accept on turn {turn}, and what "
        "would have come of a no?",
        "console.ask.closed": "{table} was closed at the end. What closed it, and who could have "
        "opened it again?",
        "console.ask.walked": "{side} walked out on turn {turn}. What led to that, and who could "
        "have called it back?",
        "console.hint.left": "It was worth more to everybody than no agreement: {package}.",
        "console.ask.left": "{table}: on turn {turn} an offer by {side} was on the table. Why "
        "was it not signed?",
        "console.ask.better": "{table}: look at {issues} again. What could you have written "
        "there that is better for one and worse for nobody?",
        "console.ask.below": "What would each of you have had without signing, and when did you "
        "last work that out?",
        "console.hint.broken": "{side} had given it.",
        "console.ask.broken": "“{promise}” was broken on turn {turn}. Would somebody not keep "
        "it, or could they not? And who saw it coming?",
        "console.hint.said": "It was written with an offer.",
        "console.ask.said": "{said} (turn {turn}). Did that move the others, and what would have?",
        "console.hint.chance": "{what}: {n} for {side}.",
        "console.ask.chance": "“{inject}”, on turn {turn}: how much of your result was decided "
        "there, and how could you have been ready for it?",
        # Hidden tracks.
        "console.hidden": "Hidden tracks",
        "console.hidden.tick": "the white tick marks last turn",
        "console.hidden.none": "In this scenario everybody sees every track.",
        "console.seen.one": "Only {side} sees",
        "console.seen.several": "{sides} see",
        "console.seen.nobody": "No team sees",
        # What comes next.
        "console.coming": "What comes next",
        "console.coming.now": "This turn",
        "console.coming.later": "Later turns",
        "console.coming.hand": "Only by hand",
        "console.coming.none": "Nothing more can happen.",
        "console.fire": "Fire now",
        "console.hold": "Hold back",
        "console.release": "Release",
        "console.held": "Held back",
        # The wall.
        "console.wall": "The wall",
        "console.wall.board": "shows the board",
        "console.wall.statements": "shows the statements",
        "console.wall.show-story": "Show the story",
        "console.wall.show-board": "Show the board",
        "console.wall.time": "How long a new story fills the wall",
        "console.wall.until": "until a decision",
        "console.wall.seconds": "{n} s",
        # The debrief.
        "console.debrief": "Debrief on the wall",
        "console.debrief.held": "the wall says that the game has ended, and nothing else yet",
        "console.debrief.now": "Now: {step}",
        "console.debrief.next": "Show: {step}",
        "console.debrief.back": "Back",
        "console.debrief.figures": "Points and worths are two measures. A worth says what a "
        "package gives a side at the table; a line of the score counts it in its own way, often "
        "only a part of it.",
        "console.debrief.last": "That was the last step.",
        # Announcements and notes.
        "console.announce": "Announce",
        "console.announce.to": "To whom",
        "console.announce.all": "Everybody",
        "console.announce.words": "What is announced",
        "console.announce.more": "Headline and tracks",
        "console.announce.headline": "Headline (optional)",
        "console.announce.tracks": "Tracks that it moves (optional)",
        "console.announce.track": "Track",
        "console.announce.track.none": "no track",
        "console.announce.by": "By how much",
        "console.notes": "Notes for the debrief",
        "console.notes.words": "What you noticed",
        "console.notes.objective": "Learning objective",
        "console.notes.objective.none": "no objective",
        "console.notes.add": "Add note",
        "console.notes.none": "No notes yet.",
        # What stands between the cells of a file for a spreadsheet.
        "console.file.separator": ",",
        "console.notes.file": "Save notes as a file",
        "console.notes.file.table": "Table",
        "console.notes.file.time": "Time",
        "console.notes.file.turn": "Turn",
        "console.notes.file.author": "Author",
        "console.notes.file.happened": "What had just happened",
        "console.notes.file.objective": "Learning objective",
        "console.notes.file.note": "Note",
        # More.
        "console.more": "More",
        "console.more.minutes": "Minutes for each decision",
        "console.more.minutes.about": "0 sets no limit. For the current decision the time already "
        "used counts, and at least one minute is left.",
        "console.more.back": "Step back",
        "console.more.back.about": "What you choose is undone, and everything above it. Messages "
        "and notes stay.",
        "console.more.back.none": "Nothing has been decided yet.",
        "console.back.to": "Back to before this",
        "console.back.to.phase": "Back to its beginning",
        "console.back.phase": "{turn} · {phase}",
        "console.back.events": ("With it the event {events}.", "With it the events {events}."),
        "console.back.ballots": "All ballots on {vote} are then cast again.",
        "console.back.undo": "Undo the last step back",
        "console.undone": "Undone: {deeds}",
        "console.undone.more": ("{n} more decision was undone.", "{n} more decisions were undone."),
        "console.undone.step-back": "The last step back was undone.",
        # What was done, for a moment.
        "console.done.minutes": ("{n} minute for each decision.", "{n} minutes for each decision."),
        "console.done.no-limit": "There is no time limit for decisions.",
        "console.done.agenda": "The agenda is set.",
        "console.done.session": "The session begins now.",
        "console.done.announce": "The announcement was sent.",
        "console.done.track": "{track} was set to {figure}.",
        "console.done.decide-for": "Decided for {side}.",
        "console.debrief.all": "All tables",
        "console.done.seat": "The seat was given.",
        "console.done.seat-all": "Everybody has a seat.",
        "console.done.invite": "The wall shows it.",
        "console.done.end": "The game has ended.",
        "console.more.track": "Set a track",
        "console.more.track.to": "New value",
        "console.more.set": "Set",
        "console.more.decide": "Decide for {side}",
        "console.more.decide.go": "Decide",
        "console.more.end": "End the game",
        "console.more.end.rules": "as the rules decide",
        "console.more.end.sure": "Yes, end the game now",
        "console.move.selected": "What it has selected: {actions}",
        "console.move.drafted": "The offer that it has drafted",
    }
)
"""By key, the English sentences of the page of the facilitator."""
