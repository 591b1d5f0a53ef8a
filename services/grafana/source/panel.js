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
      // A series that ends and begins again has a gap, such as the share of a challenger.
      .spanNulls(false)
      .legend(legend(false))
      .tooltip(new common.VizTooltipOptionsBuilder()
          .mode(common.TooltipDisplayMode.Multi)
          .sort(common.SortOrder.Descending)),
  number: () => new (sdk('stat').PanelBuilder)()
      .graphMode(common.BigValueGraphMode.None)
      .colorMode(common.BigValueColorMode.Value)
      .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull'])),
  table: () => new (sdk('table').PanelBuilder)(),
};

function legend(ranked) {
  const builder = new common.VizLegendOptionsBuilder().showLegend(true);
  if (!ranked)
    return builder.displayMode(common.LegendDisplayMode.List).placement(common.LegendPlacement.Bottom);
  return builder.displayMode(common.LegendDisplayMode.Table)
      .placement(common.LegendPlacement.Right)
      .calcs(['max'])
      .sortBy('Max')
      .sortDesc(true);
}

/** Without own steps, Grafana would show each number of 80 and more in red. */
function thresholds(steps) {
  return new dashboard.ThresholdsConfigBuilder()
      .mode(dashboard.ThresholdsMode.Absolute)
      .steps(steps ? [{value: null, color: 'green'}, ...steps] : [{value: null, color: 'text'}]);
}

function panel(one) {
  const builder = SHAPES[one.shape]()
      .title(one.title)
      .description(one.description)
      .datasource(SOURCE)
      .unit(one.unit);
  if (one.shape === 'number') builder.thresholds(thresholds(one.steps));
  if (one.ranked) builder.legend(legend(true));
  if (one.state) builder.lineInterpolation(common.LineInterpolation.StepAfter);
  if (one.band)
    builder.overrideByName(one.band[1], [{id: 'custom.fillBelowTo', value: one.band[0]}, {id: 'custom.lineWidth', value: 1}])
        .overrideByName(one.band[0], [{id: 'custom.lineWidth', value: 1}]);
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
    // Over a range, a number would show the last value of a series that is gone.
    if (one.shape !== 'chart') query.instant();
    if (one.shape === 'table') query.format(prometheus.PromQueryFormat.Table);
    builder.withTarget(query);
  });
  return builder;
}

const describe = (shape, h) => (title, w, unit, range, description, queries, more) =>
  ({shape, title, w, h, unit, range, description, queries, ...more});

const at = (value, color) => [{value, color}];

/**
 * A panel: title, width of 24, unit of Grafana, least and largest answer in the test, description, queries. Further: `steps`
 * from which a number is not green, `state` for what keeps its value between changes, `ranked` for many series.
 */
module.exports = {
  panel,
  SOURCE,
  bad: {steps: at(1, 'red')},
  doubtful: {steps: at(1, 'orange')},
  chart: describe('chart', 8),
  number: describe('number', 5),
  table: describe('table', 7),
};
