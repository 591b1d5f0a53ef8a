package metatextgrad.services.gateway.api;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import metatextgrad.model.Causes;
import metatextgrad.model.event.Event;
import metatextgrad.services.gateway.traffic.Backlog;
import metatextgrad.services.gateway.traffic.KafkaWriter;
import metatextgrad.services.gateway.traffic.RawRecord;
import metatextgrad.services.gateway.traffic.TrafficRecord;
import metatextgrad.services.gateway.traffic.TrafficRing;
import metatextgrad.topics.AccessRefusal;
import metatextgrad.trace.TraceContext;
import metatextgrad.wire.registry.RegistryUnavailable;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what a client sends, and answers only when Kafka has it. Thread-safe. */
record KafkaDelivery(KafkaWriter writer, Backlog backlog) {
    /** How long a client has to wait while Kafka is unavailable. */
    static final int RETRY_SECONDS = 5;

    /** How long it has to wait while too much waits. */
    private static final int FULL_SECONDS = 30;

    private static final Logger LOG = LoggerFactory.getLogger(KafkaDelivery.class);

    /**
     * Writes a record; waits some seconds at most.
     *
     * @throws metatextgrad.services.gateway.proxy.Denied if too much waits, or Kafka has not taken
     *     it
     */
    void write(TrafficRecord record) {
        backlog.full()
                .ifPresent(
                        reason -> {
                            throw Problem.TOO_MUCH_WAITS
                                    .denied(reason + ": send less, and try again later")
                                    .retryAfter(FULL_SECONDS);
                        });
        if (!backlog.writes().tryAcquire())
            throw Problem.TOO_MUCH_WAITS
                    .denied("too many records wait for Kafka: try again later")
                    .retryAfter(RETRY_SECONDS);
        try {
            await(writer.write(record), record.topic().name());
        } finally {
            backlog.writes().release();
        }
    }

    /**
     * Writes a command of an operator, also while much waits.
     *
     * @throws metatextgrad.services.gateway.proxy.Denied if Kafka has not taken it
     */
    void write(Event command, TraceContext trace) {
        await(writer.write(command, trace), "a command");
    }

    /**
     * Writes a record of a dead letter again, also while much waits.
     *
     * @throws metatextgrad.services.gateway.proxy.Denied if Kafka has not taken it
     */
    void write(RawRecord record) {
        await(writer.write(record), record.topic());
    }

    /** Returns why a record was not written, for the client. The log has what operators need. */
    private static String reason(CompletionException e, String what) {
        if (Causes.find(e, RegistryUnavailable.class) != null)
            return "the schema registry cannot be reached: send the request again";
        Optional<String> refusal = AccessRefusal.of("the brokers", e);
        refusal.ifPresent(why -> LOG.error("cannot write {}: {}", what, why));
        if (refusal.isPresent())
            return "Kafka refuses the record: the gateway's operator finds the reason in its log";
        if (!TrafficRing.retriable(e)) LOG.warn("cannot write {}", what, e);
        return "Kafka cannot be reached: send the request again";
    }

    private static void await(CompletableFuture<Void> written, String what) {
        try {
            written.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RecordTooLargeException)
                throw Problem.BODY_TOO_LARGE.denied("the record is too large for Kafka");
            throw Problem.KAFKA_UNAVAILABLE.denied(reason(e, what)).retryAfter(RETRY_SECONDS);
        }
    }
}
