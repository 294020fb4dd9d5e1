"""Names for the numbers of a state, for people who inspect them one by one."""

from __future__ import annotations

from collections.abc import Iterator

from game.rules.compiled import Rules


def state_names(rules: Rules, questions: int) -> list[str]:
    """The names of the numbers of a state, in the order of `layout.flatten`.

    questions: the number of questions that wait.
    """
    return list(_each_name(rules, questions))


def _each_name(rules: Rules, questions: int) -> Iterator[str]:
    yield from ("turn", "stage", "phase", "outcome", "cursor", "rounds used in this visit")
    for side in rules.sides:
        yield f"{side} has finished"
        yield from (f"{side}'s pick {i + 1}" for i in range(rules.most_picks))
    yield from (f"track {track.id}" for track in rules.tracks)
    yield from (f"card of {deal.id}" for deal in rules.deals)
    for slot in rules.slots:
        name = f"{rules.sides[slot.side]}'s {slot.action}"
        yield from (f"{name}, times", f"{name}, last turn", f"{name}, times this turn")
    yield from (f"inject {inject.id}, times" for inject in rules.injects)
    for table in rules.tables:
        parties = [rules.sides[side] for side in table.parties]
        yield from (f"{table.id}, {what}" for what in ("status", "rounds", "speaker", "proposer"))
        yield from (f"{table.id}, accepted by {party}" for party in parties)
        yield from (f"{table.id}, option of {issue.id}" for issue in table.issues)
        yield from (f"{table.id}, worth to {party}" for party in parties)
    yield from ("questions that wait", *(f"question {i + 1}" for i in range(questions)))
    for promise in rules.promises:
        yield from (f"promise {promise.id}, turns left", f"promise {promise.id}, given on turn")
    for i, delay in enumerate(rules.delays):
        yield from (f"`after` {i + 1}, due in turns: {k + 1}" for k in range(delay.width))
    yield from (f"draws at site {i + 1}" for i in range(len(rules.sites)))
    yield from (f"inject {inject.id}, held" for inject in rules.injects)
    for table in rules.tables:
        yield from (
            f"{table.id}, last offer of {rules.sides[side]}, option of {issue.id}"
            for side in table.parties
            for issue in table.issues
        )
    if rules.hides_answers:
        yield from (f"{side}'s hidden answer" for side in rules.sides)
    answers = list(rules.index.answers)
    for number in rules.counted_answers:
        inject, side, answer = answers[number]
        yield f"{side}'s answer {answer} to {inject}, times"
    for each in rules.votes:
        assert each.vote is not None
        yield from (f"{each.id}, carried", f"{each.id}, lost")
        yield from (f"{each.id}, support by {count}" for count in each.vote.counts)
        yield from (f"{each.id}, ballot of {member.id}" for member in each.vote.members)
    for project in rules.projects:
        yield from (f"project {project.id}, {what}" for what in ("turns left", "begun", "done"))
    for table in rules.tables:
        if table.ratifiers:
            yield f"{table.id}, lapses after turn"
            yield from (f"{table.id}, ratified by {rules.injects[i].id}" for i in table.ratifiers)
    for table in rules.tables:
        if table.majority is not None:
            yield from (f"{table.id}, {rules.sides[side]} has walked out" for side in table.parties)
            yield from (f"{table.id}, {m.id} for it" for m in table.majority.count.members)
