"""The meaning of the numbers in the kernel's tables.

`T` holds a whole scenario as whole numbers: a head, then records, lists and code, each found by its
address. Address 0 means "none", because the head begins there. `S` is a state. It has the order of
`rules.layout` up to the tables; then promises, delays, draws, held injects, last offers, hidden
answers, counted answers, votes, projects, ratifications, majorities and, because their number
changes, the questions last. After the state comes the number of draws that will be repeated
(`luck.draw`); then, if views need them, by side and track the value last revealed and 1 more than
its turn. `W` is the work area.

The numbers in `T` and `S` have 32 bits; those in `W`, in rows of games and in computations have 64.
These limits keep all numbers within that:

- every part of a formula: the intervals of `check`, ±(2^31 - 1) (rule 1.3, `overflow`);
- the worth of an agreement, and a score: the sums of `check` (`sum-overflow`). A partial sum of
  worths can be greater: `parts` keeps these out of `T`, and 10^4 of them fit into `W`;
- weight times value, before it is divided: 2^31 times 10^9 fits into 64 bits;
- tracks: their ranges, ±10^9. Changes, payments and pending costs are clamped before they are
  stored, and an amount plus its track fits into 64 bits. A cost is at most its track's span;
- sums of weights for a draw: 2^31 times the number of weights in the largest file (`file-large`);
- a persona's liking for a move: `temper` clamps it to ±10^9, and heat is at most 10^6;
- the weighted worths of a package: a hundred times a worth, times the sides of a table;
- sums of scores in a search: a score times the trials, some thousands of which take a second;
- turns, rounds, cooldowns, promises, `after`, `at`: at most 9999, also sums of two of them;
- uses, `fired` and draws: a step adds at most 10^4 (`effects-large`), the start of a turn 999 times
  that (MOST_DUE), and formulas read them only up to MOST;
- products of gains, means and spreads of scores, numbers of packages: Python's own integers.
"""

from __future__ import annotations

# ------------------------------------------------------------------------- the state, before tracks

TURN, STAGE, PHASE, OUTCOME, CURSOR, VISIT, SIDES = range(7)
"""The first places in a state. From SIDES on, per side: whether it has finished, and its picks."""
SLOT_USES, SLOT_LAST, SLOT_TODAY, SLOT_STATE = range(4)
"""The numbers of a slot in a state: how often it was taken, the last turn, how often in this turn.
SLOT_STATE is how many these are.
"""

# ---------------------------------------------------------------------------------- the head of `T`

(
    H_SIDES,  # the number of sides
    H_PICKS,  # the most picks of any phase
    H_TURNS,
    H_STATE,  # the length of a state
    H_TRACKS,  # their first place in a state; _N is always the number of such things
    H_TRACKS_N,
    H_CARDS,
    H_CARDS_N,
    H_SLOTS,
    H_SLOTS_N,
    H_FIRED,
    H_FIRED_N,
    H_TABLES,
    H_TABLES_N,
    H_PROMISES,
    H_PROMISES_N,
    H_DELAYS,
    H_DELAYS_N,
    H_DRAWS,
    H_DRAWS_N,
    H_QUESTIONS,  # how many wait; then for each its inject, plus H_FIRED_N per side asked before
    H_QUESTIONS_MOST,
    H_HIDDEN_ANSWERS,  # by side; only if some answers are revealed together
    H_BLANK,  # from here on addresses: a state before anything has happened
    H_DEALS,  # per deal: site, number of cards, a formula for the weight of each
    H_OPENING,
    H_FIRST_TURN,  # the programs of `each_turn` on turn 1 and on later turns
    H_EACH_TURN,
    H_STAGES,  # the addresses of their records
    H_STAGES_N,
    H_PHASES,
    H_PHASES_N,
    H_SLOT_RECORDS,
    H_TABLE_RECORDS,
    H_PROMISE_RECORDS,
    H_INJECT_RECORDS,
    H_VOTES,  # the addresses of their records
    H_VOTES_N,
    H_PROJECTS,  # the addresses of their records
    H_PROJECTS_N,
    H_DELAY_RECORDS,  # per delay: its first counter, the number of counters, its program
    H_ENDINGS,  # the number of outcomes with `ends: now`; for each its condition and its index
    H_OUTCOMES,  # the number of all outcomes, then their conditions
    H_SCORES,  # per side, the address of a formula
    H_LINES,  # the number of lines in all scores, then the formula of each
    H_TRACK_RANGES,  # per track: low, high
    # Per side: the number of places of a state that it doesn't see, then each place with its
    # neutral value; the number of counters of delays that it doesn't know, then their places.
    H_MASKS,
    H_COLUMNS,  # the number of issues of all tables together
    H_PARTIES,  # the number of parties of all tables together
    H_READINGS,  # the number of places of the state that tables read, summed over all tables
    H_PARS,  # the address of the sides' pars
    H_WORK,  # the size of `W`
    W_NATIVE,  # place of the addresses of machine code, by address in `T` (0: none); 0 without code
    W_NAMED,  # from here on places in `W`: the package of an offer, as it is named
    W_STACK,  # the stack of formulas
    W_LAPSED,  # by issue of all tables, the program to run when its agreement lapses
    W_DUE,  # how often each delay is due; which promises were running
    W_SAVED,  # tracks as they were before pending costs were taken out
    W_LIST,  # the list of legal decisions
    W_MANY,  # the changes that one step makes together
    W_SIGNED,  # by issue, the option last signed in this game; -1 for none
    W_SIGNED_ON,  # by table, the turn of the last signing; -1 for none
    W_SITUATIONS,  # by place of the state that a table reads, its number at the last signing
    W_TERMS,  # by party of each table: see TERM_WORTH
    W_LEGAL,  # by slot, the number of decisions at which it was legal
    W_TAKEN,  # by side, the number of its decisions in this game
    W_SEATS,  # by side: the address of its persona, 0 for uniform
    W_OPTIONS,  # by option of the current table: its worth, or NEVER
    W_COMBOS,  # by combination of linked issues: its worth, or NEVER
    W_NEARNESS,  # by combination: its distance from the other party's offer
    W_BEST,  # by part and distance: the best worth of this part and those after it
    W_LEAST,  # the least worth, likewise
    W_TRAIL,  # the combinations chosen so far in a search
    W_FOUND,  # the combinations of the best package found
    W_NEARNESS_BEST,  # by distance within a part, the best worth
    W_NEARNESS_LEAST,  # by distance within a part, the least worth
    W_HELD,  # the last states of HELD games, interleaved number by number
    W_KEPT,  # caches about tables: see KEPT_NEXT, KEPT_ROOM and TABLE_SEARCHES
    HEAD,
) = range(79)

W_PACKAGE = 0
"""The place in `W` of the current package, with all issues."""
HELD = 4
"""The number of games whose digests are computed in parallel, which a processor does faster."""

NEVER = -(2**62)
"""The worth of a package, option or combination that can't be proposed."""

# -------------------------------------------------------------------------------- code of formulas
# The last value isn't on the stack. `PUSH` puts it there, as the left operand of an operator.

(
    END,  # the last value is the formula's
    NUMBER,  # n
    LOAD,  # place in the state
    PUSH,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    REMAINDER,
    LESS,
    AT_MOST,
    EQUAL,
    UNEQUAL,
    AT_LEAST,
    GREATER,
    LEAST,
    GREATEST,
) = range(17)
"""From ADD on, the left operand is the top of the stack and the right one the last value.

With 20 added to the code, the last value is the left operand and a number that follows is the right
one; with 40 added, a number in the state is the right one.
"""

WITH_NUMBER, WITH_PLACE = 20, 40
(
    NEGATE,
    NOT,
    TRUTH,
    ABSOLUTE,
    JUMP,  # to
    JUMP_IF_NOT,  # to: jumps if the last value is 0
    JUMP_IF,  # to: jumps if it isn't 0; it becomes 1
    CHOOSE,  # n, n targets: jumps to the one that the last value, clamped, selects
    COUNT,  # n, n places: their sum, at most 9999
    IS,  # place, n: whether they are equal
    IF_AGREED,  # place of a table's status, place, otherwise: the number there if it is agreed
    OF_PACKAGE,  # issue: its option in the current package
    CALL,  # another formula's code, which ends with RETURN
    RETURN,
    BETWEEN,  # n, then n times: place, low, high. Such a formula has nothing else
) = range(60, 75)
MOST = 9999
MOST_DUE = 999
"""The most times that an `after` step can be due in one turn (rule 3.4)."""

# --------------------------------------------------------------------------------- code of programs

(
    P_END,
    P_ADD,  # place, low, high, n
    P_CHANGE,  # PLUS | MINUS | BECOMES, place, low, high, formula
    P_CHANGES,  # n, then n times: PLUS | MINUS | BECOMES, place, low, high, formula
    P_WHEN,  # formula, target if it doesn't hold
    P_CHANCE,  # formula, site, target if it fails
    P_ONE_OF,  # site, target after all branches, n, then n times: weight, target
    P_JUMP,  # to
    P_AFTER,  # turns, place of the counter
    P_OPEN,  # table record
    P_LAPSE,  # table record
    P_FIRE,  # inject record
    P_COUNT,  # place: adds 1 to it
    P_ASK,  # question
    P_GIVE,  # place of the turns left (the next place is the turn of the promise), turns
    P_PROPOSE,  # table record, then per issue the option
    P_REVEAL,  # place of the track, n, then for n sides the place of what was revealed to it
    P_FINISH,  # outcome
    P_VOTE,  # inject record: members who are asked nothing vote
    P_BEGIN,  # project record
    P_STOP,  # project record
    P_HASTEN,  # n, then n times: place of the project in the state, formula
    P_LATER,  # formula of the turns, place of the first counter
) = range(23)
PLUS, MINUS, BECOMES = range(3)

# ------------------------------------------------------------------------------------------ records

STAGE_PHASES, STAGE_PHASES_N, STAGE_FIRST_TURN, STAGE_EACH_TURN = range(4)
STAGE_NEXT, STAGE_NEXT_N = range(4, 6)

ACTIONS, VISITS, INJECTS = range(3)
PHASE_KIND, PHASE_WHEN = range(2)
A_SIDES, A_SIDES_N, A_TOGETHER, A_NO_PASS, A_PICKS, A_ROWS, A_PLAIN = range(2, 9)
"""A_ROWS: per side of the game, the number of actions that it is offered and the address of their
rows. A_PLAIN: 1 if ROW_MORE is 0 in all rows.
"""
ROW_SLOT, ROW_PLACE, ROW_LOW, ROW_WIDTH, ROW_MORE, ROW = range(6)
"""An offered action: its slot; a place of the state whose number must be at least ROW_LOW and at
most ROW_WIDTH more; and the address of the slot's record if there are other conditions, else 0.
"""
V_TABLE, V_ROUNDS = range(2, 4)
I_KNOWN, I_KNOWN_N, I_DRAWS, I_DRAWN, I_DRAWN_N, I_SITE = range(2, 8)

(
    SLOT_WHEN,
    SLOT_COST,  # n, then n times: place, low, high, amount
    SLOT_LIMIT,  # 0: none
    SLOT_COOLDOWN,  # 0: none
    SLOT_REPEAT,
    SLOT_PROGRAM,
    SLOT_SIDE,
    SLOT_ADDITIONS,  # the length of its program, if that is a few additions only; else -1
) = range(8)
MOST_ADDITIONS = 6
"""The most additions that count as few."""

(
    TABLE_STATE,
    TABLE_PARTIES,  # side by party
    TABLE_PARTIES_N,
    TABLE_PARTY,  # party by side; -1 for none
    TABLE_ISSUES,  # addresses of their records
    TABLE_ISSUES_N,
    TABLE_ROUNDS,
    TABLE_RULES,
    TABLE_RULES_N,
    TABLE_RESERVES,
    TABLE_AGREED,
    TABLE_COLLAPSED,
    TABLE_EXPIRED,
    TABLE_LAPSED,
    TABLE_COLUMN,  # the index of its first issue among the issues of all tables
    TABLE_TERMS,  # the index of its first party among the parties of all tables
    TABLE_READS,  # the places of the state that worths and conditions of its packages read
    TABLE_READS_N,
    TABLE_SITUATION,  # the index of the first of these places among those of all tables
    TABLE_PARTS,  # its parts, which are groups of linked issues
    TABLE_PARTS_N,
    TABLE_NUMBER,
    TABLE_FARTHEST,  # the greatest distance between two packages
    TABLE_LAST_OFFERS,  # their place in the state: per party, per issue the option
    TABLE_KEPT,  # per party, the address of the record about its cached appraisals
    TABLE_SEARCHES,  # the offset in W_KEPT of the cache of nearest packages
    TABLE_SEARCHES_N,  # the number of places in it; a power of 2
    # The place in the state of the turn after which a signed package lapses, then by vote whether
    # it has carried the package; 0 if agreements bind at once.
    TABLE_RATIFY,
    TABLE_RATIFIERS_N,
    TABLE_WITHIN,
    TABLE_PROVISIONAL,  # by issue
    TABLE_SIGNED,
    TABLE_REJECTED,
    TABLE_MAJORITY,  # the record of a vote, by whose majority packages are agreed; 0 for none
    TABLE_GONE,  # then the place in the state: by party whether it has walked, the ballots
    TABLE_PROPOSES,  # the only party that can make offers; -1 if all can
    TABLE,  # the length of the record
) = range(37)
LISTING = 1
"""The address of a table's record plus this is the index of the machine code that lists its
options. At the address itself is the machine code that tests whether a package can be proposed.
"""
AT_STATUS, AT_ROUNDS, AT_SPEAKER, AT_PROPOSER, AT_ACCEPTED = range(5)
"""The numbers of a table in a state. After the acceptances come the options and the worths."""
NOBODY, OUTSIDE = -1, -2
"""Proposers that aren't a party: for no offer, and for a package that an effect has proposed."""
TERM_WORTH, TERM_RESERVE, TERM_OFFERS, TERMS = range(4)
"""The numbers of a party of a table: the worth of the last signed package and the reservation
value, both at its signature; the number of offers that the party has made.
"""
CLOSED, OPEN, AGREED, COLLAPSED, EXPIRED, LAPSED, SIGNED = range(7)
STATUSES = 7

ISSUE_WHEN, ISSUE_OTHERWISE, ISSUE_OPTIONS_N, ISSUE_FIRST, ISSUE_OPTIONS = range(5)
"""ISSUE_FIRST: the index of its first option among those of the table. ISSUE_OPTIONS: here begin
the addresses of its options.
"""
(
    OPTION_WHEN,
    OPTION_WHEN_PACKAGE,  # 1 if its `when` reads the package
    OPTION_PROGRAM,
    OPTION_LAPSED,
    OPTION_WORTHS,  # by party
    OPTION_NEEDS,  # by party
    OPTION_BASES,  # by party: the terms of its worth that don't read the package
    OPTION_BINDS,  # by party: its needs if they don't read the package, else 0
) = range(8)

(
    PART_ISSUES,
    PART_ISSUES_N,
    PART_COMBOS_N,
    PART_FIRST,  # the index of its first combination among those of the table
    PART_COMBOS,  # per combination, its options by issue
    PART_OPTIONS,  # per combination, the indices of these options among those of the table
    PART_FIXED,  # per party, an address: by combination, its fixed worth without bases, or UNFIT
    PART_LIVE,  # per party, an address: the number of its live formulas (see LIVE), then each
    PART,
) = range(9)
LIVE_KIND, LIVE_ISSUE, LIVE_OPTION, LIVE_FORMULA, LIVE = range(5)
"""A live formula, which is computed when it is needed. It counts if the issue has the option
(always if LIVE_ISSUE is -1), either as a WORTH or as a condition that MUST hold.
"""
UNFIT = -(2**31)
MUST, WORTH = range(2)

(
    KEPT_ROOM,  # the offset in W_KEPT of its last appraisal
    KEPT_PLACES,  # the offset in W_KEPT of the cache of appraisals
    KEPT_PLACES_N,  # the number of places in it; a power of 2
    KEPT_LIVE,  # 1 if worths of combinations depend on more than the worths of options
    KEPT_OPTIONS_N,
    KEPT_COMBOS_N,
    KEPT_READS_N,  # the number of places of the state that it reads, then these places
    KEPT_READS,
) = range(8)
"""The record about the cached appraisals of a party at a table."""
LAST_PLACE, LAST_NUMBER, LAST = range(3)
"""The last appraisal of a party: its place and its number, then the numbers that it read."""
KEPT_NUMBER, KEPT_BEST, KEPT = range(3)
"""A cached appraisal: its own number, from 1 on (0: the place is empty), and the worth of the best
package; then by issue the agenda, and by option and by combination the worths.
"""
KEPT_NEXT, KEPT_AT_HAND, KEPT_FIRST = range(3)
"""The beginning of W_KEPT: the highest number of an appraisal, that of the current one, and the
offset at which the caches begin.
"""
SEARCH_NUMBER, SEARCH_WANTED, SEARCH = range(3)
"""A cached nearest package: the number of its appraisal, the worth that was wanted, then by issue
the option of the offer to be near to (UNASKED without one), and by part the combination found.
"""
UNASKED = -2

PROJECT_PLACE, PROJECT_TAKES, PROJECT_FINISH, PROJECT_HALT, PROJECT = range(5)
"""A project: its place in a state, the formula of its turns, the programs when it is done and when
it is stopped.
"""
PROJECT_LEFT, PROJECT_BEGUN, PROJECT_DONE, PROJECT_STATE = range(4)
"""The numbers of a project in a state: the turns left, how often it has begun and was done."""
PROMISE_TURNS, PROMISE_BROKEN, PROMISE_KEPT_WHEN, PROMISE_KEPT, PROMISE_BREACH, PROMISE = range(6)
(
    INJECT_ONCE,
    INJECT_PLACE,
    INJECT_HELD,  # the place in the state that says whether it is held
    INJECT_PROGRAM,
    INJECT_AT,
    INJECT_WHEN,
    INJECT_CHANCE,
    INJECT_SITE,
    INJECT_WEIGHT,
    INJECT_ASK,  # the sides that it asks
    INJECT_ASK_N,
    INJECT_TOGETHER,
    INJECT_ANSWERS_N,
    INJECT_VOTE,  # the record of the vote that its question is; 0 for none
    # The address of how many tables wait for this vote, then of each its record, and the place
    # in the state of whether it has carried that table's package.
    INJECT_RATIFIES,
    INJECT_ANSWERS,  # per side, per answer: when, cost, program, place of its count (0: none)
) = range(16)
(
    VOTE_PLACE,  # its first number in a state: see VOTE_CARRIED_TIMES
    VOTE_KEPT,  # the place of the ballots that are kept after their turn; 0 if none are
    VOTE_COUNTS_N,
    VOTE_MEMBERS_N,
    VOTE_MEMBERS,  # per member: see MEMBER_SIDE
    VOTE_WAY,
    VOTE_ABSTAIN,
    VOTE_NEEDED,  # per count: the share in per cent, and how much blocks (0: nothing does)
    VOTE_CARRIED,  # the programs that follow
    VOTE_LOST,
    VOTE,  # the length of the record
) = range(11)
VOTE_CARRIED_TIMES, VOTE_LOST_TIMES, VOTE_SUPPORT = range(3)
"""The numbers of a vote in a state. After the support by count come the ballots by member,
and where they are kept those of the last time."""
MEMBER_SIDE, MEMBER_LEANS, MEMBER_COUNTS = range(3)
"""A member: the side that plays it, or -1 and the formula of its lean; its weight by count."""
VOTE_BY, VOTE_UNLESS, VOTE_UNANIMOUS = range(3)
ABSTAIN_AGAINST, ABSTAIN_ABSENT, ABSTAIN_FOR = range(3)
ANSWER_WHEN, ANSWER_COST, ANSWER_PROGRAM, ANSWER_COUNT, ANSWER = range(5)

(
    PERSONA_HEAT,
    PERSONA_ACTIONS,  # per slot, how much the persona likes it
    PERSONA_ANSWERS,  # per inject, the address of how much it likes each answer
    PERSONA_TARGETS,  # per table, the address of its aims in %, by rounds used
    PERSONA_SHIFTS_N,
    PERSONA_SHIFTS,  # per shift, its condition
    PERSONA_SHIFTED,  # per set of shifts that hold (one bit each), the record to use then
    PERSONA_LEANS,  # per inject, the formula of how it leans in a vote; 0 for none
    # Per table that must be ratified, the address of how much it likes what would follow: `agreed`
    # less `rejected`, then by option of the table its effects, or less what would lapse. 0 for a
    # persona that doesn't ask what is signed.
    PERSONA_RATIFIES,
    PERSONA,  # the length of the record
) = range(10)
"""The records in PERSONA_SHIFTED have no shifts themselves."""
MOST_LIKED = 10**9
"""The most that anything can be liked or disliked."""

# ---------------------------------------------------------------------------------------- decisions

PASS, ACCEPT, WALK, OFFER = -1, -2, -3, -4
"""The codes of decisions other than slots and the numbers of answers."""
FIRE, SET, STOP, HOLD, RELEASE = range(5)
"""The facilitator's interventions: fire an inject, set a track to a value, stop with an outcome
(-1: the first that holds), hold or release an inject.
"""
