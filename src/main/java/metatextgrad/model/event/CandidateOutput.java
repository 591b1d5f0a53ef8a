package metatextgrad.model.event;

import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.NodeOutput;
import metatextgrad.model.StepRef;
import org.jspecify.annotations.Nullable;

/**
 * The result of a program on one task.
 *
 * @param answer the program's answer; empty if there is none
 * @param failure why there is no answer; null if there is one
 * @param soft the probability of the right answer; null if the server sends no log probabilities
 * @param cost of the program's calls, and of the judge's calls if there were any
 */
public record CandidateOutput(
        Item item,
        List<NodeOutput> outputs,
        String answer,
        @Nullable Failure failure,
        @Nullable Double soft,
        Cost cost)
        implements TrialEvent {
    /** How the run ended. */
    public enum End {
        ANSWERED,
        /** The program caused it: refusal, empty or cut-off text, content filter, or size. */
        UNUSABLE,
        /** No model answered. */
        FAILED
    }

    /** An output without log probabilities. */
    public CandidateOutput(
            Item item,
            List<NodeOutput> outputs,
            String answer,
            @Nullable Failure failure,
            Cost cost) {
        this(item, outputs, answer, failure, null, cost);
    }

    public CandidateOutput {
        outputs = List.copyOf(outputs);
    }

    /** How the run ended. */
    public End end() {
        return switch (failure) {
            case null -> End.ANSWERED;
            case Failure.Content content -> End.UNUSABLE;
            case Failure.Infrastructure broken -> End.FAILED;
            case Failure.Copied copied -> End.FAILED;
            case Failure.EndsTrial over -> End.FAILED;
        };
    }

    /** Why there is no answer, in one line; empty if there is one. */
    public String reason() {
        return failure == null ? "" : failure.message();
    }

    public CandidateOutput withCost(Cost all) {
        return new CandidateOutput(item, outputs, answer, failure, soft, all);
    }

    public CandidateOutput withSoft(@Nullable Double other) {
        return new CandidateOutput(item, outputs, answer, failure, other, cost);
    }

    @Override
    public StepRef stepRef() {
        return item.stepRef();
    }
}
