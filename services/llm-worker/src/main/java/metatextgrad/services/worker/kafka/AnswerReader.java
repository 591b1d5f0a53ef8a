package metatextgrad.services.worker.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.event.Event;
import metatextgrad.services.worker.scheduler.SchedulerEffect.CheckAnswer;
import metatextgrad.services.worker.scheduler.SchedulerEffect.LookUp;
import metatextgrad.services.worker.scheduler.SchedulerEffect.ReadAnswer;
import metatextgrad.services.worker.scheduler.SchedulerEffect.ReadParked;
import metatextgrad.services.worker.scheduler.SchedulerInput;
import metatextgrad.services.worker.scheduler.SchedulerLock;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads recorded answers and parked requests at their positions, in its own thread and with its own
 * consumer.
 */
public final class AnswerReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long MAX_AGE = Duration.ofSeconds(30).toNanos();
    private static final Duration CLOSE = Duration.ofSeconds(3);
    private static final int MAX_READS = 500;

    /** Skipping up to this many records is cheaper than seeking. */
    private static final long MAX_SKIPPED = 200;

    private final LinkedBlockingQueue<LogRead> queue = new LinkedBlockingQueue<>();
    private final WorkerClients clients;
    private final WorkerSettings settings;
    private final RequestTraces traces;
    private final SchedulerLock scheduler;
    private final FailureListener failed;
    private final WorkerThread thread;
    private final Map<TopicPartition, Beginning> beginnings = new HashMap<>();
    private volatile boolean closed;

    private record LogRead(TopicPartition log, long offset, LookUp lookUp) {}

    private record Beginning(long offset, long readAt) {}

    /**
     * @param failed called once, from this reader's thread, if it cannot continue
     */
    public AnswerReader(
            WorkerClients clients,
            WorkerSettings settings,
            RequestTraces traces,
            SchedulerLock scheduler,
            FailureListener failed) {
        this.scheduler = scheduler;
        this.clients = clients;
        this.settings = settings;
        this.traces = traces;
        this.failed = failed;
        thread = new WorkerThread("answers", this::run);
    }

    public void start() {
        thread.start();
    }

    /** Queues a read, from any thread. The scheduler receives the result. */
    public void add(LookUp lookUp) {
        queue.add(
                switch (lookUp) {
                    case ReadAnswer read ->
                            new LogRead(log(read.place()), read.place().offset(), read);
                    case CheckAnswer check ->
                            new LogRead(log(check.place()), check.place().offset(), check);
                    case ReadParked read -> {
                        int partition = read.partition().number();
                        TopicPartition log =
                                new TopicPartition(
                                        Topics.LLM_REQUESTS.in(settings.cluster()), partition);
                        yield new LogRead(log, read.row().offset(), read);
                    }
                });
    }

    @Override
    public void close() {
        closed = true;
        thread.end(CLOSE);
    }

    private TopicPartition log(AnswerPosition place) {
        return new TopicPartition(
                Topics.responses(place.requester()).in(settings.cluster()), place.partition());
    }

    private void run() {
        try (Consumer<byte[], byte[]> log = clients.reader()) {
            while (!closed) {
                List<LogRead> pending = new ArrayList<>();
                LogRead first = queue.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) pending.add(first);
                queue.drainTo(pending, MAX_READS);
                while (!pending.isEmpty() && !closed) poll(log, pending);
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!closed) failed.failed(e);
        }
    }

    /** Polls once. Removes each read before it is delivered, so that none is delivered twice. */
    private void poll(Consumer<byte[], byte[]> log, List<LogRead> pending) {
        try {
            deliverWithoutPoll(log, pending);
            if (!pending.isEmpty()) pollOnce(log, pending);
        } catch (RetriableException unreachable) {
            LOG.atInfo()
                    .addKeyValue("cause", unreachable.toString())
                    .log("answers cannot be read now");
        }
    }

    /** Delivers expired reads and checks, which need no poll. */
    private void deliverWithoutPoll(Consumer<byte[], byte[]> log, List<LogRead> pending) {
        for (LogRead one : List.copyOf(pending)) {
            boolean expired = one.offset() < beginning(log, one.log());
            if (one.lookUp() instanceof CheckAnswer check) {
                pending.remove(one);
                scheduler.handle(new SchedulerInput.AnswerChecked(check.delivery(), expired));
            } else if (expired) {
                deliver(pending, List.of(one), null);
            }
        }
    }

    private void pollOnce(Consumer<byte[], byte[]> log, List<LogRead> pending) {
        Map<TopicPartition, NavigableMap<Long, List<LogRead>>> byLog = byPosition(pending);
        seek(log, byLog);
        for (ConsumerRecord<byte[], byte[]> record : log.poll(POLL)) {
            TopicPartition from = new TopicPartition(record.topic(), record.partition());
            NavigableMap<Long, List<LogRead>> byOffset = byLog.get(from);
            List<LogRead> found = byOffset == null ? null : byOffset.remove(record.offset());
            if (found != null) deliver(pending, found, event(record));
        }
        byLog.forEach(
                (partition, byOffset) ->
                        byOffset.headMap(log.position(partition))
                                .values()
                                .forEach(passed -> deliver(pending, passed, null)));
    }

    private static Map<TopicPartition, NavigableMap<Long, List<LogRead>>> byPosition(
            List<LogRead> pending) {
        Map<TopicPartition, NavigableMap<Long, List<LogRead>>> byLog = new HashMap<>();
        for (LogRead one : pending) {
            byLog.computeIfAbsent(one.log(), of -> new TreeMap<>())
                    .computeIfAbsent(one.offset(), at -> new ArrayList<>())
                    .add(one);
        }
        return byLog;
    }

    private static void seek(
            Consumer<byte[], byte[]> log,
            Map<TopicPartition, NavigableMap<Long, List<LogRead>>> byLog) {
        if (!log.assignment().equals(byLog.keySet())) log.assign(Set.copyOf(byLog.keySet()));
        byLog.forEach(
                (partition, byOffset) -> {
                    long ahead = byOffset.firstKey() - log.position(partition);
                    if (ahead < 0 || ahead > MAX_SKIPPED) log.seek(partition, byOffset.firstKey());
                });
    }

    private void deliver(List<LogRead> pending, List<LogRead> found, @Nullable Event event) {
        pending.removeAll(found);
        for (LogRead one : found) scheduler.handle(result(one.lookUp(), event));
    }

    private static SchedulerInput result(LookUp lookUp, @Nullable Event event) {
        return switch (lookUp) {
            case ReadAnswer read ->
                    new SchedulerInput.AnswerRead(
                            read.delivery(), event instanceof LlmResponse answer ? answer : null);
            case CheckAnswer check ->
                    new SchedulerInput.AnswerChecked(check.delivery(), event == null);
            case ReadParked read ->
                    new SchedulerInput.ParkedRead(
                            read.partition(),
                            read.row(),
                            event instanceof LlmRequest request ? request : null);
        };
    }

    private @Nullable Event event(ConsumerRecord<byte[], byte[]> record) {
        Event event = settings.read(record);
        if (event == null)
            LOG.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("a record cannot be read: its call is made again");
        // A parked request continues the trace of its record.
        if (event instanceof LlmRequest request) traces.read(record, request);
        return event;
    }

    private long beginning(Consumer<byte[], byte[]> log, TopicPartition partition) {
        Beginning known = beginnings.get(partition);
        if (known == null || System.nanoTime() - known.readAt() > MAX_AGE) {
            long offset = log.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            known = new Beginning(offset, System.nanoTime());
            beginnings.put(partition, known);
        }
        return known.offset();
    }
}
