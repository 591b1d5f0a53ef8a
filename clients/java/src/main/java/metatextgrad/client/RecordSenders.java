package metatextgrad.client;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A sender for each kind of {@link ClientTopics}: a kind that cannot be written yet must not delay
 * the others. Thread-safe.
 */
final class RecordSenders<S extends RecordSender> {
    private final Map<String, S> senders = new LinkedHashMap<>();

    RecordSenders(Function<String, S> create) {
        for (String kind : ClientTopics.WRITTEN) senders.put(kind, create.apply(kind));
    }

    void send(String kind, Map<String, Object> fields) {
        S sender = senders.get(kind);
        if (sender == null) throw new IllegalArgumentException("no records of kind " + kind);
        sender.send(fields);
    }

    long lost() {
        return senders.values().stream().mapToLong(RecordSender::lost).sum();
    }

    Collection<S> all() {
        return senders.values();
    }
}
