package metatextgrad.topics;

import static java.util.Objects.requireNonNull;
import static metatextgrad.topics.Topic.Kept.LEDGER;
import static metatextgrad.topics.Topic.Kept.LOG;
import static metatextgrad.topics.Topic.Kept.TABLE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Requester;
import metatextgrad.llm.RunCalls;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.BatchParked;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.DeadLetter.DeadLetterSent;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.MetaStructurePublished;
import metatextgrad.model.event.ModelState;
import metatextgrad.model.event.OptimizerProposed;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.PromptsServed.PromptsJson;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.RolloutCommand.ChallengerPromoted;
import metatextgrad.model.event.RolloutCommand.ChallengerRejected;
import metatextgrad.model.event.RolloutCommand.ChampionPinned;
import metatextgrad.model.event.RolloutCommand.ChampionUnpinned;
import metatextgrad.model.event.RolloutCommand.LabelRemoved;
import metatextgrad.model.event.RolloutCommand.RolledBack;
import metatextgrad.model.event.RolloutCommand.VersionLabelled;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.model.event.RunLimit.RunBudgetExhausted;
import metatextgrad.model.event.RunLimit.RunBudgetRestored;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskCount.TaskSetCounted;
import metatextgrad.model.event.TaskCount.UnknownProjectCounted;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.event.TrialCommand.TrialPaused;
import metatextgrad.model.event.TrialCommand.TrialResumed;
import metatextgrad.model.event.TrialCommand.TrialStopped;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptCommand.AdaptStopped;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.MixCompared;
import metatextgrad.model.live.RunOutcome.GateScored;
import metatextgrad.model.live.RunOutcome.OptimizersJudged;
import metatextgrad.model.live.RunOutcome.RunEnded;
import metatextgrad.model.live.RunOutcome.StepScored;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.GateItemsRequested;
import metatextgrad.model.live.SetRequest.WindowRequested;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand.AuditSet;
import metatextgrad.model.live.TaskCommand.GroupForgotten;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import metatextgrad.model.live.TrafficCount;

/** Every topic. Only this class names topics; a new one needs a decision record. */
public final class Topics {
    /** Filled by the constants below, in their order. */
    private static final List<Topic> ALL = new ArrayList<>();

    public static final Topic PROJECTS = topic("projects", TABLE, ProjectDefined.class, "mtg");

    /** Avro or plain JSON, any key or none: other clients place keys in other partitions. */
    public static final Topic TASKS =
            topic("tasks", LOG, TaskSubmitted.class, "applications", "gateway", "mtg");

    /** What applications answered with served versions: plain JSON, any key or none. */
    public static final Topic ANSWERS =
            topic("answers", LOG, AnswerGiven.class, "applications", "gateway");

    /** What users think of answers: plain JSON, any key or none. */
    public static final Topic FEEDBACK =
            topic("feedback", LOG, FeedbackGiven.class, "applications", "gateway", "mtg");

    /** Commands of users to the tasks of traffic. */
    public static final Topic TASK_COMMANDS =
            topic(
                    "task-commands",
                    LOG,
                    List.of(AuditSet.class, TaskLabelled.class, GroupForgotten.class),
                    "mtg");

    public static final Topic INTAKE_INBOX =
            topic(
                    "intake-inbox",
                    LOG,
                    List.of(
                            TaskSubmitted.class,
                            TaskArrived.class,
                            AnswerGiven.class,
                            FeedbackGiven.class),
                    "intake");

    /** The tasks of each set, those of traffic, and those whose project is not defined. */
    public static final Topic TASK_COUNTS =
            topic(
                    "task-counts",
                    TABLE,
                    List.of(
                            TaskSetCounted.class,
                            TrafficCount.class,
                            MixCompared.class,
                            UnknownProjectCounted.class),
                    "intake");

    public static final Topic SNAPSHOTS = topic("snapshots", LOG, Snapshot.class, "intake");
    public static final Topic BATCH_REQUESTS =
            topic("batch-requests", LOG, BatchRequested.class, "optimizer");

    /** Batches, refusals, and reports of parked batches. */
    public static final Topic TASK_BATCHES =
            topic("task-batches", LOG, List.of(TaskBatch.class, BatchParked.class), "intake");

    public static final Topic CANDIDATE_OUTPUTS =
            topic("candidate-outputs", LOG, CandidateOutput.class, "candidate");
    public static final Topic TEXTUAL_LOSSES =
            topic("textual-losses", LOG, TextualLoss.class, "loss");
    public static final Topic GRADIENTS =
            topic("gradients", LOG, GradientComputed.class, "gradient");
    public static final Topic OPTIMIZER_STATE =
            topic("optimizer-state", LOG, OptimizerState.class, "optimizer");
    public static final Topic SCORES = topic("scores", LOG, ScoreAggregated.class, "optimizer");

    /**
     * Requested evaluations, the decisions of barriers, and the commands of runs to their trials.
     */
    public static final Topic TRIALS =
            topic(
                    "trials",
                    LOG,
                    List.of(
                            EvaluationRequested.class,
                            StepRequested.class,
                            BatchClosed.class,
                            TrialPaused.class,
                            TrialResumed.class,
                            TrialStopped.class),
                    "meta",
                    "optimizer",
                    "rollout");

    public static final Topic META_PROMPTS =
            topic("meta-prompts", LOG, MetaPromptPublished.class, "meta");
    public static final Topic META_STRUCTURES =
            topic("meta-structures", LOG, MetaStructurePublished.class, "meta");
    public static final Topic OPTIMIZERS =
            topic("optimizers", TABLE, OptimizerVersion.class, "meta", "mtg");

    /**
     * Commands of users to runs, and reports of the worker that requests of a run wait for a
     * budget.
     */
    public static final Topic RUN_COMMANDS =
            topic(
                    "run-commands",
                    LOG,
                    List.of(
                            RunRequested.class,
                            RunPaused.class,
                            RunResumed.class,
                            RunCancelled.class,
                            OptimizerProposed.class,
                            RunBudgetExhausted.class,
                            RunBudgetRestored.class),
                    "mtg",
                    "gateway",
                    "llm-worker",
                    "meta");

    public static final Topic RUNS = topic("runs", TABLE, RunState.class, "meta");

    /**
     * What runs and contests bring a project: the result of each run, also if it found nothing
     * better; its end, its optimizers, and scores of contests.
     */
    public static final Topic CHALLENGERS =
            topic(
                    "challengers",
                    LOG,
                    List.of(
                            ChallengerOffered.class,
                            RunEnded.class,
                            OptimizersJudged.class,
                            GateScored.class,
                            StepScored.class),
                    "meta");

    /** Commands of users: adapt to traffic, or stop. */
    public static final Topic ADAPT_COMMANDS =
            topic("adapt-commands", LOG, List.of(AdaptStarted.class, AdaptStopped.class), "mtg");

    /** Requests for tasks of traffic. */
    public static final Topic WINDOW_REQUESTS =
            topic(
                    "window-requests",
                    LOG,
                    List.of(WindowRequested.class, GateItemsRequested.class),
                    "meta",
                    "rollout");

    /** Tasks of traffic, drawn for a run or a contest. */
    public static final Topic WINDOWS = topic("windows", LOG, SetClosed.class, "intake");

    /** The chains of runs of projects that adapt. */
    public static final Topic ADAPT_STATE = topic("adapt-state", TABLE, AdaptState.class, "meta");

    /** All contests of projects that adapt, those of a project in one partition. */
    public static final Topic CONTESTS = topic("contests", TABLE, GateContest.class, "rollout");

    /** Alarms: the judged answers of a champion have become worse. */
    public static final Topic DRIFT = topic("drift", LOG, DriftDetected.class, "rollout");

    /** Judgements of answers that applications gave with served versions. */
    public static final Topic LIVE_SCORES =
            topic("live-scores", LOG, TaskJudged.class, "applications", "intake");

    /** Commands of users to served versions. */
    public static final Topic ROLLOUT_COMMANDS =
            topic(
                    "rollout-commands",
                    LOG,
                    List.of(
                            ChallengerApproved.class,
                            ChallengerPromoted.class,
                            ChallengerRejected.class,
                            RolledBack.class,
                            ChampionPinned.class,
                            ChampionUnpinned.class,
                            VersionLabelled.class,
                            LabelRemoved.class),
                    "mtg",
                    "gateway");

    /** Read by applications: the versions, and which of them to use. */
    public static final Topic PROMPTS = topic("prompts", TABLE, PromptsServed.class, "rollout");

    public static final Topic PROMPT_VERSIONS =
            topic("prompt-versions", TABLE, PromptVersion.class, "rollout");

    /** The same for applications in any language: the serving table and its prompts as JSON. */
    public static final Topic PROMPTS_JSON =
            topic("prompts-json", TABLE, PromptsJson.class, "rollout");

    /**
     * Keyed by the content of the call, so that requests with equal content meet in one partition
     * of one worker.
     */
    public static final Topic LLM_REQUESTS =
            topic(
                    "llm-requests",
                    LOG,
                    LlmRequest.class,
                    "candidate",
                    "loss",
                    "gradient",
                    "optimizer",
                    "meta");

    private static final Map<Requester, Topic> RESPONSES = responses();

    /** Rows of the worker, in the partition number of their request. */
    public static final Topic LLM_LEDGER =
            topic("llm-ledger", LEDGER, List.of(LedgerEntry.class), "llm-worker");

    public static final Topic BUDGETS = topic("budgets", TABLE, BudgetLimits.class, "mtg");

    /**
     * Spending, in the partition of the ledger's number: one row per project, and one per run and
     * session of the owner.
     */
    public static final Topic BUDGET_SPEND =
            topic("budget-spend", TABLE, List.of(BudgetSpend.class, RunCalls.class), "llm-worker");

    /** Which models cannot be used now, and why: one row per model and worker. */
    public static final Topic MODEL_STATUS =
            topic("model-status", TABLE, ModelState.class, "llm-worker");

    /** Records that no service could handle, and who has sent which of them again. */
    public static final Topic DEAD_LETTERS =
            topic(
                    "dead-letters",
                    LOG,
                    List.of(DeadLetter.class, DeadLetterSent.class),
                    "intake",
                    "candidate",
                    "loss",
                    "gradient",
                    "optimizer",
                    "meta",
                    "rollout",
                    "llm-worker",
                    "mtg",
                    "gateway");

    /** Tables whose last records services show as gauges, and logs of which they show a day. */
    public static final List<Topic> GAUGES =
            List.of(
                    RUNS,
                    OPTIMIZERS,
                    TASK_COUNTS,
                    ADAPT_STATE,
                    CONTESTS,
                    PROMPTS,
                    DRIFT,
                    OPTIMIZER_STATE);

    private static final Map<String, Topic> BY_EVENT = byEvent();

    private Topics() {}

    public static List<Topic> all() {
        return Collections.unmodifiableList(ALL);
    }

    /** Returns the topic of the requester's answers. */
    public static Topic responses(Requester requester) {
        return requireNonNull(RESPONSES.get(requester));
    }

    /**
     * Returns the topic of an event. A task goes to the inbox: only applications write {@link
     * #TASKS}.
     *
     * @throws IllegalArgumentException if no topic has this event
     */
    public static Topic of(Event event) {
        if (event instanceof LlmResponse response) return responses(response.requester());
        Topic topic = BY_EVENT.get(event.getClass().getName());
        if (topic == null)
            throw new IllegalArgumentException("no topic for " + event.getClass().getSimpleName());
        return topic;
    }

    private static Map<String, Topic> byEvent() {
        Map<String, Topic> topics = new TreeMap<>();
        for (Topic topic : ALL)
            for (Class<? extends Event> event : topic.events()) topics.put(event.getName(), topic);
        return topics;
    }

    private static Map<Requester, Topic> responses() {
        Map<Requester, Topic> topics = new EnumMap<>(Requester.class);
        for (Requester requester : Requester.values()) {
            String name = "llm-responses." + requester.topic();
            topics.put(requester, topic(name, LOG, LlmResponse.class, "llm-worker"));
        }
        return topics;
    }

    private static Topic topic(
            String name, Topic.Kept kept, Class<? extends Event> event, String... writers) {
        return topic(name, kept, List.of(event), writers);
    }

    private static Topic topic(
            String name, Topic.Kept kept, List<Class<? extends Event>> events, String... writers) {
        Topic topic = new Topic(name, kept, events, List.of(writers));
        ALL.add(topic);
        return topic;
    }
}
