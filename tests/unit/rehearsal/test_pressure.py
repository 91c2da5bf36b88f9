"""Three pushes, no line twice, and a line that is kept or not."""

from __future__ import annotations

import pytest

from bot.rehearsal import pressure
from bot.rehearsal.statement import Draft
from bot.vocabulary import TACTICS, Mark

KINDS = ("ask", "limit", "step")


def draft(words: str, **quotes: str) -> Draft:
    return Draft(words, tuple(Mark(m, words.index(q), words.index(q) + len(q)) for m, q in quotes.items()))


def test_every_tactic_has_three_lines_for_every_kind_and_no_line_stands_twice() -> None:
    pushes = pressure.words()["pushes"]
    assert set(pushes) == set(TACTICS)
    assert all(
        set(kinds) == set(KINDS) and all(len(lines) == 3 for lines in kinds.values()) for kinds in pushes.values()
    )
    every = [line.casefold() for kinds in pushes.values() for lines in kinds.values() for line in lines]
    assert len(every) == len(set(every)) == 99


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tactics", [("anger",), ("guilt_trip", "busy")])
def test_three_pushes_are_three_lines_by_the_chosen_tactics(tactics, kind) -> None:
    pushed = [pressure.push(tactics, kind, number) for number in range(3)]
    assert {tactic for tactic, _ in pushed} == set(tactics)
    assert len({line for _, line in pushed}) == 3


def test_the_kind_and_the_core_are_the_learners_own() -> None:
    said = draft("I was tired. I will not stay late on Fridays.", sets_limit="I will not stay late on Fridays")
    assert (pressure.kind_of(said), pressure.core(said)) == ("limit", "I will not stay late on Fridays")
    plain = draft("It hurts when you shout.")
    assert (pressure.kind_of(plain), pressure.core(plain)) == ("ask", plain.words)


@pytest.mark.parametrize(
    ("shows", "share", "reasoned", "same", "found"),
    [
        ({}, 1.0, False, False, pressure.KEPT),
        ({}, 0.0, False, True, pressure.KEPT),
        ({"makes_request": "please"}, 0.2, False, False, pressure.KEPT),
        ({}, 0.2, False, False, pressure.DRIFTED),
        ({}, 1.0, True, False, pressure.EXPLAINED),
        ({"over_explains": "please"}, 1.0, False, False, pressure.EXPLAINED),
        ({"caves_in": "please"}, 1.0, False, True, pressure.GAVE_WAY),
    ],
)
def test_what_became_of_the_line(shows, share, reasoned, same, found) -> None:
    assert pressure.verdict(draft("oh please", **shows), share, reasoned=reasoned, same=same) == found


def test_held_is_held_at_the_end_and_most_of_the_time() -> None:
    kept, gone = pressure.KEPT, pressure.GAVE_WAY
    assert pressure.ending([kept, gone, kept]) == pressure.HELD
    assert pressure.ending([kept, kept, gone]) == pressure.LET_GO
    assert pressure.ending([gone, gone, kept]) == pressure.LET_GO
    assert "kept your line 1 of them" in pressure.summed_up([gone, gone, kept])


def test_every_relation_has_its_usual_ways() -> None:
    for relation in ("family", "partner", "friend", "work", "other", None, "nobody"):
        assert set(pressure.usual(relation)) <= set(TACTICS)
