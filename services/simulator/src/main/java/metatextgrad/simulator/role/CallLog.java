package metatextgrad.simulator.role;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import metatextgrad.simulator.chat.ChatRequest;

/**
 * Counts the calls that arrived, by model and by content, with or without a fault. The counts by
 * content show how often a caller repeated a call. No reply depends on them. Thread-safe.
 */
public final class CallLog {
    private final ConcurrentMap<String, AtomicLong> byContent = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongAdder> byModel = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger maxInFlight = new AtomicInteger();

    /** Counts a call, which is in flight until it is closed. */
    public Call begin(ChatRequest request) {
        long attempt =
                byContent.computeIfAbsent(key(request), key -> new AtomicLong()).getAndIncrement();
        byModel.computeIfAbsent(request.model(), model -> new LongAdder()).increment();
        maxInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        return new Call(attempt, inFlight);
    }

    /** The key under which a request is counted: a hash of model, messages and seed. */
    public static String key(ChatRequest request) {
        return request.dice(0).hex();
    }

    public long calls() {
        return byModel.values().stream().mapToLong(LongAdder::sum).sum();
    }

    public int distinct() {
        return byContent.size();
    }

    /**
     * Drops the counts by content. A benchmark does so before it measures the memory of the rest of
     * the process.
     */
    public void forgetContents() {
        byContent.clear();
    }

    public int inFlight() {
        return inFlight.get();
    }

    public int maxInFlight() {
        return maxInFlight.get();
    }

    public Map<String, Long> byModel() {
        return sums(byModel);
    }

    public Map<String, Long> byContent() {
        return sums(byContent);
    }

    private static Map<String, Long> sums(Map<String, ? extends Number> counts) {
        var sums = new TreeMap<String, Long>();
        counts.forEach((key, count) -> sums.put(key, count.longValue()));
        return sums;
    }

    /**
     * A call in flight.
     *
     * @param attempt how many calls with the same content arrived before
     */
    public record Call(long attempt, AtomicInteger inFlight) implements AutoCloseable {
        @Override
        public void close() {
            inFlight.decrementAndGet();
        }
    }
}
