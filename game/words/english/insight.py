"""English of what a finished game was made of: decisions and their worth, luck, and causes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.words.sentences import Message

INSIGHT: Mapping[str, Message] = MappingProxyType(
    {
        # Why it ended so.
        "insight.why": "Why it ended so",
        "insight.why.signed": "{table} was signed on turn {turn}, and not ratified before the end.",
        "insight.why.ratified": "{table} was signed on turn {signed} and ratified on turn {turn}.",
        "insight.why.rejected": "{table} was signed on turn {signed}, but not ratified: it lapsed "
        "on turn {turn}.",
        "insight.why.opened-again": "It was opened again on turn {turn}, and nothing more was "
        "signed there.",
        "insight.why.agreed": "{table} was agreed on turn {turn}.",
        "insight.why.lapsed": "{table} was agreed on turn {signed} and lapsed on turn {turn}.",
        "insight.why.lapsed.by": "{table} was agreed on turn {signed} and lapsed on turn {turn} "
        "({cause}).",
        "insight.made": (
            "This made the game, more than anything else that was decided. In brackets: what it "
            "truly changed, against what a bot would have done there.",
            "These {n} things made the game, of all that was decided. In brackets: what each truly "
            "changed, against what a bot would have done there.",
        ),
        "insight.made.decided": "Turn {turn}, {what} ({points}).",
        "insight.made.signed": "Turn {turn}, {table}: signed ({points}).",
        "insight.made.met": "Turn {turn}, {table}: nothing signed ({points}).",
        "insight.made.met.first": "Turn {turn}, {table}: not signed yet ({points}).",
        "insight.made.by": "Most of it came by {what}.",
        "insight.made.parts": "The largest parts of it: {what}.",
        "insight.made.side": "{side} {n}",
        "insight.made.line": "{points}, most of all on “{line}”",
        "insight.made.judged": "By what {side} could know: {judged}.",
        "insight.made.here": "It is part of number {n} in the list of what made the game.",
        "insight.made.here.only": "It is part of what made the game.",
        "insight.why.walked": "{side} walked out on turn {turn}. {table} collapsed.",
        "insight.why.walked.once": "{side} had walked out there on turn {turn}.",
        "insight.why.none.collapsed": "{table} collapsed.",
        "insight.why.none.never": "{table} ended without an agreement: nobody made an offer.",
        "insight.why.none": (
            "{table} ended without an agreement after {n} offer.",
            "{table} ended without an agreement after {n} offers.",
        ),
        "insight.why.left": "Yet on turn {turn} {side} had offered what was worth more to "
        "everybody than no agreement: {package}.",
        "insight.why.broken.when": "on turn {turn}",
        "insight.why.broken.by": "on turn {turn} (by {what})",
        "insight.why.broken.more": (
            "{side} broke its promise “{promise}” {when}, and could expect {points} "
            "point more from there.",
            "{side} broke its promise “{promise}” {when}, and could expect {points} "
            "points more from there.",
        ),
        "insight.why.broken.less": (
            "{side} broke its promise “{promise}” {when}, which cost it about {points} point.",
            "{side} broke its promise “{promise}” {when}, which cost it about {points} points.",
        ),
        "insight.why.broken.even": (
            "{side} broke its promise “{promise}” {when}, which hardly changed what it "
            "could expect.",
            "{side} broke its promise “{promise}” {when}, which hardly changed what it "
            "could expect.",
        ),
        "insight.why.luck": "Chance mattered more for {side} than all decisions together: it "
        "brought {luck} points, the decisions of all sides {decided}.",
        "insight.why.luck.most": "Most of it was {what}.",
        "insight.why.line.more": (
            "{side} scored {total}, {n} point more than a typical player ({typical}), most of "
            "all on “{line}” ({points} instead of {usual}).",
            "{side} scored {total}, {n} points more than a typical player ({typical}), most of "
            "all on “{line}” ({points} instead of {usual}).",
        ),
        "insight.why.line.less": (
            "{side} scored {total}, {n} point less than a typical player ({typical}), most of "
            "all on “{line}” ({points} instead of {usual}).",
            "{side} scored {total}, {n} points less than a typical player ({typical}), most of "
            "all on “{line}” ({points} instead of {usual}).",
        ),
        "insight.why.usual": "{side} scored {n}, about as much as a typical player ({typical}).",
        "insight.why.typical": "A typical player scores the mean of what the scenario’s bots score "
        "in that seat, with any luck and against each other.",
        "insight.why.moved": "What moved its score most: {what}.",
        "insight.why.moved.else": "What else moved its score most: {what}.",
        "insight.why.moved.by": "{what}, on turn {turn} ({n})",
        "insight.why.moved.first": "{what}, before the first turn ({n})",
        # Decisions.
        "insight.move.offer": "An offer",
        "insight.move.offer.worth": "An offer worth {worth} to {side}",
        "insight.move.accept": "Accept the offer",
        "insight.move.accept.worth": "Accept the offer, worth {worth} to {side}",
        "insight.move.answer": "{inject}: {answer}",
        "insight.move.walk": "Walk out",
        "insight.move.pass": "Pass",
        "insight.move.silence": "Say nothing",
        "insight.decisions.about": "Each decision is compared with what else its side could "
        "have done, by playing on many times from what the side knew then. The scenario’s bots "
        "play on for everybody. Points are points of the final score; ± says by how much a "
        "figure can be wrong, in 19 cases of 20.",
        "insight.decisions.points": "Turning points for {side}, by what it could know",
        "insight.decisions.none": "{side} had no choice that mattered.",
        "insight.decisions.ungraded": (
            "{n} decision could not be looked at.",
            "{n} decisions could not be looked at.",
        ),
        "insight.judgements": "What the judgements mean:",
        "insight.label.good": "Good",
        "insight.label.lesser": "Not the best",
        "insight.label.costly": "Costly",
        "insight.label.serious": "Serious mistake",
        "insight.label.missed": "Missed chance",
        "insight.label.unknowable": "Could not be known",
        "insight.label.about.good": "nothing else was surely better by more than 7% of the side’s "
        "usual spread of scores",
        "insight.label.about.costly": "something else was surely better by more than 7% of the "
        "side’s usual spread",
        "insight.label.about.serious": "by more than 14%",
        "insight.label.about.missed": "costly, but the side still stood no worse than at the start",
        "insight.label.about.lesser": "something else was surely better, by less than that",
        "insight.label.about.unknowable": "costly only because of what was hidden from the side",
        "insight.gain.more": (
            "The choice brought {points} point more than that of a typical player.",
            "The choice brought {points} points more than that of a typical player.",
        ),
        "insight.gain.less": (
            "The choice brought {points} point less than that of a typical player.",
            "The choice brought {points} points less than that of a typical player.",
        ),
        "insight.gain.even": "The choice brought as much as that of a typical player.",
        "insight.better": (
            "{what} would have brought {points} point more.",
            "{what} would have brought {points} points more.",
        ),
        "insight.better.package": "It differs in {package}.",
        "insight.better.too": "The side did that as well on the same turn, so little was "
        "lost in the end.",
        "insight.better.none": "Nothing else would surely have been better.",
        "insight.better.hidden": (
            "As things truly stood, which nobody on this side could know, {what} would have "
            "brought {points} point more.",
            "As things truly stood, which nobody on this side could know, {what} would have "
            "brought {points} points more.",
        ),
        "insight.instead.offer": "an offer worth {worth} to {side}",
        "insight.instead.pass": "doing nothing more",
        "insight.instead.silence": "saying nothing",
        "insight.instead.walk": "walking out",
        "insight.instead.accept": "accepting the offer",
        "insight.instead.accept.worth": "accepting the offer, worth {worth} to {side},",
        "insight.truly.badly": "It turned out badly: {n}, as things truly stood. As far as {side} "
        "knew, it was right.",
        "insight.truly.well": "Even so, as things truly stood: {n}, against what a bot would have "
        "done.",
        "insight.truly.otherwise": "As things truly stood: {n}, against what a bot would have "
        "done.",
        "insight.truly.together.badly": "All that the side decided at once turned out badly: {n}, "
        "as things truly stood. As far as {side} knew, it was right.",
        "insight.truly.together.well": "Even so, all that the side decided at once, as things "
        "truly stood: {n}, against what a bot would have done.",
        "insight.truly.together.otherwise": "All that the side decided at once, as things truly "
        "stood: {n}, against what a bot would have done.",
        "insight.clause": "{n} against what a bot would have done; {clause}",
        "insight.clause.best": "{judged} against the best choice it could know of",
        "insight.clause.right": "as far as the side knew, it was right",
        "insight.loss.package": "{what}, with {package}",
        "insight.judged": "{label}: {n}",
        "insight.judged.about": "The number beside a judgement is the larger of two: what the "
        "decision gained against what a typical player does there, or what it lost against the "
        "best that its side could know of. It is in points of the final score. Nothing stands "
        "beside a decision that hardly gained or lost anything.",
        "insight.worth": "What it was worth",
        "insight.turning": "Turning point {n}",
        "insight.turning.none": "No decision of {side} by itself surely changed its "
        "score by {least} points or more.",
        "insight.turning.none.own": "What it decided that truly changed most: {what}. By what it "
        "could know then, that was worth less.",
        "insight.turning.chance": "The largest stroke of chance: {what} ({n}).",
        "insight.turning.met": "{what} on turn {turn} ({n}).",
        "insight.turning.signed": "{table}: signed",
        "insight.turning.walked": "{table}: nothing signed, as {side} walked out",
        "insight.turning.unsigned": "{table}: nothing signed, at the last meeting",
        "insight.turning.signing": "At the table it was worth {worth} to the side, where no "
        "agreement was worth {reserve}.",
        "insight.turning.meeting": "The points are for all that was decided at that meeting, by "
        "all sides.",
        "insight.turning.suited": "The offer that {proposer} made on turn {turn} was worth more "
        "to everybody than no agreement, {worth} to {side} where no agreement was worth "
        "{reserve}: {package}.",
        "insight.turning.no-package": "No change of one or two issues would have made it better "
        "for one side and worse for none.",
        "insight.turning.repeated": "Not done: {what}",
        "insight.turning.repeated.pass": "Doing more than was good for it",
        "insight.turning.repeated.silence": "Saying more than was good for it",
        "insight.turning.occasions": (
            "{what} would have been better on {n} occasion, {points} points in all.",
            "{what} would have been better on {n} occasions, {points} points in all.",
        ),
        "insight.turning.turns": (
            "Turn {turns}",
            "Turns {turns}",
        ),
        "insight.marked": "Marked are turning points (1 to 3) and mistakes, with their points: "
        "against the best that the side could know of, or against a typical player where they "
        "gained. The curve shows what truly changed.",
        "insight.working": "What the decisions were worth is being worked out: {percent}%",
        "insight.compiling": "Compiling the rules comes first, which can take a minute.",
        "insight.failed": "What the decisions were worth could not be worked out.",
        # Luck and skill.
        "insight.sum": "Luck and skill",
        "insight.sum.of": "{side}: from {start} to {final}",
        "insight.sum.start": "Start",
        "insight.sum.luck": "Luck",
        "insight.sum.own": "Own decisions",
        "insight.sum.others": "Others’ decisions",
        "insight.sum.other": "Decisions: {side}",
        "insight.sum.facilitator": "Facilitator",
        "insight.sum.remainder": "Not explained",
        "insight.sum.final": "Final score",
        "insight.sum.events": "What chance did for {side}",
        "insight.sum.events.own": "Of its own decisions:",
        "insight.sum.events.others": "Of what the others did:",
        "insight.sum.events.luck": "Of what chance did:",
        "insight.sum.events.none": "Nothing that chance did was worth a point to {side}.",
        "insight.sum.remainder.large": "What is not explained is larger than some of these "
        "figures: take them as rough.",
        "insight.event": "Turn {turn}: {what} ({n})",
        "insight.event.of": "Turn {turn}, {side}: {what} ({n})",
        "insight.event.before": "Before the first turn: {what} ({n})",
        "insight.event.card": "{deal}: {card}",
        "insight.event.dealt": "the card “{card}”",
        "insight.event.dealt.to": "the card “{card}” that was dealt to {sides}",
        "insight.event.together": (
            "{what}",
            "{what}, together",
        ),
        "insight.event.effect": "“{cause}”: {result}",
        "insight.event.absent": "“{inject}” did not happen",
        "insight.event.quiet": "what could have happened did not",
        "insight.event.intervention": "the facilitator intervened",
        "insight.event.nothing": "no news, where some could have come",
        "insight.sum.where": "Where the {n} came from",
        "insight.sum.said.luck.more": (
            "Chance added {points} point.",
            "Chance added {points} points.",
        ),
        "insight.sum.said.luck.less": (
            "Chance took {points} point away.",
            "Chance took {points} points away.",
        ),
        "insight.sum.said.own.more": (
            "The side’s own decisions added {points} point.",
            "The side’s own decisions added {points} points.",
        ),
        "insight.sum.said.own.less": (
            "The side’s own decisions took {points} point away.",
            "The side’s own decisions took {points} points away.",
        ),
        "insight.sum.said.others.more": (
            "What the others did added {points} point.",
            "What the others did added {points} points.",
        ),
        "insight.sum.said.others.less": (
            "What the others did took {points} point away.",
            "What the others did took {points} points away.",
        ),
        "insight.sum.said.other.more": (
            "What {other} did added {points} point.",
            "What {other} did added {points} points.",
        ),
        "insight.sum.said.other.less": (
            "What {other} did took {points} point away.",
            "What {other} did took {points} points away.",
        ),
        "insight.sum.said.facilitator.more": (
            "What the facilitator did added {points} point.",
            "What the facilitator did added {points} points.",
        ),
        "insight.sum.said.facilitator.less": (
            "What the facilitator did took {points} point away.",
            "What the facilitator did took {points} points away.",
        ),
        "insight.sum.said.start": "Before anybody decided, {side} could expect {n} points, if a "
        "bot played in each seat.",
        "insight.sum.said.nothing": "Nothing moved the score of {side} by much: it ended about as "
        "could be expected.",
        "insight.sum.steps": "From the start to the end, in points",
        "insight.sum.par": "dashed: par {par}",
        "insight.sum.itself": "This game",
        "insight.sum.of-side": "{side}: {what}",
        "insight.sum.before": "{what} (before the first turn)",
        "insight.sum.on-turn": "{what} (turn {turn})",
        "insight.sum.nothing": "Nothing here was worth a point.",
        "insight.sum.left-out": "Smaller effects, left out here, add up to {n}.",
        "insight.sum.cancel": "Smaller effects, left out here, cancel each other out.",
        "insight.sum.unexplained": "Small effects that nobody in particular caused. Each figure "
        "can be wrong by about {n}.",
        "insight.sum.rise": "gained",
        "insight.sum.fall": "lost",
        "insight.sum.interval": "the true value lies here in 19 cases of 20",
        "insight.sum.comparisons": "What bots make of this seat with the same luck, while the "
        "others do what they did",
        "insight.sum.same-luck": "Others with the same luck",
        "insight.curve": "What {side} could expect",
        "insight.curve.start": "expected at the start",
        "insight.curve.end": "final score",
        "insight.curve.expected": "expected final score",
        "insight.curve.spread": "where four games in five would have ended",
        "insight.curve.others": "decisions of {side}",
        "insight.curve.chance": "chance",
        "insight.curve.mark": "{what} ({n})",
        # What if.
        "insight.branches": "What if",
        "insight.branches.ask": "What if, in place of this:",
        "insight.branches.none": "Nothing else could be decided there.",
        "insight.branches.working": "Both ways are being played on…",
        "insight.branches.failed": "This can’t be played on from here.",
        "insight.branches.later": "This can be asked once the analysis has rated the decisions.",
        "insight.branches.about": (
            "From here, {n} game was played on in both ways with the same luck. After that all "
            "sides do what they did in this game wherever they still can, even where they would "
            "have answered differently.",
            "From here, {n} games were played on in both ways with the same luck. After that all "
            "sides do what they did in this game wherever they still can, even where they would "
            "have answered differently.",
        ),
        "insight.branches.decided": "As decided",
        "insight.branches.otherwise": "Otherwise",
        "insight.branches.happened": "In this game",
        "insight.branches.more": (
            "{side} would have scored about {n} point more (between {low} and {high}).",
            "{side} would have scored about {n} points more (between {low} and {high}).",
        ),
        "insight.branches.less": (
            "{side} would have scored about {n} point less (between {low} and {high}).",
            "{side} would have scored about {n} points less (between {low} and {high}).",
        ),
        "insight.branches.exactly.more": (
            "{side} would have scored {n} point more.",
            "{side} would have scored {n} points more.",
        ),
        "insight.branches.exactly.less": (
            "{side} would have scored {n} point less.",
            "{side} would have scored {n} points less.",
        ),
        "insight.branches.even": "{side} would have scored about the same.",
        "insight.branches.outcomes": "How the games ended",
        "insight.branches.share": "{outcome}: {before}% → {after}%",
        "insight.from-here": "Play on from here",
        "insight.from-here.about": "A new game begins on turn {turn}, before this decision, with "
        "all that happened up to there. This one stays as it is. Who plays each side?",
        "insight.followed": "What followed",
        # What they knew.
        "insight.knew": "What they knew",
        "insight.knew.aims": "Wanted, with the points so far",
        "insight.knew.knew": "Knew, and others did not",
        "insight.knew.hidden": "Did not know",
        "insight.knew.nothing": "nothing",
        "insight.knew.reserve": "No agreement: worth {worth}",
        "insight.knew.offer": "The offer on the table: worth {worth}",
        "insight.knew.offer.own": "Its own offer: worth {worth}",
        "insight.knew.aim": "{line}: {points}",
        "insight.knew.aim.later": "{line}: counted at the end",
        "insight.knew.track": "{track}: {value}",
        "insight.knew.band": "{what} (seen only as a band)",
        "insight.knew.action": "It had chosen: {action}",
        "insight.knew.action.of": "{side} had chosen: {action}",
        "insight.knew.reserve.of": "What no agreement was worth to {side}: {worth}",
        # Where it can't be said.
        "insight.none.no-room": "This game can’t be played on from turn {turn}: too many questions "
        "wait there. So it has no account of luck and skill.",
        "insight.none.stopped": "The time was too short for an account of luck and skill.",
    }
)
"""By key, the English sentences of these."""
