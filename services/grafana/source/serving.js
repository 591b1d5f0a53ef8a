const {chart, number, table} = require('./panel');

module.exports = {
  description: 'What serves, and the contests of challengers.',
  changes: true,
  variables: [{label: 'project', series: 'mtg_served_share', text: 'Project'}],
  rows: [
    {title: 'Versions', panels: [
      chart('Planned share', 12, 'percentunit', [.2, .8], 'Planned share of the traffic, by project and role.',
          [['max by (project, role) (mtg_served_share{project=~"$project"})', '{{project}} {{role}}']], {max: 1}),
      number('Changes of what serves', 6, 'short', [0, 1000], 'Changes in the range of time: promoted, rolled back, and canaries that started or ended.',
          [['round(sum by (change) (increase(mtg_served_changes_total{project=~"$project"}[$__range])))', '{{change}}']]),
      number('Serving tables', 6, 'short', [0, 1000], 'New serving tables of all projects in the range of time, by what serves beside the champion.',
          [['round(sum by (stage) (increase(mtg_prompts_served_total[$__range])))', '{{stage}}']]),
    ]},
    {title: 'Gate', panels: [
      chart('Evidence', 8, 'short', [4, 20], 'Evidence that the challenger of the last contest is better, and the evidence with which it passes.',
          [['max by (project) (mtg_contest_evidence{project=~"$project"})', 'evidence {{project}}'],
            ['max by (project) (mtg_contest_evidence_needed{project=~"$project"})', 'needed {{project}}']]),
      chart('Judged tasks', 8, 'short', [120, 120], 'Tasks that both versions of the last contest have answered.',
          [['max by (project) (mtg_contest_tasks{project=~"$project"})', '{{project}}']]),
      chart('Gain', 8, 'percentunit', [.1, .1], 'Mean score of the challenger minus that of the champion.',
          [['max by (project) (mtg_contest_gain{project=~"$project"})', '{{project}}']]),
      table('Stages', 12, 'short', [1, 1], 'The stage of the last contest of each project.',
          [['max by (project, stage) (mtg_contest_stage{project=~"$project"})']]),
      table('Time since the last change', 12, 's', [60, 60], 'Time since the last contest of each project changed.',
          [['max by (project) (mtg_contest_idle_seconds{project=~"$project"})']]),
    ]},
    {title: 'Drift', panels: [
      chart('Drop of the score', 12, 'percentunit', [.25, .25], 'How much worse the judged answers of the champion became at the last alarm, for a day after it.',
          [['max by (project) (mtg_drift_drop{project=~"$project"})', '{{project}}']]),
      table('Time since the last alarm', 12, 's', [3600, 3600], 'Time since the last alarm of drift, for a day.',
          [['max by (project) (mtg_drift_age_seconds{project=~"$project"})']]),
    ]},
    {title: 'Gateway', panels: [
      chart('Completions per minute', 8, 'short', [1, 600], 'Chat completions of projects at the gateway per minute, by what served.',
          [['60 * sum by (project, served) (rate(mtg_gateway_requests_total{project=~"$project"}[$__rate_interval]))', '{{project}} {{served}}']]),
      chart('Time to the first byte', 8, 's', [.1, 1], 'Time from a call of a model server to the head of its response.',
          [['histogram_quantile(0.5, sum by (le) (rate(mtg_gateway_calls_seconds_bucket[$__rate_interval])))', 'median'],
            ['histogram_quantile(0.95, sum by (le) (rate(mtg_gateway_calls_seconds_bucket[$__rate_interval])))', '95 %']]),
      chart('Samples', 8, 'short', [1, 600], 'Sampled tasks and answers per minute, by outcome, and those that wait for Kafka.',
          [['60 * sum by (outcome) (rate(mtg_gateway_samples_total[$__rate_interval]))', '{{outcome}}'],
            ['sum(mtg_gateway_samples_waiting)', 'waiting']]),
    ]},
  ],
};
