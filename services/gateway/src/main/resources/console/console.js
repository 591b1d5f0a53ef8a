// Draws the scores of a run, with their intervals as a band.
"use strict";
(() => {
  const box = document.querySelector("[data-curve]");
  if (!box || typeof uPlot === "undefined") return;
  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const digits = (value) => (value == null ? "–" : value.toFixed(3));

  const draw = (curve) => {
    box.replaceChildren();
    const places = curve.names.map((_, place) => place);
    const label = (place) => curve.names[place] ?? "";
    const axis = { stroke: color("--soft"), grid: { stroke: color("--line"), width: 1 }, ticks: { show: false } };
    const line = { stroke: color("--accent"), width: 2, points: { size: 8, fill: color("--accent") }, value: (_, v) => digits(v) };
    const edge = { stroke: color("--accent-back"), width: 1, points: { show: false }, value: (_, v) => digits(v) };
    new uPlot(
      {
        width: box.clientWidth,
        height: 220,
        scales: { x: { time: false, range: [-0.3, Math.max(0.3, places.length - 0.7)] }, y: { range: [0, 1] } },
        axes: [
          { ...axis, splits: () => places, values: (_, at) => at.map(label) },
          { ...axis, size: 44, values: (_, at) => at.map((v) => v.toFixed(1)) },
        ],
        bands: [{ series: [3, 2], fill: color("--accent-back") }],
        series: [
          { label: "Result", value: (_, v) => (v == null ? "–" : label(v)) },
          { ...line, label: "Validation" },
          { ...edge, label: "Low" },
          { ...edge, label: "High" },
          { ...line, label: "Test", stroke: color("--good"), points: { size: 8, fill: color("--good") } },
        ],
        cursor: { drag: { x: false, y: false } },
      },
      [places, curve.validation, curve.low, curve.high, curve.test],
      box,
    );
  };

  fetch(box.dataset.curve, { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
    .then((curve) => {
      draw(curve);
      const again = () => draw(curve);
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
      addEventListener("resize", again);
    })
    .catch(() => {
      box.textContent = "The chart cannot be loaded. The table has the same figures.";
    });
})();
