package metatextgrad.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import metatextgrad.process.Exit;
import org.HdrHistogram.ConcurrentHistogram;

/** Streams that stay open until they are closed. Thread-safe. */
final class OpenStreams implements AutoCloseable {
    /** From the last request to the first token of each stream, and from there to a later one. */
    private static final Duration LONGEST = FixedUpstream.BEAT.multipliedBy(4);

    private final LoadOrder order;
    private final byte[] request;
    private final Queue<LoadConnection> connections = new ConcurrentLinkedQueue<>();
    private final ConcurrentHistogram micros = new ConcurrentHistogram(3);
    private final CountDownLatch undecided;
    private final CountDownLatch unsettled;
    private final AtomicInteger alive = new AtomicInteger();
    private final AtomicReference<String> reason = new AtomicReference<>("");
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

    private OpenStreams(LoadOrder order) {
        this.order = order;
        request = LoadRequest.of(order.target(), order.kind());
        undecided = new CountDownLatch(order.count());
        unsettled = new CountDownLatch(order.count());
    }

    /** Sends all requests when they are due; blocks until all are sent. */
    static OpenStreams open(LoadOrder order) {
        OpenStreams streams = new OpenStreams(order);
        BenchSchedule schedule = LoadRound.schedule(order);
        schedule.run(
                call -> {
                    var unused = streams.readers.submit(() -> streams.follow(schedule.due(call)));
                });
        return streams;
    }

    /**
     * Waits until each stream has its first token or has failed, and until each open one has sent a
     * later token after that moment.
     *
     * @return the streams that did not, and the times of the first tokens
     */
    LoadResult result() {
        try {
            if (!undecided.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS))
                reason.compareAndSet("", "a stream has no first token");
            else if (!unsettled.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS))
                reason.compareAndSet("", "a stream is silent");
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
        return new LoadResult(order.count() - alive.get(), micros, requireNonNull(reason.get()));
    }

    private void follow(long due) {
        boolean decided = false;
        boolean settled = false;
        try (LoadConnection connection = LoadConnection.open(order.target())) {
            connections.add(connection);
            HttpInput.Head head = connection.send(request);
            if (!head.chunked() || connection.chunk().isEmpty())
                throw new IOException("the response is no stream");
            micros.recordValue((System.nanoTime() - due) / 1000);
            decided = true;
            undecided.countDown();
            while (!connection.chunk().isEmpty()) {
                if (settled || undecided.getCount() > 0) continue;
                settled = true;
                alive.incrementAndGet();
                unsettled.countDown();
            }
            throw new IOException("a stream ended");
        } catch (IOException | RuntimeException e) {
            reason.compareAndSet("", String.valueOf(e.getMessage()));
            if (!decided) undecided.countDown();
            if (!settled) unsettled.countDown();
        }
    }

    @Override
    public void close() {
        connections.forEach(LoadConnection::close);
        readers.close();
    }
}
