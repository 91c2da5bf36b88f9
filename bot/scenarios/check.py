"""What the checker proves about a scenario: see docs/scenarios/codes.md for each code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from bot.scenarios import names
from bot.scenarios.library import SUFFIX
from bot.scenarios.load import ScenarioError, load_scenario
from bot.scenarios.model import Path, Scenario
from bot.scenarios.moves import Key, Moves, State
from bot.scenarios.problems import Problem, problem
from bot.scenarios.revisions import Accepted, compare, read_lock
from bot.scenarios.search import Reach, Search
from bot.scenarios.walk import fill, values
from bot.scenarios.wording import check_wording
from bot.vocabulary import TACTICS, Mark

Reader = Callable[[str, str], Sequence[Mark]]
"""Reads a learner's words, given the counterpart's line before them: the trained detector."""


class _Thing(NamedTuple):
    """A beat, an ending or a reply that should be reachable."""

    noun: str
    name: str
    path: Path


def check(
    scenario: Scenario, *, reader: Reader | None = None, lock: Mapping[str, Accepted] | None = None
) -> list[Problem]:
    """All problems of a scenario that loads, by place.

    With `reader`, the example answers are read too (SC303); with `lock`, the record of revisions is compared
    (SC501).
    """
    found = [*names.unused(scenario), *_walks(scenario), *_repeated_words(scenario), *check_wording(scenario)]
    found += _examples_read(scenario, reader) if reader else []
    found += compare(scenario, lock) if lock is not None else []
    return sorted(set(found))


def check_file(
    path: FilePath | str, *, reader: Reader | None = None, lock: Mapping[str, Accepted] | None = None
) -> list[Problem]:
    """All problems of a file; never raises for what is in it. `lock`: by default the one beside the file."""
    try:
        scenario = load_scenario(path)
    except ScenarioError as refusal:
        return refusal.problems
    record = read_lock(FilePath(path).parent) if lock is None else lock
    return check(scenario, reader=reader, lock=record)


def scenario_files(folder: FilePath | str) -> list[FilePath]:
    """The scenario files of a folder, sorted."""
    return sorted(FilePath(folder).glob(f"*{SUFFIX}"))


def check_folder(folder: FilePath | str, *, reader: Reader | None = None) -> list[Problem]:
    """All problems of all scenario files of a folder."""
    lock = read_lock(folder)
    return [found for path in scenario_files(folder) for found in check_file(path, reader=reader, lock=lock)]


class _SharedMoves:
    """The moves for each set of tactics left out, compiled once for all levels."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._moves: dict[frozenset[str], Moves] = {}

    def without(self, tactics: Iterable[str]) -> Moves:
        key = frozenset(tactics)
        if key not in self._moves:
            self._moves[key] = Moves(self._scenario, key)
        return self._moves[key]


class _Walk:
    """A scenario's talks on one level, with the tactics picked where a learner picks, searched once for all checks."""

    def __init__(self, scenario: Scenario, level: str, moves: _SharedMoves, picked: frozenset[str]) -> None:
        self.scenario, self.level, self._shared, self._picked = scenario, level, moves, picked
        self.search = Search(scenario, level, moves.without(scenario.left_out(level, picked)))
        self.reach: Reach = self.search.reach()
        self.good = {name for name, ending in scenario.endings.items() if ending.kind == "good"}

    def unreached(self) -> set[_Thing]:
        """What no learner gets to on this level."""
        return {thing for thing in _things(self.scenario) if not _reached(thing, self.reach)}

    def unreached_for_good(self) -> set[_Thing]:
        """What no learner would get to even if no tactic were left out, or those that another level leaves out.

        A level may leave out what leads somewhere, and it may use what stands in on another level. Those that a
        learner did not pick stay out.
        """
        lost, own = self.unreached(), self._left_out(self.level)
        others = {self._unpicked, *map(self._left_out, self.scenario.levels)}
        for tactics in sorted(others - {own}, key=len) if lost else ():
            reach = Search(self.scenario, self.level, self._shared.without(tactics)).reach()
            lost = {thing for thing in lost if not _reached(thing, reach)}
        return lost

    def unanswered(self) -> dict[Key, frozenset[str]]:
        """Replies that this level leaves out though nothing stands in for them, each with markers that are lost."""
        if not self.scenario.levels[self.level].without:
            return {}
        return self._shared.without(self._unpicked).lost(self.reach.states, self._left_out(self.level))

    def _left_out(self, level: str) -> frozenset[str]:
        return self.scenario.left_out(level, self._picked)

    @property
    def _unpicked(self) -> frozenset[str]:
        return frozenset(TACTICS) - self._picked if self._picked else frozenset()

    def stuck(self, goals: set[str]) -> dict[str, State]:
        """For each beat, a state (the one with the lowest meters) that leads to none of these endings."""
        found: dict[str, State] = {}
        for state in sorted(self.search.stuck(self.reach.states, goals), reverse=True):
            found[state.beat] = state
        return found

    def rewarded_pitfalls(self) -> dict[Key, tuple[str, frozenset[str]]]:
        """Replies that go to a good ending after a turn of pitfalls alone: the ending, and such a turn."""
        moves = (move for state in self.reach.states for move in self.search.moves.at(state))
        wrong = {(move.key, move.to, move.pitfalls) for move in moves if move.pitfalls and move.to in self.good}
        # The last one stays, so the shortest turn comes last.
        by_length = sorted(wrong, key=lambda found: (-len(found[2]), sorted(found[2])))
        return {key: (to, pitfalls) for key, to, pitfalls in by_length}


def _walks(scenario: Scenario) -> Iterator[Problem]:
    moves = _SharedMoves(scenario)
    walks = [_Walk(scenario, level, moves, picked) for level in scenario.level_names for picked in _picks(scenario)]
    yield from _reachable(scenario, walks)
    yield from _ways_out(scenario, walks)
    yield from _left_unanswered(scenario, walks)
    yield from _worn_out(scenario, walks)
    yield from _pitfalls_do_not_win(scenario, walks)
    yield from _examples_win(scenario, walks)


def _picks(scenario: Scenario) -> list[frozenset[str]]:
    """The sets of tactics to search with: each tactic alone, and of the larger sets those that lead elsewhere."""
    known: set[tuple[Any, ...]] = set()
    chosen = []
    for picked in scenario.picks():
        ways = tuple(tuple(_ways(scenario, beat, picked)) for beat in scenario.beats)
        if len(picked) < 2 or ways not in known:
            chosen.append(picked)
        known.add(ways)
    return chosen


def _ways(scenario: Scenario, beat: str, picked: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Each condition on a beat with where it leads; one that stands behind the same condition is never asked."""
    seen: set[str] = set()
    for _, reply in scenario.replies_at(beat, scenario.default_level, picked):
        if str(reply.when) not in seen:
            seen.add(str(reply.when))
            yield str(reply.when), reply.to


def _things(scenario: Scenario) -> Iterator[_Thing]:
    for name in scenario.beats:
        yield _Thing("beat", name, ("beats", name))
    for name in scenario.endings:
        yield _Thing("ending", name, ("endings", name))
    for path, where, reply in names.replies(scenario):
        yield _Thing("reply", f"{where}.{reply.id}", path)


def _reached(thing: _Thing, reach: Reach) -> bool:
    if thing.noun == "reply":
        where, _, id = thing.name.partition(".")
        return (where, id) in reach.replies
    return thing.name in (reach.beats if thing.noun == "beat" else reach.endings)


def _reachable(scenario: Scenario, walks: list[_Walk]) -> Iterator[Problem]:
    """SC201. A level may leave out a tactic and all that hangs on it, but some level must have it."""
    never = set.intersection(*(walk.unreached() for walk in walks))
    levels: dict[_Thing, list[str]] = defaultdict(list)
    for level in scenario.level_names:
        for_good = [walk.unreached_for_good() for walk in walks if walk.level == level]
        for thing in set.intersection(*for_good) | never:
            levels[thing].append(level)
    for thing, where in levels.items():
        facts = {"noun": thing.noun, "given": thing.name, "turns": scenario.limits.turns}
        yield problem("SC201", scenario.place(*thing.path), level=", ".join(where), **facts)


def _ways_out(scenario: Scenario, walks: list[_Walk]) -> Iterator[Problem]:
    """SC202 and SC203."""
    other = set(scenario.endings) - {scenario.limits.to}
    for walk in walks:
        for code, goals in (("SC202", walk.good), ("SC203", other)):
            for beat, state in walk.stuck(goals).items():
                meters = _meters(scenario, state)
                yield problem(code, scenario.place("beats", beat), given=beat, meters=meters, level=walk.level)


def _meters(scenario: Scenario, state: State) -> str:
    pairs = zip(scenario.meters, state.meters, strict=True)
    return ", ".join(f"{name} {value}" for name, value in pairs) or "no meters"


def _left_unanswered(scenario: Scenario, walks: list[_Walk]) -> Iterator[Problem]:
    """SC205. Only for replies that some other level plays."""
    played = {key for walk in walks for key in walk.reach.replies}
    found: dict[Key, tuple[frozenset[str], list[str]]] = {}
    for walk in walks:
        for key, markers in walk.unanswered().items():
            found.setdefault(key, (markers, []))[1].append(walk.level)
    for path, where, reply in names.replies(scenario):
        if (where, reply.id) in found and (where, reply.id) in played:
            markers, levels = found[where, reply.id]
            facts = {"given": f"{where}.{reply.id}", "tactic": reply.tactic, "markers": ", ".join(sorted(markers))}
            yield problem("SC205", scenario.place(*path), level=", ".join(dict.fromkeys(levels)), **facts)


def _worn_out(scenario: Scenario, walks: list[_Walk]) -> Iterator[Problem]:
    """SC204, for replies that run out of variants."""
    worn_out = {key for walk in walks for key in walk.reach.worn_out}
    for path, where, reply in names.replies(scenario):
        if (where, reply.id) in worn_out:
            said = "one way" if len(reply.says) == 1 else f"{len(reply.says)} ways"
            why = f"`{where}.{reply.id}` can come up again when its line is used up ({said} to say it)."
            yield problem("SC204", scenario.place(*path, "says"), why=why)


def _repeated_words(scenario: Scenario) -> Iterator[Problem]:
    """SC204, for a line that stands in two places."""
    first: dict[str, int] = {}
    for path, speaker, text in names.texts(scenario):
        if speaker != "counterpart" or path[-1] == "thinks":
            continue
        place, words = scenario.place(*path), text.casefold()
        if words in first:
            yield problem("SC204", place, why=f"The same line stands on line {first[words]}, too.")
        first.setdefault(words, place.line)


def _pitfalls_do_not_win(scenario: Scenario, walks: list[_Walk]) -> Iterator[Problem]:
    """SC301."""
    found: dict[Key, tuple[str, frozenset[str], list[str]]] = {}
    for walk in walks:
        for key, (ending, pitfalls) in walk.rewarded_pitfalls().items():
            found.setdefault(key, (ending, pitfalls, []))[2].append(walk.level)
    for path, where, reply in names.replies(scenario):
        if (where, reply.id) in found:
            ending, pitfalls, levels = found[where, reply.id]
            facts = {"given": ending, "markers": ", ".join(sorted(pitfalls)), "level": ", ".join(dict.fromkeys(levels))}
            yield problem("SC301", scenario.place(*path), **facts)


def _examples_win(scenario: Scenario, walks: list[_Walk]) -> Iterator[Problem]:
    """SC302."""
    lost = dict.fromkeys(walk.level for walk in walks if not walk.good & walk.search.following_examples())
    if lost:
        yield problem("SC302", scenario.place("start"), level=", ".join(lost))


def _examples_read(scenario: Scenario, reader: Reader) -> Iterator[Problem]:
    """SC303."""
    defaults = values(scenario, {})
    for name, beat in scenario.beats.items():
        line = fill(_line_before(scenario, name), defaults)
        for index, example in enumerate(beat.examples):
            found = {mark.marker for mark in reader(fill(example.say, defaults), line)}
            why = _misread(set(example.shows), found, scenario.pitfalls)
            if why:
                yield problem("SC303", scenario.place("beats", name, "examples", index), why=why)


def _line_before(scenario: Scenario, beat: str) -> str:
    """What the counterpart has just said when a learner stands on a beat."""
    leading = (reply.says[-1] for _, where, reply in names.replies(scenario) if beat in (reply.to, where))
    return scenario.beats[beat].says or next(leading, "")


def _misread(declared: Iterable[str], found: set[str], pitfalls: frozenset[str]) -> str:
    """What an example does not keep of its promise, empty if it keeps it."""
    missing, extra = sorted(set(declared) - found), sorted((found & pitfalls) - set(declared))
    parts = [f"does not show {', '.join(missing)}"] if missing else []
    parts += [f"also shows {', '.join(extra)}"] if extra else []
    return " and ".join(parts)
