// The scenario as inline SVG. It is for the eye and the mouse; the list of beats says the same in words.

const SPACE = "http://www.w3.org/2000/svg";
const EDGE = 12;
const SMALLEST = 0.75;

function shape(name, attributes, ...children) {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function draw(sheet, scenario, { problems, coverage, beat, pick }) {
  const { drawing, beats, endings, start } = scenario;
  const [wide, high] = drawing.box;
  const size = [drawing.width + 2 * EDGE, drawing.height + 2 * EDGE];
  const sum = `${Object.keys(beats).length} beats and ${Object.keys(endings).length} endings, from ${start} down`;
  const svg = shape("svg", {
    viewBox: `${-EDGE} ${-EDGE} ${size[0]} ${size[1]}`,
    role: "img", "aria-label": sum,
  });
  // It shrinks to fit, as long as it can be read.
  svg.style.width = "100%";
  svg.style.maxWidth = `${size[0]}px`;
  svg.style.minWidth = `${SMALLEST * size[0]}px`;
  svg.append(heads());
  const near = drawing.arrows.filter(({ source, target }) => beat && (source === beat || target === beat));
  for (const arrow of [...drawing.arrows.filter((one) => !near.includes(one)), ...near]) {
    if (arrow.points.length) svg.append(line(arrow, beat, endings));
  }
  for (const box of drawing.boxes) {
    svg.append(node(box, wide, high, { scenario, problems, coverage, beat, pick }));
  }
  const { scrollLeft, scrollTop } = sheet;
  const isFirst = !sheet.firstChild;
  sheet.replaceChildren(svg);
  sheet.scrollTo(scrollLeft, scrollTop);
  if (isFirst) {
    const first = drawing.boxes.find(({ name }) => name === start);
    const scale = svg.getBoundingClientRect().width / size[0];
    sheet.scrollLeft = scale * (first.x + wide / 2 + EDGE) - sheet.clientWidth / 2;
  }
}

function heads() {
  const tip = (id) =>
    shape("marker", { id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerUnits: "userSpaceOnUse", markerWidth: 10, markerHeight: 10, orient: "auto-start-reverse" },
      shape("path", { d: "M0 0 8 4 0 8z", class: id }));
  return shape("defs", {}, tip("tip"), tip("tip-out"), tip("tip-in"));
}

// Bring the box that is picked into the sheet's sight, without moving the page.
export function reveal(sheet) {
  const box = sheet.querySelector(".picked")?.getBoundingClientRect();
  const seen = sheet.getBoundingClientRect();
  if (!box || (box.left >= seen.left && box.right <= seen.right)) return;
  sheet.scrollLeft += (box.left + box.right - seen.left - seen.right) / 2;
}

export const told = ({ heard, lines }) =>
  lines === 1 ? (heard ? "heard" : "never heard") : `${heard} of ${lines} lines heard`;

function line({ source, target, points }, beat, endings) {
  const way = beat === source ? "out" : beat === target ? "in" : "";
  const faded = beat && !way ? " faded" : "";
  const ends = target in endings ? " to-end" : "";
  return shape("path", { d: path(points), class: `arrow ${way}${faded}${ends}`, "marker-end": `url(#tip${way && `-${way}`})` });
}

function path(points) {
  const [[x, y], ...rest] = points;
  let from = [x, y];
  let drawn = `M${x} ${y}`;
  for (const [toX, toY] of rest) {
    const [fromX, fromY] = from;
    const sag = fromY + 22 + Math.min(34, Math.abs(toX - fromX) / 14);
    const half = (fromY + toY) / 2;
    drawn += fromY === toY ? `C${fromX} ${sag} ${toX} ${sag} ${toX} ${toY}` : `C${fromX} ${half} ${toX} ${half} ${toX} ${toY}`;
    from = [toX, toY];
  }
  return drawn;
}

function node({ name, x, y }, wide, high, { scenario, problems, coverage, beat, pick }) {
  const ending = scenario.endings[name];
  const found = problems.filter(({ at }) => at === name);
  const heard = coverage?.nodes[name];
  const kind = ending ? `ending ${ending.kind}` : "beat";
  const unheard = heard && heard.heard < heard.lines ? " unheard" : "";
  const group = shape("g", { class: `node ${kind}${unheard}${beat === name ? " picked" : ""}`, transform: `translate(${x} ${y})` });
  group.append(shape("rect", { width: wide, height: high, rx: ending ? 26 : 8 }));
  group.append(text(name.replaceAll("_", " "), 12, 20, "name", 20));
  group.append(text(ending ? ending.debrief : scenario.beats[name].says ?? "(no words of its own)", 12, 37, "words", 25));
  if (heard) group.append(text(told(heard), 12, 54, "heard", 30));
  if (found.length) group.append(badge(found, wide));
  const again = !ending && scenario.beats[name].replies.filter(({ to }) => to === name).length;
  if (again) group.append(text(`↻ ${again}`, wide - 34, 54, "heard", 6));
  if (!ending) group.addEventListener("click", () => pick(name));
  return group;
}

function text(words, x, y, name, most) {
  const cut = words.length > most ? `${words.slice(0, most - 1)}…` : words;
  return shape("text", { x, y, class: name }, cut);
}

function badge(found, wide) {
  const worst = found.some(({ severity }) => severity === "error") ? "error" : "warning";
  const mark = shape("g", { class: `badge ${worst}`, transform: `translate(${wide - 10} 6)` });
  mark.append(shape("circle", { r: 13 }), shape("text", { "text-anchor": "middle", y: 5 }, `${found.length}!`));
  return mark;
}
