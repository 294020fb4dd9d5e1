"""What the numbers of the kernel's tables mean.

`T` holds everything as whole numbers: a head, then records, lists, and code, each found by its
address. Address 0 means "none": the head stands there. `S` is a state, in the order of
`rules.layout` up to the tables, then promises, delays, draws, held injects, last offers, hidden
answers, counted answers and, as their number changes, the questions last. Behind the state stands
how many of the next draws are repeated (`luck.draw`); then, where views are to show it, by side and
track the value last revealed and 1 more than the turn. `W` is room to work in.

`T` and `S` are 32 bits wide, `W`, rows of games and all that is worked out 64. What keeps numbers
within that:

- every part of a formula: the check's intervals, ±(2^31 - 1) (rule 1.3, `overflow`);
- what is signed as an agreement's worth, and a score: the check's sums (`sum-overflow`). A sum of a
  few terms of worths can be greater: `parts` keeps those out of `T`, and 10^4 of them fit into `W`;
- weight times value, before it is divided: 2^31 times 10^9 fits into 64 bits;
- tracks: their ranges, ±10^9; a change, a payment and costs that wait are clamped before they are
  kept, and an amount with its track fits into 64 bits. A cost is at most its track's span;
- weights that are added up for a draw: 2^31 times as many as a file can hold (`file-large`);
- a persona's joy: clamped to ±10^9 by `temper`, and heat is at most 10^6;
- a side's share of what there is to gain: a hundred times a worth, times the sides of a table;
- sums of scores in a search: a score times the trials, of which a second holds some thousands;
- turns, rounds, cooldowns, promises, `after`, `at`: at most 9999, and sums of two of them;
- uses, `fired` and draws: they grow by 10^4 a step at most (`effects-large`), 999 times that where
  a turn starts (MOST_DUE), and formulas read them only up to MOST;
- products of gains, means and spreads of scores, numbers of packages: Python's whole numbers.
"""

from __future__ import annotations

# ------------------------------------------------------------------------- the state, before tracks

TURN, STAGE, PHASE, OUTCOME, CURSOR, VISIT, SIDES = range(7)
"""Then, per side: finished, and its picks."""
SLOT_USES, SLOT_LAST, SLOT_TODAY, SLOT_STATE = range(4)
"""Of a slot in a state: how often it was taken, on which turn last, how often this turn; SLOT_STATE
is how many numbers a slot has there."""

# ---------------------------------------------------------------------------------- the head of `T`

(
    H_SIDES,  # how many sides
    H_PICKS,  # the most picks of any phase
    H_TURNS,
    H_STATE,  # how many numbers a state has
    H_TRACKS,  # where in a state they begin; then how many there are
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
    H_QUESTIONS,  # how many wait, then each: its inject, and H_FIRED_N more for each side before
    H_QUESTIONS_MOST,
    H_HIDDEN_ANSWERS,  # by side; only where some answers are revealed together
    H_BLANK,  # addresses: a state before anything has happened
    H_DEALS,  # per deal: site, cards, a formula for the weight of each
    H_OPENING,
    H_FIRST_TURN,  # the programs of `each_turn` on turn 1 and on later turns
    H_EACH_TURN,
    H_STAGES,  # addresses of the stages' records, and how many there are
    H_STAGES_N,
    H_PHASES,
    H_PHASES_N,
    H_SLOT_RECORDS,
    H_TABLE_RECORDS,
    H_PROMISE_RECORDS,
    H_INJECT_RECORDS,
    H_DELAY_RECORDS,  # per delay: its first counter, how many, its program
    H_ENDINGS,  # how many outcomes end a game at once, then each: its condition, its number
    H_OUTCOMES,  # all: how many, then their conditions
    H_SCORES,  # per side the address of a formula
    H_LINES,  # how many lines all scores have, then the formula of each
    H_TRACK_RANGES,  # per track: low, high
    # Per side: how many places of a state it doesn't see, then place and neutral value of each;
    # how many counters of delays it doesn't know, then their places.
    H_MASKS,
    H_COLUMNS,  # how many issues all tables have together
    H_PARTIES,  # how many parties all tables have together
    H_READINGS,  # how many numbers of the state all tables read together
    H_PARS,  # address: per side its par
    H_WORK,  # how many numbers `W` has
    W_NATIVE,  # where addresses of machine code begin, by address in `T`; 0 where there is none
    W_NAMED,  # places in `W`: the package named by an offer
    W_STACK,  # of formulas
    W_LAPSED,  # by issue of all tables, the program that follows where its agreement lapses
    W_DUE,  # how often each delay is due, which promises ran
    W_SAVED,  # tracks as they were before pending costs were taken out
    W_LIST,  # of legal decisions
    W_MANY,  # changes wanted by one step
    W_SIGNED,  # by issue, the option last signed in this game; -1
    W_SIGNED_ON,  # by table, the turn on which it was; -1
    W_SITUATIONS,  # by number that a table reads, what it was when something was last signed
    W_TERMS,  # by party of each table: see TERM_WORTH
    W_LEGAL,  # by slot, at how many decisions it was legal
    W_TAKEN,  # by side, how many decisions it has taken in this game
    W_SEATS,  # by side: the address of its persona, 0 for uniform
    W_OPTIONS,  # by option of the table at hand: its worth, or NEVER
    W_COMBOS,  # by combination of issues that hang together: its worth, or NEVER
    W_NEARNESS,  # by the same: its distance from the other's offer
    W_BEST,  # by part and distance: the best worth from there on
    W_LEAST,  # and the least
    W_TRAIL,  # combinations chosen on the way
    W_FOUND,  # those of the best package found
    W_NEARNESS_BEST,  # by distance within a part: the best worth
    W_NEARNESS_LEAST,  # and the least
    W_HELD,  # the last states of HELD games, a number of each in turn
    W_KEPT,  # what is kept of tables: see KEPT_NEXT, KEPT_ROOM and TABLE_SEARCHES
    HEAD,
) = range(75)

W_PACKAGE = 0
"""The package at hand, whole, stands first in `W`."""
HELD = 4
"""Games whose digests are worked out side by side: a processor does several such things at once."""

NEVER = -(2**62)
"""The worth of what can't be proposed."""

# -------------------------------------------------------------------------------- code of formulas
# The last value stands aside; `PUSH` puts it on the stack, where the operators find their left.

(
    END,  # the formula's value is the last one
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
"""From ADD on with the top of the stack at the left; +20 with a number, +40 with a place."""

WITH_NUMBER, WITH_PLACE = 20, 40
(
    NEGATE,
    NOT,
    TRUTH,
    ABSOLUTE,
    JUMP,  # to
    JUMP_IF_NOT,  # to: where the last value is 0
    JUMP_IF,  # to: where it isn't; it is 1 there
    CHOOSE,  # how many, where to go by the last value, clamped
    COUNT,  # how many, places: their sum, no more than 9999
    IS,  # place, n
    SIGNED,  # status, place, otherwise: what is at a place while a table is agreed
    OF_PACKAGE,  # issue
    CALL,  # another formula's code, which ends with RETURN
    RETURN,
    BETWEEN,  # how many, then each: place, low, high. Such a formula has nothing else
) = range(60, 75)
MOST = 9999
MOST_DUE = 999
"""How often an `after` step can wait for one turn (rule 3.4)."""

# --------------------------------------------------------------------------------- code of programs

(
    P_END,
    P_ADD,  # place, low, high, n
    P_CHANGE,  # PLUS | MINUS | BECOMES, place, low, high, formula
    P_CHANGES,  # how many, then each: PLUS | MINUS | BECOMES, place, low, high, formula
    P_WHEN,  # formula, where to go on where it doesn't hold
    P_CHANCE,  # formula, site, where to go on where it fails
    P_ONE_OF,  # site, where to go on after all, how many, then each: weight, where
    P_JUMP,  # to
    P_AFTER,  # turns, place of the counter
    P_OPEN,  # table record
    P_LAPSE,  # table record
    P_FIRE,  # inject record
    P_COUNT,  # place: something happened once more
    P_ASK,  # question
    P_GIVE,  # place of the turns left (that of the turn given is the next), turns
    P_PROPOSE,  # table record, then per issue the option
    P_REVEAL,  # place of the track, how many sides, where each finds what was revealed to it
    P_FINISH,  # outcome
) = range(18)
PLUS, MINUS, BECOMES = range(3)

# ------------------------------------------------------------------------------------------ records

STAGE_PHASES, STAGE_PHASES_N, STAGE_FIRST_TURN, STAGE_EACH_TURN = range(4)
STAGE_NEXT, STAGE_NEXT_N = range(4, 6)

ACTIONS, VISITS, INJECTS = range(3)
PHASE_KIND, PHASE_WHEN = range(2)
A_SIDES, A_SIDES_N, A_TOGETHER, A_NO_PASS, A_PICKS, A_ROWS, A_PLAIN = range(2, 9)
"""A_ROWS: per side of the game how many actions it is offered and the address of their rows.
A_PLAIN: 1 where no row has more to ask."""
ROW_SLOT, ROW_PLACE, ROW_LOW, ROW_WIDTH, ROW_MORE, ROW = range(6)
"""A number of the state that must not be below the low end nor more than the width above it, and
the address of the slot's record if there is more to ask."""
V_TABLE, V_ROUNDS = range(2, 4)
I_KNOWN, I_KNOWN_N, I_DRAWS, I_DRAWN, I_DRAWN_N, I_SITE = range(2, 8)

(
    SLOT_WHEN,
    SLOT_COST,  # how many, then each: place, low, high, amount
    SLOT_LIMIT,  # 0: none
    SLOT_COOLDOWN,  # 0: none
    SLOT_REPEAT,
    SLOT_PROGRAM,
    SLOT_SIDE,
    SLOT_ADDITIONS,  # how many steps its program has, if they are few and all additions; else -1
) = range(8)
MOST_ADDITIONS = 6
"""So many additions are few."""

(
    TABLE_STATE,
    TABLE_PARTIES,  # side by party
    TABLE_PARTIES_N,
    TABLE_PARTY,  # party by side; -1
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
    TABLE_COLUMN,  # its first issue among the issues of all tables
    TABLE_TERMS,  # its first party among the parties of all tables
    TABLE_READS,  # the places of the state that worths and conditions of its packages read
    TABLE_READS_N,
    TABLE_SITUATION,  # the first of them among those of all tables
    TABLE_PARTS,  # issues that hang together
    TABLE_PARTS_N,
    TABLE_NUMBER,
    TABLE_FARTHEST,  # the greatest distance of two packages
    TABLE_LAST_OFFERS,  # where they stand in the state: per party, per issue the option
    TABLE_KEPT,  # per party the address of what is said of its appraisals
    TABLE_SEARCHES,  # where in W_KEPT there are places for packages that were nearest
    TABLE_SEARCHES_N,  # how many; a power of 2
    TABLE,  # how long the record is
) = range(28)
LISTING = 1
"""So far behind a record of a table stands, among machine code, what lists its options; what says
whether a package can be proposed there stands at the record itself."""
AT_STATUS, AT_ROUNDS, AT_SPEAKER, AT_PROPOSER, AT_ACCEPTED = range(5)
"""Of a table in a state; behind the acceptances options and worths."""
NOBODY, OUTSIDE = -1, -2
"""Proposers that aren't a party: of no offer, and of a package that an effect has put there."""
TERM_WORTH, TERM_RESERVE, TERM_OFFERS, TERMS = range(4)
"""Of a party of a table: what was last signed is worth to it and what it could have kept, both at
that moment; how many offers it has made."""
CLOSED, OPEN, AGREED, COLLAPSED, EXPIRED, LAPSED = range(6)
STATUSES = 6

ISSUE_WHEN, ISSUE_OTHERWISE, ISSUE_OPTIONS_N, ISSUE_FIRST, ISSUE_OPTIONS = range(5)
"""ISSUE_FIRST: its first option among all of the table; then the addresses of its options."""
(
    OPTION_WHEN,
    OPTION_WHEN_PACKAGE,  # 1 where it reads the package
    OPTION_PROGRAM,
    OPTION_LAPSED,
    OPTION_WORTHS,  # by party
    OPTION_NEEDS,  # by party
    OPTION_BASES,  # by party: what of the worth doesn't read the package
    OPTION_BINDS,  # by party: its needs where they don't read the package
) = range(8)

(
    PART_ISSUES,
    PART_ISSUES_N,
    PART_COMBOS_N,
    PART_FIRST,  # its first combination among those of the table
    PART_COMBOS,  # per combination its options, by issue
    PART_OPTIONS,  # per combination the numbers of these options among all of the table
    PART_FIXED,  # per party its address: by combination, what it is worth beside bases, or UNFIT
    PART_LIVE,  # per party its address: how many formulas read package and state, then each
    PART,
) = range(9)
LIVE_KIND, LIVE_ISSUE, LIVE_OPTION, LIVE_FORMULA, LIVE = range(5)
"""It counts where the issue has the option (-1: always), as a WORTH or as what MUST hold."""
UNFIT = -(2**31)
MUST, WORTH = range(2)

(
    KEPT_ROOM,  # where in W_KEPT its last appraisal is kept
    KEPT_PLACES,  # where in W_KEPT there are places for what appraisals came to
    KEPT_PLACES_N,  # how many; a power of 2
    KEPT_LIVE,  # 1 where some worths of combinations follow from more than from those of options
    KEPT_OPTIONS_N,
    KEPT_COMBOS_N,
    KEPT_READS_N,  # how many numbers of the state it reads, then their places
    KEPT_READS,
) = range(8)
"""What is said of the appraisals of a party at a table."""
LAST_PLACE, LAST_NUMBER, LAST = range(3)
"""Of its last appraisal: where it stands and its number, then the numbers that it read."""
KEPT_NUMBER, KEPT_BEST, KEPT = range(3)
"""At a place: a number of its own, from 1 on (0: nothing stands there), and what the best package
is worth; then by issue the agenda, by option and by combination what it is worth."""
KEPT_NEXT, KEPT_AT_HAND, KEPT_FIRST = range(3)
"""At the begin of W_KEPT: the highest such number, that of the appraisal at hand, and where the
rooms begin."""
SEARCH_NUMBER, SEARCH_WANTED, SEARCH = range(3)
"""Of a package that was nearest: the number of its appraisal, what was wanted, then by issue the
option of the offer to be near to (UNASKED without one), and by part the combination found."""
UNASKED = -2

PROMISE_TURNS, PROMISE_BROKEN, PROMISE_KEPT_WHEN, PROMISE_KEPT, PROMISE_BREACH, PROMISE = range(6)
(
    INJECT_ONCE,
    INJECT_PLACE,
    INJECT_HELD,  # where in the state it stands whether it is held
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
    INJECT_ANSWERS,  # per side, per answer: when, cost, program, where it is counted (0: nowhere)
) = range(14)
ANSWER_WHEN, ANSWER_COST, ANSWER_PROGRAM, ANSWER_COUNT, ANSWER = range(5)

(
    PERSONA_HEAT,
    PERSONA_ACTIONS,  # per slot its value
    PERSONA_ANSWERS,  # per inject the address of its answers' values
    PERSONA_TARGETS,  # per table the address of its aim in % by rounds used
    PERSONA_SHIFTS_N,
    PERSONA_SHIFTS,  # per shift its condition
    PERSONA_SHIFTED,  # per set of shifts that hold, a bit for each, the record that then counts
) = range(7)
"""The records that count while shifts hold have none themselves."""

# ---------------------------------------------------------------------------------------- decisions

PASS, ACCEPT, WALK, OFFER = -1, -2, -3, -4
"""A decision is a slot or the number of an answer, or one of these."""
FIRE, SET, STOP, HOLD, RELEASE = range(5)
"""What the facilitator does: an inject, a track and its value, an outcome (-1: the first that
holds), an inject to hold or to release."""
