from __future__ import annotations

from bot.scenarios.graph import describe, mermaid
from bot.scenarios.model import Condition, Scenario


def test_the_small_scenario_as_a_picture(small: Scenario) -> None:
    assert mermaid(small).splitlines() == [
        "flowchart TD",
        "  begin((start)) --> beat_meets",
        '  beat_meets["<b>meets</b><br/>Oh, hi."]',
        '  beat_wonders["<b>wonders</b><br/>We hardly talk."]',
        '  every_beat{{"on every beat"}}',
        '  ending_coffee(["<b>coffee</b> (good)"])',
        '  ending_walked_off[/"<b>walked_off</b> (retry)"/]',
        '  ending_ran_out[/"<b>ran_out</b> (retry)"/]',
        '  begin -.->|"after 3 turns"| ending_ran_out',
        '  every_beat -->|"<b>leaves</b><br/>any of insults"| ending_walked_off',
        '  beat_meets -->|"<b>agrees</b><br/>any of makes_request; trust at least 2"| ending_coffee',
        '  beat_meets -->|"<b>wonders</b><br/>any of makes_request"| beat_wonders',
        '  beat_meets -->|"<b>nods</b><br/>otherwise"| beat_meets',
        '  beat_wonders -->|"<b>warms</b><br/>any of states_feeling"| ending_coffee',
        '  beat_wonders -->|"<b>waits</b><br/>otherwise"| beat_wonders',
    ]


def test_a_tactic_stands_on_its_arrow(small_with) -> None:
    scenario = small_with(('says: "Me?', 'tactic: minimise, says: "Me?'))
    assert "<br/><i>minimise</i>" in mermaid(scenario)


def test_signs_that_mermaid_reads_are_spelled_out(small_with) -> None:
    scenario = small_with(("says: Oh, hi.", """says: 'A "<b>" #1 {person}'"""))
    assert "A #quot;#lt;b#gt;#quot; #35;1 #123;person#125;" in mermaid(scenario)


def test_a_condition_in_words() -> None:
    condition = Condition(all=["hedges"], none=["blames", "insults"], meters={"trust": "at most 2"})
    assert describe(condition) == "all of hedges; none of blames, insults; trust at most 2"
