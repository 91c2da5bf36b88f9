"""The README's rehearsal is a real one: its lines said again get the answers that stand there."""

from __future__ import annotations

from pathlib import Path

README = Path(__file__).resolve().parents[2] / "README.md"
YOU = "You"


def block(readme: str) -> list[str]:
    """The lines of the README's rehearsal, a paragraph each."""
    text = readme.split("```text\n", 1)[1].split("\n```", 1)[0]
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]


def said_again(talk, lines):
    """What is said and answered when the learner's lines among these are said again."""
    heard = [_spoken(message) for message in talk.open_scene(level="wary")[-1:]]
    for line in lines:
        who, _, words = line.partition(": ")
        if who == YOU:
            heard.append(line)
            heard += [_spoken(message) for message in talk.say(words)]
    return heard


def _spoken(message):
    return " ".join(f"{message['name']}: {message['text']}".split())


def test_the_readmes_rehearsal_is_a_real_one(talk):
    lines = block(README.read_text(encoding="utf-8"))
    assert sum(line.startswith(f"{YOU}: ") for line in lines) >= 4
    assert said_again(talk.arrive(), lines)[: len(lines)] == lines
