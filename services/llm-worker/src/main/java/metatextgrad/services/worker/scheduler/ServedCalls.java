package metatextgrad.services.worker.scheduler;

import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.project.ModelKey;

/** When the server last served each model, in numbers of events. Confined to the scheduler. */
final class ServedCalls {
    private final Map<ModelKey, Long> lastSent = new TreeMap<>();
    private long events;

    /** Returns the number of a new event: a call is sent or served. */
    long event() {
        return ++events;
    }

    /**
     * A call was served.
     *
     * @param sent the number of the event at which it was sent
     */
    void add(ModelKey model, long sent) {
        lastSent.merge(model, sent, Math::max);
    }

    /** Returns when the call of this model that was sent last, of those served, was sent. */
    long lastSent(ModelKey model) {
        return lastSent.getOrDefault(model, 0L);
    }
}
