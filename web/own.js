// What the parts of the second view share: their way to the web API, and the elements they are made of.

import { element } from "./element.js";

const LOST = "That did not get through. Nothing is lost. Try again in a moment.";
const PATIENCE = 20_000;

export const get = (path) => send("GET", path);

// A failed call is an Error with words to show.
export async function send(method, path, body) {
  const headers = { "X-Sayso": "1", ...(body && { "Content-Type": "application/json" }) };
  const signal = AbortSignal.timeout(PATIENCE);
  const { ok, answer } = await fetch(`api/${path}`, { method, headers, signal, body: body && JSON.stringify(body) })
    .then(async (response) => ({ ok: response.ok, answer: await response.json() }))
    .catch(() => ({}));
  if (!ok) throw new Error(answer?.error?.message ?? LOST);
  return answer;
}

export const said = (text) => element("p", { class: "text" }, text);

export function button(label, press, about = {}) {
  const made = element("button", { type: "button", ...about }, label);
  made.addEventListener("click", press);
  return made;
}
