package metatextgrad.services.worker.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.event.Event;
import metatextgrad.services.worker.ledger.Ledger;
import metatextgrad.topics.Topics;
import metatextgrad.wire.registry.MalformedRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the ledger of a partition that the worker takes over. Thread-safe; clients of its own. */
public class LedgerReader {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerReader.class);
    private static final Duration POLL = Duration.ofMillis(200);

    /** The key of a call, a request, or a budget's partition. */
    private static final Pattern OUR_KEY = Pattern.compile("[a-z2-7]{26}|.+/\\d+");

    private final WorkerClients clients;
    private final WorkerSettings settings;
    private final int maxPaidAttempts;

    public LedgerReader(WorkerClients clients, WorkerSettings settings, int maxPaidAttempts) {
        this.clients = clients;
        this.settings = settings;
        this.maxPaidAttempts = maxPaidAttempts;
    }

    /** The ledger lacks rows of answered requests: the worker would repeat their calls. */
    public static final class Gap extends RuntimeException {
        public Gap(String message) {
            super(message);
        }
    }

    /**
     * All rows of a partition, up to what any worker may have begun to write: an owner that was
     * only paused may have committed its last row late (RELIABILITY §3.1.1).
     *
     * @throws Gap if rows are missing that must be there (RELIABILITY §2.8)
     */
    public Ledger read(int partition) {
        TopicPartition rows =
                new TopicPartition(Topics.LLM_LEDGER.in(settings.cluster()), partition);
        Ledger ledger = new Ledger(maxPaidAttempts);
        try (Consumer<byte[], byte[]> reader = clients.reader()) {
            // Before the end of the rows is read: the present owner may still answer requests, and
            // its later answers are no gap.
            long answered = answered(reader, partition);
            read(
                    reader,
                    rows,
                    entry -> {
                        if (entry instanceof LedgerEntry known) ledger.apply(known);
                    });
            read(
                    reader,
                    new TopicPartition(Topics.BUDGET_SPEND.in(settings.cluster()), partition),
                    row -> {
                        if (row instanceof BudgetSpend spend) ledger.spends().add(spend);
                    });
            if (!settings.endpoint().allowRepay()) guard(reader, partition, answered, ledger);
        }
        return ledger;
    }

    /** The committed offset of the requests of this partition; 0 if there is none. */
    private long answered(Consumer<byte[], byte[]> reader, int partition) {
        TopicPartition requests =
                new TopicPartition(Topics.LLM_REQUESTS.in(settings.cluster()), partition);
        OffsetAndMetadata committed = reader.committed(Set.of(requests)).get(requests);
        return committed == null ? 0 : committed.offset();
    }

    private void read(
            Consumer<byte[], byte[]> reader,
            TopicPartition rows,
            java.util.function.Consumer<Event> to) {
        long end = end(rows);
        List<String> passedOver = new ArrayList<>();
        reader.assign(List.of(rows));
        reader.seekToBeginning(List.of(rows));
        while (reader.position(rows) < end) {
            for (ConsumerRecord<byte[], byte[]> row : reader.poll(POLL)) {
                Event event = readable(row, passedOver);
                if (event != null) to.accept(event);
            }
        }
        if (!passedOver.isEmpty())
            LOG.atWarn()
                    .addKeyValue("rows", passedOver.size())
                    .addKeyValue("first", passedOver.getFirst())
                    .log("unreadable rows are skipped");
    }

    /**
     * A row under a foreign key concerns no call.
     *
     * @return null if it cannot be read
     * @throws Gap if it may concern a call or spending
     */
    private @Nullable Event readable(ConsumerRecord<byte[], byte[]> row, List<String> passedOver) {
        try {
            return settings.events().deserializer().deserialize(row.topic(), row.value());
        } catch (MalformedRecord malformed) {
            String place = "%s-%d, offset %d".formatted(row.topic(), row.partition(), row.offset());
            if (ours(row.key()) && !settings.endpoint().allowRepay())
                throw new Gap(
                        "the row at %s cannot be read (%s), and may record a billed call: a later release of the worker may read it. --allow-repay continues without it, and may repeat calls"
                                .formatted(place, malformed.getMessage()));
            passedOver.add(place + ": " + malformed.getMessage());
            return null;
        }
    }

    private static boolean ours(byte @Nullable [] key) {
        return key != null && OUR_KEY.matcher(new String(key, StandardCharsets.UTF_8)).matches();
    }

    private long end(TopicPartition rows) {
        try (Consumer<byte[], byte[]> watermarks = clients.watermarks()) {
            return watermarks.endOffsets(List.of(rows)).getOrDefault(rows, 0L);
        }
    }

    private void guard(
            Consumer<byte[], byte[]> reader, int partition, long answered, Ledger ledger) {
        TopicPartition requests =
                new TopicPartition(Topics.LLM_REQUESTS.in(settings.cluster()), partition);
        LlmRequest last = lastBefore(reader, requests, answered);
        if (last != null && !ledger.knows(last.callKey(), last.requestId()))
            throw new Gap(
                    "the ledger "
                            + Topics.LLM_LEDGER.in(settings.cluster())
                            + "-"
                            + partition
                            + " lacks the last request that was answered, "
                            + last.requestId().value()
                            + ": it was deleted, expired, or the number of partitions changed."
                            + " Continuing would repeat billed calls; --allow-repay continues");
    }

    /** Steps back until it finds a request: markers and malformed records have offsets too. */
    private @Nullable LlmRequest lastBefore(
            Consumer<byte[], byte[]> reader, TopicPartition requests, long offset) {
        reader.assign(List.of(requests));
        long begin = reader.beginningOffsets(List.of(requests)).getOrDefault(requests, 0L);
        for (long back = 8; ; back *= 8) {
            long from = Math.max(begin, offset - back);
            LlmRequest last = null;
            reader.seek(requests, from);
            while (from < offset && reader.position(requests) < offset) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                    boolean before = record.offset() < offset;
                    if (before && settings.read(record) instanceof LlmRequest request)
                        last = request;
                }
            }
            if (last != null || from == begin) return last;
        }
    }
}
