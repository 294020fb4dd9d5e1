"""English of the kit on paper: what a facilitator prints before a session."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.words.sentences import Message

KIT: Mapping[str, Message] = MappingProxyType(
    {
        "kit.title": "{scenario}: the kit on paper",
        "kit.saved": "The kit is in {file}. Open it in a browser and print it.",
        "kit.label": "{scenario} · {part}",
        "kit.label.secret": "{scenario} · {reader} · for your eyes only",
        "kit.label.facilitator": "{scenario} · for the facilitator only",
        # The first page.
        "kit.contents": "What is in this kit",
        "kit.contents.about": "Print it on one side of the paper, A4 or Letter, in colour or in "
        "black and white. Each part begins on a new page, so that you can print some of the pages "
        "again. This first page is for you.",
        "kit.contents.secret": "Sort the papers before anybody comes in: nobody may see the papers "
        "of another side. The event cards tell what is going to happen.",
        "kit.contents.seed": "The sides’ cards are those dealt with seed {seed}. Begin the game "
        "with the same seed.",
        "kit.contents.unseeded": "The sides’ cards are not in this kit, since they are dealt "
        "when the game begins. To print them too, choose a seed: add --seed to this command and "
        "to the one that begins the game.",
        "kit.contents.part": "Part",
        "kit.contents.readers": "For whom",
        "kit.contents.copies": "Copies",
        "kit.part.side": "{side}: the paper of the side",
        "kit.part.seats": ("{side}: the paper of {n} seat", "{side}: the papers of {n} seats"),
        "kit.part.plates": ("{n} name plate, to be folded", "{n} name plates, to be folded"),
        "kit.part.cards": ("{n} event card", "{n} event cards, to be cut out"),
        "kit.part.agenda": "The agenda, and what to say",
        "kit.part.questions": "Questions for the debrief",
        "kit.part.observer": "The observer’s sheet",
        "kit.part.minute": "The form to be signed: {table}",
        "kit.part.wifi": "How to connect",
        "kit.part.slips": ("{n} slip", "{n} slips, to be cut out"),
        "kit.readers.all": "everybody",
        "kit.readers.side": "this side only",
        "kit.readers.seat": "each seat only its own",
        "kit.readers.tables": "the tables",
        "kit.readers.facilitator": "you alone",
        "kit.readers.observers": "each observer",
        "kit.readers.room": "the walls and tables",
        "kit.copies.person": "one for each person",
        "kit.copies.observer": "one for each observer",
        "kit.copies.each": "one each",
        "kit.copies.wifi": "a few",
        # The papers of a side and of a seat.
        "kit.cards.later": "Your side gets its cards when the game begins. They are then among "
        "your papers on the screen; read them before you decide anything.",
        "kit.card.name": "{deal}: {name}.",
        "kit.par": "{par}: {points}",
        "kit.score.start": "{points} at the start",
        "kit.reserve": "{table}, without an agreement: {worth}.",
        "kit.reserve.about": "This is what it is worth to your side if nothing is signed, as "
        "things stand at the start. An agreement that is worth less costs you points.",
        "kit.tracks": "What you can see change",
        "kit.tracks.name": "Measured",
        "kit.tracks.start": "At the start",
        "kit.tracks.about": "What it means",
        "kit.tracks.scaled": "{scale}. {about}",
        "kit.seat.with": "The other seats of your side: {seats}. None of them has read this "
        "paper; you decide together.",
        "kit.seat.brief": "What you want and know",
        "kit.seat.around": "Around you",
        "kit.seat.weights": "What each point weighs",
        "kit.seat.sentence": "Before the first move, write one sentence",
        "kit.seat.sentence.about": "What would you like to read in the other side’s account of the "
        "meeting?",
        "kit.seat.tally": "Who gave, turn by turn",
        "kit.notes": "Notes",
        # Name plates.
        "kit.fold": "fold here",
        # How a turn goes.
        "kit.turn.step": "{step}.",
        "kit.turn.stages": "The stages of this game",
        "kit.turn.stage": "Stage",
        "kit.turn.order": "The steps of a turn, in order",
        "kit.turn.phases": "What is done in each step",
        "kit.turn.dates": "The turns:",
        "kit.turn.date": "{turn}: {day}",
        # Event cards.
        "kit.events": "Event cards",
        "kit.events.about": "One card for each event that may come. The program brings them by "
        "itself, when their time comes; on the console you can let one happen or hold it back. "
        "Read it aloud when it comes.",
        "kit.event.when": "When:",
        "kit.event.effects": "What it does:",
        "kit.event.answer": "Answer “{answer}”:",
        "kit.event.question": "It asks:",
        "kit.event.guidance": "For you:",
        "kit.event.historical": "It really happened.",
        # The observer's sheet.
        "kit.observer": "Observer’s sheet",
        "kit.observer.about": "Write down what was done and said, by whom and on which turn, in "
        "their own words where you can. Leave judgement for the debrief. Show your notes to nobody "
        "while the game goes on.",
        "kit.observer.name": "Observer",
        "kit.observer.watches": "Side or table observed",
        "kit.observer.date": "Date",
        "kit.observer.seen": "What I saw, who did it, and on which turn",
        "kit.observer.turns": "Turn by turn",
        "kit.observer.turn": "Turn",
        "kit.observer.event": "What turned the talks, and who noticed",
        "kit.observer.question": "A question for the debrief",
        # The form of a table.
        "kit.minute.between": "Between {sides}",
        "kit.minute.about": "Tick one option for each issue. Nothing is agreed until everything "
        "is agreed and all have signed; then enter it in the program, because only what is "
        "entered there counts.",
        "kit.minute.rules": "Rules.",
        "kit.minute.table": "Table",
        "kit.minute.seal": "seal of the host",
        "kit.minute.promise": ("for {n} turn.", "for {n} turns."),
        "kit.minute.turn": "Agreed on turn",
        "kit.minute.sign": "Name and signature",
        # The agenda, what to say, and the questions.
        "kit.agenda": "The agenda",
        "kit.agenda.part": "Part",
        "kit.agenda.minutes": "Minutes",
        "kit.agenda.yours": "Your own times, and who does what",
        "kit.agenda.before": "Before people come",
        "kit.agenda.papers": "Sort the papers.",
        "kit.agenda.papers.about": "Each side at its table, each seat with its own paper, face "
        "down.",
        "kit.agenda.connect": "Put the wall on the projector.",
        "kit.agenda.connect.about": "It shows how to join. The console stays with you.",
        "kit.agenda.begin": "Seat everybody, then begin the session.",
        "kit.agenda.begin.about": "Both are buttons on the console; the clock starts with the "
        "second.",
        "kit.say": "What to say",
        "kit.say.welcome": "What this is.",
        "kit.say.welcome.about": "“{summary} You are the people in the room. Nobody wins by "
        "knowing the history.”",
        "kit.say.papers": "The papers.",
        "kit.say.papers.about": "“Read your paper alone, then talk in your team. Nobody else has "
        "read it; what you tell the others is up to you.”",
        "kit.say.turn": "A turn.",
        "kit.say.turn.about": "“There are {turns} turns. Your team decides together; one phone "
        "holds the pen and confirms. What all may know appears on the wall.”",
        "kit.say.table": "The table.",
        "kit.say.table.about": "“You may sign, or leave it. Without an agreement your side still "
        "has something; your paper says what that is worth.”",
        "kit.say.end": "The end.",
        "kit.say.end.about": "“Afterwards we look at what you decided, and at what you could not "
        "have known. The score is where the talk begins.”",
        "kit.questions": "Questions for the debrief",
        "kit.questions.about": "Ask people first, and show the wall afterwards. Two or three "
        "questions are enough.",
        "kit.questions.ask": "Ask",
        "kit.questions.heard": "What I heard",
        "kit.questions.surprised": "What surprised you most?",
        "kit.questions.turned": "When did it turn, and what did you know then?",
        "kit.questions.other": "What did you believe the other side wanted, and what made you "
        "believe it?",
        "kit.questions.gave": "What did you give that cost you little, and what did it bring you?",
        "kit.questions.without": "What would you have had without an agreement, and when did you "
        "last think of it?",
        "kit.questions.next": "What will you do differently next time?",
        # How to connect.
        "kit.wifi.network": "Wi-Fi network",
        "kit.wifi.password": "Password",
        "kit.wifi.join": "Join this Wi-Fi network.",
        "kit.wifi.join.about": "Your phone may warn that it has no internet: stay connected, the "
        "game doesn’t need it. Switch mobile data off if the page doesn’t open.",
        "kit.wifi.open": "Open the address in a browser.",
        "kit.wifi.open.about": "Type it as it stands, with the number behind the colon.",
        "kit.wifi.scan": "Scan the picture with your camera, or type the address as it stands, "
        "with the number behind the colon.",
        "kit.wifi.seat": "Type the code on your slip.",
        "kit.wifi.seat.about": "It takes you to your seat. Without a slip, type the room code and "
        "wait: the facilitator gives you a seat.",
        # Slips.
        "kit.slips.about": "Cut them out and give each person the slip of their own seat only: "
        "whoever has it can read what that seat reads.",
        "kit.slips.observer": "Observer: {what}",
        "kit.slips.open": "Type this code where the page asks for it, or open this address:",
        "kit.slips.scan": "Scan the picture, type this code where the page asks for it, or open "
        "this address:",
        "kit.slips.type": "Type this code where the page asks for it.",
    }
)
