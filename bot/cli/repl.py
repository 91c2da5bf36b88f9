"""The talk in the terminal: reads lines, sends them to the web channel's API, prints what comes back."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import urljoin

import httpx
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

BORDERS = {"guide": "blue", "counterpart": "magenta", "coach": "green", "safety": "yellow"}
FIRST = {"choice": "home"}
COOKIE = "sayso"
PATIENCE = 60.0  # seconds
RECALLED = 12  # messages of an earlier talk that are shown again


class NotSent(Exception):  # noqa: N818 - reads as what happened
    """A message that got no answer, or was refused, and why. `again`: sending it again may help."""

    def __init__(self, why: str, again: bool) -> None:
        super().__init__(why)
        self.again = again


@dataclass(frozen=True)
class Message:
    """One message to send: {"text"} or {"choice"}, under a key that makes sending it twice harmless.

    `words` are what is shown as the learner's: the text, or the choice's label.
    """

    body: dict[str, str]
    key: str
    words: str = ""

    @classmethod
    def new(cls, body: dict[str, str], words: str = "") -> Message:
        """A message with a key of its own."""
        return cls(body, uuid.uuid4().hex, words)


class Client:
    """Sayso's web API, as one learner. The learner's cookie is kept in a file that only its owner reads."""

    def __init__(self, address: str, cookies: Path, transport: httpx.BaseTransport | None = None) -> None:
        """`address` ends in /app/; `transport` is for tests."""
        self._api = urljoin(address.rstrip("/") + "/", "api/")
        self._cookies = cookies
        self._http = httpx.Client(timeout=PATIENCE, transport=transport, trust_env=False)
        if cookies.is_file():
            self._http.cookies.set(COOKIE, cookies.read_text(encoding="utf-8").strip())

    def history(self) -> dict[str, Any]:
        """The talk so far: {"messages", "rehearsal"}. Raises NotSent."""
        return self._answer("GET", "history")

    def send(self, message: Message) -> dict[str, Any]:
        """What Sayso says to it: {"messages", "rehearsal"}. Raises NotSent."""
        return self._answer("POST", "messages", {**message.body, "key": message.key})

    def _answer(self, method: str, path: str, body: dict[str, str] | None = None) -> dict[str, Any]:
        try:
            response = self._http.request(method, self._api + path, json=body)
        except httpx.HTTPError:
            raise NotSent("Sayso does not answer.", again=True) from None
        self._keep_cookie()
        if response.status_code != httpx.codes.OK:
            raise NotSent(_refusal(response), again=response.status_code >= 500 or response.status_code == 429)
        answer: dict[str, Any] = response.json()
        return answer

    def _keep_cookie(self) -> None:
        value = next((cookie.value for cookie in self._http.cookies.jar if cookie.name == COOKIE), None)
        if value:
            self._cookies.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self._cookies, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(value)


def _refusal(response: httpx.Response) -> str:
    try:
        return str(response.json()["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return f"Sayso could not take that (status {response.status_code})."


class View:
    """Prints the talk: framed and coloured on a terminal, plain "Name: text" elsewhere."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)

    def said(self, words: str, marks: Sequence[dict[str, Any]]) -> None:
        """The learner's own words again, with what the feedback is about underlined."""
        text = Text("You: ") + underlined(words, marks)
        if not self._console.is_terminal:
            text.append("".join(f" [{quoted(words, mark)}]" for mark in marks))
        self._console.print(text, soft_wrap=not self._console.is_terminal)

    def message(self, message: dict[str, Any]) -> None:
        """One message, with its speaker's name."""
        if self._console.is_terminal and message["speaker"] != "learner":
            border = BORDERS.get(message["speaker"], "white")
            self._console.print(Panel(Text(message["text"]), title=Text(message["name"]), title_align="left",
                                      border_style=border))  # fmt: skip
        else:
            # What is drawn with letters begins on a line of its own, or its first line would be out of place.
            between = "\n" if message.get("look") else " "
            self._console.print(Text(f"{message['name']}:{between}{message['text']}"), soft_wrap=True)

    def choices(self, choices: Sequence[dict[str, str]], ask: dict[str, Any] | None) -> None:
        """The choices, numbered; and what kind of answer is asked for."""
        if ask:
            self._console.print(Text(f"  (a number from {ask.get('min', 0)} to {ask.get('max', 10)})"))
        mark = "=" if ask else ")"
        for number, choice in enumerate(choices, 1):
            self._console.print(Text(f"  {label_key(number, ask)}{mark} {choice['label']}"), soft_wrap=True)

    def note(self, line: str) -> None:
        """A line of the terminal's own."""
        self._console.print(Text(f"  {line}"), style="dim", soft_wrap=True)

    def prompt(self) -> None:
        """Invite the learner to type, when somebody is there to see it."""
        if self._console.is_terminal:
            self._console.print("> ", end="")


def label_key(number: int, ask: dict[str, Any] | None) -> str:
    """What picks the choice: its number, or a letter where numbers are answers."""
    return chr(ord("a") + number - 1) if ask else str(number)


def underlined(words: str, marks: Iterable[dict[str, Any]]) -> Text:
    """The words with the marked spans underlined."""
    text = Text(words)
    for mark in marks:
        text.stylize("underline", mark["start"], mark["end"])
    return text


def quoted(words: str, mark: dict[str, Any]) -> str:
    """A mark without colours: its words and what they did."""
    return f"{mark['marker'].replace('_', ' ')}: {words[mark['start'] : mark['end']]!r}"


class Repl:
    """One talk: greets, then takes turns until the input ends.

    `stopped` is asked before each turn; it ends the talk by being true, or by raising.
    """

    def __init__(self, client: Client, view: View, stopped: Callable[[], bool] = lambda: False) -> None:
        self._client = client
        self._view = view
        self._stopped = stopped
        self._choices: list[dict[str, str]] = []
        self._ask: dict[str, Any] | None = None
        self._unsent: Message | None = None
        self._is_script = False

    def run(self, lines: TextIO) -> None:
        """Talk until the lines end. A script's lines are printed too, so that it reads as a talk."""
        self._is_script = not lines.isatty()
        self._greet()
        while not self._stopped():
            self._view.prompt()
            try:
                line = lines.readline()
            except KeyboardInterrupt:
                return
            if not line:
                return
            self._take(line.strip())

    def _greet(self) -> None:
        try:
            history = self._client.history()
        except NotSent as problem:
            self._view.note(str(problem))
            return
        if history["messages"]:
            self._recall(history["messages"])
        else:
            self._send(Message.new(FIRST))

    def _recall(self, messages: Sequence[dict[str, Any]]) -> None:
        """Print the end of an earlier talk; only the choices of its last answer can still be picked."""
        for message in messages[-RECALLED:]:
            self._view.message(message)
        own = [number for number, message in enumerate(messages) if message["speaker"] == "learner"]
        self._offer(messages[own[-1] + 1 :] if own else messages)

    def _take(self, line: str) -> None:
        if line:
            self._unsent = None
            self._send(self._message(line))
        elif self._unsent:
            self._send(self._unsent)

    def _message(self, line: str) -> Message:
        """A choice when the line picks one, else the line as words."""
        for number, choice in enumerate(self._choices, 1):
            if line.lower() == label_key(number, self._ask) or line == choice["label"]:
                return Message.new({"choice": choice["id"]}, choice["label"])
        return Message.new({"text": line}, line)

    def _send(self, message: Message) -> None:
        try:
            answer = self._client.send(message)
        except NotSent as problem:
            self._view.note(str(problem))
            if problem.again:
                self._unsent = message
                self._view.note("Your line is kept: press Enter to send it again, or type another one.")
            return
        self._unsent = None
        self._show(message.words, answer)

    def _show(self, words: str, answer: dict[str, Any]) -> None:
        messages = answer["messages"]
        marks = _fitting(words, messages)
        if words and (marks or self._is_script):
            self._view.said(words, marks)
        for message in messages:
            self._view.message(message)
        self._offer(messages)

    def _offer(self, messages: Sequence[dict[str, Any]]) -> None:
        self._choices = [choice for message in messages for choice in message.get("choices") or []]
        self._ask = next((message["ask"] for message in messages if message.get("ask")), None)
        self._view.choices(self._choices, self._ask)


def _fitting(words: str, messages: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    marks = (mark for message in messages for mark in message.get("marks") or [])
    return [mark for mark in marks if 0 <= mark["start"] < mark["end"] <= len(words)]
