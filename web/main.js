// Ties the page together: what is typed or pressed goes out, what comes back is shown.

import { erase, newKey, read, send } from "./api.js";
import { byId, element } from "./element.js";
import { readyToLeave } from "./leave.js";
import { offer } from "./offers.js";
import { clear, goLive, own, reveal, show, wait } from "./talk.js";

const WELCOME = {
  speaker: "guide",
  name: "Sayso",
  text: "A place to rehearse a hard talk before you have it. Press Start when you are ready.",
  choices: [{ id: "home", label: "Start" }, { id: "about", label: "What is this?" }],
};

const box = byId("words");
let busy = false;
let unsent = null; // what did not get through: sent again with the same key, it is still one turn
let wanted = []; // help that was asked for while an answer was on its way
let rehearsal = null;

async function post(what, words) {
  if (busy) {
    if (what.choice === "help_now") wanted = [[what, words]];
    return;
  }
  setBusy(true, words);
  const body = { ...what, key: keyFor(what) };
  try {
    arrived(await send(body), words);
    unsent = null;
  } catch (problem) {
    failed(problem, body);
  }
  setBusy(false, null);
  for (const [next, said] of wanted.splice(0)) post(next, said);
}

function keyFor(what) {
  return unsent && unsent.text === what.text && unsent.choice === what.choice ? unsent.key : newKey();
}

function arrived(answer, words) {
  wait(null);
  if (answer.erased) clear();
  show([own(words), ...answer.messages]);
  rehearse(answer.rehearsal);
  offer(answer.messages, ways);
  reveal(answer.messages.length + 1);
  tell("");
}

function failed(problem, body) {
  unsent = body;
  if (body.text && !box.value) box.value = body.text;
  show(problem.messages?.filter(({ speaker }) => speaker === "safety") ?? []);
  tell(problem.message, true);
}

function setBusy(now, words) {
  busy = now;
  wait(words);
  document.body.classList.toggle("busy", now);
  if (now) tell(`${rehearsal && !rehearsal.paused ? rehearsal.name : "Sayso"} is thinking…`);
  else refocus();
}

// On a touch screen the keyboard would cover the answer, so there the talk itself is read on.
function refocus() {
  if (!matchMedia("(pointer: coarse)").matches && byId("help").hidden) box.focus();
}

function tell(text, isProblem = false) {
  byId("status").textContent = text;
  byId("status").classList.toggle("problem", isProblem);
}

function rehearse(now) {
  rehearsal = now;
  const scene = byId("scene");
  scene.hidden = !now;
  scene.textContent = now ? about(now) : "";
  const pause = document.querySelector("#always [data-choice=pause], #always [data-choice=resume]");
  pause.dataset.choice = now?.paused ? "resume" : "pause";
  pause.textContent = now?.paused ? "Carry on" : "Pause";
}

function about({ title, name, level, turn, turns, paused }) {
  const parts = [title, name && level && `${name}: ${level}`, turn && turns && `turn ${turn} of ${turns}`];
  return [...parts, paused && "paused"].filter(Boolean).join(" · ");
}

const ways = {
  pick: (id, label) => post({ choice: id }, label),
  say: (text) => post({ text }, text),
};

// As the server cleans it, so that marks fit what is shown.
const cleaned = (text) => text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "").replace(/^[\s\u2060]+/, "").trim();

function sayIt() {
  const text = cleaned(box.value);
  if (!text || busy) return;
  box.value = "";
  post({ text }, text);
}

function openHelp() {
  byId("help").hidden = false;
  byId("help-button").setAttribute("aria-expanded", "true");
  byId("help-title").focus();
  post({ choice: "help_now" }, "Help now");
}

function closeHelp() {
  byId("help").hidden = true;
  byId("help-button").setAttribute("aria-expanded", "false");
  byId("help-button").focus();
}

async function loadHelp() {
  try {
    const { messages } = await read("help");
    const lines = messages.map(({ text }) => element("p", { class: "text" }, text));
    byId("helplines").replaceChildren(...lines);
  } catch {
    // The words that came with the page stay: they hold everywhere.
  }
}

async function restore() {
  try {
    const answer = await read("history");
    const messages = answer.messages.length ? answer.messages : [WELCOME];
    const last = messages.findLastIndex(({ speaker }) => speaker === "learner");
    show(messages);
    rehearse(answer.rehearsal);
    offer(messages.slice(last + 1), ways);
    reveal(messages.length - Math.max(last, 0));
  } catch {
    tell("What was said before cannot be shown right now. You can go on all the same.", true);
  }
  goLive();
}

function ask(isAsking) {
  byId("erase").hidden = isAsking;
  byId("erase-yes").hidden = !isAsking;
  byId("erase-no").hidden = !isAsking;
  byId(isAsking ? "erase-no" : "erase").focus();
}

async function eraseAll() {
  try {
    await erase();
    clear();
    rehearse(null);
    show([WELCOME]);
    offer([WELCOME], ways);
    tell("Everything about you is erased.");
  } catch (problem) {
    tell(problem.message, true);
  }
  ask(false);
}

// Which of the two views is seen stands in the address, so that Back and a reload lead to the same one.
async function view() {
  const mine = location.hash === "#mine";
  byId("view-talk").hidden = mine;
  document.querySelector(".bottom").hidden = mine;
  byId("view-mine").hidden = !mine;
  if (mine) (await import("./progress.js")).open(byId("view-mine"));
}

byId("mine-button").addEventListener("click", () => {
  history.pushState(null, "", "#mine");
  view();
});
addEventListener("popstate", view);

byId("say").addEventListener("submit", (event) => {
  event.preventDefault();
  sayIt();
});
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  sayIt();
});
document.addEventListener("click", ({ target }) => {
  const choice = target.dataset?.choice;
  if (choice) ways.pick(choice, target.textContent);
});
byId("help-button").addEventListener("click", () => (byId("help").hidden ? openHelp() : closeHelp()));
byId("help-close").addEventListener("click", closeHelp);
byId("erase").addEventListener("click", () => ask(true));
byId("erase-no").addEventListener("click", () => ask(false));
byId("erase-yes").addEventListener("click", eraseAll);

readyToLeave(byId("leave"), box);
loadHelp();
restore();
view();
