from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.markers import MOST_SPANS, MarkerReader
from bot.understanding.rules import ALL_RULES
from bot.understanding.rules.measured import COUNTS, LEAST_SHOWN
from bot.vocabulary import MARKERS


@cache
def the_reader():
    return MarkerReader()


@pytest.fixture
def reader():
    return the_reader()


@pytest.fixture
def found(reader):
    def markers(text, counterpart=""):
        return {mark.marker for mark in reader.read(text, counterpart)}

    return markers


SHOWS = [
    ("names_behaviour", "When you read my messages last night"),
    ("names_behaviour", "You've asked me to stay late three times this week"),
    ("names_behaviour", "When you left without a word"),
    ("states_feeling", "I felt hurt"),
    ("states_feeling", "I'm worried"),
    ("states_feeling", "this scares me"),
    ("states_feeling", "it hurts"),
    ("states_impact", "it throws off my whole evening"),
    ("states_impact", "I need time to rest"),
    ("states_impact", "being on time matters to me"),
    ("makes_request", "Please call before you come"),
    ("makes_request", "Could you just listen for five minutes?"),
    ("makes_request", "I'd like you to knock"),
    ("makes_request", "Want to get a coffee on Friday?"),
    ("makes_request", "I need you to stop"),
    ("makes_request", "I need you to knock"),
    ("makes_request", "please stop"),
    ("sets_limit", "I don't answer work messages after seven"),
    ("sets_limit", "No, I can't lend you more"),
    ("sets_limit", "I'm not going to talk about this by text"),
    ("sets_limit", "I'd like to come back to this tomorrow"),
    ("states_consequence", "If the shouting starts again I'll leave the room"),
    ("acknowledges", "I can see you're under pressure"),
    ("acknowledges", "You're right that I was late"),
    ("offers_option", "What if we swap weeks?"),
    ("offers_option", "I can do Sunday instead"),
    ("invites_view", "How was that for you?"),
    ("invites_view", "What would make it easier?"),
    ("appreciates", "Thanks for telling me"),
    ("appreciates", "Our friendship matters to me"),
    ("takes_responsibility", "I didn't call back, and I'm sorry about that"),
    ("over_apologises", "Sorry to bother you, sorry, could you…"),
    ("over_apologises", "I'm sorry but I need…"),
    ("over_apologises", "sorry, sorry, I'm awful"),
    ("hedges", "maybe you could kind of, if it's ok…"),
    ("hedges", "I was just wondering"),
    ("hedges", "I can't make it on Friday, is that alright?"),
    ("over_explains", "I can't because work, and then the dog, and my mum called, and…"),
    ("puts_self_down", "I know I'm too sensitive"),
    ("puts_self_down", "I'm being stupid"),
    ("caves_in", "Fine, I'll do it"),
    ("caves_in", "Never mind, forget it"),
    ("avoids", "It's nothing. How's your mum?"),
    ("blames", "You never listen"),
    ("blames", "you always ignore me"),
    ("blames", "You don't care about me"),
    ("blames", "You make me so angry"),
    ("blames", "This is your fault"),
    ("blames", "I feel like you don't care"),
    ("insults", "You're pathetic"),
    ("insults", "Oh, great parenting"),
    ("insults", "Grow up"),
    ("demands", "You have to stop"),
    ("demands", "You should know better"),
    ("demands", "Give it back now"),
    ("demands", "You can't talk to me like that!"),
    ("threatens", "You'll be sorry"),
    ("threatens", "Do it or I'll tell everyone"),
    ("threatens", "Stop it or you'll regret it"),
]
"""The codebook's "shows it" column, and what "does not" names as the marker shown instead."""

PLAIN = [
    ("acknowledges", "I can hear that it hurts."),
    ("acknowledges", "I can see that was rude of me, and it stung."),
    ("acknowledges", "I get that you miss me."),
    ("acknowledges", "That sounds lonely."),
    ("appreciates", "I love seeing you, and I still need you to call first."),
    ("appreciates", "I enjoy our walks."),
    ("names_behaviour", "When you use your key without calling, I feel on edge."),
    ("names_behaviour", "I feel crowded when you come in without calling."),
]
"""What hints teach, said as they teach it."""

SHOWS_NOT = [
    ("names_behaviour", "when you're being like this"),
    ("names_behaviour", "you always ignore me"),
    ("states_feeling", "I feel like you don't care"),
    ("states_feeling", "I feel that we should go"),
    ("states_impact", "I need you to stop"),
    ("makes_request", "Be a better friend"),
    ("sets_limit", "You can't talk to me like that!"),
    ("states_consequence", "or you'll regret it"),
    ("acknowledges", "I understand, but"),
    ("offers_option", "I can't do Sunday"),
    ("invites_view", "What is wrong with you?"),
    ("acknowledges", "I can hear you, but no."),
    ("names_behaviour", "When you feel better, I will come over."),
    ("appreciates", "thanks a lot"),
    ("appreciates", "I would like your keys back."),
    ("takes_responsibility", "sorry, sorry, I'm awful"),
    ("over_apologises", "I'm sorry I missed your call"),
    ("over_apologises", "I'm so sorry for your loss"),
    ("hedges", "I think we should talk"),
    ("hedges", "I feel sad"),
    ("hedges", "Could you knock?"),
    ("hedges", "Maybe it rained there"),
    ("over_explains", "I can't come because I work on Saturdays"),
    ("puts_self_down", "I forgot to call you back"),
    ("caves_in", "What if I do Monday and you do Tuesday?"),
    ("avoids", "I'd like to come back to this tomorrow"),
    ("blames", "When you left without a word"),
    ("insults", "When you read my messages last night"),
    ("demands", "I need you to knock"),
    ("demands", "please stop"),
    ("threatens", "If the shouting starts again I'll leave the room"),
]
"""The codebook's "does not" column."""


@pytest.mark.parametrize(("marker", "text"), [*SHOWS, *PLAIN])
def test_a_turn_shows_its_marker(found, marker, text):
    assert marker in found(text)


@pytest.mark.parametrize(("marker", "text"), SHOWS_NOT)
def test_a_turn_that_only_looks_alike_does_not(found, marker, text):
    assert marker not in found(text)


EDGE_RULES = [
    ("1 quoted speech", "you said you never wanted to come", "", set(), {"blames"}),
    ("1 quoted in marks", 'Then he shouted "you never listen, you idiot"', "", set(), {"blames", "insults"}),
    ("2 negated blame", "I'm not blaming you", "", set(), {"blames"}),
    ("2 negated accusation", "I'm not saying you never listen", "", set(), {"blames"}),
    ("2 negated sorry", "I'm not sorry for asking", "", set(), {"over_apologises"}),
    ("3 feel that you", "I feel that you hate me", "", {"blames"}, {"states_feeling"}),
    ("3 feel like you", "I feel like you use me", "", {"blames"}, {"states_feeling"}),
    ("3 judging word alone", "I feel ignored", "", set(), {"states_feeling"}),
    ("3 judging word and emotion", "I feel ignored and sad", "", {"states_feeling"}, set()),
    ("3 felt, of a named act", "I felt betrayed when you read my diary", "", {"states_feeling"}, set()),
    ("4 need you to", "I need you to call first", "", {"makes_request"}, {"demands"}),
    ("4 like you to", "I'd like you to be on time", "", {"makes_request"}, {"demands"}),
    ("4 please", "please turn it down", "", {"makes_request"}, {"demands"}),
    ("4 can you", "can you turn it down?", "", {"makes_request"}, {"demands"}),
    ("4 would you", "Would you come with me?", "", {"makes_request"}, {"demands"}),
    ("4 bare imperative", "Turn it down.", "", {"demands"}, {"makes_request"}),
    ("4 invitation", "come in", "", set(), {"demands"}),
    ("4 offer", "call me if you like", "", set(), {"demands"}),
    ("5 empty", "I hear you", "", set(), {"acknowledges"}),
    ("5 full", "I know you are worried about the rent", "", {"acknowledges"}, set()),
    ("6 opens a limit", "Sorry, I can't", "", {"over_apologises", "sets_limit"}, {"takes_responsibility"}),
    (
        "6 condolence",
        "I'm sorry for your loss",
        "",
        {"acknowledges"},
        {"over_apologises", "takes_responsibility"},
    ),
    ("6 owns an act", "I'm sorry I missed your call", "", {"takes_responsibility"}, {"over_apologises"}),
    ("7 sarcasm", "Sure, because you're so busy", "I've got too much on.", {"insults"}, {"acknowledges"}),
    ("8 own act", "I read your messages last night", "", set(), {"names_behaviour"}),
    ("9 hedged ask", "maybe you could sort of knock, if that's ok?", "", {"hedges", "makes_request"}, set()),
    ("9 hedge alone", "I was just sort of wondering, I don't know", "", {"hedges"}, {"makes_request"}),
    (
        "9 ask dropped",
        "Could you call first? Never mind, forget it.",
        "",
        {"makes_request", "caves_in"},
        set(),
    ),
    ("10 pause", "I need a break, can we talk about this later?", "", {"sets_limit"}, {"avoids"}),
    ("10 not available", "I'm not available this weekend", "", {"sets_limit"}, set()),
    (
        "11 a step for all",
        "shall the three of us sit down tomorrow?",
        "",
        {"offers_option"},
        {"makes_request"},
    ),
    ("11 offering help", "want me to come over?", "", {"offers_option"}, {"makes_request"}),
    ("11 asking for company", "could you come with me on Friday?", "", {"makes_request"}, {"offers_option"}),
    ("12 touch it and", "Touch it and I'll break your phone", "", {"threatens"}, {"demands"}),
    ("12 do that again and", "Do that again and I'll leave", "", {"states_consequence"}, {"demands"}),
    (
        "13 official step",
        "If it isn't back by Monday I'll go to the landlord scheme",
        "",
        {"states_consequence"},
        {"threatens"},
    ),
    (
        "13 in writing",
        "If you change my shift again I'll refuse in writing",
        "",
        {"states_consequence"},
        {"threatens"},
    ),
    ("13 police", "If you hit me again I'm calling the police", "", {"states_consequence"}, {"threatens"}),
    ("13 to frighten", "everyone at work will hear about this", "", {"threatens"}, {"states_consequence"}),
    ("14 no apology", "Sorry you see it that way", "", set(), {"over_apologises", "takes_responsibility"}),
    ("14 opens an accusation", "Sorry, but you never listen", "", {"blames"}, {"over_apologises"}),
    ("14 accepts", "Apology accepted", "", {"acknowledges"}, set()),
    ("14 what is owed", "after all I did for you", "", {"blames"}, set()),
    ("14 pleading", "please, please don't go", "", {"makes_request"}, {"demands"}),
    ("15 logistics", "the bus leaves at six", "", set(), {"states_impact"}),
    ("15 missing", "I miss you", "", {"states_feeling"}, {"states_impact"}),
    ("15 worn out", "I'm worn out", "", {"states_impact"}, {"states_feeling"}),
    ("15 numb", "I feel numb", "", {"states_impact"}, {"states_feeling"}),
    ("15 no sleep", "I can't sleep", "", {"states_impact"}, {"sets_limit"}),
    ("16 blame alone", "You make me so jealous", "", {"blames"}, {"states_feeling"}),
    ("16 advice", "you have to see the view", "", set(), {"demands"}),
]


@pytest.mark.parametrize(
    ("text", "line", "has", "lacks"), [case[1:] for case in EDGE_RULES], ids=[case[0] for case in EDGE_RULES]
)
def test_an_edge_rule_holds(found, text, line, has, lacks):
    shown = found(text, line)
    assert has <= shown
    assert not lacks & shown


@pytest.mark.parametrize(
    ("marker", "text"),
    [
        ("sets_limit", "i cant lend u more"),
        ("sets_limit", "I can’t lend you more"),
        ("sets_limit", "I CAN'T LEND YOU MORE"),
        ("sets_limit", "no i wont do it"),
        ("states_feeling", "im hurt"),
        ("states_feeling", "I’m hurt"),
        ("states_feeling", "IM SO ANGRY"),
        ("states_feeling", "i was so embarassed"),
        ("makes_request", "can u pls knock"),
        ("makes_request", "plz knock"),
        ("makes_request", "CAN YOU TURN IT DOWN"),
        ("hedges", "idk maybe u could sort of knock"),
        ("blames", "u never listen"),
        ("blames", "YOU NEVER LISTEN"),
        ("blames", "u dont care"),
        ("insults", "ur pathetic"),
        ("over_apologises", "sry sry can u call"),
        ("demands", "dont you dare"),
        ("appreciates", "thx for telling me"),
        ("caves_in", "nvm"),
        ("puts_self_down", "im such an idiot"),
        ("caves_in", "fine ill do it"),
    ],
)
def test_spelling_and_capitals_do_not_matter(found, marker, text):
    assert marker in found(text)


def test_a_span_is_the_learners_own_words(reader):
    text = "Mum, I’m hurt. Could you knock?"
    quotes = {mark.marker: mark.quote(text) for mark in reader.read(text)}
    assert quotes == {"states_feeling": "I’m hurt", "makes_request": "Could you knock"}


def test_a_plain_no_is_a_limit_only_to_a_line_that_asks(found):
    assert "sets_limit" in found("No.", "Can you lend me fifty?")
    assert "sets_limit" not in found("No.", "Is it still raining there?")


def test_small_talk_avoids_only_when_the_line_asks_after_the_learner(found):
    assert "avoids" in found("Cold out, isn't it.", "What's wrong? You've been quiet.")
    assert "avoids" not in found("Cold out, isn't it.", "Lovely to see you.")


def test_marks_come_by_where_they_start(reader):
    marks = reader.read("You never listen. I'm hurt. Could you call first? You're pathetic. Thanks for telling me.")
    assert len(marks) >= 5
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)


def test_one_marker_points_to_a_few_spans_at_most(reader):
    marks = reader.read("Could you call me? " * 30)
    assert 1 <= sum(mark.marker == "makes_request" for mark in marks) <= MOST_SPANS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\n\n",
        "\x00",
        "😂😂😂",
        "❤️",
        "……",
        "?!",
        "Я тебя не понимаю",
        "我很难过",
        "أنا آسف",
        "\ud800",
        "123 45.6",
    ],
)
def test_what_is_not_english_gives_no_marks(reader, text):
    assert reader.read(text) == []


@pytest.mark.parametrize(
    "stuff",
    [
        "a",
        "sorry ",
        "you never ",
        "i am very ",
        "'",
        '"',
        "and ",
        "if you ",
        "no, ",
        "(",
        "😂",
        "\n",
        "don't",
        "you are so so ",
    ],
)
def test_ten_thousand_characters_are_read(reader, stuff):
    text = stuff * (10_000 // len(stuff))
    assert all(0 <= mark.start < mark.end <= len(text) for mark in reader.read(text, text))


def test_the_same_turn_always_reads_the_same(reader):
    text = "Sorry, maybe you could knock, I felt hurt when you read my diary."
    assert reader.read(text) == reader.read(text) == MarkerReader().read(text)


def test_every_rule_has_an_id_of_its_own_and_was_measured():
    ids = [rule.id for rule in ALL_RULES]
    assert len(set(ids)) == len(ids)
    assert set(COUNTS) == set(ids)


def test_every_marker_has_rules():
    assert {rule.marker for rule in ALL_RULES} == set(MARKERS)


WORDS = st.sampled_from(
    sorted(
        [
            "i",
            "you",
            "never",
            "sorry",
            "please",
            "could",
            "if",
            "again",
            "not",
            "feel",
            "like",
            "fine",
            ",",
            ".",
            "?",
            '"',
            "'",
            "no",
            "just",
            "maybe",
            "and",
            "but",
            "will",
            "am",
        ]
    )
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(st.characters(exclude_categories=())), st.lists(WORDS).map(" ".join)),
    st.text(max_size=40),
)
def test_any_text_is_read_and_every_span_lies_in_it(text, line):
    for mark in the_reader().read(text, line):
        assert mark.marker in MARKERS
        assert 0 <= mark.start < mark.end <= len(text)
        assert LEAST_SHOWN <= mark.confidence <= 1
        assert mark.quote(text).strip()
