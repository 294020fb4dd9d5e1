"""Writes a state as a list of whole numbers, for the digest and the kernel (rule 9.5).

The numbers are in this order; lists are in file order, and 0 and 1 mean no and yes:

1. turn, stage, phase (-1 before the first, -2 after the last), outcome (-1 while the game goes on),
   cursor, complete rounds used in this visit;
2. per side: finished, then its picks as slots, padded with -1 to the most that any phase allows;
3. tracks; per deal the card;
4. per slot: uses, last turn (0: never), this turn;
5. per inject: times fired;
6. per table: status (0 closed, 1 open, 2 agreed, 3 collapsed, 4 expired, 5 lapsed, 6 signed),
   whole rounds used, speaker, proposer (-1: nobody), per party whether it has accepted, per issue
   the option offered or agreed (-1: not named), per party the worth at signature. Parties are in
   speaking order. A table that is not open has no rounds, speaker, proposer or acceptances, and one
   that is neither open, signed nor agreed has no options; worths stay while it is signed or agreed;
7. how many questions wait, then the questions in the order in which they are answered: the number
   of the inject, plus the number of all injects for each side that the question was put to before;
8. per promise: turns left, the turn on which it was last given;
9. per `after` step its counters: how often it is due one turn later, two turns later, …;
10. per site: the draws made this turn;
11. per inject: whether it is held;
12. per table: per party, per issue the option of its last offer (-1: not named, or no offer);
13. only if an inject reveals its answers together: per side, its answer that is not yet revealed
    (-1: none);
14. per inject whose answers an expression counts: per asked side, per answer, how often it was
    given;
15. per vote: how often its proposal was carried, how often it was lost, per count the share for it
    when it was last put, per member that takes part its ballot of this turn (1, -1 or 0); if an
    effect shows its ballots, per member that of the last time;
16. per project: turns left, how often it has begun, how often it was done;
17. per table whose packages must be ratified: the turn at whose end a signed package lapses (0:
    none is signed), per vote whether it has carried the package;
18. per table with a majority: per party whether it has walked out, per member of the body whether
    it was for the standing offer when that was last counted (1, -1; 0: not counted).

Games of version 1 have neither 11 nor 12.

Slots are ordered by side, then by action. `after` steps and sites are in the order of `compile`.
"""

from __future__ import annotations

from game.model.play import NOTHING, State
from game.model.version import HOLDS_AND_LAST_OFFERS
from game.rules.compiled import Rules


def flatten(rules: Rules, state: State) -> list[int]:
    """Returns the numbers of a state, in the order above."""
    numbers = [state.turn, state.stage, state.phase, state.outcome, state.cursor, state.visit]
    for finished, picks in zip(state.finished, state.picks, strict=True):
        numbers += [finished, *picks, *[NOTHING] * (rules.most_picks - len(picks))]
    numbers += state.tracks
    numbers += state.cards
    for slot in zip(state.uses, state.last, state.today, strict=True):
        numbers += slot
    numbers += state.fired
    for table in state.tables:
        numbers += [table.status, table.rounds, table.speaker, table.proposer]
        numbers += [*table.accepted, *table.options, *table.worths]
    numbers += [len(state.questions), *state.questions]
    for promise in zip(state.promises, state.promised_on, strict=True):
        numbers += promise
    numbers += state.delays
    numbers += state.draws
    if rules.version >= HOLDS_AND_LAST_OFFERS:
        numbers += state.held
        for table in state.tables:
            for offer in table.last_offers:
                numbers += offer
    if rules.hides_answers:
        numbers += state.hidden_answers
    numbers += [state.answered[number] for number in rules.counted_answers]
    for vote in state.votes:
        numbers += [vote.carried, vote.lost, *vote.support, *vote.ballots, *vote.kept]
    for project in state.projects:
        numbers += [project.left, project.begun, project.done]
    for at, rule in zip(state.tables, rules.tables, strict=True):
        if rule.ratifiers:
            numbers += [at.due, *at.ratified]
    for at in state.tables:
        numbers += [*at.walked, *at.ballots]
    return numbers
