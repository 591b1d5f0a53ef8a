package metatextgrad.services.worker;

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
import java.util.function.Consumer;
import metatextgrad.llm.AnswerPlace;
import metatextgrad.llm.WorkerAnswer;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.Event;
import metatextgrad.wire.MalformedRecord;
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
final class AnswerReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long FRESH = Duration.ofSeconds(30).toNanos();
    private static final Duration CLOSE = Duration.ofSeconds(3);
    private static final int MOST = 500;

    /** Reading on over this many other records is cheaper than jumping. */
    private static final long NEAR = 200;

    private final LinkedBlockingQueue<Errand> queue = new LinkedBlockingQueue<>();
    private final WorkerClients clients;
    private final WorkerSettings settings;
    private final WorkerTopics topics;
    private final FailureListener failed;
    private final WorkerThread thread;
    private final Map<TopicPartition, Beginning> beginnings = new HashMap<>();
    private volatile boolean closed;

    private sealed interface Errand {
        TopicPartition log();

        long offset();
    }

    private record Read(TopicPartition log, long offset, Consumer<@Nullable Event> then)
            implements Errand {}

    private record Look(TopicPartition log, long offset, Consumer<Boolean> then)
            implements Errand {}

    private record Beginning(long offset, long asked) {}

    /**
     * @param failed called once, from this reader's thread, if it cannot go on
     */
    AnswerReader(WorkerClients clients, WorkerSettings settings, FailureListener failed) {
        this.clients = clients;
        this.settings = settings;
        this.topics = new WorkerTopics(settings.prefix());
        this.failed = failed;
        thread = new WorkerThread("answers", this::run);
    }

    void start() {
        thread.start();
    }

    /** The answer at this place, or null if it has left the log. */
    void read(AnswerPlace place, Consumer<@Nullable WorkerAnswer> then) {
        Consumer<@Nullable Event> given =
                event -> then.accept(event instanceof WorkerAnswer answer ? answer : null);
        queue.add(new Read(log(place), place.offset(), given));
    }

    /** The request at this offset, or null if it has left the log. */
    void request(int partition, long offset, Consumer<@Nullable WorkerRequest> then) {
        Consumer<@Nullable Event> given =
                event -> then.accept(event instanceof WorkerRequest request ? request : null);
        queue.add(new Read(new TopicPartition(topics.requests(), partition), offset, given));
    }

    /** Whether the answer at this place has left the log, as of half a minute ago. */
    void look(AnswerPlace place, Consumer<Boolean> then) {
        queue.add(new Look(log(place), place.offset(), then));
    }

    @Override
    public void close() {
        closed = true;
        thread.end(CLOSE);
    }

    private TopicPartition log(AnswerPlace place) {
        return new TopicPartition(topics.responses(place.asker()), place.partition());
    }

    private void run() {
        try (org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> log = clients.reader()) {
            while (!closed) {
                List<Errand> errands = new ArrayList<>();
                Errand first = queue.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) errands.add(first);
                queue.drainTo(errands, MOST);
                while (!errands.isEmpty() && !closed) serve(log, errands);
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!closed) failed.failed(e);
        }
    }

    /**
     * One poll. Takes away what is served, before it is: whatever fails, nobody is served twice.
     */
    private void serve(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> log, List<Errand> errands) {
        try {
            settle(log, errands);
            if (!errands.isEmpty()) poll(log, errands);
        } catch (RetriableException away) {
            LOG.atInfo().addKeyValue("cause", away.toString()).log("answers cannot be read now");
        }
    }

    /** Serves what needs no reading. */
    private void settle(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> log, List<Errand> errands) {
        for (Errand errand : List.copyOf(errands)) {
            boolean gone = errand.offset() < beginning(log, errand.log());
            switch (errand) {
                case Look look -> {
                    errands.remove(look);
                    look.then().accept(gone);
                }
                case Read read -> {
                    if (gone) give(errands, List.of(read), null);
                }
            }
        }
    }

    private void poll(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> log, List<Errand> errands) {
        Map<TopicPartition, NavigableMap<Long, List<Read>>> reads = byPlace(errands);
        seek(log, reads);
        for (ConsumerRecord<byte[], byte[]> record : log.poll(POLL)) {
            TopicPartition from = new TopicPartition(record.topic(), record.partition());
            NavigableMap<Long, List<Read>> byOffset = reads.get(from);
            List<Read> wanted = byOffset == null ? null : byOffset.remove(record.offset());
            if (wanted != null) give(errands, wanted, event(record));
        }
        reads.forEach(
                (partition, byOffset) ->
                        byOffset.headMap(log.position(partition))
                                .values()
                                .forEach(passed -> give(errands, passed, null)));
    }

    private static Map<TopicPartition, NavigableMap<Long, List<Read>>> byPlace(
            List<Errand> errands) {
        Map<TopicPartition, NavigableMap<Long, List<Read>>> reads = new HashMap<>();
        for (Errand errand : errands) {
            if (errand instanceof Read read)
                reads.computeIfAbsent(read.log(), of -> new TreeMap<>())
                        .computeIfAbsent(read.offset(), at -> new ArrayList<>())
                        .add(read);
        }
        return reads;
    }

    private static void seek(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> log,
            Map<TopicPartition, NavigableMap<Long, List<Read>>> reads) {
        if (!log.assignment().equals(reads.keySet())) log.assign(Set.copyOf(reads.keySet()));
        reads.forEach(
                (partition, byOffset) -> {
                    long ahead = byOffset.firstKey() - log.position(partition);
                    if (ahead < 0 || ahead > NEAR) log.seek(partition, byOffset.firstKey());
                });
    }

    private static void give(List<Errand> errands, List<Read> wanted, @Nullable Event event) {
        errands.removeAll(wanted);
        wanted.forEach(read -> read.then().accept(event));
    }

    private @Nullable Event event(ConsumerRecord<byte[], byte[]> record) {
        try {
            return settings.events().deserializer().deserialize(record.topic(), record.value());
        } catch (MalformedRecord unreadable) {
            LOG.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("a record cannot be read: its answer is bought again");
            return null;
        }
    }

    private long beginning(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> log,
            TopicPartition partition) {
        Beginning known = beginnings.get(partition);
        if (known == null || System.nanoTime() - known.asked() > FRESH) {
            long offset = log.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            known = new Beginning(offset, System.nanoTime());
            beginnings.put(partition, known);
        }
        return known.offset();
    }
}
