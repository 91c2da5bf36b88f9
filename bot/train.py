"""Trains the model when what it is made from has changed, and not otherwise.

A model's file name is a digest of everything that goes into it. So "is there a model for this?" is "is
there a file of this name?", and dates, clones and branch switches do not matter. The training runs in a
process of its own (`python -m bot.train`), which keeps TensorFlow's memory out of the caller and Rasa's
output off the terminal.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

from bot.quiet import QUIET, hush
from bot.serve import last_meaningful
from bot.trouble import Exit, Trouble, disk_full, speaks_of_full_disk

INPUTS = ("config.yml", "domain.yml", "domain", "data", "bot/understanding", "bot/vocabulary.py", "encoder/built")
LIBRARIES = ("rasa", "spacy", "scikit-learn", "numpy", "ctranslate2", "tokenizers")
NOT_INPUTS = {".pyc", ".swp", ".tmp"}
KEEP = 3
RECIPE = "1"  # raise when this file trains differently

STAGE = re.compile(r"Starting to train component '(\w+)'")
WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


def input_files(root: Path) -> list[Path]:
    """Every file the model is made from, in a fixed order."""
    return sorted(file for name in INPUTS for file in _files(root / name) if _counts(file))


def _files(path: Path) -> Iterable[Path]:
    return [path] if path.is_file() else (file for file in path.rglob("*") if file.is_file())


def _counts(file: Path) -> bool:
    return file.suffix not in NOT_INPUTS and not file.name.startswith(".") and "__pycache__" not in file.parts


def digest(root: Path, versions: Iterable[str] | None = None) -> str:
    """16 hex digits that change whenever an input's content, its name, or a library's version does."""
    total = hashlib.sha256("\n".join(versions if versions is not None else library_versions()).encode())
    for file in input_files(root):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        total.update(f"\n{file.relative_to(root).as_posix()} {content}".encode())
    return total.hexdigest()[:16]


def library_versions() -> list[str]:
    """What the model's content depends on besides its inputs."""
    python = f"python {sys.version_info.major}.{sys.version_info.minor}"
    return [f"recipe {RECIPE}", python, *(f"{name} {_version(name)}" for name in LIBRARIES)]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"


def model_path(root: Path) -> Path:
    """Where the model for today's inputs is, or would be."""
    return root / "models" / f"{digest(root)}.tar.gz"


def ensure_model(root: Path, tell: Callable[[str], None], *, fresh: bool = False) -> Path:
    """The model for today's inputs, trained first when it is missing (or `fresh` is asked for).

    `tell` gets a short line per stage. Raises Trouble when the training fails; a failed or interrupted one
    leaves the models there were as they are.
    """
    wanted = model_path(root)
    if _is_there(wanted) and not fresh:
        os.utime(wanted)  # used last, so pruned last
        return wanted
    with _only_one(wanted.parent):
        if fresh or not _is_there(wanted):
            _train_into_place(root, wanted, tell)
            prune(wanted.parent)
    return wanted


def _is_there(model: Path) -> bool:
    return model.is_file() and model.stat().st_size > 0


def _train_into_place(root: Path, wanted: Path, tell: Callable[[str], None]) -> None:
    with tempfile.TemporaryDirectory(prefix=".training-", dir=wanted.parent) as folder:
        made = Path(folder) / wanted.name
        run_training([sys.executable, "-m", "bot.train", str(made)], root, tell)
        if not _is_there(made):
            raise Trouble("The training ended without a model.", "Run `sayso train --fresh` and see models/train.log.")
        os.replace(made, wanted)


def run_training(command: list[str], root: Path, tell: Callable[[str], None]) -> None:
    """Run the training to its end, telling its stages. Raises Trouble with its last words when it fails."""
    started, lines = time.monotonic(), []
    log = root / "models" / "train.log"
    with _training_process(command, root) as process, log.open("w", encoding="utf-8") as file:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            file.write(line)
            if found := STAGE.search(line):
                tell(f"{time.monotonic() - started:4.0f} s  {stage_name(found[1])}")
    if process.returncode != 0:
        raise _failure(lines)


@contextmanager
def _training_process(command: list[str], root: Path) -> Iterator[subprocess.Popen[str]]:
    quiet = {**QUIET, "LOG_LEVEL": "INFO", "RASA_MAX_CACHE_SIZE": "0"}
    process = subprocess.Popen(
        command,
        cwd=root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env={**os.environ, **quiet},
        start_new_session=True,
    )
    try:
        yield process
        process.wait()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def stage_name(component: str) -> str:
    """A component's class name as words: "RulePolicy" is "rule policy"."""
    return "training the " + WORD.sub(" ", component).lower()


def _failure(lines: list[str]) -> Trouble:
    if any(speaks_of_full_disk(line) for line in lines):
        return disk_full("The training stopped: the disk is full.")
    return Trouble(
        f"The training failed. It said: {last_meaningful(lines) or 'nothing'}",
        "Mend that file and try again; all of it is in models/train.log.",
        Exit.CONTENT,
    )


def prune(models: Path, keep: int = KEEP) -> list[Path]:
    """Remove all but the models used last; returns what went."""
    found = sorted(models.glob("*.tar.gz"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in found[keep:]:
        old.unlink(missing_ok=True)
    for left in models.glob(".training-*"):  # from a training that was killed
        shutil.rmtree(left, ignore_errors=True)
    return found[keep:]


@contextmanager
def _only_one(models: Path) -> Iterator[None]:
    models.mkdir(parents=True, exist_ok=True)
    with (models / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def read_first(*files: Path) -> None:
    """Exit with the file, the line and the reason when one is no YAML; Rasa does not say which file it is."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    for file in files:
        try:
            if file.is_file():
                YAML(typ="safe", pure=True).load(file)
        except YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = f":{mark.line + 1}" if mark else ""
            sys.exit(f"{file}{line}: this is not YAML: {getattr(error, 'problem', None) or 'it cannot be read'}.")


def main(made: str) -> None:
    """Train into the file `made`. Runs in the training's own process; Rasa is imported here only."""
    hush()
    from rasa.model_training import train
    from rasa.shared.exceptions import RasaException
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    configure_logging_and_warnings()
    configure_structlog()
    path = Path(made)
    domain = "domain.yml" if Path("domain.yml").exists() else "domain"
    # Always in full: Rasa's own cache looks at the components' configuration, not at the files they read.
    read_first(Path("config.yml"), Path(domain))
    more = {"output": str(path.parent), "fixed_model_name": path.name, "force_training": True}
    try:
        sys.exit(train(domain, "config.yml", ["data"], **more).code)
    except RasaException as error:  # what is wrong with a file, over several lines
        sys.exit(" ".join(str(error).split()))


if __name__ == "__main__":
    main(*sys.argv[1:])
