"""Forgetting what is old, and changing the key: over the log and Rasa's tracker together."""

from __future__ import annotations

from datetime import timedelta

from bot.settings import Settings
from bot.store.crypto import Keys, find_keys, new_key, replace_key_file
from bot.store.events import open_events
from bot.store.log import Log
from bot.store.opening import open_engine
from bot.store.problems import KeyProblem

SITTING = timedelta(hours=12)
"""So long words of learners who keep none may stay in the talk that runs, for them to go on with it."""


def forget_old_words(settings: Settings) -> int:
    """Removes words older than the settings say, wherever they stand; returns the rows that changed.

    What learners who keep no words said goes with it, once they have been away for half a day. With `keep_days` None
    nothing is old. Raises StoreDown, KeyProblem, StoreProblem.
    """
    if settings.keep_days is None:
        return 0
    log = Log(open_engine(settings))
    try:
        now = log.now()
        before = now - timedelta(days=settings.keep_days)
        changed = log.purge_words(before)
        events = open_events(settings)
        try:
            for learner in log.unkept(now - SITTING, before):
                # Who was in danger lately finds the practice resting, so that talk is not ended behind their back.
                changed += events.erase(learner) + log.forget_exchanges(learner, keep_last=0)
            return changed + events.purge(before)
        finally:
            events.close()
    finally:
        log.close()


def change_key(settings: Settings) -> int:
    """Encrypts everything anew; returns the values changed. Nobody else may be writing meanwhile.

    Keys from SAYSO_KEY: under the first of them, so that the others can go. A key file: under a new key, which is put
    in front first and alone in the file at the end, so that a crash at any moment leaves every word readable. Raises
    KeyProblem before anything is changed, StoreDown.
    """
    if settings.key:
        return _encrypt_anew(settings, None)
    if find_keys(settings) is None:
        raise KeyProblem(f"There is no key to change yet: {settings.key_file} is not there.")
    old = [line for line in settings.key_file.read_text("ascii").replace(",", "\n").split() if line]
    new = new_key()
    # The key in use must fit before a new one is put in front of it.
    Log(open_engine(settings)).close()
    replace_key_file(settings.key_file, [new, *old])
    changed = _encrypt_anew(settings, Keys([new, *old]))
    replace_key_file(settings.key_file, [new])
    return changed


def _encrypt_anew(settings: Settings, keys: Keys | None) -> int:
    log = Log(open_engine(settings))
    try:
        events = open_events(settings)
        try:
            # The tracker first: until the log has forgotten the old key, opening it asks for that key.
            return events.rotate(keys) + log.rotate(keys)
        finally:
            events.close()
    finally:
        log.close()
