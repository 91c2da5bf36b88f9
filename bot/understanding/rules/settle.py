"""How markers found in one turn settle among themselves, by the codebook's edge rules and decided cases."""

from __future__ import annotations

from collections.abc import Callable

from bot.understanding.rules.rule import Rule
from bot.understanding.rules.turn import Span, Turn

Hit = tuple[Rule, Span]
DENIALS = tuple(
    tuple(words.split())
    for words in [
        "i am not saying",
        "i am not blaming",
        "i am not accusing",
        "i do not mean",
        "not saying",
        "not that you",
        "it is not that",
        "it 's not that",
        "i do not think you",
        "i never said",
        "i did not say",
        "you said",
        "you say",
        "you told me",
    ]
)
PRICES = frozenset({"states_consequence.if_you_i_will", "states_consequence.again_and_i", "threatens.price_to_you"})


def settle(turn: Turn, hits: list[Hit]) -> list[Hit]:
    """`hits` without those that another finding in the turn rules out."""
    for ruling in (
        _denied,
        _blame_is_no_feeling,
        _price_is_no_order,
        _threat_is_no_step,
        _sting_is_no_thanks,
        _one_sorry,
        _not_by_asking,
        _given_up_is_no_order,
        _step_is_no_limit,
        _reason_is_no_act,
    ):
        hits = ruling(turn, hits)
    return hits


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _spans(hits: list[Hit], *markers: str) -> list[Span]:
    return [span for rule, span in hits if rule.marker in markers]


def _without(hits: list[Hit], marker: str, ruled_out: Callable[[Rule, Span], bool]) -> list[Hit]:
    return [(rule, span) for rule, span in hits if rule.marker != marker or not ruled_out(rule, span)]


def _denied(turn: Turn, hits: list[Hit]) -> list[Hit]:
    """Edge rules 1 and 2: 'I'm not saying you never listen', 'you said you never…'."""

    def denied(span: Span) -> bool:
        start = turn.sentence(span[0])[0]
        head = turn.words[start : span[0] + 2]
        return any(
            tuple(head[at : at + len(words)]) == words
            for words in DENIALS
            for at in range(max(0, len(head) - 8), len(head))
        )

    return [(rule, span) for rule, span in hits if rule.marker not in {"blames", "insults"} or not denied(span)]


def _blame_is_no_feeling(turn: Turn, hits: list[Hit]) -> list[Hit]:
    """Edge rule 3, decided case 16: 'I feel like you…' and 'you make me so jealous' are blame alone."""
    blamed = [span for rule, span in hits if rule.id in {"blames.i_feel_like_you", "blames.you_make_me"}]
    return _without(hits, "states_feeling", lambda _, span: any(_overlap(span, other) for other in blamed))


def _price_is_no_order(turn: Turn, hits: list[Hit]) -> list[Hit]:
    """Decided case 12: 'touch it and…' is the price, not an order as well."""
    priced = [turn.sentence(start) for start, _ in _spans(hits, "threatens", "states_consequence")]
    return _without(hits, "demands", lambda _, span: any(_overlap(span, other) for other in priced))


def _threat_is_no_step(turn: Turn, hits: list[Hit]) -> list[Hit]:
    """Decided case 13: what is done to frighten is no step of one's own."""
    threats = [turn.sentence(start) for start, _ in _spans(hits, "threatens")]
    return _without(hits, "states_consequence", lambda _, span: any(_overlap(span, other) for other in threats))


def _sting_is_no_thanks(turn: Turn, hits: list[Hit]) -> list[Hit]:
    """'thanks a lot' said bitterly."""
    bitter = [span for rule, span in hits if rule.id == "insults.bitter_thanks"]
    blamed = [span for rule, span in hits if rule.id == "blames.your_fault"]
    return _without(hits, "appreciates", lambda _, span: any(_overlap(span, other) for other in bitter + blamed))


def _one_sorry(turn: Turn, hits: list[Hit]) -> list[Hit]:
    """Edge rule 6: two sorries for one's own sake are no owning of an act."""
    many = any(rule.id == "over_apologises.many" for rule, _ in hits)
    down = bool(_spans(hits, "puts_self_down"))
    if not (many or down):
        return hits
    return _without(
        hits,
        "takes_responsibility",
        lambda rule, _: rule.id.endswith(("did_and_sorry", "sorry_i_did")) and many and down,
    )


def _not_by_asking(turn: Turn, hits: list[Hit]) -> list[Hit]:
    """Two readings of the same words: an ask that invites a view is no request."""
    views = _spans(hits, "invites_view")
    return _without(hits, "makes_request", lambda _, span: any(_overlap(span, other) for other in views))


def _given_up_is_no_order(turn: Turn, hits: list[Hit]) -> list[Hit]:
    """'Have it, take it' gives in, and 'listen to you' mocks: neither is an order as well."""
    given = _spans(hits, "caves_in", "insults", "offers_option", "avoids")
    return _without(
        hits,
        "demands",
        lambda rule, span: "bare" in rule.id and any(_overlap(span, other) for other in given),
    )


def _step_is_no_limit(turn: Turn, hits: list[Hit]) -> list[Hit]:
    """A step taken if the limit is crossed is not a limit of its own."""
    steps = [span for rule, span in hits if rule.id in PRICES] + _spans(hits, "puts_self_down")
    return _without(hits, "sets_limit", lambda _, span: any(_overlap(span, other) for other in steps))


def _reason_is_no_act(turn: Turn, hits: list[Hit]) -> list[Hit]:
    """What somebody did, told as one of many reasons, is not named to the other."""
    reasons = _spans(hits, "over_explains")
    meant = [*reasons, *_spans(hits, "blames", "appreciates", "acknowledges", "takes_responsibility")]
    hits = _without(hits, "names_behaviour", lambda _, span: any(_overlap(span, other) for other in meant))
    for marker in ("states_impact", "takes_responsibility", "acknowledges"):
        hits = _without(hits, marker, lambda _, span: any(_overlap(span, other) for other in reasons))
    return hits
