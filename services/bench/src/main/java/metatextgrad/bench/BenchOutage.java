package metatextgrad.bench;

import static metatextgrad.bench.BenchFigure.figure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import metatextgrad.bench.outage.Outage;
import metatextgrad.bench.outage.OutageFault;
import metatextgrad.bench.outage.OutagePhase;
import metatextgrad.bench.outage.OutageResult;
import metatextgrad.bench.outage.OutageTimes;

/**
 * Measures what an application notices of two gateways while Kafka, the registry, the services or
 * one of the gateways is unavailable.
 */
final class BenchOutage {
    private static final int ADDED = 50;
    private static final Duration CHECK = Duration.ofSeconds(1);

    private BenchOutage() {}

    /** See {@link BenchPart.Measurement}. */
    static List<BenchFigure> measure(
            BenchEnvironment environment, BenchScale scale, BenchPart.Log log) {
        Optional<String> missing = Outage.missing();
        if (missing.isPresent()) {
            log.skipped(missing.get());
            return List.of();
        }
        Outage outage =
                Outage.measure(
                        environment.settings().dataFolder().resolve("outage"),
                        OutageFault.all(),
                        new OutageTimes(
                                Duration.ofSeconds(2L * scale.warmUp()),
                                Duration.ofSeconds(scale.outage()),
                                CHECK),
                        log);
        List<BenchFigure> figures = new ArrayList<>();
        figures.add(figure("outage.seconds", "each fault lasts", scale.outage(), "s"));
        OutageResult first = outage.quiet().getFirst();
        OutageResult last = outage.quiet().getLast();
        figures.add(
                figure("outage.first.p50", "nothing fails, first: p50", first.millis(50), "ms"));
        figures.add(figure("outage.first.p99", "  p99", first.millis(99), "ms"));
        figures.add(figure("outage.last.p50", "nothing fails, last: p50", last.millis(50), "ms"));
        figures.add(figure("outage.last.p99", "  p99", last.millis(99), "ms"));
        for (OutagePhase phase : outage.phases()) figures.addAll(figures(phase, outage));
        return figures;
    }

    private static List<BenchFigure> figures(OutagePhase phase, Outage outage) {
        String name = "outage." + phase.fault().name();
        List<BenchFigure> figures = new ArrayList<>();
        figures.add(
                figure(
                        name + ".sent",
                        phase.fault().title() + ": requests",
                        phase.load().sent(),
                        ""));
        figures.add(
                figure(name + ".unanswered", "  without an answer", phase.load().unanswered(), "")
                        .atMost(0));
        figures.add(figure(name + ".p50", "  p50 added", outage.added(phase, 50), "ms"));
        figures.add(
                figure(name + ".p99", "  p99 added", outage.added(phase, 99), "ms").atMost(ADDED));
        figures.addAll(
                phase.fault().part() == OutageFault.Part.GATEWAY
                        ? ofGateway(name, phase)
                        : ofOthers(name, phase));
        return figures;
    }

    private static List<BenchFigure> ofGateway(String name, OutagePhase phase) {
        return List.of(
                figure(
                        name + ".out",
                        "  until the health check took it out",
                        phase.outAfterSeconds(),
                        "s"),
                figure(name + ".apart", "  sent to it before, excluded", phase.load().apart(), ""),
                figure(
                        name + ".apart.answered",
                        "    of them answered by the other gateway",
                        phase.load().apartAnswered(),
                        ""));
    }

    private static List<BenchFigure> ofOthers(String name, OutagePhase phase) {
        return List.of(
                figure(
                                name + ".out",
                                "  gateways that the health check took out",
                                phase.takenOut(),
                                "")
                        .atMost(0),
                figure(
                        name + ".waiting",
                        "  samples that wait at the end",
                        (double) phase.samples().waiting(),
                        ""),
                figure(
                        name + ".dropped",
                        "  samples dropped",
                        (double) phase.samples().dropped(),
                        ""),
                figure(
                        name + ".writes",
                        phase.fault().part() == OutageFault.Part.KAFKA
                                ? "  writes of the API: 503 with Retry-After"
                                : "  writes of the API: accepted",
                        phase.expectedWrites(),
                        ""),
                figure(name + ".writes.other", "    with another answer", phase.otherWrites(), "")
                        .atMost(0));
    }
}
