from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.channels.logs import keep_words_out, without_words

SENTENCE = "my secret words"


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    factory, level = logging.getLogRecordFactory(), logging.getLogger("rasa").level
    keep_words_out()
    keep_words_out()
    yield
    logging.setLogRecordFactory(factory)
    logging.getLogger("rasa").setLevel(level)


def written(caplog: pytest.LogCaptureFixture) -> str:
    format_ = logging.Formatter("%(message)s").format
    return "\n".join(format_(record) for record in caplog.records)


def test_an_exceptions_message_stays_out_and_its_place_stays_in(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("rasa.core.processor")
    try:
        raise ValueError(SENTENCE)
    except ValueError as error:
        logger.exception("Encountered an exception")
        logger.error(error)
        logger.error("because of %s", error)
    assert SENTENCE not in written(caplog)
    assert "Encountered an exception\nValueError\n" in written(caplog)
    assert "test_logs.py" in written(caplog)
    assert "because of ValueError" in written(caplog)


def test_rasas_debug_lines_stay_out(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("rasa").setLevel(logging.DEBUG)
    keep_words_out()
    with caplog.at_level(logging.DEBUG, "root"):
        logging.getLogger("rasa.core.processor").debug("Received user message '%s'", SENTENCE)
    assert SENTENCE not in written(caplog)


def test_structured_lines_keep_their_event_but_not_their_words_or_locals() -> None:
    words = SENTENCE
    try:
        raise KeyError(words)
    except KeyError:
        event = without_words(None, "exception", {"event": "interpolator.text", "response": words})
    assert SENTENCE not in json.dumps(event)
    assert (event["event"], event["exc_info"]) == ("interpolator.text", False)


def test_is_put_first_in_structlog() -> None:
    assert structlog.get_config()["processors"].count(without_words) == 1
