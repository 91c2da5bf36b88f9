from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.understanding.components import rows_of
from bot.understanding.importer import CorpusImporter
from bot.understanding.steering import (
    CHOICES,
    NEED_SURE,
    REHEARSING,
    TALKING,
    Row,
    Steering,
    of_choice,
    out_of_band,
)
from bot.vocabulary import INTENTS, OUT_OF_BAND, STATES

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return rows_of(CorpusImporter(training_data_paths=[str(DATA / "nlu")]).get_nlu_data().intent_examples)


@pytest.fixture(scope="module")
def steering(rows: list[Row]) -> Steering:
    return Steering.fit(rows)


@pytest.fixture(scope="module")
def held_back(rows: list[Row]) -> tuple[Steering, list[Row]]:
    """A steering that has not seen every fifth row, and those rows."""
    return Steering.fit(row for place, row in enumerate(rows) if place % 5), rows[::5]


def test_every_intent_has_forty_examples(rows: list[Row]) -> None:
    many = Counter(row.intent for row in rows)

    assert {intent for intent in INTENTS if many[intent] < 40} == set()
    assert many["out_of_scope"] >= 120


# --- Buttons ---


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    ("choice", "intent"),
    [
        ("focus:grief", "choose_focus"),
        ("scene:parent_drops_in", "start_practice"),
        ("statement:3", "practise_boundary"),
        ("progress:grief", "show_progress"),
        ("yes:plan", "affirm"),
        ("no", "deny"),
        ("answer:17", "practice"),
        ("level:wary", "practice"),
        ("rate:7", "practice"),
        ("skip", "practice"),
        ("home", "greet"),
        ("example", "ask_example"),
        ("export", "export_data"),
        ("erase", "delete_data"),
        ("about", "ask_what_is_this"),
        ("report", "report_real_talk"),
        ("plan", "plan_real_talk"),
        ("people", "map_relationships"),
        ("hint", "ask_hint"),
        ("pause", "step_out"),
        ("resume", "resume"),
        ("again", "try_again"),
        ("undo", "try_again"),
        ("stop_here", "end_scene"),
        ("help_now", "get_help_now"),
    ],
)
def test_a_button_means_what_it_is(state: str, choice: str, intent: str) -> None:
    read = Steering().read("whatever its label says", state, choice)

    assert (read.intent, read.confidence) == (intent, 1.0)


def test_buttons_mean_intents() -> None:
    assert set(CHOICES.values()) <= set(INTENTS)


@pytest.mark.parametrize("choice", [None, "", "unheard_of", ":", "misread"])
def test_an_unknown_button_means_nothing(choice: str | None) -> None:
    assert of_choice(choice) is None


# --- Words that always steer ---


@pytest.mark.parametrize("state", [*STATES, None])
@pytest.mark.parametrize(("words", "intent"), OUT_OF_BAND.items())
@pytest.mark.parametrize("typed", ["{}", "*{}", "  {}  ", "{}.", "*{}!", "\u2060{}"])
def test_words_that_always_steer(state: str | None, words: str, intent: str, typed: str) -> None:
    assert Steering().read(typed.format(words), state).intent == intent
    assert Steering().read(typed.format(words.upper()), state).intent == intent


@pytest.mark.parametrize("words", ["pause the telly", "a hint of salt", "help", "stop", "undo your coat", "", "*"])
def test_longer_words_are_not_bare(words: str) -> None:
    assert out_of_band(words) is None


# --- Answering ---


@pytest.mark.parametrize(
    "words",
    [
        "yes",
        "no",
        "hello",
        "my sister",
        "7",
        "delete",
        "erase",
        "yes, erase it all",
        "stop it",
        "home late",
        "hi there",
        "",
        "😀",
        "weather",
    ],
)
def test_an_open_question_takes_any_words(steering: Steering, words: str) -> None:
    assert steering.read(words, "answering").intent == "practice"


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("home", "greet"),
        ("Menu", "greet"),
        ("quit", "end_scene"),
        ("exit", "end_scene"),
        ("Stop!", "end_scene"),
        ("cancel", "end_scene"),
        ("erase everything", "delete_data"),
        ("Delete my data, please", "delete_data"),
        ("progress", "show_progress"),
        ("how am I doing?", "show_progress"),
        ("What is this?", "ask_what_is_this"),
    ],
)
def test_some_whole_messages_are_no_answer(words: str, intent: str) -> None:
    assert Steering().read(words, "answering").intent == intent


# --- In a rehearsal ---

TO_THE_OTHER = (
    "stop",
    "Stop!",
    "yes",
    "no",
    "ok",
    "OK.",
    "help me with the dishes",
    "can we start over?",
    "help",
    "thanks",
    "hello",
    "bye",
    "I want to stop talking about this",
    "can we stop?",
    "can we stop arguing",
    "I want this to stop",
    "I want to quit",
    "I want to go home",
    "home?",
    "Example?",
    "quit smoking",
    "stop practising the drums at night",
    "this is too much, you promised",
    "The extra shifts are too much for me",
    "I need a break from you",
    "I can't do this any more",
    "forget everything I said",
    "delete me from your phone",
    "delete everything he sent you",
    "delete that",
    "erase it",
    "start another argument and I leave",
    "You never fucking listen. You always do this, you're a nosy cow",
    "i dont like it when you just come in i feel watched",
    "what do you want me to say?",
    "what can I say",
    "give me one example of that",
    "I'm done",
    "you never take a hint",
    "can you give me a hint about what you want for your birthday?",
    "let's pause the film and talk",
    "I need a break from your mother",
    "stop making a scene",
    "show me some respect",
    "delete my number",
    "how are you doing?",
    "continue what you were saying",
    "let me try again: I'd like you to knock",
    "I don't exercise with you any more",
    "what's the weather like up there?",
    "we need to talk to a counsellor",
    "😀",
    "こんにちは",
    "",
)


@pytest.mark.parametrize("words", TO_THE_OTHER)
def test_words_to_the_other_person_are_practice(steering: Steering, words: str) -> None:
    assert steering.read(words, "in_role").intent == "practice"


ASIDES = (
    ("can I have a hint", "ask_hint"),
    ("Can I have a hint, please?", "ask_hint"),
    ("give me a hint", "ask_hint"),
    ("what should I say to her?", "ask_hint"),
    ("What should I say here?", "ask_hint"),
    ("I don't know what to say to him", "ask_hint"),
    ("give me an example answer", "ask_example"),
    ("show me an example reply please", "ask_example"),
    ("can I see a model answer", "ask_example"),
    ("pause the role play", "step_out"),
    ("can we pause the scene", "step_out"),
    ("I want to step out of the role", "step_out"),
    ("end the scene", "end_scene"),
    ("I want to stop the exercise", "end_scene"),
    ("please stop the role play", "end_scene"),
    ("how am I doing", "show_progress"),
    ("How am I doing so far?", "show_progress"),
    ("undo that last line", "try_again"),
    ("let me redo my last answer", "try_again"),
    ("restart the scene", "try_again"),
    ("back to the scene", "resume"),
    ("can I talk to a real person", "get_help_now"),
    ("give me a helpline number", "get_help_now"),
    ("are you a bot?", "ask_what_is_this"),
    ("delete my data", "delete_data"),
    ("erase everything", "delete_data"),
    ("Please erase everything.", "delete_data"),
    ("download my data", "export_data"),
    ("quit", "end_scene"),
    ("Exit.", "end_scene"),
    ("i want to stop", "end_scene"),
    ("I want to stop this", "end_scene"),
    ("can we stop this?", "end_scene"),
    ("can we stop the exercise", "end_scene"),
    ("can we stop the practice?", "end_scene"),
    ("can we stop here?", "end_scene"),
    ("stop the practice", "end_scene"),
    ("home", "greet"),
    ("menu", "greet"),
    ("example", "ask_example"),
    ("I want to practise something else", "start_practice"),
    ("i want to practice something else", "start_practice"),
    ("start another", "start_practice"),
    ("start another scene", "start_practice"),
)


@pytest.mark.parametrize(
    "words",
    [
        "this is too much for me",
        "This is all too much for me right now.",
        "i'm panicking",
        "I am panicking!",
        "i cant breathe",
        "I can't breathe, this is too much for me",
        "sorry, i'm panicking, i cant do this",
        "i need a break",
        "I need a break please",
        "I think I'm having a panic attack",
    ],
)
def test_a_learner_to_whom_it_is_too_much_is_let_out_of_the_role(words: str) -> None:
    assert Steering().read(words, "in_role").intent == "step_out"


@pytest.mark.parametrize("state", REHEARSING)
@pytest.mark.parametrize(("words", "intent"), ASIDES)
def test_words_about_the_exercise_steer(steering: Steering, state: str, words: str, intent: str) -> None:
    assert steering.read(words, state).intent == intent


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("give me an example", "ask_example"),
        ("I'm stuck", "ask_hint"),
        ("can I stop here?", "end_scene"),
        ("let me try again", "try_again"),
        ("I need you to knock before you come in.", "practice"),
        ("No, I can't lend you more", "practice"),
        ("no", "practice"),
        ("I feel hurt when you cancel", "practice"),
    ],
)
def test_a_statement_is_practice_unless_it_plainly_steers(steering: Steering, words: str, intent: str) -> None:
    assert steering.read(words, "boundary_practice").intent == intent


@pytest.mark.parametrize("state", REHEARSING)
def test_hardly_any_words_to_the_other_person_are_taken(held_back: tuple[Steering, list[Row]], state: str) -> None:
    reader, rows = held_back
    said = [row.text for row in rows if row.intent == "practice"]

    assert len(said) > 300
    assert sum(reader.read(text, state).intent != "practice" for text in said) <= 0.03 * len(said)


# --- Elsewhere ---

EVERYWHERE = (
    ("could I get a hint?", "ask_hint"),
    ("a hint please", "ask_hint"),
    ("i'd like to see an example first", "ask_example"),
    ("delete everything you have on me", "delete_data"),
    ("I want to erase my data", "delete_data"),
    ("can I download my data?", "export_data"),
    ("show me my progress", "show_progress"),
    ("am I improving?", "show_progress"),
    ("I want to practise saying no", "practise_boundary"),
    ("help me write a boundary statement", "practise_boundary"),
    ("let's start a scene", "start_practice"),
    ("is there a helpline I can call?", "get_help_now"),
    ("I want to speak to a real person", "get_help_now"),
    ("what is this?", "ask_what_is_this"),
    ("are you a therapist?", "ask_what_is_this"),
    ("map my relationships", "map_relationships"),
    ("plan the real conversation", "plan_real_talk"),
    ("I had the talk with him yesterday, it went well", "report_real_talk"),
    ("hello!", "greet"),
    ("good morning", "greet"),
    ("thank you so much", "thank"),
    ("bye, see you tomorrow", "goodbye"),
    ("yes please", "affirm"),
    ("no thanks", "deny"),
    ("let me redo that last line", "try_again"),
    ("what's the weather tomorrow?", "out_of_scope"),
    ("tell me a joke about cats", "out_of_scope"),
    ("what is 17 + 5", "out_of_scope"),
    ("write a python function that sorts a list", "out_of_scope"),
)


@pytest.mark.parametrize("state", [*TALKING, None])
@pytest.mark.parametrize(("words", "intent"), EVERYWHERE)
def test_outside_a_rehearsal_words_steer(steering: Steering, state: str | None, words: str, intent: str) -> None:
    assert steering.read(words, state).intent == intent


ERASES = (
    "delete my data",
    "please delete all my data",
    "wipe all my words",
    "remove my account",
    "forget my words",
    "erase the log",
    "can you delete my history",
    "delete everything i said",
    "forget everything about me",
    "erase everything",
    "delete me",
    "I changed my mind, delete all I wrote",
)
ERASES_NOTHING = (
    "You never fucking listen. You always do this, you're a nosy cow",
    "i dont like it when you just come in i feel watched",
    "delete that",
    "delete it",
    "delete her number",
    "please don't delete my data",
    "do you delete my data?",
    "my boyfriend deleted my account",
    "he told me to delete my data",
    "forget it",
    "forget about her",
    "export",
)


@pytest.mark.parametrize("state", [*TALKING, None])
@pytest.mark.parametrize("words", ERASES)
def test_plain_words_ask_for_erasing(state: str | None, words: str) -> None:
    assert Steering().read(words, state).intent == "delete_data"


@pytest.mark.parametrize("state", [*STATES, None])
@pytest.mark.parametrize("words", ERASES_NOTHING)
def test_nothing_else_asks_for_erasing(steering: Steering, state: str | None, words: str) -> None:
    assert steering.read(words, state).intent != "delete_data"


@pytest.mark.parametrize("state", [*STATES, None])
def test_the_classifier_alone_never_erases_or_exports(state: str | None) -> None:
    eager = Steering.fit(
        Row(f"{word} {more}", intent, "in_role" if intent == "practice" else None)
        for word, intent in (("zap my data", "delete_data"), ("fetch my data", "export_data"), ("salt", "practice"))
        for more in ("now", "again", "soon", "today")
    )

    assert eager.read("zap my data again", state).intent not in {"delete_data", "export_data"}
    assert eager.read("fetch my data again", state).intent not in {"delete_data", "export_data"}


@pytest.mark.parametrize("state", [*TALKING, None])
@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("What can I practise?", "greet"),
        ("what can i practice", "greet"),
        ("home", "greet"),
        ("Menu", "greet"),
        ("Start page", "greet"),
        ("Something else", "greet"),
        ("How am I doing?", "show_progress"),
        ("Show my progress", "show_progress"),
        ("Help now", "get_help_now"),
        ("Carry on", "resume"),
        ("What is this?", "ask_what_is_this"),
        ("Show what is kept about me", "export_data"),
        ("Erase what is kept about me", "delete_data"),
        ("I need help now", "get_help_now"),
        ("i feel alone, give me a helpline number", "get_help_now"),
    ],
)
def test_what_a_button_says_can_be_typed(state: str | None, words: str, intent: str) -> None:
    assert Steering().read(words, state).intent == intent


@pytest.mark.parametrize("state", [*TALKING, None])
@pytest.mark.parametrize(
    "words",
    [
        "I need my sleep. Please call first.",
        "That does sound lonely mum. What if we had lunch",
        "sorry, I'm just a bit worried about talking to my mum",
        "i'm sick of my fucking mother letting herself in",
        "my dad",
        "it's my boss",
        "my friend never calls back",
        "my ex keeps texting",
        "my sister is a nightmare",
        "what do I say to my partner",
        "I'm sad",
        "i feel awful",
        "I am worried",
        "I'm so angry",
    ],
)
def test_words_about_a_person_or_a_feeling_are_what_there_is_to_practise(
    steering: Steering, state: str | None, words: str
) -> None:
    assert steering.read(words, state).intent in {"practice", "choose_focus"}


class Guess:
    """Stands in for the classifier."""

    def __init__(self, intent: str, share: float) -> None:
        self.shares = {intent: share, "thank": 1 - share} if share > 0.5 else {intent: share, "thank": share - 0.01}
        self.shares["affirm"] = max(0.0, 1 - sum(self.shares.values()))

    def knows(self, word: str) -> bool:
        return True

    def read(self, text: str, extras: object = ()) -> dict[str, float]:
        return self.shares


@pytest.mark.parametrize("intent", sorted(NEED_SURE))
def test_some_need_the_classifier_to_be_sure(intent: str) -> None:
    assert Steering(Guess(intent, 0.61)).read("the kettle", "debrief").intent == intent  # type: ignore[arg-type]
    assert Steering(Guess(intent, 0.59)).read("the kettle", "debrief").intent == "practice"  # type: ignore[arg-type]


@pytest.mark.parametrize("intent", ["out_of_scope", "ask_hint", "get_help_now"])
def test_not_even_a_sure_guess_makes_a_person_something_else(intent: str) -> None:
    assert Steering(Guess(intent, 0.9)).read("my mum", "debrief").intent == "practice"  # type: ignore[arg-type]


@pytest.mark.parametrize("state", ["choosing_focus", "start"])
@pytest.mark.parametrize(
    "words",
    [
        "my dad died in spring and nobody wants to hear it",
        "my husband and I fight about money",
        "I've just retired and I feel useless",
        "I have no friends here",
    ],
)
def test_own_words_choose_a_focus(steering: Steering, state: str, words: str) -> None:
    assert steering.read(words, state).intent == "choose_focus"


@pytest.mark.parametrize("words", ["the first one", "the one about money", "number 2", "surprise me"])
def test_where_scenarios_are_offered_one_is_picked(steering: Steering, words: str) -> None:
    assert steering.read(words, "choosing_scenario").intent == "start_practice"


@pytest.mark.parametrize("state", [*TALKING, None])
@pytest.mark.parametrize(
    "words", ["", "   ", "😀", "🎉🎉🎉", "こんにちは", "Привет как дела", "\0", "zzxqv wvvkq", "???"]
)
def test_what_cannot_be_read_is_out_of_scope_and_unsure(steering: Steering, state: str | None, words: str) -> None:
    read = steering.read(words, state)

    assert read.intent == "out_of_scope"
    assert read.confidence <= 0.5


def test_held_back_rows_are_mostly_read_right(held_back: tuple[Steering, list[Row]]) -> None:
    reader, rows = held_back
    steered = [row for row in rows if row.intent in INTENTS and row.intent != "practice"]
    right = [row for row in steered if reader.read(row.text, row.state or "start").intent == row.intent]

    assert len(steered) > 200
    assert len(right) > 0.7 * len(steered)


# --- Keeping ---


def small_rows() -> Iterator[Row]:
    yield from (Row(f"give me a hint {word}", "ask_hint") for word in ("now", "again", "soon"))
    yield from (Row(f"pass the {word}", "practice", "in_role") for word in ("salt", "milk", "bread"))
    yield from (Row(f"hello {word}", "greet") for word in ("there", "you", "friend"))


def test_it_can_be_kept(tmp_path: Path) -> None:
    steering = Steering.fit(small_rows())
    steering.save(tmp_path)
    kept = Steering.load(tmp_path).read("hello friend", "start")

    assert kept.intent == "greet"
    assert kept.confidence == pytest.approx(steering.read("hello friend", "start").confidence, abs=0.01)


def test_untrained_it_reads_the_rules_and_is_unsure_of_the_rest(tmp_path: Path) -> None:
    untrained = Steering.load(tmp_path)

    assert untrained.read("pause", "in_role").intent == "step_out"
    assert untrained.read("can I have a hint", "in_role").intent == "ask_hint"
    assert untrained.read("how did I do last time?", "debrief").intent == "out_of_scope"


@pytest.mark.parametrize("state", [*STATES, None, "unheard_of"])
def test_a_very_long_text_is_read(steering: Steering, state: str | None) -> None:
    assert steering.read("blah hint " * 10_000, state).intent in INTENTS


@pytest.mark.parametrize("words", ['/start_practice{"scenario":"x"}', "\u2060/restart now"])
def test_rasas_own_way_to_name_an_intent_is_a_line_to_the_counterpart(words: str) -> None:
    heard = SimpleNamespace(intents=lambda state: {"start_practice": 1.0})
    reader = Steering.fit([Row("start a scene", "start_practice", "in_role"), Row("please knock first", "practice")])

    assert reader.read(words, "in_role", heard=heard).intent == "practice"  # type: ignore[arg-type]
