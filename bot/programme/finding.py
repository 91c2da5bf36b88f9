"""Finding the focus: four short questions for each area, what the answers suggest and why. The learner decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.programme.focus import PLAIN
from bot.programme.people import LONGEST_TEXT, spoken_of
from bot.programme.records import Course, Person
from bot.rehearsal.questions import Question
from bot.rehearsal.statement import quoted_whole
from bot.vocabulary import FOCUS_AREAS

FEWEST, MOST = 4, 16
"""Sessions that may be agreed."""

QUESTIONS = {
    "grief": (
        "Has someone close to you died, or did you lose something you can't get back?",
        "Did your low mood or worry begin around that time?",
        "Do you keep away from things that remind you of it?",
        "Is there nobody you can really talk to about it?",
    ),
    "role_dispute": (
        "Do you and someone close keep arguing, or keep silent, about the same thing?",
        "Do the two of you expect different things from each other?",
        "Do you feel stuck with it, as if nothing you say changes anything?",
        "Do you swallow things you would like to say to this person?",
    ),
    "role_transition": (
        "Has your life changed a lot lately: a job, a home, a child, an illness, a separation?",
        "Do you miss how it was before?",
        "Does the new part ask things of you that you don't know how to do yet?",
        "Did you lose people who used to be around, because of the change?",
    ),
    "social_isolation": (
        "Do you have fewer people around you than you would like?",
        "Is it hard for you to begin talking with someone new?",
        "Do your contacts tend to fade, or end badly?",
        "Are there weeks in which you talk to almost nobody?",
    ),
}
ANSWERS = (("yes", "Yes"), ("little", "A little"), ("no", "No"))
POINTS = {"yes": 2, "little": 1}
REASONS = {
    "grief": "You spoke of a loss, and that it still weighs on you.",
    "role_dispute": "You spoke of someone close with whom you are stuck.",
    "role_transition": "You spoke of a change that asks a lot of you.",
    "social_isolation": "You spoke of having few people, or losing touch with them.",
}
GOAL = Question(
    "goal",
    "text",
    "What would be different if this went well? One sentence in your own words. It is your goal.",
    max_length=LONGEST_TEXT,
)
HAPPENS = Question(
    "what_happens",
    "text",
    "Now the link between what happens and how you feel. What happens, again and again? Begin with: When …",
    max_length=LONGEST_TEXT,
)
FEELS = Question("how_it_feels", "text", "And how do you feel then? Begin with: I feel …", max_length=LONGEST_TEXT)
SESSIONS = Question(
    "sessions",
    "scale",
    "How many sessions do you want to give this? 4 is short, 16 is long; once a week is a good pace. You can change it "
    "later.",
    low=FEWEST,
    high=MOST,
    decline="8 is fine",
)
USUAL = 8


def order() -> tuple[str, ...]:
    """The ids of all questions, area by area: `find:grief:0` …"""
    return tuple(f"find:{area}:{number}" for area in FOCUS_AREAS for number in range(len(QUESTIONS[area])))


def question(question_id: str) -> Question:
    """One of the short questions."""
    _, area, number = question_id.split(":")
    text = QUESTIONS[area][int(number)]
    first = f"{PLAIN[area]}.\n\n" if number == "0" else ""
    return Question(question_id, "choice", first + text, ANSWERS, yes="yes", no="no")


def rest_of(question_id: str) -> tuple[str, ...]:
    """The questions that a no to this one leaves out: the first of an area is what the others go on from."""
    _, area, number = question_id.split(":")
    return tuple(one for one in order() if one.startswith(f"find:{area}:")) if number == "0" else ()


@dataclass(frozen=True)
class Suggestion:
    """The areas from the likeliest to the least, and why the first is first."""

    areas: tuple[str, ...]
    reason: str

    @property
    def clear(self) -> bool:
        """Whether anything spoke for an area at all."""
        return bool(self.reason)


def suggest(answers: Mapping[str, str | None], people: Sequence[Person]) -> Suggestion:
    """What the answers, and the people, speak for. Nothing is suggested when nothing does."""
    points = {area: _points(area, answers) + _from_people(area, people) for area in FOCUS_AREAS}
    ranked = tuple(sorted(FOCUS_AREAS, key=lambda area: -points[area]))
    best = ranked[0]
    if not points[best]:
        return Suggestion(ranked, "")
    return Suggestion(ranked, " ".join([REASONS[best], *_because(best, answers, people)]))


def _points(area: str, answers: Mapping[str, str | None]) -> int:
    given = (answers.get(f"find:{area}:{number}") for number in range(len(QUESTIONS[area])))
    return sum(POINTS.get(one or "", 0) for one in given) * 2


def _from_people(area: str, people: Sequence[Person]) -> int:
    """A nudge, never as much as one clear yes: what the circle shows beside what was answered."""
    if area == "role_dispute":
        return min(1, len(_strained(people)))
    return int(area == "social_isolation" and 0 < len(people) < 3)


def _strained(people: Sequence[Person]) -> list[Person]:
    return [one for one in people if one.hard and (one.unsaid or (one.expected_of_me and one.expected_of_them))]


def _because(area: str, answers: Mapping[str, str | None], people: Sequence[Person]) -> list[str]:
    yes = [text for number, text in enumerate(QUESTIONS[area]) if answers.get(f"find:{area}:{number}") == "yes"]
    because = [f"You said yes to: “{yes[0]}”"] if yes else []
    if area == "role_dispute" and (strained := _strained(people)):
        who, hard = spoken_of(strained[0].nickname), quoted_whole(strained[0].hard or "")
        because.append(f"And about {who} you wrote what is hard: {hard}")
    return because


def formulation(course: Course) -> str:
    """What happens, and how the learner feels: two sentences, the second one about what practice can change."""
    if not (course.what_happens and course.how_it_feels):
        return ""
    return (
        f"What happens: {quoted_whole(course.what_happens)} And then: {quoted_whole(course.how_it_feels)} The two go "
        "together. So we practise what you can do in that moment, and see whether the feeling changes with it."
    )


def agreed(course: Course, who: str | None) -> str:
    """The contract in plain words."""
    whom = f", with {spoken_of(who)} in mind" if who else ""
    lines = [f"Your focus: {PLAIN[course.area]}{whom}."]
    lines += [f"Your goal: {quoted_whole(course.goal)}"] if course.goal else []
    lines += [formulation(course)] if formulation(course) else []
    number = course.sessions or USUAL
    lines.append(
        f"We agree on {number} sessions. Each one begins with how you have been, has one thing to practise, and ends "
        "with one thing to take along. When two are left, I tell you. You can change or stop this at any time."
    )
    return "\n\n".join(lines)
