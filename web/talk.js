// The talk as it is shown. It only ever grows: nothing in it is changed but the marks on the learner's last words.
// Text goes in as text nodes only, so nobody's words can become markup.

const ROLES = { counterpart: "in the scene", coach: "feedback", safety: "your safety" };
// A card opens beside the talk; a reminder is a download, which opens nothing.
const OPENS = { target: "_blank", rel: "noopener" };
const QUIET = /[─│╭╮╰╯]+/g; // the frame of a picture made of letters

export const byId = (id) => document.getElementById(id);

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function button(label, press, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", press);
  return made;
}

const talk = byId("talk");

export const own = (text) => ({ speaker: "learner", name: "You", text });

export function show(messages) {
  for (const message of messages) {
    if (message.marks?.length || message.rest?.length) markLastWords(message.marks, message.rest ?? []);
    talk.append(bubble(message));
  }
}

// The whole talk anew. It is filled first and made live afterwards, so that not all of it is read aloud.
export function fill(messages) {
  talk.removeAttribute("role");
  talk.replaceChildren();
  show(messages);
  talk.setAttribute("role", "log");
}

// Scroll to the end, but not past the beginning of the newest `count` messages.
export function reveal(count) {
  byId("offers").scrollIntoView({ block: "end" });
  const first = [...talk.children].at(-count);
  const top = talk.parentElement.getBoundingClientRect().top;
  if (first && first.getBoundingClientRect().top < top) first.scrollIntoView({ block: "start" });
}

// What is on its way stands below the talk until its answer is here; `ways` are buttons for what did not get through.
export function wait(texts, ways = []) {
  const bubbles = texts.map((text) => bubble(own(text)));
  if (ways.length) {
    const note = element("p", { class: "role" }, "Not sent yet");
    bubbles[0].append(note, element("p", { class: "links" }, ...ways));
  }
  byId("pending").replaceChildren(...bubbles);
  bubbles.at(-1)?.scrollIntoView({ block: "nearest" });
}

// What can be picked next: the choices of the last answer; cards and numbers where it has them.
export async function offer(messages, { pick, say }) {
  const choices = messages.flatMap((message) => message.choices ?? []);
  const scale = messages.map((message) => message.ask).findLast((ask) => ask?.kind === "scale");
  const skip = scale && !choices.some(({ id }) => id === "skip") ? [{ id: "skip", label: "Skip" }] : [];
  const plain = ({ id, label }) => button(label, () => pick(id, label));
  byId("offers").replaceChildren(...[...choices, ...skip].map(plain));
  if (!scale && !choices.some(({ card }) => card)) return;
  const before = byId("offers").firstChild;
  const picks = await import("./picks.js").catch(() => null); // without it the plain buttons do
  if (!picks || byId("offers").firstChild !== before) return; // or answered meanwhile
  byId("offers").replaceChildren(
    ...(scale ? [picks.numbers(scale, say)] : []),
    ...picks.cards(choices.filter(({ card }) => card), pick),
    ...[...choices.filter(({ card }) => !card), ...skip].map(plain),
  );
}

function bubble(message) {
  const role = ROLES[message.speaker];
  const who = element("p", { class: "who" }, element("b", {}, message.name));
  if (role) who.append(element("span", { class: "role" }, ` ${role}`));
  const links = (message.links ?? []).map(({ href, label }) => element("a", { class: "button", href, ...OPENS }, label));
  const shown = element("div", { class: `message ${message.speaker}` }, who, ...said(message));
  if (links.length) shown.append(element("p", { class: "links" }, ...links));
  if (message.path?.length) import("./scene.js").then(({ wayOf }) => shown.append(wayOf(message.path)), () => {});
  return shown;
}

function said({ text, sides, look, ladder }) {
  if (look) return [element("p", { class: `text ${look}`, ...(look === "picture" ? aloud(text) : {}) }, text)];
  if (ladder?.length) return [rungs(ladder)];
  if (sides?.length) return sideBySide(text, sides);
  return [element("p", { class: "text" }, text)];
}

// Two versions of the learner's words; what else the message says, below them.
function sideBySide(text, sides) {
  const told = sides.map(({ label, words }) => `${label}: “${words}”`).join("\n");
  const rest = text.startsWith(told) ? text.slice(told.length).trim() : text;
  const pair = sides.map(({ label, words }) =>
    element("div", {}, element("dt", {}, label), element("dd", { class: "text" }, `“${words}”`)));
  return [element("dl", { class: "sides" }, ...pair), ...(rest ? [element("p", { class: "text" }, rest)] : [])];
}

// The hints as a ladder: what was given, and what the next rung would give.
function rungs(ladder) {
  const given = ladder.filter(({ text }) => text).length;
  const rung = ({ name, text }, at) =>
    element("li", { class: at === given - 1 ? "now" : text ? "given" : "open" },
      element("b", {}, `${name}: `), text ?? (at === given ? "comes next, if you want it" : "later"));
  return element("ol", { class: "ladder", "aria-label": `Hint ${given} of ${ladder.length}` }, ...ladder.map(rung));
}

// A picture made of letters is read aloud without its frame.
function aloud(picture) {
  return { role: "img", "aria-label": picture.replace(QUIET, " ").replace(/\s+/g, " ").trim() };
}

// One strength and one next step stand in the words, each with a tag that can be read; the rest is folded below them.
function markLastWords(marks, rest) {
  const last = [...talk.querySelectorAll(".learner")].at(-1)?.querySelector(".text:not(.marked)");
  if (!last) return;
  const letters = Array.from(last.textContent); // offsets count characters, not UTF-16 units
  const fits = ({ start, end }) => 0 <= start && start < end && end <= letters.length;
  const known = marks.filter(fits);
  const shown = inSight(known);
  const folded = [...known.filter((one) => !shown.includes(one)), ...rest.filter(fits)];
  last.replaceWith(element("p", { class: "text marked" }, ...pieces(letters, shown)), ...fold(letters, folded));
}

function inSight(marks) {
  const strength = marks.find(({ kind }) => kind !== "pitfall");
  const step = marks.find((one) => one.kind === "pitfall" && !(strength && overlap(one, strength)));
  return [strength, step].filter(Boolean).sort((one, other) => one.start - other.start);
}

const overlap = (one, other) => one.start < other.end && other.start < one.end;
const tagOf = ({ tag, marker }) => tag ?? marker.replaceAll("_", " ");
const part = (letters, start, end) => letters.slice(start, end).join("");

function pieces(letters, marks) {
  const found = [];
  let at = 0;
  for (const one of marks) {
    const words = element("mark", { class: one.kind ?? "skill" }, part(letters, one.start, one.end));
    found.push(part(letters, at, one.start), words, element("span", { class: "tag" }, ` [${tagOf(one)}]`));
    at = one.end;
  }
  return [...found, part(letters, at, letters.length)];
}

function fold(letters, marks) {
  if (!marks.length) return [];
  const lines = marks.map((one) => element("li", {}, `“${part(letters, one.start, one.end)}” ${tagOf(one)}`));
  return [element("details", { class: "rest" }, element("summary", {}, "More in these words"),
    element("ul", {}, ...lines))];
}
