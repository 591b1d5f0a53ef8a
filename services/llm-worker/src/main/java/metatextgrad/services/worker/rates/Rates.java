package metatextgrad.services.worker.rates;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import metatextgrad.llm.Reply;
import metatextgrad.model.project.ModelKey;
import metatextgrad.modelclient.ReplyWithLimits;
import org.jspecify.annotations.Nullable;

/**
 * Limits the rate of calls, per model (RELIABILITY §3.3). Times are nanoseconds of a monotonic
 * clock. Confined to the scheduler.
 */
public final class Rates {
    private final RateLimits limits;
    private final Listener listener;
    // It hashes, since the scheduler looks up the model of each waiting request at each input.
    private final Map<ModelKey, ModelRate> byModel = new LinkedHashMap<>();
    private double share;

    /** A listener that is called when the limit changes. */
    @FunctionalInterface
    public interface Listener {
        /** The limits are infinite if there are none. */
        void changed(ModelKey model, double requestsPerMinute, double tokensPerMinute);
    }

    public Rates(RateLimits limits, Listener listener) {
        this.limits = limits;
        this.listener = listener;
        share = limits.share(0);
    }

    /** Updates this worker's share of the limits after a rebalance. */
    public void assigned(int partitions, long now) {
        share = limits.share(partitions);
        byModel.forEach((model, rate) -> follow(model, rate, now));
    }

    /** Returns whether a call with this many tokens may be sent now. */
    public boolean admits(ModelKey model, long tokens, long now) {
        ModelRate rate = of(model, now);
        return !rate.armed() && rate.until(tokens, now).isZero();
    }

    /** Returns whether a timer is set for this model: until it fires, no call may be sent. */
    public boolean hasTimer(ModelKey model) {
        ModelRate rate = byModel.get(model);
        return rate != null && rate.armed();
    }

    /** Returns the wait of a call that may not be sent now; null if a timer is already set. */
    public @Nullable Duration arm(ModelKey model, long tokens, long now) {
        ModelRate rate = of(model, now);
        if (rate.armed()) return null;
        rate.armed(true);
        return rate.untilWaiting(tokens, now);
    }

    /** The timer has fired. */
    public void disarm(ModelKey model, long now) {
        of(model, now).armed(false);
    }

    /** Records a call that is sent, even if it exceeds the limit. */
    public void consume(ModelKey model, long tokens, long now) {
        of(model, now).consume(tokens, now);
    }

    /**
     * Handles the reply to a call.
     *
     * @param reserved the tokens that were recorded when it was sent
     */
    public void finished(
            ModelKey model, long reserved, ReplyWithLimits reply, Duration took, long now) {
        ModelRate rate = of(model, now);
        rate.updateReported(reply.headers(), reply.reply() instanceof Reply.Served, share, now);
        switch (reply.reply()) {
            case Reply.Served served -> {
                long cost = TokenCost.of(served.usage(), reserved);
                rate.refund(reserved - cost, now);
                rate.served(cost, now);
            }
            case Reply.Refused refused -> {
                rate.refund(reserved, now);
                rate.served(0, now);
            }
            case Reply.RateLimited full -> {
                rate.refund(reserved, now);
                rate.refused(full, reply.headers(), took, now);
            }
            case Reply.TryAgain again -> {
                if (!again.reached()) rate.refund(reserved, now);
            }
            case Reply.TimedOut late -> {}
            case Reply.Blocked blocked -> rate.refund(reserved, now);
        }
        follow(model, rate, now);
    }

    /** Returns the limits of the server that slow down the calls of this model. */
    public Throttle throttle(ModelKey model, long now) {
        ModelRate rate = byModel.get(model);
        return rate == null ? Throttle.NONE : rate.throttle(now);
    }

    private ModelRate of(ModelKey model, long now) {
        ModelRate known = byModel.get(model);
        if (known != null) return known;
        ModelRate fresh = new ModelRate(now);
        byModel.put(model, fresh);
        follow(model, fresh, now);
        return fresh;
    }

    private void follow(ModelKey model, ModelRate rate, long now) {
        if (rate.follow(limits, share, now))
            listener.changed(model, rate.requestsPerMinute(), rate.tokensPerMinute());
    }
}
