"""The page with a real log behind it, for the browser tests of the second view: prints its URL, then takes orders.

A line on standard input with one of the names of LEARNERS makes such a learner and prints the cookie they come with.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

from bot.channels.cookie import Cookies
from bot.channels.settings import Settings
from bot.settings import Settings as Everything
from bot.store import Log, migrate, open_log
from bot.vocabulary import Mark
from tests.databases import Clock, say
from tests.web.fakes import FakeAgent, FakeReader
from tests.web.server import Script
from tests.web.serving import Served

SECRET = "a secret that is long enough to sign with"
NASTY = "<img src=x onerror=\"document.title='hacked'\"><b>\"'&"
SHORT = "<b onclick=x>\"'&</b>"


def rehearse(log: Log, learner: str, key: str, area: str | None, lines: list[tuple[str, ...]], **about: str) -> int:
    """An ended attempt with a line for each tuple of markers."""
    about = {"kind": "scene", "scenario": "parent_drops_in", "words": "Please call before you come.", **about}
    scenario = about["scenario"] if about["kind"] == "scene" else None
    begun = log.begin_attempt(learner, key, kind=about["kind"], area=area, scenario=scenario).id
    for number, (style, *markers) in enumerate(lines, 1):
        marks = [Mark(name, 0, 6) for name in markers]
        say(log, begun, f"{key}-{number}", number, style=style, marks=marks, words=about["words"])
    log.end_attempt(begun, "agreed", "good")
    return begun


def rate(log: Log, attempt: int, distress: tuple[int, int], confidence: tuple[int, int]) -> None:
    for measure, pair in (("distress", distress), ("confidence", confidence)):
        for moment, value in zip(("before", "after"), pair, strict=True):
            log.rate(attempt, measure, moment, value)


def nothing(log: Log, learner: str) -> None:
    log.note_age(learner, adult=True)
    log.save_learner(learner, keep_words=True)


def silent(log: Log, learner: str) -> None:
    """Somebody who keeps no words and has practised."""
    log.note_age(learner, adult=True)
    log.save_learner(learner, keep_words=False)
    rehearse(log, learner, "a", "grief", [("assertive", "sets_limit"), ("passive", "hedges")])


def busy(log: Log, learner: str, words: str = "Please call before you come.", name: str = "Mum") -> None:
    """Somebody with something of everything."""
    nothing(log, learner)
    hard = [("passive", "hedges", "over_apologises"), ("aggressive", "blames"), ("neutral",)]
    better = [("assertive", "states_feeling", "makes_request"), ("passive", "hedges"), ("assertive", "sets_limit")]
    best = [("assertive", "states_feeling", "sets_limit"), ("assertive", "acknowledges", "makes_request")]
    ids = [rehearse(log, learner, f"m{number}", "role_dispute", lines, words=words)
           for number, lines in enumerate((hard, better, hard, best))]  # fmt: skip
    for attempt, tense, ready in zip(
        ids, ((8, 6), (7, 4), (6, 7), (5, 3)), ((2, 4), (3, 5), (5, 4), (6, 8)), strict=True
    ):
        rate(log, attempt, tense, ready)
    rehearse(log, learner, "s", "social_isolation", better, scenario="coffee_with_a_colleague", words=words)
    rehearse(log, learner, "t", None, [("assertive", "sets_limit")], kind="statement", words=words)
    people = [(name, 1), ("Sam", 2), ("Aunt Philippa-Margaret", 3), ("Jo", 2), ("The twins", 1)]
    for number, (nickname, ring) in enumerate(people):
        log.add_person(learner, f"p{number}", nickname, ring=ring, good=words, relation="family")
    log.add_person(learner, "p9", "Lee")
    course = log.open_course(learner, "c", "role_dispute", goal=words, sessions=4)
    for number, close in enumerate((2, 4, 3, 6)):
        sitting = log.begin_sitting(learner, f"s{number}", course.id)
        log.change_sitting(learner, sitting.id, closeness=close)
    now = datetime.now(timezone.utc)
    held = log.add_plan(learner, "l1", with_whom=name, lines=[words], attempt_id=ids[3], feared=8, focus_id=course.id)
    log.change_plan(learner, held.id, held=now, happened=3, outcome={"said": words, "answered": words})
    log.add_plan(learner, "l2", with_whom=name, lines=[words], due=now + timedelta(days=3), attempt_id=ids[3],
                 if_then=[["But why?", words]], feared=6)  # fmt: skip
    log.change_course(learner, course.id, closing={"changed": words, "signs": "I go silent"}, closed=now)


def nasty(log: Log, learner: str) -> None:
    """Markup in every field that takes words."""
    busy(log, learner, NASTY, SHORT)


LEARNERS: dict[str, Callable[[Log, str], None]] = {"nothing": nothing, "silent": silent, "busy": busy, "nasty": nasty}


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        everything = Everything.from_environment({"SAYSO_HOME": home})
        migrate(everything)
        clock = Clock()
        clock.now = datetime.now(timezone.utc) - timedelta(minutes=1)
        log = open_log(everything, clock)
        settings = Settings(home=Path(home), cookie_secret=SECRET, learner_rate=10_000, address_rate=100_000)
        with Served(settings, log, FakeAgent(Script()), FakeReader()) as served:
            print(served.url, flush=True)
            for number, line in enumerate(sys.stdin):
                learner = f"{number:032x}"
                LEARNERS[line.strip()](log, learner)
                print(Cookies(SECRET.encode()).sign(learner), flush=True)


if __name__ == "__main__":
    main()
