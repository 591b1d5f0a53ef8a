const {chart, number} = require('./panel');

const BEST = 'mtg_best_score{project=~"$project",split=~"$split"}';
const SEVERAL = `count(count by (project) (${BEST})) > 1`;

// Numbers of several projects belong to no program.
const one = gauge => `max(${gauge}{project=~"$project",split=~"$split"}) unless on() (${SEVERAL})`;

module.exports = {
  description: 'Whether runs find better prompts.',
  changes: true,
  variables: [
    {label: 'project', series: 'mtg_best_score', text: 'Project'},
    {label: 'split', series: 'mtg_best_score', text: 'Split'},
  ],
  rows: [
    {title: 'Scores', panels: [
      {...chart('Score on $split', 24, 'percentunit', [.4, .89], 'Best program of the newest run with its 95 % interval, and its seed program; of several projects, only the best program of each. The search chooses by val; test is read once, at the end of a run.',
          [[`max by (project) (${BEST})`, 'best {{project}}'],
            [one('mtg_best_score_low'), 'low'],
            [one('mtg_best_score_high'), 'high'],
            [one('mtg_seed_score'), 'seed']], {max: 1, repeat: 'split', state: true, band: ['low', 'high']})},
    ]},
    {title: 'Runs', panels: [
      chart('Open runs', 8, 'short', [2, 2], 'Runs that have not ended, by status.',
          [['sum by (status) (mtg_runs_open{project=~"$project"})', '{{status}}']], {state: true}),
      number('Age of the oldest run', 4, 's', [300, 300], 'Time since the first state of the oldest open run.',
          [['max(mtg_runs_oldest_seconds{project=~"$project"})']]),
      number('Changes of runs', 4, 'short', [0, 0], 'Changes of runs of all projects in the range of time, by status.',
          [['round(sum by (status) (increase(mtg_runs_total[$__range])))', '{{status}}']]),
      number('Trials and evaluations', 4, 'short', [0, 1000], 'Ended trials and evaluations in the range of time, by status. A failed one has no score, for example because no reply of the optimizer could be used.',
          [['round(sum by (status) (increase(mtg_trials_total[$__range])))', '{{status}}']]),
      number('Optimizers tried', 4, 'short', [0, 1000], 'Optimizers in the range of time, by verdict.',
          [['round(sum by (outcome) (increase(mtg_rounds_total[$__range])))', '{{outcome}}']]),
    ]},
    {title: 'Optimizers', panels: [
      chart('Optimizers by verdict', 12, 'short', [1, 3], 'Optimizers of all projects chosen, by the verdict of the run that tried them.',
          [['sum by (project, verdict) (mtg_optimizers{project=~"$project"})', '{{verdict}} {{project}}']], {state: true}),
      chart('Gain of optimizers', 12, 'percentunit', [-.1, .2], 'The largest gain by verdict. In a race it is the mean gain of the proposals, else the validation score minus the score to beat.',
          [['max by (project, verdict) (mtg_optimizer_gain{project=~"$project"})', '{{verdict}} {{project}}']], {state: true}),
    ]},
    {title: 'Steps', panels: [
      chart('Step curve', 16, 'percentunit', [.6, .6], 'Score of the best program that a step of the newest run keeps: on the validation tasks, in a race on those of the step. For a day after its last step.',
          [['max by (project) (mtg_step_score{project=~"$project"})', '{{project}}']], {max: 1, state: true}),
      number('Steps of the newest run', 8, 'short', [12, 12], 'Ended steps in all trials of the newest run.',
          [['sum by (project) (mtg_steps_done{project=~"$project"})', '{{project}}']]),
      chart('Proposals', 8, 'short', [0, 600], 'Steps of optimizers per minute, by outcome.',
          [['60 * sum by (outcome) (rate(mtg_proposals_total[$__rate_interval]))', '{{outcome}}']]),
      chart('Program runs', 8, 'short', [0, 600], 'Program runs on one task per minute, by outcome.',
          [['60 * sum by (outcome) (rate(mtg_outputs_total[$__rate_interval]))', '{{outcome}}']]),
      chart('Tasks without a readable answer', 8, 'short', [1, 600], 'Tasks per minute whose answer is not readable, and tasks without an answer, which have no score.',
          [['60 * sum(rate(mtg_unparseable_total[$__rate_interval]))', 'not readable'],
            ['60 * sum(rate(mtg_infrastructure_errors_total[$__rate_interval]))', 'no answer']]),
    ]},
    {title: 'Traffic', panels: [
      chart('Window', 8, 'percentunit', [.2, .2], 'Tasks since the last window, by the number that closes it. It is above 100 % while a run is open, or tasks to validate are missing.',
          [['sum by (project) (mtg_window_tasks{project=~"$project"}) / (sum by (project) (mtg_window_size_tasks{project=~"$project"}) > 0)', '{{project}}']]),
      chart('Pool', 8, 'short', [900, 900], 'Tasks of traffic in the pool, from which windows are drawn.',
          [['sum by (project) (mtg_pool_tasks{project=~"$project"})', '{{project}}']]),
      chart('Suspicious texts', 8, 'short', [3, 3], 'Tasks and feedback with tags of our prompts in their texts, over the life of the project. The log of intake names the first ten of each minute.',
          [['sum by (project) (mtg_traffic_suspicious{project=~"$project"})', '{{project}}']], {state: true}),
    ]},
  ],
};
