package metatextgrad.bench.outage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import metatextgrad.bench.process.ConditionWait;
import metatextgrad.process.EnvironmentProblem;

/**
 * A steady load on two gateways while one part after another fails.
 *
 * @param quiet the load before the first fault and after the last one, while nothing fails
 */
public record Outage(List<OutageResult> quiet, List<OutagePhase> phases) {
    /** The load runs for this long before something fails. */
    private static final Duration LEAD = Duration.ofSeconds(2);

    /** Requests in flight at the end may take this long. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Returns what to do before this can be measured here; empty if it can. */
    public static Optional<String> missing() {
        return OutageProxy.missing();
    }

    /**
     * Blocks for the whole time.
     *
     * @param folder for the data of all parts
     * @param faults one after another
     * @param times of the load and of the health check
     * @throws EnvironmentProblem if a part does not start
     */
    public static Outage measure(
            Path folder, List<OutageFault> faults, OutageTimes times, Consumer<String> progress) {
        progress.accept("starting Kafka, the registry, two gateways and HAProxy");
        List<OutageResult> quiet = new ArrayList<>();
        List<OutagePhase> phases = new ArrayList<>();
        try (OutageSystem system = OutageSystem.start(folder, times.check())) {
            quiet(system, "warm", times.warmUp());
            progress.accept("nothing fails");
            quiet.add(quiet(system, "first", times.lasting()));
            progress.accept("  " + quiet.getLast().sentence());
            for (OutageFault fault : faults) {
                progress.accept(fault.title());
                system.prepare(fault);
                phases.add(phase(system, fault, times.lasting()));
                progress.accept("  " + phases.getLast().sentence());
                system.end(fault);
            }
            progress.accept("nothing fails");
            quiet.add(quiet(system, "last", times.lasting()));
            progress.accept("  " + quiet.getLast().sentence());
        }
        return new Outage(List.copyOf(quiet), List.copyOf(phases));
    }

    /** Returns milliseconds at a percentile, less those of the faster quiet load. */
    public double added(OutagePhase phase, double percentile) {
        double least =
                quiet.stream().mapToDouble(one -> one.millis(percentile)).min().orElseThrow();
        return phase.load().millis(percentile) - least;
    }

    private static OutageResult quiet(OutageSystem system, String phase, Duration lasting) {
        try (OutageLoad load = load(system, phase, lasting)) {
            load.awaitDue(lasting);
            load.awaitEnds(GRACE);
            return OutageResult.of(load.requests());
        }
    }

    private static OutagePhase phase(OutageSystem system, OutageFault fault, Duration lasting) {
        boolean isGateway = fault.part() == OutageFault.Part.GATEWAY;
        OutageSamples before = system.samples();
        int outBefore = takenOut(system);
        try (OutageLoad load = load(system, fault.name(), LEAD.plus(lasting))) {
            load.awaitDue(LEAD);
            long began = System.nanoTime();
            system.begin(fault);
            long out = isGateway ? awaitOut(system, lasting) : began;
            // Writes to a gateway that fails are as its completions.
            Map<String, Integer> writes = isGateway ? Map.of() : writes(system, lasting);
            load.awaitDue(LEAD.plus(lasting));
            OutageSamples samples = isGateway ? OutageSamples.NONE : system.samples().since(before);
            load.awaitEnds(GRACE);
            if (isGateway) {
                system.killGateway();
                load.awaitEnds(GRACE);
            }
            List<OutageRequest> requests = load.requests();
            return new OutagePhase(
                    fault,
                    isGateway
                            ? OutageResult.of(
                                    requests,
                                    system.proxy().forwarded(requests),
                                    OutageSystem.FAILING,
                                    out)
                            : OutageResult.of(requests),
                    samples,
                    writes,
                    takenOut(system) - outBefore,
                    (out - began) / 1e9);
        }
    }

    private static OutageLoad load(OutageSystem system, String phase, Duration lasting) {
        return OutageLoad.start(system.completions(), phase, system.version().value(), lasting);
    }

    /** Returns when HAProxy took the failed gateway out. */
    private static long awaitOut(OutageSystem system, Duration most) {
        ConditionWait.until(
                most,
                () -> system.proxy().isDown(OutageSystem.FAILING),
                "HAProxy did not take the failed gateway out");
        return System.nanoTime();
    }

    private static Map<String, Integer> writes(OutageSystem system, Duration lasting) {
        try (OutageWrites writes = new OutageWrites(system.feedback(), lasting)) {
            return writes.answers(OutageWrites.GRACE);
        }
    }

    private static int takenOut(OutageSystem system) {
        return system.proxy().takenOut(OutageSystem.FAILING)
                + system.proxy().takenOut(OutageSystem.OTHER);
    }
}
