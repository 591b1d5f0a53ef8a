package metatextgrad.services.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.llm.WorkerRequest;
import org.jspecify.annotations.Nullable;

/** How fast calls may leave, model by model (RELIABILITY §3.3). Guarded by the desk. */
final class Rates {
    private final RateLimits limits;
    private final LongSupplier nanos;
    private final WorkerMeters meters;
    private final Map<String, ModelRate> byModel = new TreeMap<>();
    private double share;

    Rates(RateLimits limits, LongSupplier nanos, WorkerMeters meters) {
        this.limits = limits;
        this.nanos = nanos;
        this.meters = meters;
        share = limits.share(0);
    }

    /** The worker has so many partitions now, and that part of the limits. */
    void assigned(int partitions) {
        share = limits.share(partitions);
        byModel.forEach(this::follow);
    }

    /** Whether a call may leave now. */
    boolean admits(WorkerRequest request) {
        ModelRate rate = of(request);
        return !rate.armed() && rate.until(TokenCost.most(request)).isZero();
    }

    /** When to look again for one that may not leave; null if somebody does already. */
    @Nullable Duration arm(WorkerRequest request) {
        ModelRate rate = of(request);
        if (rate.armed()) return null;
        rate.armed(true);
        return rate.until(TokenCost.most(request));
    }

    void disarm(WorkerRequest request) {
        of(request).armed(false);
    }

    /** Calls of this one's model that are to leave again. */
    Deque<InFlightCall> waiting(WorkerRequest request) {
        return of(request).waiting();
    }

    /** Takes away calls that shall wait no more. */
    List<InFlightCall> withdraw(Predicate<InFlightCall> gone) {
        List<InFlightCall> withdrawn = new ArrayList<>();
        for (ModelRate rate : byModel.values()) {
            rate.waiting().stream().filter(gone).forEach(withdrawn::add);
            rate.waiting().removeIf(gone);
        }
        return withdrawn;
    }

    void forget(PartitionAssignment lease) {
        for (ModelRate rate : byModel.values())
            rate.waiting().removeIf(flight -> flight.lease().equals(lease));
    }

    /** One leaves, whatever is left. */
    void take(WorkerRequest request) {
        of(request).take(TokenCost.most(request));
    }

    /** It has ended. */
    void heard(WorkerRequest request, ReplyWithLimits rated, Duration took) {
        ModelRate rate = of(request);
        long reserved = TokenCost.most(request);
        rate.heard(rated.headers(), share);
        switch (rated.reply()) {
            case Reply.Answered answered -> served(rate, reserved, answered.usage());
            case Reply.Unusable unusable -> served(rate, reserved, unusable.usage());
            case Reply.Refused refused -> {
                rate.giveBack(reserved);
                rate.admitted();
            }
            case Reply.RateLimited full -> {
                rate.giveBack(reserved);
                rate.refused(full, rated.headers(), took);
            }
            case Reply.TryAgain again -> {
                if (!again.reached()) rate.giveBack(reserved);
            }
            case Reply.TimedOut late -> {}
            case Reply.Unavailable down -> rate.giveBack(reserved);
            case Reply.NoSuchModel down -> rate.giveBack(reserved);
        }
        follow(request.model().name(), rate);
    }

    private static void served(ModelRate rate, long reserved, Usage usage) {
        rate.giveBack(reserved - TokenCost.of(usage, reserved));
        rate.admitted();
    }

    private ModelRate of(WorkerRequest request) {
        String model = request.model().name();
        ModelRate known = byModel.get(model);
        if (known != null) return known;
        ModelRate fresh = new ModelRate(nanos);
        byModel.put(model, fresh);
        follow(model, fresh);
        return fresh;
    }

    private void follow(String model, ModelRate rate) {
        rate.ceilings(limits, share);
        meters.rate(model, "requests", rate.requestsPerMinute());
        meters.rate(model, "tokens", rate.tokensPerMinute());
    }
}
