package metatextgrad.services.worker.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import metatextgrad.model.event.Event;
import metatextgrad.services.worker.scheduler.SchedulerInput.ControlRead;
import metatextgrad.services.worker.scheduler.SchedulerLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads budgets, run commands, and the spending and model status of other workers: whole topics,
 * from their beginning, in its own thread and with its own consumer (RELIABILITY §3.1.7).
 */
public final class ControlTopicListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlTopicListener.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(3);

    private final WorkerClients clients;
    private final WorkerSettings settings;
    private final SchedulerLock scheduler;
    private final FailureListener failed;
    private final WorkerThread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean caughtUp;

    /**
     * @param failed called once, from this thread, if it cannot continue
     */
    public ControlTopicListener(
            WorkerClients clients,
            WorkerSettings settings,
            SchedulerLock scheduler,
            FailureListener failed) {
        this.clients = clients;
        this.settings = settings;
        this.scheduler = scheduler;
        this.failed = failed;
        thread = new WorkerThread("control", this::run);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        thread.end(CLOSE);
    }

    private void run() {
        try (Consumer<byte[], byte[]> log = clients.listener()) {
            Map<TopicPartition, Long> ends = null;
            while (closed.getCount() > 0) {
                try {
                    if (ends == null) ends = begin(log);
                    listen(log, ends);
                } catch (RetriableException unreachable) {
                    LOG.atInfo()
                            .addKeyValue("cause", unreachable.toString())
                            .log("control topics cannot be read now");
                    if (closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) return;
                }
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (closed.getCount() > 0) failed.failed(e);
        }
    }

    private Map<TopicPartition, Long> begin(Consumer<byte[], byte[]> log) {
        List<TopicPartition> all =
                WorkerTopics.CONTROL.stream()
                        .flatMap(topic -> log.partitionsFor(topic.in(settings.cluster())).stream())
                        .map(ControlTopicListener::partition)
                        .toList();
        log.assign(all);
        log.seekToBeginning(all);
        return log.endOffsets(all);
    }

    private void listen(Consumer<byte[], byte[]> log, Map<TopicPartition, Long> ends) {
        List<Event> events = new ArrayList<>();
        List<ConsumerRecord<byte[], byte[]>> malformed = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : log.poll(POLL)) {
            Event event = settings.read(record);
            if (event != null) events.add(event);
            else malformed.add(record);
        }
        if (!malformed.isEmpty())
            LOG.atWarn()
                    .addKeyValue("records", malformed.size())
                    .addKeyValue("first", place(malformed.getFirst()))
                    .log("skipped malformed control records");
        // At once: the position below may not be known, and these records are not read again.
        scheduler.handle(new ControlRead(events, false));
        if (!caughtUp && ends.entrySet().stream().allMatch(end -> isPast(log, end))) {
            caughtUp = true;
            scheduler.handle(new ControlRead(List.of(), true));
        }
    }

    private static boolean isPast(
            Consumer<byte[], byte[]> log, Map.Entry<TopicPartition, Long> end) {
        try {
            return log.position(end.getKey(), Duration.ZERO) >= end.getValue();
        } catch (TimeoutException unknown) {
            return false;
        }
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return "%s-%d, offset %d".formatted(record.topic(), record.partition(), record.offset());
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }
}
