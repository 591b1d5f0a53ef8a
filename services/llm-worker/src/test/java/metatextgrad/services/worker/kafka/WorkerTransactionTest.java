package metatextgrad.services.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Requester;
import metatextgrad.llm.Usage;
import metatextgrad.model.event.Event;
import metatextgrad.services.worker.kafka.WorkerTransaction.End;
import metatextgrad.services.worker.scheduler.AssignedPartition;
import metatextgrad.services.worker.scheduler.Delivery;
import metatextgrad.services.worker.scheduler.PartitionAssignment;
import metatextgrad.services.worker.scheduler.PendingWrite;
import metatextgrad.services.worker.scheduler.SampleRequests;
import metatextgrad.services.worker.scheduler.SchedulerEffect;
import metatextgrad.trace.TraceContext;
import metatextgrad.trace.Tracing;
import metatextgrad.wire.WorkerSerde;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** FAULT 8, 9, 26 as the producer sees them. */
final class WorkerTransactionTest {
    private static final Serde<Event> EVENTS = WorkerSerde.local();
    private static final ConsumerGroupMetadata GROUP =
            new MockConsumer<byte[], byte[]>("earliest").groupMetadata();
    private static final AssignedPartition PARTITION =
            new AssignedPartition(new PartitionAssignment(3, 1));
    private static final LlmRequest ONE = SampleRequests.request("2+2?", "slot-1");
    private static final LlmRequest TWO = SampleRequests.request("2+2?", "slot-2");
    private static final LlmResponse FOUR =
            LlmResponse.ok(ONE, new Reply.Answered("4", new Usage(3, 1), "m"));

    private static final SchedulerEffect.Commit COMMIT =
            new SchedulerEffect.Commit(List.of(answers()), List.of(), Map.of(3, 42L), List.of());

    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final RequestTraces traces = new RequestTraces(Tracing.OFF, "mtg.llm-worker");
    private final WorkerTransaction transaction =
            new WorkerTransaction(SampleSettings.WORKER, traces, this::producer);

    @Test
    void shouldWriteAnswersRowsAndOffsetsInOneTransaction() {
        transaction.open();

        End end = transaction.write(COMMIT, GROUP);

        LedgerEntry done =
                new LedgerEntry.Done(
                        ONE.callKey(),
                        Outcome.OK,
                        new Usage(3, 1),
                        place(0),
                        ONE.requestId(),
                        1,
                        0);
        LedgerEntry asked = new LedgerEntry.RequestAnswered(TWO.requestId(), Outcome.OK, place(1));
        assertThat(end).isEqualTo(new End.Committed(List.of(List.of(done, asked))));
        assertThat(written())
                .containsExactly(
                        "mtg.llm-responses.candidate null " + FOUR,
                        "mtg.llm-responses.candidate null " + FOUR.copyFor(TWO),
                        "mtg.llm-ledger 3 " + done,
                        "mtg.llm-ledger 3 " + asked);
        assertThat(producers.getFirst().consumerGroupOffsetsHistory())
                .containsExactly(
                        Map.of(
                                GROUP.groupId(),
                                Map.of(
                                        new TopicPartition("mtg.llm-requests", 3),
                                        new OffsetAndMetadata(42))));
    }

    @Test
    void shouldWriteAnAbortedTransactionAgain() {
        transaction.open();
        producers.getFirst().sendOffsetsToTransactionException = new CommitFailedException("left");

        End first = transaction.write(COMMIT, GROUP);
        List<String> afterFirst = written();
        producers.getFirst().sendOffsetsToTransactionException = null;
        End second = transaction.write(COMMIT, GROUP);

        assertThat(first).isInstanceOf(End.Aborted.class);
        assertThat(afterFirst).isEmpty();
        assertThat(second).isInstanceOf(End.Committed.class);
        assertThat(written()).hasSize(4);
    }

    @Test
    void shouldReportAFencedProducerAsBroken() {
        transaction.open();
        producers.getFirst().fenceProducer();

        assertThat(transaction.write(COMMIT, GROUP)).isInstanceOf(End.Broken.class);
        transaction.open();
        assertThat(producers.getFirst().closed()).isTrue();
        assertThat(transaction.write(COMMIT, GROUP)).isInstanceOf(End.Committed.class);
    }

    @Test
    void shouldRetryTheSameCommitUntilItsResultIsKnown() {
        MockProducer<byte[], byte[]> slow =
                new MockProducer<>(
                        true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    private int commits;

                    @Override
                    public void commitTransaction() {
                        if (++commits < 3) throw new TimeoutException("slow");
                        super.commitTransaction();
                    }
                };
        WorkerTransaction retrying =
                new WorkerTransaction(
                        SampleSettings.WORKER,
                        new RequestTraces(Tracing.OFF, "mtg.llm-worker"),
                        () -> slow);
        retrying.open();

        assertThat(retrying.write(COMMIT, GROUP)).isInstanceOf(End.Committed.class);
        assertThat(slow.history()).hasSize(4);
    }

    @Test
    void shouldContinueTheTraceOfARequestUntilItsAnswerIsCommitted() {
        TraceContext context =
                new TraceContext("00-" + "a".repeat(32) + "-00000000000000b1-01", "v=1");
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("mtg.llm-requests", 3, 40, null, new byte[0]);
        context.headers().forEach(record.headers()::add);
        traces.read(record, ONE);
        transaction.open();

        transaction.write(COMMIT, GROUP);

        assertThat(producers.getFirst().history())
                .extracting(sent -> TraceContext.of(sent.headers()))
                .containsExactly(context, TraceContext.NONE, TraceContext.NONE, TraceContext.NONE);
        assertThat(traces.of(ONE.requestId())).isEqualTo(TraceContext.NONE);
    }

    private static PendingWrite answers() {
        return new PendingWrite.Answers(
                List.of(
                        new PendingWrite.Ending(
                                new Delivery(PARTITION, 40, ONE, false, 0), FOUR, 1, false, 0),
                        new PendingWrite.Ending(
                                new Delivery(PARTITION, 41, TWO, false, 0),
                                FOUR.copyFor(TWO),
                                0,
                                false,
                                0)));
    }

    private static AnswerPosition place(long offset) {
        return new AnswerPosition(Requester.CANDIDATE, 0, offset);
    }

    private List<String> written() {
        return producers.getFirst().history().stream().map(this::text).toList();
    }

    private String text(ProducerRecord<byte[], byte[]> record) {
        Event event = EVENTS.deserializer().deserialize(record.topic(), record.value());
        return record.topic() + " " + record.partition() + " " + event;
    }

    private MockProducer<byte[], byte[]> producer() {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(
                        true, null, new ByteArraySerializer(), new ByteArraySerializer());
        producers.add(producer);
        return producer;
    }
}
