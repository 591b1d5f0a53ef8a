package metatextgrad.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;

/** The requests of an order whose responses end. Thread-safe. */
final class LoadRound {
    private final LoadOrder order;
    private final byte[] request;
    private final ConcurrentHistogram micros = new ConcurrentHistogram(3);
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicReference<String> reason = new AtomicReference<>("");

    private LoadRound(LoadOrder order) {
        this.order = order;
        request = LoadRequest.of(order.target(), order.kind());
    }

    /** Sends all requests when they are due; blocks until each has its response or has failed. */
    static LoadResult run(LoadOrder order) {
        LoadRound round = new LoadRound(order);
        BenchSchedule schedule = schedule(order);
        try (LoadClient client = new LoadClient(order.target())) {
            schedule.run(call -> round.exchange(client, schedule.due(call)));
        }
        return new LoadResult(round.failed.get(), round.micros, requireNonNull(round.reason.get()));
    }

    static BenchSchedule schedule(LoadOrder order) {
        Duration interval = Duration.ofSeconds(1).dividedBy(order.rate());
        return new BenchSchedule(System.nanoTime(), interval, 0, order.count());
    }

    private void exchange(LoadClient client, long due) {
        LoadConnection connection = null;
        try {
            connection = client.take();
            long end = exchange(connection);
            micros.recordValue((end - due) / 1000);
            client.put(connection);
        } catch (IOException | RuntimeException e) {
            failed.incrementAndGet();
            reason.compareAndSet("", String.valueOf(e.getMessage()));
            if (connection != null) connection.close();
        }
    }

    /** Returns when the response ended, of a stream when its first token came. */
    private long exchange(LoadConnection connection) throws IOException {
        HttpInput.Head head = connection.send(request);
        boolean stream = order.kind() == LoadOrder.Kind.STREAM;
        if (stream && !head.chunked()) throw new IOException("the response is no stream");
        if (stream && connection.chunk().isEmpty()) throw new IOException("the stream is empty");
        long first = System.nanoTime();
        connection.read(head);
        return stream ? first : System.nanoTime();
    }
}
