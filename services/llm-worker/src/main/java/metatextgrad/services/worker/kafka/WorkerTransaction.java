package metatextgrad.services.worker.kafka;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.RunCalls;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ModelState;
import metatextgrad.services.worker.scheduler.PendingWrite;
import metatextgrad.services.worker.scheduler.PendingWrite.Ending;
import metatextgrad.services.worker.scheduler.SchedulerEffect.Commit;
import metatextgrad.topics.Topics;
import metatextgrad.wire.KafkaFutures;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * One transaction: answers, then the rows with their positions, then offsets. The offsets carry the
 * group's generation, which fences a removed member. One thread.
 */
public final class WorkerTransaction implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    /** The result of a transaction. */
    public sealed interface End {
        /**
         * All of it is committed.
         *
         * @param rows the ledger rows of each write
         */
        record Committed(List<List<LedgerEntry>> rows) implements End {}

        /** Nothing is committed; the same writes may be retried. */
        record Aborted(String cause) implements End {}

        /** This producer is unusable. Only the ledgers show whether anything was committed. */
        record Broken(String cause) implements End {}
    }

    private final WorkerSettings settings;
    private final Serializer<Event> events;
    private final RequestTraces traces;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private @Nullable Producer<byte[], byte[]> producer;

    /**
     * @param producers creates producers with the same transactional id
     */
    public WorkerTransaction(
            WorkerSettings settings,
            RequestTraces traces,
            Supplier<Producer<byte[], byte[]>> producers) {
        this.settings = settings;
        this.events = settings.events().serializer();
        this.traces = traces;
        this.producers = producers;
    }

    /** Opens a new producer, which ends the open transaction of an earlier one. */
    public void open() {
        close();
        Producer<byte[], byte[]> opened = producers.get();
        producer = opened;
        while (true) {
            try {
                opened.initTransactions();
                return;
            } catch (TimeoutException slow) {
                // The broker is unreachable. Waiting is safe.
            }
        }
    }

    /**
     * Writes and commits.
     *
     * @param member group metadata from before the commit was planned
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails if a row was not sent
    public End write(Commit commit, ConsumerGroupMetadata member) {
        List<PendingWrite> writes = commit.writes();
        Producer<byte[], byte[]> open = requireNonNull(producer, "not open");
        List<List<ProducerRecord<byte[], byte[]>>> answers =
                writes.stream()
                        .map(write -> write.endings().stream().map(this::record).toList())
                        .toList();
        try {
            open.beginTransaction();
            List<List<Future<RecordMetadata>>> sent =
                    answers.stream().map(of -> of.stream().map(open::send).toList()).toList();
            open.flush();
            List<List<LedgerEntry>> rows = new ArrayList<>();
            for (int i = 0; i < writes.size(); i++) {
                rows.add(rows(writes.get(i), sent.get(i)));
                int partition = writes.get(i).partition().number();
                rows.get(i).forEach(row -> open.send(record(row, partition)));
            }
            commit.events().forEach(event -> open.send(record(event)));
            open.sendOffsetsToTransaction(positions(commit.offsets()), member);
            End end = commit(open, rows);
            writes.forEach(this::endTraces);
            return end;
        } catch (InterruptException | RecordTooLargeException fatal) {
            throw fatal;
        } catch (KafkaException e) {
            return abort(open, e);
        }
    }

    @Override
    public void close() {
        if (producer != null) producer.close(CLOSE);
        producer = null;
    }

    private static End commit(Producer<byte[], byte[]> open, List<List<LedgerEntry>> rows) {
        while (true) {
            try {
                open.commitTransaction();
                return new End.Committed(rows);
            } catch (TimeoutException slow) {
                // The commit may be in progress: only a retry of the same request is allowed.
            }
        }
    }

    private static End abort(Producer<byte[], byte[]> open, KafkaException cause) {
        try {
            open.abortTransaction();
            return new End.Aborted(cause.toString());
        } catch (InterruptException closing) {
            throw closing;
        } catch (KafkaException | IllegalStateException broken) {
            return new End.Broken(cause.toString());
        }
    }

    private void endTraces(PendingWrite write) {
        write.endings().forEach(ending -> traces.answered(ending.answer()));
        if (write instanceof PendingWrite.Park park) traces.parked(park.delivery().request());
    }

    private static List<LedgerEntry> rows(PendingWrite write, List<Future<RecordMetadata>> sent) {
        List<LedgerEntry> rows = new ArrayList<>(write.rows());
        for (int i = 0; i < sent.size(); i++) {
            Ending ending = write.endings().get(i);
            RecordMetadata at = KafkaFutures.get(sent.get(i));
            rows.add(
                    ending.row(
                            new AnswerPosition(
                                    ending.answer().requester(), at.partition(), at.offset())));
        }
        return rows;
    }

    private ProducerRecord<byte[], byte[]> record(Ending ending) {
        LlmResponse answer = ending.answer();
        String topic = Topics.responses(answer.requester()).in(settings.cluster());
        return new ProducerRecord<>(
                topic,
                null,
                key(answer),
                events.serialize(topic, answer),
                traces.of(answer.requestId()).headers());
    }

    /** Uses the partition number of the request, so that the next owner reads one partition. */
    private ProducerRecord<byte[], byte[]> record(LedgerEntry row, int partition) {
        String topic = Topics.LLM_LEDGER.in(settings.cluster());
        return new ProducerRecord<>(topic, partition, key(row), events.serialize(topic, row));
    }

    /** Writes the worker's rows to the partition number of the ledger, run commands by key. */
    private ProducerRecord<byte[], byte[]> record(Event event) {
        String topic = Topics.of(event).in(settings.cluster());
        @Nullable Integer partition =
                switch (event) {
                    case BudgetSpend row -> row.partition();
                    case RunCalls row -> row.partition();
                    case ModelState row -> row.partition();
                    default -> null;
                };
        return new ProducerRecord<>(topic, partition, key(event), events.serialize(topic, event));
    }

    private Map<TopicPartition, OffsetAndMetadata> positions(Map<Integer, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        offsets.forEach(
                (partition, offset) ->
                        positions.put(
                                new TopicPartition(
                                        Topics.LLM_REQUESTS.in(settings.cluster()), partition),
                                new OffsetAndMetadata(offset)));
        return positions;
    }

    private static byte[] key(Event event) {
        return event.key().getBytes(StandardCharsets.UTF_8);
    }
}
