// Which scenario is open, and keeping it fresh: its file is looked at once a second while the page is in sight.

import { byId, element } from "../element.js";
import { get, Problem } from "./api.js";
import { draw, reveal } from "./drawing.js";
import { listBeats, listLines, listProblems } from "./lists.js";
import { readyToPlay } from "./play.js";

const EVERY = 1000;
const LIST_EVERY = 4000;
const known = { name: null, beat: null, told: null, problems: null, coverage: null };
const playing = readyToPlay(() => known);
let round = 0; // a new one whenever another scenario is opened: answers to older questions are dropped

let isFromDrawing = false; // whoever clicks a box looks at the drawing, and stays there

const place = () => decodeURIComponent(location.hash.slice(1)).split("/");

function opened() {
  const [name, beat] = place();
  byId("all").hidden = Boolean(name);
  byId("one").hidden = !name || known.name !== name;
  known.beat = beat ?? null;
  if (name && known.name === name) return selected();
  Object.assign(known, { name, told: null, problems: null, coverage: null });
  document.title = "Trainer’s view · Sayso";
  begin();
}

function begin() {
  round += 1;
  keepOn(known.name ? look : list, round);
}

async function keepOn(step, mine) {
  if (mine !== round) return;
  let wait = EVERY;
  try {
    if (!document.hidden) wait = (await step(mine)) ?? EVERY;
  } catch (problem) {
    if (mine === round) tell(problem instanceof Problem ? problem.message : "Something went wrong on this page.", true);
    wait = 3 * EVERY;
  }
  if (mine === round) setTimeout(() => keepOn(step, mine), wait);
}

async function list(mine) {
  const { scenarios } = (await get("scenarios")).answer;
  if (mine !== round) return null;
  const before = byId("scenarios").textContent;
  const items = scenarios.map((one) => {
    const about = one.title ? `${one.focus.replaceAll("_", " ")} · ${one.minutes} min · ${one.levels.join(", ")}` : "It was never good yet.";
    const flaw = one.refused ? [element("strong", { class: "flaw" }, "cannot be played as it stands")] : [];
    const link = element("a", { href: `#${one.name}` }, one.title ?? one.name);
    return element("li", {}, link, element("p", { class: "soft" }, `${one.name}.yml · ${about}`), ...flaw);
  });
  if (items.map((one) => one.textContent).join("") !== before) byId("scenarios").replaceChildren(...items);
  tell("");
  return LIST_EVERY;
}

async function look(mine) {
  const { answer } = await get("scenario", { name: known.name }, known.told?.digest);
  if (mine !== round) return;
  if (!answer) return recover();
  const isFirst = !known.told;
  Object.assign(known, { told: answer, problems: null, coverage: null });
  shown(isFirst);
  const asked = { name: known.name };
  const [problems, coverage] = await Promise.all([get("problems", asked), get("coverage", asked)]);
  if (mine !== round) return;
  Object.assign(known, { problems: problems.answer.problems, coverage: coverage.answer });
  surveyed();
  if (!isFirst && !answer.refused.length) tell(`The file was saved: drawn anew at ${new Date().toLocaleTimeString()}.`);
}

function recover() {
  if (byId("status").classList.contains("problem")) tell("");
}

function shown(isFirst) {
  const { scenario, refused, name } = known.told;
  byId("one").hidden = false;
  byId("title").textContent = scenario?.title ?? name;
  byId("about").textContent = scenario ? about(name, scenario) : `${name}.yml`;
  document.title = `${scenario?.title ?? name} · Trainer’s view`;
  byId("refused").hidden = !refused.length;
  listProblems(byId("refusals"), refused, name);
  byId("stale").textContent = scenario ? "Below is its last good form. It is drawn anew as soon as the file can be read." : "";
  byId("good").hidden = !scenario;
  if (refused.length) tell(`The file was saved and cannot be played: line ${refused[0].line}. ${refused[0].message}`, true);
  else if (isFirst) tell("");
  if (!scenario) return;
  surveyed();
  playing.open(scenario, isFirst);
  if (isFirst) selected();
}

const about = (name, { focus, minutes, revision, turns, levels, brief }) =>
  `${name}.yml · ${focus.replaceAll("_", " ")} · revision ${revision} · ${minutes} minutes · ${turns} turns · ${levels.join(", ")}. ${brief}`;

function surveyed() {
  const { told, problems, coverage, beat } = known;
  if (!told?.scenario) return;
  draw(byId("drawing"), told.scenario, { problems: problems ?? [], coverage, beat, pick });
  listBeats(byId("beats"), told, { problems: problems ?? [], coverage, beat });
  if (problems) {
    const errors = problems.filter(({ severity }) => severity === "error").length;
    byId("problems-sum").textContent = problems.length
      ? `${errors} to mend, ${problems.length - errors} to look at.`
      : "Nothing. Every beat can be reached, and from everywhere there is a way to a good end.";
    listProblems(byId("problems"), problems, told.name);
  } else {
    byId("problems-sum").textContent = "Checking…";
    byId("problems").replaceChildren();
  }
  listLines(coverage);
}

// A box was clicked: the same as following its link in the list.
function pick(beat) {
  isFromDrawing = known.beat !== beat;
  location.hash = `${known.name}/${beat}`;
}

function selected() {
  surveyed();
  const { beat, told } = known;
  const about = told?.scenario?.beats[beat];
  byId("chosen").hidden = !about;
  if (!beat || !told?.scenario) return;
  playing.choose(beat);
  if (about) byId("chosen").firstElementChild.textContent = `${beat.replaceAll("_", " ")}: ${about.replies.length} replies, line ${about.line}.`;
  if (!isFromDrawing) {
    reveal(byId("drawing"));
    const item = document.getElementById(`beat-${beat}`);
    item?.querySelector("a")?.focus({ preventScroll: true });
    item?.scrollIntoView({ block: "nearest" });
  }
  isFromDrawing = false;
}

function tell(text, isProblem = false) {
  const status = byId("status");
  if (status.textContent !== text) status.textContent = text;
  status.classList.toggle("problem", isProblem);
}

addEventListener("hashchange", opened);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) begin();
});
byId("chosen").querySelector("button").addEventListener("click", () => {
  byId("play").scrollIntoView();
  byId("begin").querySelector(".main").focus();
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("main").focus();
});
opened();
