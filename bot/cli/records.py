"""What is kept about the people who practise: `sayso learners`, `log`, `report`, `plans`, `export`, `erase` …"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer
from rich.table import Column, Table
from rich.text import Text

from bot.cli.terminal import err, examples, out, settings
from bot.settings import Settings
from bot.trouble import Exit, Trouble
from bot.vocabulary import FOCUS_AREAS

if TYPE_CHECKING:
    from bot.programme.over_time import AreaOverTime
    from bot.store import AreaSummary, AttemptSummary, Events, LearnerRow, Log

LearnerId = Annotated[str, typer.Argument(help="The learner's id, as `sayso learners` shows it; its start will do.")]


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command(epilog=examples("sayso learners"))(learners)
    app.command(epilog=examples("sayso log", "sayso log --learner 3f2a --area grief", "sayso log --attempts"))(log)
    app.command(epilog=examples("sayso report", "sayso report --json"))(report)
    app.command(epilog=examples("sayso plans", "sayso plans --learner 3f2a --reminder note.ics"))(plans)
    app.command(
        epilog=examples(
            "sayso export 3f2a > mine.json", "sayso export 3f2a --csv mine", "sayso export --corrections > new.jsonl"
        )
    )(export)
    app.command(epilog=examples("sayso forget", "sayso forget --days 7"))(forget)
    app.command(name="change-key", epilog=examples("sayso change-key", "sayso change-key --cookies"))(change_key)
    app.command(epilog=examples("sayso erase 3f2a", "sayso erase 3f2a --yes"))(erase)


@contextmanager
def open_log() -> Iterator[Log]:
    """The log of practice, set up first where it is not. Raises StoreProblem."""
    from bot.store import migrate
    from bot.store import open_log as opened

    chosen = settings()
    migrate(chosen)
    log = opened(chosen)
    try:
        yield log
    finally:
        log.close()


@contextmanager
def open_events() -> Iterator[Events]:
    """Rasa's side of what is kept. Raises StoreProblem."""
    from bot.store import open_events as opened

    events = opened(settings())
    try:
        yield events
    finally:
        events.close()


def find(log: Log, given: str | None) -> LearnerRow:
    """The learner whose id begins like that; without one, the only learner there is. Raises Trouble."""
    fitting = [learner for learner in log.learners() if learner.id.startswith(given or "")]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        whom = f"whose id begins with {given}" if given else "yet"
        raise Trouble(f"There is no learner {whom}.", "`sayso learners` lists them.", Exit.USAGE)
    raise Trouble(f"{len(fitting)} learners fit.", "Say which one with --learner (see `sayso learners`).", Exit.USAGE)


def learners() -> None:
    """List the learners: id, since when, last seen, and whether their words are kept."""
    with open_log() as log:
        table = Table("learner", "since", "last seen", "words kept")
        for row in log.learners():
            table.add_row(row.id, day(row.created), day(row.seen), "yes" if row.keep_words else "no")
    out.print(table if table.row_count else "Nobody has practised here yet.")


def log(
    learner: Annotated[Optional[str], typer.Option(help="Whose: the id, or how it begins.")] = None,  # noqa: UP045
    area: Annotated[Optional[str], typer.Option(help="Only this focus area.")] = None,  # noqa: UP045
    attempts: Annotated[bool, typer.Option("--attempts", help="Also each attempt, oldest first.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON instead of a table.")] = False,
) -> None:
    """Show what was practised, per focus area: attempts, endings, markers, how it felt, real talks."""
    known_area(area)
    with open_log() as store:
        row = find(store, learner)
        areas = [one for one in store.summary(row.id) if area in (None, one.area)]
        over_time = {one.area: one for one in store.over_time(row.id) if area in (None, one.area)}
        each = store.attempts(row.id, area)[::-1] if attempts else []
    if as_json:
        summed = {one.area: asdict(one) for one in areas}
        found = [{**summed.get(name, {}), **asdict(one)} for name, one in over_time.items()]
        out.print_json(json.dumps(found, default=as_text))
    elif areas or over_time:
        out.print(areas_table(areas, over_time))
        if each:
            out.print(attempts_table(each))
    else:
        out.print("Nothing practised there yet.")


def known_area(area: str | None) -> None:
    """Raise Trouble when there is no such focus area."""
    if area is not None and area not in FOCUS_AREAS:
        raise Trouble(f"There is no focus area {area}.", f"There are: {', '.join(FOCUS_AREAS)}.", Exit.USAGE)


def areas_table(areas: list[AreaSummary], over_time: Mapping[str, AreaOverTime]) -> Table:
    """Each focus area as a column, so that it fits a terminal: what was done in it, and what it showed."""
    summed = {one.area: one for one in areas}
    names = list(over_time)
    table = Table("focus area", *(name.replace("_", " ") for name in names))
    for label, cell in _ROWS.items():
        table.add_row(label, *(cell(summed[name]) if name in summed else "–" for name in names), end_section=True)
    for label, line in _ROWS_OVER_TIME.items():
        table.add_row(label, *(line(over_time[name]) or "–" for name in names), end_section=True)
    return table


_ROWS: dict[str, Callable[[AreaSummary], str]] = {
    "attempts": lambda one: str(one.attempts),
    "endings": lambda one: counts(one.endings),
    "markers": lambda one: counts(one.markers),
    "distress": lambda one: moves(one.distress),
    "confidence": lambda one: moves(one.confidence),
    "last": lambda one: day(one.last_at),
}
_ROWS_OVER_TIME: dict[str, Callable[[AreaOverTime], str]] = {
    "pitfalls, try by try": lambda one: " ".join(str(each.pitfalls) for each in one.tries),
    "passive, try by try": lambda one: " ".join(str(each.held_back) for each in one.tries),
    "aggressive, try by try": lambda one: " ".join(str(each.pushed) for each in one.tries),
    "pitfalls, first → third try": lambda one: "\n".join(
        f"{each.scenario} {each.first.pitfalls} → {each.third.pitfalls}" for each in one.repeated
    ),
    "real talks planned, held": lambda one: f"{one.planned}, {one.held}" if one.planned else "",
    "feared → happened": lambda one: "\n".join(f"{feared} → {happened}" for feared, happened in one.feared),
    "closeness to the goal": lambda one: " ".join(map(str, one.closeness)),
}


def attempts_table(attempts: Iterable[AttemptSummary]) -> Table:
    """Each attempt as a row."""
    when, what = Column("when", no_wrap=True, min_width=10), Column("what", min_width=11, overflow="fold")
    table = Table(when, what, "ending", "turns", "markers", "passive,\npushing", "tense,\nready")
    for one in attempts:
        rated = [found for name in ("distress", "confidence") if (found := one.rated(name))]
        table.add_row(
            day(one.attempt.started),
            "\n".join(filter(None, (one.attempt.scenario or one.attempt.kind, one.attempt.level))),
            one.attempt.ending_kind or "–",
            str(one.turns),
            counts(one.markers),
            f"{one.styles.get('passive', 0)}, {one.styles.get('aggressive', 0)}",
            moves(rated),
        )
    return table


def report(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON instead of a table.")] = False,
) -> None:
    """Show how many people did what, over everybody: counts only, and no group of fewer than five."""
    with open_log() as store:
        found = store.report()
    if as_json:
        out.print_json(json.dumps([asdict(one) for one in found]))
        return
    table = Table("what", "which", "people", "times")
    for one in found:
        table.add_row(one.what, one.which.replace("_", " "), str(one.people), str(one.times))
    out.print(table if found else "Fewer than five people have practised here, so there is nothing to report.")


def counts(found: dict[str, int]) -> str:
    """ "a 3, b 1", the most frequent first."""
    return "\n".join(f"{name.replace('_', ' ')} {n}" for name, n in sorted(found.items(), key=lambda one: -one[1]))


def moves(ratings: Any) -> str:
    """ "7→4, 6→3": before and after, attempt by attempt."""
    return "\n".join(f"{_or_dash(one.before)}→{_or_dash(one.after)}" for one in ratings)


def _or_dash(value: int | None) -> str:
    return "–" if value is None else str(value)


def day(when: datetime | None) -> str:
    """A date as people sort it."""
    return when.strftime("%Y-%m-%d") if when else "–"


def as_text(value: Any) -> str:
    """For JSON: dates in ISO 8601."""
    return value.isoformat() if isinstance(value, date) else str(value)


def plans(
    learner: Annotated[Optional[str], typer.Option(help="Whose: the id, or how it begins.")] = None,  # noqa: UP045
    reminder: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads it at run time
        typer.Option(help="Write the newest plan's calendar file here. It says nothing of the talk."),
    ] = None,
) -> None:
    """Show the real talks that are planned, as cards; or write the reminder for a calendar."""
    from bot.programme import real_talk

    with open_log() as store:
        row = find(store, learner)
        found = [one for one in store.plans(row.id) if one.is_open]
        made = store.now()
    if reminder is None:
        out.print(Text("\n\n---\n\n".join(real_talk.card(one) for one in found) or "No talk is planned."))
        return
    dated = [one for one in found if one.due is not None]
    if not dated:
        raise Trouble("No planned talk has a day.", "Plan one in the talk, with a day.", Exit.USAGE)
    reminder.write_bytes(real_talk.reminder(dated[-1], made).encode())
    out.print(Text(f"Written: {reminder}"))


def export(
    learner: Annotated[
        Optional[str],  # noqa: UP045 - typer reads it at run time
        typer.Argument(help="The learner's id, as `sayso learners` shows it; its start will do."),
    ] = None,
    corrections: Annotated[
        bool,
        typer.Option("--corrections", help="Only turns that learners corrected, as rows of the corpus (JSON Lines)."),
    ] = False,
    csv: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads it at run time
        typer.Option(help="Write tables into this folder, a CSV file each, instead of printing JSON."),
    ] = None,
) -> None:
    """Print everything that is kept about a learner, as JSON; or what learners corrected, to train with.

    With --corrections and no learner: those of everybody who keeps their words. They hold words: handle with care.
    """
    if corrections:
        export_corrections(learner)
    else:
        export_all(learner, csv)


def export_all(learner: str | None, csv: Path | None) -> None:
    """Print everything that is kept about a learner, or write it as tables."""
    with open_log() as log, open_events() as events:
        row = find(log, learner)
        kept = {**log.export(row.id), "conversation": events.of(row.id)}
    if csv is None:
        print(json.dumps(kept, ensure_ascii=False, indent=2, default=as_text))
        return
    from bot.programme.tables import as_csv

    csv.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, text in as_csv(kept).items():
        (csv / name).write_text(text, encoding="utf-8", newline="", errors="surrogatepass")
    out.print(Text(f"Written: {csv}"))


def forget(
    days: Annotated[
        Optional[int],  # noqa: UP045 - typer reads it at run time
        typer.Option(min=1, max=36_500, help="Words older than so many days (SAYSO_KEEP_DAYS, else 30)."),
    ] = None,
) -> None:
    """Remove words past their time, whoever's they are; what they showed stays.

    `sayso run` does it when it starts, and once a day while it runs.
    """
    from bot.store import forget_old_words, migrate

    chosen = settings()
    migrate(chosen)
    wanted = replace(chosen, keep_days=days) if days else chosen
    if wanted.keep_days is None:
        out.print("Words are kept until they are erased (SAYSO_KEEP_DAYS=never).")
        return
    out.print(f"Words older than {wanted.keep_days} days are gone ({forget_old_words(wanted)} rows changed).")


def change_key(
    cookies: Annotated[
        bool, typer.Option("--cookies", help="Only what signs the cookies: a new secret; the last one is read 30 days.")
    ] = False,
) -> None:
    """Encrypt every word anew under a new key. Stop Sayso first, and back up the key file afterwards.

    With keys in SAYSO_KEY, put the new one first; afterwards the others can go.
    """
    from bot import store

    chosen = settings()
    if cookies:
        change_cookie_secret(chosen)
        return
    store.migrate(chosen)
    changed = store.change_key(chosen)
    left = "Only the first key of SAYSO_KEY is needed now." if chosen.key else f"The new key is in {chosen.key_file}."
    out.print(Text(f"Encrypted anew: {changed} values. {left} Back it up; the old one opens old backups only."))


def change_cookie_secret(chosen: Settings) -> None:
    """Put a new secret before the one that signs learners' cookies. Raises Trouble where the operator keeps them."""
    from bot.signing import COOKIE_SECRET, renew_secret

    if os.environ.get("SAYSO_COOKIE_SECRET"):
        way_out = "Put the new one before it, with a comma between. Take the old one out after 30 days."
        raise Trouble("The secret stands in SAYSO_COOKIE_SECRET.", way_out, Exit.USAGE)
    try:
        renew_secret(chosen.home, time.time())
    except ValueError as problem:
        raise Trouble(str(problem)) from problem
    out.print(
        Text(
            f"A new secret is in {chosen.home / COOKIE_SECRET}. It holds from the next start; nobody has to begin anew."
        )
    )


def export_corrections(learner: str | None) -> None:
    """Print the turns that were corrected, a row a line; only those whose words are kept."""
    from bot.app.corpus import row_of
    from bot.scenarios.library import Library

    library = Library(settings().scenarios)
    with open_log() as log:
        for one in log.corrections(find(log, learner).id if learner else None):
            print(json.dumps(row_of(one, library), ensure_ascii=False))


def erase(
    learner: LearnerId,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase everything that is kept about a learner, everywhere. This cannot be undone."""
    with open_log() as log, open_events() as events:
        row = find(log, learner)
        if not yes and not typer.confirm(f"Erase everything about {row.id}?", err=True):
            err.print("  Nothing was erased.")
            raise typer.Exit(Exit.OK)
        gone = events.erase(row.id) + sum(log.erase(row.id).values())
    out.print(f"Erased: {gone} rows.")
