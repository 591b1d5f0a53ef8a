package metatextgrad.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A program run on one task.
 *
 * @param answer the program's answer; empty unless {@code end} is ANSWERED
 * @param reason why there is no answer, in one line; empty if there is one
 * @param cost of the program's calls; of a judge's too, once it was asked
 */
public record CandidateOutput(
        Item item, List<NodeOutput> outputs, String answer, End end, String reason, Cost cost)
        implements Event {
    /** How the run ended. */
    public enum End {
        ANSWERED,
        /** The program's own doing: refusal, empty or cut-off text, content filter, size. */
        UNUSABLE,
        /** No answer of a model. */
        FAILED
    }

    public CandidateOutput {
        requireNonNull(item, "item is null");
        outputs = List.copyOf(outputs);
        requireNonNull(answer, "answer is null");
        requireNonNull(end, "end is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(cost, "cost is null");
    }

    public CandidateOutput withCost(Cost all) {
        return new CandidateOutput(item, outputs, answer, end, reason, all);
    }

    @Override
    public String key() {
        return item.key();
    }
}
