package metatextgrad.embedded.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static metatextgrad.cli.testing.WorkerBench.ask;
import static metatextgrad.cli.testing.WorkerBench.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.testing.BlockingModel;
import metatextgrad.cli.testing.FailingWorkers;
import metatextgrad.cli.testing.Owner;
import metatextgrad.cli.testing.Waits;
import metatextgrad.cli.testing.WorkerBench;
import metatextgrad.cli.testing.WorkerOwner;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.services.worker.LlmWorker;
import metatextgrad.services.worker.WorkerStatus;
import metatextgrad.services.worker.scheduler.ModelStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** FAULT 5, 7, 12, 16, 18, 20, 26, 39 and RELIABILITY §2.8, of workers against a real broker. */
@Tag("broker")
final class WorkerBrokerTest {
    @TempDir static Path folder;
    private static EmbeddedKafka kafka;

    private final BlockingModel model = new BlockingModel();
    private WorkerBench bench;
    private String prefix;

    /** A heartbeat, every 3 s, notifies a worker that another one wants to join. */
    private static final Duration WHOLE_REBALANCE = Duration.ofSeconds(10);

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.start(folder, 0);
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @BeforeEach
    void createTopics(TestInfo test) throws Exception {
        prefix = test.getTestMethod().orElseThrow().getName() + ".";
        bench = new WorkerBench(kafka.bootstrapServers(), prefix);
    }

    @AfterEach
    void stopWorkers() {
        model.release();
        bench.close();
    }

    @Test
    @DisplayName(
            "FAULT 20: a repeated request, and equal content of others: one call, an answer each")
    void shouldCallEqualContentOnceAndAnswerEachRequestOnce() {
        // Given
        bench.worker("one", model);
        LlmRequest first = ask("2+2?", "slot-1");
        LlmRequest second = ask("2+2?", "slot-2");
        model.hold();
        bench.send(first, first, second);
        Waits.await().until(() -> model.calls() == 1);
        model.release();
        List<LlmResponse> both = bench.answered(2);

        // When
        bench.send(first, ask("2+2?", "slot-3"), ask("other", "slot-1"));

        // Then
        assertThat(both)
                .extracting(LlmResponse::requestId, LlmResponse::text, LlmResponse::billed)
                .containsExactlyInAnyOrder(
                        tuple(first.requestId(), "2+2?", true),
                        tuple(second.requestId(), "2+2?", false));
        assertThat(bench.answered(4)).filteredOn(LlmResponse::billed).hasSize(2);
        assertThat(model.calls()).isEqualTo(2);
        assertThat(counted("mtg.llm.cache.hits")).isEqualTo(2);
        assertThat(counted("mtg.llm.calls.repeated")).isZero();
    }

    @Test
    void shouldRepeatNoCallAfterARestart() {
        // Given
        LlmWorker before = bench.worker("one", model);
        bench.send(requests(0, 20));
        bench.answered(20);
        before.close(Waits.LONG);

        // When
        bench.worker("one", model);
        bench.send(requests(0, 20));
        bench.send(ask("question 3", "another place"));

        // Then
        assertThat(bench.answered(21))
                .hasSize(21)
                .filteredOn(answer -> !answer.billed())
                .extracting(LlmResponse::text)
                .containsExactly("question 3");
        assertThat(model.calls()).isEqualTo(20);
    }

    @Test
    void shouldHaveAsManyCallsInFlightAsItsCap() {
        // Given
        bench.worker("one", model);
        model.hold();

        // When
        bench.send(requests(0, 300));
        Waits.await().until(() -> model.calls() == ModelEndpoints.IN_FLIGHT);
        model.release();

        // Then
        assertThat(bench.answered(300)).hasSize(300);
        assertThat(model.maxInside()).isEqualTo(ModelEndpoints.IN_FLIGHT);
        assertThat(model.calls()).isEqualTo(300);
    }

    @Test
    @DisplayName("FAULT 5: replaced with a call in flight: called once more, counted, one answer")
    void shouldRepeatACallThatAWorkerOfTheSameNameLeftInDoubt() {
        // Given
        model.hold();
        LlmWorker before = bench.worker("one", model);
        bench.send(ask("2+2?", "slot"));
        Waits.await().until(() -> model.calls() == 1);

        // When
        BlockingModel second = new BlockingModel();
        bench.worker("one", second);
        List<LlmResponse> answers = bench.answered(1);
        model.release();

        // Then
        Waits.await().until(() -> failed(before, "instance id"));
        assertThat(second.calls()).isEqualTo(1);
        assertThat(counted("mtg.llm.calls.repeated")).isEqualTo(1);
        assertThat(bench.answered(1)).isEqualTo(answers).hasSize(1);
    }

    @Test
    @DisplayName("FAULT 25: another worker joins with calls in flight: their answers are kept")
    void shouldRepeatNoCallWhenAnotherWorkerJoins() {
        // Given
        model.hold();
        bench.worker("one", model);
        bench.send(requests(0, 20));
        Waits.await().until(() -> model.calls() == 20);

        // When
        BlockingModel second = new BlockingModel();
        bench.worker("two", second);
        Waits.await().during(WHOLE_REBALANCE).until(() -> second.calls() == 0);
        model.release();

        // Then
        assertThat(bench.answered(20)).hasSize(20);
        AtomicInteger sent = new AtomicInteger(20);
        Waits.await()
                .until(
                        () -> {
                            int from = sent.getAndAdd(10);
                            bench.send(requests(from, from + 10));
                            return second.calls() > 0;
                        });
        assertThat(bench.answered(sent.get())).hasSize(sent.get());
        assertThat(model.calls() + second.calls()).isEqualTo(sent.get());
        assertThat(counted("mtg.llm.in.doubt")).isZero();
    }

    @Test
    @DisplayName("FAULT 26: stopped with a call in flight, then resumed: its answer is dropped")
    void shouldDropTheRecordsOfAFencedWorker(@TempDir Path owners) throws Exception {
        // Given
        bench.send(ask("2+2?", "slot"));
        Path reported = WorkerOwner.configure(owners, kafka.bootstrapServers(), prefix);
        try (Owner zombie = Owner.start(WorkerOwner.class, reported)) {
            zombie.signal("STOP");

            // When
            bench.worker("fresh", model);
            List<LlmResponse> answers = bench.answered(1);
            zombie.signal("CONT");
            zombie.process().getOutputStream().close();
            Waits.await().until(() -> bench.partitionsOfMembers().size() == 2);
            bench.send(requests(0, 40));

            // Then
            assertThat(answers).extracting(LlmResponse::text).containsExactly("2+2?");
            assertThat(bench.answered(41)).hasSize(41).contains(answers.getFirst());
            assertThat(zombie.process().isAlive()).isTrue();
        }
    }

    /** Acts as a resumed worker that does not know yet that its partitions have moved. */
    @Test
    void shouldFindNoGapInALedgerWhoseOwnerContinues() {
        // Given
        bench.worker("owner", model);
        AtomicInteger sent = new AtomicInteger();
        Runnable ownerGoesOn =
                () -> {
                    int from = sent.getAndAdd(20);
                    bench.send(requests(from, from + 20));
                    bench.answered(from + 20);
                };
        ownerGoesOn.run();

        // When
        for (int partition = 0; partition < WorkerBench.PARTITIONS; partition++)
            FailingWorkers.readLedger(
                    WorkerBench.settings(kafka.bootstrapServers(), prefix, "woken"),
                    partition,
                    ownerGoesOn);

        // Then
        assertThat(model.calls()).isEqualTo(sent.get());
    }

    @Test
    @DisplayName("FAULT 12: a refused key blocks the calls, and no request fails")
    void shouldBlockCallsWhileTheKeyIsWrongAndThenContinue() {
        // Given
        bench.worker("one", model);
        IntStream.range(0, 5).forEach(i -> model.says(new Reply.Unavailable("401")));

        // When
        bench.send(requests(0, 4));

        // Then
        WorkerStatus down =
                new WorkerStatus.Running(new ModelStatus.Unavailable("every model: 401"));
        Waits.await().until(() -> bench.statuses.contains(down));
        assertThat(bench.answered(4))
                .hasSize(4)
                .allSatisfy(answer -> assertThat(answer.outcome()).isEqualTo(Outcome.OK));
        assertThat(bench.statuses.getLast()).isEqualTo(WorkerStatus.running());
        assertThat(counted("mtg.llm.calls.repeated")).isZero();
    }

    @Test
    @DisplayName("FAULT 16: an empty answer is recorded as billed, and not reused")
    void shouldRecordFailuresAndReuseOnlySuccessfulAnswers() {
        // Given
        bench.worker("one", model);
        model.says(new Reply.Unusable(new Failure.Content("empty"), new Usage(3, 0)));
        bench.send(ask("2+2?", "slot-1"));
        assertThat(bench.answered(1).getFirst().outcome()).isEqualTo(Outcome.INVALID);

        // When
        bench.send(ask("2+2?", "slot-2"), ask("2+2?", "slot-1"));

        // Then
        assertThat(bench.answered(2).getLast())
                .extracting(LlmResponse::outcome, LlmResponse::billed)
                .containsExactly(Outcome.OK, true);
        assertThat(model.calls()).isEqualTo(2);
    }

    @Test
    @DisplayName("FAULT 39: an answer left the log: its request expires, a new one is called")
    void shouldReportAnExpiredAnswerAndRepeatTheCallForANewRequest() throws Exception {
        // Given
        LlmWorker before = bench.worker("one", model);
        LlmRequest ask = ask("2+2?", "slot-1");
        bench.send(ask);
        bench.answered(1);
        before.close(Waits.LONG);
        bench.deleteAll(bench.answers());

        // When
        bench.worker("one", model);
        bench.send(ask, ask);
        LlmResponse expired = bench.answered(1).getFirst();
        bench.send(ask("2+2?", "slot-2"));

        // Then
        assertThat(expired)
                .extracting(LlmResponse::outcome, LlmResponse::billed)
                .containsExactly(Outcome.EXPIRED, false);
        assertThat(bench.answered(2)).hasSize(2).last().matches(LlmResponse::billed);
        assertThat(model.calls()).isEqualTo(2);
    }

    @Test
    void shouldRejectAPartitionWithoutItsLedger() throws Exception {
        // Given
        LlmWorker before = bench.worker("one", model);
        bench.send(ask("2+2?", "slot-1"));
        bench.answered(1);
        before.close(Waits.LONG);
        bench.deleteAll(bench.ledger());

        // When
        LlmWorker after = bench.worker("one", model);
        bench.send(ask("2+2?", "slot-1"));

        // Then
        Waits.await().until(() -> failed(after, "--allow-repay"));
        assertThat(model.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("FAULT 18: poison on llm-requests becomes a dead letter")
    void shouldWriteADeadLetterForPoisonAndContinue() {
        // Given
        bench.worker("one", model);
        bench.sendToEachPartition("junk".getBytes(UTF_8));

        // When
        bench.send(requests(0, 4));

        // Then
        assertThat(bench.answered(4)).hasSize(4);
        assertThat(bench.letters)
                .hasSize(WorkerBench.PARTITIONS)
                .allSatisfy(letter -> assertThat(letter.reason()).isEqualTo("malformed"));
    }

    @Test
    void shouldShareThePartitionsOfTwoWorkersWithoutRepeatedCalls() {
        // Given
        bench.worker("one", model);
        bench.send(requests(0, 40));
        bench.answered(40);

        // When
        BlockingModel second = new BlockingModel();
        LlmWorker other = bench.worker("two", second);
        for (int round = 1; round <= 10; round++) {
            bench.send(requests(40 * round, 40 * (round + 1)));
            bench.answered(40 * (round + 1));
        }
        other.close(Waits.LONG);
        bench.send(requests(440, 480));

        // Then
        assertThat(bench.answered(480)).hasSize(480);
        assertThat(model.calls() + second.calls()).isEqualTo(480);
    }

    @Test
    void shouldShareThePartitionsOfTwoWorkersWithoutAName() {
        // Given
        BlockingModel second = new BlockingModel();
        LlmWorker one = bench.worker(null, model);
        LlmWorker other = bench.worker(null, second);
        Waits.await().until(() -> bench.partitionsOfMembers().equals(List.of(2, 2)));
        model.hold();
        second.hold();

        // When
        bench.send(requests(0, 40));

        // Then
        Waits.await().until(() -> model.calls() + second.calls() == 40);
        assertThat(inFlight()).isEqualTo(40);
        model.release();
        second.release();
        assertThat(bench.answered(40)).hasSize(40);
        assertThat(inFlight()).isZero();
        assertThat(model.calls()).isPositive();
        assertThat(second.calls()).isPositive();
        assertThat(List.of(one.status(), other.status())).containsOnly(WorkerStatus.running());
    }

    private double inFlight() {
        return bench.meters.get("mtg.llm.in.flight").gauge().value();
    }

    private double counted(String meter) {
        return bench.meters.counter(meter).count();
    }

    private static boolean failed(LlmWorker worker, String reason) {
        return worker.status() instanceof WorkerStatus.Failed failed
                && failed.exit() == WorkerStatus.CONFIGURATION
                && failed.reason().contains(reason);
    }
}
