// Leaving at once: the link, or Shift three times. The page is replaced, so that Back does not lead here.

const WITHIN = 3000;

export function readyToLeave(link, box) {
  const leave = () => {
    box.value = "";
    document.title = "Weather";
    document.body.hidden = true;
    location.replace(link.href);
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  onShiftThrice(leave);
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}

function onShiftThrice(act) {
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    const now = event.timeStamp;
    presses = event.key === "Shift" ? [...presses, now].filter((at) => now - at < WITHIN) : [];
    if (presses.length === 3) act();
  });
}
