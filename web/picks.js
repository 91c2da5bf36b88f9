// What is picked from more than a button can hold: cards of scenes, and numbers.

import { button, element } from "./talk.js";

const DAY = 86_400_000;

export function cards(choices, pick) {
  if (!choices.length) return [];
  return [element("ul", { class: "cards" }, ...choices.map((choice) => card(choice, pick)))];
}

// The title is what is pressed; it reaches over the whole card.
function card({ id, label, card }, pick) {
  const { title, line, minutes, levels = [], level, note, last } = card;
  const hard = level ? `level: ${level}` : levels.length > 1 ? `levels: ${levels.join(", ")}` : levels[0];
  const facts = [`${minutes} minutes`, hard].filter(Boolean).join(" · ");
  return element("li", {}, button(title, () => pick(id, label)),
    ...[line, facts, note && `In it: ${note}`, last && lastTime(last)].filter(Boolean)
      .map((text) => element("p", {}, text)));
}

function lastTime({ on, level }) {
  const at = level ? `, at ${level}` : "";
  return on ? `Last time: ${when(new Date(on))}${at}` : `You know this one${at}`;
}

function when(day) {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(day).setHours(0, 0, 0, 0)) / DAY);
  if (days < 2) return days < 1 ? "today" : "yesterday";
  return days < 14 ? `${days} days ago` : day.toLocaleDateString();
}

// A slider with a number box beside it. Nothing is chosen beforehand, so that no number is put in anybody's mouth.
export function numbers({ min, max }, say) {
  const slider = element("input", { type: "range", id: "slider", min, max, class: "unset", "aria-valuetext": "not chosen yet" });
  const box = element("input", { type: "number", id: "number", min, max, step: 1, required: "", inputmode: "numeric" });
  slider.value = (min + max) / 2;
  const take = (from) => {
    if (!from.value || !from.checkValidity()) return;
    slider.value = box.value = from.value;
    slider.className = "";
    slider.setAttribute("aria-valuetext", from.value);
  };
  for (const kind of ["input", "click"]) slider.addEventListener(kind, () => take(slider));
  box.addEventListener("input", () => take(box));
  const form = element("form", {}, element("fieldset", { class: "scale" },
    element("legend", {}, `A number from ${min} to ${max}`),
    element("label", { for: "slider" }, "Slide"),
    element("span", { class: "slide" }, String(min), slider, String(max)),
    element("label", { for: "number" }, "or type it"), box,
    element("button", { class: "send" }, "Send this number")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say(String(Number(box.value)));
  });
  return form;
}
