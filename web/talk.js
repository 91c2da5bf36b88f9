// The talk so far. It only ever grows: nothing in it is changed but the marks on the learner's last words.

import { byId, element } from "./element.js";
import { mark } from "./marks.js";

const ROLES = { counterpart: "in the scene", coach: "feedback", safety: "your safety" };
// A card opens beside the talk; a reminder is a download, which opens nothing.
const OPENS = { target: "_blank", rel: "noopener" };
const talk = byId("talk");

export function show(messages) {
  for (const message of messages) {
    if (message.marks?.length) markLastWords(message.marks);
    talk.append(bubble(message));
  }
}

// Scroll to the end, but not past the beginning of the newest `count` messages.
export function reveal(count) {
  byId("offers").scrollIntoView({ block: "end" });
  const first = [...talk.children].at(-count);
  const top = talk.parentElement.getBoundingClientRect().top;
  if (first && first.getBoundingClientRect().top < top) first.scrollIntoView({ block: "start" });
}

export const own = (text) => ({ speaker: "learner", name: "You", text });

// Words on their way stand below the talk until the answer is here.
export function wait(text) {
  byId("pending").replaceChildren(...(text === null ? [] : [bubble(own(text))]));
  byId("pending").lastElementChild?.scrollIntoView({ block: "end" });
}

// The talk is filled first and made live afterwards, so that a reload does not read all of it aloud.
export function goLive() {
  talk.setAttribute("role", "log");
}

export function clear() {
  talk.replaceChildren();
}

function bubble(message) {
  const role = ROLES[message.speaker];
  const who = element("p", { class: "who" }, element("b", {}, message.name));
  if (role) who.append(element("span", { class: "role" }, ` ${role}`));
  const links = (message.links ?? []).map(({ href, label }) => element("a", { class: "button", href, ...OPENS }, label));
  const shown = element("div", { class: `message ${message.speaker}` }, who, ...said(message));
  if (links.length) shown.append(element("p", { class: "links" }, ...links));
  return shown;
}

// Two versions of the learner's words stand side by side; what else the message says, below them.
function said({ text, sides, look }) {
  if (look) return [element("p", { class: `text ${look}`, ...(look === "picture" ? aloud(text) : {}) }, text)];
  if (!sides?.length) return [element("p", { class: "text" }, text)];
  const told = sides.map(({ label, words }) => `${label}: “${words}”`).join("\n");
  const rest = text.startsWith(told) ? text.slice(told.length).trim() : text;
  const pair = sides.map(({ label, words }) =>
    element("div", {}, element("dt", {}, label), element("dd", { class: "text" }, `“${words}”`)));
  return [element("dl", { class: "sides" }, ...pair), ...(rest ? [element("p", { class: "text" }, rest)] : [])];
}

// A picture made of letters is read aloud without its frame.
function aloud(picture) {
  return { role: "img", "aria-label": picture.replace(/[─│╭╮╰╯]+/g, " ").replace(/\s+/g, " ").trim() };
}

function markLastWords(marks) {
  const said = [...talk.querySelectorAll(".learner")].at(-1);
  const text = said?.querySelector(".text:not(.marked)");
  if (text) text.replaceWith(...mark(text.textContent, marks));
}
