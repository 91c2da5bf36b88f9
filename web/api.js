// The web API, and how a failed call is told: every problem is an Error with words to show.

const LOST = "That was not sent. Your words are still in the box. Press Send to try again.";
const PATIENCE = 40_000;

export class Problem extends Error {
  constructor(message, messages = []) {
    super(message);
    this.messages = messages;
  }
}

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const send = (body) =>
  call("api/messages", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

export const read = (what) => call(`api/${what}`, {});

export const erase = () => call("api/me", { method: "DELETE", headers: { "X-Sayso": "1" } });

async function call(path, options) {
  const { ok, answer } = await answered(path, options);
  if (ok) return answer;
  throw new Problem(answer?.error?.message ?? LOST, answer?.messages);
}

async function answered(path, options) {
  try {
    const response = await fetch(path, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    return { ok: response.ok, answer: await response.json() };
  } catch {
    throw new Problem(LOST);
  }
}
