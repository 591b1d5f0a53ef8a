package metatextgrad.bench.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import metatextgrad.bench.load.LoadOrder.Kind;
import metatextgrad.bench.load.LoadProcess;
import metatextgrad.bench.load.ServedProject;
import metatextgrad.config.Settings;
import metatextgrad.experiments.peers.PeerScript;
import metatextgrad.experiments.peers.PeersUnavailable;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.Event;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.OpenParts;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * Measures the gateway under an open load, beside the model server alone and LiteLLM's proxy. The
 * load generator, the model server and each proxy are processes of their own. For one thread.
 */
public final class GatewayBench {
    private static final int WARM = 400;
    private static final int WARM_LITE_LLM = 50;

    private final GatewayScale scale;
    private final Consumer<String> progress;
    private final Consumer<String> skipped;

    /**
     * @param progress accepts lines for people
     * @param skipped accepts why something is not measured
     */
    public GatewayBench(GatewayScale scale, Consumer<String> progress, Consumer<String> skipped) {
        this.scale = scale;
        this.progress = progress;
        this.skipped = skipped;
    }

    /**
     * Measures all ways in turns; blocks for some minutes.
     *
     * @param settings topics that no other gateway reads
     * @param liteLlm the script of LiteLLM; null if this installation has none
     * @throws EnvironmentProblem if a process does not start, or ends
     */
    public GatewayReport measure(
            Settings settings, Serde<Event> events, @Nullable PeerScript liteLlm) {
        OpenParts parts = new OpenParts();
        try {
            Path folder = settings.dataFolder();
            LoadProcess load = parts.add(LoadProcess.start(folder));
            VersionId served = ServedProject.serve(GatewayProcess.PROJECT, settings, events);
            URI models = load.models();
            progress.accept("starting the gateway");
            MeasuredRoute direct =
                    new MeasuredRoute("direct", URI.create(models + "/chat/completions"), null);
            RouteProbe plain = new RouteProbe(load, direct, progress);
            RouteProbe gateway =
                    new RouteProbe(
                            load, GatewayProcess.start(parts, settings, served, models), progress);
            RouteProbe other = liteLlm(parts, load, liteLlm, folder.resolve("child-litellm"));
            return measure(settings, plain, gateway, other);
        } finally {
            parts.close();
        }
    }

    private GatewayReport measure(
            Settings settings,
            RouteProbe direct,
            RouteProbe gateway,
            @Nullable RouteProbe liteLlm) {
        List<RouteProbe> routes = new ArrayList<>(List.of(direct, gateway));
        if (liteLlm != null) routes.add(liteLlm);
        progress.accept("warming up for %d s".formatted(scale.warmUp()));
        direct.warmUp(scale.warmUp() / 8, WARM);
        gateway.warmUp(scale.warmUp(), WARM);
        if (liteLlm != null) liteLlm.warmUp(scale.warmUp() / 4, WARM_LITE_LLM);
        for (Kind kind : List.of(Kind.PLAIN, Kind.STREAM)) rounds(kind, routes);
        for (RouteProbe one : routes) one.search(scale.step());
        gateway.busy(scale.round(), scale.busy());
        double sampled = (double) SampledTasks.count(settings) / gateway.report().sent();
        Optional<String> tooFew = FileHandles.problem(scale.streams());
        tooFew.ifPresent(skipped);
        if (tooFew.isEmpty()) open(routes);
        return new GatewayReport(
                direct.report(),
                gateway.report(),
                liteLlm == null ? null : liteLlm.report(),
                sampled,
                tooFew.isEmpty() ? scale.streams() : 0);
    }

    /** In each round another way comes first. */
    private void rounds(Kind kind, List<RouteProbe> routes) {
        List<RouteProbe> order = new ArrayList<>(routes);
        for (int round = 1; round <= scale.rounds(); round++) {
            progress.accept(
                    "%s requests, %d a second: round %d of %d"
                            .formatted(
                                    kind == Kind.PLAIN ? "plain" : "streaming",
                                    RouteProbe.RATE,
                                    round,
                                    scale.rounds()));
            for (RouteProbe one : order) one.round(kind, scale.round());
            Collections.rotate(order, 1);
        }
    }

    private void open(List<RouteProbe> routes) {
        for (RouteProbe one : routes.subList(1, routes.size())) {
            progress.accept("%d open streams, %s".formatted(scale.streams(), one.label()));
            one.open(scale.streams());
        }
    }

    private @Nullable RouteProbe liteLlm(
            OpenParts parts, LoadProcess load, @Nullable PeerScript script, Path folder) {
        if (script == null) {
            skipped.accept("LiteLLM: this installation does not include it: use a checkout");
            return null;
        }
        progress.accept("starting LiteLLM");
        try {
            return new RouteProbe(
                    load, LiteLlmProcess.start(parts, script, folder, load.models()), progress);
        } catch (PeersUnavailable | EnvironmentProblem e) {
            skipped.accept("LiteLLM: " + e.getMessage());
            return null;
        }
    }
}
