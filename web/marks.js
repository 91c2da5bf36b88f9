// What the learner's own words showed: the words are marked, with a tag that can be read.

import { element } from "./element.js";

export const SKILLS = {
  names_behaviour: "says what happened",
  states_feeling: "says how you feel",
  states_impact: "says what it does to you",
  makes_request: "asks for something",
  sets_limit: "sets a limit",
  states_consequence: "says what you will do",
  acknowledges: "hears the other side",
  offers_option: "offers a way",
  invites_view: "asks for their view",
  appreciates: "gives credit",
  takes_responsibility: "owns your part",
};

export const PITFALLS = {
  over_apologises: "says sorry too much",
  hedges: "softens it",
  over_explains: "explains a lot",
  puts_self_down: "puts yourself down",
  caves_in: "gives in",
  avoids: "steps around it",
  blames: "blames",
  insults: "name-calls",
  demands: "orders",
  threatens: "threatens",
};

const tagOf = (marker) => SKILLS[marker] ?? PITFALLS[marker] ?? marker.replaceAll("_", " ");

// One strength and one next step stand in the words; the rest is folded away below them.
export function mark(text, marks) {
  const letters = Array.from(text); // offsets count characters, not UTF-16 units
  const known = marks.filter(({ start, end }) => 0 <= start && start < end && end <= letters.length);
  const shown = inSight(known);
  const rest = known.filter((one) => !shown.includes(one));
  return [element("p", { class: "text" }, ...pieces(letters, shown)), ...folded(letters, rest)];
}

function inSight(marks) {
  const strength = marks.find(({ marker }) => marker in SKILLS);
  const step = marks.find((one) => one.marker in PITFALLS && !(strength && overlap(one, strength)));
  return [strength, step].filter(Boolean).sort((one, other) => one.start - other.start);
}

const overlap = (one, other) => one.start < other.end && other.start < one.end;

function pieces(letters, marks) {
  const found = [];
  let at = 0;
  for (const { marker, start, end } of marks) {
    const words = element("mark", { class: marker in SKILLS ? "skill" : "pitfall" }, part(letters, start, end));
    found.push(part(letters, at, start), words, element("span", { class: "tag" }, ` [${tagOf(marker)}]`));
    at = end;
  }
  return [...found, part(letters, at, letters.length)];
}

function folded(letters, marks) {
  if (!marks.length) return [];
  const lines = marks.map(({ marker, start, end }) =>
    element("li", {}, `“${part(letters, start, end)}” ${tagOf(marker)}`));
  return [element("details", { class: "rest" }, element("summary", {}, "More in these words"),
    element("ul", {}, ...lines))];
}

const part = (letters, start, end) => letters.slice(start, end).join("");
