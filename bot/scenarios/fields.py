"""The kinds of value that a scenario's fields take; each refuses a wrong one with the code of its problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import ConstrainedInt, ConstrainedStr
from pydantic.errors import PydanticValueError, StrError

from bot import vocabulary
from bot.scenarios.problems import suggest

RELATIONS = ("family", "partner", "ex", "friend", "work", "other")
LEVELS = ("warm", "wary", "hard")
"""The rungs of one talk, from the easiest to the hardest."""

Validator = Callable[[Any], Any]


class Flaw(PydanticValueError):  # noqa: N818 - it is one in the file, not in the program
    """A refused value: `sc` is the problem's code, `facts` fill its message, `at` leads on from the field."""

    code = "flaw"
    msg_template = "{sc}"

    def __init__(self, sc: str, at: tuple[str | int, ...] = (), **facts: object) -> None:
        super().__init__(sc=sc, at=at, facts=facts)


class Text(ConstrainedStr):
    """Words that people see: not empty, at most 600 characters."""

    strict = True
    strip_whitespace = True
    min_length = 1
    max_length = 600


class Small(ConstrainedInt):
    """A meter's value or change: a whole number from -20 to 20."""

    strict = True
    ge = -20
    le = 20


class Length(ConstrainedInt):
    """How many characters a variable may have."""

    strict = True
    ge = 1
    le = 200


class Turns(ConstrainedInt):
    """How many turns a talk may have."""

    strict = True
    ge = 2
    le = 30


class Minutes(ConstrainedInt):
    """How long a talk takes."""

    strict = True
    ge = 1
    le = 60


class Picks(ConstrainedInt):
    """How many tactics a learner may pick."""

    strict = True
    ge = 1
    le = 3


class Revision(ConstrainedInt):
    """Which version of its structure a scenario has."""

    strict = True
    ge = 1
    le = 1_000_000


class Locale(ConstrainedStr):
    """A language, such as `en` or `en-GB`."""

    strict = True
    regex = re.compile(r"^[a-z]{2}(-[A-Z]{2})?$")


class Name(str):
    """An authored name: small letters, digits and `_`, starting with a letter, at most 60 characters."""

    pattern: ClassVar[re.Pattern[str]] = re.compile(r"[a-z][a-z0-9_]{0,59}")

    @classmethod
    def __get_validators__(cls) -> Iterator[Validator]:
        """Pydantic's hook."""
        yield cls._checked

    @classmethod
    def __modify_schema__(cls, schema: dict[str, Any]) -> None:
        """Pydantic's hook."""
        schema.update(type="string", pattern=f"^{cls.pattern.pattern}$")

    @classmethod
    def _checked(cls, value: Any) -> str:
        if not isinstance(value, str):
            raise StrError()
        if not cls.pattern.fullmatch(value):
            mend = "Use small letters, digits and `_`, and start with a letter."
            raise Flaw("SC015", given=value, key=value[:60], why="it is not a usable name", mend=mend)
        return value


class _Choice(str):
    """One name out of a list."""

    among: ClassVar[tuple[str, ...]] = ()
    noun: ClassVar[str] = ""
    sc: ClassVar[str] = "SC014"

    @classmethod
    def __get_validators__(cls) -> Iterator[Validator]:
        """Pydantic's hook."""
        yield cls._checked

    @classmethod
    def __modify_schema__(cls, schema: dict[str, Any]) -> None:
        """Pydantic's hook."""
        schema.update(type="string", enum=list(cls.among))

    @classmethod
    def _checked(cls, value: Any) -> str:
        if not isinstance(value, str):
            raise StrError()
        if value not in cls.among:
            raise Flaw(cls.sc, given=value, noun=cls.noun, mend=suggest(value, cls.among))
        return value


class Marker(_Choice):
    """A skill or a pitfall of the codebook."""

    among, noun, sc = vocabulary.MARKERS, "marker", "SC103"


class Pitfall(_Choice):
    """A pitfall of the codebook."""

    among, noun, sc = vocabulary.PITFALLS, "pitfall", "SC103"


class Tactic(_Choice):
    """A way of the counterpart to push back."""

    among, noun, sc = vocabulary.TACTICS, "tactic", "SC103"


class FocusArea(_Choice):
    """A focus area."""

    among, noun = vocabulary.FOCUS_AREAS, "focus area"


class Relation(_Choice):
    """What the counterpart is to the learner."""

    among, noun = RELATIONS, "relation"


class EndingKind(_Choice):
    """How an ending counts."""

    among, noun = vocabulary.ENDING_KINDS, "kind of ending"


class LevelName(_Choice):
    """A rung of the talk."""

    among, noun = LEVELS, "level"


@dataclass(frozen=True)
class Bound:
    """What a condition asks of a meter: `at least 3` or `at most 1`."""

    at_least: bool
    value: int

    pattern: ClassVar[re.Pattern[str]] = re.compile(r"at (least|most) (-?\d{1,3})")

    def holds(self, level: int) -> bool:
        """Whether a meter that stands at `level` fits."""
        return level >= self.value if self.at_least else level <= self.value

    def __str__(self) -> str:
        """As it is written in the file."""
        return f"at {'least' if self.at_least else 'most'} {self.value}"

    @classmethod
    def __get_validators__(cls) -> Iterator[Validator]:
        """Pydantic's hook."""
        yield cls._read

    @classmethod
    def __modify_schema__(cls, schema: dict[str, Any]) -> None:
        """Pydantic's hook."""
        schema.update(type="string", pattern=f"^{cls.pattern.pattern}$", examples=["at least 3", "at most 1"])

    @classmethod
    def _read(cls, value: Any) -> Bound:
        if isinstance(value, cls):
            return value
        match = cls.pattern.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            why = f"asks for `{value}`, which is no bound"
            raise Flaw("SC020", why=why, mend="Write `at least 3` or `at most 1`.")
        return cls(match[1] == "least", int(match[2]))


class Lines(tuple[str, ...]):
    """One line, or variants of it that are said in turn. Written as text or as a list of texts."""

    most: ClassVar[int] = 12

    @classmethod
    def __get_validators__(cls) -> Iterator[Validator]:
        """Pydantic's hook."""
        yield cls._read

    @classmethod
    def _read(cls, value: Any) -> Lines:
        given = list(value) if isinstance(value, (list, tuple)) else [value]
        if not 1 <= len(given) <= cls.most:
            why = f"it has {len(given)} variants"
            raise Flaw("SC015", key="says", why=why, mend=f"Write 1 to {cls.most}.")
        return cls(_line(text, (index,) if len(given) > 1 else ()) for index, text in enumerate(given))


def _line(value: Any, at: tuple[int, ...]) -> str:
    """One line, stripped; a Flaw at its index when it is not text, empty or too long."""
    if not isinstance(value, str):
        raise Flaw("SC013", at, key="says", wanted="text", given=kind_of(value), example='says: "Only me!"')
    text = value.strip()
    if not 1 <= len(text) <= (Text.max_length or 0):
        why = "it is empty" if not text else f"it has more than {Text.max_length} characters"
        raise Flaw("SC015", at, key="says", why=why, mend="Say one or two short sentences.")
    return text


def kind_of(value: object) -> str:
    """What a value is, in plain words."""
    if value is None:
        return "empty"
    names: dict[type, str] = {bool: "yes or no", int: "a whole number", float: "a number", str: "text"}
    if type(value) in names:
        return names[type(value)]
    return "a list" if isinstance(value, (list, tuple)) else "a group of `name: value` lines"
