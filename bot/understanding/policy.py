"""Rasa's RulePolicy, in which an active loop stands in the way of nothing but words for whoever holds the floor."""

from __future__ import annotations

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class FloorRulePolicy(RulePolicy):
    """Safety and steering go straight to their rules, and the loop waits for the next words.

    RulePolicy lets an active loop try every message first, falls back to the rules when the loop rejects it, and
    runs the loop once more afterwards. That costs two calls to the action server, and when the action server is down
    the loop neither rejects nor answers: safety's responses, which need no action, would not be given. So the loop
    is offered only what is meant for it.
    """

    @staticmethod
    def _find_action_from_loop_happy_path(tracker: DialogueStateTracker) -> tuple[str | None, str | None]:
        if not _is_for_the_floor(tracker):
            return None, None
        return RulePolicy._find_action_from_loop_happy_path(tracker)

    def _find_action_from_rules(
        self, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> tuple[str | None, str | None, bool]:
        found = super()._find_action_from_rules(tracker, domain, use_text_for_last_user_input)
        action, source, _ = found
        if action and action == tracker.active_loop_name and not _is_for_the_floor(tracker):
            return ACTION_LISTEN_NAME, source, False
        return found


def _is_for_the_floor(tracker: DialogueStateTracker) -> bool:
    intent = (tracker.latest_message.intent if tracker.latest_message else None) or {}
    return bool(intent.get("name") == "practice")
