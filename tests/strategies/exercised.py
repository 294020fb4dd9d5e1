"""What a game exercised, by name and rule: not what its scenario holds, but what happened in it.

Not among it: counts that stop at 9999 (rule 1.5), as no drawn game is that long; an end after a
pass or an offer alone (3.5), as nothing has changed since outcomes were last tried.
`exercised(game)` gives the names; `ITEMS` says which rule each belongs to; `Tally` counts games.
"""

from __future__ import annotations

from collections import Counter

from attrs import define, field

from strategies import noticing
from strategies.noticing import CAUSES, ENTRIES, READINGS, passages
from strategies.play import Game

_REFUSALS = {
    "over": "3.7",
    "unknown-side": "4.1",
    "not-your-turn": "4.4",
    "question-first": "6.5",
    "no-question": "6.5",
    "unknown-action": "4.1",
    "not-offered": "4.1",
    "when": "4.1",
    "cost": "4.1",
    "limit": "4.1",
    "cooldown": "4.1",
    "repeat": "4.1",
    "no-pass": "4.5",
    "wrong-kind": "4.1",
    "unknown-answer": "6.5",
    "answer-when": "6.5",
    "answer-cost": "6.5",
    "no-offer": "5.2",
    "own-offer": "5.2",
    "accepted-already": "5.2",
    "last-word": "5.2",
    "unknown-issue": "5.3",
    "unknown-option": "5.3",
    "off-agenda": "5.3",
    "issue-missing": "5.3",
    "option-when": "5.3",
    "needs": "5.3",
    "rule": "5.3",
    "facilitator-only": "10.1",
    "sides-only": "10.1",
    "unknown-inject": "10.1",
    "held-already": "10.3",
    "not-held": "10.3",
    "unknown-track": "10.1",
    "unknown-outcome": "10.1",
}
_ASKED = {
    **dict.fromkeys(("used", "chose", "count", "count of a side", "fired", "dealt"), "1.5"),
    **dict.fromkeys(("answered", "answered of a side"), "1.7"),
    **dict.fromkeys(("stage", "promised", "is_open", "agreed", "collapsed"), "1.6"),
    **dict.fromkeys(("expired", "lapsed", "by", "min", "max", "abs", "ended"), "1.6"),
    **dict.fromkeys(("value", "setting", "option", "package", "level", "track"), "1.6"),
    **dict.fromkeys(("worth", "reserve", "card"), "5.6"),
    **dict.fromkeys(("+", "-", "*", "//", "%", "the negative", "if"), "1.1"),
    **dict.fromkeys(("<", "<=", "==", "!=", ">=", ">", "a chain of comparisons"), "1.1"),
    **dict.fromkeys(("and", "or", "not"), "1.1"),
    **dict.fromkeys(("carried", "lost", "support", "voted"), "13.5"),
    **{"turn": "1.3", "score": "8.2"},
}
_OTHERS = {
    "a change was clamped": "1.2",
    "changes of one step read each other's tracks": "1.4",
    "a track was set with =": "1.4",
    "this turn's counts returned to 0": "1.5",
    "a level was set by its name": "1.6",
    "something was drawn": "2.1",
    "two sites were drawn at in one turn": "2.2",
    "a chance was drawn and hit": "2.3",
    "a chance was drawn and failed": "2.3",
    "a certain or impossible chance was drawn all the same": "2.3",
    "one of several was drawn": "2.3",
    "one of several was drawn where all weigh 0": "2.3",
    "an inject's chance was drawn and hit": "2.3",
    "an inject's chance was drawn and failed": "2.3",
    "an injects phase had nothing to draw": "2.3",
    "a card was dealt where all weigh 0": "2.3",
    "a card was dealt by weight": "2.3",
    "a site was drawn at twice in a turn": "2.4",
    "a game ended before anyone was asked": "3.1",
    "a phase was skipped for its `when`": "3.2",
    "a visit was skipped, its table not open": "3.2",
    "a side had no part in a phase": "3.2",
    "a phase was skipped in which nobody takes part": "3.2",
    "phases came in another order than the file's": "3.2",
    "a way out changed the stage": "3.3",
    "a part of `each_turn` happened on turn 1": "3.11",
    "a part of `each_turn` waited for its first turn": "3.11",
    "a part of `each_turn` began later": "3.11",
    "a part of `each_turn` had a condition": "3.11",
    "delayed effects came due": "3.4",
    "one delay came due twice at once": "3.4",
    "a delay was scheduled by a delay": "3.4",
    "a delay beyond the last turn was dropped": "3.4",
    "two delays came due at once": "3.4",
    "an outcome ended the game after an action": "3.5",
    "an outcome ended the game after a together phase": "3.5",
    "an outcome ended the game after a table's end": "3.5",
    "an outcome ended the game after an inject": "3.5",
    "an outcome ended the game after an answer": "3.5",
    "an outcome ended the game after a set track": "3.5",
    "an outcome ended the game at a turn's start": "3.5",
    "a conditional outcome held after the last turn": "3.6",
    "the last outcome was what was left": "3.6",
    "a game was played to its last turn": "3.6",
    "an effect ended the game": "3.8",
    "an effect ended the game with an outcome that didn't hold": "3.8",
    "an effect ended the game behind a cost that stayed paid": "3.8",
    "an effect ended the game amid several picks": "3.8",
    "a game of three or more sides": "3.9",
    "a phase passed without anybody being asked": "3.10",
    "an action was repeated in a phase": "4.1",
    "an action was taken again after its rest": "4.1",
    "two sides took one action": "4.1",
    "one cost was paid from two tracks": "4.2",
    "a cost was short because of one's own picks": "4.3",
    "a limit was reached with one's own picks": "4.3",
    "a together phase resolved picks of two sides": "4.3",
    "a payment was clamped": "4.3",
    "two sides paid from one track": "4.3",
    "a pick happened though its condition held no longer": "4.3",
    "an action was taken in turn": "4.4",
    "a pass ended a side's picks": "4.5",
    "a side that could do nothing passed": "4.5",
    "a pass under no_pass, with nothing legal": "4.5",
    "a pass was refused behind a pick": "4.5",
    "an entry's cause was kept from some": "4.6",
    "a line was said to some": "4.6",
    "second picks of two sides were resolved": "4.7",
    "sides resolved in another order than the file's": "4.7",
    "second picks were taken in turn": "4.7",
    "sides took turns in another order than the file's": "4.7",
    "a table was closed": "5.1",
    "a table was open": "5.1",
    "a table was agreed": "5.1",
    "a table was collapsed": "5.1",
    "a table was expired": "5.1",
    "a table was lapsed": "5.1",
    "a party passed at a table": "5.2",
    "a party passed with an offer standing": "5.2",
    "an offer left out an issue off the agenda": "5.3",
    "a standing offer no longer qualified": "5.3",
    "a standing offer was barred by the needs of one": "5.3",
    "an agreement counted an issue as its `otherwise`": "5.3",
    "a third party accepted an offer": "5.4",
    "a new offer replaced another's": "5.4",
    "a new offer cleared acceptances": "5.4",
    "an agreement of three or more": "5.4",
    "an offer stood between visits": "5.5",
    "a visit ended before its table": "5.5",
    "another than the first named spoke first": "5.5",
    "an acceptance stood between visits": "5.5",
    "something followed a table that was agreed": "5.5",
    "something followed a table that was collapsed": "5.5",
    "something followed a table that was expired": "5.5",
    "an agreement was weighed by a card": "5.6",
    "an agreement was worth something to a party": "5.6",
    "an agreement was worth less than nothing to a party": "5.6",
    "a table was opened for the first time": "5.7",
    "a table was reopened": "5.7",
    "a table was reopened in the breath that ended it": "5.7",
    "an `open` found its table open": "5.7",
    "an `open` found its table agreed": "5.7",
    "something followed a table that was lapsed": "5.8",
    "an option's `lapsed` effects happened": "5.8",
    "a `lapse` found no agreement": "5.8",
    "an offer was heard by its parties alone": "5.9",
    "a party's next offer replaced its last": "5.10",
    "a party's last offer stayed while another offered": "5.10",
    "last offers were gone as talks ended": "5.10",
    "last offers were kept from some": "5.10",
    "a proposal replaced an offer": "5.11",
    "a proposal was accepted at a table of two": "5.11",
    "a proposal was accepted at a table of more": "5.11",
    "a proposal was agreed": "5.11",
    "an offer replaced a proposal": "5.11",
    "a proposal left out an issue off the agenda": "5.11",
    "a proposal was heard by the parties alone": "5.11",
    "a proposal stood as a turn began": "5.11",
    "a `propose` found its table not open": "5.11",
    "a proposal failed for option-when": "5.12",
    "a proposal failed for rule": "5.12",
    "a proposal stood that the needs of one forbid": "5.12",
    "an inject happened on its turn": "6.1",
    "an inject happened on its condition": "6.1",
    "an inject was drawn": "6.1",
    "an inject of a deck happened": "6.1",
    "an inject happened by its chance alone": "6.1",
    "a phase drew more than once": "6.1",
    "an inject's turn passed without its phase": "6.1",
    "an inject happened twice": "6.2",
    "an inject without occasion happened": "6.3",
    "an effect fired an inject": "6.4",
    "an effect could not fire an inject again": "6.4",
    "the facilitator fired an inject": "6.4",
    "the facilitator fired a spent inject again": "6.4",
    "delayed effects fired an inject": "6.4",
    "two questions waited": "6.5",
    "a question was raised by a together phase": "6.5",
    "an answer's cost was paid": "6.5",
    "a question was asked as a turn began": "6.5",
    "a question was asked as a turn ended": "6.5",
    "a question was asked amid an injects phase": "6.5",
    "a question was asked during or after a visit": "6.5",
    "a question was asked in an actions phase": "6.5",
    "a side answered after another": "6.6",
    "an answer was kept hidden": "6.7",
    "answers were revealed together": "6.7",
    "answers took effect in another order than they were given": "6.7",
    "the answers of three sides were revealed together": "6.7",
    "an intervention while an answer was hidden": "6.7",
    "the game ended while an answer was hidden": "6.7",
    "a hidden track changed": "7.1",
    "a track seen only by its band changed": "7.1",
    "a card was hidden from some": "7.1",
    "something was told to nobody but the facilitator": "7.2",
    "the public held a revealed value": "7.3",
    "sides held different revealed values": "7.3",
    "a score line was kept from its side until the end": "7.4",
    "a value was revealed to all": "7.5",
    "a value was revealed to some": "7.5",
    "a revealed value gave way to a later one": "7.5",
    "a score line was not 0": "8.1",
    "a score line changed during the game": "8.2",
    "a score line stood at one of its bounds": "8.3",
    "effects waited for a later turn": "9.5",
    "picks waited for those of others": "9.5",
    "the facilitator set a track": "10.1",
    "the facilitator's track was clamped": "10.1",
    "the facilitator ended the game with an outcome": "10.1",
    "the facilitator ended the game with the first that held": "10.1",
    "an intervention amid a together phase": "10.1",
    "an intervention while a question waited": "10.1",
    "an intervention during a visit": "10.1",
    "the facilitator set a track to what it was": "10.1",
    "a held inject was passed over": "10.3",
    "a held inject was let happen": "10.3",
    "an inject happened by itself after it was released": "10.3",
    "a promise was given anew while it ran": "11.1",
    "a promise was not judged on the turn it was given": "11.1",
    "a promise was kept by its `kept_when`": "11.2",
    "a promise was kept as its time was up": "11.2",
    "a promise was broken by its `broken`": "11.2",
    "a promise was broken as its time was up": "11.2",
    "a promise came a turn nearer": "11.2",
    "a side voted for several members": "13.1",
    "the ballots of sides were revealed": "13.2",
    "a body without sides voted at once": "13.2",
    "a voice abstained": "13.3",
    "a proposal was carried": "13.4",
    "a proposal was lost": "13.4",
    "ballots were counted but not told": "13.6",
    "ballots stayed secret": "13.6",
    "not all sides knew of an inject": "14.1",
    "not all sides knew of a promise": "14.1",
    "not all sides knew of a table": "14.1",
    "a track changed by what not all sides knew of": "14.3",
}
ITEMS: dict[str, str] = {
    **dict(ENTRIES.values()),
    **dict(CAUSES.values()),
    **{f"refused: {code}": rule for code, rule in _REFUSALS.items()},
    **{f"asked: {word}": rule for word, rule in _ASKED.items()},
    **READINGS,
    **_OTHERS,
}
"""Everything that is looked for, with its rule."""

APART = {
    "2.5": "says what no view holds, and how bots draw, who decide in no drawn game",
    "14.2": "says what no view holds",
    "14.4": "says what a side guesses, and how bots read",
    "9.1": "of records, which a session writes",
    "9.2": "of records, which a session writes",
    "9.3": "of records, which a session writes",
    "9.4": "of records, which a session writes",
    "9.6": "of an author's tests, which are no games: `engine/rehearsal.py`",
    "9.7": "of seats and words between people, which a session writes",
    "10.4": "of what is announced and decided for a side, which a session writes",
    "10.2": "of the clock in a room, which a session keeps",
    "12.1": "of bots, who decide in no drawn game",
    "12.2": "of bots, who decide in no drawn game",
    "12.3": "of bots, who decide in no drawn game",
    "13.7": "of bots, who decide in no drawn game",
    "12.4": "of what bots say, who decide in no drawn game",
}
"""Rules that no game by itself can reach, and why."""


@define
class Tally:
    """In how many games each thing was exercised."""

    games: int = 0
    found: Counter[str] = field(factory=Counter)

    def add(self, game: Game) -> None:
        """Counts a game."""
        self.games += 1
        self.found.update(exercised(game))

    def share(self, item: str) -> float:
        """In how many percent of games a thing was exercised."""
        return 100 * self.found[item] / max(self.games, 1)

    def table(self) -> str:
        """A line for each thing, by rule."""
        items = sorted(ITEMS, key=lambda item: ([int(n) for n in ITEMS[item].split(".")], item))
        lines = [f"{ITEMS[item]:>5} {self.share(item):6.1f} %  {item}" for item in items]
        return "\n".join([f"exercised in {self.games} games:", *lines])


def exercised(game: Game) -> set[str]:
    """The names of all that a game exercised."""
    found = {*noticing.whole(game), *noticing.short(game)}
    found |= {*(f"refused: {code}" for code in noticing.refusals(game))}
    found |= noticing.readings(game)
    for passage in passages(game):
        for notice in noticing.NOTICES:
            found.update(notice(passage))
    assert found <= set(ITEMS), found - set(ITEMS)
    return found
