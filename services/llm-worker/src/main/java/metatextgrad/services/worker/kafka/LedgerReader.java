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

/** Reads the ledger of a newly assigned partition, with its own clients. Thread-safe. */
public class LedgerReader {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerReader.class);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Keys of calls, requests, and partitions of a budget. */
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
     * Reads all rows of a partition, including those of open transactions: a paused owner may
     * commit its last row late (RELIABILITY §3.1.1).
     *
     * @throws Gap if required rows are missing (RELIABILITY §2.8)
     */
    public Ledger read(int partition) {
        TopicPartition rows =
                new TopicPartition(Topics.LLM_LEDGER.in(settings.cluster()), partition);
        Ledger ledger = new Ledger(maxPaidAttempts);
        try (Consumer<byte[], byte[]> reader = clients.reader()) {
            // Read before the end of the rows: the previous owner may still answer requests, and
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
            if (!settings.endpoint().allowRepay()) checkForGap(reader, partition, answered, ledger);
        }
        return ledger;
    }

    /** Returns the committed offset of the requests of this partition; 0 if there is none. */
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
        List<String> skipped = new ArrayList<>();
        reader.assign(List.of(rows));
        reader.seekToBeginning(List.of(rows));
        while (reader.position(rows) < end) {
            for (ConsumerRecord<byte[], byte[]> row : reader.poll(POLL)) {
                Event event = readable(row, skipped);
                if (event != null) to.accept(event);
            }
        }
        if (!skipped.isEmpty())
            LOG.atWarn()
                    .addKeyValue("rows", skipped.size())
                    .addKeyValue("first", skipped.getFirst())
                    .log("unreadable rows are skipped");
    }

    /**
     * Reads a row. Rows with unknown keys concern no call and are skipped.
     *
     * @return null if it cannot be read
     * @throws Gap if it cannot be read and may concern a call or spending
     */
    private @Nullable Event readable(ConsumerRecord<byte[], byte[]> row, List<String> skipped) {
        try {
            return settings.events().deserializer().deserialize(row.topic(), row.value());
        } catch (MalformedRecord malformed) {
            String place = "%s-%d, offset %d".formatted(row.topic(), row.partition(), row.offset());
            if (ours(row.key()) && !settings.endpoint().allowRepay())
                throw new Gap(
                        "the ledger record at %s cannot be read (%s) and may describe a billed call. Upgrade the worker, or start it with --allow-repay, which may repeat calls"
                                .formatted(place, malformed.getMessage()));
            skipped.add(place + ": " + malformed.getMessage());
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

    private void checkForGap(
            Consumer<byte[], byte[]> reader, int partition, long answered, Ledger ledger) {
        TopicPartition requests =
                new TopicPartition(Topics.LLM_REQUESTS.in(settings.cluster()), partition);
        LlmRequest last = lastBefore(reader, requests, answered);
        if (last != null && !ledger.knows(last.callKey(), last.requestId()))
            throw new Gap(
                    "the ledger %s-%d does not contain the last answered request %s. The record may have been deleted or expired, or the number of partitions may have changed. To continue, start the worker with --allow-repay, which may repeat billed calls"
                            .formatted(
                                    Topics.LLM_LEDGER.in(settings.cluster()),
                                    partition,
                                    last.requestId().value()));
    }

    /** Steps back to the last request: markers and malformed records have offsets too. */
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
