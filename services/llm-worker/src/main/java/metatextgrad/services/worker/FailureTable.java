package metatextgrad.services.worker;

import metatextgrad.services.worker.kafka.LedgerReader;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** What ends the worker, in words, and whether starting it again may help. */
final class FailureTable {
    private FailureTable() {}

    static WorkerStatus.Failed status(Exception cause) {
        return switch (cause) {
            case FencedInstanceIdException fenced ->
                    configuration(
                            "another worker runs under this instance id: give each its own"
                                    + " MTG_INSTANCE, else they replace each other forever");
            case LedgerReader.Gap gap -> configuration(String.valueOf(gap.getMessage()));
            case RecordTooLargeException large ->
                    configuration(
                            "an answer does not fit its topic: give all topics the same"
                                    + " max.message.bytes; "
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
