"""Everything the web API may refuse, in one catalogue: a code for programs, a status, words for people."""

from __future__ import annotations

from typing import Any

CATALOGUE: dict[str, tuple[int, str]] = {
    "not_json": (400, 'That could not be read. Send a JSON object like {"text": "…", "key": "…"}.'),
    "wrong_type": (400, "Text, choice and key must each be written as text."),
    "one_of": (400, "Send either text or a choice: one of them, not both."),
    "bad_key": (400, "The key must be 8 to 64 letters, digits, - or _."),
    "empty": (400, "There are no words in that. Write something and send it again."),
    "broken_text": (400, "Part of that text is damaged. Try typing it again."),
    "too_long": (400, "That is too long for one turn. Keep it under 10,000 characters."),
    "bad_person": (400, 'Send a person as {"nickname": "…", "ring": 1, 2, 3 or null}; all else about them as text.'),
    "long_name": (400, "That name is too long. Up to 24 letters are enough."),
    "long_words": (400, "That is too long. Keep it under 600 characters."),
    "keep_or_not": (400, 'Send {"keep_words": true} or {"keep_words": false}.'),
    "unknown_choice": (400, "That choice is no longer on offer. Pick one that you can see, or type."),
    "sign_in": (401, "You are not signed in here. Sign in, and your talk goes on where it was."),
    "not_from_proxy": (403, "That name came past the sign-in. Whoever runs this can set SAYSO_SIGNIN_PROXIES."),
    "not_local": (403, "This is open only at the machine that runs Sayso. SAYSO_TRAINER can change that."),
    "wrong_host": (403, "This server does not go by that name. Whoever runs it can add it to SAYSO_HOSTS."),
    "cross_site": (403, "That came from another website, so it was not let in."),
    "needs_header": (403, "This needs the header X-Sayso: 1."),
    "not_found": (404, "There is nothing here. The talk is at /app/."),
    "no_scenario": (404, "There is no scenario of that name in the folder."),
    "wrong_method": (405, "This address does not take that kind of request."),
    "not_asked": (409, "Sayso has not asked you yet whether it may keep your words. Press Start in the talk first."),
    "words_not_kept": (
        409,
        "You asked Sayso not to keep your words, and names are words: they stay on your page only.",
    ),
    "too_many_people": (409, "That is eight people, and that is plenty. Take someone out first."),
    "key_used": (409, "That key was already used for other words. Send it again with a new key."),
    "moved_on": (409, "The scenario has changed, and this talk does not fit it any more. Begin again from a beat."),
    "not_playable": (409, "This scenario cannot be played yet. Mend what stands above first."),
    "too_big": (413, "That is too much at once. Keep it under 10,000 characters."),
    "not_json_type": (415, "Send JSON, with the header Content-Type: application/json."),
    "too_fast": (429, "That was a lot in a short time. Wait a moment, then send it again."),
    "bad_request": (400, "That request could not be read."),
    "broken": (500, "Something went wrong here. Your words are not lost: send them again."),
    "no_answer": (503, "That turn was not saved. Your words are still here: send them again."),
    "no_store": (503, "What was kept cannot be reached right now. Nothing is lost. Try again in a moment."),
    "not_erased": (503, "Not everything could be erased yet. Please try again in a moment."),
}


class Refused(Exception):  # noqa: N818 - reads as what happened
    """A request that gets a problem for an answer; `code` is in CATALOGUE, `headers` go with it."""

    def __init__(self, code: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.headers = headers or {}


def status_of(code: str) -> int:
    """The HTTP status of a problem."""
    return CATALOGUE[code][0]


def body_of(code: str) -> dict[str, Any]:
    """The JSON body of a problem: {"error": {"code", "message"}}. It never holds what was sent."""
    return {"error": {"code": code, "message": CATALOGUE[code][1]}}
