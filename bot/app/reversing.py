"""The roles swapped: the learner resists and hears skilled answers from the script. Nothing of it is logged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.app.asking import ask_again, read
from bot.app.grounding import GROUND
from bot.app.heard import Answer, Heard
from bot.app.scene import HOME, NOT_HERE, RESUME, Scenes, swap
from bot.rehearsal import questions, reversal, tactics, turn
from bot.rehearsal.coach import tag
from bot.rehearsal.floor import REVERSAL, Floor
from bot.rehearsal.message import Message, coach, counterpart, guide
from bot.rehearsal.questions import Question
from bot.rehearsal.reversal import ROUNDS, Modelled
from bot.scenarios import walk
from bot.scenarios.library import Library
from bot.scenarios.model import Scenario
from bot.understanding import tactics as reading
from bot.vocabulary import TACTICS

MODEL = "You, as Sayso plays you"
HEARD_IT = Question("heard_it", "text", "What was it like to hear that, from the other side?", max_length=600)


@dataclass(frozen=True)
class Reversals:
    """Scenes with the roles swapped."""

    scenes: Scenes
    library: Library

    def begin(self, heard: Heard, scenario_id: str) -> Answer:
        """Opens it. With family and partners the learner is asked about fear every time. Raises UnknownScenario."""
        scenario = self.library.get(scenario_id)
        named = self.scenes.known_variables(heard.learner, scenario)
        floor = Floor(
            REVERSAL,
            area=scenario.focus,
            scenario=scenario.id,
            revision=scenario.revision,
            level=scenario.default_level,
            answers={f"var:{name}": value for name, value in walk.values(scenario, _bare(named)).items()},
        )
        if scenario.needs_safety_question:
            asked = floor.but(asking=("afraid",))
            return Answer((questions.afraid("this person").message(),), asked)
        return self._open(scenario, floor)

    def _open(self, scenario: Scenario, floor: Floor) -> Answer:
        name = turn.name_of(scenario, floor)
        says = walk.fill(walk.opening(scenario), floor.variables)
        text = (
            f"Now you are {name}, and I am you. Push back the way {name} would. I answer from the script, the way a "
            "skilled speaker might. This does not go into your log.\n\n"
            f"{name}'s first line in the script is: “{says}” Say that, or your own."
        )
        return Answer((guide(text, ("answer:line", "Say that line"), ("stop_here", "Stop here")),), floor)

    def answer(self, heard: Heard, floor: Floor) -> Answer:
        """The answer to the question about fear, or to what it was like."""
        question = _question(floor)
        got = read(question, heard)
        if not got.understood:
            return ask_again(question, got, floor)
        if question.id == "afraid":
            if got.value == "yes":
                return Answer((guide(NOT_HERE, ("help_now", "Help now"), HOME),))
            return self._open(self._scenario(floor), floor.but(asking=()))
        return self._close(floor, thanks="Thank you. " if got.value else "")

    def take(self, heard: Heard, floor: Floor) -> Answer:
        """What the learner says as the other person; answered with the next of the script's answers."""
        scenario = self._scenario(floor)
        before = _modelled(floor)
        if before is None:
            return self._say(scenario, floor, reversal.first(scenario, floor.level or "", floor.variables))
        picked = heard.chosen if heard.chosen in TACTICS else None
        tactic = picked or reading.read(heard.words)
        used = tuple(one["text"] for one in floor.drafts)
        following = reversal.after(scenario, floor.level or "", before, tactic, used, floor.variables)
        return self._say(scenario, floor, following) if following else self._ask(floor)

    def _say(self, scenario: Scenario, floor: Floor, said: Modelled) -> Answer:
        plain = {"text": said.text, "shows": list(said.shows), "position": said.position.as_dict()}
        taken = floor.but(turn=floor.turn + 1, drafts=(*floor.drafts, plain), line=said.text)
        spoken = counterpart(MODEL, said.text)
        shown = ", ".join(tag(marker) for marker in said.shows)
        if taken.turn == ROUNDS:
            asked = self._ask(taken)
            return Answer((spoken, coach(f"In it: {shown}."), *asked.messages), asked.floor)
        ways = reversal.ways(scenario, taken.level or "", said)
        offered = [(f"answer:{one}", f"Push back: {tactics.name(one)}") for one in ways]
        name = turn.name_of(scenario, taken)
        told = coach(f"In it: {shown}. What would {name} say to that?", (), *offered, ("hint", "Give me a line"))
        return Answer((spoken, told), taken)

    def _ask(self, floor: Floor) -> Answer:
        asked = floor.but(asking=(HEARD_IT.id,), paused=False)
        return Answer((HEARD_IT.message(before="Back to yourself. We stop here."),), asked)

    def _close(self, floor: Floor, thanks: str = "") -> Answer:
        lines = "\n".join(f"• “{one['text']}”" for one in floor.drafts)
        told = f"{thanks}These were the answers. Any of them is yours to borrow:\n{lines}"
        own_role = (f"scene:{floor.scenario}@{floor.level}:new", "Now in your own role")
        text = told if lines else "We leave it there."
        return Answer((guide(text, own_role, swap(floor.scenario or ""), HOME),), place="debrief")

    # -- steering ------------------------------------------------------------------------------------------------------

    def hint(self, floor: Floor) -> Answer:
        """A line of the other person's."""
        scenario, before = self._scenario(floor), _modelled(floor)
        if before is None:
            says = walk.fill(walk.opening(scenario), floor.variables)
        else:
            says = reversal.line(scenario, floor.level or "", before, floor.variables)
        return Answer((guide(f"{turn.name_of(scenario, floor)} might say: “{says}”"),), floor)

    def example(self, floor: Floor) -> Answer:
        """The same: what is needed here is a line of the other person's."""
        return self.hint(floor)

    def again(self, heard: Heard, floor: Floor) -> Answer:
        """Back by one answer."""
        if not floor.drafts:
            return Answer((guide("Nothing was said yet. You begin."),), floor)
        kept = floor.drafts[:-1]
        back = floor.but(turn=len(kept), drafts=kept, asking=(), line=kept[-1]["text"] if kept else "")
        return Answer((guide("That is taken back. Say it another way."), *self.reminder(back)), back)

    def pause(self, floor: Floor) -> Answer:
        """Out of it until the learner goes on."""
        text = "Paused. You are yourself again. Take all the time you need."
        return Answer((guide(text, RESUME, GROUND, ("stop_here", "Stop here")),), floor.but(paused=True))

    def resume(self, floor: Floor) -> Answer:
        """Back to the last answer, or to the open question."""
        back = floor.but(paused=False)
        return Answer((guide("On we go."), *self.reminder(back)), back)

    def reminder(self, floor: Floor) -> tuple[Message, ...]:
        """The open question, or the last answer."""
        if floor.asking:
            return (_question(floor).message(),)
        return (counterpart(MODEL, floor.line),) if floor.line else ()

    def stop(self, heard: Heard, floor: Floor) -> Answer:
        """The learner ends it."""
        return self._ask(floor) if floor.drafts and not floor.asking else self._close(floor)

    def leave(self, floor: Floor) -> Answer:
        """Safety has ended this."""
        return Answer(())

    def _scenario(self, floor: Floor) -> Scenario:
        return self.library.get(floor.scenario or "", floor.revision)


def _question(floor: Floor) -> Question:
    return questions.afraid("this person") if floor.asking[0] == "afraid" else HEARD_IT


def _modelled(floor: Floor) -> Modelled | None:
    if not floor.drafts:
        return None
    one: dict[str, Any] = floor.drafts[-1]
    return Modelled(one["text"], tuple(one["shows"]), walk.Position.from_dict(one["position"]))


def _bare(named: Mapping[str, str]) -> dict[str, str]:
    return {key.removeprefix("var:"): value for key, value in named.items()}
