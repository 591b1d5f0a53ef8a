const {chart, number, table} = require('./panel');

// Calls without a response have no first byte.
const FIRST = 'sum by (le) (rate(mtg_gateway_calls_seconds_bucket{outcome=~"ok|refused|failed|broken"}[$__rate_interval]))';

module.exports = {
  description: 'What serves, and the contests of challengers.',
  changes: true,
  variables: [{label: 'project', series: 'mtg_served_share', text: 'Project'}],
  rows: [
    {title: 'Versions', panels: [
      chart('Planned share', 12, 'percentunit', [.2, .8], 'Planned share of the traffic, by project and role.',
          [['max by (project, role) (mtg_served_share{project=~"$project"})', '{{project}} {{role}}']], {max: 1, state: true}),
      number('Changes of what serves', 6, 'short', [0, 1000], 'Changes in the range of time: promoted, rolled back, and canaries that started or ended.',
          [['round(sum by (change) (increase(mtg_served_changes_total{project=~"$project"}[$__range])))', '{{change}}']]),
      number('Serving tables', 6, 'short', [0, 1000], 'New serving tables of all projects in the range of time, by what serves beside the champion.',
          [['round(sum by (stage) (increase(mtg_prompts_served_total[$__range])))', '{{stage}}']]),
    ]},
    {title: 'Gate', panels: [
      chart('Evidence', 8, 'short', [4, 20], 'Evidence that the challenger of the last contest is better, and the evidence with which it passes.',
          [['max by (project) (mtg_contest_evidence{project=~"$project"})', 'evidence {{project}}'],
            ['max by (project) (mtg_contest_evidence_needed{project=~"$project"})', 'needed {{project}}']], {state: true}),
      chart('Judged tasks', 8, 'short', [120, 120], 'Tasks that both versions of the last contest have answered.',
          [['max by (project) (mtg_contest_tasks{project=~"$project"})', '{{project}}']], {state: true}),
      chart('Gain', 8, 'percentunit', [.1, .1], 'Mean score of the challenger minus that of the champion.',
          [['max by (project) (mtg_contest_gain{project=~"$project"})', '{{project}}']], {state: true}),
      table('Stages', 12, 'short', [1, 1], 'The stage of the last contest of each project.',
          [['max by (project, stage) (mtg_contest_stage{project=~"$project"})']]),
      table('Time since the last change', 12, 's', [60, 60], 'Time since the last contest of each project changed.',
          [['max by (project) (mtg_contest_idle_seconds{project=~"$project"})']]),
    ]},
    {title: 'Drift', panels: [
      chart('Drop of the score', 12, 'percentunit', [.25, .25], 'How much worse the judged answers of the champion became at the last alarm, for a day after it.',
          [['max by (project) (mtg_drift_drop{project=~"$project"})', '{{project}}']], {state: true}),
      table('Time since the last alarm', 12, 's', [3600, 3600], 'Time since the last alarm of drift, for a day.',
          [['max by (project) (mtg_drift_age_seconds{project=~"$project"})']]),
      chart('Mix of tasks', 12, 'short', [.05, .1], 'Distance of the last window to the windows before, by feature, and what chance explains of it.',
          [['max by (project, feature) (mtg_mix_distance{project=~"$project"})', '{{project}} {{feature}}'],
            ['max by (project, feature) (mtg_mix_limit{project=~"$project"})', 'chance {{project}} {{feature}}']]),
      table('Time since the mix changed', 12, 's', [3600, 3600], 'Time since the last window with another mix of tasks, for a day.',
          [['max by (project) (mtg_mix_age_seconds{project=~"$project"})']]),
    ]},
    {title: 'Gateway', panels: [
      chart('Completions per minute', 6, 'short', [1, 600], 'Chat completions of projects at the gateway per minute, by what served.',
          [['60 * sum by (project, served) (rate(mtg_gateway_requests_total{project=~"$project"}[$__rate_interval]))', '{{project}} {{served}}']]),
      chart('Calls of model servers', 6, 'short', [1, 600], 'Calls per minute of the gateway, by outcome. All but ok had no answer of the model.',
          [['60 * sum by (outcome) (rate(mtg_gateway_calls_seconds_count[$__rate_interval]))', '{{outcome}}']]),
      chart('Time to the first byte', 6, 's', [.1, 1], 'Time from a call of a model server to the head of its response.',
          [[`histogram_quantile(0.5, ${FIRST})`, 'median'],
            [`histogram_quantile(0.95, ${FIRST})`, '95 %']]),
      chart('Samples', 6, 'short', [1, 600], 'Sampled tasks and answers per minute, by outcome, and those that wait for Kafka.',
          [['60 * sum by (outcome) (rate(mtg_gateway_samples_total[$__rate_interval]))', '{{outcome}}'],
            ['sum(mtg_gateway_samples_waiting)', 'waiting']]),
      chart('Tables of the gateway', 8, 'short', [1, 100], 'Serving tables of the gateway with the fewest, and whether all gateways read changes of tables (1) or not (0).',
          [['min(mtg_gateway_tables)', 'tables'], ['min(mtg_gateway_following)', 'reads changes']], {state: true}),
      chart('Answers by old tables', 8, 'short', [0, 60], 'Completions per minute while a gateway read no changes of tables, and attempts to read that Kafka refused.',
          [['60 * sum(rate(mtg_gateway_stale_total[$__rate_interval]))', 'completions'],
            ['60 * sum(rate(mtg_gateway_kafka_refused_total[$__rate_interval]))', 'refused']]),
      chart('Overload', 8, 'short', [0, 60], 'Requests per minute that the gateway refused because those in flight take its heap.',
          [['60 * sum(rate(mtg_gateway_overloaded_total[$__rate_interval]))', 'requests']]),
    ]},
  ],
};
