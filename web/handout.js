// A page to hand over to somebody: the learner ticks what goes in and sees it first. It is printed or saved, never sent.

import { chart, table } from "./charts.js";
import { told } from "./circle.js";
import { element } from "./element.js";
import { button, get, said } from "./own.js";

const TICKS = {
  charts: "Charts",
  attempts: "My tries: when, what and how they ended",
  goals: "My focus and the sessions",
  plans: "My real talks",
  people: "The people in my circle, with their names",
  words: "My own words: my goal, my cards and what I said in the tries",
};
const TICKED = ["charts", "attempts"];
const LOOK = "body{font:1rem/1.5 sans-serif;max-width:44rem;margin:2rem auto}svg{width:22rem;max-width:100%}figcaption{font-"
  + "weight:bold}td,th{text-align:left;padding-right:1rem}text{font-size:12px}.bar-0,.second{fill:#0d5c5a}.bar-1,.first{"
  + "fill:#fff;stroke:#6a3d8f;stroke-width:2}.move,.axis,.grid{stroke:#666}.text{white-space:pre-line}";

export function handout(found) {
  const page = element("article", { class: "handout", "aria-label": "The page as it will be" });
  const boxes = Object.keys(TICKS).map((name) =>
    element("input", { type: "checkbox", name, ...(TICKED.includes(name) && { checked: "" }) }));
  let lines = null;

  async function show() {
    const wanted = boxes.filter(({ checked }) => checked).map(({ name }) => name);
    if (wanted.includes("words") && !lines) lines = await spoken().catch(({ message }) => void found.tell(message, true));
    const now = boxes.filter(({ checked }) => checked).map(({ name }) => name);
    page.replaceChildren(element("h4", {}, "My practice"),
      said(new Date().toLocaleDateString("en-GB", { dateStyle: "long" })), ...parts(found, now, lines));
  }

  for (const box of boxes) box.addEventListener("change", show);
  show();
  return [
    element("fieldset", { class: "ticks" }, element("legend", {}, "What goes in"),
      ...boxes.map((box) => element("label", {}, box, TICKS[box.name]))),
    element("p", { class: "offers" }, button("Print this page", printed), button("Save it as a file", () => saved(page))),
    page,
  ];
}

function parts({ charts, people: { people }, plans: { plans, courses } }, wanted, lines) {
  const words = wanted.includes("words");
  const made = {
    charts: () => charts.sections.flatMap((one) => [element("h5", {}, one.title), ...one.charts.map((each) => chart(each, true))]),
    attempts: () => (charts.attempts.body.length ? [table(charts.attempts)] : []),
    goals: () => courses.flatMap((one) => [said(one.told), ...(words && one.card ? [said(one.card)] : [])]),
    plans: () => plans.flatMap((one) => [said(one.told), ...(words ? [said(one.card)] : [])]),
    people: () => (people.length ? [said(told(people))] : []),
    words: () => (lines ?? []).map((one) => said(`“${one}”`)),
  };
  return wanted.flatMap((name) => {
    const inside = made[name]();
    return [element("h4", {}, TICKS[name]), ...(inside.length ? inside : [said("Nothing yet.")])];
  });
}

// What was said in the tries, as far as the words are kept; lines that were taken back stay out.
async function spoken() {
  const { attempt = [] } = await get("export");
  return attempt.flatMap(({ turn }) => turn).filter((one) => one.words && !one.taken_back).map(({ words }) => words);
}

function printed() {
  const whole = document.documentElement.classList;
  whole.add("hands-over");
  addEventListener("afterprint", () => whole.remove("hands-over"), { once: true });
  print();
}

function saved(page) {
  const inside = new XMLSerializer().serializeToString(page);
  const file = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Notes</title><style>${LOOK}</style>${inside}</html>`;
  const href = URL.createObjectURL(new Blob([file], { type: "text/html" }));
  element("a", { href, download: "notes.html" }).click();
}
