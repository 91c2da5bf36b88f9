from __future__ import annotations

import json
import logging
import shutil
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.encoder import (
    LINE_READ,
    MOST_SPANS,
    TURN_READ,
    WINDOW,
    BadEncoder,
    Encoder,
    Heads,
    MarkerEncoder,
    Names,
    Pieces,
    Reading,
    Window,
    whole_words,
)
from bot.understanding.markers import MarkerReader
from bot.understanding.reader import SETTING, SHIPPED, TurnReader, encoder_from_environment, features
from bot.vocabulary import MARKERS, RISKS, Mark

needs_encoder = pytest.mark.skipif(not (SHIPPED / "model.bin").exists(), reason="encoder/built is not here")
FURTHEST, MEAN = 1.5, 0.25
"""How far logits may be off on another processor, whose int8 products round otherwise: at most, and on average."""


@cache
def the_rules():
    return MarkerReader()


@cache
def the_encoder():
    return MarkerEncoder(SHIPPED)


@cache
def the_reader():
    return TurnReader(the_rules(), the_encoder().encoder)


# --- Words and windows ---


@pytest.mark.parametrize(
    ("text", "span", "words"),
    [
        ("I felt hurt.", (3, 9), "felt hurt"),
        ("I felt hurt.", (7, 12), "hurt"),
        ("you don't care", (5, 7), "don't"),
        ("you don’t care", (8, 9), "don’t"),
        ("“You never listen”", (0, 18), "You never listen"),
        ("well, no", (4, 8), "no"),
        ("café au lait", (0, 3), "café"),
        ("… ?!", (0, 4), ""),
        ("What if we swap? And please call.", (0, 20), "What if we swap"),
        ("I can't, but thanks", (0, 12), "I can't"),
        ("and so", (0, 3), "and"),
        ("I think so", (0, 10), "I think so"),
    ],
)
def test_evidence_is_whole_words_without_the_signs_around_them(text, span, words):
    begin, end = whole_words(text, span)
    assert text[begin:end] == words


def one_window(text, words):
    """A window whose pieces are `words`, in the order they stand in."""
    offsets, at = [], 0
    for word in words:
        at = text.index(word, at)
        offsets.append((at, at + len(word)))
        at += len(word)
    return Window([0] * len(words), [1] * len(words), offsets, 0)


def a_reading(text, logits, *windows):
    """A reading with these markers' logits and windows, and nothing else in it."""
    return Reading(text, logits, np.zeros(len(RISKS)), windows, np.zeros(4), some_heads(), Names((), (), ()))


def spans_of(text, words, logits):
    table = np.full((len(words), len(MARKERS)), -9, dtype=np.float32)
    table[:, 0] = logits
    reading = a_reading(text, np.zeros(len(MARKERS)), (one_window(text, words), table))
    return [text[begin:end] for begin, end in reading.spans(0)]


def test_pieces_that_stand_together_are_one_stretch_of_words():
    assert spans_of("I hate this, you know", ["I", "hate", "this", ",", "you", "know"], [-5, 2, 2, 2, -5, -5]) == [
        "hate this"
    ]


def test_a_piece_of_a_word_brings_the_whole_word():
    assert spans_of("so unfair of him", ["so", "un", "fair", "of", "him"], [-5, -5, 2, -5, -5]) == ["unfair"]


def test_without_one_likely_piece_the_likeliest_is_the_evidence():
    assert spans_of("go home then", ["go", "home", "then"], [-2, -6, -6]) == ["go"]


def test_a_small_gap_does_not_part_the_evidence():
    words = ["get", "out", "of", "my", "sight"]
    assert spans_of(" ".join(words), words, [3, 3, -5, -5, 3]) == ["get out of my sight"]


def test_the_likeliest_stretches_are_told_in_the_order_they_stand_in():
    words = [f"w{at}" for at in range(17)]
    logits = [-5.0] * 17
    for at, logit in ((0, 1), (4, 3), (8, 2), (12, 1.5), (16, 4)):
        logits[at] = logit
    assert spans_of(" ".join(words), words, logits) == ["w4", "w8", "w16"]


def test_a_stretch_that_two_windows_show_is_told_once():
    text, words = "please stop it now", ["please", "stop", "it", "now"]
    table = np.full((4, len(MARKERS)), 5, dtype=np.float32)
    window = one_window(text, words)
    half = Window([0] * 2, [1] * 2, window.offsets[1:3], 0)
    reading = a_reading(text, np.zeros(len(MARKERS)), (window, table), (half, table[:2]))
    assert reading.spans(0) == [(0, len(text))]


@needs_encoder
def test_every_piece_of_a_long_turn_is_in_a_window_and_no_window_is_too_long():
    text = "I told you twice. " * 200
    windows = list(Pieces(SHIPPED / "tokenizer.json").windows(text, "Well? " * 500))
    covered = {at for window in windows for span in window.offsets for at in range(*span)}
    assert covered == {at for at, sign in enumerate(text[:TURN_READ]) if not sign.isspace()}
    assert len(windows) > 3
    assert all(len(window.offsets) <= WINDOW and len(window.ids) <= 512 for window in windows)


@needs_encoder
def test_of_the_line_the_end_is_read():
    pieces = Pieces(SHIPPED / "tokenizer.json")
    long = next(pieces.windows("No.", "never " * 1000 + "why?" + "x" * (LINE_READ - 4)))
    assert long == next(pieces.windows("No.", "why?" + "x" * (LINE_READ - 4)))


# --- Heads ---


def some_heads():
    markers, size = len(MARKERS), 4
    lot = np.random.default_rng(3)
    wide = dict.fromkeys(("evidence", "attention", "whole"), markers + len(RISKS)) | {"intent": 3, "area": 2}
    pairs = {name: (lot.normal(size=(many, size)), lot.normal(size=many)) for name, many in wide.items()}
    plain = np.stack([np.ones(markers), np.zeros(markers), np.zeros(markers)], axis=1)
    return Heads(
        **pairs,
        state=lot.normal(size=(3, 2)),
        calibration=(np.ones(markers), np.zeros(markers)),
        threshold=np.full(markers, 0.5),
        both=(plain, np.zeros(markers)),
        both_threshold=np.full(markers, 0.5),
    )


def test_a_turns_logit_is_that_of_its_pieces_by_attention_and_that_of_the_whole():
    heads, pieces = some_heads(), np.random.default_rng(4).normal(size=(5, 4))
    turn, each = heads.logits(pieces)
    marker = 7
    evidence = [piece @ heads.evidence[0][marker] + heads.evidence[1][marker] for piece in pieces]
    weight = np.exp([piece @ heads.attention[0][marker] + heads.attention[1][marker] for piece in pieces])
    whole = pieces.mean(axis=0) @ heads.whole[0][marker] + heads.whole[1][marker]
    assert np.allclose(each[:, marker], evidence)
    assert np.isclose(turn[marker], sum(weight / weight.sum() * evidence) + whole)


def test_what_is_asked_for_goes_by_the_words_and_by_the_state():
    heads, mean, names = some_heads(), np.array([1.0, -1.0, 0.5, 2.0]), Names(("a", "b", "c"), ("here", "there"), ())
    reading = Reading("x", np.zeros(len(MARKERS)), np.zeros(len(RISKS)), (), mean, heads, names)
    plain, there = reading.intents("somewhere new"), reading.intents("there")
    assert sum(there.values()) == pytest.approx(1)
    moved = np.log(list(there.values())) - np.log(list(plain.values()))
    assert moved - moved[0] == pytest.approx(heads.state[:, 1] - heads.state[0, 1])


def test_no_danger_is_likelier_than_any_whose_logit_is_below_nothing():
    heads, none = some_heads(), np.zeros(len(MARKERS))
    calm = Reading("x", none, np.full(len(RISKS), -5.0), (), np.zeros(4), heads, Names((), (), ()))
    grave = Reading("x", none, np.array([5.0, -5, -5, -5]), (), np.zeros(4), heads, Names((), (), ()))
    assert sum(calm.dangers().values()) < 0.05
    assert grave.dangers()[RISKS[0]] > 0.95


# --- The shipped encoder ---


@needs_encoder
def test_it_agrees_with_the_network_it_was_made_from():
    references = json.loads((SHIPPED / "metadata.json").read_text(encoding="utf-8"))["references"]
    readings = [the_encoder().encoder.read(one["text"], one["line"]) for one in references]
    apart = [
        np.abs(np.concatenate([reading.logits, reading.risks]) - one["logits"])
        for reading, one in zip(readings, references, strict=True)
    ]
    assert np.max(apart) < FURTHEST
    assert np.mean(apart) < MEAN
    assert len(references) >= 4


@needs_encoder
@pytest.mark.parametrize(
    ("line", "text", "marker", "words"),
    [
        ("What's the matter?", "I felt so hurt when you laughed at me.", "states_feeling", "hurt"),
        ("Can you cover for me?", "No, I'm not coming in on Sunday.", "sets_limit", "not coming in"),
        ("You forgot again.", "You never listen to a single word I say.", "blames", "never listen"),
        ("I'm late, I know.", "Thank you for coming all this way.", "appreciates", "Thank you"),
        ("Are you all right?", "Sorry, sorry, I'm so sorry to bother you.", "over_apologises", "orry"),
    ],
)
def test_plain_turns_are_read_with_their_evidence(line, text, marker, words):
    marks = [mark for mark in the_encoder().read(text, line) if mark.marker == marker]
    assert marks
    assert any(words in mark.quote(text) for mark in marks)


@needs_encoder
@pytest.mark.parametrize("line", ["", "How was your weekend?"])
def test_a_turn_that_shows_nothing_has_no_sure_mark(line):
    assert [
        mark for mark in the_reader().read("We went to the coast on Saturday.", line) if mark.confidence > 0.7
    ] == []


BLANK = ["", " ", "\n\t", "\x00\x00", "\ud800", "\u2060"]
ODD = [*BLANK, "?!…", "👍🏽👍🏽", "你好吗", "مرحبا", "a" * 10_000, "no " * 5_000, "\u2060/x"]


def check(marks, text):
    assert marks == sorted(marks, key=lambda mark: (mark.start, mark.end, mark.marker))
    for mark in marks:
        assert mark.marker in MARKERS
        assert 0 <= mark.start < mark.end <= len(text)
        assert 0 < mark.confidence <= 1
        assert mark.quote(text) == mark.quote(text).strip()
    for name in MARKERS:
        assert len({mark.confidence for mark in marks if mark.marker == name}) <= 1
        assert len([mark for mark in marks if mark.marker == name]) <= MOST_SPANS


@needs_encoder
@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("line", ["", "\ud800 why?"])
def test_odd_input_is_read(text, line):
    check(the_encoder().read(text, line), text)
    check(the_reader().read(text, line), text)


@needs_encoder
@pytest.mark.parametrize("text", BLANK)
def test_nothing_shows_nothing(text):
    assert the_reader().read(text, "You never answer me!") == []


@needs_encoder
@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_gives_marks_within_it(text, line):
    marks = the_encoder().read(text, line)
    check(marks, text)
    assert marks == the_encoder().read(text, line)


@needs_encoder
def test_two_readers_read_alike():
    text, line = "Look, I felt awful. Could you ring first next time?", "You never pick up."
    assert MarkerEncoder(SHIPPED).read(text, line) == the_encoder().read(text, line)


@needs_encoder
def test_the_end_of_a_long_turn_is_read_too():
    text = "We went there and then it rained a bit. " * 60 + "Shut up, you pathetic idiot!"
    found = [mark.quote(text) for mark in the_encoder().read(text) if mark.marker == "insults"]
    assert any("pathetic idiot" in quote for quote in found)


@needs_encoder
def test_the_readers_of_one_turn_share_one_pass():
    encoder = the_encoder().encoder
    assert encoder.read("Could you ring first?", "Hm.") is encoder.read("Could you ring first?", "Hm.")


@needs_encoder
def test_curly_quotes_are_read_as_straight_ones():
    straight = "You don't care, you're selfish and it's your fault."
    curly = straight.replace("'", "’")
    assert the_encoder().read(curly) == the_encoder().read(straight)


# --- Rules and encoder together ---


class FakeRules:
    def __init__(self, *marks):
        self.marks = list(marks)

    def read(self, text, counterpart=""):
        return self.marks


def fake_encoder(text, heads, **logits):
    table = np.full(len(MARKERS), -9.0)
    pieces = np.full((1, len(MARKERS)), -9.0)
    for name, logit in logits.items():
        table[MARKERS.index(name)] = logit
    reading = a_reading(text, table, (one_window(text, [text]), pieces)) if text else None
    return SimpleNamespace(heads=heads, read=lambda said, line: reading)


def test_what_a_rule_says_counts_as_much_as_was_fitted():
    heads = some_heads()
    weight, offset = heads.both
    weight[MARKERS.index("blames")] = [1, 2, 0]
    rule = Mark("blames", 0, 3, 0.6)
    alone = TurnReader(FakeRules(), fake_encoder("you", heads, blames=-1)).read("you")
    backed = TurnReader(FakeRules(rule), fake_encoder("you", heads, blames=-1)).read("you")
    assert alone == []
    assert [(mark.marker, mark.confidence) for mark in backed] == [("blames", round(1 / (1 + np.exp(-1)), 3))]


def test_a_rule_that_the_encoder_does_not_believe_is_not_told():
    rule = Mark("hedges", 0, 3, 0.6)
    assert TurnReader(FakeRules(rule), fake_encoder("you", some_heads(), hedges=-8)).read("you") == []


def test_the_evidence_is_the_encoders():
    text = "you never listen"
    rule = Mark("blames", 4, 9, 0.6)
    found = TurnReader(FakeRules(rule), fake_encoder(text, some_heads(), blames=4)).read(text)
    assert [(mark.marker, mark.quote(text)) for mark in found] == [("blames", text)]


def test_where_the_encoder_has_no_words_for_it_the_evidence_is_the_rules():
    rule = Mark("blames", 0, 6, 0.6)
    signs = SimpleNamespace(logits=np.full(len(MARKERS), 4.0), spans=lambda marker: [])
    encoder = SimpleNamespace(heads=some_heads(), read=lambda said, line: signs)
    assert [(mark.marker, mark.start, mark.end) for mark in TurnReader(FakeRules(rule), encoder).read("you ...")] == [
        ("blames", 0, 6)
    ]


def test_the_features_are_the_logit_and_what_the_rules_say():
    logits = np.arange(len(MARKERS), dtype=np.float32)
    table = features(logits, {MARKERS[1]: [Mark(MARKERS[1], 0, 1, 0.8), Mark(MARKERS[1], 2, 3, 0.6)]})
    assert table.shape == (len(MARKERS), 3)
    assert table[0].tolist() == [0, 0, 0]
    assert table[1] == pytest.approx([1, 1, np.log(4)])


# --- Without an encoder ---


TURN = "You never listen. I felt hurt, and I'd like you to stop."


def test_without_a_folder_rules_read_alone_and_it_is_said_once(tmp_path, caplog):
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            reader = TurnReader(encoder=encoder_from_environment({SETTING: str(tmp_path / "none")}))
            assert reader.read(TURN, "What?") == the_rules().read(TURN, "What?")
    assert not reader.has_encoder
    assert len(caplog.records) == 1
    assert SETTING in caplog.text
    assert "listen" not in caplog.text


@needs_encoder
def test_without_the_setting_the_shipped_one_is_read(caplog):
    reader = TurnReader(encoder=encoder_from_environment({SETTING: " "}))
    assert reader.has_encoder
    assert caplog.records == []
    assert reader.read(TURN, "What?") == the_reader().read(TURN, "What?")


@pytest.fixture
def copy(tmp_path):
    return Path(shutil.copytree(SHIPPED, tmp_path / "encoder"))


@needs_encoder
@pytest.mark.parametrize("file", ["metadata.json", "heads.npz", "model.bin", "tokenizer.json"])
@pytest.mark.parametrize("harm", ["gone", "emptied", "garbled"])
def test_a_broken_folder_is_told_from_a_whole_one(copy, file, harm):
    whole = (copy / file).read_bytes()
    (copy / file).unlink()
    if harm != "gone":
        (copy / file).write_bytes(b"" if harm == "emptied" else b"\x01" + whole[: len(whole) // 2])
    with pytest.raises(BadEncoder):
        Encoder(copy)
    assert encoder_from_environment({SETTING: str(copy)}) is None


@needs_encoder
@pytest.mark.parametrize("change", [{"format": 99}, {"markers": ["hedges"]}, {"risks": ["risk_rain"]}])
def test_an_encoder_of_another_version_is_refused(copy, change):
    file = copy / "metadata.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | change))
    with pytest.raises(BadEncoder, match="another version"):
        Encoder(copy)
