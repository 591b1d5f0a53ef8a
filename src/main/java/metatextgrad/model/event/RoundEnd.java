package metatextgrad.model.event;

import metatextgrad.model.Text;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * How one round of the meta level ended.
 *
 * @param phase which of the two phases
 * @param optimizer name of the optimizer that was tried; of the base optimizer if none was tried
 * @param round 0 for an optimizer as given
 * @param score score of its trial, or of its best program in a race; null if there is none
 * @param against the score it had to beat; in a race the seed program's
 * @param repairs number of requests after an unusable reply
 * @param reason why nothing was tried, or why the trial failed; in a race the steps and the gain of
 *     the optimizer; else empty
 */
public record RoundEnd(
        MetaPhase phase,
        String optimizer,
        int round,
        Verdict verdict,
        @Nullable Double score,
        double against,
        int repairs,
        String reason) {
    /** The phases of a run (METHOD §1.6). Submitted optimizers are tried between them. */
    public enum MetaPhase {
        PROMPT,
        OFFERED,
        STRUCTURE
    }

    public RoundEnd {
        optimizer = Text.nonBlank(optimizer, "optimizer");
    }
}
