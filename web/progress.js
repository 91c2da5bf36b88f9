// The second view: a learner's own past, their people, their talks, and what is kept of it all.

import { chart } from "./charts.js";
import { circle } from "./circle.js";
import { byId, element } from "./element.js";
import { button, get, said, send } from "./own.js";

const PARTS = [
  ["What practice shows", practice],
  ["My people", ({ people, tell }) => circle(people, tell)],
  ["My talks and cards", talks],
  ["Something to hand over", handingOver],
  ["What is kept about me", keeping],
];
let opened = 0;

// Fills the section with what the server knows now, and shows it. What goes wrong is told there.
export async function open(section) {
  const turn = ++opened;
  await styled();
  const title = heading("h2", "My progress", { id: "mine-title" });
  const status = element("p", { class: "status", role: "status" }, "One moment…");
  const body = element("div", { class: "parts" });
  section.setAttribute("aria-labelledby", title.id);
  section.replaceChildren(element("div", { class: "mine-top" }, title, button("Back to the talk", back)), body, status);
  section.hidden = false;
  title.focus();
  const tell = (text, isProblem = false) => {
    status.textContent = text;
    status.classList.toggle("problem", isProblem);
  };
  try {
    const [charts, people, plans, me] = await Promise.all(["charts", "people", "plans", "me"].map(get));
    if (turn !== opened) return;
    fill(body, { charts, people, plans, me, tell });
    tell("");
  } catch (problem) {
    if (turn !== opened) return;
    tell(problem.message, true);
    body.replaceChildren(button("Try again", () => open(section)));
  }
}

function styled() {
  if (byId("mine-style")) return null;
  const style = element("link", { id: "mine-style", rel: "stylesheet", href: "progress.css" });
  const loaded = new Promise((done) => (style.onload = style.onerror = done));
  document.head.append(style);
  return loaded;
}

// A page that was opened right here has no talk to go back to in its history.
const back = () => (history.length > 1 ? history.back() : location.replace("./"));
const heading = (level, text, about = {}) => element(level, { tabindex: "-1", ...about }, text);

function fill(body, found) {
  const parts = PARTS.map(([name, make]) => [name, heading("h3", name), make(found)]);
  const jumps = parts.map(([name, title]) => button(name, () => title.focus()));
  body.replaceChildren(element("nav", { class: "offers", "aria-label": "On this page" }, ...jumps),
    ...parts.map(([, title, made]) => element("section", {}, title, ...made)));
}

function practice({ charts: { sections } }) {
  if (!sections.length) {
    return [said("There is nothing here yet. After your first try you can look back here: at your own past, never at "
      + "anybody else's.")];
  }
  return [said("This is your own past, compared with nobody else's. It goes up and down: that is how practice goes."),
    ...sections.flatMap(({ title, charts }) =>
      [element("h4", {}, title), element("div", { class: "charts" }, ...charts.map((one) => chart(one)))])];
}

function talks({ plans: { plans, courses } }) {
  const cards = [...[...plans].reverse().map((one) => ["plans", one, one.with_whom ? `A talk with ${one.with_whom}` : "A talk"]),
    ...courses.filter(({ closed, card }) => closed && card).map((one) => ["courses", one, "What I take along"])];
  if (cards.length) return [element("ul", { class: "cards" }, ...cards.map(([kind, one, title]) => card(kind, one, title)))];
  return [said("No talk is planned yet. After a rehearsal you can plan the real one. Its card will be here, to print, "
    + "with a note for your calendar that gives nothing away.")];
}

function card(kind, one, title) {
  const link = (what, label, about) =>
    element("a", { class: "button", href: `api/${kind}/${one.id}/${what}`, "aria-label": `${label}: ${title}`, ...about }, label);
  return element("li", {}, element("h4", {}, title), said(one.told),
    element("details", {}, element("summary", {}, "Read the card"), element("p", { class: "text card" }, one.card)),
    element("p", { class: "offers" }, link("card", "Print the card", { target: "_blank", rel: "noopener" }),
      ...(one.due && one.is_open ? [link("reminder", "Save the reminder", { download: "" })] : [])));
}

function handingOver(found) {
  const begin = button("Choose what goes in", async () => {
    const { handout } = await import("./handout.js");
    const made = handout(found);
    begin.replaceWith(...made);
    made[0].querySelector("input").focus();
  });
  return [said("A page for a therapist, or for anybody you trust. You choose what is on it and see it first. Nothing is "
    + "sent: you print it or save it, and you decide who gets it."), begin];
}

function keeping({ me, tell }) {
  const place = element("div");
  const show = (now) => place.replaceChildren(
    element("ul", {}, ...now.what.map((one) => element("li", {}, one))), ...now.told.map(said), ...(now.known ? ways(now) : []));
  const safely = (act) => () => act().catch(({ message }) => tell(message, true));
  const keep = (words, told) => safely(async () => {
    show(await send("PUT", "me", { keep_words: words }));
    if (!words) forgetTalk("on");
    tell(told);
  });

  // A button that asks once before it does what cannot be undone.
  function sure(label, yes, no, act) {
    const asks = button(label, () => swap(back, really));
    const really = button(yes, act, { class: "danger" });
    const back = button(no, () => swap(asks));
    const offered = element("p", { class: "offers" }, asks);
    const swap = (first, ...more) => {
      offered.replaceChildren(first, ...more);
      first.focus();
    };
    return offered;
  }

  const ways = ({ asked, keeps_words: keeps }) => [
    element("p", { class: "offers" }, ...Object.entries({ "": "Save it all (JSON)", "?format=csv": "Save it as tables (CSV)" })
      .map(([format, label]) => element("a", { class: "button", href: `api/export${format}`, download: "" }, label))),
    ...(asked && keeps ? [sure("Stop keeping my words", "Yes, remove my words now", "Keep them",
      keep(false, "Your words are gone, and new ones are not kept."))] : []),
    ...(asked && !keeps ? [button("Keep my words from now on", keep(true, "Your words are kept from now on."))] : []),
    sure("Erase everything", "Yes, erase everything for good", "Keep it", safely(async () => {
      await send("DELETE", "me");
      erased();
    })),
  ];
  show(me);
  return [place];
}

// The talk that stands behind this view, and in other tabs, shows words that are gone: it is read anew on the way back.
function forgetTalk(news) {
  for (const id of ["talk", "pending", "offers"]) byId(id)?.replaceChildren();
  new BroadcastChannel("sayso").postMessage(news);
  addEventListener("popstate", () => location.reload(), { once: true });
}

function erased() {
  forgetTalk("gone");
  const title = heading("h2", "Everything about you is erased", { id: "mine-title" });
  byId("mine-title").closest("[aria-labelledby]").replaceChildren(title,
    said("Nothing is left of the talk, your people or your log, here or in this browser."), button("Back to the start", back));
  title.focus();
}
