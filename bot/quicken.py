"""Two things that Rasa 3.6 works out anew on every turn, worked out once.

Measured on a rehearsal turn: looking up an event's class by its name walks all classes for every event of the tracker,
and checking an action's answer first checks the schema itself. Together about a quarter of Rasa's part of a turn.
"""

from __future__ import annotations

import gc
from functools import lru_cache
from typing import Any


def quicken() -> None:
    """Remember both for the life of this process, and leave what is loaded out of garbage collection."""
    from rasa.core.actions.action import RemoteAction
    from rasa.shared.core.events import Event

    Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))
    RemoteAction._validate_action_result = _validate_action_result
    gc.collect()
    gc.freeze()


@lru_cache(maxsize=1)
def _checker() -> Any:
    from jsonschema.validators import validator_for
    from rasa.core.actions.action import RemoteAction

    schema = RemoteAction.action_response_format_spec()
    return validator_for(schema)(schema)


def _validate_action_result(action: Any, result: dict[str, Any]) -> bool:
    """As Rasa's own: True, or the ValidationError that says what is wrong with the action's answer."""
    for error in _checker().iter_errors(result):
        error.message += f". Failed to validate the answer of action {action.name()}."
        raise error
    return True
