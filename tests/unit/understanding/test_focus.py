from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.understanding.focus import UNCLEAR, FocusRouter
from bot.vocabulary import FOCUS_AREAS

DATA = Path(__file__).parents[3] / "data" / "nlu" / "focus.yml"


def written() -> list[tuple[str, str]]:
    blocks = YAML(typ="safe").load(DATA.read_text("utf-8"))["nlu"]
    return [(line[2:], block["metadata"]["area"]) for block in blocks for line in block["examples"].splitlines()]


@pytest.fixture(scope="module")
def router() -> FocusRouter:
    return FocusRouter.fit(written())


def test_each_area_has_eighty_examples() -> None:
    areas = [area for _, area in written()]

    assert set(areas) == {*FOCUS_AREAS, UNCLEAR}
    assert all(areas.count(area) >= 80 for area in FOCUS_AREAS)


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("my dad died in spring and nobody wants to hear it", "grief"),
        ("My brother died two years ago and I still can't say his name", "grief"),
        ("I had a miscarriage and nobody talks about it", "grief"),
        ("since the funeral my sister avoids me", "grief"),
        ("my boyfriend and I argue about money every week", "role_dispute"),
        ("my boss expects me to work every weekend and I can't say no", "role_dispute"),
        ("my mother-in-law interferes with how we raise the kids", "role_dispute"),
        ("my flatmate never pays his share of the bills", "role_dispute"),
        ("I got divorced and had to start all over", "role_transition"),
        ("I was laid off and don't know what to do with myself", "role_transition"),
        ("we just had our first baby and I don't recognise my life", "role_transition"),
        ("I retired last month and feel lost", "role_transition"),
        ("I don't have any friends in this city", "social_isolation"),
        ("I feel so lonely, I never talk to anyone", "social_isolation"),
        ("I'm too shy to start a conversation", "social_isolation"),
        ("nobody ever invites me to anything", "social_isolation"),
    ],
)
def test_own_words_go_to_their_area(router: FocusRouter, words: str, area: str) -> None:
    focus = router.read(words)

    assert focus is not None
    assert focus.area == area


@pytest.mark.parametrize("words", ["", "   ", "😀", "孤独です", "xqzt wvvk", "\0"])
def test_nothing_is_suggested_when_it_is_not_clear(router: FocusRouter, words: str) -> None:
    assert router.read(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "ex",
        "my ex",
        "can i talk about my ex",
        "i miss my ex",
        "my mum",
        "can we talk about my dad",
        "my boss",
        "it's about my sister",
        "my friend",
        "i want to talk to my brother",
        "a conversation with my manager",
        "work",
        "family",
        "her",
        "i don't know",
        "can i talk to you",
    ],
)
def test_a_person_alone_is_no_area(router: FocusRouter, words: str) -> None:
    assert router.read(words) is None


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("my ex died", "grief"),
        ("my ex and I split up last month", "role_transition"),
        ("i fight with my ex about the kids", "role_dispute"),
        ("my dad's death", "grief"),
        ("I have no friends", "social_isolation"),
        ("I don't have anyone to talk to", "social_isolation"),
    ],
)
def test_few_words_are_enough_when_they_say_what_it_is(router: FocusRouter, words: str, area: str) -> None:
    focus = router.read(words)

    assert focus is not None
    assert focus.area == area


def test_held_back_examples_are_mostly_right() -> None:
    rows = written()
    router = FocusRouter.fit([row for number, row in enumerate(rows) if number % 5])
    held_back = [row for number, row in enumerate(rows) if not number % 5]
    clear = [(router.read(words), area) for words, area in held_back if area != UNCLEAR]
    unclear = [router.read(words) for words, area in held_back if area == UNCLEAR]
    named = [(found.area, area) for found, area in clear if found]

    assert len(named) > 0.8 * len(clear)
    assert sum(found == area for found, area in named) > 0.80 * len(named)
    assert sum(found is None for found in unclear) > 0.25 * len(unclear)


def test_it_can_be_kept(router: FocusRouter, tmp_path: Path) -> None:
    router.save(tmp_path)
    found = FocusRouter.load(tmp_path).read("I'm lonely")

    assert found is not None
    assert found.area == "social_isolation"
    assert found.confidence == pytest.approx(router.read("I'm lonely").confidence, abs=0.01)  # type: ignore[union-attr]


def test_untrained_it_suggests_nothing(tmp_path: Path) -> None:
    assert FocusRouter.load(tmp_path).read("I'm lonely") is None
    assert FocusRouter.fit([("lonely", "social_isolation"), ("pizza", "lunch")]).read("lonely") is None
