const {bad, chart, number, table} = require('./panel');

module.exports = {
  description: 'Where records and requests wait.',
  rows: [
    {title: 'Lag', panels: [
      chart('Lag by topic', 12, 'short', [7, 7], 'Records that a service has not read yet, by service and topic.',
          [['sum by (service, topic) (kafka_consumer_fetch_manager_records_lag)', '{{service}} {{topic}}']], {ranked: true}),
      chart('Records read', 12, 'short', [4, 4], 'Records per second, by service and topic.',
          [['sum by (service, topic) (kafka_consumer_fetch_manager_records_consumed_rate)', '{{service}} {{topic}}']], {ranked: true}),
    ]},
    {title: 'Requests and calls', panels: [
      chart('Requests', 8, 'short', [1, 600], 'Answered requests per minute, by role and outcome.',
          [['60 * sum by (role, outcome) (rate(mtg_llm_requests_total[$__rate_interval]))', '{{role}} {{outcome}}']]),
      chart('Time of a call', 8, 's', [.1, .3], 'Median and 95th percentile of the duration of an attempt, by role.',
          [['histogram_quantile(0.5, sum by (role, le) (rate(mtg_llm_calls_seconds_bucket[$__rate_interval])))', 'median {{role}}'],
            ['histogram_quantile(0.95, sum by (role, le) (rate(mtg_llm_calls_seconds_bucket[$__rate_interval])))', '95 % {{role}}']]),
      chart('Time of a call by model', 8, 's', [.1, .3], 'Mean duration of an attempt, by model.',
          [['sum by (model) (rate(mtg_llm_model_calls_seconds_sum[$__rate_interval])) / sum by (model) (rate(mtg_llm_model_calls_seconds_count[$__rate_interval]))', '{{model}}']]),
      chart('Calls by model', 8, 'short', [1, 600], 'Attempts per minute, by model.',
          [['60 * sum by (model) (rate(mtg_llm_model_calls_seconds_count[$__rate_interval]))', '{{model}}']]),
      chart('Calls in flight', 8, 'short', [3, 3], 'Model calls in flight, of all workers.',
          [['sum(mtg_llm_in_flight)', 'calls']]),
      chart('Oldest request', 8, 's', [2, 2], 'How long the oldest request waits for its call. A call in flight waits no more, so a server that hangs does not show here.',
          [['max(mtg_llm_request_oldest_seconds)', 'wait']]),
    ]},
    {title: 'Limits of servers', panels: [
      chart('Rate allowed', 8, 'short', [600, 600], 'Requests and tokens per minute that workers may send, and those to which the server limits them.',
          [['sum by (model, type) (mtg_llm_rate_limit)', '{{model}} {{type}}'],
            ['60 * sum by (model, type) (mtg_llm_throttled)', 'throttled {{model}} {{type}}']]),
      chart('Calls refused for the rate', 8, 'percentunit', [.1, .9], 'Share of the attempts that the server refused with 429.',
          [['(sum(rate(mtg_llm_calls_seconds_count{outcome="limited"}[$__rate_interval])) or vector(0)) / sum(rate(mtg_llm_calls_seconds_count[$__rate_interval]))', 'refused']], {max: 1}),
      chart('Models that serve no call', 8, 'short', [0, 0], 'Open circuits, and models of which no call is served.',
          [['max(mtg_llm_circuits_open)', 'open circuits'],
            ['max by (model) (mtg_llm_model_blocked)', '{{model}}']], {state: true}),
    ]},
    {title: 'Events put aside', panels: [
      chart('Events not applied', 16, 'short', [1, 600], 'Events per minute that a service ignored: of an earlier step, after a barrier, or seen before.',
          [['60 * sum(rate(mtg_stale_total[$__rate_interval]))', 'stale'],
            ['60 * sum(rate(mtg_late_total[$__rate_interval]))', 'late'],
            ['60 * sum(rate(mtg_duplicates_total[$__rate_interval]))', 'duplicates']]),
      number('Dead letters', 8, 'short', [1, 1000], 'Records in the range of time that no service could handle, and tasks of undefined projects.',
          [['round(sum((mtg_dead_letters_total unless max_over_time(mtg_dead_letters_total[10m] offset $__range)) or increase(mtg_dead_letters_total[$__range]))) or vector(0)', 'dead letters'],
            ['round(sum(increase(mtg_tasks_unknown_project_total[$__range]))) or vector(0)', 'unknown project']], bad),
      table('Dead letters by topic and reason', 24, 'short', [1, 1000], 'Since the services started. The command mtg dlq ls lists them.',
          [['sum by (service, topic, reason) (mtg_dead_letters_total)']]),
    ]},
  ],
};
