const {chart, doubtful, number} = require('./panel');

module.exports = {
  description: 'Calls, tokens, dollars and limits.',
  variables: [{label: 'project', series: 'mtg_budget_day_spent', text: 'Project'}],
  rows: [
    {title: 'Dollars', panels: [
      chart('Dollars per hour', 9, 'currencyUSD', [.01, 600], 'Cost of calls of all projects by the price table, by role. Models without a price add nothing.',
          [['3600 * sum by (role) (rate(mtg_cost_usd_total[$__rate_interval]))', '{{role}}']]),
      chart('Spent today and limit', 9, 'currencyUSD', [1.5, 5], 'Dollars since midnight (UTC) and the limit of a day, by project.',
          [['max by (project) (mtg_budget_day_spent{unit="usd",project=~"$project"})', 'spent {{project}}'],
            ['max by (project) (mtg_budget_day_limit{unit="usd",project=~"$project"})', 'limit {{project}}']]),
      number('Age of the price table', 6, 's', [86400, 86400], 'Prices change. An old table gives wrong dollars.',
          [['max(mtg_prices_age_seconds)']], {steps: [{value: 180 * 86400, color: 'orange'}]}),
    ]},
    {title: 'Budgets', panels: [
      chart('Used part of budgets', 8, 'percentunit', [.5, .5], 'Used part of the fullest limit, by project; * means all projects. At 100 % calls wait, also if the rest of it is too little for the next one.',
          // A limit may be set below what is spent, so there is no upper end.
          [['max by (project) (mtg_budget_used{project=~"$project"})', '{{project}}']]),
      chart('Requests that wait for a budget', 8, 'short', [3, 3], 'Requests that wait for a higher limit, the next day, or the end of a pause.',
          [['sum(mtg_llm_requests_blocked)', 'requests']]),
      chart('Calls today', 8, 'short', [40, 40], 'Billed calls and calls in doubt since midnight (UTC), by project.',
          [['max by (project) (mtg_budget_day_spent{unit="calls",project=~"$project"})', '{{project}}']]),
    ]},
    {title: 'Calls', panels: [
      chart('Calls by billing', 8, 'short', [1, 600], 'Attempts per minute: billed, refused by the server, and without an answer but perhaps billed.',
          [['60 * sum(rate(mtg_llm_calls_seconds_count{outcome=~"ok|invalid"}[$__rate_interval]))', 'billed'],
            ['60 * sum(rate(mtg_llm_calls_seconds_count{outcome="refused"}[$__rate_interval]))', 'refused'],
            ['60 * sum(rate(mtg_llm_in_doubt_total[$__rate_interval]))', 'in doubt']]),
      chart('Calls not made', 8, 'short', [1, 1200], 'Requests per minute that needed no call: cache hits, and criticism that was omitted because the answer was right.',
          [['60 * sum(rate(mtg_llm_cache_hits_total[$__rate_interval]))', 'cache hits'],
            ['60 * sum(rate(mtg_backward_skipped_total[$__rate_interval]))', 'omitted']]),
      chart('Tokens', 8, 'short', [1, 1000], 'Tokens per second of billed calls, by role, direction and source.',
          [['sum by (role, type, source) (rate(mtg_llm_tokens_total[$__rate_interval]))', '{{role}} {{type}} {{source}}']]),
      number('Perhaps billed twice', 12, 'short', [1, 1000], 'Calls in the range of time that were repeated although an earlier attempt may have been billed, and attempts in doubt.',
          [['round(sum((mtg_llm_calls_repeated_total unless max_over_time(mtg_llm_calls_repeated_total[10m] offset $__range)) or increase(mtg_llm_calls_repeated_total[$__range]))) or vector(0)', 'repeated'],
            ['round(sum((mtg_llm_in_doubt_total unless max_over_time(mtg_llm_in_doubt_total[10m] offset $__range)) or increase(mtg_llm_in_doubt_total[$__range]))) or vector(0)', 'in doubt']], doubtful),
      number('Parameters refused', 12, 'short', [1, 1000], 'Requests that a server refused because of a parameter, since the services started.',
          [['sum by (parameter) (mtg_llm_parameters_refused_total)', '{{parameter}}']], doubtful),
    ]},
  ],
};
