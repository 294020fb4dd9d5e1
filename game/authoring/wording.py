"""Problems in words: what each code says to an author, and the cure it names.

Finding and wording are two things: checks record codes and values, this module alone writes
sentences, with the hints that depend on what was found in `hints`. A code's severity stands here.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import frozen

from game.authoring import hints
from game.authoring.hints import Values
from game.authoring.nearest import nearest as nearest


@frozen
class Wording:
    """How a code is said: the mistake, and the way out (may be empty)."""

    message: str
    hint: str | Callable[[Values], str] = ""
    severity: str = "error"


CODES: dict[str, Wording] = {
    # the file
    "file-missing": Wording("there is no such file", "check the path"),
    "file-unreadable": Wording(
        "the file can't be read: {reason}", "check the path, and that you may open the file"
    ),
    "file-folder": Wording("this is a folder, not a scenario file", "name the .yaml file in it"),
    "file-irregular": Wording(
        "this is not an ordinary file but a pipe, a device or something like it",
        "save the text in an ordinary file of this name",
    ),
    "file-outside": Wording(
        "this is a link that leads out of the scenario's folder, and is not followed",
        "replace the link with the file itself",
    ),
    "file-large": Wording(
        "the file has {size} bytes, more than {largest}", "split it with `include`"
    ),
    "file-utf16": Wording(
        "the file is stored as UTF-16", "save it as UTF-8 (in Notepad: Save as, Encoding UTF-8)"
    ),
    "file-utf8": Wording(
        "the byte {byte} is not UTF-8 text", "save the file as UTF-8 in your editor"
    ),
    "file-control": Wording(
        "no scenario may contain the invisible character {character}", "delete it"
    ),
    "file-name": Wording(
        "the name of this file contains the character {character}, which no file name may contain",
        "rename the file",
    ),
    "escape-control": Wording(
        "{written} stands for the invisible character {character}, which no scenario may contain",
        "delete it",
    ),
    "isolate-alone": Wording(
        "the invisible character {character} has no partner in its line", hints.isolate
    ),
    "file-empty": Wording("there is nothing in this file", hints.beginning),
    # YAML
    "yaml-top": Wording(
        "a scenario is keys with values, but this begins with something else",
        hints.beginning,
    ),
    "yaml-documents": Wording(
        "a second document begins here, and a file holds one scenario",
        "delete the line `---`, or save what follows in a file of its own",
    ),
    "yaml-deep": Wording(
        "this is nested more than {deepest} levels deep",
        "write it with fewer lists and keys inside each other",
    ),
    "yaml-many": Wording("the file holds more than {most} values", "split it with `include`"),
    "yaml-slips": Wording(
        "there are more than {most} mistakes of form", "mend those above first, then check again"
    ),
    "yaml-alias": Wording(
        "*{name} is a YAML alias, which scenarios don't use",
        "write out what it stands for; if it belongs to a text, put the whole text in quotes",
    ),
    "yaml-anchor": Wording(
        "&{name} is a YAML anchor, which scenarios don't use",
        "delete it; if it belongs to a text, put the whole text in quotes",
    ),
    "yaml-tag": Wording(
        "what begins with ! is a YAML tag, which scenarios don't use",
        "delete it; if it belongs to a text, put the whole text in quotes",
    ),
    "yaml-key": Wording("a key must be a word", "write an id before the colon"),
    "yaml-duplicate": Wording(
        'the key "{key}" stands here a second time; the first is on line {line}',
        "delete one, rename one, or join the two",
    ),
    "yaml-zeros": Wording(
        "{found} begins with 0, so it is not clear which number is meant",
        'write {decimal}, or "{found}" in quotes where it is no number',
    ),
    "yaml-indent": Wording(
        "this line doesn't stand under the ones above it",
        lambda v: "give lines that belong together the same number of spaces" + hints.rest(v),
    ),
    "yaml-no-colon": Wording(
        'there is no colon behind "{found}"',
        lambda v: "write `key: value`, with a colon and a space" + hints.rest(v),
    ),
    "yaml-quote": Wording(
        "the quote that opens here is never closed",
        lambda v: (
            "close it with the same sign, or write an apostrophe inside double quotes"
            + hints.rest(v)
        ),
    ),
    "yaml-bracket": Wording(
        "the {opened} that opens here is not closed as it should be",
        lambda v: f"close it with {v['close']}, and put a comma between the parts" + hints.rest(v),
    ),
    "yaml-extra": Wording(
        "the {found} here closes nothing",
        lambda v: (
            "delete it; if it belongs to a text, put the whole text in quotes" + hints.rest(v)
        ),
    ),
    "yaml-escape": Wording(
        "{found} means nothing inside double quotes",
        "write \\\\ for a backslash, or use single quotes",
    ),
    "yaml-unreadable": Wording(
        "this can't be read as YAML ({problem})",
        lambda v: "look at this line and the one above" + hints.rest(v),
    ),
    # the traps
    "trap-tab": Wording(
        "a tab stands here, and YAML takes only spaces",
        lambda v: "write spaces instead" + hints.rest(v),
    ),
    "trap-start": Wording("a text can't begin with {found} without quotes", hints.quoted),
    "trap-after-quote": Wording(
        'after the closing quote there is more: "{found}"',
        lambda v: "put the whole text in quotes of the other kind" + hints.rest(v),
    ),
    "trap-colon-space": Wording(
        'there is no space behind the colon after "{found}"',
        lambda v: f"write `{v['found']}: ` with a space" + hints.rest(v),
    ),
    "trap-colon": Wording('a colon and a space stand in an unquoted text: "{found}"', hints.quoted),
    "trap-dash-space": Wording(
        'there is no space behind the dash before "{found}"', "write `- {found}` with a space"
    ),
    "trap-colon-braces": Wording(
        'there is no space behind the colon in "{found}"', "write `key: value` with a space"
    ),
    "trap-comma-braces": Wording(
        'a comma inside braces has cut a text or formula in two; "{found}" was left over',
        "put the value in quotes, or write it on a line of its own without braces",
    ),
    "trap-comma-list": Wording(
        "a comma inside square brackets has cut a formula in two",
        "put each item in quotes, or write one item a line, each after a dash",
    ),
    "trap-hash": Wording(
        'a space and # cut this text short; "{cut}" was taken for a comment',
        "put the whole text in double quotes",
    ),
    "trap-when-then": Wording(
        '"{found}" stands beside `{word}`, so nothing says that it depends on it',
        "write `then: {{{found}: …}}` in its place",
    ),
    # shapes
    "want-record": Wording("here stands {found}, but it takes keys with values", hints.keys),
    "want-mapping": Wording(
        "here stands {found}, but it takes ids with something under each", hints.ids
    ),
    "want-list": Wording("here stands {found}, but it takes a list", hints.item),
    "want-exactly": Wording("this list takes {exactly} items and has {got}", hints.TWO_NUMBERS),
    "want-by-side": Wording("here stands {found}, but each side has its own", hints.by_side),
    "want-text": Wording(
        "here stands {found}, but it takes a text",
        "write the text; a key that isn't needed can be left out",
    ),
    "want-whole": Wording('"{found}" is no whole number', hints.whole),
    "want-number": Wording(
        "here stands {found}, but it takes a number", "write degrees, such as 116.4"
    ),
    "want-flag": Wording('"{found}" is neither true nor false', hints.flag),
    "want-word": Wording("here stands {found}, but it takes one word", hints.one_of),
    "want-id": Wording("here stands {found}, but it takes the id of a {kind}", hints.one_id),
    "want-expression": Wording("here stands {found}, but it takes an expression", hints.EXPRESSION),
    "want-step": Wording(
        "here stands {found}, but an effect is keys with values",
        "write for instance `trust: +3` or `say: …`; a key with nothing can be left out",
    ),
    "want-branches": Wording(
        "here stands {found}, but `one_of` takes a list of branches",
        "write `- {{weight: 2, then: …}}` for each, after a dash",
    ),
    "want-branch": Wording(
        '"{found}" stands in a branch, which takes only `weight` and `then`',
        "write `{{weight: 2, then: …}}`, with the changes under `then`",
    ),
    "want-change": Wording(
        "here stands {found}, but a change is a sign with a number or expression",
        'write +3 to add, -3 to take away, "= 3" to set, or "+ expression"',
    ),
    "want-decision": Wording('"{found}" is no decision', hints.decision),
    "unsigned-number": Wording("{found} has no sign: does it add, or set?", hints.unsigned),
    "unsigned-change": Wording(
        '"{found}" has no sign: does it add, take away or set?', hints.unsigned_change
    ),
    "missing-key": Wording('"{key}" is missing here', hints.missing),
    "unknown-key": Wording('there is no key "{key}" here', hints.near),
    "key-of-other-kind": Wording(
        '"{key}" does not go with kind {kind}', "take it out, or write `kind: {other}`"
    ),
    "unknown-word": Wording('"{found}" is not one of the words that may stand here', hints.near),
    "bad-pattern": Wording('"{found}" doesn\'t have the right form', "write it like {example}"),
    "bad-id": Wording('"{found}" can\'t be an id', hints.an_id),
    "bad-id-value": Wording('"{found}" can\'t be the id of a {kind}', hints.an_id),
    "bad-label": Wording(
        '"{key}" can\'t be a label', "use letters, digits, _ and -, beginning with a letter"
    ),
    "reserved-word": Wording(
        '"{key}" has a meaning of its own in the language', "choose another id"
    ),
    "too-few": Wording("this takes {at_least} or more and has {got}", hints.few),
    "too-small": Wording("{found} is too small: the least is {at_least}", hints.small),
    "too-large": Wording("{found} is too large: the most is {at_most}", hints.large),
    "twice-in-list": Wording('"{found}" stands twice in this list', "delete one of them"),
    "two-steps": Wording(
        "`{first}` and `{second}` can't stand in one step",
        "make a list of two steps, each after a dash",
    ),
    "beside-step": Wording(
        '"{found}" can\'t stand beside `{word}`', "make a list of two steps, each after a dash"
    ),
    "lone-word": Wording(
        "`{found}` has nothing to belong to here",
        "`then` goes with when, chance or after, `else` with when or chance, `to` with say, reveal",
    ),
    "missing-then": Wording("`{word}` has no `then`", "add `then:` with the effects"),
    # includes and translations
    "include-missing": Wording("there is no file {found} beside this one", hints.near),
    "include-outside": Wording(
        "{found} is outside the folder of this file",
        "move the fragment into a folder below it, and name it from there",
    ),
    "include-nested": Wording("a fragment can't include others", "include it from the main file"),
    "include-itself": Wording("a file can't include itself", "take it out of `include`"),
    "include-twice": Wording("{found} is included twice", "name it once"),
    "fragment-alone": Wording(
        "this is a fragment, without a scenario's own `format`, `id` and `sides`",
        "check the file that includes it",
    ),
    "fragment-key": Wording(
        '"{key}" may stand only in the main file', "move it there; fragments hold sections of ids"
    ),
    "fragment-duplicate": Wording(
        '"{key}" stands in {file} too, on line {line}', "rename one of them"
    ),
    "translation-key": Wording('the scenario has no "{key}" here to translate', hints.near),
    "translation-not-text": Wording(
        "only texts are translated, and this is none in the scenario", "delete it"
    ),
    "translation-length": Wording(
        "this list has {got} items, the scenario's has {want}",
        "keep one item for each; write {{}} where there is nothing to translate",
    ),
    "translation-missing": Wording(
        "texts of the scenario without a translation: {count} ({shown})",
        "write them here under the same keys",
        "warning",
    ),
    # references
    "unknown-reference": Wording('there is no {kind} "{found}"', hints.reference),
    "unknown-effect": Wording('there is no effect or track "{found}"', hints.effect),
    "unknown-name": Wording('there is no track, setting or value "{found}"', hints.near),
    "unknown-dotted": Wording('there is no table "{found}"', hints.dotted),
    "unknown-issue": Wording('table "{table}" has no issue "{found}"', hints.near),
    "unknown-level": Wording('"{owner}" has no level or option "{found}"', hints.near),
    "unknown-level-value": Wording('there is no level "{found}"', hints.near),
    "unknown-card": Wording('deal "{deal}" has no card "{found}"', hints.near),
    "no-levels": Wording('"{found}" is a word, but this track has numbers', "write a whole number"),
    "name-twice": Wording(
        '"{key}" is already the id of one of the {first}, and formulas could not tell them apart',
        "rename one of them",
    ),
    "not-its-action": Wording(
        '"{action}" is no action of {side}', "add {side} to the action's `side`, or name another"
    ),
    "not-its-phase": Wording('stage "{stage}" has no phase "{phase}"', hints.phase),
    "not-party": Wording('"{found}" does not sit at this table', hints.near),
    "not-a-party": Wording(
        "{function}({table}) asks for what {side} gets, but {side} does not sit at this table",
        "take it out, or write it where only parties are asked",
    ),
    "no-score-here": Wording(
        "score({found}) can't stand here: scores are asked where a game is judged",
        "it may stand in the `when` of outcomes and in the `then` of tests",
    ),
    "no-asking-side": Wording(
        "{function}({found}) can't stand here: it would not be clear whose it is",
        "it may stand only in a side's score and in conditions of its own actions and answers",
    ),
    "predicate-dotted": Wording(
        "{function}() takes the id of one {kind}, without a dot", "write {function}({found})"
    ),
    "predicate-side": Wording(
        "{function}() asks about a side and its {kind}", "write {function}({example})"
    ),
    "predicate-card": Wording(
        "dealt() asks about a deal and one of its cards", "write dealt({example})"
    ),
    "dealt-too-early": Wording(
        "nothing has been dealt yet when cards are weighed",
        "write a whole number, or take dealt() out",
    ),
    # expressions as text
    "expr-empty": Wording("there is no expression here", hints.EXPRESSION),
    "expr-long": Wording(
        "the expression has {length} characters, more than {longest}",
        "give parts a name under `values`",
    ),
    "expr-deep": Wording("the expression is nested too deeply", "give parts a name under `values`"),
    "expr-decimal": Wording(
        "{found} is a decimal number, and rules use whole ones",
        "count in percent, or divide: a tenth of x is x // 10, and 0.3 of it x * 3 // 10",
    ),
    "expr-number": Wording(
        '"{found}" is neither a number nor a name',
        "write numbers in digits only, such as 1000, and begin names with a letter",
    ),
    "expr-zeros": Wording("a number can't begin with 0", "write it without the zero"),
    "expr-large": Wording("the number is larger than {largest}", "use a smaller number"),
    "expr-percent": Wording("{found} is written with a % sign", "write the number alone"),
    "expr-text": Wording(
        "a quoted text can't stand in an expression",
        "take the quotes away: names are written without",
    ),
    "expr-truth": Wording(
        "{found} can't stand in an expression",
        "write 1 for true and 0 for false, or leave the key out",
    ),
    "expr-equals": Wording("a single = does not compare", "write =="),
    "expr-arrow": Wording("{found} is no comparison", hints.comparison),
    "expr-ampersand": Wording("{found} is no word of this language", "write `{instead}`"),
    "expr-exclamation": Wording("! is no word of this language", "write `not`"),
    "expr-capitals": Wording("{found} is written in capitals", "write `{instead}`"),
    "expr-power": Wording(
        "powers are not part of this language", "multiply: the square of x is x * x"
    ),
    "expr-divide": Wording("dividing so would leave fractions", "write //, which rounds down"),
    "expr-times": Wording("{found} is no sign of this language", "write *"),
    "expr-character": Wording(
        "the character {found} can't stand in an expression", hints.character
    ),
    "expr-attribute": Wording(
        "{found} has one dot too many", "write table.issue for the option agreed there"
    ),
    "expr-function": Wording('there is no function "{found}"', hints.function),
    "expr-call": Wording(
        '"{found}" is no function',
        "write a function's name before the brackets, such as min(trust, 60)",
    ),
    "expr-predicate": Wording("{function}() asks about one thing by its id", hints.subject),
    "expr-arguments": Wording(
        "values between the brackets of {function}(): {got}", hints.arguments
    ),
    "expr-forbidden": Wording('"{found}" is not part of this language', hints.PARTS),
    "expr-brackets": Wording(
        "brackets don't match: {opened} open and {closed} close", "give each ( its )"
    ),
    "expr-unfinished": Wording("the expression ends too soon", "add what should follow"),
    "expr-syntax": Wording('the expression can\'t be read from "{found}" on', hints.syntax),
    # bounds
    "overflow": Wording(
        "{text} could reach from {low} to {high}, beyond what the engine can count (±2147483647)",
        "use smaller ranges, or bound it with min() and max()",
    ),
    "sum-overflow": Wording(
        "{parts} could add up to anything from {low} to {high} for {side}, beyond what the "
        "engine can count (±2147483647)",
        "use smaller numbers, or bound what is added up with min() and max()",
    ),
    "always": Wording(
        "this always holds: {text}",
        "mend it, or leave the condition out (write 1 where one must stand)",
        "warning",
    ),
    "never": Wording("this can never hold: {text}", "mend it, or take it out", "warning"),
    "chance-range": Wording("{found} is no chance in percent", "write a number from 0 to 100"),
    "weight-negative": Wording("a weight can't be below 0: {found}", "write 0 or more"),
    "value-deep": Wording(
        "through the values that it uses this reaches more than {deepest} levels deep",
        "join some of them, or keep a part in a track",
    ),
    "formula-large": Wording(
        "with all the values in it written out, this has {size} parts, more than {most}: {chain}",
        "name each value once, use fewer of them, or keep a part in a track",
    ),
    "value-circle": Wording(
        "the value needs itself: {circle}", "take one of them out of the circle"
    ),
    "reads-hidden": Wording(
        'this shows {side} something of the {what} "{found}"{through}, which {side} can\'t see',
        hints.unseen,
        "warning",
    ),
    # places
    "degrees-range": Wording(
        "{found} is not a {what}, which lies between −{most} and {most} degrees", hints.degrees
    ),
    "place-swapped": Wording(
        "{found} lies far from all other places; with its numbers swapped it would lie near {near}",
        "longitude comes first, then latitude: write {swapped} if that is what you mean",
        "warning",
    ),
    # measures
    "pair-order": Wording("{low} is greater than {high}", "write the smaller number first"),
    "out-of-range": Wording("{found} is outside {low} to {high}", "change the value or the range"),
    "range-and-levels": Wording("a track has levels or a range, not both", "delete one"),
    "bands-order": Wording(
        "{found} does not follow {before}", "let bands rise, each `to` above the last"
    ),
    "bands-missing": Wording(
        "{found} sees only the band, but this track has no bands", "add `bands:`"
    ),
    "band-already": Wording(
        "{found} sees the value itself, so it need not be shown the band",
        "take it out of `band_seen_by`, or out of `seen_by`",
    ),
    "bands-short": Wording(
        "the last band ends at {found}, but the track goes on to {high}", "write `to: {high}`"
    ),
    "calendar-length": Wording(
        "the calendar names {got} turns, the game has {turns}",
        "give each turn one name, in quotes if it holds a comma",
        "warning",
    ),
    "floor-above": Wording(
        "the floor {floor} is above the opening {opening}", "write a `floor` of {opening} or less"
    ),
    # effects
    "trap-minus": Wording(
        'this takes away the whole of "{found}"',
        "put brackets around it, or write + and the sum that is meant",
        "warning",
    ),
    "fire-deep": Wording(
        "what this inject does leads, through what it fires, too deep to be followed",
        "put a part of the chain under `after`, or join some of its injects",
    ),
    "effects-large": Wording(
        "with all that it fires, this does {size} things at once, more than {most}: {chain}",
        "fire each of them fewer times, drop `once: false` from one of them, or put part of the "
        "chain under `after`",
    ),
    "equal-sites": Wording(
        "{found} and {other} would always draw the same luck", "rename one of them"
    ),
    "after-late": Wording(
        "{found} turns later is after the end of a game of {turns} turns, so it never happens",
        hints.late,
        "warning",
    ),
    "fire-circle": Wording(
        "these injects fire each other without end: {circle}",
        "let one come later: `{{after: 1, then: {{fire: …}}}}`",
    ),
    # flow
    "last-outcome": Wording(
        "the last outcome is what is left when no other holds, so it has no condition",
        "take its `when` out, or add an outcome without one at the end",
    ),
    "ends-always": Wording(
        'the outcome "{found}" has no condition, so it would end the game at once',
        "take its `ends` out: the last outcome is tested after the last turn",
    ),
    "deal-nothing": Wording(
        "every card of this deal has the weight 0, so none can be dealt",
        "give one of them a weight of 1 or more",
    ),
    "early-outcome": Wording(
        'the outcome "{found}" has no condition, so those after it are never reached',
        "give it a `when`, or move it to the end",
    ),
    "cooldown-repeat": Wording("`cooldown` and `repeat` contradict each other", "take one out"),
    "cost-too-high": Wording(
        "it costs {found}, but the track spans only {span}: it can never be paid", "lower the cost"
    ),
    "silent-stage": Wording(
        "no decision is ever asked in this stage", "give it a phase in which a side can act"
    ),
    "unreached-stage": Wording(
        "nothing leads to this stage", "name it in another stage's `next`", "warning"
    ),
    "unused-phase": Wording("no stage has this phase", "add it to a stage's `phases`", "warning"),
    "unvisited-table": Wording(
        "no phase visits this table", "add a phase of kind table with `table: {value}`", "warning"
    ),
    "idle-side": Wording(
        '"{found}" has no action on these menus', "take it out, or add a menu", "warning"
    ),
    "shared-cost": Wording(
        'both {sides} can pay from "{track}" here without seeing the other do so',
        "give each side a track of its own, or write `order: alternate`",
        "warning",
    ),
    "never-offered": Wording(
        "no phase offers this action", "add its menu to a phase of its side", "warning"
    ),
    # tables
    "weights-without-deal": Wording(
        "the weights of {side} depend on a card, but the table does not say of which deal",
        "add `weights_by: {{{side}: {deal}}}` to the table",
    ),
    "card-without-weight": Wording("there is no weight for {missing}", "add one for each card"),
    "value-without-weight": Wording(
        "this counts for nothing: the issue has no weight for {side}",
        "add a weight, or use `worth`",
    ),
    "issue-without-worth": Wording(
        "nothing says what this issue is worth to {side}",
        "give it a weight and each option a value; weight 0 where it does not matter",
    ),
    "option-without-value": Wording(
        "this option has no value and no worth for {side}", "add one for each"
    ),
    "no-otherwise": Wording(
        "an issue that can be off the agenda needs an `otherwise`",
        "name the option it then counts as",
    ),
    "otherwise-alone": Wording(
        "`otherwise` has no use where the issue is always on the agenda",
        "add a `when`, or take it out",
    ),
    "no-package": Wording(
        "no package satisfies all rules and conditions, so nothing can be agreed",
        "loosen a rule, or an option's `when`",
    ),
    # injects
    "at-weight": Wording(
        "an inject comes at a turn or is drawn by weight, not both", "take one out"
    ),
    "weight-chance": Wording(
        "an inject is drawn by weight or comes by chance, not both", "take one out"
    ),
    "answers-alone": Wording("there are answers but nobody is asked", "add `ask:` with a side"),
    "ask-alone": Wording("a side is asked but there are no answers", "add `answers:`"),
    "no-free-answer": Wording(
        "every answer has a cost or a condition, so a side might have none",
        "let one be free and without `when`",
    ),
    "inject-lost": Wording("no phase brings this inject", hints.unbrought, "warning"),
    "at-late": Wording(
        "turn {found} never comes: the game has {turns}",
        "write a turn from 1 to {turns}",
        "warning",
    ),
    "at-without-phase": Wording(
        "no stage that the game can be in on turn {found} has a phase that brings this inject",
        "add one to the stage's `phases`, or name another turn",
        "warning",
    ),
    "never-drawn": Wording("no phase draws from its deck", "add `draw: 1` to the phase", "warning"),
    # claims and tests
    "one-claim": Wording(
        "a claim is about exactly one thing",
        "write one of outcome, agreed, fired, ahead, score or every",
    ),
    "claim-figure": Wording(
        "a claim about `{subject}` takes `{wanted}` and no other figure", hints.figure
    ),
    "test-nothing": Wording("the test asserts nothing", "add `then:` with what must hold"),
    "test-refused": Wording(
        'the test "{test}" stops at "{value}" {where}: {why}{happened}',
        "give the position in which it can be decided, or mend the rules",
    ),
    "test-fails": Wording('the test "{test}" fails {where}: {found}{happened}', hints.EXPECTED),
    "test-accepted": Wording(
        'the test "{test}" fails {where}: "{value}" can be decided{happened}',
        "mend the conditions of the game, or what you expect",
    ),
    "claim-outcome": Wording(
        'the outcome "{id}" ends {found} of {games}{interval}, where {claimed} is claimed{more}',
        hints.EXPECTED,
    ),
    "claim-agreed": Wording(
        'at the end of {found} of {games} "{id}" is agreed{interval}, where {claimed} is '
        "claimed{more}",
        hints.EXPECTED,
    ),
    "claim-fired": Wording(
        '"{id}" fires in {found} of {games}{interval}, where {claimed} is claimed{more}',
        hints.EXPECTED,
    ),
    "claim-ahead": Wording(
        '"{id}" is ahead in {found} of {games}{interval}, where {claimed} is claimed{more}',
        hints.EXPECTED,
    ),
    "claim-score": Wording(
        'the mean score of "{id}" in {games} is {found}{interval}, where {claimed} is '
        "claimed{more}",
        hints.EXPECTED,
    ),
    "claim-every": Wording(
        "{missing} of {kinds} {were} never {happened} in {games}: {ids}{more}",
        "let it come up more easily, or claim it of more `games` where it is meant to be rare",
    ),
    "not-its-move": Wording("that is not for {side} to decide", hints.deciders),
    "package-short": Wording(
        "the agreed package has no option for {missing}", "name one for each issue"
    ),
    "allow-error": Wording(
        '"{found}" is an error, and only warnings can be silenced',
        "take it out, and mend the error",
    ),
    "many-problems": Wording(
        "{more} more problems are not shown", "mend those above first, then check again", "warning"
    ),
    "allow-unused": Wording(
        'there is no warning "{found}" here to silence', "take it out", "warning"
    ),
}

WARNINGS = tuple(code for code, wording in CODES.items() if wording.severity == "warning")


def say(code: str, values: Values) -> tuple[str, str]:
    """Message and hint of a finding; a warning's hint says how to silence it."""
    wording = CODES[code]
    values = {key: _visible(value) for key, value in values.items()}
    hint = wording.hint(values) if callable(wording.hint) else wording.hint.format(**values)
    if wording.severity == "warning" and code not in _NOT_SILENCED:
        hint += f"; or write `allow: {{{code}: reason}}` beside it or further out"
    return wording.message.format(**values), hint


_NOT_SILENCED = ("allow-unused", "many-problems", "translation-missing")
_BLANK = re.compile(r"[^\S ]")


def _visible(value: object) -> object:
    """A text in which no character looks like nothing."""
    if not isinstance(value, str):
        return value
    return _BLANK.sub(lambda match: f"U+{ord(match.group()):04X}", value)
