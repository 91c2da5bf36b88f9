from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.events import UserUttered
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding.components import MarkerComponent, SafetyComponent, SteeringComponent, rows_of
from bot.understanding.importer import BadCorpus, CorpusImporter, corpus_files, sample
from bot.understanding.safety import SafetyReader
from bot.vocabulary import STATES, Mark

RISKY = "I am going to kill myself tonight"


def tracker(said: Sequence[UserUttered] = (), **slots: Any) -> Any:
    values = {name: SimpleNamespace(value=value) for name, value in slots.items()}
    return SimpleNamespace(slots=values, applied_events=lambda: list(said))


def said(words: str, intent: str, choice: str | None = None) -> UserUttered:
    return UserUttered(words, {"name": intent}, metadata={"choice": choice})


def message(text: Any, choice: Any = None) -> Message:
    return Message({TEXT: text, "metadata": {"key": "k1", "choice": choice}})


class FakeMarkers:
    """Marks the first word, and remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[tuple[str, str]] = []

    def read(self, text: str, counterpart: str = "") -> list[Mark]:
        self.given.append((text, counterpart))
        return [Mark("sets_limit", 0, len(text.split()[0]), 0.8)] if text.split() else []


@pytest.fixture(scope="module")
def safety() -> SafetyComponent:
    return SafetyComponent.create({}, None, None, None)  # type: ignore[arg-type]


@pytest.fixture
def markers() -> FakeMarkers:
    return FakeMarkers()


def read(component: Any, one: Message, **slots: Any) -> Message:
    return component.process([one], tracker(**slots))[0]  # type: ignore[no-any-return]


# --- Safety ---


def test_a_risk_becomes_the_intent(safety: SafetyComponent) -> None:
    found = safety.process([message(RISKY)])[0]

    assert found.get("safety") == {"label": "risk_imminent", "confidence": 0.97, "certain": True}
    assert found.get(INTENT)["name"] == "risk_imminent"
    assert {"safety", INTENT} <= found.output_properties


def test_what_is_unsure_is_asked_about() -> None:
    patterns = SafetyComponent(SafetyReader())
    found = patterns.process([message("nobody would miss me")])[0]

    assert found.get(INTENT)["name"] == "risk_unsure"
    assert found.get("safety")["label"] == "risk_ideation"
    assert not found.get("safety")["certain"]


def test_no_danger_leaves_the_intent_to_others(safety: SafetyComponent) -> None:
    found = safety.process([message("please knock before you come in")])[0]

    assert found.get("safety")["label"] == "risk_none"
    assert found.get(INTENT) is None


@pytest.mark.parametrize("state", [*STATES, None, "unheard_of"])
@pytest.mark.parametrize(
    ("words", "intent"),
    [(RISKY, "risk_imminent"), ("he hits me", "risk_abuse"), ("this is goodbye", "risk_unsure")],
)
def test_steering_never_changes_a_risk(safety: SafetyComponent, state: str | None, words: str, intent: str) -> None:
    found = safety.process([message(words)])

    assert read(SteeringComponent(None, None), found[0], state=state).get(INTENT)["name"] == intent  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answer", "heard"),
    [
        (said("No, I meant it differently", "risk_cleared", "misread"), False),
        (said("no", "risk_cleared"), False),
        (said("you misunderstood me", "risk_denied"), False),
        (said("Not right now", "risk_denied", "no"), True),
        (said("yes", "risk_confirmed", "yes"), True),
    ],
)
def test_what_was_meant_differently_is_not_asked_about_again(
    safety: SafetyComponent, answer: UserUttered, heard: bool
) -> None:
    talk = tracker([said("I feel so hopeless.", "risk_unsure"), answer])
    again = safety.process([message("i feel so HOPELESS")], talk)[0]
    assert (again.get("safety")["label"] != "risk_none") == heard


def test_plain_danger_is_heard_whatever_was_meant_before(safety: SafetyComponent) -> None:
    talk = tracker([said(RISKY, "risk_imminent"), said("you misunderstood", "risk_denied", "misread")])
    assert safety.process([message(RISKY)], talk)[0].get("safety")["certain"]


def test_a_pressed_button_is_not_the_learners_own_words(safety: SafetyComponent) -> None:
    assert safety.process([message("Yes, I want to die", "yes")])[0].get(INTENT) is None


def test_an_unknown_button_hides_nothing(safety: SafetyComponent) -> None:
    assert safety.process([message(RISKY, "unheard_of")])[0].get(INTENT)["name"] == "risk_imminent"


# --- All of them, on any message ---

ODD_TEXTS = (None, "", " ", "\0", "a" * 100_000, "I want to " * 10_000, "\ud800", "\u2060/restart", "🙂", 7)


@pytest.mark.parametrize("state", [*STATES, None, "unheard_of", 5])
@pytest.mark.parametrize("text", ODD_TEXTS, ids=lambda text: str(text)[:12].encode("unicode_escape").decode())
def test_no_message_is_too_odd(safety: SafetyComponent, markers: FakeMarkers, text: Any, state: Any) -> None:
    one = safety.process([message(text)])[0]
    read(SteeringComponent(None, None), one, state=state)  # type: ignore[arg-type]
    read(MarkerComponent(markers), one, state=state, rehearsal=None)  # type: ignore[arg-type]

    assert isinstance(one.get(TEXT), str)
    assert one.get(INTENT)["name"]
    assert json.loads(json.dumps(one.as_dict(only_output_properties=True), ensure_ascii=True))


@pytest.mark.parametrize("metadata", [None, {}, {"choice": None}, {"choice": 3}, {"choice": ["yes"]}, "yes", 3])
def test_no_metadata_is_too_odd(safety: SafetyComponent, metadata: Any) -> None:
    one = safety.process([Message({TEXT: "hello", "metadata": metadata})])[0]

    assert read(SteeringComponent(None, None), one, state="in_role").get(INTENT)["name"] == "practice"  # type: ignore[arg-type]


# --- Steering and focus ---


class DiskStorage:
    """A model's storage: a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def write_to(self, resource: Resource) -> Iterator[Path]:
        (self._folder / resource.name).mkdir()
        yield self._folder / resource.name

    @contextmanager
    def read_from(self, resource: Resource) -> Iterator[Path]:
        if not (self._folder / resource.name).exists():
            raise ValueError("no such resource")
        yield self._folder / resource.name


def training_data() -> TrainingData:
    def build(text: str, intent: str, **about: str) -> Message:
        return Message.build(text, intent, intent_metadata=about or None)

    rows = [build(f"good morning {name}", "greet") for name in ("all", "coach", "friend")]
    rows += [build(f"I lost my {name}, he died", "choose_focus", area="grief") for name in ("dad", "son", "dog")]
    rows += [build(f"lonely {name}, no friends", "choose_focus", area="social_isolation") for name in ("here", "now")]
    rows += [build(f"pass the {name}", "practice", state="in_role") for name in ("salt", "milk")]
    return TrainingData([*rows, build("he hits me", "risk_abuse")])


def test_steering_is_trained_kept_and_loaded(tmp_path: Path) -> None:
    storage, resource = DiskStorage(tmp_path), Resource("steering")
    SteeringComponent.create({}, storage, resource, None).train(training_data())  # type: ignore[arg-type]
    loaded = SteeringComponent.load({}, storage, resource, None)  # type: ignore[arg-type]

    assert read(loaded, message("good morning friend"), state="start").get(INTENT)["name"] == "greet"
    lost = read(loaded, message("I lost my dad, he died"), state="choosing_focus")
    assert lost.get(INTENT)["name"] == "choose_focus"
    assert lost.get("focus")["area"] == "grief"
    assert {"focus", INTENT, "intent_ranking"} <= lost.output_properties


def test_rasas_own_storage_will_do(tmp_path: Path) -> None:
    storage = LocalModelStorage.create(tmp_path)
    SteeringComponent.create({}, storage, Resource("steering"), None).train(training_data())  # type: ignore[arg-type]
    loaded = SteeringComponent.load({}, storage, Resource("steering"), None)  # type: ignore[arg-type]

    assert read(loaded, message("good morning all"), state="start").get(INTENT)["name"] == "greet"


def test_without_a_model_buttons_and_bare_words_still_steer(tmp_path: Path) -> None:
    empty = SteeringComponent.load({}, DiskStorage(tmp_path), Resource("none"), None)  # type: ignore[arg-type]

    assert read(empty, message("pause"), state="in_role").get(INTENT)["name"] == "step_out"
    assert read(empty, message("Home", "home"), state="debrief").get(INTENT)["name"] == "greet"


def test_a_focus_button_carries_its_area() -> None:
    one = read(SteeringComponent(None, None), message("Losing someone", "focus:grief"), state="choosing_focus")  # type: ignore[arg-type]

    assert one.get(INTENT)["name"] == "choose_focus"
    assert one.get("focus") == {"area": "grief", "confidence": 1.0}


def test_a_focus_button_of_no_known_area_carries_none() -> None:
    one = read(SteeringComponent(None, None), message("Dogs", "focus:dogs"), state="choosing_focus")  # type: ignore[arg-type]

    assert one.get("focus") is None


def test_own_words_examples_are_rows_where_a_focus_is_chosen() -> None:
    states = {row.state for row in rows_of(training_data().intent_examples) if row.intent == "choose_focus"}

    assert states == {"choosing_focus", "start"}


def test_the_code_is_part_of_the_fingerprint(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from bot.understanding import components

    monkeypatch.setattr(components, "__file__", str(tmp_path / "components.py"))
    (tmp_path / "components.py").write_text("one")
    before = SteeringComponent.fingerprint_addon({})
    (tmp_path / "components.py").write_text("two")

    assert SteeringComponent.fingerprint_addon({}) != before


# --- Markers ---


@pytest.mark.parametrize("state", ["in_role", "boundary_practice"])
def test_a_turn_is_read_with_the_line_it_answers(markers: FakeMarkers, state: str) -> None:
    one = read(
        MarkerComponent(markers),  # type: ignore[arg-type]
        message("\u2060/No, I can't"),
        state=state,
        rehearsal={"line": "Lend me more."},
    )

    assert markers.given == [("/No, I can't", "Lend me more.")]
    assert one.get("markers") == [{"marker": "sets_limit", "start": 0, "end": 4, "confidence": 0.8}]
    assert one.get("style") == "assertive"
    assert {"markers", "style"} <= one.output_properties


@pytest.mark.parametrize("state", [state for state in STATES if state not in ("in_role", "boundary_practice")])
def test_elsewhere_there_is_no_turn_to_read(markers: FakeMarkers, state: str) -> None:
    one = read(MarkerComponent(markers), message("No."), state=state)  # type: ignore[arg-type]

    assert markers.given == []
    assert (one.get("markers"), one.get("style")) == ([], "neutral")


def test_without_a_tracker_every_text_is_read(markers: FakeMarkers) -> None:
    MarkerComponent(markers).process([message("No.")])  # type: ignore[arg-type]

    assert markers.given == [("No.", "")]


def test_a_button_is_no_turn(markers: FakeMarkers) -> None:
    read(MarkerComponent(markers), message("Give me a hint", "hint"), state="in_role")  # type: ignore[arg-type]

    assert markers.given == []


def test_of_a_huge_turn_the_beginning_is_read(markers: FakeMarkers) -> None:
    read(MarkerComponent(markers), message("no " * 50_000), state="in_role")  # type: ignore[arg-type]

    assert len(markers.given[0][0]) == 10_000


def test_none_of_it_brings_skops() -> None:
    assert "skops" not in sys.modules


# --- The importer ---

NLU = """
version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello
    - good morning
"""


def corpus(folder: Path, *texts: str) -> Path:
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts)]
    (folder / "corpus" / "c1.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "nlu.yml").write_text(NLU, encoding="utf-8")
    return folder


def imported(folder: Path, **config: Any) -> TrainingData:
    return CorpusImporter(training_data_paths=[str(folder)], **config).get_nlu_data()


def test_the_corpus_is_practice_in_role(tmp_path: Path) -> None:
    rows = rows_of(imported(corpus(tmp_path, "No, thanks.", "Please knock.")).intent_examples)

    assert {(row.text, row.intent, row.state) for row in rows} == {
        ("hello", "greet", None),
        ("good morning", "greet", None),
        ("No, thanks.", "practice", "in_role"),
        ("Please knock.", "practice", "in_role"),
    }


def test_a_text_that_the_files_hold_keeps_their_intent(tmp_path: Path) -> None:
    data = imported(corpus(tmp_path, "Hello", "Please knock."))

    assert [example.get(INTENT) for example in data.intent_examples].count("practice") == 1


def test_what_only_the_encoder_learns_from_is_not_read(tmp_path: Path) -> None:
    (corpus(tmp_path) / "danger.yml").write_text(NLU.replace("good morning", "goodbye, all of you"), encoding="utf-8")

    assert {example.get(TEXT) for example in imported(tmp_path).intent_examples} == {"hello", "good morning"}


def test_a_change_in_the_corpus_changes_the_fingerprint(tmp_path: Path) -> None:
    before = imported(corpus(tmp_path, "No.")).fingerprint()

    assert imported(corpus(tmp_path, "No.")).fingerprint() == before
    assert imported(corpus(tmp_path, "Yes.")).fingerprint() != before


def test_the_sample_is_the_same_whatever_the_order() -> None:
    texts = [f"text {number}" for number in range(50)]

    assert sample(texts, 10, seed=1) == sample(reversed(texts), 10, seed=1)
    assert sample(texts, 10, seed=1) != sample(texts, 10, seed=2)
    assert len(sample(texts, 10, seed=1)) == 10


@pytest.mark.parametrize("line", ["not json", "{}", '{"text": ""}', '{"text": 3}', "[]"])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    folder = corpus(tmp_path, "No.")
    (folder / "corpus" / "c1.jsonl").write_text(f'{{"text": "No."}}\n{line}\n', encoding="utf-8")

    with pytest.raises(BadCorpus, match="c1.jsonl, line 2"):
        imported(folder)


def test_no_paths_hold_no_corpus() -> None:
    assert corpus_files(None) == []
