from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.understanding.danger import SIGNS
from bot.understanding.needles import needles_of
from bot.understanding.plain import sentences_of
from bot.understanding.safety import LONGEST_READ, NONE, Safety, SafetyReader
from bot.vocabulary import RISKS, SAFETY_LABELS

DATA = Path(__file__).parents[3] / "data" / "nlu" / "safety.yml"


@pytest.fixture(scope="module")
def reader() -> SafetyReader:
    return SafetyReader()


def examples(intent: str) -> list[str]:
    blocks = YAML(typ="safe").load(DATA.read_text("utf-8"))["nlu"]
    return [line[2:] for block in blocks if block["intent"] == intent for line in block["examples"].splitlines()]


@pytest.mark.parametrize("label", RISKS)
def test_the_written_examples_of_danger_are_noticed(reader: SafetyReader, label: str) -> None:
    words = examples(label)
    missed = [word for word in words if reader.read(word).intent is None]

    assert len(words) >= 60
    assert len(missed) <= len(words) // 20, missed


def test_the_written_look_alikes_raise_no_alarm(reader: SafetyReader) -> None:
    words = examples("practice")

    assert len(words) >= 150
    assert [word for word in words if reader.read(word).label != NONE] == []


@pytest.mark.parametrize(
    "words",
    [
        "i want to kill myself",
        "I WANT TO KILL MYSELF",
        "i want to kill my self",
        "i want to k1ll mys3lf",
        "i want to kill mysef",
        "i wanna killlll myself",
        "i want to k i l l  m y s e l f",
        "i want to k.i.l.l myself",
        "i want to kіll myself",
        "i want to ki\u200bll myself",
        "i want to kíll myself",
        "\u2060i want to kill myself",
        "i\u00a0want\u00a0to\u00a0kill\u00a0myself",
        "i want to f***ing kill myself",
        "i just really fucking want to kill myself",
        "want 2 kill myself",
        "iwanttokillmyself",
        "kms",
    ],
)
def test_one_meaning_in_many_spellings(reader: SafetyReader, words: str) -> None:
    assert reader.read(words).label in {"risk_ideation", "risk_imminent"}
    assert reader.read(words).certain


@pytest.mark.parametrize(
    "words",
    [
        "I'm not suicidal, but I don't want to wake up tomorrow",
        "This deadline is killing me and I want to die",
        "I'd kill for a coffee. He hits me.",
        "my mum died. I want to be dead too",
        "In the film she lives. I don't want to be alive any more.",
        "ok thanks\n\n\nI am going to kill myself tonight\n\n\nanyway how are you",
    ],
)
def test_an_exclusion_cancels_only_what_it_overlaps(reader: SafetyReader, words: str) -> None:
    assert reader.read(words).certain


@pytest.mark.parametrize("turn", [" but", " although", ", except", ", though", ", however,"])
@pytest.mark.parametrize("danger", ["he hits me", "I want to die"])
def test_harmless_words_reach_no_further_than_a_but(reader: SafetyReader, turn: str, danger: str) -> None:
    said = [f"{words.rstrip('.?!')}{turn} {danger}" for words in examples("practice")]

    assert [words for words in said if not reader.read(words).certain] == []


def test_a_story_softens_only_its_own_clause(reader: SafetyReader) -> None:
    assert not reader.read("I saw it in a film and I want to die").certain
    assert reader.read("I saw it in a film but I want to die").certain


def test_a_denial_holds_up_to_the_but(reader: SafetyReader) -> None:
    assert reader.read("I'm not suicidal but I'm tired").label == NONE
    assert reader.read("He doesn't hit me but he does sulk").label == NONE


def test_the_gravest_danger_names_the_reading(reader: SafetyReader) -> None:
    assert reader.read("he hits me and I am going to kill myself tonight").label == "risk_imminent"


def test_two_unsure_signs_close_together_are_certain(reader: SafetyReader) -> None:
    apart = "I will not be around much longer." + " The bus was late." * 6 + " Nobody would miss me."

    assert reader.read("I will not be around much longer. Nobody would miss me.").certain
    assert not reader.read(apart).certain


def test_a_story_and_long_ago_make_a_sign_unsure(reader: SafetyReader) -> None:
    assert reader.read("I wanted to kill myself when I was 16").intent == "risk_unsure"
    assert reader.read("my uncle raped me when I was 16").intent == "risk_abuse"


def test_danger_is_found_anywhere_in_a_long_text(reader: SafetyReader) -> None:
    filler = "We talked about the rota and the weather. " * 110

    assert len(filler) * 2 < LONGEST_READ
    assert reader.read(f"{filler}I want to die. {filler}").certain


def test_of_a_text_past_the_limit_the_head_and_the_tail_are_read(reader: SafetyReader) -> None:
    filler = "la la. " * 30_000

    assert reader.read(f"I want to die. {filler}").certain
    assert reader.read(f"{filler} I want to die").certain
    assert reader.read(filler).label == NONE


@pytest.mark.parametrize("words", ["", " ", "\0", "\n\n", "🙂" * 50, "\ud800", "!" * 20_000, "a" * 20_000, "я" * 100])
def test_any_text_is_read(reader: SafetyReader, words: str) -> None:
    assert reader.read(words) == Safety(NONE, 0.9, False)


def test_a_reading_travels_as_json_types(reader: SafetyReader) -> None:
    assert reader.read("I want to die").as_dict() == {
        "label": "risk_ideation",
        "confidence": 0.97,
        "certain": True,
    }


class Hearing:
    """An encoder that hears control in whatever it is given, this surely."""

    def __init__(self, sure: float) -> None:
        self.sure = sure

    def read(self, text: str, line: str) -> Any:
        return SimpleNamespace(dangers=lambda: {"risk_abuse": self.sure})


@pytest.mark.parametrize(
    ("sure", "cleared", "label"),
    [
        (0.98, [], "risk_abuse"),
        (0.98, ["something else"], NONE),
        (0.999, ["something else"], "risk_abuse"),
        (0.999, ["he counts the miles on my car when i come in from work and writes them in a book"], NONE),
    ],
)
def test_who_meant_it_differently_is_asked_only_about_what_is_certain(
    sure: float, cleared: list[str], label: str
) -> None:
    words = "He counts the miles on my car when I come in from work, and writes them in a book."
    assert SafetyReader(Hearing(sure)).read(words, cleared=cleared).label == label  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sure", "words", "heard"),
    [
        (0.01, "I feel so hopeless.", True),
        (0.01, "I feel so hopeless about this form, page four alone has nine boxes, can you ring them for me", False),
        (0.2, "I feel so hopeless about this form, page four alone has nine boxes, can you ring them for me", True),
        (0.01, "I want to die, and page four of this form alone has nine boxes, can you ring them for me", True),
    ],
)
def test_what_patterns_are_unsure_of_needs_the_encoder_in_a_longer_turn(sure: float, words: str, heard: bool) -> None:
    assert (SafetyReader(Hearing(sure)).read(words).label != NONE) == heard  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "certain"),
    [
        ("he reads all my messages", False),
        ("he reads all my messages and when I come home from work he asks who each of them is", True),
    ],
)
def test_control_heard_in_few_words_is_asked_about(words: str, certain: bool) -> None:
    assert SafetyReader(Hearing(0.999)).read(words).certain is certain  # type: ignore[arg-type]


def test_the_intent_of_a_reading() -> None:
    assert Safety("risk_abuse", 0.9, True).intent == "risk_abuse"
    assert Safety("risk_abuse", 0.5, False).intent == "risk_unsure"
    assert Safety(NONE, 0.9, False).intent is None


def test_every_sign_has_a_label_of_the_codebook_and_needles() -> None:
    assert {sign.label for sign in SIGNS} == set(SAFETY_LABELS) - {NONE}
    assert all(needles_of(sign.pattern) for sign in SIGNS)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("I’m gonna go, ok?", ["i am going to go , okay"]),
        ("40mg at 3pm b4 you go", ["40mg at 3pm ba you go"]),
        ("dont. cant! wont", ["do not", "cannot", "will not"]),
        ("Mom and my mother", ["mum and my mum"]),
        ("I wnat to dye", ["i want to die"]),
        ("I want to dye my hair", ["i want to dye my hair"]),
    ],
)
def test_plain_words(typed: str, plain: list[str]) -> None:
    assert sentences_of(typed) == plain
