// Charts as small drawings: each has a sentence that says the same, and its numbers in a table.

import { element } from "./element.js";

const WIDTH = 270;
const TOP = 20;
const FLOOR = 120;
const HEIGHT = 140;

// The namespace's name is an address; asked of the browser, it stands in no file of ours.
const NAMESPACE = new DOMParser().parseFromString("<svg></svg>", "text/html").querySelector("svg").namespaceURI;

export function drawn(name, attributes = {}, ...children) {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// One chart as api/charts gives it. `open`: its table stands there unfolded.
export function chart({ kind, title, sentence, key, groups, table: numbers, top }, open) {
  const [height, parts] = KINDS[kind](groups, top);
  return element("figure", { class: `chart ${kind}` },
    element("figcaption", {}, title),
    drawn("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": sentence }, ...parts),
    element("ul", { class: "key", "aria-hidden": "true" }, ...key.map((name) => element("li", {}, name))),
    element("p", { "aria-hidden": "true" }, sentence),
    open ? table(numbers) : element("details", {}, element("summary", {}, "The numbers"), table(numbers)));
}

export function table({ head, body }) {
  const cells = ([first, ...rest]) =>
    element("tr", {}, element("th", { scope: "row" }, first), ...rest.map((one) => element("td", {}, one)));
  return element("table", {},
    element("thead", {}, element("tr", {}, ...head.map((name) => element("th", { scope: "col" }, name)))),
    element("tbody", {}, ...body.map(cells)));
}

const text = (x, y, words, anchor = "middle") => drawn("text", { x, y, "text-anchor": anchor }, words);
const line = (x1, y1, x2, y2, name) => drawn("line", { x1, y1, x2, y2, class: name });
const bar = (x, y, width, height, which) =>
  height > 0 && width > 0 ? [drawn("rect", { x, y, width, height, class: `bar-${which}` })] : [];
const highest = (groups, top) => Math.max(top, 4, ...groups.flatMap(([, values]) => values));

const KINDS = {
  // Upright, from the left to the right.
  columns(groups, top) {
    const scale = (FLOOR - TOP) / highest(groups, top);
    const step = WIDTH / groups.length;
    const wide = Math.min(24, step / (groups[0][1].length + 0.6));
    const parts = groups.flatMap(([label, values], at) => {
      const middle = step * (at + 0.5);
      return [text(middle, HEIGHT - 5, label), ...values.flatMap((value, which) => {
        const x = middle + wide * (which - values.length / 2);
        const y = FLOOR - value * scale;
        return [...bar(x + 1, y, wide - 2, value * scale, which), text(x + wide / 2, y - 4, value)];
      })];
    });
    return [HEIGHT, [line(0, FLOOR, WIDTH, FLOOR, "axis"), ...parts]];
  },

  // Lying, with room for long labels above.
  rows(groups, top) {
    const scale = (WIDTH - 30) / highest(groups, top);
    let y = -4;
    const parts = groups.flatMap(([label, values]) => [text(0, (y += 18), label, "start"),
      ...values.flatMap((value, which) => {
        y += 20;
        return [...bar(1, y - 15, value * scale, 15, which), text(value * scale + 6, y - 3, value, "start")];
      })]);
    return [y + 6, parts];
  },

  // From one number (a ring) to another (a point).
  steps(groups, top) {
    const height = (value) => FLOOR - ((FLOOR - TOP) * value) / top;
    const step = (WIDTH - 24) / groups.length;
    const grid = [0, top / 2, top].flatMap((value) =>
      [line(22, height(value), WIDTH, height(value), value ? "grid" : "axis"), text(16, height(value) + 4, value, "end")]);
    const parts = groups.flatMap(([label, [first, second]], at) => {
      const x = 24 + step * (at + 0.5);
      return [line(x, height(first), x, height(second), "move"),
        drawn("circle", { cx: x, cy: height(first), r: 6, class: "first" }),
        drawn("circle", { cx: x, cy: height(second), r: 4, class: "second" }), text(x, HEIGHT - 5, label)];
    });
    return [HEIGHT, [...grid, ...parts]];
  },
};
