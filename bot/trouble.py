"""What goes wrong at the command line: in plain words, with the way out and an exit code."""

from __future__ import annotations

import errno
from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of `sayso`, as its --help lists them."""

    OK = 0
    CONTENT = 1
    USAGE = 2
    SERVER_DIED = 3
    PORT_TAKEN = 4
    DISK_FULL = 5
    DATABASE = 6


class Trouble(Exception):  # noqa: N818 - reads as what happened
    """Something the person at the keyboard can mend. Never holds a learner's words."""

    def __init__(self, what: str, way_out: str = "", code: Exit = Exit.CONTENT) -> None:
        """`what` happened and the `way_out`, each a sentence or two."""
        super().__init__(what)
        self.what = what
        self.way_out = way_out
        self.code = code


DISK_WORDS = ("no space left on device", "disk is full", "disk quota exceeded")
WAY_OUT_DISK = "Free some space (about 500 MB is plenty) and run the command again."


def disk_full(what: str = "The disk is full.") -> Trouble:
    """The Trouble of a disk that has no room left."""
    return Trouble(what, WAY_OUT_DISK, Exit.DISK_FULL)


def is_disk_full(error: OSError) -> bool:
    """True when an operating system error means that there is no room."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def speaks_of_full_disk(line: str) -> bool:
    """True when a line of another program's output says that the disk is full."""
    return any(words in line.lower() for words in DISK_WORDS)
