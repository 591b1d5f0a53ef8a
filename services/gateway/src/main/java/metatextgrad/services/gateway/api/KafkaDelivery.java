package metatextgrad.services.gateway.api;

import java.util.concurrent.CompletionException;
import metatextgrad.services.gateway.proxy.Denied;
import metatextgrad.services.gateway.traffic.TrafficRecord;
import metatextgrad.services.gateway.traffic.TrafficRing;
import metatextgrad.services.gateway.traffic.TrafficWriter;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what a client sends, and answers only when Kafka has it. Thread-safe. */
public record KafkaDelivery(TrafficWriter writer) {
    /** How long a client has to wait while Kafka is away. */
    static final String RETRY_SECONDS = "5";

    private static final Logger LOG = LoggerFactory.getLogger(KafkaDelivery.class);

    /**
     * Writes a record; waits some seconds at most.
     *
     * @throws Denied if Kafka has not taken it
     */
    void write(TrafficRecord record) {
        try {
            writer.write(record).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RecordTooLargeException)
                throw new Denied(413, "body-too-large", "the record is too large for Kafka");
            if (!TrafficRing.retriable(e)) LOG.warn("cannot write to {}", record.topic().name(), e);
            throw new Denied(
                    503, "kafka-unavailable", "Kafka cannot be reached: send the request again");
        }
    }
}
