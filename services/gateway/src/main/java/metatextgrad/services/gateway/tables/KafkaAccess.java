package metatextgrad.services.gateway.tables;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import metatextgrad.services.gateway.meters.GatewayMeters;
import metatextgrad.topics.AccessRefusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Kafka refuses the readers of a gateway. A refusal lasts until the same reader has read to
 * the end, also while Kafka is unavailable. Thread-safe.
 */
public final class KafkaAccess {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaAccess.class);

    private final String servers;
    private final GatewayMeters meters;

    /** By reader. */
    private final Map<String, String> refused = new TreeMap<>();

    /**
     * @param servers addresses of the brokers, for messages
     */
    public KafkaAccess(String servers, GatewayMeters meters) {
        this.servers = servers;
        this.meters = meters;
    }

    /** Returns what is refused, in one line; empty if nothing is. */
    public synchronized Optional<String> refusal() {
        return refused.values().stream().findFirst();
    }

    /**
     * Handles a failure. Readers with one cause are one line in the log.
     *
     * @return false if it is no refusal
     */
    public synchronized boolean failed(String reader, Exception failure) {
        Optional<String> refusal = AccessRefusal.of(servers, failure);
        if (refusal.isEmpty()) return false;
        meters.refused();
        if (!refused.containsValue(refusal.get()))
            LOG.error("{} The gateway tries again every ten seconds.", sentence(refusal.get()));
        refused.put(reader, refusal.get());
        return true;
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    /** The reader has read all. */
    public synchronized void accepted(String reader) {
        refused.remove(reader);
    }
}
