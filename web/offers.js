// What can be picked next: the choices of the last answer, and numbers when it asks for one.

import { byId, element } from "./element.js";

export function offer(messages, { pick, say }) {
  const choices = messages.flatMap((message) => message.choices ?? []);
  const scale = messages.map((message) => message.ask).findLast((ask) => ask?.kind === "scale");
  const skip = scale && !choices.some(({ id }) => id === "skip") ? [{ id: "skip", label: "Skip" }] : [];
  byId("offers").replaceChildren(
    ...(scale ? [numbers(scale, say)] : []),
    ...[...choices, ...skip].map(({ id, label }) => button(label, () => pick(id, label))),
  );
}

function numbers({ min, max }, say) {
  const each = Array.from({ length: max - min + 1 }, (_, step) => String(min + step));
  return element("fieldset", { class: "scale" },
    element("legend", {}, `A number from ${min} to ${max}`),
    ...each.map((number) => button(number, () => say(number))));
}

function button(label, press) {
  const made = element("button", { type: "button" }, label);
  made.addEventListener("click", press);
  return made;
}
