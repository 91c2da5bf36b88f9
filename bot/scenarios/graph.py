"""A scenario as a picture: Mermaid text that GitHub, editors and mermaid.live draw."""

from __future__ import annotations

from collections.abc import Iterator

from bot.scenarios.model import Condition, Reply, Scenario

_SHAPES = {"good": ("([", "])"), "retry": ("[/", "/]"), "exit": ("[\\", "\\]")}


_ENTITIES = str.maketrans({"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "{": "#123;", "}": "#125;"})


def mermaid(scenario: Scenario) -> str:
    """The flow chart: beats as boxes, endings by kind, an arrow for each reply with its condition."""
    lines = ["flowchart TD", f"  begin((start)) --> {_node(scenario, scenario.start)}"]
    lines += [f"  {line}" for line in (*_beats(scenario), *_endings(scenario), *_arrows(scenario))]
    return "\n".join(lines) + "\n"


def _beats(scenario: Scenario) -> Iterator[str]:
    for name, beat in scenario.beats.items():
        says = f"<br/>{_quoted(beat.says)}" if beat.says else ""
        yield f'{_node(scenario, name)}["<b>{name}</b>{says}"]'
    if scenario.always:
        yield 'every_beat{{"on every beat"}}'


def _endings(scenario: Scenario) -> Iterator[str]:
    for name, ending in scenario.endings.items():
        left, right = _SHAPES[ending.kind]
        yield f'{_node(scenario, name)}{left}"<b>{name}</b> ({ending.kind})"{right}'
    yield f'begin -.->|"after {scenario.limits.turns} turns"| {_node(scenario, scenario.limits.to)}'


def _arrows(scenario: Scenario) -> Iterator[str]:
    for reply in scenario.always:
        yield _arrow(scenario, "every_beat", reply)
    for name, beat in scenario.beats.items():
        for reply in beat.replies:
            yield _arrow(scenario, _node(scenario, name), reply)


def _arrow(scenario: Scenario, source: str, reply: Reply) -> str:
    parts = [f"<b>{reply.id}</b>", describe(reply.when) if reply.when else "otherwise"]
    parts += [f"<i>{reply.tactic}</i>"] if reply.tactic else []
    return f'{source} -->|"{"<br/>".join(parts)}"| {_node(scenario, reply.to)}'


def describe(when: Condition) -> str:
    """A condition in words: `all of a, b; any of c; none of d; trust at least 3`."""
    groups = (("all of", when.all), ("any of", when.any), ("none of", when.none))
    parts = [f"{name} {', '.join(markers)}" for name, markers in groups if markers]
    parts += [f"{name} {bound}" for name, bound in when.meters.items()]
    return "; ".join(parts)


def _node(scenario: Scenario, name: str) -> str:
    """A node's id; prefixed, as `end` and others mean something to Mermaid."""
    return f"{'ending' if name in scenario.endings else 'beat'}_{name}"


def _quoted(text: str) -> str:
    """Text that Mermaid shows as it is."""
    return text.translate(_ENTITIES)
