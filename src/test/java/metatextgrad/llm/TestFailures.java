package metatextgrad.llm;

import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.model.Failure;
import org.jspecify.annotations.Nullable;

/** The failure that the worker gives with most responses of an outcome. */
public final class TestFailures {
    private TestFailures() {}

    public static @Nullable Failure of(Outcome outcome, String message) {
        return switch (outcome) {
            case OK -> null;
            case INVALID -> new Failure.Content(message);
            case BUDGET -> new Failure.Budget(message);
            case FAILED, TIMEOUT, CANCELLED, EXPIRED -> new Failure.Infrastructure(message);
        };
    }
}
