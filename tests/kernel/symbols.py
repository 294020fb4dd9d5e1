"""What an object file, for any system, has and what it needs: a reader of its table of symbols."""

from __future__ import annotations

from collections.abc import Iterator
from struct import iter_unpack, unpack_from


def symbols(code: bytes) -> dict[str, bool]:
    """By name that is known outside an object file, whether it is defined there."""
    readers = {b"\x7fELF": _elf, b"\xcf\xfa\xed\xfe": _mach, b"\x64\x86": _coff}
    for magic, reader in readers.items():
        if code.startswith(magic):
            return dict(reader(code))
    raise ValueError(f"an object file begins with something else than {code[:4]!r}")


def _text(code: bytes, at: int) -> str:
    return code[at : code.index(b"\0", at)].decode()


def _elf(code: bytes) -> Iterator[tuple[str, bool]]:
    (first,) = unpack_from("<Q", code, 40)
    width, count = unpack_from("<HH", code, 58)
    sections = [unpack_from("<IIQQQQII", code, first + width * i) for i in range(count)]
    for _, kind, _, _, at, size, link, _ in sections:
        if kind == 2:  # a table of symbols, whose names stand in another section
            for name, info, _, section, _, _ in iter_unpack("<IBBHQQ", code[at : at + size]):
                if info >> 4:  # it isn't local
                    yield _text(code, sections[link][4] + name), section != 0


def _mach(code: bytes) -> Iterator[tuple[str, bool]]:
    (commands,) = unpack_from("<I", code, 16)
    at = 32
    for _ in range(commands):
        command, size = unpack_from("<II", code, at)
        if command == 2:  # where symbols and their names stand
            first, count, names, _ = unpack_from("<IIII", code, at + 8)
            for name, kind, _, _, _ in iter_unpack("<IBBHQ", code[first : first + 16 * count]):
                if kind & 1 and not kind & 0xE0:
                    yield _text(code, names + name), kind & 0x0E != 0
        at += size


def _coff(code: bytes) -> Iterator[tuple[str, bool]]:
    first, count = unpack_from("<II", code, 8)
    more = 0
    for i in range(count):
        if more:  # it belongs to the symbol before
            more -= 1
            continue
        name, _, section, _, kind, more = unpack_from("<8sIhHBB", code, first + 18 * i)
        if kind == 2:  # known outside
            zeros, at = unpack_from("<II", name)
            text = (
                _text(code, first + 18 * count + at) if zeros == 0 else name.rstrip(b"\0").decode()
            )
            yield text, section != 0
