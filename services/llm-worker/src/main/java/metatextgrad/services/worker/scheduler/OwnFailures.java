package metatextgrad.services.worker.scheduler;

import java.time.Duration;
import metatextgrad.model.project.ModelKey;

/**
 * The unbilled failures of one call, and whether they are its own: the server refuses this call and
 * serves others of the same model. Such a call must end. It would otherwise be sent until its run
 * is cancelled, because calls survive an outage of any length. Confined to the scheduler.
 *
 * <p>Two kinds of evidence end it. Ten times another call that was sent after it was served: an
 * outage cannot look like this. Or one such call was, and this one has failed for {@link #LONG}. A
 * call that was in flight when an outage began, and was served, proves nothing.
 */
final class OwnFailures {
    static final int CONTRADICTED = 10;
    static final Duration LONG = Duration.ofMinutes(15);

    private boolean failedBefore;
    private long firstFailure;
    private long since;
    private long lastSent;
    private int contradicted;

    /**
     * Records a failure.
     *
     * @param sent the event at which this attempt was sent
     * @return whether the call must end
     */
    boolean add(ServedCalls served, ModelKey model, long sent, long nanos) {
        if (!failedBefore) {
            failedBefore = true;
            firstFailure = nanos;
            since = served.event();
        } else if (served.lastSent(model) > lastSent) {
            contradicted++;
        }
        lastSent = sent;
        boolean servesOthers = served.lastSent(model) > since;
        return contradicted >= CONTRADICTED
                || (servesOthers && nanos - firstFailure >= LONG.toNanos());
    }
}
