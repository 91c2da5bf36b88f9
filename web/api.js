// The web API, and how a failed call is told: every problem is an Error with words to show.

const PATIENCE = 40_000;

// `status` is HTTP's; 0 when nothing answered at all. `messages` are to be shown all the same.
export class Problem extends Error {
  constructor(message, status = 0, messages = []) {
    super(message);
    this.status = status;
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

export const remove = (what) => call(`api/${what}`, { method: "DELETE", headers: { "X-Sayso": "1" } });

export const erase = () => remove("me");

async function call(path, options) {
  const { ok, status, answer } = await answered(path, options);
  if (ok) return answer;
  throw new Problem(answer.error?.message ?? lost(), status, answer.messages);
}

async function answered(path, options) {
  try {
    const response = await fetch(path, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    return { ok: response.ok, status: response.status, answer: await response.json() };
  } catch {
    throw new Problem(lost());
  }
}

const lost = () => (navigator.onLine ? "Sayso does not answer right now." : "You are offline.");
