package metatextgrad.services.worker;

import metatextgrad.services.worker.kafka.LedgerReader;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Maps an error that ends the worker to its status: the reason and the exit code. */
final class FatalErrors {
    private FatalErrors() {}

    static WorkerStatus.Failed status(Exception cause) {
        return switch (cause) {
            case FencedInstanceIdException fenced ->
                    configuration(
                            "another worker runs under this instance id: set a different MTG_INSTANCE"
                                    + " for each, otherwise they fence each other repeatedly");
            case LedgerReader.Gap gap -> configuration(String.valueOf(gap.getMessage()));
            case RecordTooLargeException large ->
                    configuration(
                            "an answer exceeds max.message.bytes of its topic: set the same"
                                    + " max.message.bytes for all topics; "
                                    + large.getMessage());
            case AuthenticationException denied -> configuration(denied.toString());
            case AuthorizationException denied -> configuration(denied.toString());
            default -> new WorkerStatus.Failed(cause.toString(), WorkerStatus.SOFTWARE);
        };
    }

    private static WorkerStatus.Failed configuration(String reason) {
        return new WorkerStatus.Failed(reason, WorkerStatus.CONFIGURATION);
    }
}
