// Draws the scores of a run, with their intervals as a band.
"use strict";
(() => {
  if (typeof uPlot === "undefined") return;
  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const digits = (value) => (value == null ? "–" : value.toFixed(3));

  const draw = (box, curve) => {
    box.replaceChildren();
    const places = curve.names.map((_, place) => place);
    const ends = [...curve.low, ...curve.high, ...curve.test].filter((value) => value != null);
    const range = [Math.max(0, Math.min(...ends) - 0.05), Math.min(1, Math.max(...ends) + 0.05)];
    const label = (place) => curve.names[place] ?? "";
    // Names have no room on a narrow screen; the table has the same order.
    const mark = (place) => (box.clientWidth > places.length * 150 ? label(place) : String(place + 1));
    const axis = { stroke: color("--soft"), grid: { stroke: color("--line"), width: 1 }, ticks: { show: false } };
    const line = { stroke: color("--accent"), width: 2, points: { size: 8, fill: color("--accent") }, value: (_, v) => digits(v) };
    const edge = { stroke: color("--accent-back"), width: 1, points: { show: false }, value: (_, v) => digits(v) };
    new uPlot(
      {
        width: box.clientWidth,
        height: 220,
        scales: { x: { time: false, range: [-0.3, Math.max(0.3, places.length - 0.7)] }, y: { range } },
        axes: [
          { ...axis, splits: () => places, values: (_, at) => at.map(mark) },
          { ...axis, size: 44, values: (_, at) => at.map((v) => v.toFixed(2)) },
        ],
        bands: [{ series: [2, 1], fill: color("--accent-back") }],
        series: [
          { label: "Result", value: (_, v) => (v == null ? "–" : label(v)) },
          { ...edge, label: "Low" },
          { ...edge, label: "High" },
          { ...line, label: "Validation" },
          ...(curve.test.length
            ? [{ ...line, label: "Test", stroke: color("--good"), points: { size: 8, fill: color("--good") } }]
            : []),
        ],
        cursor: { drag: { x: false, y: false } },
      },
      [places, curve.low, curve.high, curve.validation, ...(curve.test.length ? [curve.test] : [])],
      box,
    );
  };

  const keep = (box, curve) => {
    draw(box, curve);
    const again = () => draw(box, curve);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
    addEventListener("resize", again);
  };

  for (const box of document.querySelectorAll("[data-points]")) keep(box, JSON.parse(box.dataset.points));
  for (const box of document.querySelectorAll("[data-curve]"))
    fetch(box.dataset.curve, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
      .then((curve) => keep(box, curve))
      .catch(() => {
        box.textContent = "The chart cannot be loaded. The table has the same figures.";
      });
})();
