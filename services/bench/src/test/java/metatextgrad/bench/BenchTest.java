package metatextgrad.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.bench.load.BenchSchedule;
import metatextgrad.cli.testing.CommandTree;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.llm.LlmRequest;
import metatextgrad.process.EnvironmentProblem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the report and the measuring; runs the quick parts once, with few calls. */
final class BenchTest {
    private static final List<BenchFigure> FIGURES =
            List.of(
                    BenchFigure.figure("added.p50", "added latency, p50", 60.04, "ms").atMost(60),
                    BenchFigure.figure("inFlight.max", "calls in flight", 256, "").atLeast(256),
                    BenchFigure.figure("inFlight.rate", "answers", 213.5, "calls/s"));

    @Test
    void shouldPrintEachFigureWithItsTarget() {
        assertThat(
                        BenchReport.of(
                                        new BenchMachine(2, 0.5, "25"),
                                        FIGURES,
                                        List.of("kill: no Java"))
                                .text())
                .extracting(line -> line.replaceAll(" {2,}", " | ").strip())
                .containsExactly(
                        "| measured | target",
                        "added latency, p50 | 60.0 ms | at most 60 ms | missed",
                        "calls in flight | 256 | at least 256 | met",
                        "answers | 213.5 calls/s",
                        "",
                        "not measured: kill: no Java",
                        "2 processors, Java 25, load average 0.5 at the start");
    }

    @Test
    void shouldPrintWhatItsSchemaAllows() {
        BenchReport report =
                BenchReport.of(new BenchMachine(2, 8.0, "25"), FIGURES, List.of("kill: no Java"));
        assertThat(CommandTree.problems("bench", ViewJson.write(report))).isEmpty();
    }

    @Test
    void shouldPrintOneObject() {
        assertThat(
                        ViewJson.write(
                                BenchReport.of(
                                        new BenchMachine(2, 8.0, "25"),
                                        FIGURES,
                                        List.of("kill: no Java"))))
                .isEqualTo(
                        "{\"schemaVersion\":1,"
                                + "\"machine\":{\"processors\":2,\"loadAverage\":8.0,\"busy\":true,\"java\":\"25\"},"
                                + "\"figures\":{"
                                + "\"added.p50\":{\"value\":60.04,\"unit\":\"ms\",\"atMost\":60.0,\"atLeast\":null,\"met\":false},"
                                + "\"inFlight.max\":{\"value\":256.0,\"unit\":\"\",\"atMost\":null,\"atLeast\":256.0,\"met\":true},"
                                + "\"inFlight.rate\":{\"value\":213.5,\"unit\":\"calls/s\",\"atMost\":null,\"atLeast\":null,\"met\":null}},"
                                + "\"notMeasured\":[\"kill: no Java\"]}");
    }

    @Test
    void shouldReportThatTheMachineWasBusy() {
        assertThat(new BenchMachine(2, 8.0, "25").sentence()).contains("load average 8.0", "busy");
        assertThat(new BenchMachine(2, 1.0, "25").sentence()).doesNotContain("busy");
        assertThat(new BenchMachine(2, null, "25").sentence()).contains("unknown");
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
    void shouldReportThatACallWasNotSent() {
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
    void shouldRequestDifferentCalls() {
        BenchWork work = BenchWork.of(100);
        BenchWork other = BenchWork.of(100, 4);

        assertThat(
                        Stream.of(work, other)
                                .flatMap(one -> one.requests().stream())
                                .map(LlmRequest::callKey)
                                .collect(Collectors.toSet()))
                .hasSize(200);
        assertThat(work.batch(7).tasks().getFirst()).isNotEqualTo(work.batch(8).tasks().getFirst());
        assertThat(work.call(work.batch(7).key())).isEqualTo(7);
        assertThat(other.call(work.batch(7).key())).isEqualTo(-1);
        assertThat(other.batch(1).tasks().getFirst().input().length()).isBetween(4096, 4200);
    }

    @Test
    void shouldCountFromTheFirstSendToTheLastAnswer() {
        BenchTimes times = BenchTimes.of(0, new long[] {2_000_000_000, 500_000_000});

        assertThat(times.seconds()).isEqualTo(2);
        assertThat(times.rate()).isEqualTo(1);
    }

    @Test
    void shouldBeWarmWhenRoundsGetNoQuicker() {
        WarmUpDetector falling = WarmUpDetector.begin();
        for (long took : new long[] {100, 90, 80, 70, 60, 50}) falling = falling.with(took);

        assertThat(WarmUpDetector.begin().settled()).isFalse();
        assertThat(falling.settled()).isFalse();
        // A slow round does not settle it, and neither does a slightly quicker one.
        for (long took : new long[] {200, 49, 48, 52}) falling = falling.with(took);
        assertThat(falling.settled()).isFalse();
        assertThat(falling.with(50).settled()).isTrue();
        assertThat(falling.with(47).settled()).isFalse();
    }

    @Test
    void shouldCompareThePathsInAllCombinations() {
        List<GridPoint> grid = GridPoint.grid();

        assertThat(grid).hasSize(27).extracting(GridPoint::name).doesNotHaveDuplicates();
        assertThat(grid).extracting(GridPoint::title).doesNotHaveDuplicates();
        for (GridPoint.Latency pace : GridPoint.Latency.all()) {
            for (int kibi : new int[] {1, 4, 100}) {
                for (int inFlight : new int[] {16, 256, 1000}) {
                    assertThat(grid)
                            .filteredOn(point -> point.pace().equals(pace))
                            .filteredOn(point -> point.kibi() == kibi)
                            .filteredOn(point -> point.inFlight() == inFlight)
                            .hasSize(1);
                }
            }
        }
        assertThat(grid.getLast().name()).isEqualTo("lognormal.100KiB.1000");
        assertThat(grid.getLast().title()).isEqualTo("lognormal 1 s, 100 KiB, 1000 in flight");
    }

    @Test
    void shouldMeasureSomePointsOfTheGridInRounds() {
        assertThat(GridPoint.star()).hasSize(7).containsAll(GridPoint.quick());
        assertThat(GridPoint.star()).extracting(GridPoint::name).doesNotHaveDuplicates();
        assertThat(GridPoint.grid())
                .extracting(GridPoint::title)
                .containsAll(GridPoint.star().stream().map(GridPoint::title).toList());
    }

    @Test
    void shouldFillThePlacesOfEveryPointTwiceAndNotTakeMinutes() {
        int usual = BenchScale.FULL.path() / 2;
        for (GridPoint point : GridPoint.grid()) {
            int calls = point.calls(usual);
            assertThat(calls).isBetween(2 * point.inFlight(), Math.max(usual, 2000));
            assertThat(point.naiveCalls(usual)).isBetween(6, usual);
            if (point.pace().equals(GridPoint.Latency.LIKE_REAL))
                assertThat(calls / point.inFlight()).isBetween(2, 4);
        }
    }

    @Test
    void shouldBeginEachRoundWithAnotherPath() {
        assertThat(CallPath.order(0)).containsExactly(CallPath.values());
        assertThat(CallPath.order(3))
                .containsExactly(CallPath.NAIVE, CallPath.DIRECT, CallPath.WORKER, CallPath.LOOP);
        assertThat(CallPath.order(4)).isEqualTo(CallPath.order(0));
    }

    @Test
    void shouldListItsParts() {
        assertThat(BenchPart.of(BenchScale.FULL, List.of())).hasSize(14);
        assertThat(BenchPart.of(BenchScale.QUICK, List.of()))
                .allMatch(BenchPart::quick)
                .isNotEmpty();
        assertThat(BenchPart.of(BenchScale.QUICK, List.of("kill")))
                .extracting(BenchPart::name)
                .containsExactly("kill");
        assertThat(BenchPart.of(BenchScale.FULL, List.of()))
                .extracting(BenchPart::name)
                .contains("paths")
                .doesNotContain("grid");
        assertThat(BenchPart.of(BenchScale.QUICK, List.of("grid")))
                .extracting(BenchPart::name)
                .containsExactly("grid");
        assertThatThrownBy(() -> BenchPart.of(BenchScale.QUICK, List.of("speed")))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessageContaining("`speed`")
                .hasMessageContaining("ledger");
    }

    /** Few calls: the measured numbers do not matter here. */
    @Test
    @Tag("broker")
    void shouldNameEveryFigureOfTheQuickParts() {
        BenchScale tiny = new BenchScale(1, 1, 5, 300, 1, 20, 1000, 1, false, 6, 1);
        BenchSession session = new BenchSession(tiny, line -> {});

        List<BenchPart> parts = new ArrayList<>(BenchPart.of(tiny, List.of()));
        parts.addAll(BenchPart.of(tiny, List.of("traffic", "soak")));
        session.measure(parts);

        assertThat(session.failures()).isEmpty();
        List<BenchFigure> figures = session.figures();
        String json =
                ViewJson.write(BenchReport.of(BenchMachine.now(), figures, session.failures()));
        assertThat(figures)
                .extracting(BenchFigure::name)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(30);
        assertThat(figures)
                .allSatisfy(
                        figure -> {
                            assertThat(figure.title()).isNotBlank();
                            assertThat(figure.value()).isFinite();
                            assertThat(json).contains('"' + figure.name() + "\":{\"value\":");
                            if (figure.met() != null) assertThat(figure.target()).startsWith("at ");
                        });
        assertThat(figures)
                .filteredOn(figure -> figure.met() != null)
                .extracting(BenchFigure::name)
                .contains(
                        "added.p50",
                        "added.p99",
                        "http.p50.20KiB",
                        "inFlight.max",
                        "use.mean",
                        "paths.noLatency.loop",
                        "rate.used",
                        "rate.refused",
                        "ledger.perMillion",
                        "traffic.rate",
                        "open.bytes",
                        "open.feedback",
                        "soak.heap.rise",
                        "soak.threads.rise",
                        "soak.files.rise",
                        "soak.stores.rise",
                        "soak.lag.rise");
    }

    private static void awaitAll(java.util.concurrent.CountDownLatch all) {
        try {
            all.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
