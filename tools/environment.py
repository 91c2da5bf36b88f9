#!/usr/bin/env python3
"""Make the Python environments Sayso runs and tests in, from nothing but git, make and some Python 3.

    python3 tools/environment.py            makes or refreshes .venv
    python3 tools/environment.py web new    the browser tests' and the newer-Python tests' environments

Standard library only, and no newer syntax than Python 3.7, since it runs before anything is installed.
An environment counts as ready when its stamp names the requirements it was made from. The stamp is written
last, so a half-made one is noticed and made again. When all is up to date, nothing touches the network.
"""

from __future__ import annotations

import argparse
import contextlib
import glob
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RECIPE = 1  # raise when an environment made by an older version of this file must be made again
STAMP = "sayso-stamp.json"
DISK_FULL = 5

NETWORK_SIGNS = ("dns error", "failed to fetch", "error sending request", "could not connect",
                 "connection refused", "temporary failure in name resolution", "newconnectionerror",
                 "network is unreachable",
                 "timed out", "no matching distribution", "could not find a version")  # fmt: skip
DISK_SIGNS = ("no space left on device", "disk quota exceeded", "os error 28", "os error 122")
HASH_SIGNS = ("hash mismatch", "do not match the hashes")


class Problem(Exception):  # noqa: N818 - reads as what happened
    """What went wrong, what to do about it, and the exit code."""

    def __init__(self, what: str, way_out: str = "", code: int = 1) -> None:
        super().__init__(what)
        self.what = what
        self.way_out = way_out
        self.code = code


class Environment:
    """One environment: its folder, the locked requirements, and which Python may make it."""

    def __init__(self, folder: str, lock: str, oldest: tuple, newest: tuple) -> None:
        self.folder = os.path.join(ROOT, folder)
        self.lock = os.path.join(ROOT, "requirements", lock)
        self.oldest = oldest
        self.newest = newest

    @property
    def python(self) -> str:
        return os.path.join(self.folder, "bin", "python")

    @property
    def stamp(self) -> str:
        return os.path.join(self.folder, STAMP)


ENVIRONMENTS = {
    "main": Environment(".venv", "dev.txt", (3, 10), (3, 10)),
    "web": Environment(".venv-web", "web.txt", (3, 10), (3, 10)),
    "new": Environment(".venv-new", "new.txt", (3, 11), (3, 13)),
    "encoder": Environment(".venv-encoder", "encoder.txt", (3, 11), (3, 12)),
}


# --- is it ready? ---


def wanted_stamp(environment: Environment) -> dict:
    """What the stamp of a ready environment says; any change here means: make it again."""
    if not os.path.exists(environment.lock):
        raise Problem("{} is missing.".format(short(environment.lock)), "Run `git checkout requirements`.")
    with open(environment.lock, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    return {"recipe": RECIPE, "requirements": digest, "folder": environment.folder}


def is_ready(environment: Environment) -> bool:
    """True when it was made to the end from today's requirements and its Python is still there."""
    try:
        with open(environment.stamp, encoding="utf-8") as file:
            stamp = json.load(file)
    except (OSError, ValueError):
        return False
    return stamp == wanted_stamp(environment) and os.access(environment.python, os.X_OK)


# --- which Python? ---


def version_of(command: list, extra: "dict | None" = None) -> "tuple | None":
    """(path, (major, minor)) of the CPython a command really starts, or None when it does not answer."""
    probe = (
        "import sys, ssl, sqlite3, zlib, platform;"
        "print(platform.python_implementation(), sys.maxsize > 2**32, *sys.version_info[:2]);"
        "print(sys.executable)"
    )
    try:
        answer = subprocess.run(
            command + ["-c", probe],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            env=dict(os.environ, **(extra or {})),
            timeout=30,
            check=True,
            universal_newlines=True,
        ).stdout.splitlines()
        kind, is_64_bit, major, minor = answer[0].split()
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):
        return None
    if kind != "CPython" or is_64_bit != "True":
        return None
    return answer[1], (int(major), int(minor))


def candidates(oldest: tuple, newest: tuple) -> list:
    """[(command, extra environment variables)] to ask for a Python between two versions, newest first."""
    found = []
    if os.environ.get("SAYSO_PYTHON"):
        found.append(([os.environ["SAYSO_PYTHON"]], {}))
    pyenv = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    for minor in range(newest[1], oldest[1] - 1, -1):
        name = "{}.{}".format(newest[0], minor)
        # A pyenv shim fails unless its version is selected, so it is asked both ways.
        found += [(["python" + name], {}), (["python" + name], {"PYENV_VERSION": name})]
        installed = os.path.join(pyenv, "versions", name + "*", "bin", "python" + name)
        found += [([path], {}) for path in sorted(glob.glob(installed), reverse=True)]
    return found + [([sys.executable], {}), (["python3"], {})]


def find_python(oldest: tuple, newest: tuple) -> "str | None":
    """The path of an interpreter that answers and whose version fits, or None."""
    for command, extra in candidates(oldest, newest):
        answer = version_of(command, extra)
        if answer and oldest <= answer[1] <= newest:
            return str(answer[0])
    return None


def managed_python(uv: str, version: tuple) -> str:
    """Have uv fetch a Python of its own (once), since the machine has none that fits."""
    name = "{}.{}".format(*version)
    say("No Python {} here; fetching one with uv".format(name))
    try:
        run_logged([uv, "python", "install", name], "Fetching Python " + name)
    except Problem as problem:
        raise Problem(
            "There is no Python {} on this machine, and fetching one did not work.".format(name),
            "Install Python {0} (for example `apt-get install python{0}`, `brew install python@{0}` or "
            "`pyenv install {0}`), or name one with SAYSO_PYTHON=/path/to/python{0}.".format(name),
            problem.code,
        ) from problem
    found = subprocess.run([uv, "python", "find", "--no-project", name], stdout=subprocess.PIPE, check=True)
    return found.stdout.decode().strip()


# --- uv ---


def uv_command() -> str:
    """The path of a uv that answers: SAYSO_UV, our own (made when missing), or one already on the machine."""
    given = os.environ.get("SAYSO_UV")
    if given and answers([given, "--version"]):
        return given
    own = os.path.join(ROOT, ".venv-boot", "bin", "uv")
    if answers([own, "--version"]):
        return own
    try:
        make_boot(os.path.join(ROOT, ".venv-boot"))
        return own
    except Problem:
        elsewhere = shutil.which("uv")
        if elsewhere and answers([elsewhere, "--version"]):
            return elsewhere
        raise


def answers(command: list) -> bool:
    """True when the command can be started and ends well."""
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def make_boot(folder: str) -> None:
    """A small environment that holds uv and nothing else."""
    maker = next((python for python in boot_makers() if has_venv(python)), None)
    if maker is None:
        raise Problem(
            "This Python cannot make environments: it lacks venv and ensurepip.",
            "On Debian or Ubuntu: `sudo apt-get install python3-venv`. Elsewhere: install Python from your "
            "package manager, or install uv (it is then used as it is).",
        )
    shutil.rmtree(folder, ignore_errors=True)
    run_logged([maker, "-m", "venv", folder], "Making a small environment for uv")
    pip = [os.path.join(folder, "bin", "python"), "-m", "pip", "install", "--disable-pip-version-check"]
    lock = os.path.join(ROOT, "requirements", "uv.txt")
    run_logged(pip + ["--no-deps", "--require-hashes", "--only-binary=:all:", "-r", lock], "Fetching uv")


def boot_makers() -> list:
    """Interpreters to make the small environment with: this one, else the Python 3.10 that was found."""
    others = [find_python((3, 10), (3, 10))] if not has_venv(sys.executable) else []
    return [sys.executable] + [python for python in others if python]


def has_venv(python: str) -> bool:
    """True when `python -m venv` can work there, and uv. Debian has ensurepip in a package of its own."""
    return answers([python, "-c", "import venv, ensurepip, sys; sys.exit(sys.version_info < (3, 8))"])


# --- making one ---


def make(environment: Environment) -> None:
    """Make the environment from nothing. The stamp goes first and comes back last."""
    started = time.time()
    with contextlib.suppress(OSError):
        os.remove(environment.stamp)
    uv = uv_command()
    python = find_python(environment.oldest, environment.newest) or managed_python(uv, environment.oldest)
    name = os.path.basename(environment.folder)
    title = "Making {} with {}".format(name, python)
    run_logged([uv, "venv", "--no-project", "--clear", "--quiet", "--python", python, environment.folder], title)
    run_logged([uv, "pip", "install", "--quiet", "--no-deps", "--require-hashes",
                "--python", environment.python, "-r", environment.lock],
               "Installing {} packages into {}".format(count_packages(environment.lock), name))  # fmt: skip
    link_project(environment)
    with open(environment.stamp, "w", encoding="utf-8") as file:
        json.dump(wanted_stamp(environment), file)
    say("{} is ready ({:.0f} s)".format(name, time.time() - started))


def count_packages(lock: str) -> int:
    """How many packages a lock file names."""
    with open(lock, encoding="utf-8") as file:
        return sum(1 for line in file if line[:1].isalnum())


def link_project(environment: Environment) -> None:
    """Let the environment import this project from where it lies, and give it the `sayso` command.

    Two small files do what an editable install does, without a build that asks the network for its tools.
    """
    answer = subprocess.run(
        [environment.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        stdout=subprocess.PIPE,
        check=True,
    )
    with open(os.path.join(answer.stdout.decode().strip(), "sayso.pth"), "w", encoding="utf-8") as file:
        file.write(ROOT + "\n")
    launcher = os.path.join(environment.folder, "bin", "sayso")
    with open(launcher, "w", encoding="utf-8") as file:
        # Started through sh, since a #! line may hold neither a long path nor one with a space.
        file.write("#!/bin/sh\n'''exec' \"{}\" \"$0\" \"$@\"\n' '''\n".format(environment.python))
        file.write("from bot.cli import main\n\nmain()\n")
    os.chmod(launcher, 0o755)


# --- running and telling ---


def say(text: str) -> None:
    """One line of ours, on standard error: standard output belongs to the command that follows."""
    print("  " + text, file=sys.stderr, flush=True)


@contextlib.contextmanager
def ticking(title: str):
    """Show that work goes on: the seconds so far on a terminal, one line elsewhere."""
    done = threading.Event()

    def tick() -> None:
        started = time.time()
        while not done.wait(1):
            print("\r  {} … {:.0f} s ".format(title, time.time() - started), end="", file=sys.stderr, flush=True)

    if not sys.stderr.isatty():
        say(title)
        yield
        return
    ticker = threading.Thread(target=tick, daemon=True)
    ticker.start()
    try:
        yield
    finally:
        done.set()
        ticker.join()
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def run_logged(command: list, title: str) -> None:
    """Run a command with its output in build/setup.log; a Problem in plain words when it fails."""
    log = os.path.join(ROOT, "build", "setup.log")
    with ticking(title), open(log, "ab") as file:
        start = file.tell()
        try:
            code = subprocess.call(command, stdout=file, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        except OSError as error:
            raise Problem("{} did not work: {}".format(title, error)) from error
    if code != 0:
        with open(log, "rb") as file:
            file.seek(start)
            raise explain(title, file.read().decode("utf-8", "replace"))


def explain(title: str, output: str) -> Problem:
    """The Problem behind a failed command's output, with the way out of the usual ones."""
    low = output.lower()
    if any(sign in low for sign in DISK_SIGNS):
        return Problem("The disk is full: {} could not finish.".format(title[0].lower() + title[1:]),
                       "Free about 4 GB and run the same command again.", DISK_FULL)  # fmt: skip
    if any(sign in low for sign in HASH_SIGNS):
        return Problem(
            "A package is not the one that was locked, so it was not installed.",
            "Try again; if it stays, someone changed it: do not go round this. See build/setup.log.",
        )
    if any(sign in low for sign in NETWORK_SIGNS):
        return Problem(
            "{} did not work: the package index could not be reached.".format(title),
            "The first set-up needs the internet. Check the connection (and HTTPS_PROXY) and run the command "
            "again. See build/setup.log.",
        )
    last = [line.strip() for line in output.splitlines() if line.strip()][-3:]
    return Problem("{} did not work: {}".format(title, " / ".join(last)), "See build/setup.log.")


@contextlib.contextmanager
def only_one():
    """Hold a lock, so that two set-ups at once do not write into one folder."""
    os.makedirs(os.path.join(ROOT, "build"), exist_ok=True)
    with open(os.path.join(ROOT, "build", "setup.lock"), "w") as file:
        try:
            import fcntl
        except ImportError as error:
            raise Problem("Windows itself is not supported.", "Use WSL, Linux or a Mac.") from error
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def check_machine() -> None:
    """Refuse early what cannot work at all; warn about what was not tried."""
    if sys.version_info < (3, 7):  # noqa: UP036 - this file runs before any version is chosen
        raise Problem("Python {} is too old.".format(platform.python_version()), "Use Python 3.7 or newer.")
    if sys.platform == "darwin" and platform.machine() == "x86_64":
        say("Intel Macs: some packages have no ready build and need compilers; this was not tried.")


def main(arguments: "list | None" = None) -> int:
    """Make every environment that was asked for and is not ready; 0, or the exit code of the problem."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="main (.venv), web (.venv-web), new (.venv-new)")
    parser.add_argument("--uv", action="store_true", help="print the path of uv (making it if need be) and stop")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in ENVIRONMENTS]
    if unknown:
        parser.error("no environment {!r}; there are: {}".format(unknown[0], ", ".join(ENVIRONMENTS)))
    try:
        return _main(options)
    except Problem as problem:
        print("\n  {}\n  {}".format(problem.what, problem.way_out).rstrip(), file=sys.stderr)
        return problem.code
    except OSError as error:
        full = error.errno in (28, 122)
        print("\n  {}".format("The disk is full." if full else error), file=sys.stderr)
        return DISK_FULL if full else 1
    except KeyboardInterrupt:
        print("\n  Stopped. Run the same command again to go on.", file=sys.stderr)
        return 130


def _main(options: argparse.Namespace) -> int:
    if options.uv:
        check_machine()
        with only_one():
            print(uv_command())
        return 0
    for name in options.names or ["main"]:
        environment = ENVIRONMENTS[name]
        if is_ready(environment):
            continue
        check_machine()
        with only_one():
            if not is_ready(environment):
                make(environment)
    return 0


def short(path: str) -> str:
    """A path as seen from the project's folder."""
    return os.path.relpath(path, ROOT)


if __name__ == "__main__":
    sys.exit(main())
