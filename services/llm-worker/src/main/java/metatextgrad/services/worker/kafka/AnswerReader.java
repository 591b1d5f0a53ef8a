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
 * Reads recorded answers and parked requests at their places, in a thread and with a consumer of
 * its own.
 */
public final class AnswerReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long FRESH = Duration.ofSeconds(30).toNanos();
    private static final Duration CLOSE = Duration.ofSeconds(3);
    private static final int MAX = 500;

    /** Reading on over this many other records is cheaper than seeking. */
    private static final long NEAR = 200;

    private final LinkedBlockingQueue<Errand> queue = new LinkedBlockingQueue<>();
    private final WorkerClients clients;
    private final WorkerSettings settings;
    private final SchedulerLock scheduler;
    private final FailureListener failed;
    private final WorkerThread thread;
    private final Map<TopicPartition, Beginning> beginnings = new HashMap<>();
    private volatile boolean closed;

    private record Errand(TopicPartition log, long offset, LookUp lookUp) {}

    private record Beginning(long offset, long asked) {}

    /**
     * @param failed called once, from this reader's thread, if it cannot continue
     */
    public AnswerReader(
            WorkerClients clients,
            WorkerSettings settings,
            SchedulerLock scheduler,
            FailureListener failed) {
        this.scheduler = scheduler;
        this.clients = clients;
        this.settings = settings;
        this.failed = failed;
        thread = new WorkerThread("answers", this::run);
    }

    public void start() {
        thread.start();
    }

    /** Any thread; the scheduler gets what is found. */
    public void add(LookUp lookUp) {
        queue.add(
                switch (lookUp) {
                    case ReadAnswer read ->
                            new Errand(log(read.place()), read.place().offset(), read);
                    case CheckAnswer check ->
                            new Errand(log(check.place()), check.place().offset(), check);
                    case ReadParked read -> {
                        int partition = read.partition().number();
                        TopicPartition log =
                                new TopicPartition(
                                        Topics.LLM_REQUESTS.in(settings.cluster()), partition);
                        yield new Errand(log, read.row().offset(), read);
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
                List<Errand> errands = new ArrayList<>();
                Errand first = queue.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) errands.add(first);
                queue.drainTo(errands, MAX);
                while (!errands.isEmpty() && !closed) serve(log, errands);
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!closed) failed.failed(e);
        }
    }

    /**
     * One poll. It removes what is served before it is served, so that no failure serves it twice.
     */
    private void serve(Consumer<byte[], byte[]> log, List<Errand> errands) {
        try {
            settle(log, errands);
            if (!errands.isEmpty()) poll(log, errands);
        } catch (RetriableException away) {
            LOG.atInfo().addKeyValue("cause", away.toString()).log("answers cannot be read now");
        }
    }

    /** Serves what needs no reading: what has left the log, and checks. */
    private void settle(Consumer<byte[], byte[]> log, List<Errand> errands) {
        for (Errand errand : List.copyOf(errands)) {
            boolean gone = errand.offset() < beginning(log, errand.log());
            if (errand.lookUp() instanceof CheckAnswer check) {
                errands.remove(errand);
                scheduler.handle(new SchedulerInput.AnswerChecked(check.delivery(), gone));
            } else if (gone) {
                give(errands, List.of(errand), null);
            }
        }
    }

    private void poll(Consumer<byte[], byte[]> log, List<Errand> errands) {
        Map<TopicPartition, NavigableMap<Long, List<Errand>>> reads = byPlace(errands);
        seek(log, reads);
        for (ConsumerRecord<byte[], byte[]> record : log.poll(POLL)) {
            TopicPartition from = new TopicPartition(record.topic(), record.partition());
            NavigableMap<Long, List<Errand>> byOffset = reads.get(from);
            List<Errand> wanted = byOffset == null ? null : byOffset.remove(record.offset());
            if (wanted != null) give(errands, wanted, event(record));
        }
        reads.forEach(
                (partition, byOffset) ->
                        byOffset.headMap(log.position(partition))
                                .values()
                                .forEach(passed -> give(errands, passed, null)));
    }

    private static Map<TopicPartition, NavigableMap<Long, List<Errand>>> byPlace(
            List<Errand> errands) {
        Map<TopicPartition, NavigableMap<Long, List<Errand>>> reads = new HashMap<>();
        for (Errand errand : errands) {
            reads.computeIfAbsent(errand.log(), of -> new TreeMap<>())
                    .computeIfAbsent(errand.offset(), at -> new ArrayList<>())
                    .add(errand);
        }
        return reads;
    }

    private static void seek(
            Consumer<byte[], byte[]> log,
            Map<TopicPartition, NavigableMap<Long, List<Errand>>> reads) {
        if (!log.assignment().equals(reads.keySet())) log.assign(Set.copyOf(reads.keySet()));
        reads.forEach(
                (partition, byOffset) -> {
                    long ahead = byOffset.firstKey() - log.position(partition);
                    if (ahead < 0 || ahead > NEAR) log.seek(partition, byOffset.firstKey());
                });
    }

    private void give(List<Errand> errands, List<Errand> wanted, @Nullable Event event) {
        errands.removeAll(wanted);
        for (Errand errand : wanted) scheduler.handle(found(errand.lookUp(), event));
    }

    private static SchedulerInput found(LookUp lookUp, @Nullable Event event) {
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
        return event;
    }

    private long beginning(Consumer<byte[], byte[]> log, TopicPartition partition) {
        Beginning known = beginnings.get(partition);
        if (known == null || System.nanoTime() - known.asked() > FRESH) {
            long offset = log.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            known = new Beginning(offset, System.nanoTime());
            beginnings.put(partition, known);
        }
        return known.offset();
    }
}
