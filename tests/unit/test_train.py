"""When a model is trained, what its name is made of, and what a failed training leaves."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bot import train
from bot.train import digest, ensure_model, input_files, model_path, prune, run_training, stage_name
from bot.trouble import Exit, Trouble

VERSIONS = ["rasa 3"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("config.yml", "domain.yml", "data/nlu/steering.yml", "bot/understanding/words.py"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"this is {name}")
    (tmp_path / "models").mkdir()
    return tmp_path


@pytest.fixture
def trainings(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Trainings that took place, with a quick one in place of Rasa's."""
    done: list[str] = []

    def quick(command: list[str], _: Path, tell: object) -> None:
        done.append(command[-1])
        Path(command[-1]).write_text("a model")

    monkeypatch.setattr(train, "run_training", quick)
    return done


@pytest.mark.parametrize(
    "changed",
    ["config.yml", "domain.yml", "data/nlu/steering.yml", "bot/understanding/words.py", "data/new.yml"],
)
def test_a_changed_input_gives_another_digest(root: Path, changed: str) -> None:
    before = digest(root, VERSIONS)
    (root / changed).write_text("changed")
    assert digest(root, VERSIONS) != before


def test_a_renamed_input_gives_another_digest(root: Path) -> None:
    before = digest(root, VERSIONS)
    (root / "data/nlu/steering.yml").rename(root / "data/nlu/other.yml")
    assert digest(root, VERSIONS) != before


def test_a_newer_library_gives_another_digest(root: Path) -> None:
    assert digest(root, ["rasa 3"]) != digest(root, ["rasa 4"])


def test_dates_caches_and_scenarios_change_nothing(root: Path) -> None:
    before = digest(root, VERSIONS)
    os.utime(root / "config.yml", (1, 1))
    for name in ("bot/understanding/__pycache__/words.pyc", "scenarios/tea.yml", "data/.steering.yml.swp"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")
    assert digest(root, VERSIONS) == before


def test_the_inputs_are_all_found(root: Path) -> None:
    names = [file.relative_to(root).as_posix() for file in input_files(root)]
    assert names == ["bot/understanding/words.py", "config.yml", "data/nlu/steering.yml", "domain.yml"]


def test_trains_once_and_again_only_after_a_change(root: Path, trainings: list[str]) -> None:
    first = ensure_model(root, print)
    assert ensure_model(root, print) == first == model_path(root)
    assert len(trainings) == 1
    (root / "config.yml").write_text("changed")
    assert ensure_model(root, print) != first
    assert len(trainings) == 2


def test_going_back_to_earlier_content_needs_no_training(root: Path, trainings: list[str]) -> None:
    before = (root / "config.yml").read_text()
    first = ensure_model(root, print)
    (root / "config.yml").write_text("changed")
    ensure_model(root, print)
    (root / "config.yml").write_text(before)
    assert ensure_model(root, print) == first
    assert len(trainings) == 2


def test_fresh_trains_anyway(root: Path, trainings: list[str]) -> None:
    ensure_model(root, print)
    ensure_model(root, print, fresh=True)
    assert len(trainings) == 2


def test_an_empty_file_is_no_model(root: Path, trainings: list[str]) -> None:
    model_path(root).touch()
    ensure_model(root, print)
    assert len(trainings) == 1


def test_a_failed_training_leaves_the_models_as_they_are(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(command: list[str], _: Path, tell: object) -> None:
        Path(command[-1]).write_text("half a model")
        raise Trouble("no")

    monkeypatch.setattr(train, "run_training", fail)
    (root / "models" / "old.tar.gz").write_text("old")
    with pytest.raises(Trouble):
        ensure_model(root, print)
    assert [file.name for file in (root / "models").iterdir() if not file.name.startswith(".")] == ["old.tar.gz"]
    assert not model_path(root).exists()


def test_keeps_the_three_models_used_last(root: Path) -> None:
    models = root / "models"
    for age, name in enumerate("abcde"):
        (models / f"{name}.tar.gz").write_text(name)
        os.utime(models / f"{name}.tar.gz", (1000 - age, 1000 - age))
    (models / ".training-left").mkdir()
    assert [file.name for file in prune(models)] == ["d.tar.gz", "e.tar.gz"]
    assert sorted(file.name for file in models.iterdir()) == ["a.tar.gz", "b.tar.gz", "c.tar.gz"]


def test_tells_the_stages_of_a_training(root: Path) -> None:
    told: list[str] = []
    lines = "print(\"Starting to train component 'MarkerReader'.\"); print('something else')"
    run_training([sys.executable, "-c", lines], root, told.append)
    assert [line.split("s  ")[1] for line in told] == ["training the marker reader"]
    assert "something else" in (root / "models" / "train.log").read_text()


def test_a_failing_training_says_its_last_words(root: Path) -> None:
    with pytest.raises(Trouble, match="It said: YamlException: config.yml, line 3") as caught:
        run_training([sys.executable, "-c", "raise SystemExit('YamlException: config.yml, line 3')"], root, print)
    assert caught.value.code == Exit.CONTENT


def test_a_full_disk_in_training_has_its_own_exit_code(root: Path) -> None:
    with pytest.raises(Trouble) as caught:
        run_training([sys.executable, "-c", "raise OSError(28, 'No space left on device')"], root, print)
    assert caught.value.code == Exit.DISK_FULL


@pytest.mark.parametrize(
    ("component", "words"),
    [("RulePolicy", "training the rule policy"), ("Encoder", "training the encoder")],
)
def test_a_stage_reads_as_words(component: str, words: str) -> None:
    assert stage_name(component) == words
