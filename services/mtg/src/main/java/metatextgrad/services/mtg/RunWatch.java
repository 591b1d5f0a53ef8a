package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import metatextgrad.model.Evaluation;
import metatextgrad.model.Event;
import metatextgrad.model.OptimizerState;
import metatextgrad.model.OptimizerToTry;
import metatextgrad.model.OptimizerVersion;
import metatextgrad.model.RoundEnd;
import metatextgrad.model.RunId;
import metatextgrad.model.RunState;
import metatextgrad.model.ScoreReport;
import metatextgrad.model.TrialId;
import metatextgrad.services.mtg.EventReader.Stamped;
import metatextgrad.streams.Topic;
import metatextgrad.streams.Topics;
import org.jspecify.annotations.Nullable;

/** Follows one run: says in lines what happens, and ends with the run. */
final class RunWatch {
    /** What a watcher must read. */
    static final List<Topic> TOPICS =
            List.of(
                    Topics.RUNS,
                    Topics.TRIALS,
                    Topics.META_PROMPTS,
                    Topics.META_STRUCTURES,
                    Topics.OPTIMIZER_STATE,
                    Topics.SCORES,
                    Topics.OPTIMIZERS);

    private final RunId run;
    private final Consumer<String> lines;
    private final String next;
    private final List<OptimizerVersion> versions = new ArrayList<>();
    private final TrialLines trials;
    private @Nullable RunState last;

    /** For runs that are gone when this process is: there is nothing to type afterwards. */
    RunWatch(RunId run, Consumer<String> lines) {
        this(run, lines, "");
    }

    /**
     * Follows this run.
     *
     * @param next what to type once the run is finished; empty for nothing
     */
    RunWatch(RunId run, Consumer<String> lines, String next) {
        this.run = run;
        this.lines = lines;
        this.next = next;
        trials = new TrialLines(lines);
    }

    /**
     * Reads until the run is over; null if {@code stop} became true first. What is there already
     * comes topic by topic, so it is heard in the order in which it happened.
     */
    @Nullable RunState follow(EventReader reader, BooleanSupplier stop) {
        ordered(reader.toEnd()).forEach(this::hear);
        while (!stop.getAsBoolean()) {
            if (last != null && !last.status().open()) {
                end(last);
                return last;
            }
            reader.poll().forEach(this::hear);
        }
        return null;
    }

    /** Says how the run ended. */
    void end(RunState state) {
        trials.flush();
        boolean more = state.status() == RunState.Status.FINISHED && !next.isEmpty();
        lines.accept(phase(state) + (more ? ": " + next : ""));
    }

    /** By time; what has one cause has one time, and then a step ends before its trial does. */
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
            case ScoreReport report -> 1;
            case OptimizerVersion version -> 2;
            case RunState state -> 3;
            default -> 4;
        };
    }

    /** The optimizers that were tried, in the order of their verdicts. */
    List<OptimizerVersion> versions() {
        return List.copyOf(versions);
    }

    void hear(Event event) {
        switch (event) {
            case RunState state -> {
                if (!state.request().id().equals(run) || isOlder(state)) return;
                boolean resumed =
                        last != null
                                && last.status().open()
                                && last.status() != RunState.Status.RUNNING;
                trials.report(state.lines());
                if (last != null) untried(last, state);
                if (resumed && state.status() == RunState.Status.RUNNING) lines.accept("resumed");
                if (!stands(state)) standing(state);
                last = state;
                if (state.status() == RunState.Status.RUNNING) lines.accept(phase(state));
            }
            case OptimizerToTry trial -> {
                if (trial.trail().run().equals(run)) trials.name(trial);
            }
            case Evaluation evaluation -> {
                if (evaluation.trail().run().equals(run)) trials.name(evaluation);
            }
            case OptimizerState step -> {
                if (step.trail().run().equals(run))
                    trials.say(
                            step.trail().trial(),
                            "step "
                                    + step.trail().step()
                                    + ": "
                                    + step.decision().name().toLowerCase(Locale.ROOT)
                                    + ", "
                                    + step.reason());
            }
            case ScoreReport report -> {
                if (report.trail().run().equals(run) && report.scope() == ScoreReport.Scope.TRIAL)
                    trials.say(report.trail().trial(), line(report));
            }
            case OptimizerVersion version -> {
                TrialId trial = version.trial();
                if (trial == null || !run.equals(version.run())) return;
                versions.add(version);
                String verdict = version.verdict().name().toLowerCase(Locale.ROOT);
                trials.say(trial, version.handedIn() ? "handed in, " + verdict : verdict);
            }
            default -> {}
        }
    }

    /** Whether it stands as it stood: what it still hears of makes a state, and no news. */
    private boolean stands(RunState state) {
        return last != null
                && last.status() == state.status()
                && Objects.equals(last.blocked(), state.blocked());
    }

    private void standing(RunState state) {
        if (state.status() == RunState.Status.PAUSED) lines.accept("paused");
        if (state.status() == RunState.Status.HELD)
            lines.accept("held: " + HoldText.of(state.blocked()));
    }

    /** Rounds that ended without a trial: nothing else tells of them. */
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

    private static String phase(RunState state) {
        return state.phase() + (state.reason().isEmpty() ? "" : ": " + state.reason());
    }

    private boolean isOlder(RunState state) {
        return last != null && !state.isLaterThan(last);
    }

    private static String line(ScoreReport report) {
        String split = report.split().name().toLowerCase(Locale.ROOT);
        return switch (report.status()) {
            case OK -> scored(split, report);
            case FAILED -> split + " trial failed: " + report.reason();
            case STOPPED -> split + " trial stopped: " + report.reason();
        };
    }

    private static String scored(String split, ScoreReport report) {
        return String.format(
                Locale.ROOT,
                "%s score %.3f [%.3f, %.3f], %d items",
                split,
                report.tally().mean(),
                report.tally().low(),
                report.tally().high(),
                report.tally().items());
    }
}
