// The scene under way: how the other seems, and the way that was walked, drawn and in words. Nothing of what lies ahead.

import { byId, element } from "./talk.js";

const SVG = "http://www.w3.org/2000/svg";
const STEP = 26; // from moment to moment, in the drawing's own units
const [LEFT, LINE] = [12, 24];

// `at` is the page's bar about the scene.
export function tellOf(now, at) {
  const path = now.path ?? [];
  byId("scene-about").textContent = aboutScene(now);
  byId("scene-mood").textContent = moodOf(now);
  at.querySelector("svg")?.remove();
  if (path.length) byId("scene-words").after(drawing(path));
  byId("scene-way").replaceChildren(...(path.length ? [steps(path, now.name)] : []));
}

function aboutScene({ title, level, turn, turns, paused }) {
  const parts = [title, level && `level: ${level}`, turn > 0 && turns && `turn ${turn} of ${turns}`, paused && "paused"];
  return parts.filter(Boolean).join(" · ");
}

function moodOf({ name, mood, path = [] }) {
  return mood ? `${name} seems ${changed(mood, path.at(-1)?.change)}.` : "";
}

const changed = (mood, change) => (change ? `${mood}, ${change} than before` : mood);

// At the end of a scene: the drawing, with the words folded under it.
export function wayOf(path, name = "They") {
  return element("figure", { class: "way" }, drawing(path, inShort(path)),
    element("details", { class: "rest" }, element("summary", {}, "The way you went, in words"), steps(path, name)));
}

function steps(path, name) {
  const line = ({ moment, did, mood, change }, at) => {
    const push = did ? ` ${name} answered with: ${did}.` : at ? ` ${name} did not push back.` : "";
    const seems = mood ? ` ${name} seemed ${changed(mood, change)}.` : "";
    return element("li", {}, `${at ? "You spoke." : "It began."}${push}${at ? ` ${whereTo(path, at, moment)}` : ""}${seems}`);
  };
  return element("ol", {}, ...path.map(line));
}

function whereTo(path, at, moment) {
  if (!moment) return "That was the end.";
  if (moment === path[at - 1].moment) return "You stayed in the same moment.";
  return path.slice(0, at).some((one) => one.moment === moment) ? "Back to a moment from before." : "On to a new moment.";
}

function inShort(path) {
  const moments = Math.max(...path.map(({ moment }) => moment));
  const many = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
  return `The way you went: ${many(path.length - 1, "turn")} through ${many(moments, "moment")}.`;
}

// A dot for each moment, a line for each step; turns in one moment stack up over it, a way back runs below.
function drawing(path, label) {
  const moments = Math.max(...path.map(({ moment }) => moment));
  const places = path.map(({ moment }) => LEFT + STEP * ((moment || moments + 1) - 1));
  const width = LEFT + Math.max(...places);
  const parts = [];
  const stays = new Map();
  path.forEach(({ moment }, at) => {
    if (!at) return;
    const [from, to] = [places[at - 1], places[at]];
    if (from === to) {
      stays.set(to, (stays.get(to) ?? 0) + 1);
      parts.push(svg("circle", { class: "stay", cx: to, cy: LINE - 4 - 6 * stays.get(to), r: 2 }));
    } else {
      const dip = to === from + STEP ? 0 : 16;
      parts.push(svg("path", { d: `M${from} ${LINE}Q${(from + to) / 2} ${LINE + dip} ${to} ${LINE}` }));
    }
  });
  const last = places.length - 1;
  for (const at of new Set(places)) {
    const here = at === places[last];
    parts.push(path[last].moment || !here
      ? svg("circle", { class: here ? "here" : "been", cx: at, cy: LINE, r: here ? 6 : 4 })
      : svg("rect", { class: "here", x: at - 5, y: LINE - 5, width: 10, height: 10 }));
  }
  const seen = label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" };
  return svg("svg", { class: "path", viewBox: `0 0 ${width} 36`, width, height: 36, ...seen }, ...parts);
}

function svg(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
