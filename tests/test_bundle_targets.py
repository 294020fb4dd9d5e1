"""Which packages a bundle holds for which laptops: by their markers, not by this machine's."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from email.message import Message
from pathlib import Path

import pytest
from pip._vendor.packaging.markers import Marker, default_environment

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import bundle  # noqa: E402
from bundle_targets import (  # noqa: E402
    PLATFORMS,
    Trouble,
    applies,
    closure,
    environment,
    needs,
    pins,
    suits,
    target,
)


def about(name: str, *requirements: str) -> Message:
    """The metadata of a package that needs these."""
    message = Message()
    message["Name"], message["Version"], message["Requires-Python"] = name, "1.0", ">=3.11"
    for requirement in requirements:
        message["Requires-Dist"] = requirement
    return message


WORLD = {
    "communique": about(
        "communique", "table", "speed; platform_machine != 'x86_64'", "both[extra]"
    ),
    "table": about("table", "Colour.Names>=1; sys_platform == 'win32'", "deep>=1,<3"),
    "both": about("both", "deep", "more; extra == 'extra'", "never; extra == 'other'"),
    "deep": about("deep", "old; python_full_version < '3.12.4'", "table"),
}
PINS = "\n".join(
    [
        *(f"{name}==1.0" for name in ("table", "speed", "both", "more", "old")),
        "colour-names==1.5 ; os_name == 'nt'",
        "deep==1.0 ; python_full_version < '3.12'",
        "deep==2.0 ; python_full_version >= '3.12'  # the newer one",
    ]
)


def fetched(platform: str, python: str, constraints: str = PINS) -> list[str]:
    there = target(platform, python)
    seen: list[str] = []

    def fetch(versions: Mapping[str, str]) -> dict[str, Message]:
        seen.extend(f"{name} {version}" for name, version in versions.items())
        return {name: WORLD.get(name, about(name)) for name in versions}

    closure(WORLD["communique"], pins(constraints, there), there, fetch)
    return seen


def test_a_platform_is_known_by_its_name_and_by_its_short_one() -> None:
    for name, each in PLATFORMS.items():
        assert target(name, "3.13").name == target(each.short.upper(), "3.13").name == name


def test_an_unknown_platform_is_answered_with_those_known() -> None:
    with pytest.raises(Trouble, match="no platform 'amiga'") as caught:
        target("amiga", "3.13")
    assert all(name in str(caught.value) for name in PLATFORMS)


@pytest.mark.parametrize("python", ["3", "313", "3.13.1", "2.7", "latest"])
def test_a_python_is_two_numbers(python: str) -> None:
    with pytest.raises(Trouble, match=r"such as 3\.13"):
        target("linux", python)


def test_a_python_older_than_the_game_is_refused() -> None:
    suits(WORLD["communique"], target("linux", "3.11"))
    with pytest.raises(Trouble, match=r"needs Python >=3\.11, not 3\.9"):
        suits(WORLD["communique"], target("linux", "3.9"))


@pytest.mark.parametrize(
    ("platform", "python", "packages"),
    [
        ("windows", "3.11",
         "table 1.0, speed 1.0, both 1.0, colour-names 1.5, deep 1.0, more 1.0, old 1.0"),
        ("windows", "3.13", "table 1.0, speed 1.0, both 1.0, colour-names 1.5, deep 2.0, more 1.0"),
        ("linux", "3.12", "table 1.0, both 1.0, deep 2.0, more 1.0, old 1.0"),
        ("mac", "3.13", "table 1.0, speed 1.0, both 1.0, deep 2.0, more 1.0"),
        ("mac-intel", "3.13", "table 1.0, both 1.0, deep 2.0, more 1.0"),
    ],
)  # fmt: skip
def test_what_is_fetched_follows_the_markers_of_the_target_and_not_of_this_machine(
    platform: str, python: str, packages: str
) -> None:
    assert fetched(platform, python) == packages.split(", ")


def test_llvmlite_is_left_out_where_there_is_no_wheel_of_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    game = about("communique", *project["dependencies"])
    with_llvmlite = {
        name
        for name in PLATFORMS
        if "llvmlite" in {each.name for each in needs(game, target(name, "3.13"), ())}
    }
    assert with_llvmlite == PLATFORMS.keys() - {"macosx_x86_64"}


def test_every_marker_of_the_standard_has_its_value_on_the_target() -> None:
    there = target("windows", "3.13")
    assert environment(there).keys() >= default_environment().keys() - {"extra"}
    assert applies(Marker("platform_system == 'Windows' and os_name == 'nt'"), there)


def test_a_package_without_a_pin_is_named_with_who_needs_it() -> None:
    with pytest.raises(Trouble, match=r"deep needs old, which constraints\.txt lacks"):
        fetched("linux", "3.11", PINS.replace("old==1.0\n", ""))


def test_a_pin_that_does_not_suit_is_found_before_the_laptop_finds_it() -> None:
    with pytest.raises(Trouble, match=r"table needs deep.*, and constraints\.txt has 3\.0"):
        fetched("linux", "3.13", PINS.replace("deep==2.0", "deep==3.0"))


def test_pip_is_told_the_target_and_that_what_a_package_needs_is_not_its_to_say(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[str] = []

    def pip(what: str, *args: str) -> None:
        seen.extend((what, *args))
        (tmp_path / "deep-2.0-py3-none-any.whl").touch()

    monkeypatch.setattr(bundle, "pip", pip)
    bundle.fetch({"deep": "2.0", "table": "1.0"}, target("linux-arm", "3.13"), tmp_path)
    said = " ".join(seen)
    assert said.startswith("the wheels for Python 3.13 on manylinux_aarch64 download --no-deps ")
    assert "--platform manylinux_2_28_aarch64 --platform manylinux_2_27_aarch64" in said
    assert "--platform manylinux2014_aarch64" in said
    assert "--python-version 3.13 --implementation cp --abi cp313 deep==2.0 table==1.0" in said


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("WARNING: Retrying after connection broken by 'X'\nERROR: No matching distribution found",
         "no network? Could not fetch the wheels: connect and give the same command again"),
        ("ERROR: No matching distribution found for deep==2",
         "there is no deep 2 among the wheels: choose another Python, or pin a version "
         "that has one"),
        ("ERROR: one thing\nERROR: No space left on device\nnotice",
         "could not get the wheels; pip said: No space left on device"),
        ("", "could not get the wheels; pip said: nothing"),
    ],
)  # fmt: skip
def test_what_pip_could_not_do_is_one_line_with_the_way_out(said: str, line: str) -> None:
    assert bundle.failure("the wheels", said) == line
