"""English of what is explained: the terms of the game, each with what it means."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.words.sentences import Message

TERMS: Mapping[str, Message] = MappingProxyType(
    {
        # The walk through a screen's terms.
        "ui.explain.foot": "{number} of {count} · arrows or Tab: next · Esc: leave",
        "ui.explain.none": "Nothing on this screen needs explaining.",
        "ui.keys.everywhere.explain": "explain what stands on the screen, as a resting mouse does",
        # The record, and the game as it stood.
        "ui.record.promises": "Promises",
        "ui.record.talks": "Table",
        "ui.record.then": "See the game as it stood then",
        "ui.replay.now": "Back to now",
        "ui.over.then": "{turn}: {value}",
        # What is measured.
        "term.track": "Track",
        "term.track.about": "Something that is measured through the game.",
        "term.track.bands": "In bands: {bands}.",
        "term.track.band": "{band} up to {to}",
        "term.track.levels": "From the lowest: {levels}.",
        "term.track.high": "More is better for you.",
        "term.track.low": "Less is better for you.",
        "term.track.mine": "Only your side sees it.",
        "term.track.some": "Not everybody sees it.",
        "term.track.sides": "Seen by {sides}.",
        "term.track.nobody": "No side sees it.",
        "term.track.counts": "It counts in your score: {labels}.",
        "term.track.counts.side": "It counts for {side}: {labels}.",
        "term.bar": "Bar of a track",
        "term.bar.about": "It is cut where one band ends and the next begins; the band it is in is "
        "brighter. A white tick marks where it stood last turn.",
        "term.curve": "Curve",
        "term.curve.about": "How the track developed, turn by turn. The dot is where it stands "
        "now.",
        "term.change": "Change",
        "term.change.about": "Since last turn. Better and worse are from your side’s point of "
        "view.",
        "term.hidden": "Only you",
        "term.hidden.about": "The others don’t see this, unless something reveals it to them.",
        "term.seen": "Seen by some",
        "term.seen.about": "Only the sides whose emblems follow could see it; if none follows, "
        "nobody could.",
        # Time and its parts.
        "term.turn": "Turn",
        "term.turn.about": "A game has a fixed number of turns. Each goes through the same steps, "
        "for all sides; then the next one begins.",
        "term.stage": "Stage",
        "term.stage.about": "The state that relations are in. It decides which steps a turn has, "
        "and can change as a turn ends.",
        "term.phase": "Step of the turn",
        "term.phase.about": "The steps follow one another; the current one is white.",
        "term.phase.together": "All sides choose at the same time, unseen; then all that isn’t "
        "secret is shown.",
        "term.phase.alternate": "The sides act in turns. Each sees at once what the other did, "
        "unless it was secret.",
        "term.phase.table": "Talks at a table: offers go back and forth.",
        "term.timer": "Time left",
        "term.timer.about": "When it is up the game says so, and decides nothing for anybody.",
        # Who.
        "term.side": "Side",
        "term.side.about": "A party that decides. Its colour and its shape stand for it "
        "everywhere.",
        "term.speaks": "You speak for",
        "term.speaks.about": "The side whose decisions are taken here. What is on this screen is "
        "what it may know.",
        "term.eyes": "For these eyes only",
        "term.everybody": "For everybody’s eyes",
        "term.everybody.about": "All teams may read this page together, on a large screen too. The "
        "papers of each team follow, and are for that team alone.",
        "term.eyes.about": "Only this side reads these papers. Nobody else sees them in the game.",
        "term.seat": "Seat",
        "term.seat.about": "A role within your side, with an interest of its own. You decide "
        "together.",
        "term.deal": "Card dealt",
        "term.deal.about": "Dealt at random before the game: another game may deal another card. "
        "What it says holds in this game.",
        "term.team": "A team here",
        "term.persona": "Persona",
        "term.persona.about": "A temperament for a bot, written by the scenario’s author.",
        "term.chance": "Chance",
        "term.expert": "Expert",
        "term.seed": "Seed",
        "term.seed.about": "The number that everything random depends on: cards, draws and bots. "
        "The same seed and the same decisions bring the same game.",
        # Doing.
        "term.purse": "What you spend",
        "term.purse.about": "Actions are paid for with it, one filled sign for each point that "
        "is left.",
        "term.cost": "Cost",
        "term.cost.about": "What this takes, one sign a point. Nothing is paid before you confirm.",
        "term.card": "Action",
        "term.card.about": "Something your side can do. Click it to select it, click again to "
        "deselect it.",
        "term.closed": "Locked",
        "term.closed.about": "It can’t be chosen now. The text beside the lock says what is "
        "missing.",
        "term.resting": "Resting",
        "term.resting.about": "It was used recently, and can be used again later.",
        "term.effects": "What it does",
        "term.effects.about": "What is known to follow, as far as your side can foresee it. More "
        "may come of it.",
        "term.picked": "Pick",
        "term.picked.about": "What you have selected for this step. Nothing counts until you "
        "confirm.",
        "term.tag": "Mark",
        "term.tag.about": "Actions that have something in common share a mark. Click it to see "
        "only those.",
        "term.promise": "Promise",
        "term.promise.about": "A commitment with a deadline. The game judges whether it is kept, "
        "and everybody learns of it.",
        "term.promise.left": "Time for a promise",
        "term.promise.left.about": "How long the promise still binds. Then the game judges it.",
        "term.instructions": "Your instructions",
        "term.instructions.about": "What your side will do in this step, once you confirm it.",
        # The record.
        "term.record": "Record of proceedings",
        "term.record.about": "What happened, as far as your side knows. A bar marks what is new "
        "since your side last decided. Press a turn to see the game as it stood then.",
        "term.fresh": "New to you",
        "term.fresh.about": "This was entered since your side last decided.",
        "term.news": "News",
        "term.news.about": "Something that happened by itself, and not by a side’s decision.",
        "term.changes": "Changes",
        "term.changes.about": "What followed from earlier decisions, or comes anew each turn.",
        # The table.
        "term.table": "Table",
        "term.table.about": "One negotiation: a few questions, and one answer to each.",
        "term.issue": "Issue",
        "term.issue.about": "A question at the table. Its options go from one end to the other.",
        "term.weight": "Weight",
        "term.weight.about": "How much the issue counts in what a package is worth to your side.",
        "term.option": "Option",
        "term.locked": "Option not open to you",
        "term.locked.about": "It can’t be put into an offer now. The text below its name says what "
        "is missing.",
        "term.rule": "Rule of the table",
        "term.rule.about": "A package that doesn’t keep to it can’t be offered.",
        "term.ratify": "Ratification",
        "term.ratify.about": "What is signed at this table binds only once these votes carry it.",
        "term.draft": "Your draft",
        "term.draft.about": "The offer you are putting together, in brass. Nobody else sees it "
        "before you offer it.",
        "term.standing": "Standing offer",
        "term.standing.about": "The last offer on the table. It can be accepted until another "
        "takes its place.",
        "term.last": "Your last offer",
        "term.last.about": "What you offered before. It doesn’t bind you any more.",
        "term.worth": "Worth",
        "term.worth.about": "What a package is worth to your side, by your own weights. The other "
        "side has others, and they stay hidden until the end.",
        "term.reserve": "Reserve",
        "term.reserve.about": "What it is worth to you to sign nothing. An agreement below it is "
        "worse than none.",
        "term.strip": "Offers so far",
        "term.strip.about": "Every offer by what it is worth to you, the newest lowest. Further "
        "right is better for you; left of the line no agreement is better.",
        "term.round": "Round",
        "term.round.about": "In a round each side speaks once. When all rounds are used up without "
        "agreement, the talks end.",
        "term.offer": "Offer",
        "term.offer.about": "Your draft becomes the standing offer, and the others may accept it.",
        "term.accept": "Accept",
        "term.accept.about": "Once everybody at the table has accepted the standing offer, it is "
        "signed, and can’t be taken back.",
        "term.accept.majority": "Accept",
        "term.accept.majority.about": "Once a majority is for the standing offer, it is signed, "
        "and can’t be taken back.",
        "term.pass": "Say nothing",
        "term.pass.about": "The standing offer stays, and the next side speaks.",
        "term.walk": "Walk out",
        "term.walk.about": "The talks at this table end at once, for everybody. The consequences "
        "are listed below.",
        "term.walk.alone": "Walk out",
        "term.walk.alone.about": "You leave the talks at this table, and the others go on. You "
        "count as against every package, and are bound by what a majority agrees.",
        "term.majority": "Majority",
        "term.majority.about": "Here not all must agree: a package is agreed as soon as those who "
        "are for it reach the majority, and binds everybody at the table.",
        "term.status.open": "Open",
        "term.status.open.about": "The talks were still open when the game ended.",
        "term.status.closed": "Closed",
        "term.status.closed.about": "No talks took place at this table.",
        "term.status.signed": "Signed",
        "term.status.signed.about": "A package was signed, but it wasn’t ratified before the end.",
        "term.status.agreed": "Agreed",
        "term.status.agreed.about": "A package was agreed there, and it binds.",
        "term.status.collapsed": "Collapsed",
        "term.status.collapsed.about": "Somebody walked out.",
        "term.status.expired": "Expired",
        "term.status.expired.about": "The rounds were used up without agreement.",
        "term.status.lapsed": "Lapsed",
        "term.status.lapsed.about": "What was signed there no longer holds.",
        # Scores and the look back.
        "term.score": "Score",
        "term.score.about": "The sum of these lines. Each says what counts for your side, and how "
        "much.",
        "term.later": "Counted later",
        "term.later.about": "It depends on something that your side can’t see, and is shown after "
        "the end.",
        "term.par": "Par",
        "term.par.about": "A fair result for this side, set by the author. Sides differ, so each "
        "is compared with its own par.",
        "term.margin": "Margin",
        "term.margin.about": "The score less par. Margins can be compared between sides; scores "
        "can’t.",
        "term.outcome": "Outcome",
        "term.outcome.about": "One of the ways in which the scenario can end.",
        "term.verdict": "Verdict",
        "term.verdict.about": "How this outcome counts for the side, in the author’s view.",
        "term.mark": "Letters",
        "term.mark.about": "Each stands for something that moved tracks without being a side’s "
        "move: news, promises, the end of talks.",
        "term.cloud": "Payoff space",
        "term.cloud.about": "Every dot is a package that could have been agreed: further right is "
        "better for the one side, further up for the other.",
        "term.agreed": "Agreed",
        "term.agreed.about": "The package that was signed, by what it is worth to each.",
        "term.frontier": "Pareto frontier",
        "term.frontier.about": "On it nobody can have more without the other having less. Below it "
        "both could have done better.",
        "term.nash": "Nash point",
        "term.nash.about": "The package with the greatest product of what both gain over their "
        "reserves: one answer to what is fair.",
        "term.kalai": "Kalai–Smorodinsky point",
        "term.kalai.about": "Where both get the same share of the most that each could have "
        "gained: another answer to what is fair.",
        "term.better": "Zone of agreement",
        "term.better.about": "Here both are better off than without an agreement.",
        "term.left": "Left on the table",
        "term.left.about": "How much more one side could have had without the other losing "
        "anything.",
        "term.noted": "Note",
        "term.noted.about": "The pen marks a decision whose reason was written down at the time.",
        # Elsewhere.
        "term.inject": "Inject",
        "term.inject.about": "An event written by the author. It comes at a set time, on a "
        "condition, or by chance.",
        "term.question": "Question",
        "term.question.about": "The event asks your side something. The game waits for your "
        "answer.",
        "term.statement": "Statement",
        "term.statement.about": "What a side told the press. Each was written unseen by the "
        "others, so they need not agree.",
        "term.link": "Link",
        "term.link.about": "Its width follows the track it stands for.",
        "term.readers": "Point of view",
        "term.readers.about": "The game as one reader saw it: a side, the public, or the "
        "facilitator, who sees everything.",
        "term.moment": "As it stood then",
        "term.moment.about": "One line of the record: what was done, what followed at once, and "
        "where the tracks stood.",
    }
)
"""By key, the English sentences of terms."""
