"""What there is to choose from, without loading it: a card for each scenario file, read from the top of the file.

Choosing costs the same with a thousand scenarios as with sixteen: a card is read once, a file that was added or taken
away shows in the folder's own date, and of the rest a few are looked at each time, in turn.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.scenarios.fields import LEVELS
from bot.scenarios.library import SUFFIX
from bot.scenarios.walk import fill
from bot.vocabulary import FOCUS_AREAS

AT_ONCE = 32
"""Files that are looked at for changes at one time, at most."""
MOST_LINES = 400
"""Lines of a file in which its card is looked for."""

ONE_LINE = 90
"""Characters of a card's one line."""

_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")
_KEY = re.compile(r"([a-z_]+):")
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_WANTED = ("focus", "relation", "title", "minutes", "content_note", "brief", "levels", "variables", "tactics_to_pick")


@dataclass(frozen=True)
class Card:
    """What a learner chooses by. `names`: the defaults of the scenario's variables, which the brief is filled with;
    `levels` from the easiest; `note`: what to know before it about its content.

    `is_template`: the learner fills it in, so that it is offered by itself and not among the others.
    """

    id: str
    focus: str
    relation: str
    title: str
    minutes: int
    brief: str
    levels: tuple[str, ...]
    names: tuple[str, ...] = ()
    is_template: bool = False
    note: str = ""

    @property
    def line(self) -> str:
        """The brief's first sentence, with the next one when there is room on one line for both."""
        first, *more = _SENTENCE.split(self.brief.strip())
        both = " ".join([first, *more[:1]])
        return both if len(both) <= ONE_LINE else first


class Index:
    """The cards of a folder. `version` rises whenever one of them changes."""

    def __init__(self, folder: Path | str, clock: Callable[[], float] = time.monotonic, patience: float = 1.0) -> None:
        self.folder = Path(folder)
        self.version = 0
        self._clock, self._patience = clock, patience
        self._looked: float | None = None
        self._dated = -1
        self._stamps: dict[str, tuple[int, int]] = {}
        self._cards: dict[str, Card] = {}
        self._sorted: tuple[Card, ...] = ()
        self._by_focus: dict[str, tuple[Card, ...]] = {}
        self._turn = 0
        self._lock = RLock()

    def all(self) -> tuple[Card, ...]:
        """Every card but the templates', by title."""
        with self._lock:
            self._look()
            return self._sorted

    def by_focus(self, area: str) -> tuple[Card, ...]:
        """Those of one focus area, by title."""
        with self._lock:
            self._look()
            return self._by_focus.get(area, ())

    def get(self, id: str) -> Card | None:
        """One card; None when there is no such file, or none that can be read."""
        with self._lock:
            self._look()
            return self._cards.get(id)

    def _look(self) -> None:
        now = self._clock()
        if self._looked is not None and now - self._looked < self._patience:
            return
        self._looked = now
        before = self._dated
        self._dated = _dated(self.folder)
        changed = self._scan() if self._dated != before else self._look_at(self._next())
        if changed:
            self._sort()

    def _scan(self) -> bool:
        """Read the folder's names; cards of new files are read, those of files that are gone go."""
        stems = (entry.removesuffix(SUFFIX) for entry in os.listdir(self.folder) if entry.endswith(SUFFIX))
        ids = sorted(filter(_ID.fullmatch, stems))
        for id in set(self._stamps) - set(ids):
            self._stamps.pop(id)
            self._cards.pop(id, None)
        self._look_at(ids)
        return True

    def _next(self) -> list[str]:
        """The next few of the known files, round and round."""
        ids = list(self._stamps)
        first = self._turn % len(ids) if ids else 0
        self._turn = first + AT_ONCE
        return ids[first : first + AT_ONCE]

    def _look_at(self, ids: Iterable[str]) -> bool:
        """Read the cards of those files that are new or changed; whether there was one."""
        changed = False
        for id in ids:
            stamp = _stamp(self.folder / f"{id}{SUFFIX}")
            if stamp is not None and stamp != self._stamps.get(id):
                self._stamps[id] = stamp
                self._read(id)
                changed = True
        return changed

    def _read(self, id: str) -> None:
        card = read_card(self.folder / f"{id}{SUFFIX}")
        if card is None:
            self._cards.pop(id, None)
        else:
            self._cards[id] = card

    def _sort(self) -> None:
        self.version += 1
        offered = [card for card in self._cards.values() if not card.is_template]
        self._sorted = tuple(sorted(offered, key=lambda card: (card.title.casefold(), card.id)))
        self._by_focus = {area: tuple(one for one in self._sorted if one.focus == area) for area in FOCUS_AREAS}


def read_card(path: Path) -> Card | None:
    """The card of a file; None when it has none. What is below it in the file is not read."""
    try:
        found = _loaded(_top(path))
    except (OSError, YAMLError, ValueError):
        return None
    return _card(path.stem, found) if isinstance(found, dict) else None


def _loaded(text: str) -> Any:
    """The text as data. What the quick reader does not know (a `?` between braces), the slow one does."""
    try:
        return YAML(typ="safe").load(text)
    except YAMLError:
        return YAML(typ="safe", pure=True).load(text)


def _top(path: Path) -> str:
    """The lines of the wanted keys, with what is indented under them."""
    kept, keeps = [], False
    with open(path, encoding="utf-8") as lines:
        for _, line in zip(range(MOST_LINES), lines, strict=False):
            if key := _KEY.match(line):
                if key[1] == "beats":
                    break
                keeps = key[1] in _WANTED
            if keeps:
                kept.append(line)
    return "".join(kept)


def _card(id: str, found: Mapping[str, Any]) -> Card | None:
    title, focus, minutes = found.get("title"), found.get("focus"), found.get("minutes")
    if not isinstance(title, str) or focus not in FOCUS_AREAS or not isinstance(minutes, int):
        return None
    levels, variables = found.get("levels"), found.get("variables")
    given = variables if isinstance(variables, dict) else {}
    named = {name: str(one["default"]) for name, one in given.items() if isinstance(one, dict) and "default" in one}
    return Card(
        id=id,
        focus=str(focus),
        relation=str(found.get("relation")),
        title=title,
        minutes=minutes,
        brief=fill(str(found.get("brief") or ""), named),
        levels=tuple(one for one in LEVELS if one in levels) if isinstance(levels, dict) else ("wary",),
        names=tuple(named.values()),
        is_template="tactics_to_pick" in found,
        note=str(found.get("content_note") or ""),
    )


def _dated(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
