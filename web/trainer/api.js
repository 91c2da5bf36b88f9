// The trainer's API. Every failure is a Problem with words to show.

const SILENT = "Sayso does not answer. Is it still running? Trying again.";
const PATIENCE = 60_000;

export class Problem extends Error {}

export function get(what, asked = {}, seen = null) {
  const query = new URLSearchParams(asked).toString();
  return call(`${what}${query && "?"}${query}`, seen ? { headers: { "If-None-Match": `"${seen}"` } } : {});
}

export const post = async (what, body) =>
  (await call(what, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) })).answer;

// {answer}: null while nothing has changed.
async function call(path, options) {
  let response, answer;
  try {
    response = await fetch(`/app/api/trainer/${path}`, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE), ...options });
    answer = response.status === 304 ? null : await response.json();
  } catch {
    throw new Problem(SILENT);
  }
  if (answer && !response.ok) throw new Problem(answer.error?.message ?? SILENT);
  return { answer };
}
