package metatextgrad.bench;

import java.util.List;
import java.util.function.Consumer;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/**
 * A part of the benchmark, measured on a broker that other parts use before and after.
 *
 * @param name for {@code --only}
 * @param quick whether {@code --quick} measures it
 * @param usual whether it is measured if {@code --only} names no parts
 */
record BenchPart(String name, boolean quick, boolean usual, Measurement measurement) {
    /** Measures a part. */
    interface Measurement {
        /**
         * @throws EnvironmentProblem if the part cannot be measured
         */
        List<BenchFigure> measure(BenchEnvironment environment, BenchScale scale, Log log);
    }

    /** Accepts lines for people, while a part is measured. */
    interface Log extends Consumer<String> {
        /** Accepts why a figure of the part is missing, which is no failure. */
        void skipped(String reason);
    }

    private static final List<BenchPart> ALL =
            List.of(
                    quick("http", BenchHttp::measure),
                    quick("latency", BenchLatency::measure),
                    quick("in-flight", BenchInFlight::measure),
                    quick("use", BenchLimitUse::measure),
                    quick("paths", PathMeasurement::paths),
                    new BenchPart("grid", false, false, PathMeasurement::grid),
                    slow("process", BenchProcess::measure),
                    slow("scaling", BenchScaling::measure),
                    quick("rate", BenchRate::measure),
                    slow("kill", BenchKill::measure),
                    slow("step", BenchStep::measure),
                    slow("growth", BenchGrowth::measure),
                    slow("metrics", BenchMetrics::measure),
                    quick("ledger", BenchLedger::measure),
                    new BenchPart("traffic", false, false, BenchTraffic::measure),
                    new BenchPart("soak", false, false, BenchGrowth::soak),
                    new BenchPart("gateway", false, false, BenchGateway::measure),
                    new BenchPart("outage", false, false, BenchOutage::measure),
                    slow("views", BenchViews::measure));

    private static BenchPart quick(String name, Measurement measurement) {
        return new BenchPart(name, true, true, measurement);
    }

    private static BenchPart slow(String name, Measurement measurement) {
        return new BenchPart(name, false, true, measurement);
    }

    /**
     * Returns the parts to measure, in order: parts that write many records come last.
     *
     * @param only names of parts; empty for all parts for which the scale has time
     */
    static List<BenchPart> of(BenchScale scale, List<String> only) {
        List<String> names = ALL.stream().map(BenchPart::name).toList();
        for (String name : only) {
            if (!names.contains(name))
                throw Exit.USAGE.problem(
                        "bench has no part `%s`: %s", name, String.join(", ", names));
        }
        return ALL.stream()
                .filter(
                        part ->
                                only.isEmpty()
                                        ? part.usual() && (scale.all() || part.quick())
                                        : only.contains(part.name()))
                .toList();
    }
}
