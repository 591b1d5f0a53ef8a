package metatextgrad.services.worker.rates;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.Reply;
import metatextgrad.modelclient.ReplyWithLimits;
import org.jspecify.annotations.Nullable;

/**
 * How fast calls may leave, model by model (RELIABILITY §3.3). Times are nanoseconds of a monotonic
 * clock. Confined to the scheduler.
 */
public final class Rates {
    private final RateLimits limits;
    private final Listener listener;
    private final Map<String, ModelRate> byModel = new TreeMap<>();
    private double share;

    /** Is notified when a minute may take more or less. */
    @FunctionalInterface
    public interface Listener {
        /** Infinite where nothing limits. */
        void changed(String model, double requestsPerMinute, double tokensPerMinute);
    }

    public Rates(RateLimits limits, Listener listener) {
        this.limits = limits;
        this.listener = listener;
        share = limits.share(0);
    }

    /** The worker has so many partitions now, and that part of the limits. */
    public void assigned(int partitions, long now) {
        share = limits.share(partitions);
        byModel.forEach((model, rate) -> follow(model, rate, now));
    }

    /** Whether a call of so many tokens may leave now. */
    public boolean admits(String model, long tokens, long now) {
        ModelRate rate = of(model, now);
        return !rate.armed() && rate.until(tokens, now).isZero();
    }

    /** When a call that may not leave should try again; null if a timer is set already. */
    public @Nullable Duration arm(String model, long tokens, long now) {
        ModelRate rate = of(model, now);
        if (rate.armed()) return null;
        rate.armed(true);
        return rate.until(tokens, now);
    }

    /** The timer has fired. */
    public void disarm(String model, long now) {
        of(model, now).armed(false);
    }

    /** A call leaves, even if nothing is left. */
    public void take(String model, long tokens, long now) {
        of(model, now).take(tokens, now);
    }

    /**
     * A call has ended.
     *
     * @param reserved the tokens that it took when it left
     */
    public void finished(
            String model, long reserved, ReplyWithLimits reply, Duration took, long now) {
        ModelRate rate = of(model, now);
        rate.updateReported(reply.headers(), share, now);
        switch (reply.reply()) {
            case Reply.Served served -> {
                rate.giveBack(reserved - TokenCost.of(served.usage(), reserved), now);
                rate.admitted(now);
            }
            case Reply.Refused refused -> {
                rate.giveBack(reserved, now);
                rate.admitted(now);
            }
            case Reply.RateLimited full -> {
                rate.giveBack(reserved, now);
                rate.refused(full, reply.headers(), took, now);
            }
            case Reply.TryAgain again -> {
                if (!again.reached()) rate.giveBack(reserved, now);
            }
            case Reply.TimedOut late -> {}
            case Reply.Blocked blocked -> rate.giveBack(reserved, now);
        }
        follow(model, rate, now);
    }

    private ModelRate of(String model, long now) {
        ModelRate known = byModel.get(model);
        if (known != null) return known;
        ModelRate fresh = new ModelRate(now);
        byModel.put(model, fresh);
        follow(model, fresh, now);
        return fresh;
    }

    private void follow(String model, ModelRate rate, long now) {
        if (rate.follow(limits, share, now))
            listener.changed(model, rate.requestsPerMinute(), rate.tokensPerMinute());
    }
}
