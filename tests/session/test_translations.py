"""The languages of a scenario: which there are, which is best for somebody, and each of them."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny

from game.authoring.load import load
from game.authoring.reading.files import Files, Folder, KeptFiles
from game.model.frozen import FrozenMap
from game.model.problems import ScenarioError
from game.session.translations import Translations

OWN = "\n".join(tiny.SECTIONS.values())
FRENCH = "language: fr\ntitle: Petit\nactions: {warm: {name: Chaud}}\n"
TEXTS = {
    "tiny.yaml": OWN,
    "tiny.fr.yaml": FRENCH,
    "tiny.de.yaml": "title: Klein\n",
    "tiny.pt-BR.yaml": "title: Pequeno\n",
}


def kept(**more: str) -> KeptFiles:
    return KeptFiles("tiny.yaml", FrozenMap({**TEXTS, **more}))


def folder(path: Path, texts: dict[str, str], main: str = "tiny.yaml") -> Folder:
    for name, text in texts.items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    return Folder(path / main)


def translations(files: Files) -> Translations:
    return Translations(load(files), files)


@pytest.fixture(params=["kept", "folder"])
def beside(request: pytest.FixtureRequest, tmp_path: Path) -> Translations:
    """A scenario in English with three translations, in a record or in a folder."""
    return translations(kept() if request.param == "kept" else folder(tmp_path, TEXTS))


def test_its_own_language_comes_first_and_then_the_translations(beside: Translations) -> None:
    assert beside.codes == ("en", "de", "fr", "pt-BR")


def test_each_is_the_scenario_in_its_words(beside: Translations) -> None:
    titles = {code: beside.scenario(code).title for code in beside.codes}
    assert titles == {"en": "Tiny", "de": "Klein", "fr": "Petit", "pt-BR": "Pequeno"}
    assert [beside.scenario(code).language for code in beside.codes] == list(beside.codes)
    assert beside.scenario("fr").actions["warm"].name == "Chaud"
    assert beside.scenario("fr").actions["cool"].name == "Cool"


def test_its_own_is_the_one_that_is_there_and_another_is_read_once() -> None:
    own = load(kept())
    found = Translations(own, kept())
    assert found.scenario("en") is own
    assert found.scenario("fr") is found.scenario("fr")


def test_a_scenario_without_files_has_its_own_language_only() -> None:
    own = tiny.scenario("language: fr")
    found = Translations(own)
    assert found.codes == ("fr",)
    assert found.scenario("fr") is own
    assert found.best(("en", "de")) == "fr"


def test_a_file_in_its_own_language_beside_it_is_not_a_second_one() -> None:
    found = translations(kept(**{"tiny.en.yaml": "title: Little\n"}))
    assert found.codes == ("en", "de", "fr", "pt-BR")
    assert found.scenario("en").title == "Tiny"


@pytest.mark.parametrize(
    ("wished", "best"),
    [
        ((), "en"),
        (("",), "en"),
        (("C",), "en"),
        (("POSIX", "fr"), "fr"),
        (("fr",), "fr"),
        (("fr-CA",), "fr"),
        (("fr-CA", "de"), "fr"),
        (("ja", "de-CH", "fr"), "de"),
        (("en", "fr"), "en"),
        (("en-GB", "fr"), "en"),
        (("pt-BR",), "pt-BR"),
        (("pt", "fr"), "fr"),
        (("pt-PT",), "en"),
        (("ja", "ko"), "en"),
    ],
)
def test_the_best_is_the_first_that_is_wished_and_there_is(
    wished: tuple[str, ...], best: str, beside: Translations
) -> None:
    assert beside.best(wished) == best


def test_a_region_with_a_translation_of_its_own_has_it() -> None:
    found = translations(kept(**{"tiny.pt.yaml": "title: Miúdo\n"}))
    assert [found.best((wished,)) for wished in ("pt-BR", "pt", "pt-AO")] == ["pt-BR", "pt", "pt"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("actions: {sing: {name: Chanter}}\n", "translation-key"),
        ("tracks: {trust: {start: 3}}\n", "translation-not-text"),
        ("title: [", "yaml-bracket"),
        ("title: 'Brisé\n", "yaml-quote"),
    ],
)
def test_a_translation_with_mistakes_raises_all_its_problems_and_leaves_the_others(
    text: str, code: str, tmp_path: Path
) -> None:
    texts = {**TEXTS, "tiny.fr.yaml": text}
    for files in (KeptFiles("tiny.yaml", FrozenMap(texts)), folder(tmp_path, texts)):
        found = translations(files)
        assert "fr" in found.codes
        for _ in range(2):
            with pytest.raises(ScenarioError) as caught:
                found.scenario("fr")
            assert any(code == problem.code for problem in caught.value.problems)
            assert any("tiny.fr.yaml" in problem.file for problem in caught.value.problems)
        assert found.scenario("de").title == "Klein"


def test_a_mended_translation_in_a_folder_stays_as_it_was_read(tmp_path: Path) -> None:
    found = translations(folder(tmp_path, TEXTS))
    assert found.scenario("fr").title == "Petit"
    (tmp_path / "tiny.fr.yaml").write_text("title: Menu\n", encoding="utf-8")
    assert found.scenario("fr").title == "Petit"


# Which translations lie beside a scenario, on disk and in a record


@pytest.mark.parametrize(
    ("main", "others", "languages"),
    [
        ("tiny.yaml", ["tiny.fr.yaml", "tiny.de.yaml"], ("de", "fr")),
        ("tiny.yaml", ["tiny.fr-CA.yaml"], ("fr-CA",)),
        ("tiny.yaml", ["tiny.yml", "tiny.fr.yml", "tiny.fr.yaml.txt", "tiny.game"], ()),
        ("tiny.yaml", ["tinyfr.yaml", "tiny-two.fr.yaml", "other.fr.yaml"], ()),
        ("tiny.yaml", ["parts/tiny.fr.yaml", "tiny.parts/fr.yaml"], ()),
        ("tiny.two.yaml", ["tiny.yaml", "tiny.fr.yaml", "tiny.two.fr.yaml"], ("fr",)),
        ("ti[n]y.yaml", ["tiny.fr.yaml", "ti[n]y.fr.yaml"], ("fr",)),
        ("tiny", ["tiny.fr", "tiny.fr.yaml", "tiny.game"], ()),
        ("tiny.yml", ["tiny.fr.yml", "tiny.de.yaml"], ("fr",)),
        (".yaml", [".fr.yaml", "fr.yaml"], ()),
    ],
)
def test_a_record_has_the_languages_that_the_folder_has(
    main: str, others: list[str], languages: tuple[str, ...], tmp_path: Path
) -> None:
    texts = {main: OWN, **dict.fromkeys(others, "title: X\n")}
    there = folder(tmp_path, texts, main)
    assert there.languages() == languages
    assert KeptFiles(main, FrozenMap(texts)).languages() == languages
    load(there)
    assert there.keep().languages() == languages
    assert load(there.keep()) == load(there)
