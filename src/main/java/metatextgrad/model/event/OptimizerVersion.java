package metatextgrad.model.event;

import static java.util.Objects.requireNonNull;

import java.util.List;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Cost;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Provenance;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer that was tried, with its verdict; or a submitted one that waits for both.
 *
 * @param run the run that tried it; null while it is offered
 * @param trial its trial in that run; null while it is offered
 * @param parents content ids of the optimizers it was made from; empty for an optimizer as given
 * @param score validation score of the program it produced; null if its trial failed or was
 *     stopped, and in a race if it made no program that was the best
 * @param against the score it had to beat
 * @param gain in a race: the score of a proposal on its batch minus that of the program it started
 *     from, on average; null without a step, and in the paper's search
 * @param cost list cost of its trial, and of the requests that proposed it
 * @param submitted whether a user submitted it; this stays true after the run's answer
 * @param from where a submitted optimizer was learned; null if unknown
 * @param contest how it did against the optimizer in use, over windows of traffic; null without a
 *     contest
 */
public record OptimizerVersion(
        ProjectId project,
        @Nullable RunId run,
        @Nullable TrialId trial,
        OptimizerSpec spec,
        List<String> parents,
        @Nullable TaskId drawn,
        @Nullable Double score,
        double against,
        @Nullable Double gain,
        Verdict verdict,
        Serial serial,
        Cost cost,
        boolean submitted,
        @Nullable Provenance from,
        @Nullable WindowEvidence contest)
        implements Event {
    private static final String HANDED_IN = "offered";

    /** The status of an optimizer. */
    public enum Verdict {
        BASE,
        ADOPTED,
        REJECTED,
        /**
         * In a race: its first proposals gained more than those of the base optimizers, but fresh
         * batches did not confirm it.
         */
        LUCKY,
        FAILED,
        /** No usable proposal came, so there was no trial. */
        INVALID,
        /** The budget ended its trial, so it never wins. */
        STOPPED,
        /** A user submitted it: the project's next run tries it and answers. */
        OFFERED
    }

    /**
     * How an optimizer did against the one in use.
     *
     * @param windows on which both were compared
     * @param difference its mean gain of a first step minus that of the one in use, on average over
     *     the windows
     * @param evidence that it is better
     */
    public record WindowEvidence(int windows, double difference, double evidence) {}

    public OptimizerVersion {
        parents = List.copyOf(parents);
        if (!submitted && (run == null || trial == null))
            throw new IllegalArgumentException("an optimizer that no run tried must be submitted");
    }

    /** An optimizer that a user submits. */
    public static OptimizerVersion offered(
            ProjectId project, OptimizerSpec spec, @Nullable Provenance from, Serial serial) {
        return new OptimizerVersion(
                project,
                null,
                null,
                spec,
                List.of(),
                null,
                null,
                0,
                null,
                Verdict.OFFERED,
                serial,
                Cost.NONE,
                true,
                from,
                null);
    }

    /** The answer of a run to a submitted optimizer. */
    public OptimizerVersion answered(
            RunId by,
            TrialId tried,
            @Nullable Double reached,
            double bar,
            @Nullable Double gained,
            Verdict word,
            Cost spent) {
        return new OptimizerVersion(
                project,
                by,
                tried,
                spec,
                parents,
                drawn,
                reached,
                bar,
                gained,
                word,
                serial.next(),
                spent,
                submitted,
                from,
                contest);
    }

    /** The same version with another verdict. */
    public OptimizerVersion as(Verdict word) {
        return copy(word, serial, contest);
    }

    /** The version after its contest over windows of traffic. */
    public OptimizerVersion contested(WindowEvidence known, Verdict word) {
        return copy(word, serial.next(), known);
    }

    private OptimizerVersion copy(Verdict word, Serial record, @Nullable WindowEvidence known) {
        return new OptimizerVersion(
                project, run, trial, spec, parents, drawn, score, against, gain, word, record, cost,
                submitted, from, known);
    }

    /**
     * What it brought: in a race the mean gain of its proposals, because a score there is also that
     * of the optimizers before it; else its score minus the one it had to beat. Null if it has
     * none.
     */
    public @Nullable Double brought() {
        if (gain != null) return gain;
        return score == null ? null : (Double) (score - against);
    }

    /**
     * Whether the structure phase composed it. For an optimizer with a new description the drawn
     * task is known.
     */
    public boolean composed() {
        return drawn == null && !parents.isEmpty();
    }

    /**
     * The id hashes trial and spec, so two trials never write the same row: two rounds may propose
     * the same optimizer, and reach different verdicts. A submitted optimizer keeps its row when a
     * run answers it.
     */
    @Override
    public String key() {
        return ContentHash.of(
                "optimizer-version",
                project,
                submitted ? HANDED_IN : requireNonNull(trial),
                spec.contentId());
    }
}
