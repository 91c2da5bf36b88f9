"""The commands: what they print, what they refuse, and with which exit code."""

from __future__ import annotations

import io
import json
import re
import shutil
import sqlite3
import stat
from collections import namedtuple
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from bot.cli import app, main, terminal
from bot.cli.analyser import NOTHING_READ, Analyser, Utterance, utterance
from bot.cli.play import Chosen, play
from bot.cli.repl import Client, Message, NotSent, Repl, View
from bot.cli.serving import check_room
from bot.scenarios.load import load_scenario
from bot.settings import Settings
from bot.store import migrate, open_log
from bot.trouble import Exit, Trouble
from bot.vocabulary import Mark
from tests.databases import say

LEARNER = "3f2a" + "0" * 28
OTHER = "3f2b" + "0" * 28
COMMANDS = (
    *("run", "shell", "train", "new", "check", "graph", "schema", "play", "coverage", "stats", "log", "analyse"),
    *("export", "erase", "learners", "migrate", "doctor", "plans", "report", "forget", "change-key"),
)
TALK = terminal.ROOT / "scenarios" / "parent_drops_in.yml"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("SAYSO_DB_URL", "SAYSO_TRACKER_URL", "SAYSO_KEY", "SAYSO_KEY_FILE", "SAYSO_PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SAYSO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SAYSO_SCENARIOS", str(tmp_path / "scenarios"))
    (tmp_path / "scenarios").mkdir()
    # Rich keeps the streams it was made with; the tests swap them.
    for name, on_error in (("out", False), ("err", True)):
        monkeypatch.setattr(getattr(terminal, name), "_file", None)
        monkeypatch.setattr(getattr(terminal, name), "stderr", on_error)
    return tmp_path / "home"


@pytest.fixture
def sayso(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Run a command as from the shell: (exit code, standard output, standard error)."""
    Ran = namedtuple("Ran", "code out err")

    def run(*arguments: str, typed: str = "") -> Any:
        monkeypatch.setattr("sys.argv", ["sayso", *arguments])
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        with pytest.raises(SystemExit) as caught:
            main()
        printed = capsys.readouterr()
        return Ran(int(caught.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def practised(home: Path) -> Iterator[None]:
    """A database in which somebody has practised."""
    settings = Settings.from_environment()
    migrate(settings)
    log = open_log(settings)
    log.save_learner(LEARNER, keep_words=True)
    attempt = log.begin_attempt(LEARNER, "key-0001", kind="scene", area="grief", scenario="anniversary", revision=1)
    log.rate(attempt.id, "distress", "before", 7)
    log.rate(attempt.id, "distress", "after", 4)
    log.end_attempt(attempt.id, "agreed", "good")
    log.close()
    yield


# --- help and problems ---


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example(command: str) -> None:
    shown = CliRunner().invoke(app, [command, "--help"])
    assert shown.exit_code == 0
    assert f"$ sayso {command}" in shown.stdout or f"| sayso {command}" in shown.stdout


def test_the_help_lists_the_exit_codes() -> None:
    shown: Result = CliRunner().invoke(app, ["--help"])
    text = " ".join(shown.stdout.split())
    for number, word in {1: "content", 3: "died", 4: "port", 5: "disk", 6: "database"}.items():
        assert f"{number} " in text and word in text


def test_a_misspelt_setting_is_named(sayso: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_PROT", "1")
    ran = sayso("migrate")
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert "SAYSO_PORT" in ran.err


def test_a_wrong_option_is_a_usage_error(sayso: Callable[..., Any]) -> None:
    assert sayso("run", "--prot", "1").code == Exit.USAGE


def test_another_key_is_a_database_problem(
    sayso: Callable[..., Any], practised: None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "key").unlink()
    ran = sayso("learners")
    assert ran.code == Exit.DATABASE
    assert "key" in ran.err


def test_a_bug_is_told_by_its_place_and_never_by_its_message(
    sayso: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("what the learner said")

    monkeypatch.setattr("bot.store.migrate", broken)
    ran = sayso("migrate")
    assert ran.code == Exit.CONTENT
    assert "ValueError in test_cli.py" in ran.err
    assert "learner said" not in ran.err


def test_a_full_disk_has_its_exit_code(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10, 10, 0))
    with pytest.raises(Trouble, match="is full") as caught:
        check_room(home)
    assert caught.value.code == Exit.DISK_FULL


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), sqlite3.OperationalError("database or disk is full")]
)
def test_any_error_of_a_full_disk_is_told_as_that(error: Exception) -> None:
    assert terminal.explain(error).code == Exit.DISK_FULL


# --- records ---


def test_lists_the_learners(sayso: Callable[..., Any], practised: None) -> None:
    ran = sayso("learners")
    assert ran.code == 0
    assert LEARNER in ran.out


def test_nobody_yet_is_said_in_words(sayso: Callable[..., Any]) -> None:
    assert "Nobody has practised" in sayso("learners").out
    ran = sayso("log")
    assert (ran.code, "no learner yet" in ran.err) == (Exit.USAGE, True)


def test_shows_the_log_of_the_only_learner(sayso: Callable[..., Any], practised: None) -> None:
    ran = sayso("log")
    assert ran.code == 0
    assert all(part in ran.out for part in ("grief", "good 1", "7→4"))


def test_gives_the_log_as_json(sayso: Callable[..., Any], practised: None) -> None:
    (area,) = json.loads(sayso("log", "--learner", "3f2a", "--json").out)
    assert (area["area"], area["attempts"], area["endings"]) == ("grief", 1, {"good": 1})


def test_the_log_of_another_area_is_empty(sayso: Callable[..., Any], practised: None) -> None:
    assert "Nothing practised" in sayso("log", "--area", "role_dispute").out
    assert sayso("log", "--area", "tea").code == Exit.USAGE


def test_two_learners_must_be_told_apart(sayso: Callable[..., Any], practised: None) -> None:
    log = open_log(Settings.from_environment())
    log.save_learner(OTHER, keep_words=False)
    log.close()
    assert "2 learners fit" in sayso("log", "--learner", "3f2").err
    assert sayso("log", "--learner", "3f2a").code == 0


def test_exports_and_erases_everything(sayso: Callable[..., Any], practised: None) -> None:
    assert LEARNER in json.dumps(json.loads(sayso("export", "3f2a").out))
    assert sayso("erase", "3f2a", typed="n\n").code == 0
    assert LEARNER in sayso("learners").out
    assert sayso("erase", "3f2a", "--yes").code == 0
    assert LEARNER not in sayso("learners").out


def test_gives_corrections_as_rows_of_the_corpus(
    sayso: Callable[..., Any], practised: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_SCENARIOS", str(TALK.parent))
    assert sayso("export", "--corrections").out == ""
    log = open_log(Settings.from_environment())
    log.save_learner(OTHER, keep_words=True)
    attempt = log.begin_attempt(
        OTHER, "k", kind="scene", area="grief", scenario="parent_drops_in", setup={"line": "Hm."}
    )
    turn = say(log, attempt.id, "t1")
    log.correct(turn.id, removed=["states_feeling"], added=[Mark("sets_limit", 0, len(turn.words or ""))])
    log.close()
    (row,) = [json.loads(line) for line in sayso("export", "--corrections", OTHER).out.splitlines()]
    assert (row["text"], row["counterpart"], row["relation"]) == (turn.words, "Hm.", "family")
    assert (row["labels"], row["spans"]) == (["sets_limit"], {"sets_limit": [turn.words]})
    assert OTHER not in json.dumps(row)


def test_export_as_tables(sayso: Callable[..., Any], practised: None, tmp_path: Path) -> None:
    assert sayso("export", "3f2a", "--csv", str(tmp_path / "mine")).code == 0
    assert LEARNER in (tmp_path / "mine" / "learner.csv").read_text()
    assert (tmp_path / "mine" / "attempt.csv").read_text().startswith("id,")


def test_each_attempt_is_shown_when_asked_for(sayso: Callable[..., Any], practised: None) -> None:
    shown = " ".join(sayso("log", "--attempts").out.split())
    assert "anniversary" in shown
    assert "passive, try by try" in shown
    assert "aggressive, try by try" in shown


def test_a_planned_talk_is_shown_and_its_reminder_written(
    sayso: Callable[..., Any], practised: None, tmp_path: Path
) -> None:
    assert "No talk is planned" in sayso("plans").out
    assert sayso("plans", "--reminder", str(tmp_path / "note.ics")).code == Exit.USAGE
    log = open_log(Settings.from_environment())
    log.add_plan(LEARNER, "k", with_whom="Mum", lines=["Please [call] first."], due=log.now())
    log.close()
    assert "• Please [call] first." in sayso("plans").out
    assert sayso("plans", "--reminder", str(tmp_path / "note.ics")).code == 0
    written = (tmp_path / "note.ics").read_bytes()
    assert written.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"Mum" not in written


def test_a_report_needs_five_people(sayso: Callable[..., Any], practised: None) -> None:
    assert "nothing to report" in sayso("report").out
    log = open_log(Settings.from_environment())
    for number in range(5):
        log.begin_attempt(f"{number}" * 32, "k", kind="scene", area="grief")
    log.close()
    found = {one["what"]: one["people"] for one in json.loads(sayso("report", "--json").out)}
    assert found["learners"] == 6
    assert LEARNER not in sayso("report").out


def test_old_words_are_forgotten(sayso: Callable[..., Any], practised: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "older than 30 days are gone (0 rows" in sayso("forget").out
    assert "older than 7 days" in sayso("forget", "--days", "7").out
    monkeypatch.setenv("SAYSO_KEEP_DAYS", "never")
    assert "kept until they are erased" in sayso("forget").out


def test_the_key_is_changed(sayso: Callable[..., Any], practised: None, home: Path) -> None:
    old = (home / "key").read_text()
    ran = sayso("change-key")
    assert (ran.code, "Encrypted anew" in ran.out) == (0, True)
    assert (home / "key").read_text() != old
    assert sayso("learners").code == 0


def test_the_cookies_secret_is_changed_and_the_last_one_is_still_read(sayso: Callable[..., Any], home: Path) -> None:
    assert sayso("change-key", "--cookies").code == 0
    first = (home / "cookie_secret").read_text().split()[0]
    ran = sayso("change-key", "--cookies")
    assert (ran.code, "nobody has to begin anew" in ran.out) == (0, True)
    newest, old = (home / "cookie_secret").read_text().splitlines()
    assert (newest != first, old.split()[0]) == (True, first)
    assert sorted(path.name for path in home.iterdir()) == ["cookie_secret"]


def test_a_cookie_secret_that_the_operator_keeps_is_theirs_to_change(
    sayso: Callable[..., Any], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_COOKIE_SECRET", "s" * 40)
    ran = sayso("change-key", "--cookies")
    assert (ran.code, "with a comma between" in ran.err) == (Exit.USAGE, True)
    assert not (home / "cookie_secret").exists()


# --- doctor ---


def test_the_doctor_names_what_is_wrong_and_the_way_out(sayso: Callable[..., Any]) -> None:
    ran = sayso("doctor")
    assert ran.code != 0
    assert "problem  key and database" in ran.out
    assert "sayso migrate" in ran.out
    sayso("migrate")
    assert "ok       key and database" in sayso("doctor").out


def test_the_doctor_names_a_scenario_that_cannot_be_played(sayso: Callable[..., Any], tmp_path: Path) -> None:
    shutil.copy(TALK, tmp_path / "scenarios")
    assert "ok       scenarios: 1 can be played" in sayso("doctor").out
    file = tmp_path / "scenarios" / TALK.name
    file.write_text(file.read_text().replace("start: arrives", "start: nowhere"))
    assert re.search(rf"problem  scenarios: .*{TALK.name}:69:1: SC101", sayso("doctor").out)


# --- analyse ---


class FakeAgent:
    """Stands in for a loaded model: finds one marker in everything."""

    class domain:  # noqa: N801
        slots: list[Any] = []


def test_a_line_is_plain_text_or_json() -> None:
    assert utterance("Please call first.", 1) == Utterance("Please call first.")
    line = '{"text": "No.", "counterpart": "Tea?", "state": "debrief", "more": 1}'
    assert utterance(line, 1) == Utterance("No.", "Tea?", "debrief")
    assert utterance("{not json", 1) == Utterance("{not json")


@pytest.mark.parametrize("line", ['{"words": "secret"}', '{"text": 1}', '{"text": "secret", "state": "tea"}'])
def test_a_wrong_line_is_named_without_its_words(line: str) -> None:
    with pytest.raises(Trouble, match="Line 7") as caught:
        utterance(line, 7)
    assert "secret" not in str(caught.value)


def test_a_line_without_words_needs_no_model() -> None:
    assert Analyser(FakeAgent()).read(Utterance("  ")) == {"text": "  ", **NOTHING_READ}


# --- content ---


@pytest.fixture
def scenarios(tmp_path: Path) -> Path:
    """A folder with one good scenario."""
    shutil.copy(TALK, tmp_path / "scenarios")
    return tmp_path / "scenarios"


def test_a_broken_scenario_is_named_with_its_line(sayso: Callable[..., Any], scenarios: Path) -> None:
    file = scenarios / TALK.name
    file.write_text(file.read_text().replace("minutes:", "minuets:", 1))
    ran = sayso("check", str(file))
    assert ran.code == Exit.CONTENT
    assert re.search(rf"{TALK.name}:\d+:\d+: SC011 `minuets` is not known", ran.out)


def test_what_is_wrong_can_be_read_by_programs(sayso: Callable[..., Any], scenarios: Path) -> None:
    (scenarios / "tea.yml").write_text("schema: 1\n")
    found = json.loads(sayso("check", "--format", "json").out)
    assert {"file", "line", "column", "code", "message", "hint", "severity"} == set(found[0])
    lines = sayso("check", "--format", "github").out.splitlines()
    assert len(lines) == len(found)
    assert all(re.match(r"::(error|warning) file=.*,line=\d+,col=\d+,title=SC\d+::", line) for line in lines)


def test_an_accepted_revision_is_recorded(sayso: Callable[..., Any], scenarios: Path) -> None:
    assert "SC502" in sayso("check").out
    assert "1 revisions recorded" in sayso("check", "--accept").err
    assert "SC502" not in sayso("check").out


def test_no_scenarios_is_said(sayso: Callable[..., Any]) -> None:
    assert "no scenarios there" in sayso("check").err


def test_a_new_scenario_has_no_finding_and_is_never_overwritten(sayso: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "scenarios" / "first_try.yml"
    ran = sayso("new", "first_try", "--focus", "grief", "--relation", "ex", "--title", "Asking: how?")
    assert (ran.code, ran.err) == (0, "")
    assert f"sayso check {file}" in ran.out
    checked = sayso("check")
    assert (checked.code, checked.out) == (0, "")
    assert "Still a draft: first_try" in checked.err
    before = file.read_text()
    assert sayso("new", "first_try").code == Exit.USAGE
    assert file.read_text() == before
    assert "1 revisions recorded" in sayso("check", "--accept").err
    assert "draft" not in sayso("check").err


@pytest.mark.parametrize(
    ("given", "said"),
    [(("First",), "no usable name"), (("first", "--focus", "griev"), "Did you mean `grief`"), (("a/b",), "no usable")],
)
def test_a_new_scenario_that_cannot_be_is_not_begun(
    sayso: Callable[..., Any], tmp_path: Path, given: tuple[str, ...], said: str
) -> None:
    ran = sayso("new", *given)
    assert (ran.code, said in ran.err) == (Exit.USAGE, True)
    assert list((tmp_path / "scenarios").iterdir()) == []


def test_draws_a_scenario(sayso: Callable[..., Any], scenarios: Path) -> None:
    assert sayso("graph", TALK.stem).out.startswith("flowchart TD")


def test_a_misspelt_scenario_gets_the_nearest_name(sayso: Callable[..., Any], scenarios: Path) -> None:
    ran = sayso("graph", "parent_drops_inn")
    assert ran.code == Exit.USAGE
    assert f"Did you mean {TALK.stem}?" in ran.err


def walked(typed: str, **chosen: Any) -> tuple[str | None, str]:
    """A talk played from these lines, with a reader that finds blame in "never": its ending, and what was shown."""
    shown: list[str] = []
    ending = play(
        load_scenario(TALK),
        Chosen(**{"level": "wary", **chosen}),
        io.StringIO(typed),
        lambda words, line: [Mark("blames", 0, 1)] if "never" in words else [Mark("sets_limit", 0, 1, 0.4)],
        shown.append,
    )
    return ending, "\n".join(shown)


def test_a_walk_with_the_example_answers_ends_well() -> None:
    scenario = load_scenario(TALK)
    ending, shown = walked("1\n" * scenario.limits.turns)
    assert ending is not None and scenario.endings[ending].kind == "good"
    assert "Mum: " in shown


def test_a_walk_of_nothing_runs_out_of_turns() -> None:
    scenario = load_scenario(TALK)
    ending, _ = walked("/markers nothing\n" * scenario.limits.turns)
    assert ending == scenario.limits.to


def test_a_walk_takes_markers_and_says_which_there_are() -> None:
    ending, shown = walked("/markers balmes\n99\n/markers acknowledges, hedges\n", show_state=True)
    assert ending is None
    assert "balmes is no marker" in shown and "no example 99" in shown
    assert "you showed: acknowledges, hedges · passive" in shown


def test_a_persons_words_are_read_and_what_is_not_sure_does_not_count() -> None:
    _, shown = walked("You never knock.\nPerhaps.\n", show_state=True)
    assert "you showed: blames · aggressive" in shown
    assert "you showed: nothing · neutral" in shown


def test_again_takes_the_last_line_back() -> None:
    ending, shown = walked("again\nYou never knock.\nagain\nhint\nhint\nstop\n1\n", show_state=True)
    assert ending is None
    assert "There is no line of yours to take back yet." in shown
    assert shown.count("[arrives · turn 1 of 8 · tension 2, trust 1]") == 1
    assert shown.count("Mum: Only me!") == 2
    assert "Hint: Start with" in shown and "Hint: Say what" in shown


def test_a_walk_can_begin_at_a_beat() -> None:
    _, shown = walked("", beat="bargain")
    assert "Mum: What if I only drop in on Sundays?" in shown
    assert "Only me!" not in shown


def test_a_built_in_learner_plays_the_same_talk_for_the_same_seed() -> None:
    def played(style: str, seed: int) -> tuple[str | None, str]:
        return walked("", style=style, seed=seed, show_state=True)

    assert played("mixed", 1) == played("mixed", 1)
    assert len({played("mixed", seed)[1] for seed in range(6)}) > 1
    ending, shown = played("assertive", 1)
    assert ending is not None and "You: " in shown and "assertive]" in shown


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--level", "easy"), "has no level easy"),
        (("--from", "tea"), "has no beat tea"),
        (("--as", "angry"), "no learner angry"),
        (("--tactics", "anger"), "pick 0 tactics"),
    ],
)
def test_what_is_not_on_offer_is_said_with_what_is(
    sayso: Callable[..., Any], scenarios: Path, options: tuple[str, ...], said: str
) -> None:
    ran = sayso("play", TALK.stem, *options)
    assert ran.code == Exit.USAGE
    assert said in ran.err and "There are: " in ran.err


# --- surveys ---


def test_coverage_is_clean_for_a_good_scenario_and_fails_for_a_line_nobody_hears(
    sayso: Callable[..., Any], scenarios: Path
) -> None:
    ran = sayso("coverage", "--walks", "60")
    assert ran.code == 0
    assert "79 lines, 0 never heard" in ran.err
    file = scenarios / TALK.name
    file.write_text(file.read_text().replace("says: A rule? For me?", "says: [A rule? For me?, Again?]"))
    ran = sayso("coverage", "--walks", "60")
    assert ran.code == Exit.CONTENT
    assert re.search(rf"{TALK.name}:\d+: never heard: arrives.asked#2 “Again\?”", ran.out)
    assert sayso("coverage", "--walks", "60", "--allow", "1").code == 0


def test_coverage_as_json_is_the_same_for_the_same_seed(sayso: Callable[..., Any], scenarios: Path) -> None:
    options = ("coverage", TALK.stem, "--walks", "12", "--seed", "5", "--format", "json")
    first = sayso(*options)
    found = json.loads(first.out)
    assert (found["walks"], found["seed"], found["scenarios"][0]["id"]) == (12, 5, TALK.stem)
    assert {"id", "file", "line", "says", "hits", "sent"} == set(found["scenarios"][0]["lines"][0])
    assert sayso(*options).out == first.out


def test_stats_of_one_and_of_all(sayso: Callable[..., Any], scenarios: Path) -> None:
    assert "60 replies" in sayso("stats", TALK.stem).out
    (one,) = json.loads(sayso("stats", "--format", "json").out)
    assert one["endings"] == {"good": 2, "retry": 4, "exit": 0}


def test_how_far_something_is_is_told_every_two_seconds(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    times = iter((0.0, 0.5, 2.5, 3.0, 5.0))
    monkeypatch.setattr(terminal.time, "monotonic", lambda: next(times))
    assert list(terminal.watched("abcd", "Checking")) == ["a", "b", "c", "d"]
    told = [line.strip() for line in capsys.readouterr().err.splitlines()]
    assert told == ["Checking: 1 of 4", "Checking: 3 of 4"]


# --- the shell ---


def spoken(text: str, **more: Any) -> dict[str, Any]:
    return {"speaker": "guide", "name": "Sayso", "text": text, "marks": [], "choices": [], **more}


class FakeSayso:
    """Answers like the web channel; `answers` are given in turn, None is a server that does not answer."""

    def __init__(self, *answers: Any, history: list[dict[str, Any]] | None = None) -> None:
        self.answers = list(answers)
        self.past = history or []
        self.sent: list[dict[str, str]] = []
        self.cookies: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.cookies.append(request.headers.get("cookie", ""))
        cookie = {"set-cookie": "sayso=v1.who; Path=/; HttpOnly"}
        if request.url.path.endswith("/history"):
            return httpx.Response(200, json={"messages": self.past, "rehearsal": None}, headers=cookie)
        self.sent.append(json.loads(request.content))
        answer = self.answers.pop(0)
        if answer is None:
            raise httpx.ConnectError("refused")
        if isinstance(answer, int):
            return httpx.Response(answer, json={"error": {"code": "x", "message": "Not that."}})
        return httpx.Response(200, json={"messages": answer, "rehearsal": None}, headers=cookie)


@pytest.fixture
def talk(tmp_path: Path) -> Callable[..., str]:
    """Type lines at a fake Sayso; what the terminal shows."""

    def run(sayso: FakeSayso, typed: str) -> str:
        shown = io.StringIO()
        client = Client("http://sayso/app/", tmp_path / "home" / "cookie", httpx.MockTransport(sayso))
        Repl(client, View(Console(file=shown, width=200))).run(io.StringIO(typed))
        return shown.getvalue()

    return run


def test_a_first_talk_begins_on_the_start_page(talk: Callable[..., str]) -> None:
    sayso = FakeSayso([spoken("Welcome.", choices=[{"id": "begin", "label": "Begin"}])])
    assert talk(sayso, "") == "Sayso: Welcome.\n  1) Begin\n"
    assert sayso.sent[0]["choice"] == "home"


def test_a_number_picks_a_choice_and_its_label_does_too(talk: Callable[..., str]) -> None:
    choices = [{"id": "hint", "label": "Give me a hint"}, {"id": "stop_here", "label": "Stop here"}]
    sayso = FakeSayso(*[[spoken("Well?", choices=choices)]] * 4)
    shown = talk(sayso, "2\nGive me a hint\n3\n")
    assert "You: Stop here\n" in shown
    assert [one.get("choice") or one.get("text") for one in sayso.sent[1:]] == ["stop_here", "hint", "3"]


def test_where_a_number_is_asked_for_letters_pick(talk: Callable[..., str]) -> None:
    asks = [spoken("How bad?", ask={"kind": "scale", "min": 0, "max": 10}, choices=[{"id": "skip", "label": "Skip"}])]
    sayso = FakeSayso(asks, asks, asks)
    shown = talk(sayso, "1\na\n")
    assert "(a number from 0 to 10)" in shown
    assert [one.get("choice") or one.get("text") for one in sayso.sent[1:]] == ["1", "skip"]


def test_the_learners_marked_words_are_named(talk: Callable[..., str]) -> None:
    marks = [{"marker": "makes_request", "start": 0, "end": 11}]
    sayso = FakeSayso([spoken("Hi.")], [spoken("Good.", speaker="coach", name="Coach", marks=marks)])
    shown = talk(sayso, "Please call first.\n")
    assert "You: Please call first. [makes request: 'Please call']\nCoach: Good.\n" in shown


def test_a_line_that_was_not_sent_is_kept_and_resent_under_its_key(talk: Callable[..., str]) -> None:
    sayso = FakeSayso([spoken("Hi.")], None, [spoken("There you are.")])
    shown = talk(sayso, "hello\n\n")
    assert "does not answer" in shown and "press Enter to send it again" in shown
    assert sayso.sent[1] == sayso.sent[2]
    assert "There you are." in shown


def test_what_the_server_refuses_for_good_is_not_offered_again(talk: Callable[..., str]) -> None:
    sayso = FakeSayso([spoken("Hi.")], 400)
    shown = talk(sayso, "x\n\n")
    assert "Not that." in shown and "press Enter" not in shown
    assert len(sayso.sent) == 2


def test_the_talk_goes_on_with_the_kept_cookie(talk: Callable[..., str], tmp_path: Path) -> None:
    talk(FakeSayso([spoken("Hi.")]), "")
    file = tmp_path / "home" / "cookie"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    old = [
        spoken("Earlier.", choices=[{"id": "gone", "label": "Gone"}]),
        spoken("x", speaker="learner", name="You"),
        spoken("Where were we?", choices=[{"id": "on", "label": "Go on"}]),
    ]
    sayso = FakeSayso([spoken("Right.")], history=old)
    shown = talk(sayso, "1\n")
    assert sayso.cookies[0] == "sayso=v1.who"
    assert "Earlier." in shown and "1) Go on" in shown and "Gone" not in shown
    assert sayso.sent[0]["choice"] == "on"


def test_on_a_terminal_each_speaker_has_a_frame() -> None:
    shown = io.StringIO()
    View(Console(file=shown, force_terminal=True, width=40)).message(spoken("Hello.", name="Mum"))
    top, middle, _ = re.sub(r"\x1b\[[0-9;]*m", "", shown.getvalue()).splitlines()
    assert top.startswith("╭─ Mum ─") and "Hello." in middle


def test_a_server_that_is_gone_is_not_sent(tmp_path: Path) -> None:
    client = Client("http://sayso/app/", tmp_path / "cookie", httpx.MockTransport(FakeSayso(None)))
    with pytest.raises(NotSent) as caught:
        client.send(Message.new({"text": "secret"}))
    assert caught.value.again
    assert "secret" not in str(caught.value)
