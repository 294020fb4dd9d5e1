"""Texts as a .po file and back: the same translation, whole or not at all."""

import re
from pathlib import Path

import pytest
from babel.messages import pofile
from hypothesis import given
from hypothesis import strategies as st
from strategies.written import texts as drawn_texts
from translator import BEGUN, FOG, NOTHING, ROOT, fog, french

from game.desk.po import PoEntry, PoError, read_po, write_po
from game.desk.po_exchange import import_po, po_entries
from game.desk.texts import ScenarioTexts, Translation, read_scenario_texts
from game.model.braces import has_braces
from game.model.frozen import FrozenMap

SHIPPED = sorted(path for path in (ROOT / "scenarios").glob("*.yaml") if path.stem.count(".") == 0)
READABLE = drawn_texts.filter(lambda text: text.strip() != "")


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> ScenarioTexts:
    return fog(tmp_path_factory.mktemp("fog"))


@pytest.fixture(scope="module")
def begun(texts: ScenarioTexts) -> str:
    """A .po file with the translations of BEGUN."""
    entries = po_entries(texts, "fr", french(texts, BEGUN))
    return write_po(entries, "fr", texts.files.main).decode()


@given(
    entries=st.lists(
        st.tuples(READABLE, READABLE, drawn_texts, st.booleans()),
        unique_by=lambda entry: entry[0],
        max_size=6,
    )
)
def test_drawn_entries_are_read_as_they_were_written(
    entries: list[tuple[str, str, str, bool]],
) -> None:
    written = [
        PoEntry(context, original, translation, ("a file.yaml", 3), fuzzy and translation != "")
        for context, original, translation, fuzzy in entries
    ]
    content = write_po(written, "fr", "fog.yaml")
    read = read_po(content)
    assert read.language == "fr"
    assert [(e.context, e.original, e.translation, e.fuzzy) for e in read.entries] == [
        (e.context, e.original, e.translation, e.fuzzy) for e in written
    ]
    lines = content.decode().splitlines()
    assert all(lines[e.line - 1].startswith("msgstr") for e in read.entries)


@given(data=st.data())
def test_a_translation_comes_back_from_po_as_it_was(
    texts: ScenarioTexts, data: st.DataObject
) -> None:
    citing = {path for path, source in texts.texts.items() if texts.citations(source.text)}
    drawn = {path: data.draw(READABLE) for path in texts.texts if path not in citing}
    # Of those in which braces count, they would have to name something (rule 7.6).
    drawn = {p: text.replace("{", "") if has_braces(p) else text for p, text in drawn.items()}
    entries = po_entries(texts, "fr", Translation("", FrozenMap(drawn)))
    taken = import_po(texts, "fr", write_po(entries, "fr", "fog.yaml"), NOTHING)
    assert taken.translation.translated == drawn
    assert po_entries(texts, "fr", taken.translation) == entries


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_texts_of_a_shipped_scenario_come_back_from_po(path: Path) -> None:
    texts = read_scenario_texts(path)
    beside = path.with_name(f"{path.stem}.fr.yaml")
    if beside.exists():
        translation = french(texts, beside.read_text(encoding="utf-8"))
    else:  # a scenario without a translation is taken as its own
        own = {source.path: source.text for source in texts.texts.values()}
        translation = Translation("", FrozenMap(own))
    assert len(translation.translated) == len(texts.texts)
    exported = write_po(po_entries(texts, "fr", translation), "fr", path.name)
    taken = import_po(texts, "fr", exported, NOTHING)
    assert taken.translation.translated == translation.translated
    assert (taken.new, taken.changed, taken.fuzzy) == (len(texts.texts), 0, 0)


def test_a_po_file_has_places_and_contexts_and_babel_reads_it(
    texts: ScenarioTexts, begun: str
) -> None:
    assert '\n#: fog.yaml:16\nmsgctxt "sides.south.name"\nmsgid "South"\nmsgstr "Sud"\n' in begun
    catalogue = pofile.read_po(begun.splitlines(keepends=True), abort_invalid=True)
    contexts = [message.context for message in catalogue if message.id]
    assert contexts == list(texts.by_name())
    assert str(catalogue.locale) == "fr"


def test_a_text_with_a_per_cent_sign_is_no_format() -> None:
    entry = PoEntry("title", "5 % of all, and %(name)s in {braces}")
    assert b"format" not in write_po([entry], "fr", "fog.yaml")


def test_an_import_adds_and_replaces_and_takes_nothing_away(
    texts: ScenarioTexts, begun: str
) -> None:
    before = french(texts, "language: fr\ntitle: Brume\nactions: {greet: {name: Saluer}}\n")
    taken = import_po(texts, "fr", begun.encode(), before)
    assert (taken.new, taken.changed, taken.fuzzy) == (3, 1, 0)
    translated = taken.translation.translated
    assert len(translated) == 5
    assert translated["title",] == "Brouillard"
    assert translated["actions", "greet", "name"] == "Saluer"


def test_a_translation_marked_fuzzy_is_left_out(texts: ScenarioTexts, begun: str) -> None:
    fuzzy = begun.replace('msgctxt "title"', '#, fuzzy\nmsgctxt "title"')
    taken = import_po(texts, "fr", fuzzy.encode(), NOTHING)
    assert (taken.new, taken.fuzzy) == (3, 1)
    assert ("title",) not in taken.translation.translated


def test_other_line_ends_and_a_mark_at_the_beginning_do_no_harm(
    texts: ScenarioTexts, begun: str
) -> None:
    saved = b"\xef\xbb\xbf" + begun.replace("\n", "\r\n").encode()
    plain = import_po(texts, "fr", begun.encode(), NOTHING)
    assert import_po(texts, "fr", saved, NOTHING) == plain


def test_a_po_file_is_brought_up_to_date_and_what_is_translated_in_it_is_kept(
    texts: ScenarioTexts, begun: str
) -> None:
    worked_on = (
        begun.replace(
            'msgid "Send greetings"\nmsgstr ""', 'msgid "Send greetings"\nmsgstr "Saluer"'
        )
        .replace('msgid "South"', 'msgid "The South"')
        .replace("#: fog.yaml:16\n", "# le camp du sud\n#: fog.yaml:16\n")
        .replace('\n#: fog.yaml:15\nmsgctxt "sides.north.name"\nmsgid "North"\nmsgstr ""\n', "")
    )
    assert worked_on.count("\n") < begun.count("\n")
    entries = po_entries(texts, "fr", french(texts, "title: Brume\n"), worked_on.encode())
    found = {entry.context: entry for entry in entries}
    assert list(found) == list(texts.by_name())
    assert found["actions.greet.name"].translation == "Saluer"
    assert found["title"].translation == "Brouillard"
    changed = found["sides.south.name"]
    assert (changed.original, changed.translation, changed.fuzzy) == ("South", "Sud", True)
    assert changed.comments == ("le camp du sud",)
    # And what is brought up to date can be read back.
    updated = write_po(entries, "fr", "fog.yaml")
    assert import_po(texts, "fr", updated, NOTHING).fuzzy == 1


def test_in_a_list_that_has_grown_the_translations_move_with_their_originals(
    texts: ScenarioTexts, tmp_path: Path
) -> None:
    translation = french(texts, "calendar: [Lundi, Mardi]\n")
    written = write_po(po_entries(texts, "fr", translation), "fr", "fog.yaml")
    (tmp_path / "fog.yaml").write_text(FOG.replace("[Monday", "[Sunday, Monday"), encoding="utf-8")
    grown = read_scenario_texts(tmp_path / "fog.yaml")
    found = {entry.context: entry for entry in po_entries(grown, "fr", NOTHING, written)}
    days = [found[f"calendar[{i}]"] for i in range(3)]
    assert [(day.original, day.translation, day.fuzzy) for day in days] == [
        ("Sunday", "Lundi", True),
        ("Monday", "Lundi", True),
        ("Tuesday: the 2nd", "Mardi", True),
    ]


TITLE = 'msgctxt "title"\nmsgid "Fog on the strait"\nmsgstr "Brouillard"\n'
DAMAGE: dict[str, tuple[str, str, str | int | None, str]] = {
    "unclosed": (TITLE, TITLE.replace('rd"', "rd"), "msgstr", "between two double quotes"),
    "quote inside": (TITLE, TITLE.replace("Brou", 'Br"ou'), "msgstr", "between two double quotes"),
    "no quotes": (TITLE, TITLE.replace('"Brouillard"', "Brouillard"), "msgstr", "double quotes"),
    "behind": (TITLE, TITLE.replace('rd"', 'rd" !'), "msgstr", "between two double quotes"),
    "escape": (TITLE, TITLE.replace("Brou", r"Br\ou"), "msgstr", r"there is no escape \o"),
    "escape at end": (TITLE, TITLE.replace('rd"', 'rd\\"'), "msgstr", "between two double quotes"),
    "control": (TITLE, TITLE.replace("Brou", "Br\x1bou"), "msgstr", "can't contain U+001B"),
    "carriage": (TITLE, TITLE.replace("Brou", r"Br\rou"), "msgstr", "can't contain U+000D"),
    "override": (TITLE, TITLE.replace("Brou", "Br\u202eou"), "msgstr", "can't contain U+202E"),
    "keyword": (TITLE, TITLE.replace("msgstr", "msgstring"), "msgstring", "a line begins with"),
    "words": (TITLE, TITLE + "et voilà\n", "et voilà", "a line begins with"),
    "no msgstr": (TITLE, TITLE.replace('msgstr "Brouillard"\n', "# x\n"), "# x", "inside an entry"),
    "no msgstr, next": (TITLE, TITLE.replace('\nmsgstr "Brouillard"', "") + TITLE, 3, "is missing"),
    "no msgid": (TITLE, TITLE.replace('msgid "Fog on the strait"\n', ""), "msgstr", "no msgid"),
    "no context": (TITLE, TITLE.replace('msgctxt "title"\n', ""), "msgid", "has no msgctxt"),
    "loose": ("# The texts", '"loose"\n# The texts', 1, "belongs to no msgctxt"),
    "twice": (TITLE, f"{TITLE}\n{TITLE}", 5, "title is already there, in line"),
    "unknown": (TITLE, TITLE.replace('"title"', '"titel"'), "msgctxt", 'did you mean "title"'),
    "another original": (TITLE, TITLE.replace("the st", "a st"), "msgid", "is another"),
    "plural": (TITLE, TITLE.replace("msgstr ", 'msgid_plural "s"\nmsgstr[0] '), 3, "no plural"),
    "blank": (TITLE, TITLE.replace("Brouillard", "  "), "msgstr", "is blank"),
    "lost source": ("[LOG].\\n", "[LOG.\\n", None, "has lost the source [LOG]"),
    "other source": ("À toi [MAP]", "À toi [LOG, MAP]", None, "cites [LOG], the original doesn't"),
    "no header": (
        'msgid ""\nmsgstr ""\n"Project',
        'msgid "x"\nmsgstr ""\n"Project',
        1,
        "no header",
    ),
    "charset": ("charset=utf-8", "charset=ISO-8859-1", None, "in ISO-8859-1; save it as UTF-8"),
    "language": ("Language: fr", "Language: de", 1, "said to be in de, not in fr"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_is_refused_with_its_line(texts: ScenarioTexts, begun: str, kind: str) -> None:
    right, wrong, where, sentence = DAMAGE[kind]
    assert begun.count(right) >= 1
    before, _, behind = begun.partition(right)
    if kind == "lost source":  # the translation, not the original
        middle, _, behind = behind.partition(right)
        before += right + middle
    damaged = before + wrong + behind
    with pytest.raises(PoError) as error:
        import_po(texts, "fr", damaged.encode(), NOTHING)
    assert sentence in str(error.value)
    line = damaged.splitlines()[error.value.line - 1]
    first = before.count("\n")
    if isinstance(where, str):
        assert line.startswith(where)
        assert error.value.line > first
    elif where is not None:
        assert error.value.line == (
            where if kind in ("no header", "language", "loose") else first + where
        )


@pytest.mark.parametrize("share", range(1, 40))
def test_a_file_that_ends_too_early_is_refused(
    texts: ScenarioTexts, begun: str, share: int
) -> None:
    cut = begun.rstrip()[: len(begun.rstrip()) * share // 40]
    with pytest.raises(PoError) as error:
        import_po(texts, "fr", cut.encode(), NOTHING)
    assert 1 <= error.value.line <= cut.count("\n") + 1


def test_a_missing_text_is_named(texts: ScenarioTexts, begun: str) -> None:
    without = re.sub(r'(?m)^#: fog.yaml:15\nmsgctxt "sides.north.name"\n.*\n.*\n', "", begun)
    with pytest.raises(PoError, match=r"^the file ends without the text sides\.north\.name$"):
        import_po(texts, "fr", without.encode(), NOTHING)


def test_bytes_that_are_no_text_are_refused_with_their_line(
    texts: ScenarioTexts, begun: str
) -> None:
    with pytest.raises(PoError, match="UTF-8") as error:
        import_po(texts, "fr", begun.encode().replace("À".encode(), b"\xc0"), NOTHING)
    assert "[MAP]" in begun.splitlines()[error.value.line - 1]


def test_the_file_of_another_scenario_is_not_brought_up_to_date(texts: ScenarioTexts) -> None:
    other = write_po([PoEntry("elsewhere", "Else")], "fr", "other.yaml")
    with pytest.raises(PoError, match="another scenario"):
        po_entries(texts, "fr", NOTHING, other)


HEADER = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\n'
LONG = "x" * 100_000
HOSTILE = {
    "a long charset": f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={LONG}\\n"\n',
    "a long language": f'msgid ""\nmsgstr ""\n"Language: {LONG}\\n"\n',
    "a long name of a text": f'{HEADER}msgctxt "{LONG}"\nmsgid "b"\nmsgstr "c"\n',
    "a long line that is none": HEADER + LONG,
    "a name with an escape of terminals": f'{HEADER}msgctxt "\x1b[2J"\nmsgid "b"\nmsgstr "c"\n',
    "a translation with one": f'{HEADER}msgctxt "a"\nmsgid "b"\nmsgstr "\x1b]0;c\x07"\n',
    "a direction that is overridden": f'{HEADER}msgctxt "a"\nmsgid "b"\nmsgstr "\u202eb"\n',
    "a very long text without its end": f'{HEADER}msgctxt "a"\nmsgid "b"\nmsgstr "{LONG}\n',
    "nothing but quotes": HEADER + '"' * 100_000,
    "nothing": "",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_strangers_file_is_refused_in_a_sentence_that_can_be_read(
    what: str, texts: ScenarioTexts
) -> None:
    with pytest.raises(PoError) as caught:
        import_po(texts, "fr", HOSTILE[what].encode(), NOTHING)
    assert 0 < len(str(caught.value)) < 400
    assert "\x1b" not in str(caught.value)


def test_a_translation_that_would_act_on_yaml_stays_a_text(
    texts: ScenarioTexts, begun: str
) -> None:
    """Whatever stands in a translation, it is written so that YAML reads the same text."""
    (entry,) = re.findall(r'msgid "Send greetings"\nmsgstr "[^"]*"', begun)
    for wrong in ("a: b # c", "- a\\n- b", "*a", "!!python/object:os.system", "{{a}}", "'", "=1+1"):
        po = begun.replace(entry, f'msgid "Send greetings"\nmsgstr "{wrong}"')
        taken = import_po(texts, "fr", po.encode(), NOTHING).translation.translated
        assert wrong.replace("\\n", "\n") in taken.values()
