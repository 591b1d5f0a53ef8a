package metatextgrad.adapt;

import java.util.List;
import java.util.stream.Stream;
import metatextgrad.decide.RowKey;
import metatextgrad.decide.RowPrefix;
import metatextgrad.decide.Rows;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Row;
import metatextgrad.model.TrialId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.RunOutcome.GateScored;
import metatextgrad.model.live.RunOutcome.OptimizersJudged;
import metatextgrad.model.live.RunOutcome.StepScored;
import metatextgrad.model.live.SetClosed;
import org.jspecify.annotations.Nullable;

/** The keys of one project's rows. */
record AdaptKeys(ProjectId project) {
    /** Digits. */
    private static final int PLACE = 8;

    RowKey<AdaptState> state() {
        return all().key("state", AdaptState.class);
    }

    /** The last command to start, with its prices. */
    RowKey<AdaptStarted> started() {
        return all().key("started", AdaptStarted.class);
    }

    RowKey<PromptsServed> table() {
        return all().key("table", PromptsServed.class);
    }

    /** The programs that may serve, without their scores. */
    RowKey<PromptVersion> version(VersionId version) {
        return all().prefix("version", PromptVersion.class).key(version);
    }

    /** What the run of the present window found. */
    RowKey<ChallengerOffered> found() {
        return all().key("found", ChallengerOffered.class);
    }

    /**
     * The state at the start of another definition, if a run was open: it keeps the earlier one.
     */
    RowKey<AdaptState> beforeChange() {
        return all().key("before-change", AdaptState.class);
    }

    /** The last alarm after which no window has closed yet. */
    RowKey<DriftDetected> drift() {
        return all().key("drift", DriftDetected.class);
    }

    /** The window on which versions are scored again; none while they are not. */
    RowKey<SetClosed> rescoring() {
        return all().key("rescoring", SetClosed.class);
    }

    RowPrefix<EvaluationRequested> rescores() {
        return all().prefix("rescore", EvaluationRequested.class);
    }

    RowKey<EvaluationRequested> rescore(TrialId trial) {
        return rescores().key(trial);
    }

    RowPrefix<GateScored> rescored() {
        return all().prefix("rescored", GateScored.class);
    }

    RowKey<GateScored> rescored(TrialId trial) {
        return rescored().key(trial);
    }

    /** The optimizers of past runs, in the order of their verdicts. */
    RowPrefix<OptimizersJudged> judged() {
        return all().prefix("judged", OptimizersJudged.class);
    }

    RowKey<OptimizersJudged> judged(int place) {
        return judged().key(("%0" + PLACE + "d").formatted(place));
    }

    /** Returns the place of such a row. */
    static int place(RowKey<OptimizersJudged> row) {
        return Integer.parseInt(row.text().substring(row.text().length() - PLACE));
    }

    /** The windows that contests of optimizers may use, the oldest first. */
    RowPrefix<SetClosed> windows() {
        return all().prefix("window", SetClosed.class);
    }

    RowKey<SetClosed> window(int number) {
        return windows().key("%08d".formatted(number));
    }

    /** The scores of the open comparison. */
    RowPrefix<StepScored> steps() {
        return all().prefix("step", StepScored.class);
    }

    RowKey<StepScored> step(TrialId trial) {
        return steps().key(trial);
    }

    /** The candidates whose contests have ended, with their verdicts. */
    RowPrefix<OptimizerVersion> decided() {
        return all().prefix("decided", OptimizerVersion.class);
    }

    RowKey<OptimizerVersion> decided(int contest) {
        return decided().key("%08d".formatted(contest));
    }

    /** Returns the optimizers of all runs, and then those whose contests have ended. */
    List<OptimizerVersion> versions(Rows rows) {
        return Stream.concat(
                        rows.all(judged()).stream().flatMap(judged -> judged.versions().stream()),
                        rows.all(decided()).stream())
                .toList();
    }

    /** Returns a program that may serve: a result of a run, or a seed program; null if unknown. */
    @Nullable Program program(Rows rows, VersionId version) {
        PromptVersion known = rows.get(version(version));
        return known == null ? null : known.program();
    }

    private RowPrefix<Row> all() {
        return new RowPrefix<>(project + "|", Row.class);
    }
}
