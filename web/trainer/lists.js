// The drawing's twin in words: beats with their ways out, what the checker found, and what was heard.

import { byId, element } from "../element.js";
import { told } from "./drawing.js";

// Fill a list anew without taking the focus from who reads in it.
function refill(list, items) {
  const targets = () => [...list.querySelectorAll("a, summary")];
  const at = targets().indexOf(document.activeElement);
  list.replaceChildren(...items);
  if (at >= 0) targets()[at]?.focus({ preventScroll: true });
}

const spaced = (name) => name.replaceAll("_", " ");

export function listProblems(list, problems, name) {
  refill(list, problems.map((one) => problemItem(one, name)));
}

function problemItem({ file, line, column, code, message, hint, severity, at }, name) {
  const parts = [
    element("strong", { class: severity }, severity === "error" ? "To mend" : "To look at"),
    ` ${code}, ${file} line ${line}, column ${column}: ${message} `,
    element("span", { class: "soft" }, hint),
  ];
  if (at) parts.push(" ", element("a", { href: `#${name}/${at}` }, `Go to ${spaced(at)}`));
  return element("li", {}, ...parts);
}

export function listBeats(list, { name, scenario }, { problems, coverage, beat }) {
  const { always, beats, endings, turns, out_of_turns: last } = scenario;
  const open = new Set([...list.querySelectorAll("details[open]")].map((one) => one.dataset.of));
  const items = Object.entries(beats).map(([id, about]) => {
    const item = element("li", { id: `beat-${id}`, class: id === beat ? "picked" : "" });
    const link = element("a", { href: `#${name}/${id}` }, spaced(id));
    if (id === beat) link.setAttribute("aria-current", "true");
    item.append(link, ...notes(id, problems, coverage), words(about.says), replies(name, id, about.replies, open.has(id), scenario));
    return item;
  });
  if (always.length) {
    const item = element("li", {}, element("strong", {}, "on every beat"));
    item.append(replies(name, "always", always, open.has("always"), scenario));
    items.push(item);
  }
  for (const [id, about] of Object.entries(endings)) {
    const item = element("li", { id: `beat-${id}`, class: id === beat ? "picked" : "" });
    const when = id === last ? ` (comes after ${turns} turns)` : "";
    item.append(element("a", { href: `#${name}/${id}` }, spaced(id)), element("span", { class: `key ${about.kind}` }, ending(about.kind)));
    item.append(...notes(id, problems, coverage), element("p", {}, `${about.says} ${about.debrief}${when}`));
    items.push(item);
  }
  refill(list, items);
}

const ENDS = { good: "good end", retry: "worth another go", exit: "stops here" };
const ending = (kind) => ENDS[kind] ?? kind;
const words = (says) => element("p", {}, says ? `“${says}”` : "No words of its own: the reply that leads here speaks.");

function notes(id, problems, coverage) {
  const found = problems.filter(({ at }) => at === id);
  const heard = coverage?.nodes[id];
  const flaws = found.map(({ code, message, severity }) => element("p", { class: `note ${severity}` }, `${code}: ${message}`));
  if (!heard) return flaws;
  const rare = heard.rare ? `, ${heard.rare} only by somebody sent there` : "";
  return [element("span", { class: "soft" }, ` ${told(heard)}${rare}`), ...flaws];
}

function replies(name, id, found, isOpen, { beats }) {
  const items = found.map((one) => {
    const tactic = one.tactic ? ` (${spaced(one.tactic)})` : "";
    const to = element("a", { href: `#${name}/${one.to}` }, spaced(one.to));
    const way = [`${spaced(one.id)}${tactic}, ${spaced(one.when)}: “${one.says[0]}”`];
    if (one.says.length > 1) way.push(` and ${one.says.length - 1} more ways to say it`);
    return element("li", {}, ...way, one.to in beats ? " then " : " ends: ", to, element("span", { class: "soft" }, ` line ${one.line}`));
  });
  const fold = element("details", { "data-of": id });
  fold.open = isOpen;
  fold.append(element("summary", {}, `${found.length} ${found.length === 1 ? "reply" : "replies"}`, element("span", { class: "unseen" }, ` at ${spaced(id)}`)), element("ul", {}, ...items));
  return fold;
}

export function listLines(coverage) {
  byId("lines").replaceChildren(...(coverage?.lines ?? []).map(row));
  if (!coverage) return (byId("coverage-sum").textContent = "Counting…");
  const never = coverage.lines.filter(({ hits }) => !hits);
  const rare = coverage.lines.filter(({ sent }) => sent);
  const heard = `Built-in learners of every kind talked their way through it. They heard ${coverage.lines.length - never.length} of ${coverage.lines.length} lines.`;
  const missed = never.length ? ` Nobody heard: ${never.map(({ id }) => id).join(", ")}.` : "";
  const sent = rare.length ? ` Hard to get to, heard only by somebody sent there: ${rare.map(({ id }) => id).join(", ")}.` : "";
  return (byId("coverage-sum").textContent = heard + missed + sent);
}

function row({ id, says, hits, sent, line }) {
  const times = hits ? `${hits}${sent ? ", sent there" : ""}` : "never";
  return element("tr", hits ? {} : { class: "never" }, element("th", { scope: "row" }, id), element("td", {}, says), element("td", {}, times), element("td", {}, `line ${line}`));
}
