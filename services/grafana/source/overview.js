const {bad, chart, number} = require('./panel');

module.exports = {
  description: 'Six numbers, and where to look next.',
  changes: true,
  variables: [{label: 'project', series: 'mtg_best_score', text: 'Project'}],
  rows: [
    {title: 'Now', panels: [
      number('Best score', 4, 'percentunit', [.7, .7], 'Best program of the newest run on the validation tasks. Of several projects the highest.',
          [['max(mtg_best_score{project=~"$project",split="val"})']], {board: 'learning', max: 1}),
      number('Runs that have not ended', 4, 'short', [2, 2], 'Runs that are running, paused or blocked.',
          [['sum(mtg_runs_open{project=~"$project"}) or vector(0)']], {board: 'learning'}),
      number('Share of the champion', 4, 'percentunit', [.8, .8], 'Planned share of the traffic. Below 100 % another version serves beside the champion.',
          [['min(mtg_served_share{project=~"$project",role="champion"})']], {board: 'serving', max: 1}),
      number('Spent today', 4, 'currencyUSD', [1.5, 1.5], 'Dollars of all calls since midnight (UTC), by the price table. Models without a price add nothing.',
          [['sum(max by (project) (mtg_budget_day_spent{unit="usd",project=~"$project",project!="*"}))']], {board: 'cost'}),
      number('Alerts', 4, 'short', [0, 20], 'Alerts that fire, but for notices. docs/runbooks.md has a section for each.',
          [['count(ALERTS{alertname=~"Mtg.*",alertstate="firing",severity!="info"}) or vector(0)']], {board: 'pipeline', ...bad}),
      number('Services not ready', 4, 'short', [0, 0], 'Processes whose page of health is not ready.',
          [['count(mtg_ready == 0) or vector(0)']], {board: 'streams', ...bad}),
    ]},
    {title: 'Trend', panels: [
      chart('Best and seed', 12, 'percentunit', [.4, .7], 'Validation scores of the best and the seed program of the newest run, by project.',
          [['max by (project) (mtg_best_score{project=~"$project",split="val"})', 'best {{project}}'],
            ['max by (project) (mtg_seed_score{project=~"$project",split="val"})', 'seed {{project}}']], {max: 1, state: true}),
      chart('Requests per minute', 12, 'short', [1, 600], 'Answered requests of all roles: model calls and cache hits.',
          [['60 * sum(rate(mtg_llm_requests_total[$__rate_interval]))', 'requests']]),
    ]},
  ],
};
