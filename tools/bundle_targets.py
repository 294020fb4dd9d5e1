"""For which laptops a bundle can be made, and which packages the game needs there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from email.message import Message
from typing import NamedTuple

# pip's own copy: pip does the fetching anyway, so wherever this runs the copy is there, and what it
# makes of a marker is what pip will make of it. `packaging` itself is in .venv only because some
# test package needs it.
from pip._vendor.packaging.markers import Marker
from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.specifiers import SpecifierSet
from pip._vendor.packaging.utils import canonicalize_name


class Trouble(Exception):
    """Something the person at the keyboard can cure; the message says how, in one line."""


class Platform(NamedTuple):
    """A kind of machine: in words, for pip (best tag first), and as markers name it."""

    about: str
    short: str
    tags: tuple[str, ...]
    os_name: str
    sys_platform: str
    platform_system: str
    platform_machine: str

    @property
    def windows(self) -> bool:
        return self.sys_platform == "win32"


class Target(NamedTuple):
    """What the bundle is for: a platform by its name, and a Python such as "3.13"."""

    name: str
    python: str

    @property
    def platform(self) -> Platform:
        return PLATFORMS[self.name]


def _linux(about: str, short: str, machine: str) -> Platform:
    # pip takes a tag at its word; that a newer glibc runs what an older one does must be spelt out.
    tags = [f"manylinux_2_{minor}_{machine}" for minor in range(28, 4, -1)]
    tags += [f"manylinux{year}_{machine}" for year in ("2014", "2010", "1")]
    return Platform(about, short, tuple(tags), "posix", "linux", "Linux", machine)


def _mac(about: str, short: str, machine: str) -> Platform:
    # 12 is the oldest that llvmlite is built for. pip adds the older ones itself.
    return Platform(about, short, (f"macosx_12_0_{machine}",), "posix", "darwin", "Darwin", machine)


PLATFORMS = {
    "win_amd64": Platform(
        "Windows, Intel or AMD, 64 bits", "windows", ("win_amd64",), "nt", "win32", "Windows",
        "AMD64",
    ),
    "manylinux_x86_64": _linux("Linux, Intel or AMD, 64 bits", "linux", "x86_64"),
    "manylinux_aarch64": _linux("Linux, ARM, 64 bits", "linux-arm", "aarch64"),
    "macosx_arm64": _mac("macOS 12 or later, Apple silicon", "mac", "arm64"),
    "macosx_x86_64": _mac("macOS 12 or later, Intel", "mac-intel", "x86_64"),
}  # fmt: skip


def target(platform: str, python: str) -> Target:
    """The target that was asked for; a platform may be named by its short name too."""
    names = {each.short: name for name, each in PLATFORMS.items()}
    name = names.get(platform.lower(), platform.lower())
    if name not in PLATFORMS:
        known = ", ".join(f"{name} ({each.short})" for name, each in PLATFORMS.items())
        raise Trouble(f"there is no platform {platform!r}; known are {known}")
    if not re.fullmatch(r"3\.\d+", python):
        raise Trouble(f"{python!r} is no version of Python; give two numbers, such as 3.13")
    return Target(name, python)


def suits(about: Message, target: Target) -> None:
    """Refuse a Python that the game itself isn't made for."""
    needed = about["Requires-Python"]
    if target.python not in SpecifierSet(needed):
        raise Trouble(f"the game needs Python {needed}, not {target.python}: choose another")


def environment(target: Target) -> dict[str, str]:
    """What the markers of the packaging standard are on the target, not on this machine.

    Which bug-fix release of Python is there isn't known: its first, so that what only later ones
    bring along is packed too. Nor is the kernel's version, which nothing should ask for.
    """
    platform, full = target.platform, f"{target.python}.0"
    return {
        "implementation_name": "cpython",
        "implementation_version": full,
        "os_name": platform.os_name,
        "platform_machine": platform.platform_machine,
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": platform.platform_system,
        "platform_version": "",
        "python_full_version": full,
        "python_version": target.python,
        "sys_platform": platform.sys_platform,
    }


def applies(marker: Marker | None, target: Target, extras: Iterable[str] = ()) -> bool:
    there = environment(target)
    return marker is None or any(
        marker.evaluate({**there, "extra": extra}) for extra in ("", *extras)
    )


def pins(constraints: str, target: Target) -> dict[str, str]:
    """The version of each package on the target."""
    lines = [line.split("#")[0].strip() for line in constraints.splitlines()]
    pinned = [Requirement(line) for line in lines if line]
    return {
        canonicalize_name(each.name): next(iter(each.specifier)).version
        for each in pinned
        if applies(each.marker, target)
    }


def closure(
    about: Message,
    pins: Mapping[str, str],
    target: Target,
    fetch: Callable[[Mapping[str, str]], Mapping[str, Message]],
) -> None:
    """Fetch what the game needs on the target, then what that needs, and so on; each once.

    pip can't be asked: it would follow the markers that hold on this machine.
    """
    fetched: dict[str, Message] = {}
    done: set[tuple[str, tuple[str, ...]]] = set()
    todo = [(about["Name"], each) for each in needs(about, target, ())]
    while todo:
        versions = {
            canonicalize_name(each.name): version(asking, each, pins) for asking, each in todo
        }
        fetched |= fetch({name: versions[name] for name in versions if name not in fetched})
        asked = [(canonicalize_name(each.name), tuple(sorted(each.extras))) for _, each in todo]
        fresh = [each for each in dict.fromkeys(asked) if each not in done]
        done.update(fresh)
        todo = [
            (name, each) for name, extras in fresh for each in needs(fetched[name], target, extras)
        ]


def version(asking: str, requirement: Requirement, pins: Mapping[str, str]) -> str:
    """The pinned version of what a package needs."""
    name = canonicalize_name(requirement.name)
    if name not in pins:
        raise Trouble(f"{asking} needs {name}, which constraints.txt lacks: renew the pins")
    if not requirement.specifier.contains(pins[name], prereleases=True):
        raise Trouble(
            f"{asking} needs {requirement.name}{requirement.specifier}, and constraints.txt "
            f"has {pins[name]}: renew the pins"
        )
    return pins[name]


def needs(about: Message, target: Target, extras: Iterable[str]) -> list[Requirement]:
    """What a package's metadata asks for on the target."""
    asked = [Requirement(line) for line in about.get_all("Requires-Dist", [])]
    return [each for each in asked if applies(each.marker, target, extras)]
