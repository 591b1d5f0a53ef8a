package metatextgrad.model.event;

import java.util.List;
import metatextgrad.model.Split;
import metatextgrad.model.TrialId;

/** A barrier's final decision on the slots it uses. The first decision of a barrier wins. */
public record BatchClosed(TrialId trial, int step, Split split, Reason reason, List<Integer> slots)
        implements TrialSignal {
    /** Why the batch was closed. */
    public enum Reason {
        COUNT,
        DEADLINE,
        /** The manifest of the batch did not arrive by the deadline. */
        GIVEN_UP
    }

    public BatchClosed {
        slots = List.copyOf(slots);
    }

    @Override
    public String key() {
        return trial.value();
    }
}
