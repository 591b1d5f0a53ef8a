package metatextgrad.cli.runs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.cli.text.HoldReasonFormatter;
import metatextgrad.cli.text.Texts;
import metatextgrad.model.RunId;
import metatextgrad.model.Split;
import metatextgrad.model.StepOperator;
import metatextgrad.model.Text;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ModelState;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerToTry;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.event.TrialEvent;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.view.ModelReports;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** Follows one run: prints its events as lines, and ends with the run. */
public final class RunWatcher {
    /** The topics that a watcher reads. */
    public static final List<Topic> TOPICS =
            List.of(
                    Topics.RUNS,
                    Topics.MODEL_STATUS,
                    Topics.TRIALS,
                    Topics.META_PROMPTS,
                    Topics.META_STRUCTURES,
                    Topics.OPTIMIZER_STATE,
                    Topics.SCORES,
                    Topics.OPTIMIZERS);

    private static final Duration REMIND = Duration.ofMinutes(1);

    private final RunId run;
    private final Consumer<String> lines;
    private final String next;
    private final TrialProgress trials;
    private final ModelReports models = new ModelReports();
    private @Nullable RunState last;

    /** The last state as its models affect it. */
    private @Nullable RunState shown;

    private String printedPhase = "";
    private List<StepOperator.Pattern> printedPatterns = List.of();

    private long printed;

    /** Follows a run that ends with this process, so that no further command applies. */
    public RunWatcher(RunId run, Consumer<String> lines) {
        this(run, lines, "");
    }

    /**
     * Follows this run.
     *
     * @param next the command to suggest once the run is finished; empty for none
     */
    public RunWatcher(RunId run, Consumer<String> lines, String next) {
        this.run = run;
        this.lines = lines;
        this.next = next;
        trials = new TrialProgress(lines);
    }

    /**
     * Reads until the run has finished. Earlier events are read topic by topic, so they are ordered
     * by time first.
     *
     * @param check throws if the run cannot finish any more
     */
    public RunState follow(EventReader reader, Runnable check) {
        List<Stamped<Event>> earlier = new ArrayList<>();
        reader.toEnd(
                one -> {
                    if (concerns(one.event())) earlier.add(one);
                },
                left -> {});
        ordered(earlier).forEach(this::handle);
        earlier.clear();
        RunState state = last;
        while (state == null || state.status().open()) {
            check.run();
            reader.pollAndReport().forEach(this::handle);
            if (Ansi.AUTO.enabled()) remind(System.nanoTime()); // only on a terminal
            state = last;
        }
        end(state);
        return state;
    }

    /** Returns whether a service has begun the run. */
    boolean hasBegun() {
        return last != null;
    }

    /** Prints how the run ended. */
    void end(RunState state) {
        trials.flush();
        boolean more = state.status() == RunState.Status.FINISHED && !next.isEmpty();
        lines.accept(phase(state) + (more ? ": " + next : ""));
    }

    /** Sorts by time. Events of one cause have one time; then a step comes before its trial. */
    static List<Event> ordered(List<Stamped<Event>> events) {
        return events.stream()
                .sorted(
                        Comparator.<Stamped<Event>>comparingLong(Stamped::millis)
                                .thenComparingInt(one -> rank(one.event())))
                .map(Stamped::event)
                .toList();
    }

    private static int rank(Event event) {
        return switch (event) {
            case OptimizerState step -> 0;
            case ScoreAggregated report -> 1;
            case OptimizerVersion version -> 2;
            case RunState state -> 3;
            default -> 4;
        };
    }

    /** Returns whether an event is one of this run, or of a model. */
    boolean concerns(Event event) {
        return switch (event) {
            case TrialEvent step -> step.stepRef().run().equals(run);
            case RunState state -> state.request().id().equals(run);
            case OptimizerVersion version -> run.equals(version.run());
            default -> true;
        };
    }

    void handle(Event event) {
        if (!concerns(event)) return;
        switch (event) {
            case RunState state -> {
                if (isOlder(state)) return;
                trials.report(state.lines());
                if (last != null) untried(last, state);
                last = state;
                show(models.applied(state));
                if (state.status() == RunState.Status.RUNNING) printPhase(phase(state));
            }
            case ModelState model -> {
                models.accept(model);
                if (last != null) show(models.applied(last));
            }
            case OptimizerToTry trial -> trials.name(trial);
            case EvaluationRequested evaluation -> trials.name(evaluation);
            case StepRequested step -> {
                print(step.operator().patterns());
                trials.name(step);
            }
            case OptimizerState step -> trials.print(step);
            case ScoreAggregated report -> {
                // The decision on a proposal of a race has its scores.
                if (report.scope() == ScoreAggregated.Scope.TRIAL
                        && report.split() != Split.TRAIN_AGAIN)
                    trials.print(report.stepRef().trial(), line(report));
            }
            case OptimizerVersion version -> {
                TrialId trial = version.trial();
                if (trial == null) return;
                String verdict = Text.lower(version.verdict());
                trials.print(
                        version, trial, version.submitted() ? "submitted, " + verdict : verdict);
            }
            default -> {}
        }
    }

    /** Prints what changed. Late events update the state but print nothing. */
    private void show(RunState state) {
        RunState before = shown;
        shown = state;
        if (before != null
                && before.status() == state.status()
                && before.reason().equals(state.reason())
                && Objects.equals(before.blocked(), state.blocked())) return;
        printed = System.nanoTime();
        switch (state.status()) {
            case PAUSED -> lines.accept(pause(state));
            case BLOCKED -> lines.accept("blocked: " + HoldReasonFormatter.of(state));
            case RUNNING -> {
                if (before != null && before.status() != RunState.Status.RUNNING)
                    lines.accept("resumed");
                else if (before != null && !before.reason().isEmpty() && state.reason().isEmpty())
                    lines.accept("no longer throttled");
                if (!state.reason().isEmpty()) lines.accept(state.reason());
            }
            case FINISHED, FAILED, CANCELLED -> {}
        }
    }

    /**
     * Returns the line of a pause. If the command named no operator, the reason of the state is
     * empty, or has only the limit that blocks the run as well.
     */
    private static String pause(RunState state) {
        String limit = state.blocked() == null ? "" : state.blocked().text();
        return state.reason().equals(limit) ? "paused" : state.reason();
    }

    /** Prints again, once a minute, why the run is blocked: people forget what scrolled away. */
    void remind(long nanos) {
        RunState state = shown;
        if (state == null || state.status() != RunState.Status.BLOCKED) return;
        if (nanos - printed < REMIND.toNanos()) return;
        printed = nanos;
        lines.accept("still blocked: " + HoldReasonFormatter.of(state));
    }

    /** Rounds that ended without a trial: no other event reports them. */
    private void untried(RunState before, RunState now) {
        List<RoundEnd> ended = new ArrayList<>(now.rounds());
        before.rounds().forEach(ended::remove);
        for (RoundEnd end : ended) {
            if (end.verdict() == OptimizerVersion.Verdict.INVALID)
                lines.accept(
                        "  %s, round %d: no usable proposal: %s"
                                .formatted(end.optimizer(), end.round(), end.reason()));
        }
    }

    /** Prints the patterns of failures, once for all steps that show them. */
    private void print(List<StepOperator.Pattern> patterns) {
        if (patterns.isEmpty() || patterns.equals(printedPatterns)) return;
        printedPatterns = patterns;
        FailurePatternsText.of(patterns).forEach(lines);
    }

    /** A race has many states of one phase. */
    private void printPhase(String phase) {
        if (!phase.equals(printedPhase)) lines.accept(phase);
        printedPhase = phase;
    }

    private static String phase(RunState state) {
        return state.phase() + (state.reason().isEmpty() ? "" : ": " + state.reason());
    }

    private boolean isOlder(RunState state) {
        return last != null && !state.isLaterThan(last);
    }

    private static String line(ScoreAggregated report) {
        String split = Text.lower(report.split());
        return switch (report.status()) {
            case OK -> scored(split, report);
            case FAILED -> split + " trial failed: " + report.reason();
            case STOPPED -> split + " trial stopped: " + report.reason();
        };
    }

    private static String scored(String split, ScoreAggregated report) {
        if (report.atMost() != null)
            return Texts.format(
                    "%s score at most %.3f, ended after %d tasks",
                    split, report.atMost(), report.stats().items());
        return Texts.format(
                "%s score %.3f [%.3f, %.3f], %d tasks",
                split,
                report.stats().mean(),
                report.stats().low(),
                report.stats().high(),
                report.stats().items());
    }
}
