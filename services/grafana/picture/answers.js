// What the panels of a board get from Prometheus: the board's own queries, with its variables replaced as Grafana does.
const POINTS = 400;

/** Four intervals of scraping, as Grafana takes them; services/prometheus/prometheus.yml scrapes every 5 s. */
const RATE_INTERVAL = '20s';

class Answers {
  /** @param from first second, and to: the last one */
  constructor(prometheus, from, to) {
    this.prometheus = prometheus;
    this.from = from;
    this.to = to;
    this.step = Math.max(1, Math.ceil((to - from) / POINTS));
  }

  async of(board) {
    const values = await this.variables(board.templating.list || []);
    const panels = [];
    for (const panel of board.panels) {
      const repeated = panel.repeat ? values[panel.repeat] : [null];
      for (let i = 0; i < repeated.length; i++)
        panels.push(await this.panel(repeat(panel, i, repeated), values));
    }
    const marks = [];
    for (const one of board.annotations.list || [])
      marks.push({
        name: one.name,
        color: one.iconColor,
        times: starts(await this.range(fill(one.expr, {}, values, this)), this.step),
      });
    return {title: board.title, description: board.description, from: this.from, to: this.to, panels, marks};
  }

  /** The values of each variable, all of which are chosen. */
  async variables(list) {
    const values = {};
    for (const one of list.filter(one => one.type === 'query')) {
      const [, series, label] = /^label_values\((\w+), (\w+)\)$/.exec(one.definition);
      const window = {'match[]': series, start: this.from, end: this.to};
      values[one.name] = (await this.get('label/' + label + '/values', window)).sort();
    }
    return values;
  }

  async panel(panel, values) {
    const answers = [];
    for (const target of panel.targets || []) {
      const query = fill(target.expr, panel.scoped || {}, values, this);
      const series = target.instant ? await this.instant(query) : await this.range(query);
      answers.push(...series.map(one => ({...one, name: name(target, one.labels)})));
    }
    const title = fill(panel.title, panel.scoped || {}, values, this);
    return {...panel, title, targets: undefined, answers};
  }

  async range(query) {
    const window = {query, start: this.from, end: this.to, step: this.step};
    const {result} = await this.get('query_range', window);
    return result.map(({metric, values}) => ({
      labels: metric,
      values: values.map(([at, value]) => [at, Number(value)]),
    }));
  }

  async instant(query) {
    const {result} = await this.get('query', {query, time: this.to});
    return result.map(({metric, value}) => ({labels: metric, values: [[value[0], Number(value[1])]]}));
  }

  async get(path, parameters) {
    const address = this.prometheus + '/api/v1/' + path + '?' + new URLSearchParams(parameters);
    const response = await fetch(address).catch(problem => {
      throw new Error(`no Prometheus answers at ${this.prometheus}: ${problem.cause?.message}`);
    });
    const answer = await response.json();
    if (answer.status !== 'success') throw new Error(address + ': ' + answer.error);
    return answer.data;
  }
}

/** One of the panels that Grafana makes of a panel that repeats, side by side. */
function repeat(panel, i, values) {
  if (values[0] === null) return panel;
  const w = Math.floor(24 / Math.min(values.length, panel.maxPerRow));
  const {x, ...place} = panel.gridPos;
  return {...panel, scoped: {[panel.repeat]: values[i]}, gridPos: {...place, x: x + i * w, w}};
}

function fill(text, scoped, values, answers) {
  let filled = text
      .replaceAll('$__rate_interval', RATE_INTERVAL)
      .replaceAll('$__range', answers.to - answers.from + 's');
  for (const name of Object.keys(values)) filled = filled.replaceAll('$' + name, scoped[name] || '.*');
  return filled;
}

function name(target, labels) {
  if (target.legendFormat !== '__auto')
    return target.legendFormat.replace(/{{(\w+)}}/g, (all, label) => labels[label] || '').trim();
  return Object.values(labels).join(' ');
}

/** The times at which a series begins, or begins again. */
function starts(series, step) {
  return series.flatMap(({values}) =>
    values.map(([at]) => at).filter((at, i, all) => i === 0 || at - all[i - 1] > 2 * step));
}

module.exports = {Answers};
