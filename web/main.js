// Ties the page together: what is typed or pressed goes out in order, what comes back is shown.

import { newKey, read, send } from "./api.js";
import { button, byId, element, fill, offer, own, reveal, show, wait } from "./talk.js";

const WELCOME = {
  speaker: "guide",
  name: "Sayso",
  text: "A place to rehearse a hard talk before you have it. Press Start when you are ready.",
  choices: [{ id: "home", label: "Start" }, { id: "about", label: "What is this?" }],
};
const KEPT = " What you wrote is kept here and goes out by itself.";
const HELD = "Your last words are not sent yet. Send them again, or take them back.";
const FIRST = "One moment: your last words come first.";
const LONG = 8000; // milliseconds until a slow answer is spoken of
const [SOON, LATE] = [2000, 32_000]; // until what was lost is sent again: twice as long each time
const MINE = "#mine";
const LATER = 300; // until what the first paint does not need is fetched

const box = byId("words");
const page = document.body;
let rehearsal = null;

// -- what is on its way ------------------------------------------------------------------------------------------------

// In order; the first is being sent. What fails stays, with its key: sent again it is still one turn. What was not sent
// is kept with this entry of the tab's history, so that a reload loses nothing; nothing is stored anywhere else.
let outbox = history.state?.outbox ?? [];
let sending = false;
let held = false; // the first one failed, and waits
let again = 0; // the timer that sends it again
let pause = SOON;
let isBehind = false; // the talk went on in another tab

function post(what, words) {
  if (what.choice && outbox.at(-1)?.choice === what.choice) return; // pressed twice
  outbox.push({ ...what, words, key: newKey() });
  if (!what.choice && held) sendAgain();
  else drain();
}

// Help does not wait behind other words, and they do not follow it by themselves.
function askHelp() {
  outbox.splice(sending ? 1 : 0, 0, { choice: "help_now", words: "Help now", key: newKey() });
  held = false;
  drain();
}

async function drain() {
  changed();
  while (!sending && !held && outbox.length) await deliver(outbox[0]);
}

async function deliver(item) {
  sending = true;
  changed();
  const slow = think();
  try {
    const { words, restored, ...body } = item;
    const answer = await send(body);
    done(item);
    tabs.postMessage(answer.erased ? "gone" : "on");
    await (restored || isBehind ? restore() : arrived(answer, words));
    isBehind = false;
    held = item.choice === "help_now" && outbox.length > 0;
    tell(held ? HELD : "", held);
  } catch (problem) {
    failed(problem, item);
  }
  clearTimeout(slow);
  sending = false;
  changed();
  refocus();
}

function done(item) {
  outbox = outbox.filter((one) => one !== item);
  pause = SOON;
}

function failed(problem, item) {
  show(problem.messages?.filter(({ speaker }) => speaker === "safety") ?? []);
  const refused = problem.status >= 400 && problem.status < 500 && problem.status !== 429;
  if (refused || item.choice === "help_now") done(item);
  if (refused && item.text) box.value = [item.text, box.value].filter(Boolean).join("\n");
  held = outbox.length > 0;
  const lost = held && problem.status === 0;
  if (lost) {
    again = setTimeout(retry, pause);
    pause = Math.min(pause * 2, LATE);
  }
  tell(problem.message + (lost ? KEPT : ""), true);
}

function retry() {
  clearTimeout(again);
  held = false;
  drain();
}

function sendAgain() {
  pause = SOON;
  retry();
}

function takeBack() {
  clearTimeout(again);
  const [{ text }] = outbox.splice(0, 1);
  if (text) box.value = [text, box.value].filter(Boolean).join("\n");
  held = outbox.length > 0;
  tell(held ? HELD : "", held);
  changed();
  box.focus();
}

function changed() {
  const ways = [button("Send again", sendAgain), button("Take it back", takeBack)];
  wait(outbox.map(({ words }) => words), held ? ways : []);
  page.classList.toggle("busy", outbox.length > 0);
  remember();
}

function remember() {
  const left = outbox.map((one) => ({ ...one, restored: true }));
  history.replaceState(left.length || box.value ? { outbox: left, draft: box.value } : null, "");
}

function think() {
  const who = rehearsal && !rehearsal.paused ? rehearsal.name : "Sayso";
  if (pause === SOON) tell(`${who} is thinking…`);
  return setTimeout(() => tell(`${who} is still thinking. It takes longer than usual; your words are safe.`), LONG);
}

// -- what is shown -----------------------------------------------------------------------------------------------------

const tabs = new BroadcastChannel("sayso"); // the same talk in another tab
tabs.onmessage = ({ data }) => (data === "gone" ? left("The talk was closed in another tab.") : elsewhere());

async function elsewhere() {
  isBehind = outbox.length > 0;
  if (isBehind) return;
  await restore();
  tell("The talk went on in another tab. This is where it stands.");
}

async function arrived(answer, words) {
  if (answer.erased) fill([]);
  wait([]);
  show([own(words), ...answer.messages]);
  rehearse(answer.rehearsal);
  await offer(answer.messages, ways);
  reveal(answer.messages.length + 1);
}

async function restore() {
  try {
    const answer = await read("history");
    const messages = answer.messages.length ? answer.messages : [WELCOME];
    const last = messages.findLastIndex(({ speaker }) => speaker === "learner");
    fill(messages);
    rehearse(answer.rehearsal);
    await offer(messages.slice(last + 1), ways);
    reveal(messages.length - Math.max(last, 0));
  } catch {
    fill([]);
    tell("What was said before cannot be shown right now. You can go on all the same.", true);
  }
}

// Everything of the learner's is off the page.
function left(told) {
  clearTimeout(again);
  outbox = [];
  held = false;
  box.value = "";
  fill([WELCOME]);
  rehearse(null);
  offer([WELCOME], ways);
  changed();
  document.querySelector("footer details").open = false;
  tell(told);
  refocus();
}

function tell(text, isProblem = false) {
  byId("status").textContent = text;
  byId("status").classList.toggle("problem", isProblem);
}

// On a touch screen the keyboard would cover the answer, so there the talk itself is read on.
function refocus() {
  const at = document.activeElement;
  const moved = at !== page && !at.closest("#offers, #pending, #always, #say");
  if (!moved && byId("help").hidden && !matchMedia("(pointer: coarse)").matches) box.focus();
}

async function rehearse(now) {
  rehearsal = now;
  const pausing = document.querySelector("#always [data-choice=pause], #always [data-choice=resume]");
  pausing.dataset.choice = now?.paused ? "resume" : "pause";
  pausing.textContent = now?.paused ? "Carry on" : "Pause";
  byId("scene").hidden = !now || !byId("view-mine").hidden;
  if (!now) return;
  const scene = await import("./scene.js").catch(() => null);
  if (scene && rehearsal === now) scene.tellOf(now, byId("scene"));
}

// What was offered belongs to the last answer, so it does not queue behind other words.
const inTurn = (what, words) => (outbox.length ? tell(held ? HELD : FIRST) : post(what, words));

const ways = {
  pick: (id, label) => inTurn({ choice: id }, label),
  say: (text) => inTurn({ text }, text),
};

// -- what is done ------------------------------------------------------------------------------------------------------

// As the server cleans it, so that marks fit what is shown.
const cleaned = (text) => text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "").replace(/^[\s\u2060]+/, "").trim();

function sayIt() {
  const text = cleaned(box.value);
  if (!text) return;
  box.value = "";
  post({ text }, text);
}

function openHelp() {
  byId("help").hidden = false;
  byId("help-button").setAttribute("aria-expanded", "true");
  byId("help-title").focus();
  askHelp();
}

function closeHelp() {
  byId("help").hidden = true;
  byId("help-button").setAttribute("aria-expanded", "false");
  byId("help-button").focus();
}

async function loadHelp() {
  try {
    const { messages } = await read("help");
    byId("helplines").replaceChildren(...messages.map(({ text }) => element("p", { class: "text" }, text)));
  } catch {
    // The words that came with the page stay: they hold everywhere.
  }
}

async function ask(what) {
  const { askAbout } = await import("./leaving.js");
  askAbout(what, { tell, left: (told) => (left(told), tabs.postMessage("gone")) });
}

// -- the other view ----------------------------------------------------------------------------------------------------

async function view() {
  remember();
  const isMine = location.hash === MINE;
  try {
    if (isMine) (await import("./progress.js")).open(turnTo(true));
    else turnTo(false);
  } catch {
    turnTo(false);
    tell("Your progress cannot be shown right now. Try again in a moment.", true);
  }
}

function turnTo(isMine) {
  const was = !byId("view-mine").hidden;
  byId("view-mine").hidden = !isMine;
  for (const id of ["view-talk", "bottom", "mine-button"]) byId(id).hidden = isMine;
  byId("scene").hidden = isMine || !rehearsal;
  if (was && !isMine) {
    reveal(1);
    byId("mine-button").focus();
  }
  return byId("view-mine");
}

function openMine() {
  history.pushState(history.state, "", MINE);
  view();
}

// -- leaving -----------------------------------------------------------------------------------------------------------

// At once: the link, or Shift three times. The page is replaced, so that Back does not lead here; an entry of the
// second view lies over the talk's, so there we step back to that first, and what lies ahead leaves, too, when opened.
function leave() {
  box.value = "";
  document.title = "Weather";
  page.hidden = true;
  const go = () => location.replace(byId("leave").href);
  const isOver = location.hash === MINE;
  history.replaceState(isOver ? { left: true } : null, "");
  if (!isOver) return go();
  addEventListener("popstate", go);
  setTimeout(go, LATER);
  history.back();
}

function onShiftThrice(act) {
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    const now = event.timeStamp;
    presses = event.key === "Shift" ? [...presses, now].filter((at) => now - at < 3000) : [];
    if (presses.length === 3) act();
  });
}

// -- from here on it runs ----------------------------------------------------------------------------------------------

byId("leave").addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});
onShiftThrice(leave);
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
  if (choice) post({ choice }, target.textContent);
});
byId("help-button").addEventListener("click", () => (byId("help").hidden ? openHelp() : closeHelp()));
byId("help-close").addEventListener("click", closeHelp);
byId("erase").addEventListener("click", () => ask("erase"));
byId("trace").addEventListener("click", () => ask("trace"));
byId("mine-button").addEventListener("click", openMine);
addEventListener("popstate", view);
addEventListener("pageshow", (event) => event.persisted && location.reload());
document.addEventListener("visibilitychange", () => document.hidden && !page.hidden && remember());
addEventListener("offline", () => tell(`You are offline.${KEPT}`, true));
addEventListener("online", () => {
  tell("You are back online.");
  if (held) sendAgain();
});

async function begin() {
  if (history.state?.left) return leave();
  box.value = history.state?.draft ?? box.value;
  if (location.hash === MINE) {
    history.replaceState(null, "", location.pathname);
    openMine();
  }
  await restore();
  drain();
  setTimeout(() => {
    for (const file of ["./scene.js", "./picks.js", "./leaving.js"]) import(file).catch(() => {}); // asked for again
    loadHelp();
  }, LATER);
}

begin();
