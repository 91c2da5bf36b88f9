// A learner's own: erasing what is kept, and leaving no trace on a computer that others use. Each asks first.

import { erase, remove } from "./api.js";
import { button, byId, element } from "./talk.js";

const ERASE = "This erases all your practice and all your words here, for good. It cannot be undone.";
const TRACE =
  "This ends the session: the page is cleared, and this browser forgets who you are. What Sayso has kept on the server " +
  "stays there, and you cannot reach it from this browser again. Save it first if you want it, or erase it as well.";
const ERASED = "Everything about you is erased.";
const FORGOTTEN = "The page is cleared, and this browser has forgotten you. What was kept on the server stays there.";
const CLOSE = " Close this tab, too: a browser may remember that this page was open.";
const STILL = " The page is cleared, but that is all. Try again in a moment.";

// `left` clears the page and says a last word; `tell` speaks in the status.
export function askAbout(what, { left, tell }) {
  const gone = (how, told) => async () => {
    try {
      await how();
      close();
      left(told);
    } catch (problem) {
      if (what === "trace") left("");
      tell(problem.message + (what === "trace" ? STILL : ""), true);
    }
  };
  const close = () => {
    byId("asks").replaceChildren();
    byId(what).focus();
  };
  const stay = button(what === "trace" ? "Stay here" : "Keep it", close);
  const eraseIt = (label, more = "") => button(label, gone(erase, ERASED + more), { class: "danger" });
  const ways = what === "trace"
    ? [button("Forget me in this browser", gone(() => remove("session"), FORGOTTEN + CLOSE)),
      eraseIt("Erase it on the server, too", CLOSE)]
    : [eraseIt("Yes, erase it for good")];
  const question = element("p", { id: "asked", tabindex: "-1" }, what === "trace" ? TRACE : ERASE);
  byId("asks").replaceChildren(question, element("div", { class: "offers" }, stay, ...ways));
  stay.focus();
}
