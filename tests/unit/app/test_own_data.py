"""A learner's own log, and erasing it."""

from __future__ import annotations

from tests.unit.app.conftest import text


def test_how_am_i_doing_tells_attempts_skills_and_ratings(learner):
    learner.arrives()
    assert "nothing in your log yet" in text(learner.does("progress"))
    learner.opens_scene(**{"distress:before": "7"})
    learner.says("Please ring first.", "makes_request")
    learner.does("stop")
    learner.says("4")
    learner.presses("skip")
    told = text(learner.does("progress"))
    assert "Trouble with someone close: 1 try (1 stopped early)." in told
    assert "a clear ask (1)" in told
    assert "7 before, 4 after" in told


def test_erasing_asks_once_and_then_it_is_gone(learner, log):
    learner.arrives().opens_scene()
    learner.says("Please ring first.", "makes_request")
    assert "cannot be undone" in text(learner.does("erase"))
    answer = learner.does("hear", "yes, erase it all", "answer:erase")
    assert answer.erased
    assert log.learner(learner.id) is None
    assert log.attempts(learner.id) == []


def test_not_erasing_leaves_the_scene_where_it_was(learner):
    learner.arrives().opens_scene()
    running = learner.floor
    learner.does("erase")
    learner.does("erase")
    learner.presses("answer:keep")
    assert learner.floor == running.but(paused=True)


def test_a_safety_label_is_kept_without_words(learner, log):
    learner.arrives().opens_scene()
    from bot.app import Heard

    learner.app.note_risk(
        Heard(learner.id, "k" * 10, "words that must not be kept", floor=learner.floor), "risk_ideation"
    )
    exported = log.export(learner.id)
    assert "risk_ideation" in str(exported)
    assert "must not be kept" not in str(exported)


def test_only_a_plain_yes_erases(learner, log):
    learner.arrives()
    learner.does("erase")
    assert "Nothing was erased" in learner.says("yeah right, as if you ever listen")
    assert log.learner(learner.id) is not None
    learner.does("erase")
    learner.says("yes please")
    assert log.learner(learner.id) is None
