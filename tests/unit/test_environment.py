"""The bootstrap: when it makes an environment, with which Python, and what it says when it cannot."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import environment
from tools.environment import ENVIRONMENTS, Environment, Problem, explain, find_python, is_ready, wanted_stamp

HERE = (sys.version_info.major, sys.version_info.minor)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """An environment in a project of its own, as if it had been made to the end."""
    monkeypatch.setattr(environment, "ROOT", str(tmp_path))
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "dev.txt").write_text("rich==15 \\\n    --hash=sha256:1\n")
    made = Environment(".venv", "dev.txt", HERE, HERE)
    Path(made.python).parent.mkdir(parents=True)
    Path(made.python).symlink_to(sys.executable)
    Path(made.stamp).write_text(json.dumps(wanted_stamp(made)))
    return made


@pytest.fixture
def uv(place: Environment, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were run, in a world where all of them work."""
    commands: list[list[str]] = []
    monkeypatch.setattr(environment, "uv_command", lambda: "uv")
    monkeypatch.setattr(environment, "run_logged", lambda command, title: commands.append(command))
    monkeypatch.setattr(environment, "link_project", lambda made: None)
    monkeypatch.setitem(ENVIRONMENTS, "main", place)
    return commands


def a_python(folder: Path, name: str, answer: str, needs: str = "") -> None:
    """A program that answers like a Python; with `needs`, like a pyenv shim that wants its version named."""
    folder.mkdir(parents=True, exist_ok=True)
    refusal = f'[ "$PYENV_VERSION" = "{needs}" ] || exit 127\n' if needs else ""
    (folder / name).write_text(f"#!/bin/sh\n{refusal}printf '{answer}'\n")
    (folder / name).chmod(0o755)


def test_an_environment_made_to_the_end_is_ready(place: Environment) -> None:
    assert is_ready(place)


def test_nothing_is_run_when_all_is_ready(uv: list[list[str]]) -> None:
    assert environment.main(["main"]) == 0
    assert uv == []


def test_other_requirements_mean_making_it_again(place: Environment, uv: list[list[str]]) -> None:
    Path(place.lock).write_text("rich==16 \\\n    --hash=sha256:2\n")
    assert not is_ready(place)
    assert environment.main(["main"]) == 0
    assert [command[1] for command in uv] == ["venv", "pip"]
    assert is_ready(place)


def test_packages_are_installed_by_hash_only(place: Environment, uv: list[list[str]]) -> None:
    Path(place.stamp).unlink()
    environment.main(["main"])
    assert {"--require-hashes", "--no-deps"} <= set(uv[-1])


@pytest.mark.parametrize("damage", ["no stamp", "broken stamp", "no python", "moved"])
def test_a_damaged_environment_is_not_ready(place: Environment, damage: str) -> None:
    if damage == "no stamp":
        Path(place.stamp).unlink()
    elif damage == "broken stamp":
        Path(place.stamp).write_text("{")
    elif damage == "no python":
        Path(place.python).unlink()
    else:
        Path(place.stamp).write_text(Path(place.stamp).read_text().replace(place.folder, "/elsewhere/.venv"))
    assert not is_ready(place)


def test_an_interrupted_making_is_made_again(
    place: Environment, uv: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(command: list[str], title: str) -> None:
        raise KeyboardInterrupt

    Path(place.lock).write_text("rich==16\n")
    monkeypatch.setattr(environment, "run_logged", stop)
    assert environment.main(["main"]) == 130
    assert not is_ready(place)


def test_finds_the_python_that_runs_this() -> None:
    found = find_python(HERE, HERE)
    assert found is not None
    shown = subprocess.run([found, "-c", "import sys; print(*sys.version_info[:2])"], stdout=subprocess.PIPE, text=True)
    assert shown.stdout.split() == [str(part) for part in HERE]


@pytest.mark.parametrize(
    ("name", "needs", "where"),
    [
        ("python3.10", "", "path"),
        ("python3.10", "3.10", "path"),
        ("python3.10", "", "home/.pyenv/versions/3.10.9/bin"),
        ("python3", "", "path"),
    ],
)
def test_finds_a_python_on_the_path_behind_a_shim_or_in_pyenv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, needs: str, where: str
) -> None:
    a_python(tmp_path / where, name, "CPython True 3 10\\n/the/right/one\\n", needs)
    monkeypatch.setenv("PATH", f"{tmp_path / 'path'}:/bin")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PYENV_ROOT", raising=False)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert find_python((3, 10), (3, 10)) == "/the/right/one"


@pytest.mark.parametrize(
    "answer", ["PyPy True 3 10\\n/x\\n", "CPython False 3 10\\n/x\\n", "CPython True 3 9\\n/x\\n", ""]
)
def test_no_other_kind_of_python_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    a_python(tmp_path, "python3.10", answer)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("PYENV_ROOT", raising=False)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert find_python((3, 10), (3, 10)) is None


def test_without_a_python_the_message_names_the_ways_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(command: list[str], title: str) -> None:
        raise Problem("no network")

    monkeypatch.setattr(environment, "run_logged", fail)
    with pytest.raises(Problem, match="no Python 3.10 on this machine") as caught:
        environment.managed_python("uv", (3, 10))
    assert "apt-get install python3.10" in caught.value.way_out
    assert "SAYSO_PYTHON" in caught.value.way_out


def test_without_venv_the_message_names_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "has_venv", lambda python: False)
    monkeypatch.setattr(environment, "find_python", lambda oldest, newest: None)
    with pytest.raises(Problem) as caught:
        environment.make_boot(str(tmp_path / "boot"))
    assert "apt-get install python3-venv" in caught.value.way_out


@pytest.mark.parametrize(
    ("output", "what", "code"),
    [
        (
            "error: failed to write: No space left on device (os error 28)",
            "disk is full",
            environment.DISK_FULL,
        ),
        ("error: Hash mismatch for `rich==15`", "not the one that was locked", 1),
        ("cause: dns error", "index could not be reached", 1),
        ("error: error sending request for url", "index could not be reached", 1),
        ("error: something nobody thought of", "something nobody thought of", 1),
    ],
)
def test_a_failed_command_is_explained(output: str, what: str, code: int) -> None:
    problem = explain("Installing 3 packages", output)
    assert what in problem.what
    assert problem.code == code


def test_a_failing_command_is_a_problem_and_in_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "ROOT", str(tmp_path))
    (tmp_path / "build").mkdir()
    with pytest.raises(Problem, match="Doing it did not work: what a pity"):
        environment.run_logged([sys.executable, "-c", "raise SystemExit('what a pity')"], "Doing it")
    assert "what a pity" in (tmp_path / "build" / "setup.log").read_text()


def test_a_full_disk_has_its_exit_code(
    place: Environment,
    uv: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def full(command: list[str], title: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    Path(place.stamp).unlink()
    monkeypatch.setattr(environment, "run_logged", full)
    assert environment.main(["main"]) == environment.DISK_FULL
    assert "disk is full" in capsys.readouterr().err


def test_a_missing_lock_is_named(place: Environment, capsys: pytest.CaptureFixture[str]) -> None:
    os.remove(place.lock)
    with pytest.raises(Problem, match="requirements/dev.txt is missing"):
        wanted_stamp(place)


def test_an_unknown_environment_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        environment.main(["nowhere"])
    assert caught.value.code == 2
    assert "main, web, new" in capsys.readouterr().err


def test_the_launcher_starts_with_the_environments_own_python(
    place: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    purelib = subprocess.run(
        [place.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        stdout=subprocess.PIPE,
        text=True,
    ).stdout.strip()
    written: dict[str, str] = {}
    real_open = open

    def watched(path: str, *arguments: object, **more: object) -> object:
        if str(path).startswith(purelib):  # keep out of the Python that runs these tests
            path = str(tmp_path / os.path.basename(path))
            written["pth"] = path
        return real_open(path, *arguments, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(environment, "open", watched, raising=False)
    environment.link_project(place)
    launcher = Path(place.folder) / "bin" / "sayso"
    assert Path(written["pth"]).read_text() == f"{tmp_path}\n"
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "__init__.py").touch()
    (tmp_path / "bot" / "cli.py").write_text("import sys\ndef main(): print('started', *sys.argv[1:])\n")
    shown = subprocess.run(
        [str(launcher), "run", "a b"], stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": str(tmp_path)}
    )
    assert shown.stdout == "started run a b\n"


def test_counts_the_packages_of_a_lock(place: Environment) -> None:
    assert environment.count_packages(place.lock) == 1
