package metatextgrad.services.mtg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import metatextgrad.llm.LlmRequest;
import metatextgrad.services.mtg.BenchFigure.Target;
import org.junit.jupiter.api.Test;

/** The parts of the benchmark that need no broker. */
final class BenchTest {
    private static final List<BenchFigure> FIGURES =
            List.of(
                    BenchFigure.of("added.p50", "added latency, p50", 60.04, "ms")
                            .against(Target.atMost(60)),
                    BenchFigure.of("inFlight.most", "calls in flight", 256, "")
                            .against(Target.atLeast(256)),
                    BenchFigure.of("inFlight.rate", "answers", 213.5, "calls/s"));

    @Test
    void shouldSetEachFigureBesideItsTarget() {
        assertThat(new BenchReport(new BenchMachine(2, 0.5, "25"), FIGURES).table())
                .extracting(line -> line.replaceAll(" {2,}", " | ").strip())
                .containsExactly(
                        "| measured | target",
                        "added latency, p50 | 60.0 ms | at most 60 ms | missed",
                        "calls in flight | 256 | at least 256 | met",
                        "answers | 213.5 calls/s",
                        "",
                        "2 processors, Java 25, load average 0.5 at the start");
    }

    @Test
    void shouldPrintOneObject() {
        assertThat(new BenchReport(new BenchMachine(2, 8, "25"), FIGURES).json())
                .isEqualTo(
                        "{\"schemaVersion\":1,"
                                + "\"machine\":{\"processors\":2,\"loadAverage\":8.0,\"busy\":true,\"java\":\"25\"},"
                                + "\"figures\":{"
                                + "\"added.p50\":{\"value\":60.04,\"unit\":\"ms\",\"atMost\":60.0,\"met\":false},"
                                + "\"inFlight.most\":{\"value\":256.0,\"unit\":\"\",\"atLeast\":256.0,\"met\":true},"
                                + "\"inFlight.rate\":{\"value\":213.5,\"unit\":\"calls/s\"}}}");
    }

    @Test
    void shouldSayThatTheMachineWasBusy() {
        assertThat(new BenchMachine(2, 8, "25").sentence()).contains("load average 8.0", "busy");
        assertThat(new BenchMachine(2, 1, "25").sentence()).doesNotContain("busy");
        assertThat(new BenchMachine(2, -1, "25").sentence()).contains("unknown");
    }

    @Test
    void shouldSendOnScheduleThoughEveryCallHangs() {
        // Given
        int calls = 50;
        Set<Integer> sent = new ConcurrentSkipListSet<>();
        var all = new java.util.concurrent.CountDownLatch(calls);
        var schedule = new BenchSchedule(System.nanoTime(), Duration.ofMillis(1), 10, calls);

        // When
        schedule.run(
                call -> {
                    sent.add(call);
                    all.countDown();
                    awaitAll(all);
                });

        // Then
        assertThat(sent).hasSize(calls);
        assertThat(schedule.due(10) - schedule.due(0)).isEqualTo(10_000_000);
        assertThat(schedule.counts(9)).isFalse();
        assertThat(schedule.counts(10)).isTrue();
    }

    @Test
    void shouldTellThatACallWasNotSent() {
        var schedule = new BenchSchedule(System.nanoTime(), Duration.ZERO, 0, 1);

        assertThatThrownBy(
                        () ->
                                schedule.run(
                                        call -> {
                                            throw new IllegalStateException("no broker");
                                        }))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessageContaining("no broker");
    }

    @Test
    void shouldAskForDifferentCalls() {
        BenchWork work = new BenchWork(100, 1);

        assertThat(work.requests().stream().map(LlmRequest::callId).collect(Collectors.toSet()))
                .hasSize(100);
        assertThat(work.batch(7).tasks().getFirst()).isNotEqualTo(work.batch(8).tasks().getFirst());
        assertThat(BenchWork.call(work.batch(7).key())).isEqualTo(7);
    }

    private static void awaitAll(java.util.concurrent.CountDownLatch all) {
        try {
            all.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
