"""The words of messages, in a file beside the record that refers to them by line (rule 9.7).

The record says who wrote to whom and when; what was written can be deleted without a change to it.
Each line of this file has the number of its line in the record, the checksum of the record's first
line, and its own checksum. What can't be read is left out, and opening the record reports it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from game.authoring.reading.regular_files import open_regular
from game.model.characters import find_forbidden
from game.session.records.lines import join_values, split_values
from game.session.records.record import RecordLine
from game.session.records.recorded_actions import Message
from game.session.records.temporary_files import PRIVATE

LONGEST_LINE = 64 * 1024
"""The most bytes of a line, many times those of the longest message."""


def words_path(record: Path) -> Path:
    """The file beside a record that holds the words of its messages."""
    return record.with_name(f"{record.name}.words")


def append_words(record: Path, header_sum: str, number: int, words: str) -> None:
    """Adds the words of a line, and returns once they are on disk.

    header_sum: the checksum of the record's first line. Raises OSError.
    """
    path = words_path(record)
    line = join_values({"n": number, "of": header_sum, "words": words})
    with suppress(FileExistsError):
        # Only its owner may read what people wrote to each other.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
    opened = open_regular(path, os.O_RDWR | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(opened, "rb+", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        if size:
            file.seek(size - 1)
            if file.read(1) != b"\n":
                line = b"\n" + line  # the line before was cut off while it was written
        file.write(line)
        os.fsync(file.fileno())


def copy_words(lines: Iterable[RecordLine], record: Path, header_sum: str) -> None:
    """Adds the words of all messages among some lines. Raises OSError."""
    for line in lines:
        if isinstance(line.action, Message) and line.note:
            append_words(record, header_sum, line.number, line.note)


def read_words(record: Path, header_sum: str) -> tuple[dict[int, str], bool]:
    """The words of messages by the number of their line; of several for one line the last.

    The second value is whether the file has something that can't be read.
    """
    words_by_line: dict[int, str] = {}
    is_damaged = False
    try:
        with os.fdopen(open_regular(words_path(record)), "rb") as file:
            while line := file.readline(LONGEST_LINE):
                match split_values(line.removesuffix(b"\n")):
                    case {"n": int(number), "of": str(of), "words": str(words)} if (
                        find_forbidden(words) is None
                    ):
                        if of == header_sum:
                            words_by_line[number] = words
                    case _:
                        is_damaged = True
    except FileNotFoundError:
        return {}, False
    except (OSError, ValueError):
        return {}, True
    return words_by_line, is_damaged


def delete_words(record: Path) -> bool:
    """Deletes what people wrote to each other; returns whether there was such a file.

    Raises OSError if it can't be deleted.
    """
    path = words_path(record)
    there = path.exists()
    path.unlink(missing_ok=True)
    return there
