// The people of the learner's life in three rings, moved by hand, by arrow keys or with a list of choices.

import { newKey } from "./api.js";
import { drawn } from "./charts.js";
import { element } from "./element.js";
import { button, said, send } from "./own.js";

const RINGS = ["Very close", "Close", "Further out"];
const PLACES = [...RINGS, "No place yet"]; // by number of the ring: 1, 2, 3, and none
const RADII = [0.36, 0.64, 0.88]; // where people stand, of the circle's radius
const EDGES = [0.48, 0.76, 1];
const LONGEST = "24";
const STEPS = { ArrowUp: -1, ArrowRight: -1, ArrowDown: 1, ArrowLeft: 1, End: -3, Home: 3 };
const EMPTY = "Nobody is here yet. Who comes to mind? A first name or a nickname is enough. Three to eight make a good picture.";

const placeOf = ({ ring }) => PLACES[(ring ?? 4) - 1];

// Who stands where, in words.
export const told = (people) => PLACES.map((place) => [place, people.filter((one) => placeOf(one) === place)])
  .filter(([, there]) => there.length)
  .map(([place, there]) => `${place}: ${there.map(({ nickname }) => nickname).join(", ")}.`).join(" ");

// `found` is what api/people gave. Names of learners who keep no words live in this view only.
export function circle({ people, keeps_words: kept, asked, most }, tell) {
  const rings = element("div", { class: "rings" }, picture());
  const tray = element("div", { class: "tray" });
  const words = said("");
  const help = element("div", { class: "help", tabindex: "-1", hidden: "" });
  const list = element("ul", { class: "people" });
  const undo = element("p", { class: "offers" });
  const shown = new Map(); // of each person: the handle in the picture, the row in the list, the direction
  let last = Promise.resolve();
  let local = 0;

  // One after the other, so that the last move is the one that stays.
  function save(method, path, body) {
    const done = last.then(() => send(method, path, body));
    last = done.catch(() => {});
    return done;
  }

  const safely = (act) => async (...given) => {
    try {
      await act(...given);
    } catch ({ message }) {
      tell(message, true);
    }
  };

  function draw() {
    rings.replaceChildren(rings.firstChild);
    tray.replaceChildren();
    for (const one of people) shown.set(one, { angle: shown.get(one)?.angle, handle: handle(one), row: row(one) });
    list.replaceChildren(...people.map((one) => shown.get(one).row));
    people.forEach(put);
    add.hidden = people.length >= most;
  }

  function put(one) {
    const { angle, handle: made, row: beside } = shown.get(one);
    const at = angle ?? (2 * Math.PI * people.indexOf(one)) / people.length - Math.PI / 2;
    const isFocused = document.activeElement === made;
    const home = one.ring ? rings : tray;
    if (made.parentElement !== home) home.append(made);
    if (isFocused) made.focus();
    made.style.left = one.ring && `${50 + 50 * RADII[one.ring - 1] * Math.cos(at)}%`;
    made.style.top = one.ring && `${50 + 50 * RADII[one.ring - 1] * Math.sin(at)}%`;
    made.setAttribute("aria-valuenow", 4 - (one.ring ?? 4));
    made.setAttribute("aria-valuetext", placeOf(one));
    beside.querySelector("select").value = one.ring ?? "";
    words.textContent = told(people) || EMPTY;
  }

  const move = safely(async (one, ring) => {
    const before = one.ring;
    one.ring = ring;
    put(one);
    if (before === ring) return;
    tell(`${one.nickname}: ${placeOf(one).toLowerCase()}.`);
    try {
      if (kept) await save("PUT", `people/${one.id}`, { ring });
    } catch (problem) {
      one.ring = one.ring === ring ? before : one.ring;
      put(one);
      throw problem;
    }
  });

  // The one control in the picture: a slider from further out to very close.
  function handle(one) {
    const made = element("div", { class: "person", role: "slider", tabindex: "0", "aria-orientation": "vertical",
      "aria-valuemin": "0", "aria-valuemax": "3", "aria-label": one.nickname }, element("span", {}, one.nickname));
    made.addEventListener("keydown", (event) => {
      if (!(event.key in STEPS)) return;
      event.preventDefault();
      move(one, Math.min(3, Math.max(1, (one.ring ?? 4) + STEPS[event.key])));
    });
    let from = null;
    made.addEventListener("pointerdown", (event) => {
      made.setPointerCapture(event.pointerId);
      from = event;
    });
    made.addEventListener("pointermove", ({ clientX, clientY }) => {
      if (from) made.style.translate = `${clientX - from.clientX}px ${clientY - from.clientY}px`;
    });
    const end = (event) => {
      if (event.type === "pointerup" && made.style.translate) drop(one, event);
      made.style.translate = "";
      from = null;
    };
    made.addEventListener("pointerup", end);
    made.addEventListener("pointercancel", end);
    return made;
  }

  // The ring counts and is kept; the direction stays as it is while the view is open.
  function drop(one, { clientX, clientY }) {
    const { left, top, width } = rings.getBoundingClientRect();
    const [x, y] = [clientX - left - width / 2, clientY - top - width / 2];
    const ring = EDGES.findIndex((edge) => Math.hypot(x, y) <= (edge * width) / 2) + 1;
    if (!ring && !one.ring) return;
    shown.get(one).angle = Math.atan2(y, x);
    move(one, ring || 3);
  }

  function row(one) {
    const choice = element("select", { "aria-label": `How close ${one.nickname} is` }, ...PLACES.map((place, at) =>
      element("option", { value: RINGS[at] ? String(at + 1) : "" }, place)));
    choice.addEventListener("change", () => move(one, Number(choice.value) || null));
    const rename = button("Rename", () => renaming(one, made), { "aria-label": `Rename ${one.nickname}` });
    const out = button("Take out", () => remove(one), { "aria-label": `Take out ${one.nickname}` });
    const made = element("li", {}, element("b", {}, one.nickname), choice, rename, out);
    return made;
  }

  function renaming(one, made) {
    const done = () => {
      draw();
      shown.get(one).row.querySelector("button").focus();
    };
    const asks = form(`A new name for ${one.nickname}`, "Save", async (nickname) => {
      if (kept && isHelp(await save("PUT", `people/${one.id}`, { nickname }))) return;
      one.nickname = nickname;
      done();
      tell(`The name is ${nickname} now.`);
    });
    made.replaceChildren(asks, button("Cancel", done));
    const input = asks.querySelector("input");
    input.value = one.nickname;
    input.focus();
  }

  const remove = safely(async (one) => {
    const { id, ...about } = kept ? (await save("DELETE", `people/${one.id}`)).removed : one;
    people.splice(people.indexOf(one), 1);
    draw();
    undo.replaceChildren(button(`Undo: put ${one.nickname} back`, safely(async () => {
      await enter(about);
      undo.replaceChildren();
      tell(`${one.nickname} is back.`);
    })));
    undo.firstChild.focus();
    tell(`${one.nickname} is taken out, with all you said about them.`);
  });

  async function enter(about) {
    const answer = kept ? await save("POST", "people", { ...about, key: newKey() }) : { person: { ...about, id: (local += 1) } };
    if (isHelp(answer)) return false;
    people.push(answer.person);
    draw();
    shown.get(answer.person).row.querySelector("select").focus();
    return true;
  }

  // Words that showed danger are answered with help, and are not kept as a name.
  function isHelp({ messages = [] }) {
    help.replaceChildren(...messages.map(({ text }) => said(text)));
    help.hidden = !messages.length;
    help.focus();
    return !help.hidden;
  }

  function form(label, press, act) {
    const input = element("input", { maxlength: LONGEST, autocomplete: "off" });
    const made = element("form", {}, element("label", {}, label, input), element("button", {}, press));
    made.addEventListener("submit", (event) => {
      event.preventDefault();
      const name = input.value.trim();
      if (name) safely(act)(name, input);
    });
    return made;
  }

  const add = form("Add someone: a first name or a nickname", "Add", async (nickname, input) => {
    if (!await enter({ nickname, ring: null })) return;
    input.value = "";
    tell(`${nickname} is here now. How close do they feel?`);
  });

  draw();
  words.textContent ||= EMPTY;
  return [
    said("Who is in your life, and how close do they feel these days? Drag a name, use the arrow keys on it, or choose in "
      + "the list."),
    ...(kept ? [] : [said(`${asked ? "You asked Sayso not to keep your words."
      : "Sayso has not asked you yet whether it may keep your words."} These names stay on this page until you leave it.`)]),
    rings, tray, words, help, list, undo, add,
  ];
}

function picture() {
  const made = EDGES.map((edge, at) => drawn("circle", { cx: 100, cy: 100, r: 99 * edge, class: `ring-${at + 1}` }));
  return drawn("svg", { viewBox: "0 0 200 200", "aria-hidden": "true" }, ...made.reverse(),
    drawn("text", { x: 100, y: 103, "text-anchor": "middle" }, "You"));
}
