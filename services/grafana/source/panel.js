// Panels: charts over time, numbers and tables.
const sdk = name => require('@grafana/grafana-foundation-sdk/' + name);
const common = sdk('common');
const dashboard = sdk('dashboard');
const prometheus = sdk('prometheus');

const SOURCE = {type: 'prometheus', uid: '${datasource}'};
const SHAPES = {
  chart: () => new (sdk('timeseries').PanelBuilder)()
      .lineWidth(2)
      .fillOpacity(5)
      .showPoints(common.VisibilityMode.Never)
      .spanNulls(true)
      .legend(new common.VizLegendOptionsBuilder()
          .displayMode(common.LegendDisplayMode.List)
          .placement(common.LegendPlacement.Bottom)
          .showLegend(true))
      .tooltip(new common.VizTooltipOptionsBuilder()
          .mode(common.TooltipDisplayMode.Multi)
          .sort(common.SortOrder.Descending)),
  number: () => new (sdk('stat').PanelBuilder)()
      .graphMode(common.BigValueGraphMode.None)
      .colorMode(common.BigValueColorMode.Value)
      .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull'])),
  table: () => new (sdk('table').PanelBuilder)(),
};

function panel(one) {
  const builder = SHAPES[one.shape]()
      .title(one.title)
      .description(one.description)
      .datasource(SOURCE)
      .unit(one.unit);
  if (one.max !== undefined) builder.min(0).max(one.max);
  if (one.repeat) builder.repeat(one.repeat).repeatDirection('h').maxPerRow(3);
  if (one.board)
    builder.links([new dashboard.DashboardLinkBuilder('Open the board')
        .type(dashboard.DashboardLinkType.Link)
        .url('/d/mtg-' + one.board)
        .keepTime(true)
        .includeVars(true)]);
  one.queries.forEach(([expr, legend], i) => {
    const query = new prometheus.DataqueryBuilder()
        .refId(String.fromCharCode(65 + i))
        .datasource(SOURCE)
        .editorMode(prometheus.QueryEditorMode.Code)
        .expr(expr)
        .legendFormat(legend || '__auto');
    if (one.shape === 'table') query.instant().format(prometheus.PromQueryFormat.Table);
    builder.withTarget(query);
  });
  return builder;
}

const describe = (shape, h) => (title, w, unit, range, description, queries, more) =>
  ({shape, title, w, h, unit, range, description, queries, ...more});

/** A panel: title, width of 24, unit of Grafana, least and largest answer in the test, description, queries. */
module.exports = {
  panel,
  SOURCE,
  chart: describe('chart', 8),
  number: describe('number', 5),
  table: describe('table', 7),
};
