"""The app: what each thing that a learner can want does, whatever channel it comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.app import grounding
from bot.app.arrival import ADULT, Arrival
from bot.app.asking import ask_again, read
from bot.app.choosing import OWN, Choosing, Shelf, Wanted
from bot.app.correcting import FEEDBACK, Corrections
from bot.app.heard import Answer, Heard
from bot.app.holding import Holds
from bot.app.practice import GONE, Practice
from bot.app.programme import Programme
from bot.app.reversing import Reversals
from bot.app.scene import EARLIER, SWAP, THOUGHTS, Scenes
from bot.app.statement import Statements
from bot.programme import over_time, progress
from bot.rehearsal import correction, questions
from bot.rehearsal.floor import (
    ARRIVAL,
    ERASING,
    GROUNDING,
    HOLD,
    OVER,
    PRACTICES,
    PROGRAMME,
    REVERSAL,
    SCENE,
    STATEMENT,
    Floor,
)
from bot.rehearsal.message import Link, Message, guide
from bot.scenarios.library import Library
from bot.settings import Settings
from bot.store import Log, open_log
from bot.understanding import answers
from bot.vocabulary import Mark

GOING_ON = (*PRACTICES, PROGRAMME)
"""What somebody can be in the middle of."""
YOUNGEST = 8
"""Years of age: fewer, said in the middle of a talk, are about something else."""
NOTHING_ON = "No scene is going on right now. Shall we begin one?"


@dataclass(frozen=True)
class Sayso:
    """Store and library wired together. Every method takes what was heard and gives what is said."""

    log: Log
    library: Library
    default_country: str | None = None
    shelf: Shelf = field(init=False)

    def __post_init__(self) -> None:
        """Puts up the shelf of scenes, which is read when it is first looked at."""
        object.__setattr__(self, "shelf", Shelf(self.library.folder))

    @classmethod
    def open(cls, settings: Settings) -> Sayso:
        """The app on the database and the scenarios that the settings name; bot.store's problems come through."""
        return cls(open_log(settings), Library(settings.scenarios), settings.country)

    @property
    def arrival(self) -> Arrival:
        """Arrival."""
        return Arrival(self.log, self.choosing)

    @property
    def choosing(self) -> Choosing:
        """The menu and the lists."""
        return Choosing(self.log, self.shelf)

    @property
    def scenes(self) -> Scenes:
        """Scenes."""
        return Scenes(self.log, self.library)

    @property
    def reversals(self) -> Reversals:
        """Scenes with the roles swapped."""
        return Reversals(self.scenes, self.library)

    @property
    def corrections(self) -> Corrections:
        """What learners say against the feedback."""
        return Corrections(self.log, self.library)

    @property
    def statements(self) -> Statements:
        """Boundary statements."""
        return Statements(self.log)

    @property
    def programme(self) -> Programme:
        """The programme around the rehearsals."""
        return Programme(self.log, self.library, self.scenes, self.statements)

    # -- words for whoever holds the floor -----------------------------------------------------------------------------

    def hear(self, heard: Heard) -> Answer:
        """Words, or an answer to an open question, for whoever holds the floor."""
        floor = heard.floor
        if floor is None:
            return self.place_words(heard)
        if floor.kind == ARRIVAL:
            return self._arrive(heard, floor)
        try:
            if floor.kind in OVER:
                return self._over(heard, floor)
            return self._aside(heard) or self._practise(heard, floor)
        except GONE:
            return self.scenes.gone(heard)

    def _practise(self, heard: Heard, floor: Floor) -> Answer:
        if floor.paused:
            return self._while_paused(floor)
        if floor.kind == PROGRAMME:
            return self.programme.answer(heard, floor)
        practice = self._practice(floor)
        answer = practice.answer(heard, floor) if floor.asking else practice.take(heard, floor)
        return self.programme.after_practice(heard, floor, answer)

    def _practice(self, floor: Floor) -> Practice:
        kinds: dict[str, Practice] = {STATEMENT: self.statements, HOLD: Holds(self.log), REVERSAL: self.reversals}
        return kinds.get(floor.kind, self.scenes)

    def _over(self, heard: Heard, floor: Floor) -> Answer:
        """The answer to a question that lies over what goes on."""
        if floor.kind == ERASING:
            return self._erase(heard, floor)
        if floor.kind == GROUNDING:
            return grounding.answer(heard, floor)
        answer = self.corrections.answer(heard, floor)
        if answer.floor is not None and answer.place == correction.SPOKEN:
            return self._practise(_spoken(heard, floor), answer.floor)
        return self._reminded(answer)

    def _aside(self, heard: Heard) -> Answer | None:
        """What is about the exercise, whatever is going on. None: it is not."""
        if _asks(heard, grounding.GROUND, answers.asks_for_ground):
            return grounding.begin(heard.floor)
        if heard.floor is not None and heard.floor.kind == PROGRAMME:
            return None
        if heard.floor is None and not self.arrival.knows(heard.learner):
            return None
        if heard.floor is None and _says_a_minor(heard):
            return self.arrival.minor(heard)
        if heard.floor is None and heard.choice is None and answers.asks_for_own_talk(heard.words):
            return self._begin(heard, OWN)
        return self._look_back(heard) or self._disputed(heard)

    def _look_back(self, heard: Heard) -> Answer | None:
        """What they thought, and from where to try again. In a scene that runs, words ask for it only in a pause."""
        floor = heard.floor
        in_role = floor is not None and floor.running and not floor.paused
        if (floor and floor.kind != SCENE) or (in_role and heard.choice is None):
            return None
        try:
            if _asks(heard, THOUGHTS, answers.asks_for_thoughts):
                return self.scenes.thoughts(heard.learner, floor)
            if _asks(heard, EARLIER, answers.asks_for_earlier):
                return self.scenes.earlier(heard.learner, floor)
            past = self.log.last_attempt(heard.learner) if answers.asks_to_swap(heard.words) and floor is None else None
            if past and past.scenario and past.scenario != OWN:
                return self.reversals.begin(heard, past.scenario)
        except GONE:
            return self.scenes.gone(heard)
        return None

    def _disputed(self, heard: Heard) -> Answer | None:
        dispute = _dispute(heard) if heard.floor is None or heard.floor.kind != REVERSAL else None
        answer = self.corrections.begin(heard, dispute) if dispute else None
        return self._reminded(answer) if answer else None

    def _reminded(self, answer: Answer) -> Answer:
        """The answer, and where the practice stands to which it goes back."""
        floor = answer.floor
        if floor is None or floor.kind not in PRACTICES or floor.paused:
            return answer
        return replace(answer, messages=(*answer.messages, *self._practice(floor).reminder(floor)))

    def _arrive(self, heard: Heard, floor: Floor) -> Answer:
        answer = self.arrival.answer(heard, floor)
        if answer.floor and answer.floor.missed and heard.choice is None and answers.is_telling(heard.words):
            # What they came for is found for them as soon as they have arrived. It holds no words of theirs.
            # A list found for words that came before makes way for it, a scene or statement that was chosen does not.
            chosen = floor.then if floor.then and not floor.then.startswith("focus:") else None
            return replace(answer, floor=answer.floor.but(then=chosen or self._wanted(heard) or floor.then))
        if answer.floor is None and floor.then:
            going_on = self._go(heard, floor.then)
            return Answer(going_on.messages, going_on.floor, going_on.place, country=answer.country)
        if answer.floor is None:
            return replace(self._menu(heard), country=answer.country)
        return answer

    def _while_paused(self, floor: Floor) -> Answer:
        text = "We are paused, so nobody heard that. Shall we carry on?"
        return Answer((guide(text, ("resume", "Carry on"), ("stop_here", "Stop here")),), floor)

    def out_of_scope(self, heard: Heard) -> Answer:
        """Something that cannot be helped with here; in a pause, words that nobody heard."""
        if aside := self._aside(heard):
            return aside
        if heard.floor and heard.floor.paused:
            return self._while_paused(heard.floor)
        text = "I can't help with that one. What I can do is rehearse a hard talk with you."
        return Answer((guide(text, ("home", "What can I practise?")),), heard.floor)

    def decline(self, heard: Heard) -> Answer:
        """A no to nothing in particular; it may be one to the feedback, or to all that was offered."""
        if aside := self._aside(heard):
            return aside
        if heard.floor and heard.floor.paused:
            return self._while_paused(heard.floor)
        text = "That's fine. I'm here when you want to practise."
        return Answer((guide(text, ("home", "What can I practise?")),), heard.floor)

    # -- what to practise ----------------------------------------------------------------------------------------------

    def home(self, heard: Heard) -> Answer:
        """The menu; for somebody new the arrival; for somebody in the middle of something a way back to it."""
        heard = _lifted(heard)
        if not self.arrival.knows(heard.learner):
            return self.arrival.welcome(heard.learner)
        if heard.floor and heard.floor.kind in GOING_ON:
            return self._in_the_middle(heard.floor)
        return self._menu(heard)

    def _menu(self, heard: Heard, before: str = "") -> Answer:
        menu = self.programme.with_door(self.choosing.menu(heard.learner, before))
        return Answer((*self.programme.greeting(heard), menu), place="choosing_scenario")

    def _in_the_middle(self, floor: Floor) -> Answer:
        text = "You are in the middle of something. Carry on with it, or stop here first?"
        return Answer((guide(text, ("resume", "Carry on"), ("stop_here", "Stop here")),), floor)

    def start_practice(self, heard: Heard) -> Answer:
        """Opens the scene that was chosen, or shows what there is: by words, by level, or the menu."""
        return self._start(heard, f"scene:{heard.chosen}" if heard.chosen else self._wanted(heard))

    def start_statement(self, heard: Heard) -> Answer:
        """Opens a boundary statement."""
        return self._start(heard, f"statement:{heard.chosen}")

    def choose_focus(self, heard: Heard) -> Answer:
        """Shows what can be practised in the area that was chosen or named; asks when it is not clear which."""
        return self._start(heard, f"focus:{heard.chosen}" if heard.chosen else self._wanted(heard))

    def _wanted(self, heard: Heard) -> str | None:
        """The list that the learner's words ask for: what they are about, an area, a level; None when none does."""
        if heard.choice is not None:
            return None
        if found := self.choosing.found(heard.words, heard.area):
            return f"focus:{found}"
        if level := answers.level(heard.words):
            return f"focus:{Wanted('all', level)}"
        return f"focus:{heard.area}" if heard.area else None

    def place_words(self, heard: Heard) -> Answer:
        """Words while nobody holds the floor: what they might be about, offered as practice."""
        if aside := self._aside(heard):
            return aside
        wanted = self._wanted(heard)
        if wanted or not self.arrival.knows(heard.learner):
            return self._start(heard, wanted)
        return self._menu(heard, "That sounds as if it matters. Let's find the talk in it.")

    def _start(self, heard: Heard, wanted: str | None) -> Answer:
        if not self.arrival.knows(heard.learner):
            return self.arrival.welcome(heard.learner, then=wanted)
        heard = _lifted(heard)
        if heard.floor is None and _says_a_minor(heard):
            return self.arrival.minor(heard)
        if heard.floor and heard.floor.kind in GOING_ON:
            return self._in_the_middle(heard.floor)
        return self._go(heard, wanted)

    def _go(self, heard: Heard, wanted: str | None) -> Answer:
        kind, _, which = (wanted or "").partition(":")
        if kind == "scene":
            return self._begin(heard, which)
        if kind == "statement":
            return self.statements.begin(which or None)
        if kind == "focus" and which:
            return Answer((self._list(heard, which),), place="choosing_scenario")
        return self._menu(heard)

    def _begin(self, heard: Heard, which: str) -> Answer:
        """A scene, from `id`, `id@level` (again, from its debrief) or `id@level:new` (chosen with its level)."""
        scene, _, how = which.partition("@")
        level, _, is_new = how.partition(":")
        try:
            if level == SWAP and scene != OWN:
                return self.reversals.begin(heard, scene)
            return self.scenes.begin(heard, scene, level or None, is_new=bool(is_new))
        except GONE:
            return self._menu(heard, "That one can't be played right now. Let's find another.")

    def _list(self, heard: Heard, which: str) -> Message:
        return self.choosing.levels() if which == "levels" else self.choosing.page(heard.learner, Wanted.of(which))

    # -- the programme -------------------------------------------------------------------------------------------------

    def people_and_focus(self, heard: Heard) -> Answer:
        """The people in the learner's life, or what a button of the programme names."""
        return self._open(heard, self.programme.chosen)

    def plan_real_talk(self, heard: Heard) -> Answer:
        """Plans the real talk."""
        return self._open(heard, self.programme.plan)

    def report_real_talk(self, heard: Heard) -> Answer:
        """Looks back at a real talk."""
        return self._open(heard, self.programme.report)

    def _open(self, heard: Heard, begin: Callable[[Heard], Answer]) -> Answer:
        if not self.arrival.knows(heard.learner):
            return self.arrival.welcome(heard.learner)
        heard = _lifted(heard)
        if heard.floor and heard.floor.kind in GOING_ON:
            return self._in_the_middle(heard.floor)
        return begin(heard)

    # -- in the middle of practice -------------------------------------------------------------------------------------

    def hint(self, heard: Heard) -> Answer:
        """A hint for the next line."""
        return self._during(heard, lambda practice, floor: practice.hint(floor))

    def example(self, heard: Heard) -> Answer:
        """What someone might say here."""
        return self._during(heard, lambda practice, floor: practice.example(floor))

    def again(self, heard: Heard) -> Answer:
        """Takes the last line back."""
        heard = _lifted(heard)
        floor = heard.floor
        if floor is not None and floor.kind == PROGRAMME:
            return self.programme.again(heard, floor)
        if floor is not None and floor.ending and floor.kind in PRACTICES:
            return self._practice(floor).again(heard, floor)
        if floor is None and (offered := self.scenes.once_more(heard.learner)):
            return offered
        return self._during(heard, lambda practice, floor: practice.again(heard, floor))

    def pause(self, heard: Heard) -> Answer:
        """Steps out of role."""
        floor = _lifted(heard).floor
        if floor is not None and floor.kind == PROGRAMME:
            return self.programme.pause(floor)
        return self._during(heard, lambda practice, floor: practice.pause(floor))

    def resume(self, heard: Heard) -> Answer:
        """Goes on where it stopped: with practice, or with an open question."""
        floor = _lifted(heard).floor
        if floor is not None and floor.kind == ARRIVAL:
            return self.arrival.welcome(heard.learner, then=floor.then)
        if floor is None:
            return self.home(Heard(heard.learner, heard.key))
        if floor.kind == PROGRAMME:
            return self.programme.resume(heard, floor)
        try:
            return self._practice(floor).resume(floor)
        except GONE:
            return self.scenes.gone(heard)

    def stop(self, heard: Heard) -> Answer:
        """Ends what is going on."""
        floor = _lifted(heard).floor
        if floor is None or floor.kind == ARRIVAL:
            return Answer((guide("All right, we leave it there.", ("home", "What can I practise?")),))
        if floor.kind == PROGRAMME:
            return self.programme.stop(heard, floor)
        try:
            answer = self._practice(floor).stop(heard, floor)
            return self.programme.after_practice(heard, floor, answer)
        except GONE:
            return self.scenes.gone(heard)

    def leave(self, heard: Heard) -> Answer:
        """Safety has ended the practice."""
        floor = _lifted(heard).floor
        return self._practice(floor).leave(floor) if floor and floor.kind in PRACTICES else Answer(())

    def _during(self, heard: Heard, act: Callable[[Practice, Floor], Answer]) -> Answer:
        floor = _lifted(heard).floor
        if floor is not None and floor.kind == PROGRAMME:
            return self.programme.resume(heard, floor, "This one is only for you to answer, or to skip.")
        if floor is None or floor.kind not in PRACTICES:
            offer = guide(NOTHING_ON, ("home", "What can I practise?"))
            return Answer((offer,), floor)
        if floor.asking:
            return self._practice(floor).resume(floor)
        try:
            return act(self._practice(floor), floor)
        except GONE:
            return self.scenes.gone(heard)

    # -- the learner's own log -----------------------------------------------------------------------------------------

    def progress(self, heard: Heard) -> Answer:
        """How practice goes, in sentences."""
        titles = {one.id: one.title for one in self.library.all()}
        more = {one.area: over_time.sentences(one, titles) for one in self.log.over_time(heard.learner)}
        text = progress.sentences(self.log.summary(heard.learner), more)
        offered = (("resume", "Carry on"),) if heard.floor else (("home", "What can I practise?"),)
        return Answer((guide(text, *offered),), heard.floor, place="progress")

    def export(self, heard: Heard) -> Answer:
        """Where to find everything that is kept."""
        text = (
            "Everything I keep about you is yours. On the page, under “More”, you can save it as one file or as "
            "tables; in the terminal there is `sayso export`."
        )
        links = (Link("api/export", "As one file (JSON)"), Link("api/export?format=csv", "As tables (CSV)"))
        return Answer((replace(guide(text), links=links),), heard.floor)

    def erase(self, heard: Heard) -> Answer:
        """Asks, once, whether everything shall go."""
        floor, under = heard.floor, None
        if floor and floor.kind == ERASING:
            under = floor.under
        elif (waits := _lifted(heard).floor) and waits.kind in GOING_ON:
            under = waits.but(paused=True).as_dict()
        return Answer((questions.erase().message(),), Floor(ERASING, asking=("erase",), under=under))

    def _erase(self, heard: Heard, floor: Floor) -> Answer:
        question = questions.erase()
        got = read(question, heard)
        if not got.understood:
            return ask_again(question, got, floor)
        if got.value == "keep":
            under = Floor.from_dict(floor.under)
            onward = ("resume", "Carry on") if under else ("home", "What can I practise?")
            return Answer((guide("Nothing was erased.", onward),), under)
        self.log.erase(heard.learner)
        text = "It is gone: your practice, your words, your log. Thank you for having been here."
        return Answer((guide(text, ("home", "Begin anew")),), erased=True)

    def note_risk(self, heard: Heard, label: str) -> None:
        """Keeps that a safety label was given, and when. Never the words."""
        self.log.note_safety(heard.learner, label, heard.floor.attempt if heard.floor else None)

    def country(self, learner: str) -> str | None:
        """The country whose help lines this learner sees."""
        row = self.log.learner(learner)
        return (row.country if row else None) or self.default_country


def _lifted(heard: Heard) -> Heard:
    """The same with the floor that waits beneath a question about something else: what steers, steers that one."""
    floor = heard.floor
    return replace(heard, floor=floor.beneath) if floor and floor.kind in OVER else heard


def _asks(heard: Heard, button: tuple[str, str], in_words: Callable[[str], bool]) -> bool:
    """Whether this button was pressed, or words say the same."""
    return heard.choice == button[0] if heard.choice is not None else in_words(heard.words)


def _says_a_minor(heard: Heard) -> bool:
    """Whether somebody who talks to Sayso says that they are a child or a teenager. A bare number says nothing."""
    years = answers.age(heard.words) if heard.choice is None and not heard.words.strip().isdecimal() else None
    return years is not None and YOUNGEST <= years < ADULT


def _dispute(heard: Heard) -> answers.Dispute | None:
    if heard.choice is not None:
        return answers.Dispute(sure=True) if heard.choice == FEEDBACK else None
    return answers.dispute(heard.words)


def _spoken(heard: Heard, floor: Floor) -> Heard:
    """What the learner had said before they were asked whom it was for."""
    spoken = floor.answers["spoken"] or {}
    marks = tuple(Mark.from_dict(one) for one in spoken.get("marks", ()))
    return replace(heard, words=spoken.get("words", ""), marks=marks, choice=None)
