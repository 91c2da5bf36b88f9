"""The app: what each thing that a learner can want does, whatever channel it comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.app.arrival import Arrival
from bot.app.asking import ask_again, read
from bot.app.heard import Answer, Heard
from bot.app.programme import Programme
from bot.app.scene import Scenes, gone
from bot.app.statement import Statements
from bot.programme import over_time, progress
from bot.rehearsal import questions
from bot.rehearsal.floor import ARRIVAL, ERASING, PROGRAMME, SCENE, STATEMENT, Floor
from bot.rehearsal.message import Link, guide
from bot.scenarios.library import Library, RevisionGone, UnknownScenario
from bot.scenarios.walk import LostPosition
from bot.settings import Settings
from bot.store import Log, open_log

GONE = (RevisionGone, UnknownScenario, LostPosition)
NOTHING_ON = "No scene is going on right now. Shall we begin one?"


@dataclass(frozen=True)
class Sayso:
    """Store and library wired together. Every method takes what was heard and gives what is said."""

    log: Log
    library: Library
    default_country: str | None = None

    @classmethod
    def open(cls, settings: Settings) -> Sayso:
        """The app on the database and the scenarios that the settings name; bot.store's problems come through."""
        return cls(open_log(settings), Library(settings.scenarios), settings.country)

    @property
    def arrival(self) -> Arrival:
        """Arrival and the menu."""
        return Arrival(self.log, self.library)

    @property
    def scenes(self) -> Scenes:
        """Scenes."""
        return Scenes(self.log, self.library)

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
        if floor.kind == ERASING:
            return self._erase(heard, floor)
        if floor.paused:
            return self._while_paused(floor)
        if floor.kind == PROGRAMME:
            return self.programme.answer(heard, floor)
        practice = self._practice(floor)
        try:
            answer = practice.answer(heard, floor) if floor.asking else practice.take(heard, floor)
            return self.programme.after_practice(heard, floor, answer)
        except GONE:
            return gone(heard)

    def _practice(self, floor: Floor) -> Scenes | Statements:
        return self.statements if floor.kind == STATEMENT else self.scenes

    def _arrive(self, heard: Heard, floor: Floor) -> Answer:
        answer = self.arrival.answer(heard, floor)
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
        if heard.floor and heard.floor.paused:
            return self._while_paused(heard.floor)
        text = "I can't help with that one. What I can do is rehearse a hard talk with you."
        return Answer((guide(text, ("home", "What can I practise?")),), heard.floor)

    # -- what to practise ----------------------------------------------------------------------------------------------

    def home(self, heard: Heard) -> Answer:
        """The menu; for somebody new the arrival; for somebody in the middle of something a way back to it."""
        if not self.arrival.knows(heard.learner):
            return self.arrival.welcome(heard.learner)
        if heard.floor and heard.floor.kind in (SCENE, STATEMENT, PROGRAMME):
            return self._in_the_middle(heard.floor)
        return self._menu(heard)

    def _menu(self, heard: Heard, before: str = "") -> Answer:
        menu = self.programme.with_door(self.arrival.menu(before))
        return Answer((*self.programme.greeting(heard), menu), place="choosing_scenario")

    def _in_the_middle(self, floor: Floor) -> Answer:
        text = "You are in the middle of something. Carry on with it, or stop here first?"
        return Answer((guide(text, ("resume", "Carry on"), ("stop_here", "Stop here")),), floor)

    def start_practice(self, heard: Heard) -> Answer:
        """Opens the scene that was chosen, or shows what there is."""
        return self._start(heard, f"scene:{heard.chosen}" if heard.chosen else None)

    def start_statement(self, heard: Heard) -> Answer:
        """Opens a boundary statement."""
        return self._start(heard, f"statement:{heard.chosen}")

    def choose_focus(self, heard: Heard) -> Answer:
        """Shows what can be practised in the area that was chosen or named; asks when it is not clear which."""
        area = heard.chosen or heard.area
        return self._start(heard, f"focus:{area}" if area else None)

    def place_words(self, heard: Heard) -> Answer:
        """Words while nobody holds the floor: what they might be about, offered as practice."""
        if heard.area or not self.arrival.knows(heard.learner):
            return self._start(heard, f"focus:{heard.area}" if heard.area else None)
        before = "That sounds as if it matters. Let's find the talk in it."
        return self._menu(heard, before)

    def _start(self, heard: Heard, wanted: str | None) -> Answer:
        if not self.arrival.knows(heard.learner):
            return self.arrival.welcome(heard.learner, then=wanted)
        if heard.floor and heard.floor.kind in (SCENE, STATEMENT, PROGRAMME):
            return self._in_the_middle(heard.floor)
        return self._go(heard, wanted)

    def _go(self, heard: Heard, wanted: str | None) -> Answer:
        kind, _, which = (wanted or "").partition(":")
        scene, _, level = which.partition("@")
        if kind == "scene" and scene in self.library.ids():
            return self.scenes.begin(heard, scene, level or None)
        if kind == "statement":
            return self.statements.begin(which or None)
        if kind == "focus" and which:
            return Answer((self.arrival.area(which),), place="choosing_scenario")
        return self._menu(heard)

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
        if heard.floor and heard.floor.kind in (SCENE, STATEMENT, PROGRAMME):
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
        floor = heard.floor
        if floor is not None and floor.kind == PROGRAMME:
            return self.programme.again(heard, floor)
        if floor is not None and floor.ending and floor.kind in (SCENE, STATEMENT):
            return self._practice(floor).again(heard, floor)
        return self._during(heard, lambda practice, floor: practice.again(heard, floor))

    def pause(self, heard: Heard) -> Answer:
        """Steps out of role."""
        if heard.floor is not None and heard.floor.kind == PROGRAMME:
            return self.programme.pause(heard.floor)
        return self._during(heard, lambda practice, floor: practice.pause(floor))

    def resume(self, heard: Heard) -> Answer:
        """Goes on where it stopped: with practice, or with an open question."""
        floor = heard.floor
        if floor is not None and floor.kind == ARRIVAL:
            return self.arrival.welcome(heard.learner, then=floor.then)
        if floor is None or floor.kind == ERASING:
            return self.home(Heard(heard.learner, heard.key))
        if floor.kind == PROGRAMME:
            return self.programme.resume(heard, floor)
        try:
            return self._practice(floor).resume(floor)
        except GONE:
            return gone(heard)

    def stop(self, heard: Heard) -> Answer:
        """Ends what is going on."""
        floor = heard.floor
        if floor is None or floor.kind in (ARRIVAL, ERASING):
            return Answer((guide("All right, we leave it there.", ("home", "What can I practise?")),))
        if floor.kind == PROGRAMME:
            return self.programme.stop(heard, floor)
        try:
            answer = self._practice(floor).stop(heard, floor)
            return self.programme.after_practice(heard, floor, answer)
        except GONE:
            return gone(heard)

    def leave(self, heard: Heard) -> Answer:
        """Safety has ended the practice."""
        floor = heard.floor
        return self._practice(floor).leave(floor) if floor and floor.kind in (SCENE, STATEMENT) else Answer(())

    def _during(self, heard: Heard, act: Callable[[Scenes | Statements, Floor], Answer]) -> Answer:
        floor = heard.floor
        if floor is not None and floor.kind == PROGRAMME:
            return self.programme.resume(heard, floor, "This one is only for you to answer, or to skip.")
        if floor is None or floor.kind not in (SCENE, STATEMENT):
            offer = guide(NOTHING_ON, ("home", "What can I practise?"))
            return Answer((offer,), floor)
        if floor.asking:
            return self._practice(floor).resume(floor)
        try:
            return act(self._practice(floor), floor)
        except GONE:
            return gone(heard)

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
        elif floor and floor.kind in (SCENE, STATEMENT, PROGRAMME):
            under = floor.but(paused=True).as_dict()
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
