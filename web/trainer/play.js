// Trying a talk from any beat. The page holds where it stands, so taking back is going to the stand before.

import { byId, element } from "../element.js";
import { post, Problem } from "./api.js";

const spaced = (name) => name.replaceAll("_", " ");

export function readyToPlay(known) {
  let stands = []; // where the talk stood before each turn, and where it stands now
  let counterpart = "";
  let chosen = {};
  let busy = false;

  function open(scenario, isFirst) {
    const beat = byId("beat").value;
    fill(byId("beat"), Object.keys(scenario.beats), isFirst ? scenario.start : beat);
    fill(byId("level"), scenario.levels, isFirst ? scenario.level : byId("level").value);
    if (isFirst) {
      picks(scenario);
      clear();
    }
  }

  function choose(beat) {
    if ([...byId("beat").options].some(({ value }) => value === beat)) byId("beat").value = beat;
  }

  function clear() {
    stands = [];
    byId("talk").replaceChildren();
    byId("say").hidden = true;
  }

  async function ask(body) {
    if (busy) return null;
    busy = true;
    document.body.classList.add("busy");
    try {
      return await post("play", { name: known().name, ...chosen, ...body });
    } catch (problem) {
      note(problem instanceof Problem ? problem.message : "Something went wrong on this page.", "problem");
      return null;
    } finally {
      busy = false;
      document.body.classList.remove("busy");
    }
  }

  async function begin() {
    const picked = [...document.querySelectorAll("#picks input:checked")].map(({ value }) => value);
    chosen = { level: byId("level").value, picked };
    const beat = byId("beat").value;
    const answer = await ask({ beat });
    if (!answer) return;
    byId("talk").replaceChildren();
    counterpart = answer.name;
    stands = [{ ...answer, items: 0 }];
    note(`${spaced(beat)}, ${chosen.level}`, "soft");
    says(answer.line || "…");
    stand();
  }

  async function say(said) {
    const { position, line, shown } = stands.at(-1);
    const answer = await ask({ position, line, shown, ...said });
    if (!answer) return;
    const before = byId("talk").childElementCount;
    own(answer);
    if (answer.help) {
      note("These words show risk. A learner gets this, and the scene stops:", "soft");
      for (const { name, text } of answer.help) turn("safety", name, text);
      stands.push({ ...stands.at(-1), items: before });
      return stand();
    }
    told(answer);
    stands.push({ ...(answer.stand ?? { ended: true, examples: [], hints: [] }), meters: answer.meters, items: before });
    byId("words").value = "";
    stand();
  }

  function told({ reply, coach, meters, ending, markers, style }) {
    says(reply.says);
    if (reply.thinks) note(`${counterpart} thinks: ${reply.thinks}`, "soft");
    if (coach) turn("coach", "Coach", coach);
    const moves = Object.entries(meters).map(([name, [from, to]]) => `${spaced(name)} ${from === to ? to : `${from} → ${to}`}`);
    const parts = [`counted: ${markers.map(spaced).join(", ") || "nothing"}`, style, `reply ${reply.id.split(".").slice(1).join(".")}`, reply.tactic && spaced(reply.tactic), `to ${spaced(reply.to)}`, ...moves];
    note(parts.filter(Boolean).join(" · "), "soft facts");
    if (ending) turn("end", `${spaced(ending.name)} (${ending.kind}${ending.ran_out ? ", out of turns" : ""})`, [ending.says, ending.debrief, ending.goals].filter(Boolean).join("\n"));
  }

  function stand() {
    const now = stands.at(-1);
    const { scenario } = known().told;
    byId("say").hidden = false;
    byId("back").disabled = stands.length < 2;
    byId("words").disabled = Boolean(now.ended);
    byId("say").querySelector(".main").disabled = Boolean(now.ended);
    const meters = Object.entries(now.position?.meters ?? {}).map(([name, value]) => `${spaced(name)} ${value} of ${scenario.meters[name]?.[1] ?? "?"}`);
    const where = now.position ? `At ${spaced(now.position.beat)}, turn ${now.position.turn + 1} of ${scenario.turns}` : "The talk is over";
    byId("meters").textContent = [where, ...meters].join(" · ");
    byId("pick-title").hidden = !now.examples.length;
    byId("examples").replaceChildren(...now.examples.map((words, number) => example(words, number)));
    byId("hints").replaceChildren(...now.hints.map((hint) => element("li", {}, hint)));
    const log = byId("talk");
    log.scrollTop = log.scrollHeight;
  }

  function example(words, number) {
    const button = element("button", { type: "button" }, words);
    button.addEventListener("click", () => say({ example: number }));
    return button;
  }

  function back() {
    if (stands.length < 2 || busy) return;
    const { items } = stands.pop();
    const log = byId("talk");
    while (log.childElementCount > items) log.lastElementChild.remove();
    stand();
    byId("words").focus();
  }

  const says = (text) => turn("counterpart", counterpart, text);

  function turn(kind, name, ...content) {
    byId("talk").append(element("div", { class: `turn ${kind}` }, element("strong", {}, name), element("p", {}, ...content)));
  }

  function note(text, kind) {
    byId("talk").append(element("p", { class: kind }, text));
  }

  // The words with the evidence marked, and each marker with how sure the reading is.
  function own({ said, marks = [] }) {
    turn("own", "You", ...marked(said, marks));
    const { markers } = known().told.scenario;
    const seen = marks.map(({ marker, start, end, confidence, heard }) =>
      element("li", {}, element("strong", {}, markers[marker] ?? spaced(marker)), ` “${said.slice(at(said, start), at(said, end))}” ${Math.round(100 * confidence)}%${heard ? "" : ", not counted"}`));
    if (seen.length) byId("talk").append(element("ul", { class: "seen", "aria-label": "Seen in your words" }, ...seen));
  }

  byId("begin").addEventListener("submit", (event) => {
    event.preventDefault();
    begin();
  });
  byId("say").addEventListener("submit", (event) => {
    event.preventDefault();
    if (byId("words").value.trim()) say({ text: byId("words").value });
  });
  byId("words").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    byId("say").requestSubmit();
  });
  byId("back").addEventListener("click", back);
  return { open, choose };
}

function fill(select, values, chosen) {
  select.replaceChildren(...values.map((value) => element("option", { value }, spaced(value))));
  select.value = values.includes(chosen) ? chosen : values[0];
}

function picks({ picks, tactics }) {
  const box = byId("picks");
  box.hidden = !picks;
  box.firstElementChild.textContent = `How they push back: 1 to ${picks}`;
  box.lastElementChild.replaceChildren(...tactics.map((one, number) => {
    const input = element("input", { type: "checkbox", value: one, ...(number ? {} : { checked: "" }) });
    return element("label", {}, input, ` ${spaced(one)}`);
  }));
}

// Offsets count characters, JavaScript counts halves of some.
const at = (words, place) => [...words].slice(0, place).join("").length;

function marked(said, marks) {
  const parts = [];
  let from = 0;
  for (const { start, end } of [...marks].sort((one, other) => one.start - other.start || one.end - other.end)) {
    const [first, last] = [at(said, start), at(said, end)];
    if (first < from) continue;
    parts.push(said.slice(from, first), element("mark", {}, said.slice(first, last)));
    from = last;
  }
  return [...parts, said.slice(from)];
}
