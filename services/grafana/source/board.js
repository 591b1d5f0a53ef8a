// One board from its description: rows of panels, each with its queries and the range of their answers in the test.
const sdk = name => require('@grafana/grafana-foundation-sdk/' + name);
const dashboard = sdk('dashboard');
const common = sdk('common');
const {panel, SOURCE} = require('./panel');

const TITLES = {
  overview: 'Overview',
  learning: 'Learning',
  serving: 'Serving',
  cost: 'Cost',
  pipeline: 'Pipeline and lag',
  streams: 'Kafka Streams and JVM',
};

function link(name) {
  return new dashboard.DashboardLinkBuilder(TITLES[name])
      .type(dashboard.DashboardLinkType.Link)
      .icon('dashboard')
      .tooltip('')
      .url('/d/mtg-' + name)
      .keepTime(true)
      .includeVars(true);
}

function variables(labels) {
  const source = new dashboard.DatasourceVariableBuilder('datasource')
      .label('Data source')
      .type('prometheus')
      .current({text: 'Prometheus', value: 'prometheus'});
  return [source, ...labels.map(({label, series, text}) =>
    new dashboard.QueryVariableBuilder(label)
        .label(text)
        .datasource(SOURCE)
        .query({query: `label_values(${series}, ${label})`, refId: label})
        .definition(`label_values(${series}, ${label})`)
        .refresh(dashboard.VariableRefresh.OnTimeRangeChanged)
        .sort(dashboard.VariableSort.AlphabeticalAsc)
        .multi(true)
        .includeAll(true)
        .allValue('.*')
        .current({text: ['All'], value: ['$__all']}))];
}

// A rate over a minute would miss what happens between the last sample of one minute and the first of the next. A
// process that takes over can begin with a change. The last value may be older than a minute: a scrape can fail.
const served = change => {
  const changes = `mtg_served_changes_total{change=~"${change}",project=~"$project"}`;
  return `sum by (project) ((${changes} - last_over_time(${changes}[10m] offset 1m) >= 0) or ${changes}) > 0`;
};

function annotation(name, expr, color) {
  return new dashboard.AnnotationQueryBuilder()
      .name(name)
      .datasource(SOURCE)
      .enable(true)
      .iconColor(color)
      .expr(expr)
      .step('1m')
      .titleFormat(name + ' {{project}}');
}

/** Panels that fit beside each other. */
function lines(panels) {
  const made = [];
  let free = 0;
  for (const one of panels) {
    if (one.w > free) {
      made.push([]);
      free = 24;
    }
    made.at(-1).push(one);
    free -= one.w;
  }
  return made;
}

function build(name, board, ranges) {
  const builder = new dashboard.DashboardBuilder(TITLES[name])
      .uid('mtg-' + name)
      .description(board.description)
      .tags(['metatextgrad'])
      .version(1)
      .refresh('10s')
      .timezone('browser')
      .time({from: 'now-1h', to: 'now'})
      .tooltip(dashboard.DashboardCursorSync.Crosshair)
      .variables(variables(board.variables || []))
      .links(Object.keys(TITLES).filter(other => other !== name).map(link));
  if (board.changes)
    builder.annotations([
      annotation('Promoted', served('promoted'), 'green'),
      annotation('Taken back', served('rolled_back|canary_ended'), 'red'),
      annotation('Drift', 'max by (project) (mtg_drift_age_seconds{project=~"$project"}) < 60', 'orange'),
      annotation('Mix of tasks', 'max by (project) (mtg_mix_age_seconds{project=~"$project"}) < 60', 'yellow'),
    ]);
  let id = 0;
  let y = 0;
  for (const row of board.rows) {
    builder.withRow(new dashboard.RowBuilder(row.title)
        .id(++id)
        .gridPos({x: 0, y: y++, w: 24, h: 1}));
    for (const line of lines(row.panels)) {
      const h = Math.max(...line.map(one => one.h));
      let x = 0;
      for (const one of line) {
        builder.withPanel(panel(one).id(++id).gridPos({x, y, w: one.w, h}));
        ranges[`${name}: ${one.title}`] = one.range;
        x += one.w;
      }
      y += h;
    }
  }
  return builder.build();
}

module.exports = {build};
