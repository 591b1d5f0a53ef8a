package metatextgrad.services.gateway.traffic;

import java.util.concurrent.CompletableFuture;
import metatextgrad.model.event.Event;
import metatextgrad.trace.TraceContext;

/** Writes records to Kafka. The futures end some seconds later at most. Thread-safe. */
public interface KafkaWriter extends AutoCloseable {
    /** Writes a record of an application. Waits up to two seconds. */
    CompletableFuture<Void> write(TrafficRecord record);

    /** Writes a record of bytes. Waits up to two seconds. */
    CompletableFuture<Void> write(RawRecord record);

    /**
     * Writes a command to the topic of its type. Does not wait.
     *
     * @param trace of the request that sends it
     */
    CompletableFuture<Void> write(Event command, TraceContext trace);

    @Override
    void close();
}
