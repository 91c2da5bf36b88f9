"""The people in the learner's life: added, changed, removed; shown as a circle of closeness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from bot.app.flow import HOME, Flow, with_answers, without
from bot.app.heard import Answer, Heard
from bot.programme import people
from bot.programme.records import Person
from bot.rehearsal.floor import Floor
from bot.rehearsal.message import Message, choices, guide
from bot.rehearsal.questions import Question

ONE_PERSON = ("nickname", *(question.id for question in people.ABOUT), "more")
ABOUT = {question.id: question for question in people.ABOUT}
BEGIN = (
    "Let's look at the people in your life, three to eight of them. A few minutes each; say as much or as little as "
    "you like. "
)
STOPS = "“Stop here” keeps what you have said so far, so you can do one person a day."
STOPS_UNKEPT = "“Stop here” ends it at any time."
NOT_KEPT = (
    "You asked me not to keep your words, so this circle lasts only as long as we talk about it now. You could copy it "
    "onto paper."
)


class PeopleFlow(Flow):
    """Three to eight people. Learners who keep no words have theirs in the running talk only."""

    name: ClassVar[str] = "people"

    def begin(self, heard: Heard) -> Answer:
        """The first person; for a circle that is there already, what to do with it."""
        known = self.log.people(heard.learner)
        if known:
            return self.start(heard, ("more",), first=shown(known))
        stops = STOPS if self.log.keeps_words(heard.learner) else STOPS_UNKEPT
        return self.start(heard, ONE_PERSON, before=BEGIN + stops)

    def question(self, learner: str, floor: Floor) -> Question:
        """A person's questions, or what to do next."""
        asked = floor.asking[0]
        if asked == "nickname":
            return people.NICKNAME
        if asked in ABOUT:
            return people.asked(ABOUT[asked], self._name(learner, floor))
        return {
            "more": self._more,
            "who": lambda *_: self._which(learner, floor, "who", "Whom would you like to change?"),
            "out": lambda *_: self._which(learner, floor, "out", "Whom shall I take out?"),
            "what": lambda *_: Question("what", "choice", "What shall I change?", tuple(people.FIELDS.items())),
            "sure": lambda *_: Question(
                "sure",
                "choice",
                f"Shall I take {people.spoken_of(self._name(learner, floor))} out, with all you said?",
                (("yes", "Yes, take them out"), ("no", "No, keep them")),
                skippable=False,
                yes="yes",
                no="no",
            ),
            "changes": lambda *_: people.CHANGES,
            "began": lambda *_: people.BEGAN,
        }[asked](learner, floor)

    def took(self, heard: Heard, floor: Floor, question_id: str, value: Any) -> Floor | Answer:
        """Keeps what was said; the circle's own questions lead on."""
        if question_id == "nickname":
            return self._named(heard, floor, value)
        if question_id in ABOUT and value == people.ENOUGH:
            return without(floor, *ABOUT)
        if question_id in ABOUT:
            return self._told(heard.learner, floor, question_id, value)
        if question_id in ("who", "out"):
            return floor.but(asking=("more",)) if value is None else with_answers(floor, person=value)
        if question_id == "what":
            return floor.but(asking=(value, "more") if value else ("more",))
        if question_id == "sure" and value == "yes":
            return self._without(heard.learner, floor)
        if question_id == "more":
            return self._next(heard, floor, value)
        if question_id in ("changes", "began") and value:
            self._note(heard, floor, question_id, value)
        return floor

    def done(self, heard: Heard, floor: Floor) -> Answer:
        """The circle, and where to go from it."""
        circle = self.of(heard.learner, floor)
        if not circle:
            return Answer((guide("That's fine. We can do this another day, or not at all.", HOME),))
        note = () if self.log.keeps_words(heard.learner) else (guide(NOT_KEPT),)
        onward = (("programme:focus", "Find what to work on"), ("people", "Add or change someone"), HOME)
        picture, told = shown(circle)
        return Answer((picture, *note, replace(told, choices=choices(*onward))))

    def of(self, learner: str, floor: Floor | None) -> Sequence[Person]:
        """The people: those that are kept, or those of the running talk."""
        loose = floor.answers.get("circle", []) if floor else []
        return [Person(**one) for one in loose] or self.log.people(learner)

    def can_go_back_to(self, floor: Floor) -> set[str]:
        """What was asked about the person that is being added."""
        return set(ABOUT) if floor.asking[:1] != ("more",) else {"unsaid"}

    def _named(self, heard: Heard, floor: Floor, value: str | None) -> Floor:
        if value is None:
            return floor.but(asking=self._last(heard.learner))
        if floor.asking[:1] == ("more",):  # a name that is changed
            return self._told(heard.learner, floor, "nickname", value)
        row = self.log.add_person(heard.learner, heard.key, value)
        if row:
            return with_answers(floor, person=f"p{row.id}")
        circle = [*floor.answers.get("circle", []), {"id": len(floor.answers.get("circle", [])), "nickname": value}]
        return with_answers(floor, circle=circle, person=f"p{len(circle) - 1}")

    def _told(self, learner: str, floor: Floor, field: str, value: Any) -> Floor:
        kept = int(value) if field == "ring" and value else value
        number = int(floor.answers["person"][1:])
        if "circle" not in floor.answers:
            self.log.change_person(learner, number, **{field: kept})
            return floor
        circle = [{**one, field: kept} if one["id"] == number else one for one in floor.answers["circle"]]
        return with_answers(floor, circle=circle)

    def _without(self, learner: str, floor: Floor) -> Floor:
        number = int(floor.answers["person"][1:])
        if "circle" not in floor.answers:
            self.log.remove_person(learner, number)
            return floor
        return with_answers(floor, circle=[one for one in floor.answers["circle"] if one["id"] != number])

    def _next(self, heard: Heard, floor: Floor, value: str | None) -> Floor:
        kept = {name: one for name, one in floor.answers.items() if name in ("circle", "changes", "began")}
        asking = {"add": ONE_PERSON, "change": ("who", "what"), "remove": ("out", "sure", "more")}
        asking |= {"done": self._last(heard.learner)}
        if value in asking:
            return floor.but(answers=kept, asking=asking[value])
        return self._named(heard, floor.but(answers=kept, asking=ONE_PERSON[1:]), value)

    def _last(self, learner: str) -> tuple[str, ...]:
        return () if self.log.notes(learner, "changes") else ("changes", "began")

    def _note(self, heard: Heard, floor: Floor, question_id: str, value: str) -> None:
        notes = self.log.notes(heard.learner, "changes")
        if notes:
            self.log.change_note(heard.learner, notes[-1].id, words={question_id: value})
        else:
            self.log.add_note(heard.learner, heard.key, "changes", words={question_id: value})

    def _more(self, learner: str, floor: Floor) -> Question:
        number = len(self.of(learner, floor))
        add = (("add", "Add someone"),) if number < people.MOST else ()
        others = (("change", "Change something"), ("remove", "Take someone out")) if number else ()
        options = (*add, *others, ("done", "That's all"))
        kind = "open" if add else "choice"  # to "who else?" people answer with a name
        limit = people.LONGEST_NAME
        yes = "add" if add else None
        return Question("more", kind, _counted(number), options, skippable=False, yes=yes, no="done", max_length=limit)

    def _which(self, learner: str, floor: Floor, question_id: str, text: str) -> Question:
        who = tuple((f"p{one.id}", one.nickname) for one in self.of(learner, floor))
        return Question(question_id, "choice", text, who)

    def _name(self, learner: str, floor: Floor) -> str:
        number = int(str(floor.answers.get("person", "p-1"))[1:])
        return next((one.nickname for one in self.of(learner, floor) if one.id == number), "this person")


def shown(circle: Sequence[Person]) -> tuple[Message, Message]:
    """The circle as a picture, and as text for who cannot see it."""
    picture = Message("guide", people.circle(circle), look="picture")
    return picture, guide(people.told(circle) or "Nobody has a place in it yet.")


def _counted(number: int) -> str:
    if number == 0:
        return "Nobody is in your circle yet. Shall we begin?"
    so_far = "That is one person" if number == 1 else f"That is {number} people"
    if number < people.FEWEST:
        return f"{so_far}. Three to eight make a good picture. Who else?"
    if number < people.MOST:
        return f"{so_far}. You can add more, or leave it there."
    return f"{so_far}, and that is plenty."
