package metatextgrad.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes JSON records to one topic, on a thread of its own. So a caller never waits for Kafka, and
 * a missing topic does not delay the others. Thread-safe.
 */
final class TopicSender implements RecordSender {
    /** Of records that were not acknowledged. Further ones are lost. */
    static final long MAX_WAITING_BYTES = 16L << 20;

    private final String topic;
    private final byte[] key;
    private final LazyProducer producer;
    private final FailureLog failures;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final ExecutorService thread;

    TopicSender(
            String topic, String project, LazyProducer producer, ClientFailureListener listener) {
        this.topic = topic;
        this.key = project.getBytes(UTF_8);
        this.producer = producer;
        this.failures = new FailureLog("write to " + topic, listener);
        this.thread =
                Executors.newSingleThreadExecutor(
                        work -> {
                            Thread made = new Thread(work, "mtg-client writes " + topic);
                            made.setDaemon(true);
                            return made;
                        });
    }

    @Override
    public void send(Map<String, Object> fields) {
        byte[] json = JsonWriter.write(fields).getBytes(UTF_8);
        if (waitingBytes.addAndGet(json.length) > MAX_WAITING_BYTES) {
            failed(json, new IllegalStateException("more than 16 MiB wait for Kafka"));
            return;
        }
        try {
            thread.execute(() -> write(json));
        } catch (RejectedExecutionException e) {
            failed(json, new IllegalStateException("the client is closed"));
        }
    }

    @Override
    public long lost() {
        return lost.get();
    }

    /** Takes no more records. */
    void shutdown() {
        thread.shutdown();
    }

    /** Waits until the producer has all records, at most for this time. */
    void await(Duration atMost) throws InterruptedException {
        if (!thread.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            for (Runnable unused : thread.shutdownNow()) lost.incrementAndGet();
        }
    }

    private void write(byte[] json) {
        try {
            var unused =
                    producer.get()
                            .send(
                                    new ProducerRecord<>(topic, key, json),
                                    (written, problem) -> {
                                        if (problem == null) wrote(json);
                                        else failed(json, problem);
                                    });
        } catch (RuntimeException e) {
            failed(json, e);
        }
    }

    private void wrote(byte[] json) {
        waitingBytes.addAndGet(-json.length);
        failures.worked();
    }

    private void failed(byte[] json, Exception problem) {
        waitingBytes.addAndGet(-json.length);
        lost.incrementAndGet();
        failures.failed(problem);
    }
}
