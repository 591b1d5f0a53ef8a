package metatextgrad.bench;

import static metatextgrad.bench.BenchFigure.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import metatextgrad.bench.gateway.GatewayBench;
import metatextgrad.bench.gateway.GatewayReport;
import metatextgrad.bench.gateway.GatewayScale;
import metatextgrad.bench.gateway.RouteReport;
import metatextgrad.config.Settings;
import metatextgrad.experiments.peers.PeerScript;
import metatextgrad.experiments.peers.PeersUnavailable;
import org.jspecify.annotations.Nullable;

/** Measures what the gateway costs a request, beside LiteLLM's proxy on the same load. */
final class BenchGateway {
    private static final double P50 = 2;
    private static final double P99 = 10;

    private BenchGateway() {}

    /** See {@link BenchPart.Measurement}. */
    static List<BenchFigure> measure(
            BenchEnvironment environment, BenchScale scale, BenchPart.Log log) {
        GatewayScale its = scale.all() ? GatewayScale.FULL : GatewayScale.QUICK;
        return measure(environment, its, log, script());
    }

    /**
     * @param liteLlm null if this installation has none
     */
    static List<BenchFigure> measure(
            BenchEnvironment environment,
            GatewayScale scale,
            BenchPart.Log log,
            @Nullable PeerScript liteLlm) {
        Settings settings = environment.topics("bench-gateway.", 3);
        GatewayReport report =
                new GatewayBench(scale, log, log::skipped)
                        .measure(settings, environment.events(), liteLlm);
        return figures(report);
    }

    static List<BenchFigure> figures(GatewayReport report) {
        List<BenchFigure> figures = new ArrayList<>(gateway(report));
        figures.addAll(direct(report.direct()));
        if (report.liteLlm() != null) figures.addAll(liteLlm(report, report.liteLlm()));
        return figures;
    }

    private static List<BenchFigure> gateway(GatewayReport report) {
        RouteReport gateway = report.gateway();
        String cpu = "processor time of the gateway for a request of 1 KiB";
        List<BenchFigure> figures = new ArrayList<>();
        figures.add(figure("gateway.cpu", cpu, gateway.busyCpuMillis(), "ms").atMost(.6));
        figures.add(
                figure(
                        "gateway.cpu.100",
                        "  at 100 requests/s, with its idle work",
                        gateway.cpuMillis(),
                        "ms"));
        figures.add(figure("gateway.sampled", "  requests sampled", 100 * report.sampled(), "%"));
        List<BenchFigure> added = added("gateway", "the gateway", report.direct(), gateway);
        for (BenchFigure one : added)
            figures.add(one.atMost(one.name().endsWith("p50") ? P50 : P99));
        figures.add(rate("gateway", "the gateway", gateway));
        figures.add(failed("gateway", gateway).atMost(0));
        if (report.streams() > 0) {
            figures.add(streams("gateway", "the gateway", gateway).atLeast(report.streams()));
            resident("gateway", gateway).ifPresent(one -> figures.add(one.atMost(512)));
        }
        return figures;
    }

    private static List<BenchFigure> direct(RouteReport direct) {
        return List.of(
                figure("direct.p50", "without a proxy, p50", direct.plain().millis(50), "ms"),
                figure("direct.p99", "without a proxy, p99", direct.plain().millis(99), "ms"),
                figure("direct.first.p50", "  first token, p50", direct.stream().millis(50), "ms"),
                figure("direct.first.p99", "  first token, p99", direct.stream().millis(99), "ms"),
                figure("direct.rate", "  highest steady rate", direct.rate(), "requests/s"),
                figure("direct.failed", "  requests without an answer", direct.failed(), ""));
    }

    private static List<BenchFigure> liteLlm(GatewayReport report, RouteReport its) {
        String name = "LiteLLM's proxy";
        List<BenchFigure> figures = new ArrayList<>();
        figures.add(
                figure(
                        "litellm.cpu.100",
                        "processor time of %s, at 100 requests/s".formatted(name),
                        its.cpuMillis(),
                        "ms"));
        figures.addAll(added("litellm", name, report.direct(), its));
        figures.add(rate("litellm", name, its));
        figures.add(failed("litellm", its));
        if (report.streams() > 0) {
            figures.add(streams("litellm", name, its));
            resident("litellm", its).ifPresent(figures::add);
        }
        return figures;
    }

    /** What a proxy adds is the difference of two percentiles. */
    private static List<BenchFigure> added(
            String name, String title, RouteReport direct, RouteReport its) {
        List<BenchFigure> figures = new ArrayList<>();
        for (int percentile : new int[] {50, 99})
            figures.add(
                    figure(
                            "%s.added.p%d".formatted(name, percentile),
                            "%s adds at 100 requests/s, p%d".formatted(title, percentile),
                            its.plain().millis(percentile) - direct.plain().millis(percentile),
                            "ms"));
        for (int percentile : new int[] {50, 99})
            figures.add(
                    figure(
                            "%s.first.p%d".formatted(name, percentile),
                            "  to the first token of a stream, p%d".formatted(percentile),
                            its.stream().millis(percentile) - direct.stream().millis(percentile),
                            "ms"));
        return figures;
    }

    private static BenchFigure rate(String name, String title, RouteReport its) {
        return figure(
                name + ".rate", "highest steady rate through " + title, its.rate(), "requests/s");
    }

    private static BenchFigure failed(String name, RouteReport its) {
        return figure(
                name + ".failed",
                "  requests without an answer, at 100 a second",
                its.failed(),
                "");
    }

    private static BenchFigure streams(String name, String title, RouteReport its) {
        return figure(name + ".streams", "streams open at once through " + title, its.open(), "");
    }

    /** Empty if the system does not report it. */
    private static Optional<BenchFigure> resident(String name, RouteReport its) {
        double mebi = its.residentMebi();
        return mebi == 0
                ? Optional.empty()
                : Optional.of(
                        figure(name + ".resident", "  its resident memory with them", mebi, "MiB"));
    }

    private static @Nullable PeerScript script() {
        try {
            return PeerScript.installed().beside("litellm");
        } catch (PeersUnavailable e) {
            return null;
        }
    }
}
