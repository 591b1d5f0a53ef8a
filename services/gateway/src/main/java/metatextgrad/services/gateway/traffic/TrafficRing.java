package metatextgrad.services.gateway.traffic;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import metatextgrad.services.gateway.meters.GatewayMeters;
import metatextgrad.services.gateway.meters.GatewayMeters.Sample;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Samples on their way to Kafka. While Kafka is unavailable, up to 10,000 records or 32 MiB wait;
 * further ones are dropped and counted. A record that Kafka takes twice has the same id, and counts
 * once. Adding never waits. Thread-safe.
 */
public final class TrafficRing implements AutoCloseable {
    /** Records that wait at most. */
    public static final int CAPACITY = 10_000;

    /** Characters that wait at most: long texts must not take the memory of answers. */
    static final int MAX_CHARS = 32 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(TrafficRing.class);
    private static final int BATCH = 200;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Function<TrafficRecord, CompletableFuture<Void>> writer;
    private final GatewayMeters meters;
    private final Deque<TrafficRecord> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private boolean failing;
    private long chars;

    public TrafficRing(
            Function<TrafficRecord, CompletableFuture<Void>> writer, GatewayMeters meters) {
        this.writer = writer;
        this.meters = meters;
        meters.waiting(this::waiting);
        thread = Thread.ofPlatform().daemon().name("gateway traffic").unstarted(this::run);
    }

    /** Starts to write; returns at once. */
    public void start() {
        thread.start();
    }

    /** Adds the records of an answer, or drops all of them if there is no room. */
    public void add(List<TrafficRecord> records) {
        lock.lock();
        try {
            long more = records.stream().mapToLong(one -> one.json().length()).sum();
            if (waiting.size() + records.size() > CAPACITY || chars + more > MAX_CHARS) {
                meters.sampled(Sample.DROPPED, records.size());
                return;
            }
            waiting.addAll(records);
            chars += more;
            added.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many records wait. */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Writes what waits, for some seconds at most. */
    @Override
    public void close() {
        closed.countDown();
        lock.lock();
        try {
            added.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            List<TrafficRecord> batch = next();
            while (!batch.isEmpty()) {
                if (!write(batch) && closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) return;
                batch = next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the oldest records, which stay; empty at the end. */
    private List<TrafficRecord> next() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && closed.getCount() > 0) added.await();
            return waiting.stream().limit(BATCH).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Writes records, and removes those that Kafka took or never takes. */
    private boolean write(List<TrafficRecord> batch) {
        List<CompletableFuture<Void>> written = new ArrayList<>();
        for (TrafficRecord one : batch) {
            CompletableFuture<Void> result = writer.apply(one);
            written.add(result);
            if (isRetriable(result)) break; // the others would each wait as long
        }
        for (CompletableFuture<Void> one : written) {
            if (!one.handle((ok, failure) -> failure == null || !retriable(failure)).join()) {
                LOG.atLevel(failing ? Level.DEBUG : Level.WARN)
                        .log("Kafka takes no samples now; up to {} records wait", CAPACITY);
                failing = true;
                return false;
            }
            meters.sampled(one.isCompletedExceptionally() ? Sample.DROPPED : Sample.WRITTEN, 1);
            remove();
        }
        failing = false;
        return true;
    }

    private void remove() {
        lock.lock();
        try {
            chars -= waiting.removeFirst().json().length();
        } finally {
            lock.unlock();
        }
    }

    private static boolean isRetriable(CompletableFuture<Void> result) {
        return result.isCompletedExceptionally() && retriable(result.exceptionNow());
    }

    /** Whether Kafka may take the record later. */
    public static boolean retriable(Throwable failure) {
        Throwable inner = failure.getCause();
        Throwable cause = failure instanceof CompletionException && inner != null ? inner : failure;
        return cause instanceof RetriableException
                // No producer: the names of all brokers are unknown.
                || cause.getClass() == KafkaException.class;
    }
}
