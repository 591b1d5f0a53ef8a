package metatextgrad.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends JSON records of one kind to a gateway, on threads of its own, and again until it has
 * accepted them. So a caller never waits for the gateway. Thread-safe.
 */
final class GatewaySender implements RecordSender {
    /** Of records that were not accepted. Further ones are lost. */
    static final int MAX_RECORDS = 10_000;

    private static final long MAX_BYTES = 16L << 20;
    private static final int THREADS = 2;
    private static final Duration HURRIED = Duration.ofMillis(500);

    private final GatewayRequests gateway;
    private final String path;
    private final FailureLog failures;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    THREADS,
                    work -> {
                        Thread made = new Thread(work, "mtg-client sends to the gateway");
                        made.setDaemon(true);
                        return made;
                    });

    /**
     * @param kind of {@link ClientTopics}
     */
    GatewaySender(GatewayRequests gateway, String kind, FailureLog failures) {
        this.gateway = gateway;
        this.path = "/api/v1/" + kind;
        this.failures = failures;
    }

    /** A record beyond the limits is lost. */
    @Override
    public void send(Map<String, Object> fields) {
        byte[] json = JsonWriter.write(fields).getBytes(UTF_8);
        String key = UUID.randomUUID().toString();
        boolean isTooMuch = waiting.incrementAndGet() > MAX_RECORDS;
        if (waitingBytes.addAndGet(json.length) > MAX_BYTES || isTooMuch) {
            lose(
                    json,
                    new IllegalStateException(
                            "10,000 records of a kind or 16 MiB wait for the gateway"));
            return;
        }
        try {
            threads.execute(() -> deliver(json, key));
        } catch (RejectedExecutionException e) {
            lose(json, new IllegalStateException("the client is closed"));
        }
    }

    @Override
    public long lost() {
        return lost.get();
    }

    /** Takes no more records, and ends the pauses of those that wait. */
    void hurry() {
        closing.countDown();
        threads.shutdown();
    }

    /** The same, and waits until all are sent, at most for this time. */
    void close(Duration atMost) throws InterruptedException {
        hurry();
        try {
            boolean unused = threads.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            stop();
        }
    }

    /** Takes no more records, and counts those that wait as lost. */
    void stop() {
        stopped.countDown();
        closing.countDown();
        for (Runnable unused : threads.shutdownNow()) lost.incrementAndGet();
    }

    private void deliver(byte[] json, String key) {
        ClientPauses pauses = new ClientPauses();
        try {
            Duration pause = Duration.ZERO;
            do {
                try {
                    HttpResponse<byte[]> answer = gateway.post(path, json, key);
                    if (answer.statusCode() / 100 != 2) throw new GatewayRefusal(answer);
                    accepted(json);
                    return;
                } catch (GatewayRefusal e) {
                    if (!e.isTemporary()) {
                        lose(json, e);
                        return;
                    }
                    failures.failed(e);
                    pause = e.retryAfter().map(ClientPauses::after).orElseGet(pauses::next);
                } catch (IOException e) {
                    failures.failed(e);
                    pause = pauses.next();
                }
            } while (!isStopped(pause));
            lose(json, new IllegalStateException("the client was closed"));
        } catch (RuntimeException e) {
            lose(json, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            lose(json, new IllegalStateException("the client was closed"));
        }
    }

    /** Closing ends a pause, and shortens the next ones: what waits has little time left. */
    private boolean isStopped(Duration pause) throws InterruptedException {
        if (closing.getCount() == 0)
            return ClientPauses.isOpen(stopped, pause.compareTo(HURRIED) < 0 ? pause : HURRIED);
        return ClientPauses.isOpen(closing, pause) && stopped.getCount() == 0;
    }

    private void accepted(byte[] json) {
        waiting.decrementAndGet();
        waitingBytes.addAndGet(-json.length);
        failures.worked();
    }

    private void lose(byte[] json, Exception problem) {
        waiting.decrementAndGet();
        waitingBytes.addAndGet(-json.length);
        lost.incrementAndGet();
        failures.failed(problem);
    }
}
