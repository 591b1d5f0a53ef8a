// Draws the answers of one board, in the browser. `board` and `format` come from the page.
const COLORS = ['#73bf69', '#f2cc0c', '#8ab8ff', '#ff780a', '#f2495c', '#5794f2', '#b877d9', '#ffb357', '#96d98d', '#ca95e5',
  '#ffa6b0', '#37872d', '#e0b400', '#1f60c4', '#fa6400', '#c4162a', '#8f3bb8'];
const NAMED = {green: '#73bf69', red: '#f2495c', orange: '#ff9830', yellow: '#fade2a', text: '#d8d9da'};
const COLUMN = 1600 / 24;
const ROW = 36;
const GAP = 8;
const POWERS = Array.from({length: 50}, (none, i) => 2 ** i);

/** A colour by its name in Grafana. */
function named(color) {
  if (!NAMED[color]) throw new Error('no such color: ' + color);
  return NAMED[color];
}

function element(parent, kind, name, text) {
  const made = document.createElement(kind);
  made.className = name;
  if (text !== undefined) made.textContent = text;
  parent.append(made);
  return made;
}

const last = one => one.values.filter(([, value]) => !Number.isNaN(value)).at(-1)?.[1];
const largest = one => Math.max(...one.values.map(([, value]) => value).filter(value => !Number.isNaN(value)));

function number(body, panel) {
  const {thresholds, unit} = panel.fieldConfig.defaults;
  const shown = panel.answers.filter(one => last(one) !== undefined);
  if (!shown.length) return nothing(body);
  const tiles = element(body, 'div', 'tiles');
  for (const one of shown) {
    const value = last(one);
    const step = thresholds.steps.filter(step => step.value === null || value >= step.value).at(-1);
    const tile = element(tiles, 'div', 'tile');
    if (shown.length > 1) element(tile, 'div', 'name', one.name);
    const text = element(tile, 'div', 'value', format(unit, value));
    text.style.color = named(step.color);
    if (shown.length > 2) text.style.fontSize = '24px';
  }
}

function table(body, panel) {
  if (!panel.answers.length) return nothing(body);
  const labels = Object.keys(panel.answers[0].labels);
  const made = element(body, 'table', '');
  const head = element(made, 'tr', '');
  for (const label of [...labels, 'Value']) element(head, 'th', '', label);
  for (const one of panel.answers) {
    const row = element(made, 'tr', '');
    for (const label of labels) element(row, 'td', '', one.labels[label]);
    element(row, 'td', '', format(panel.fieldConfig.defaults.unit, last(one)));
  }
}

function nothing(body) {
  element(body, 'div', 'nothing', 'No data');
}

function chart(body, panel, height) {
  const shown = panel.answers.filter(one => last(one) !== undefined);
  if (!shown.length) return nothing(body);
  const {unit, min, max} = panel.fieldConfig.defaults;
  const times = [...new Set(shown.flatMap(one => one.values.map(([at]) => at)))].sort((a, b) => a - b);
  const data = shown.map(one => {
    const values = new Map(one.values);
    return times.map(at => (Number.isNaN(values.get(at) ?? NaN) ? null : values.get(at)));
  });
  const colors = shown.map((one, i) => COLORS[i % COLORS.length]);
  const right = panel.options.legend.placement === 'right';
  if (right) body.classList.add('beside');
  const plot = element(body, 'div', 'plot');
  const listed = legend(body, panel, shown, colors, right);
  const width = body.clientWidth - 2 * GAP - (right ? listed.offsetWidth + GAP : 0);
  const axis = {stroke: '#9fa7b3', font: '11px sans-serif', grid: {stroke: '#2c3036', width: 1}, ticks: {show: false}};
  const range = (plot, low, high) => {
    // All values are 0.
    if (low === 0 && high === 0) return [0, max ?? 1];
    const soft = {pad: .1, soft: 0, mode: 3};
    const [from, to] = uPlot.rangeNum(low ?? 0, high ?? 1, {min: soft, max: soft});
    return [min ?? from, max ?? to];
  };
  new uPlot({
    width,
    height: height - (right ? 0 : listed.offsetHeight) - 4,
    legend: {show: false},
    cursor: {show: false},
    tzDate: at => uPlot.tzDate(new Date(at * 1000), 'UTC'),
    scales: {x: {range: () => [board.from, board.to]}, y: {range}},
    series: [{}, ...shown.map((one, i) => line(panel, one.name, colors[i]))],
    bands: bands(panel, shown, colors),
    axes: [
      {...axis, space: 90, values: '{HH}:{mm}:{ss}', size: 24},
      {...axis, space: 34, size: 62, incrs: unit === 'bytes' || unit === 'Bps' ? POWERS : undefined, values: (plot, values) => values.map(value => format(unit, value))},
    ],
    hooks: {draw: [marks]},
  }, [times, ...data], plot);
}

/** The settings of a series: those of the panel, and what it overrides by name. */
function custom(panel, name) {
  const own = {...panel.fieldConfig.defaults.custom};
  for (const {matcher, properties} of panel.fieldConfig.overrides)
    if (matcher.id === 'byName' && matcher.options === name)
      for (const {id, value} of properties) own[id.replace('custom.', '')] = value;
  return own;
}

function line(panel, name, color) {
  const {lineWidth, fillOpacity, fillBelowTo, lineInterpolation, spanNulls, showPoints} = custom(panel, name);
  return {
    stroke: color,
    width: lineWidth,
    fill: fillBelowTo ? undefined : shade(color, fillOpacity),
    paths: lineInterpolation === 'stepAfter' ? uPlot.paths.stepped({align: 1}) : uPlot.paths.linear(),
    spanGaps: spanNulls,
    points: {show: showPoints !== 'never'},
  };
}

function bands(panel, shown, colors) {
  const at = name => shown.findIndex(one => one.name === name);
  return shown.flatMap((one, i) => {
    const {fillBelowTo} = custom(panel, one.name);
    return fillBelowTo && at(fillBelowTo) >= 0 ? [{series: [i + 1, at(fillBelowTo) + 1], fill: shade(colors[i], 15)}] : [];
  });
}

const shade = (color, percent) => color + Math.round(2.55 * percent).toString(16).padStart(2, '0');

/** Lines at the times of annotations. */
function marks(plot) {
  const {ctx, bbox} = plot;
  for (const {color, times} of board.marks)
    for (const at of times) {
      const x = Math.round(plot.valToPos(at, 'x', true));
      ctx.save();
      ctx.strokeStyle = ctx.fillStyle = named(color);
      ctx.lineWidth = devicePixelRatio;
      ctx.setLineDash([4, 4]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.beginPath();
      ctx.moveTo(x - 6, bbox.top + bbox.height);
      ctx.lineTo(x + 6, bbox.top + bbox.height);
      ctx.lineTo(x, bbox.top + bbox.height - 8);
      ctx.fill();
      ctx.restore();
    }
}

function legend(body, panel, shown, colors, right) {
  const {unit} = panel.fieldConfig.defaults;
  const list = element(body, 'div', right ? 'legend right' : 'legend');
  const rows = shown.map((one, i) => ({one, color: colors[i]}));
  if (right) {
    rows.sort((a, b) => largest(b.one) - largest(a.one));
    const head = element(list, 'div', 'entry head');
    element(head, 'span', 'name', 'Name');
    element(head, 'span', 'most', 'Max');
  }
  for (const {one, color} of rows) {
    const entry = element(list, 'div', 'entry');
    element(entry, 'i', '').style.background = color;
    element(entry, 'span', 'name', one.name);
    if (right) element(entry, 'span', 'most', format(unit, largest(one)));
  }
  return list;
}

function draw() {
  const page = document.body;
  const head = element(page, 'header', '');
  element(head, 'h1', '', board.title);
  element(head, 'p', '', board.description);
  const notes = element(head, 'div', 'marks');
  for (const {name, color} of board.marks) {
    const note = element(notes, 'span', '', name);
    note.style.borderColor = named(color);
  }
  element(head, 'p', 'note', board.note);
  const grid = element(page, 'main', '');
  for (const panel of board.panels) {
    const {x, y, w, h} = panel.gridPos;
    const heading = panel.type === 'row';
    const box = element(grid, 'section', heading ? 'row' : 'panel');
    box.style.left = x * COLUMN + 'px';
    box.style.top = y * ROW + 'px';
    box.style.width = w * COLUMN - GAP + 'px';
    box.style.height = h * ROW - GAP + 'px';
    element(box, 'h2', '', panel.title);
    if (heading) continue;
    const body = element(box, 'div', 'body');
    const height = h * ROW - GAP - 34;
    body.style.height = height + 'px';
    if (panel.type === 'stat') number(body, panel);
    else if (panel.type === 'table') table(body, panel);
    else if (panel.type === 'timeseries') chart(body, panel, height);
    else throw new Error('no such panel: ' + panel.type);
  }
  grid.style.height = Math.max(...board.panels.map(({gridPos: {y, h}}) => y + h)) * ROW + 'px';
}

draw();
